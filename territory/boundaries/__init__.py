"""Boundary sets: embedded ones, imported ones, and the tree with leaves that control is resolved on."""

from territory.boundaries.catalogue import describe, list_boundaries, load_boundaries
from territory.boundaries.crosswalk import carried_over, crosswalk
from territory.boundaries.download import download_boundaries, download_places
from territory.boundaries.geonames import read_geonames
from territory.boundaries.geopackage import save_boundaries
from territory.boundaries.importing import import_boundaries
from territory.boundaries.locate import units_of_points
from territory.boundaries.sets import BoundarySet
from territory.boundaries.tree import build_tree
from territory.boundaries.unions import unions_of

__all__ = [
    "BoundarySet",
    "build_tree",
    "carried_over",
    "crosswalk",
    "describe",
    "download_boundaries",
    "download_places",
    "import_boundaries",
    "list_boundaries",
    "load_boundaries",
    "read_geonames",
    "save_boundaries",
    "unions_of",
    "units_of_points",
]
