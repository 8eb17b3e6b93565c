"""The estimate: the smallest change from the estimate before that satisfies the claims, kept on the leaves.

Land that nobody is reported to hold stays unassigned. A claim on a node moves land in its leaves: first what is
unassigned, then what others hold, in proportion, and last the leaves that have a report of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from territory.control.tree import Bools, Floats, Ints, Tree

UNKNOWN, ASSUMED, CLAIM, SEAT, EARLIER = range(5)


@dataclass
class Estimate:
    """What each leaf is thought to be, and why; leaves depth first.

    Parameters
    ----------
    share
        Mass of each side, shape (leaves, sides).
    rule
        UNKNOWN, ASSUMED (baseline), CLAIM (on the leaf or a node above), SEAT or EARLIER.
    source
        First op of the node and day that it rests on, -1 for none.
    depth
        Depth of the node of that claim.
    day
        Day of that claim.
    vacated
        Whether the leaf was left by its holder, no taker named.
    """

    share: Floats
    rule: Ints
    source: Ints
    depth: Ints
    day: Ints
    vacated: Bools

    @staticmethod
    def blank(tree: Tree, sides: int) -> Estimate:
        """Nothing known."""
        count = len(tree.leaves)
        none = np.full(count, -1, dtype=np.int64)
        return Estimate(
            np.zeros((count, sides)), np.zeros(count, dtype=np.int64), none, none.copy(),
            np.full(count, np.iinfo(np.int64).min), np.zeros(count, dtype=bool),
        )  # fmt: skip


@dataclass(frozen=True)
class Wants:
    """Claims of one day on disjoint nodes: the share each should have within [low, high], and what it must have."""

    node: Ints
    side: Ints
    low: Floats
    high: Floats
    taker: Ints
    source: Ints
    vacates: Bools
    soft: Bools
    must: Floats


def move(
    tree: Tree, now: Estimate, wants: Wants, bounds: tuple[Ints, Ints], keep: Bools, day: int, rule: int = CLAIM
) -> None:
    """Change an estimate in place so that each claim is met as nearly as the bounds allow.

    Parameters
    ----------
    bounds
        Least and greatest masses at the leaves, shape (leaves, sides).
    keep
        Leaves with a report of their own that the claims should leave alone if they can.
    """
    leaf, owner = covered(tree, wants.node)
    if not len(leaf):
        return
    side = wants.side[owner]
    mass = tree.mass[wants.node].astype(np.float64)
    mine = now.share[leaf, side]
    held = np.bincount(owner, mine, minlength=len(wants.node))
    changed = np.zeros(len(leaf), dtype=bool)
    need = wants.low * mass - held
    if (need > 0.5).any():
        everywhere = np.ones(len(leaf), dtype=bool)
        changed |= _raise(tree, now, leaf, owner, side, need, bounds[1], everywhere, unassigned=True)
        need = np.where(wants.soft, 0.0, need)
        changed |= _raise(tree, now, leaf, owner, side, need, bounds[1], ~keep[leaf])
        must = wants.must * mass - np.bincount(owner, now.share[leaf, side], minlength=len(wants.node))
        changed |= _raise(tree, now, leaf, owner, side, np.where(wants.soft, 0.0, must), bounds[1], keep[leaf])
    spare = held - wants.high * mass
    if (spare > 0.5).any():
        changed |= _lower(now, leaf, owner, wants, spare, bounds[0], ~keep[leaf])
    agrees = (now.share[leaf, side] * 2 >= tree.mass[tree.leaves[leaf]]) & (wants.low[owner] > 0)
    finer = now.depth[leaf] > tree.depth[wants.node][owner]
    touched = np.where(keep[leaf], changed & agrees, changed | (agrees & ~finer))
    at, by = leaf[touched], owner[touched]
    now.rule[at], now.source[at], now.day[at] = rule, wants.source[by], day
    now.depth[at] = tree.depth[wants.node][by]
    now.vacated[at] = wants.vacates[by]


def covered(tree: Tree, nodes: Ints) -> tuple[Ints, Ints]:
    """Leaves under nodes, and which node each is under."""
    first, last = tree.leaf_range[0][nodes], tree.leaf_range[1][nodes]
    count = last - first
    owner = np.repeat(np.arange(len(nodes)), count)
    return np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count) + first[owner], owner


def _raise(
    tree: Tree,
    now: Estimate,
    leaf: Ints,
    owner: Ints,
    side: Ints,
    need: Floats,
    high: Ints,
    open_: Bools,
    *,
    unassigned: bool = False,
) -> Bools:
    """Move unassigned or others' land to the side, in proportion; `need` is reduced in place."""
    size = len(need)
    taken = now.share[leaf].sum(axis=1)
    mine = now.share[leaf, side]
    pool = np.maximum(tree.mass[tree.leaves[leaf]] - taken, 0.0) if unassigned else taken - mine
    room = np.where(open_, np.minimum(pool, np.maximum(high[leaf, side] - mine, 0.0)), 0.0)
    total = np.bincount(owner, room, minlength=size)
    part = np.clip(np.divide(need, total, out=np.zeros(size), where=total > 0), 0.0, 1.0)
    given = room * part[owner]
    if not unassigned:
        rest = np.divide(given, pool, out=np.zeros(len(leaf)), where=pool > 0)
        now.share[leaf] *= (1.0 - rest)[:, None]
        now.share[leaf, side] = mine
    now.share[leaf, side] += given
    need -= np.minimum(total, np.maximum(need, 0.0))
    return np.asarray(given > 0.5)


def _lower(now: Estimate, leaf: Ints, owner: Ints, wants: Wants, spare: Floats, low: Ints, open_: Bools) -> Bools:
    """Take land from the side and give it to the taker, if one is named."""
    side = wants.side[owner]
    loose = np.where(open_, np.maximum(now.share[leaf, side] - low[leaf, side], 0.0), 0.0)
    total = np.bincount(owner, loose, minlength=len(spare))
    part = np.clip(np.divide(spare, total, out=np.zeros(len(spare)), where=total > 0), 0.0, 1.0)
    freed = loose * part[owner]
    now.share[leaf, side] -= freed
    taker = wants.taker[owner]
    named = taker >= 0
    np.add.at(now.share, (leaf[named], taker[named]), freed[named])
    return np.asarray(freed > 0.5)


def settle(tree: Tree, now: Estimate, low: Ints, high: Ints) -> None:
    """Bring the leaves, and then the nodes above, within their bounds.

    Land that must be another's (the last side) stays unassigned unless that other was told of.
    """
    leaves = tree.leaves
    floor, ceiling = low[leaves], high[leaves]
    floor[:, -1] = 0
    np.clip(now.share, floor, ceiling, out=now.share)
    whole = tree.mass[leaves].astype(np.float64)
    excess = now.share.sum(axis=1) - whole
    over = excess > 0.5
    if over.any():
        loose = now.share[over] - floor[over]
        now.share[over] -= loose * (excess[over] / np.maximum(loose.sum(axis=1), 1.0))[:, None]
    held = node_shares(tree, now)
    short = (low - held > 2.0) & ~tree.is_leaf[:, None]
    short[:, -1] = False
    for node, side in zip(*np.nonzero(short), strict=True):
        lacking = np.array([low[node, side] / tree.mass[node]])
        span = np.arange(tree.leaf_range[0][node], tree.leaf_range[1][node])
        need = lacking * tree.mass[node] - now.share[span, side].sum()
        zeros = np.zeros(len(span), dtype=np.int64)
        everywhere = np.ones(len(span), dtype=bool)
        sides = np.full(len(span), side)
        for unassigned in (True, False):
            _raise(tree, now, span, zeros, sides, need, ceiling, everywhere, unassigned=unassigned)


def node_shares(tree: Tree, now: Estimate) -> Floats:
    """Estimated masses of the sides at every node, shape (nodes, sides)."""
    total = np.zeros((tree.size, now.share.shape[1]))
    total[tree.leaves] = now.share
    return np.asarray(tree.up(total), dtype=np.float64)
