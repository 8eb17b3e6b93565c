"""Marks (contested, besieged, threatened): from the day told until lifted, hands change, or it is old."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from territory.conflicts.profile import Conflict
from territory.control.constraints import KEPT, LOSS, NO_DAY, STATE, Ops, day_numbers
from territory.control.sources import rolled
from territory.control.tree import Ints, Tree

EVERYWHERE = ("all", "whole", "entire", "throughout", "across")


@dataclass(frozen=True)
class Mark:
    """One mark on a node, from a day on, to before another."""

    node: int
    relation: str
    first: int
    last: int
    sides: tuple[str, ...]
    claims: tuple[str, ...]


def find_marks(located: pd.DataFrame, tree: Tree, ops: Ops, conflict: Conflict, depth: int) -> list[Mark]:
    """Marks of located claims, with their ends.

    A clash in a unit above the smallest level marks nothing, unless the words say that it is everywhere; the mark
    of a seat is also its smallest unit's.
    """
    wanted = located["relation"].isin(("contested", "siege", "threat", "siege_lifted")) & located["node"].notna()
    wanted &= located["status"].isin(("asserted", "claimed")) | located["status"].isna()
    wanted &= ~(located["background"].fillna(False).astype(bool) & located["date_text"].isna())
    table = located[wanted]
    if table.empty:
        return []
    side, opponent = rolled(table["side"], conflict, depth), rolled(table["opponent_side"], conflict, depth)
    start = day_numbers(table["date_to"].where(table["date_to"].notna(), table["published"]))
    ages = {"contested": conflict.ageing.contested, "siege": conflict.ageing.siege, "threat": conflict.ageing.threat}
    lifted: dict[int, list[int]] = {}
    open_: list[Mark] = []
    for i, row in enumerate(table.itertuples()):
        node = tree.index.get(str(row.node))
        if node is None or start[i] == NO_DAY or not _is_local(tree, node, row):
            continue
        if row.relation == "siege_lifted":
            lifted.setdefault(node, []).append(int(start[i]))
            continue
        sides = [s for s in (side.iloc[i], opponent.iloc[i]) if isinstance(s, str)]
        sides = sorted(set(sides)) if row.relation == "contested" else sides[:1] or ["unknown"]
        if row.relation != "contested" and not isinstance(side.iloc[i], str):
            sides = ["unknown"]
        first = int(start[i])
        last = first + int(ages[str(row.relation)])
        open_.append(Mark(node, str(row.relation), first, last, tuple(sides), (str(row.claim_id),)))
    turns = _turns(tree, ops)
    return [m for m in (_ended(m, turns, lifted) for m in open_) if m.last > m.first]


def _is_local(tree: Tree, node: int, row: object) -> bool:
    """Whether a mark on the node is as local as the words."""
    if tree.table is None or getattr(row, "relation", "") == "threat":
        return True
    level = tree.table["level"].iloc[node]
    if pd.isna(level) or int(level) >= int(tree.table["level"].max()):
        return True
    words = str(getattr(row, "part", None) or "").casefold().split()
    return any(word in words for word in EVERYWHERE)


def _turns(tree: Tree, ops: Ops) -> dict[int, list[tuple[int, int, bool]]]:
    """Days on which each node was told to be held or taken whole: (day, side, whether it was an event)."""
    out: dict[int, list[tuple[int, int, bool]]] = {}
    counts = np.flatnonzero((ops.fate == KEPT) & (ops.kind <= LOSS) & ((ops.low >= 0.5) | (ops.high <= 0)))
    for op in counts:
        event = bool(ops.kind[op] != STATE)
        out.setdefault(int(ops.node[op]), []).append((int(ops.day[op]), int(ops.side[op]), event))
    return out


def _ended(mark: Mark, turns: dict[int, list[tuple[int, int, bool]]], lifted: dict[int, list[int]]) -> Mark:
    """Cut a mark at its first ending: lifted, or hands changed (for a clash also a holder named)."""
    ends = [mark.last]
    for day, _, event in turns.get(mark.node, ()):
        if day >= mark.first + (0 if event else 1) and (event or mark.relation == "contested"):
            ends.append(day)
    if mark.relation == "siege":
        ends += [day for day in lifted.get(mark.node, ()) if day >= mark.first]
    return Mark(mark.node, mark.relation, mark.first, min(ends), mark.sides, mark.claims)


def marked_days(marks: list[Mark]) -> dict[int, Ints]:
    """Days on which nodes were told to be besieged or contested."""
    days: dict[int, list[int]] = {}
    for mark in marks:
        if mark.relation in ("contested", "siege"):
            days.setdefault(mark.node, []).append(mark.first)
    return {node: np.array(sorted(d), dtype=np.int64) for node, d in days.items()}


def spread(marks: list[Mark], seats: dict[int, int]) -> dict[int, list[Mark]]:
    """Marks by node; a seat's are also its smallest unit's."""
    out: dict[int, list[Mark]] = {}
    for mark in marks:
        for node in (mark.node, seats.get(mark.node)):
            if node is not None:
                out.setdefault(node, []).append(mark)
    return out
