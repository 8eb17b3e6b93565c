"""Through time: each day's constraints applied to the state of the day before, with bounds and estimate side by side.

A day runs so: changes loosen the changed parts and freeze the rest; what is told of the day's end is intersected; what
no longer fits is set aside, the least reliable first. A state claim that an event of its own day contradicts was
true before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from territory.control.bounds import close
from territory.control.changes import Changes, loosen, possible_moves, refine
from territory.control.constraints import (
    AREA_WHOLE,
    BEFORE,
    DISPUTED,
    GAIN,
    KEPT,
    LOSS,
    NO_DAY,
    OPEN_GAIN,
    OWN_WORD,
    PRESENCE,
    STATE,
    SUPERSEDED,
    WEAK,
    Ops,
)  # fmt: skip
from territory.control.estimate import CLAIM, SEAT, Estimate, Wants, move, settle
from territory.control.history import History
from territory.control.inference import Rules, carry_seats, holders_before, seat_units
from territory.control.rebase import rebase
from territory.control.state import Baseline, State
from territory.control.tree import Bools, Floats, Ints, Tree

RECENT_DAYS = 14
TOUCH = 4
MOST = 0.6


@dataclass
class Timeline:
    """Applies ops day by day and keeps what changed.

    Parameters
    ----------
    tree
        The tree, n nodes.
    sides
        Number of sides.
    ops
        Effective constraints; their fates are written here.
    rules
        Inference rules in use, and what they need to know.
    """

    tree: Tree
    sides: int
    ops: Ops
    rules: Rules
    state: State = field(init=False)
    history: History = field(init=False)

    def __post_init__(self) -> None:
        self.state = State.blank(self.tree, self.sides, direct=not self.rules.parent)
        self.history = History(self.tree)
        if self.rules.before:
            holders_before(self.tree, self.ops, self.state.estimate)
        self.history.record(NO_DAY, self.state, np.zeros(0, np.int64))

    def run(self, baseline: Baseline | None = None) -> History:
        """Apply everything; returns the history of all nodes."""
        for _ in self.days(baseline):
            pass
        return self.history

    def days(self, baseline: Baseline | None = None) -> Iterator[int]:
        """Apply everything, day by day; yields each day when it is done."""
        days = self.ops.day
        starts = np.flatnonzero(np.r_[True, days[1:] != days[:-1]][: len(days)])
        ends = np.r_[starts[1:], [len(days)]][: len(starts)]
        waiting = baseline
        for first, last in zip(starts.astype(int), ends.astype(int), strict=True):
            day = int(self.ops.day[first])
            if waiting is not None and waiting.day <= day:
                self._rebase(waiting)
                waiting = None
            self._advance(day, first, last)
            yield day
        if waiting is not None:
            self._rebase(waiting)
            yield waiting.day

    def _rebase(self, baseline: Baseline) -> None:
        rebase(self.tree, self.state, baseline)
        self.history.record(baseline.day, self.state, np.zeros(0, np.int64))

    def _advance(self, day: int, first: int, last: int) -> None:
        """One day: bounds, then estimate, then the record."""
        fate, kind = self.ops.fate, self.ops.kind
        today = np.arange(first, last)
        today = today[fate[today] == KEPT]
        restated = self._restated(today)
        events = today[(kind[today] != STATE) & ~restated]
        states = today[(kind[today] == STATE) | restated]
        states = states[~self._too_weak(states, day)]
        after_events, events = self._apply(events, states[:0])
        misfit = self._misfits(states, *after_events)
        changing = states[misfit]
        confirming = states[~misfit]
        if len(events) and len(changing):
            earlier = self._contradicted(changing, events)
            fate[changing[earlier]] = BEFORE
            changing = changing[~earlier]
        bounds, kept = self._apply(np.concatenate([events, changing]), confirming)
        self.state.low, self.state.high = bounds
        moved = np.sort(np.concatenate([events, changing]))
        moved = moved[fate[moved] == KEPT]
        self._note(day, kept, moved)
        words = np.arange(first, last)
        words = words[
            (fate[words] == OWN_WORD) | ((fate[words] == DISPUTED) & (self.state.own[self.ops.node[words]] < first))
        ]
        self.state.word[self.ops.node[words][::-1]] = words[::-1]
        self._estimate(day, kept)
        self.history.record(day, self.state, self.ops.node[first:last])

    def _restated(self, today: Ints) -> Bools:
        """Gains without a date of their own that tell what is already in force."""
        ops, state = self.ops, self.state
        node, side = ops.node[today], ops.side[today]
        share = self._leading(node, side)
        mass = self.tree.mass[node]
        fits = state.high[node, side] >= np.floor(ops.low[today] * mass)
        return np.asarray((ops.kind[today] == GAIN) & ~ops.firm[today] & fits & (share > 0.5))

    def _leading(self, node: Ints, side: Ints) -> Floats:
        """Estimated share of a side at nodes."""
        running = np.vstack([np.zeros(self.sides), np.cumsum(self.state.estimate.share, axis=0)])
        first, last = self.tree.leaf_range
        return (running[last[node], side] - running[first[node], side]) / self.tree.mass[node]

    def _too_weak(self, states: Ints, day: int) -> Bools:
        """Undated or adjectival claims against a recent dated change, unless two sources agree."""
        ops = self.ops
        node, side = ops.node[states], ops.side[states]
        unsure = ~ops.firm[states] & (self.state.against[node, side] > day - RECENT_DAYS) & (ops.sources[states] < 2)
        if not unsure.any():
            return unsure
        against = np.where(
            ops.low[states] > 0, self._leading(node, side) < 0.5, self._leading(node, side) > ops.high[states]
        )
        weak = unsure & against & ((ops.low[states] >= 0.5) | (ops.high[states] < 0.5))
        ops.fate[states[weak]] = WEAK
        return weak

    def _misfits(self, states: Ints, low: Ints, high: Ints) -> Bools:
        """Whether a state cannot hold within the bounds (or only where two wide ranges touch)."""
        ops = self.ops
        node, side = ops.node[states], ops.side[states]
        mass = self.tree.mass[node]
        floor, ceiling = self._limits(states)
        least, most = np.maximum(floor, low[node, side]), np.minimum(ceiling, high[node, side])
        wide = (ceiling - floor > mass // 1000) & (high[node, side] - low[node, side] > mass // 1000)
        return np.asarray((least > most) | (wide & (least >= most - TOUCH)))

    def _contradicted(self, states: Ints, events: Ints) -> Bools:
        """Whether the events alone, with nothing else known, leave no room for a state."""
        near = self._near(states, events)
        if not near.any():
            return near
        low = np.zeros_like(self.state.low)
        high = np.repeat(self.tree.mass[:, None], self.sides, axis=1)
        floor, ceiling = self._limits(events)
        at = (self.ops.node[events], self.ops.side[events])
        np.maximum.at(low, at, floor)
        np.minimum.at(high, at, ceiling)
        closed = close(self.tree, low, high)
        return near & self._misfits(states, closed.low, closed.high)

    def _limits(self, index: Ints) -> tuple[Ints, Ints]:
        """Outward-rounded masses between which the ops put their side."""
        mass = self.tree.mass[self.ops.node[index]]
        floor = np.floor(self.ops.low[index] * mass).astype(np.int64)
        ceiling = np.ceil(self.ops.high[index] * mass).astype(np.int64)
        return np.minimum(floor, mass), np.minimum(ceiling, mass)

    def _near(self, some: Ints, others: Ints) -> Bools:
        """Whether the node of each op is at, above or below that of any of the others."""
        first, last = self.tree.leaf_range
        a, b = self.ops.node[some], self.ops.node[others]
        return np.asarray(((first[a][:, None] < last[b]) & (first[b] < last[a][:, None])).any(axis=1))

    def _apply(self, changing: Ints, confirming: Ints) -> tuple[tuple[Ints, Ints], Ints]:
        """Bounds after changes and confirmations; returns them with the ops that could all be kept."""
        state, tree = self.state, self.tree
        if not len(changing) and not len(confirming):
            return (state.low, state.high), changing
        units = seat_units(tree, self.rules, self.ops, changing, state.own)
        while True:
            changes = self._changes(changing, units)
            moves = possible_moves(tree, state.low, state.high, changes) if len(changes) else None
            low, high = loosen(tree, state.low, state.high, moves) if moves else (state.low.copy(), state.high.copy())
            index = np.concatenate([changing, confirming])
            at = (self.ops.node[index], self.ops.side[index])
            floor, ceiling = self._limits(index)
            np.maximum.at(low, at, floor)
            np.minimum.at(high, at, ceiling)
            closed = close(tree, low, high)
            if len(closed.failed) == 0:
                break
            drop = self._least_reliable(index, closed.failed)
            if not len(drop):
                return (state.low, state.high), index[:0]
            self.ops.fate[drop] = np.where(self.ops.background[drop], SUPERSEDED, DISPUTED)
            fate = self.ops.fate
            changing, confirming = changing[fate[changing] == KEPT], confirming[fate[confirming] == KEPT]
        low, high = closed.low, closed.high
        if moves:
            finer = refine(tree, moves, changes, (state.low, state.high), (low, high))
            frozen = loosen(tree, state.low, state.high, finer)
            if (frozen[0] > low).any() or (frozen[1] < high).any():
                closed = close(tree, np.maximum(low, frozen[0]), np.minimum(high, frozen[1]))
                if len(closed.failed) == 0:
                    low, high = closed.low, closed.high
        return (low, high), np.sort(index)

    def _changes(self, index: Ints, units: Ints | None = None) -> Changes:
        """Ops as changes: a state that did not fit is a rise or a fall of its side."""
        ops = self.ops
        node, side, kind = ops.node[index], ops.side[index], ops.kind[index]
        mass = self.tree.mass[node]
        risen = self._limits(index)[0] > self.state.high[node, side] - TOUCH
        rose = np.where(kind == STATE, risen, (kind == GAIN) | (kind == OPEN_GAIN))
        cap = np.where(kind == STATE, mass, np.ceil(ops.cap[index] * mass)).astype(np.int64)
        if units is not None and len(units):
            carrier = index[np.isin(index, units[:, 0])]
            unit = units[np.searchsorted(units[:, 0], carrier), 1]
            node, side = np.r_[node, unit], np.r_[side, ops.side[carrier]]
            rose, cap = np.r_[rose, np.ones(len(unit), dtype=bool)], np.r_[cap, self.tree.mass[unit]]
        return Changes(node, side, rose.astype(bool), cap)

    def _least_reliable(self, index: Ints, failed: Ints) -> Ints:
        """For each contradiction that holds no smaller one, the op in it that the others outweigh."""
        tree, ops = self.tree, self.ops
        first, last = tree.leaf_range
        out: set[int] = set()
        order = failed[np.argsort(-tree.depth[failed], kind="stable")]
        seen: list[int] = []
        for node in order:
            if any(first[node] <= first[s] and last[s] <= last[node] for s in seen):
                continue
            seen.append(int(node))
            inside = index[(first[ops.node[index]] >= first[node]) & (last[ops.node[index]] <= last[node])]
            if len(inside):
                rank = np.lexsort(
                    (-inside, tree.depth[ops.node[inside]], ops.published[inside], ops.sources[inside],
                     ops.kind[inside] != STATE, ~ops.background[inside])
                )  # fmt: skip
                out.add(int(inside[rank[0]]))
        return np.array(sorted(out), dtype=np.int64)

    def _note(self, day: int, kept: Ints, moved: Ints) -> None:
        """Remember which claims are in force on which nodes, and where a firm change happened."""
        ops, state, tree = self.ops, self.state, self.tree
        for index, memory in ((kept, state.own), (moved, state.own_change)):
            nodes = ops.node[index][::-1]
            memory[nodes] = index[::-1]
        state.word[ops.node[kept]] = -1
        self._lapse(kept)
        firm = moved[ops.firm[moved] & (ops.kind[moved] <= LOSS)]
        if len(firm):
            rose = self._changes(firm).rose
            hit = np.repeat(rose[:, None], self.sides, axis=1)
            hit[np.arange(len(firm)), ops.side[firm]] = ~rose
            told = np.zeros(state.against.shape, dtype=bool)
            np.logical_or.at(told, ops.node[firm], hit)
            for span, (parents, _, which) in zip(tree.slices[1:], tree.families[1:], strict=True):
                told[span] |= told[parents][which]
            state.against[told] = day

    def _lapse(self, kept: Ints) -> None:
        """Forget words that do not count where a newer report of the whole, or of its seat, goes against them."""
        ops, state, tree = self.ops, self.state, self.tree
        node = np.flatnonzero(state.word >= 0)
        heard = kept[ops.kind[kept] <= LOSS] if len(node) else kept[:0]
        for_side = heard[(ops.whole[heard] & (ops.low[heard] >= AREA_WHOLE)) | (ops.low[heard] >= 1)]
        not_side = heard[ops.high[heard] <= 0]
        if not len(for_side) + len(not_side):
            return
        carried = seat_units(tree, self.rules, ops, for_side, state.own)
        told = np.zeros(state.against.shape, dtype=bool)
        told[ops.node[not_side], ops.side[not_side]] = True
        for at, side in ((ops.node[for_side], ops.side[for_side]), (carried[:, 1], ops.side[carried[:, 0]])):
            others = np.ones((len(at), self.sides), dtype=bool)
            others[np.arange(len(at)), side] = False
            np.logical_or.at(told, at, others)
        for span, (parents, _, which) in zip(tree.slices[1:], tree.families[1:], strict=True):
            told[span] |= told[parents][which]
        gainer = ops.gainer(state.word[node])
        state.word[node[(gainer >= 0) & told[node, gainer]]] = -1

    def _estimate(self, day: int, kept: Ints) -> None:
        """Move the estimate by the day's claims, fine ones before coarse ones."""
        ops, tree, state = self.ops, self.tree, self.state
        leaf_bounds = state.low[tree.leaves], state.high[tree.leaves]
        joint = (ops.kind[kept] == STATE) & (ops.cap[kept] < 1)
        positive = (ops.kind[kept] != LOSS) & (ops.low[kept] > PRESENCE * 2)
        told = (ops.kind[kept] <= LOSS) & (positive | (ops.high[kept] < 1) | ops.soft[kept] | joint)
        told_ops = kept[told]
        if state.direct is not None:
            self._move(tree.flat, state.direct, told_ops, (state.low, state.high), np.zeros(tree.size, dtype=bool), day)
            told_ops = told_ops[tree.is_leaf[ops.node[told_ops]]]
        depth, coarse = tree.depth[ops.node[told_ops]], tree.coarse[ops.node[told_ops]]
        for level, is_coarse in sorted(set(zip(depth.tolist(), coarse.tolist(), strict=True)), reverse=True):
            here = told_ops[(depth == level) & (coarse == is_coarse)]
            self._move(tree, state.estimate, here, leaf_bounds, self._keeps(level, is_coarse, day), day)
        carry_seats(tree, self.rules, ops, kept, state, leaf_bounds)
        settle(tree, state.estimate, state.low, state.high)

    def _move(self, tree: Tree, now: Estimate, here: Ints, bounds: tuple[Ints, Ints], keep: Bools, day: int) -> None:
        """Apply claims on disjoint nodes, definite ones first, one a node at a time."""
        definite = self.ops.whole[here] | (self.ops.high[here] <= 0)
        here = here[np.lexsort((here, ~definite))]
        while len(here):
            pick = _first_of_each(self.ops.node[here])
            move(tree, now, self._wants(here[pick]), bounds, keep, day)
            here = here[~pick]

    def _keeps(self, level: int, coarse: bool, day: int) -> Bools:
        """Leaves whose own report a claim at a depth leaves alone; a coarse one all that have an unexpired report."""
        now = self.state.estimate
        own: Bools = (now.depth > level) & ((now.rule == CLAIM) | (now.rule == SEAT))
        if coarse:
            return own & (now.day > day - self.rules.unexpired_days)
        return own & (now.day >= day)

    def _wants(self, index: Ints) -> Wants:
        ops = self.ops
        loss = ops.kind[index] == LOSS
        high = np.where(loss, 1.0 - _most(1.0 - ops.high[index], np.ones(len(index))), ops.high[index])
        whole = ops.whole[index] & ~loss & (ops.high[index] > 0)
        joint = (ops.kind[index] == STATE) & (ops.cap[index] < 1)
        least = np.where(joint, ops.cap[index], np.where(ops.low[index] > PRESENCE * 2, ops.low[index], 0.0))
        low = np.where(whole | ops.soft[index], 1.0, _most(least, ops.high[index]))
        return Wants(
            ops.node[index], ops.side[index], low, np.where(joint, ops.cap[index], high), ops.opponent[index], index,
            (loss | (ops.high[index] <= 0)) & (ops.opponent[index] < 0), ops.soft[index],
            np.where(joint, ops.cap[index], ops.low[index]),
        )  # fmt: skip


def _first_of_each(values: Ints) -> Bools:
    """Whether each entry is the first with its value."""
    order = np.argsort(values, kind="stable")
    first = np.ones(len(values), dtype=bool)
    first[order[1:]] = values[order[1:]] != values[order[:-1]]
    return first


def _most(low: Floats, high: Floats) -> Floats:
    """The least share that is shown as what "most of" says, for bounds that say no more than that."""
    return np.where((low >= 0.5) & (low < MOST) & (high >= 1), MOST, low)
