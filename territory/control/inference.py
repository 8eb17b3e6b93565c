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

from territory.control.constraints import GAIN, STATE, Ops
from territory.control.estimate import CLAIM, SEAT, Wants, move
from territory.control.tree import Bools, Ints, Tree
from territory.errors import ControlError

if TYPE_CHECKING:
    from territory.control.timeline import State

NAMES = ("seat", "parent", "before")
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
    coarse_depth
        Claims on nodes up to this depth (admin level 1) leave units alone that have an unexpired report.
    unexpired_days
        Age at which a unit's own report no longer protects it.
    marked
        For each node, sorted days on which it was told to be besieged or contested.
    """

    seat: bool = True
    parent: bool = True
    before: bool = True
    seats: dict[int, int] = field(default_factory=dict)
    coarse_depth: int = 1
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
    """Settlements that are the seat of the smallest unit around them."""
    if tree.table is None:
        return {}
    out: dict[int, int] = {}
    for i, (seat_of, pcode) in enumerate(zip(tree.table["seat_of"], tree.table["pcode"], strict=True)):
        if isinstance(seat_of, (list, tuple)) and tree.parent[i] >= 0 and pcode in seat_of:
            out[i] = int(tree.parent[i])
    return out


def carry_seats(
    tree: Tree, rules: Rules, ops: Ops, kept: Ints, state: State, bounds: tuple[Ints, Ints], day: int
) -> None:
    """Apply the rule ``seat`` to the day's claims."""
    if not rules.seat or not rules.seats:
        return
    whole = kept[ops.whole[kept] & np.isin(ops.kind[kept], (STATE, GAIN)) & (ops.low[kept] >= 1)]
    for op in whole:
        seat = int(ops.node[op])
        if seat not in rules.seats or (ops.kind[op] == STATE and _marked(rules, seat, day)):
            continue
        unit = rules.seats[seat]
        first, last = tree.leaf_range[0][unit], tree.leaf_range[1][unit]
        free = _unreported(tree, state, slice(first, last), day, rules.unexpired_days)
        if _other_holder(ops, state, unit, tree, int(ops.side[op]), day, rules.unexpired_days):
            continue
        keep = np.ones(len(tree.leaves), dtype=bool)
        keep[first:last] = ~free
        carried = np.flatnonzero(~keep)
        count = len(carried)
        if not count:
            continue
        one = np.ones(count)
        wants = Wants(
            tree.leaves[carried], np.full(count, ops.side[op]), one, one, np.full(count, -1), np.full(count, op),
            np.zeros(count, dtype=bool), np.zeros(count, dtype=bool),
        )  # fmt: skip
        move(tree, state.estimate, wants, bounds, keep, day, rule=SEAT)


def _marked(rules: Rules, seat: int, day: int) -> bool:
    days = rules.marked.get(seat)
    return days is not None and bool(((days <= day) & (days > day - rules.mark_days)).any())


def _unreported(tree: Tree, state: State, span: slice, day: int, unexpired: int) -> Bools:
    """Leaves of a span without an unexpired report of their own."""
    now = state.estimate
    own = (now.rule[span] == CLAIM) & (now.depth[span] >= tree.depth[tree.leaves[span]])
    return np.asarray(~(own & (now.day[span] > day - unexpired)))


def _other_holder(ops: Ops, state: State, unit: int, tree: Tree, side: int, day: int, unexpired: int) -> bool:
    """Whether the unit around the seat, or its open country, was itself told to be another side's."""
    around = [unit, *(int(n) for n in np.flatnonzero(tree.parent == unit) if tree.ids[int(n)].endswith("/open"))]
    for node in around:
        op = int(state.own[node])
        if op >= 0 and ops.day[op] > day - unexpired and ops.side[op] != side and ops.low[op] >= 0.5:
            return True
    return False
