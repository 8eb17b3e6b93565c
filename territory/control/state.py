"""What is known at the end of a day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from territory.control.constraints import NO_DAY
from territory.control.estimate import Estimate
from territory.control.tree import Floats, Ints, Tree


@dataclass
class State:
    """What is known at the end of a day.

    Parameters
    ----------
    low, high
        Closed bounds on masses, shape (nodes, sides).
    estimate
        Holders of the leaves.
    against
        Newest day on which a firm change went against a side at a node or at one above it; shape (nodes, sides).
    own, own_change
        First op of the newest day with a claim on the node itself, and of the newest day that changed it; -1 for none.
    word
        First op on the node since then that does not count: a party's own word, or what contradicts; -1 for none.
    direct
        Where the rule ``parent`` is not used: what claims on the nodes themselves say, each node a leaf; else None.
    """

    low: Ints
    high: Ints
    estimate: Estimate
    against: Ints
    own: Ints
    own_change: Ints
    word: Ints
    direct: Estimate | None = None

    @staticmethod
    def blank(tree: Tree, sides: int, *, direct: bool = False) -> State:
        """Nothing known: every share is possible."""
        shape = (tree.size, sides)
        none = np.full(tree.size, -1, dtype=np.int64)
        return State(
            np.zeros(shape, dtype=np.int64), np.repeat(tree.mass[:, None], sides, axis=1), Estimate.blank(tree, sides),
            np.full(shape, NO_DAY), none, none.copy(), none.copy(),
            Estimate.blank(tree.flat, sides) if direct else None,
        )  # fmt: skip


@dataclass(frozen=True)
class Baseline:
    """The state before the first report: shares of sides at nodes, from a day on."""

    day: int
    node: Ints
    side: Ints
    low: Floats
    estimate: Floats
    high: Floats
