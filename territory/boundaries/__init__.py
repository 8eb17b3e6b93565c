"""Boundary sets: embedded ones, imported ones, and the tree with leaves that control is resolved on."""

from territory.boundaries.catalogue import describe, list_boundaries, load_boundaries
from territory.boundaries.geopackage import save_boundaries
from territory.boundaries.importing import import_boundaries
from territory.boundaries.locate import units_of_points
from territory.boundaries.sets import BoundarySet
from territory.boundaries.tree import build_tree

__all__ = [
    "BoundarySet",
    "build_tree",
    "describe",
    "import_boundaries",
    "list_boundaries",
    "load_boundaries",
    "save_boundaries",
    "units_of_points",
]
