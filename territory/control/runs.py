"""The result as runs: rows of the history made a table in the ``control`` schema."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from territory.control.constraints import KEPT, NO_DAY, STATE, Ops
from territory.control.estimate import EARLIER, SEAT
from territory.control.evidence import DIGITS, MOST_CLAIMS, Evidence, certainties, gather, groups_of, iso, readings
from territory.control.history import ASSUMED_BASIS, INFERRED, REPORTED, STALE, UNKNOWN_BASIS, Rows
from territory.control.marks import Mark
from territory.control.tree import Bools, Ints, Tree
from territory.tables import CONTROL

HELD, MOSTLY = 0.9, 0.6
SECOND = 0.1
BASIS_NAMES = {
    REPORTED: "reported",
    INFERRED: "inferred",
    ASSUMED_BASIS: "assumed",
    UNKNOWN_BASIS: "unknown",
    STALE: "stale",
}
STATE_NAMES = np.array(["held", "mostly_held", "mixed", "vacated", "unknown", "shared"], dtype=object)


@dataclass(frozen=True)
class Result:
    """Everything that a run of the engine leaves behind.

    Parameters
    ----------
    tree, sides, ops, rows
        The tree, the names of the sides, the constraints with their fates, and the rows.
    claim_ids, reports
        Id of every claim (row of the located table), and number of its report.
    marks
        Marks by node.
    corrected
        Ids of the claims that an analyst made or changed.
    """

    tree: Tree
    sides: list[str]
    ops: Ops
    rows: Rows
    claim_ids: list[str]
    reports: Ints
    marks: dict[int, list[Mark]]
    corrected: frozenset[str] = frozenset()


def table_of(result: Result) -> pd.DataFrame:
    """Runs in the ``control`` schema, sorted by level, unit, node and day."""
    rows, tree = result.rows, result.tree
    count = len(rows.node)
    if not count:
        return CONTROL.frame([])
    last_row = np.r_[rows.node[1:] != rows.node[:-1], True]
    until = np.where(last_row, NO_DAY, np.r_[rows.day[1:], NO_DAY])
    state, side = _states(result)
    days = {int(d): iso(int(d)) for d in np.unique(np.r_[rows.day, until])}
    evidence = gather(result.ops, rows, result.claim_ids, result.reports)
    sides = np.array([*result.sides, None], dtype=object)
    certainty, claimant = certainties(result.ops, rows, side)
    info = tree.table
    level = info["level"].tolist() if info is not None else tree.depth.tolist()
    node = rows.node
    ids = np.array(tree.ids, dtype=object)
    kind = info["kind"].to_numpy(dtype=object) if info is not None else np.full(tree.size, "unit", dtype=object)
    columns: dict[str, Any] = {
        "node": ids[node],
        "kind": kind[node],
        "pcode": (info["pcode"].to_numpy(dtype=object) if info is not None else ids)[node],
        "name": (info["name"].to_numpy(dtype=object) if info is not None else ids)[node],
        "level": pd.array(level, dtype="Int64")[node],
        "from": np.array([days[d] for d in rows.day.tolist()], dtype=object),
        "to": np.array([days[d] for d in until.tolist()], dtype=object),
        "state": STATE_NAMES[state],
        "side": sides[side],
        "basis": np.array([BASIS_NAMES[b] for b in range(5)], dtype=object)[rows.basis],
        "certainty": certainty,
        "shares": _shares(result),
        "claimant": sides[claimant],
        "contested": [[] for _ in range(count)],
        "besieged_by": np.full(count, None, dtype=object),
        "threatened_by": np.full(count, None, dtype=object),
        "last_report": evidence.last_report,
        "claims": evidence.claims,
        "against": evidence.against,
        "readings": readings(result.ops, rows, result.sides, result.claim_ids),
        "rules": _rules(result, evidence),
    }
    table = pd.DataFrame({n: pd.Series(v, dtype="Int64" if n == "level" else object) for n, v in columns.items()})
    return mark_runs(_merge(table), result)


def _states(result: Result) -> tuple[Ints, Ints]:
    """Code of the state shown and position of the leading side (-1: none) of every row."""
    rows = result.rows
    share = rows.estimate
    lead = share.argmax(axis=1)
    most = share[np.arange(len(share)), lead]
    known = share.sum(axis=1)
    second = _second_reported(result, lead)
    state = np.select([_by_agreement(result), most >= HELD - 1e-9, (most >= MOSTLY - 1e-9) & ~second], [5, 0, 1], 2)
    gone = known < 0.5
    state = np.where(gone, np.where(rows.vacated >= 0.5, 3, 4), state)
    return state, np.where(gone | (most <= 0), -1, lead)


def _by_agreement(result: Result) -> Bools:
    """Whether sides were told to hold the node jointly by a deal, and nothing since."""
    ops, own = result.ops, result.rows.own
    if not len(ops):
        return np.zeros(len(own), dtype=bool)
    return np.asarray((own >= 0) & ((ops.kind == STATE) & (ops.cap < 1))[np.maximum(own, 0)])


def _second_reported(result: Result, lead: Ints) -> Bools:
    """Whether another side than the leading one is itself reported to hold a part worth showing."""
    rows, ops = result.rows, result.ops
    others = rows.estimate >= SECOND
    others[np.arange(len(lead)), lead] = False
    if not len(ops):
        return np.zeros(len(lead), dtype=bool)
    told_by = _sides_told(ops, rows.estimate.shape[1])
    told = np.zeros_like(others)
    np.logical_or.at(told, np.repeat(np.arange(len(lead)), np.diff(rows.offsets)), told_by[rows.sources])
    for op in (rows.own, rows.own_change):
        told |= told_by[np.maximum(op, 0)] & (op >= 0)[:, None]
    return np.asarray((told & others).any(axis=1))


def _sides_told(ops: Ops, sides: int) -> Bools:
    """For every op: the sides that the reports of its node and day say hold something."""
    group = groups_of(ops)
    positive = (ops.low > 0) & (ops.fate == KEPT)
    told = np.zeros((int(group.max(initial=-1)) + 1, sides), dtype=bool)
    told[group[positive], ops.side[positive]] = True
    return told[group]


def _shares(result: Result) -> list[dict[str, list[float]]]:
    """{side: [low, estimate, high]} with bounds rounded outward; sides that are surely absent are left out."""
    rows = result.rows
    scale = 10.0**DIGITS
    low = np.floor(rows.low * scale + 1e-4) / scale
    high = np.ceil(rows.high * scale - 1e-4) / scale
    low = np.where((rows.low > 0) & (low == 0), 1 / scale, low)
    middle = np.clip(np.round(np.clip(rows.estimate, rows.low, rows.high), DIGITS), low, high)
    there = rows.high > 0
    codes, first = np.unique(there @ (1 << np.arange(there.shape[1])), return_index=True)
    present = {
        int(c): [(s, result.sides[s]) for s in np.flatnonzero(there[i])] for c, i in zip(codes, first, strict=True)
    }
    packed = np.stack([low, middle, high], axis=2).tolist()
    code = (there @ (1 << np.arange(there.shape[1]))).tolist()
    return [{name: row[s] for s, name in present[c]} for row, c in zip(packed, code, strict=True)]


def _rules(result: Result, evidence: Evidence) -> list[list[str]]:
    """Names of the inference rules behind each row, and `correction` where an analyst's claim is for or against it."""
    rows = result.rows
    names = {SEAT: "seat", EARLIER: "before"}
    out = [
        [names.get(r, "parent")] if b == INFERRED else []
        for b, r in zip(rows.basis.tolist(), rows.rule.tolist(), strict=True)
    ]
    if result.corrected:
        for used, told, against in zip(out, evidence.claims, evidence.against, strict=True):
            if not result.corrected.isdisjoint(told) or not result.corrected.isdisjoint(against):
                used.append("correction")
    return out


def _merge(table: pd.DataFrame) -> pd.DataFrame:
    """Join runs of a node that say the same."""
    if len(table) < 2:
        return table
    plain = ["node", "state", "side", "basis", "certainty", "claimant", "last_report"]
    same = np.ones(len(table) - 1, dtype=bool)
    for name in plain:
        values = table[name].to_numpy(dtype=object)
        same &= (values[1:] == values[:-1]) | (pd.isna(values[1:]) & pd.isna(values[:-1]))
    for name in ("shares", "claims", "against", "readings", "rules"):
        cells = table[name].tolist()
        for i in np.flatnonzero(same).tolist():
            same[i] = cells[i] == cells[i + 1]
    if not same.any():
        return table
    first = np.r_[True, ~same]
    last = np.r_[~same, True]
    kept = table[first].reset_index(drop=True)
    kept["to"] = table["to"].to_numpy(dtype=object)[last]
    return kept


def mark_runs(table: pd.DataFrame, result: Result) -> pd.DataFrame:
    """Cut the runs of marked nodes where marks begin and end, and write the marks in."""
    if not result.marks:
        return table
    marked = {result.tree.ids[node]: marks for node, marks in result.marks.items()}
    is_marked = table["node"].isin(marked).to_numpy()
    parts: list[dict[str, Any]] = []
    order: list[float] = list(np.flatnonzero(~is_marked))
    for position in np.flatnonzero(is_marked):
        row = records(table.iloc[position : position + 1])[0]
        cuts = _cut(row, marked[str(row["node"])])
        parts.extend(cuts)
        order.extend(position + i / (len(cuts) + 1) for i in range(len(cuts)))
    cut = pd.DataFrame(parts, columns=table.columns, dtype=object).astype({"level": "Int64"})
    joined = pd.concat([table[~is_marked], cut], ignore_index=True)
    return joined.iloc[np.argsort(np.array(order), kind="stable")].reset_index(drop=True)


def _cut(row: dict[str, Any], marks: list[Mark]) -> list[dict[str, Any]]:
    start = row["from"] or ""
    end = row["to"] or "9999-12-31"
    days = {start, end}
    spans = [(m, str(iso(m.first)), str(iso(m.last))) for m in marks]
    for _, first, last in spans:
        days.update(d for d in (first, last) if start < d < end)
    edges = sorted(days)
    out: list[dict[str, Any]] = []
    for a, b in pairwise(edges):
        on = [m for m, first, last in spans if first <= a < last]
        new = {**row, "from": a or None, "to": None if b == "9999-12-31" else b}
        new["contested"] = sorted({s for m in on if m.relation == "contested" for s in m.sides}) or (
            ["unknown"] if any(m.relation == "contested" for m in on) else []
        )
        for relation, column in (("siege", "besieged_by"), ("threat", "threatened_by")):
            sides = [m.sides[0] for m in on if m.relation == relation and m.sides[0] != row["side"]]
            new[column] = sides[-1] if sides else None
        told = [c for m in on for c in m.claims]
        new["claims"] = list(dict.fromkeys([*row["claims"], *told]))[:MOST_CLAIMS]
        if on:
            newest = max(str(iso(m.first)) for m in on)
            new["last_report"] = max(row["last_report"] or "", newest)
        out.append(new)
    return out


def select_runs(control: pd.DataFrame, *, level: int | None = None, day: str | None = None) -> pd.DataFrame:
    """Runs of one admin level, or in force on one ISO day, or both."""
    chosen = np.ones(len(control), dtype=bool)
    if level is not None:
        chosen &= (control["level"] == level).fillna(False).to_numpy(dtype=bool)
    if day is not None:
        start = control["from"].fillna("").astype(str).to_numpy()
        end = control["to"].fillna("9999-12-31").astype(str).to_numpy()
        chosen &= (start <= day) & (day < end)
    return control[chosen].reset_index(drop=True)


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as mappings, missing values as None."""
    return [{str(k): None if v is pd.NA or v != v else v for k, v in row.items()} for row in table.to_dict("records")]


def clip_runs(control: pd.DataFrame, start: str | None, end: str | None) -> pd.DataFrame:
    """Runs cut to begin at the earliest on a day and to say nothing after another (both included)."""
    if start is not None:
        control = control[control["to"].isna() | (control["to"].fillna("9999") > start)].copy()
        control["from"] = [start if f is None or f < start else f for f in control["from"]]
    if end is not None:
        control = control[control["from"].isna() | (control["from"].fillna("") <= end)].copy()
    return control.reset_index(drop=True)
