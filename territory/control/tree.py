"""The tree of nodes as arrays: breadth first, masses as exact integers, every node a range of leaves.

A share of a node is kept as a mass, an integer number of quanta of land, so that sums up and down the tree are exact
and an inverted bound is always a contradiction and never a rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from territory.errors import ControlError

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

TOTAL_MASS = 1 << 48


@dataclass(frozen=True)
class Tree:
    """Nodes in breadth-first order; children of one parent stand together, in the order of their parents.

    Parameters
    ----------
    ids
        Node ids, n of them.
    parent
        Index of the node above, -1 for a root; shape (n,).
    mass
        Land of each node in quanta; a parent's is the sum of its children's; shape (n,).
    table
        The rows of the ``nodes`` table in the same order, or None for a synthetic tree.
    """

    ids: list[str]
    parent: Ints
    mass: Ints
    table: pd.DataFrame | None = field(default=None, compare=False)

    @property
    def size(self) -> int:
        """Number of nodes."""
        return len(self.ids)

    @cached_property
    def depth(self) -> Ints:
        """Steps from the root; shape (n,)."""
        depth = np.zeros(self.size, dtype=np.int64)
        for node in range(self.size):
            if self.parent[node] >= 0:
                depth[node] = depth[self.parent[node]] + 1
        return depth

    @cached_property
    def slices(self) -> list[slice]:
        """One slice of nodes a depth."""
        ends = np.searchsorted(self.depth, np.arange(int(self.depth.max(initial=0)) + 2))
        return [slice(int(a), int(b)) for a, b in pairwise(ends)]

    @cached_property
    def families(self) -> list[tuple[Ints, Ints, Ints]]:
        """For each depth: (parents, first child of each within the slice, position of each child's parent)."""
        out: list[tuple[Ints, Ints, Ints]] = []
        for span in self.slices:
            above = self.parent[span]
            first = np.flatnonzero(np.r_[True, above[1:] != above[:-1]]) if len(above) else np.zeros(0, np.int64)
            out.append((above[first], first, np.repeat(np.arange(len(first)), np.diff(np.r_[first, len(above)]))))
        return out

    @cached_property
    def is_leaf(self) -> Bools:
        """Whether a node has no children; shape (n,)."""
        leaf = np.ones(self.size, dtype=bool)
        leaf[self.parent[self.parent >= 0]] = False
        return leaf

    @cached_property
    def leaf_range(self) -> tuple[Ints, Ints]:
        """First and one past the last leaf of every node, leaves counted depth first."""
        count = self.is_leaf.astype(np.int64)
        for span, (parents, first, _) in zip(self.slices[:0:-1], self.families[:0:-1], strict=True):
            count[parents] = np.add.reduceat(count[span], first)
        start = np.zeros(self.size, dtype=np.int64)
        for depth, (span, (parents, first, which)) in enumerate(zip(self.slices, self.families, strict=True)):
            before = np.cumsum(count[span]) - count[span]
            start[span] = before if depth == 0 else before - before[first][which] + start[parents][which]
        return start, start + count

    @cached_property
    def leaves(self) -> Ints:
        """Node of every leaf, depth first."""
        nodes = np.flatnonzero(self.is_leaf)
        out = np.empty(len(nodes), dtype=np.int64)
        out[self.leaf_range[0][nodes]] = nodes
        return out

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of every id."""
        return {node: i for i, node in enumerate(self.ids)}

    @cached_property
    def coarse(self) -> Bools:
        """Whether a node is a unit of admin level 1, a union of units or larger; shape (n,)."""
        if self.table is None:
            return np.asarray(self.depth <= 1)
        level = self.table["level"].astype("Float64").fillna(np.inf).to_numpy(dtype=float)
        return np.asarray((level <= 1) | (self.table["kind"] == "union").to_numpy(dtype=bool))

    @cached_property
    def flat(self) -> Tree:
        """The same nodes with nothing between them, each a leaf."""
        return Tree(self.ids, np.full(self.size, -1, dtype=np.int64), self.mass)

    @cached_property
    def unit_of_point(self) -> Ints:
        """For each point (a root without land whose row names a parent) the node that it lies in, else -1."""
        if self.table is None:
            return np.full(self.size, -1, dtype=np.int64)
        parents = zip(self.table["kind"], self.table["parent"], strict=True)
        return np.array([self.index.get(p, -1) if k == "point" else -1 for k, p in parents], dtype=np.int64)

    def up(self, values: NDArray[Any]) -> NDArray[Any]:
        """Add the values of children to their parents', all the way up; a new array of the same shape."""
        total = values.copy()
        for span, (parents, first, _) in zip(self.slices[:0:-1], self.families[:0:-1], strict=True):
            total[parents] += np.add.reduceat(total[span], first, axis=0)
        return total

    def less(self, node: int, without: Sequence[int]) -> list[int]:
        """The fewest nodes that make up a node less some of its descendants."""
        first, last = self.leaf_range
        holes = [w for w in without if first[node] <= first[w] and last[w] <= last[node] and w != node]
        if node in without:
            return []
        if not holes:
            return [node]
        out: list[int] = []
        for child in np.flatnonzero(self.parent == node):
            inside = [h for h in holes if first[child] <= first[h] and last[h] <= last[child]]
            out.extend(self.less(int(child), inside) if inside else [int(child)])
        return out


def make_tree(ids: Sequence[str], parents: Sequence[str | None], areas: Sequence[float]) -> Tree:
    """Arrays of a tree given as lists; the area of a node with children is theirs together.

    A node whose area is 0 (a point) becomes a root of its own: it has a holder, but no land.

    Raises
    ------
    ControlError
        If an id stands twice, a parent is no node or the parents form a ring.
    """
    return _order(list(ids), list(parents), np.asarray(areas, dtype=np.float64), None)


def tree_of_nodes(nodes: pd.DataFrame) -> Tree:
    """Arrays of a table in the ``nodes`` schema (geometry is not needed)."""
    table = nodes.drop(columns="geometry", errors="ignore").reset_index(drop=True)
    parents = [None if p is None or p != p else str(p) for p in table["parent"]]
    areas = np.where(table["kind"] == "point", 0.0, table["area_km2"].fillna(0.0).to_numpy(dtype=np.float64))
    return _order([str(n) for n in table["node"]], parents, areas, pd.DataFrame(table))


def _order(ids: list[str], parents: list[str | None], areas: Floats, table: pd.DataFrame | None) -> Tree:
    position = {node: i for i, node in enumerate(ids)}
    if len(position) != len(ids):
        raise ControlError(f"tree: node {next(i for i in ids if ids.count(i) > 1)} stands twice")
    children: dict[int, list[int]] = {}
    order: list[int] = []
    has_child = {p for p in parents if p is not None}
    for i, parent in enumerate(parents):
        if parent is not None and parent not in position:
            raise ControlError(f"tree: the parent {parent} of node {ids[i]} is no node")
        is_point = areas[i] <= 0 and ids[i] not in has_child
        if parent is None or is_point:
            order.append(i)
        else:
            children.setdefault(position[parent], []).append(i)
    above = [-1] * len(order)
    for place, i in enumerate(order):
        below = children.get(i, [])
        order.extend(below)
        above.extend([place] * len(below))
    if len(order) != len(ids):
        raise ControlError(f"tree: the parents of node {next(n for i, n in enumerate(ids) if i not in order)} ring")
    parent_index = np.asarray(above, dtype=np.int64)
    mass = _masses(parent_index, areas[order])
    rows = None if table is None else table.iloc[order].reset_index(drop=True)
    return Tree([ids[i] for i in order], parent_index, mass, rows)


def _masses(parent: Ints, areas: Floats) -> Ints:
    """Integer masses: leaves in proportion to their area, at least one quantum, and parents their sums."""
    inner = np.zeros(len(parent), dtype=bool)
    inner[parent[parent >= 0]] = True
    land = float(areas[~inner].sum()) or 1.0
    mass = np.maximum(np.rint(areas / land * TOTAL_MASS), 1).astype(np.int64)
    point = ~inner & (parent < 0) & (areas <= 0)
    mass[point] = TOTAL_MASS >> 8
    mass[inner] = 0
    for node in range(len(parent) - 1, -1, -1):
        if parent[node] >= 0:
            mass[parent[node]] += mass[node]
    return mass
