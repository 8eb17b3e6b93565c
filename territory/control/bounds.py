"""Exact bounds for one date: the least and the greatest share of every side at every node, in one pass up and one down.

Sides divide the land of a node, and children add up to their parent. For fixed bounds this is a flow of land from sides
to leaves, and the shares that a subtree allows form a base polyhedron: all x with x(all sides) = mass and
x(A) <= h(A) for every set A of sides, h submodular. Base polyhedra stay so under sums (Minkowski) and under boxes, with
closed forms (Frank and Tardos 1988, *Generalized polymatroids and submodular flows*; Fujishige 2005, §3.1):

* children to parent: h = sum of the children's h;
* with bounds [low, high] on the sides: h'(A) = min over B of h(B) + high(A - B) - low(B - A);
* what the rest of the tree allows a child: o(A) = o'(A) of the parent less the least the siblings can have of A.

Where the inside (h) and the outside (o) meet, a side's greatest mass is min over M with s in M of
h(M) + o(not M, and s) - mass, by max-flow min-cut; its least likewise. All in integers: nothing is rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from territory.control.tree import Bools, Ints, Tree

EXACT_SIDES = 9


@dataclass(frozen=True)
class Closure:
    """Bounds closed under the tree and the sides.

    Parameters
    ----------
    low, high
        Masses, shape (nodes, sides).
    failed
        Nodes at which the bounds inside contradict each other; where any does, low and high are those given.
    """

    low: Ints
    high: Ints
    failed: Ints


def close(tree: Tree, low: Ints, high: Ints) -> Closure:
    """Tighten bounds to what is possible given all of them.

    Parameters
    ----------
    tree
        The tree, n nodes.
    low, high
        Bounds on masses, shape (n, sides), 0 <= low, high <= mass.

    Returns
    -------
    Closure
        Exactly tight for up to ``EXACT_SIDES`` sides, else tight as far as bounds on single sides can tell.
    """
    if low.shape[1] > EXACT_SIDES:
        return close_by_boxes(tree, low, high)
    inside, summed, failed = _inside(tree, low, high)
    if failed.any():
        return Closure(low, high, np.flatnonzero(failed))
    outside = _outside(tree, low, high, inside, summed)
    return Closure(*_meet(tree.mass, inside, outside), np.zeros(0, dtype=np.int64))


def _inside(tree: Tree, low: Ints, high: Ints) -> tuple[Ints, Ints, Bools]:
    """Set functions of what each subtree allows, before and after its own bounds, and where there is nothing left."""
    sets = 1 << low.shape[1]
    summed = np.empty((tree.size, sets), dtype=np.int64)
    summed[:] = tree.mass[:, None]
    summed[:, 0] = 0
    inside = np.empty_like(summed)
    for depth in range(len(tree.slices) - 1, -1, -1):
        span = tree.slices[depth]
        here = summed[span].copy()
        _box(here, low[span], high[span])
        inside[span] = here
        if depth:
            parents, first, _ = tree.families[depth]
            summed[parents] = np.add.reduceat(here, first, axis=0)
    failed = (inside[:, 0] < 0) | (inside[:, -1] < tree.mass) | (low > high).any(axis=1)
    return inside, summed, failed


def _outside(tree: Tree, low: Ints, high: Ints, inside: Ints, summed: Ints) -> Ints:
    """Set functions of what the rest of the tree allows each node."""
    outside = np.empty_like(inside)
    outside[tree.slices[0]] = tree.mass[tree.slices[0], None]
    outside[tree.slices[0], 0] = 0
    for depth in range(1, len(tree.slices)):
        span = tree.slices[depth]
        parents, _, which = tree.families[depth]
        above = outside[parents]
        _box(above, low[parents], high[parents])
        above += summed[parents][:, ::-1] - tree.mass[parents, None]
        outside[span] = above[which] + (tree.mass[span, None] - inside[span][:, ::-1])
    return outside


def _box(function: Ints, low: Ints, high: Ints) -> None:
    """Intersect base polyhedra with boxes, in place; rows are nodes, columns sets of sides as bit masks."""
    rows, sides = low.shape
    for side in range(sides):
        cells = function.reshape(rows, -1, 2, 1 << side)
        np.minimum(cells[:, :, 1], cells[:, :, 0] + high[:, side, None, None], out=cells[:, :, 1])
    for side in range(sides):
        cells = function.reshape(rows, -1, 2, 1 << side)
        np.minimum(cells[:, :, 0], cells[:, :, 1] - low[:, side, None, None], out=cells[:, :, 0])


@lru_cache(maxsize=16)
def _pairs(sides: int) -> tuple[tuple[Ints, Ints, Ints, Ints], ...]:
    """For each side: sets with it, their complements and it; sets without it, their complements less it."""
    masks = np.arange(1 << sides)
    full = (1 << sides) - 1
    out = []
    for side in range(sides):
        bit = 1 << side
        with_it, without = masks[(masks & bit) > 0], masks[(masks & bit) == 0]
        out.append((with_it, (full ^ with_it) | bit, without, (full ^ without) & ~bit))
    return tuple(out)


def _meet(mass: Ints, inside: Ints, outside: Ints) -> tuple[Ints, Ints]:
    sides = inside.shape[1].bit_length() - 1
    low = np.empty((len(mass), sides), dtype=np.int64)
    high = np.empty_like(low)
    for side, (with_it, co_with, without, co_without) in enumerate(_pairs(sides)):
        high[:, side] = (inside[:, with_it] + outside[:, co_with]).min(axis=1) - mass
        low[:, side] = mass - (inside[:, without] + outside[:, co_without]).min(axis=1)
    return low, high


def close_by_boxes(tree: Tree, low: Ints, high: Ints, rounds: int = 50) -> Closure:
    """Tighten by bounds on single sides alone, to a fixed point; sound for any number of sides, not always tight."""
    low, high = low.copy(), high.copy()
    given = low.copy(), high.copy()
    mass = tree.mass[:, None]
    for _ in range(rounds):
        before = low.copy(), high.copy()
        for depth in range(len(tree.slices) - 1, 0, -1):
            span, (parents, first, _which) = tree.slices[depth], tree.families[depth]
            low[parents] = np.maximum(low[parents], np.add.reduceat(low[span], first, axis=0))
            high[parents] = np.minimum(high[parents], np.add.reduceat(high[span], first, axis=0))
        _across(mass, low, high)
        for depth in range(1, len(tree.slices)):
            span, (parents, first, which) = tree.slices[depth], tree.families[depth]
            least = np.add.reduceat(low[span], first, axis=0)[which]
            most = np.add.reduceat(high[span], first, axis=0)[which]
            tighter_low = low[parents][which] - (most - high[span])
            tighter_high = high[parents][which] - (least - low[span])
            low[span] = np.maximum(low[span], tighter_low)
            high[span] = np.minimum(high[span], tighter_high)
        _across(mass, low, high)
        failed = (low > high).any(axis=1)
        if failed.any():
            deepest = np.flatnonzero(failed)
            return Closure(*given, deepest)
        if np.array_equal(before[0], low) and np.array_equal(before[1], high):
            break
    return Closure(low, high, np.zeros(0, dtype=np.int64))


def _across(mass: Ints, low: Ints, high: Ints) -> None:
    least, most = low.sum(axis=1, keepdims=True), high.sum(axis=1, keepdims=True)
    tighter_low = np.maximum(low, mass - (most - high))
    high[:] = np.minimum(high, mass - (least - low))
    low[:] = tighter_low
