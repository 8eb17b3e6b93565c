"""What changed on which day: the rows of the result, kept as arrays until they are made a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from territory.control.estimate import ASSUMED, CLAIM, UNKNOWN, Estimate, covered, node_shares
from territory.control.state import State
from territory.control.tree import Floats, Ints, Tree

REPORTED, INFERRED, ASSUMED_BASIS, UNKNOWN_BASIS, STALE = range(5)
MOST_SOURCES = 8
HELD = 0.9


@dataclass(frozen=True)
class Rows:
    """Rows sorted by node and day; shares have shape (rows, sides), the others one entry a row.

    Parameters
    ----------
    day
        First day of the row (the smallest integer: from the beginning).
    basis
        REPORTED, INFERRED, ASSUMED_BASIS, UNKNOWN_BASIS or STALE.
    rule
        Rule of most of an inferred node's land.
    vacated
        Share of the land that was left with no taker named.
    own, own_change, word
        First op on the node itself in force, the one that changed it, and a party's own word since; -1 for none.
    sources, offsets
        The ops that row i's leaves rest on, most land first, are ``sources[offsets[i]:offsets[i + 1]]``.
    """

    node: Ints
    day: Ints
    low: Floats
    estimate: Floats
    high: Floats
    basis: Ints
    rule: Ints
    vacated: Floats
    own: Ints
    own_change: Ints
    word: Ints
    sources: Ints
    offsets: Ints

    def take(self, index: Ints) -> Rows:
        """The rows at some positions, in that order."""
        count = np.diff(self.offsets)[index]
        offsets = np.r_[0, np.cumsum(count)]
        at = np.arange(offsets[-1]) - np.repeat(offsets[:-1] - self.offsets[:-1][index], count)
        plain = {n: getattr(self, n)[index] for n in Rows.__dataclass_fields__ if n not in ("sources", "offsets")}
        return Rows(**plain, sources=self.sources[at], offsets=offsets)


@dataclass
class History:
    """Collects rows as the days go by."""

    tree: Tree
    _last: tuple[Ints, Ints, Floats, Ints, Ints] | None = None
    _parts: list[tuple[Any, ...]] = field(default_factory=list)
    _sources: list[Ints] = field(default_factory=list)

    def record(self, day: int, state: State, touched: Ints) -> None:
        """Keep the rows of the nodes that are not as they were, and of those touched, with all above them."""
        tree, low, high, now = self.tree, state.low, state.high, state.estimate
        share = node_shares(tree, now)
        basis, rule, vacated = _basis(tree, now)
        _own_claims(tree, state, share, basis)
        _points(tree, now, share, basis, rule)
        if self._last is None:
            rows = np.arange(tree.size)
        else:
            old_low, old_high, old_share, old_basis, old_source = self._last
            new = (low != old_low).any(axis=1) | (high != old_high).any(axis=1) | (basis != old_basis)
            new |= (np.abs(share - old_share) > 0.5).any(axis=1)
            moved = np.zeros(tree.size, dtype=np.int64)
            moved[touched] = 1
            moved[tree.leaves[now.source != old_source]] = 1
            rows = np.flatnonzero(new | (np.asarray(tree.up(moved)) > 0))
        own, own_change, word = state.own, state.own_change, state.word
        self._last = low, high, share, basis, now.source.copy()
        sources, counts = self._sources_of(rows, now)
        self._sources.append(sources)
        self._parts.append(
            (rows, day, low[rows], share[rows], high[rows], basis[rows], rule[rows], vacated[rows],
             own[rows], own_change[rows], word[rows], counts)
        )  # fmt: skip

    def _sources_of(self, rows: Ints, now: Estimate) -> tuple[Ints, Ints]:
        """Ops that the leaves of each row rest on, most land first, one row after the other; and how many each has."""
        leaf, owner = covered(self.tree, rows)
        source = now.source[leaf]
        some = source >= 0
        leaf, owner, source = leaf[some], owner[some], source[some]
        if not len(leaf):
            return source, np.zeros(len(rows), dtype=np.int64)
        order = np.lexsort((source, owner))
        owner, source = owner[order], source[order]
        first = np.flatnonzero(np.r_[True, (owner[1:] != owner[:-1]) | (source[1:] != source[:-1])])
        land = np.add.reduceat(self.tree.mass[self.tree.leaves[leaf[order]]], first)
        owner, source = owner[first], source[first]
        order = np.lexsort((source, -land, owner))
        owner, source = owner[order], source[order]
        start = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
        rank = np.arange(len(owner)) - np.repeat(start, np.diff(np.r_[start, len(owner)]))
        kept = rank < MOST_SOURCES
        return source[kept], np.bincount(owner[kept], minlength=len(rows))

    def rows(self) -> Rows:
        """All rows, sorted by node and day."""
        node = np.concatenate([p[0] for p in self._parts])
        day = np.concatenate([np.full(len(p[0]), p[1]) for p in self._parts])
        low, share, high, basis, rule, vacated, own, own_change, word, count = (
            np.concatenate([p[i] for p in self._parts]) for i in range(2, 12)
        )
        mass = self.tree.mass[node][:, None].astype(np.float64)
        offsets = np.r_[0, np.cumsum(count)]
        rows = Rows(
            node, day, low / mass, share / mass, high / mass, basis, rule, vacated, own, own_change, word,
            np.concatenate(self._sources), offsets,
        )  # fmt: skip
        return rows.take(np.lexsort((day, node)))


def _own_claims(tree: Tree, state: State, share: Floats, basis: Ints) -> None:
    """Without the rule ``parent``, units show what was told of themselves, whatever their leaves show; in place."""
    if state.direct is not None:
        told = (state.direct.rule == CLAIM) & ~tree.is_leaf
        share[told], basis[told] = state.direct.share[told], REPORTED


def _points(tree: Tree, now: Estimate, share: Floats, basis: Ints, rule: Ints) -> None:
    """Points without a report of their own are thought to be their unit's, if one side holds that; in place."""
    unit = tree.unit_of_point
    quiet = np.flatnonzero(unit >= 0)
    quiet = quiet[now.rule[tree.leaf_range[0][quiet]] != CLAIM]
    around = share[unit[quiet]] / tree.mass[unit[quiet], None]
    held = around.max(axis=1, initial=0.0) >= HELD
    point, of = quiet[held], unit[quiet[held]]
    share[point] = around[held] * tree.mass[point, None]
    basis[point] = np.where(basis[of] == ASSUMED_BASIS, ASSUMED_BASIS, INFERRED)
    rule[point] = CLAIM


def _basis(tree: Tree, now: Estimate) -> tuple[Ints, Ints, Floats]:
    """Where most of each node's estimate comes from, the rule it was inferred by, and the share that is vacated."""
    mass = tree.mass[tree.leaves].astype(np.float64)
    vacated = _sums(tree, np.where(now.vacated, mass - now.share.sum(axis=1), 0.0)[:, None])[:, 0] / tree.mass
    basis = np.empty(tree.size, dtype=np.int64)
    rule = np.empty(tree.size, dtype=np.int64)
    known = now.rule != UNKNOWN
    for depth, span in enumerate(tree.slices):
        told = (now.rule == CLAIM) & ((now.depth >= depth) | (now.depth >= tree.depth[tree.leaves]))
        assumed = now.rule == ASSUMED
        classes = np.column_stack([told, known & ~told & ~assumed, assumed, ~known]) * mass[:, None]
        basis[span] = np.argmax(_sums(tree, classes, span), axis=1)
        kinds = np.column_stack([(now.rule == r) & ~told for r in range(5)]) * mass[:, None]
        rule[span] = np.argmax(_sums(tree, kinds, span), axis=1)
    return basis, rule, vacated


def _sums(tree: Tree, values: Floats, span: slice = slice(None)) -> Floats:
    """Sums over the leaves of each node, for values with shape (leaves, k)."""
    running = np.vstack([np.zeros(values.shape[1]), np.cumsum(values, axis=0)])
    first, last = tree.leaf_range
    return np.asarray(running[last[span]] - running[first[span]], dtype=np.float64)
