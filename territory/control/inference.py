"""The inference rules: few, named, each switchable.

* ``seat``: a seat taken whole carries the open country and the unreported villages of its own smallest unit; never
  when it is besieged, divided or contested, never against a reported holder around it.
* ``parent``: a claim on a unit colours what is inside it and has no unexpired report of its own.
* ``before``: a unit first heard of when a side took it from another was the other's until then.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from territory.control.constraints import GAIN, KEPT, LOSS, STATE, Ops
from territory.control.estimate import CLAIM, EARLIER, SEAT, Estimate, Wants, move
from territory.control.tree import Bools, Ints, Tree
from territory.errors import ControlError

if TYPE_CHECKING:
    from territory.control.state import State

NAMES = ("seat", "parent", "before")
LEAST_SEAT_LEVEL = 2
CHOICES = ("none", "seat", "parent", "all")


@dataclass(frozen=True)
class Rules:
    """Which rules are in use, and what they need to know of the tree.

    Parameters
    ----------
    seat, parent, before
        Whether the rule is used.
    seats
        Node of a seat to the smallest unit that it is seat of.
    unexpired_days
        Age at which a unit's own report no longer protects it.
    marked
        For each node, sorted days on which it was told to be besieged or contested.
    """

    seat: bool = True
    parent: bool = True
    before: bool = True
    seats: dict[int, int] = field(default_factory=dict)
    unexpired_days: int = 90
    marked: dict[int, Ints] = field(default_factory=dict)
    mark_days: int = 14


def choose_rules(infer: str) -> dict[str, bool]:
    """Rules of a choice: none, seat, parent or all.

    Raises
    ------
    ControlError
        If it is none of these.
    """
    if infer not in CHOICES:
        raise ControlError(f"infer is {infer!r}; it may be {', '.join(CHOICES)}")
    return {name: infer in (name, "all") for name in NAMES}


def find_seats(tree: Tree) -> dict[int, int]:
    """Settlements that are the seat of the smallest unit around them, where that is a district or smaller.

    In a boundary set that has only provinces, the capital of one tells nothing of the land around it.
    """
    if tree.table is None:
        return {}
    level = tree.table["level"].astype("Float64").fillna(LEAST_SEAT_LEVEL).to_numpy(dtype=float)
    out: dict[int, int] = {}
    for i, (seat_of, pcode) in enumerate(zip(tree.table["seat_of"], tree.table["pcode"], strict=True)):
        above = int(tree.parent[i])
        if isinstance(seat_of, (list, tuple)) and above >= 0 and pcode in seat_of and level[above] >= LEAST_SEAT_LEVEL:
            out[i] = above
    return out


def seat_units(tree: Tree, rules: Rules, ops: Ops, index: Ints, own: Ints) -> Ints:
    """Which of some ops are told of a seat taken whole that carries its unit: rows (op, unit), sorted.

    Parameters
    ----------
    own
        First op in force on each node itself, -1 for none.
    """
    if not rules.seat or not rules.seats:
        return np.zeros((0, 2), dtype=np.int64)
    whole = index[ops.whole[index] & np.isin(ops.kind[index], (STATE, GAIN)) & (ops.low[index] >= 1)]
    out = []
    for op in np.sort(whole).tolist():
        seat, day = int(ops.node[op]), int(ops.day[op])
        if seat not in rules.seats or (ops.kind[op] == STATE and _marked(rules, seat, day)):
            continue
        unit = rules.seats[seat]
        if not _other_holder(tree, ops, own, unit, int(ops.side[op]), day - rules.unexpired_days):
            out.append((op, unit))
    return np.array(out, dtype=np.int64).reshape(-1, 2)


def carry_seats(tree: Tree, rules: Rules, ops: Ops, kept: Ints, state: State, bounds: tuple[Ints, Ints]) -> None:
    """Apply the rule ``seat`` to the estimate of a day."""
    for op, unit in seat_units(tree, rules, ops, kept, state.own).tolist():
        day = int(ops.day[op])
        first, last = tree.leaf_range[0][unit], tree.leaf_range[1][unit]
        free = _unreported(tree, state, slice(first, last), day, rules.unexpired_days)
        keep = np.ones(len(tree.leaves), dtype=bool)
        keep[first:last] = ~free
        carried = np.flatnonzero(~keep)
        count = len(carried)
        one, no = np.ones(count), np.zeros(count, dtype=bool)
        side, nobody, source = np.full(count, ops.side[op]), np.full(count, -1), np.full(count, op)
        wants = Wants(tree.leaves[carried], side, one, one, nobody, source, no, no, one)
        move(tree, state.estimate, wants, bounds, keep, day, rule=SEAT)


def holders_before(tree: Tree, ops: Ops, now: Estimate) -> None:
    """Apply the rule ``before``: leaves first heard of when somebody lost them were the loser's from the beginning."""
    heard: set[int] = set()
    for op in np.flatnonzero((ops.fate == KEPT) & (ops.kind <= LOSS)).tolist():
        node = int(ops.node[op])
        if node in heard:
            continue
        heard.add(node)
        loser = int(ops.side[op] if ops.kind[op] == LOSS else ops.opponent[op] if ops.kind[op] == GAIN else -1)
        if loser >= 0 and ops.whole[op] and tree.is_leaf[node]:
            leaf = int(tree.leaf_range[0][node])
            now.share[leaf, loser] = tree.mass[node]
            now.rule[leaf], now.source[leaf], now.depth[leaf] = EARLIER, op, tree.depth[node]


def _marked(rules: Rules, seat: int, day: int) -> bool:
    days = rules.marked.get(seat)
    return days is not None and bool(((days <= day) & (days > day - rules.mark_days)).any())


def _unreported(tree: Tree, state: State, span: slice, day: int, unexpired: int) -> Bools:
    """Leaves of a span without an unexpired report of their own."""
    now = state.estimate
    own = (now.rule[span] == CLAIM) & (now.depth[span] >= tree.depth[tree.leaves[span]])
    return np.asarray(~(own & (now.day[span] > day - unexpired)))


def _other_holder(tree: Tree, ops: Ops, own: Ints, unit: int, side: int, since: int) -> bool:
    """Whether the unit around a seat, or its open country, was itself told to be another side's after a day."""
    around = [unit, *(int(n) for n in np.flatnonzero(tree.parent == unit) if tree.ids[int(n)].endswith("/open"))]
    for node in around:
        op = int(own[node])
        if op >= 0 and ops.day[op] > since and ops.side[op] != side and ops.low[op] >= 0.5:
            return True
    return False
