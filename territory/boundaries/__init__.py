"""Boundary sets: embedded ones, imported ones, and the tree with leaves that control is resolved on."""

from territory.boundaries.catalogue import list_boundaries, load_boundaries
from territory.boundaries.locate import units_of_points
from territory.boundaries.sets import BoundarySet
from territory.boundaries.tree import build_tree

__all__ = ["BoundarySet", "build_tree", "list_boundaries", "load_boundaries", "units_of_points"]
