"""A baseline takes the place of what was known before it."""

from __future__ import annotations

import numpy as np

from territory.control.bounds import close
from territory.control.changes import Changes, loosen, possible_moves
from territory.control.estimate import ASSUMED, UNKNOWN, Wants, covered, move, settle
from territory.control.state import Baseline, State
from territory.control.tree import Tree


def rebase(tree: Tree, state: State, baseline: Baseline) -> None:
    """Forget the units that a baseline names and take its word for them."""
    count = len(baseline.node)
    everything = Changes(
        np.repeat(baseline.node, 2), np.tile(baseline.side, 1).repeat(2), np.tile([True, False], count),
        np.repeat(tree.mass[baseline.node], 2),
    )  # fmt: skip
    moves = possible_moves(tree, state.low, state.high, everything)
    low, high = loosen(tree, state.low, state.high, moves)
    at = (baseline.node, baseline.side)
    named = np.unique(baseline.node)
    floor, ceiling = np.zeros_like(low), np.zeros_like(high)
    np.add.at(floor, at, (baseline.low * tree.mass[baseline.node]).astype(np.int64))
    np.add.at(ceiling, at, np.ceil(baseline.high * tree.mass[baseline.node]).astype(np.int64))
    low[named] = np.maximum(low[named], np.minimum(floor[named], tree.mass[named, None]))
    high[named] = np.minimum(high[named], np.minimum(ceiling[named], tree.mass[named, None]))
    closed = close(tree, low, high)
    if len(closed.failed) == 0:
        state.low, state.high = closed.low, closed.high
    _assume(tree, state, baseline)
    settle(tree, state.estimate, state.low, state.high)


def _assume(tree: Tree, state: State, baseline: Baseline) -> None:
    """Estimate the leaves of the units named as the baseline does."""
    now = state.estimate
    named, _ = covered(tree, np.unique(baseline.node))
    now.share[named], now.rule[named], now.source[named], now.vacated[named] = 0.0, UNKNOWN, -1, False
    for node, side, share in zip(baseline.node, baseline.side, baseline.estimate, strict=True):
        middle = np.array([share])
        one = np.array([node])
        none, no = np.array([-1]), np.array([False])
        wants = Wants(one, np.array([side]), middle, middle, none, none, no, no, middle)
        bounds = state.low[tree.leaves], state.high[tree.leaves]
        move(tree, now, wants, bounds, np.zeros(len(tree.leaves), dtype=bool), baseline.day, rule=ASSUMED)
