"""What reported changes leave of yesterday's bounds: the changed parts are loosened, the rest is frozen.

A gain by a side moves land only to it, a loss only away from it, throughout the node it is told of (axiom A3), and
nothing moves elsewhere (A2). So a side's mass at any node can have risen or fallen by no more than at the changed node.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from territory.control.tree import Bools, Ints, Tree


@dataclass(frozen=True)
class Changes:
    """Reported changes of one day: node, side, whether the side rose, and by how much at most (mass)."""

    node: Ints
    side: Ints
    rose: Bools
    cap: Ints

    def __len__(self) -> int:
        return len(self.node)


@dataclass(frozen=True)
class Moves:
    """Greatest rise and fall of each side by the changes told of each node itself; masses, shape (nodes, sides)."""

    rise: Ints
    fall: Ints


def possible_moves(tree: Tree, low: Ints, high: Ints, changes: Changes) -> Moves:
    """How far the changes of a day can have moved each side at the nodes that they are told of.

    Parameters
    ----------
    low, high
        Bounds before the day.
    changes
        The day's changes.
    """
    shape = low.shape
    rise_cap, fall_cap = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    up, down = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for rose, mine, theirs, my_cap, their_cap in (
        (True, up, down, rise_cap, fall_cap),
        (False, down, up, fall_cap, rise_cap),
    ):
        pick = changes.rose == rose
        node, side, cap = changes.node[pick], changes.side[pick], changes.cap[pick]
        others = np.ones((len(node), shape[1]), dtype=bool)
        others[np.arange(len(node)), side] = False
        np.add.at(my_cap, (node, side), cap)
        mine[node, side] = True
        at, column = np.nonzero(others)
        np.add.at(their_cap, (node[at], column), cap[at])
        theirs[node[at], column] = True
    both = (_overlaps(tree, up) & _overlaps(tree, down)) if len(changes) > 1 else np.zeros(shape, dtype=bool)
    mass = tree.mass[:, None]
    rise = np.where(up, np.minimum(rise_cap, mass - np.where(both, 0, low)), 0)
    fall = np.where(down, np.minimum(fall_cap, np.where(both, mass, high)), 0)
    return Moves(
        np.minimum(rise, fall.sum(axis=1, keepdims=True) - fall),
        np.minimum(fall, rise.sum(axis=1, keepdims=True) - rise),
    )


def loosen(tree: Tree, low: Ints, high: Ints, moves: Moves) -> tuple[Ints, Ints]:
    """Bounds that hold after any changes within the moves."""
    mass = tree.mass[:, None]
    return np.maximum(low - _reach(tree, moves.fall), 0), np.minimum(high + _reach(tree, moves.rise), mass)


def refine(tree: Tree, moves: Moves, changes: Changes, before: tuple[Ints, Ints], after: tuple[Ints, Ints]) -> Moves:
    """Smaller moves once the bounds after the day are known, where only one report covers a node."""
    told = np.zeros((tree.size, 1), dtype=np.int64)
    np.add.at(told[:, 0], changes.node, 1)
    alone = (told > 0) & (_reach_count(tree, told) == 1)
    rise = np.where(alone, np.clip(after[1] - before[0], 0, moves.rise), moves.rise)
    fall = np.where(alone, np.clip(before[1] - after[0], 0, moves.fall), moves.fall)
    return Moves(rise, fall)


def _reach(tree: Tree, own: Ints) -> Ints:
    """Moves felt at each node: those of nodes above, no more than its own land, and those of itself and below."""
    below = np.asarray(tree.up(own), dtype=np.int64)
    return np.minimum(_from_above(tree, own), tree.mass[:, None]) + below


def _from_above(tree: Tree, own: Ints) -> Ints:
    above = np.zeros_like(own)
    for span, (parents, _, which) in zip(tree.slices[1:], tree.families[1:], strict=True):
        above[span] = (above[parents] + own[parents])[which]
    return above


def _reach_count(tree: Tree, told: Ints) -> Ints:
    return _from_above(tree, told) + np.asarray(tree.up(told), dtype=np.int64)


def _overlaps(tree: Tree, flags: Bools) -> Bools:
    return _reach_count(tree, flags.astype(np.int64)) > 0
