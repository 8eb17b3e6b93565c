"""What changed between two dates, and the claims that changed it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from territory.control.runs import records, select_runs
from territory.tables import BASES, STATES, Column, Schema

DIFF = Schema(
    "diff", "1.0",
    (
        Column("node", "text", "tree node", required=True),
        Column("pcode", "text", "the unit itself, or the smallest unit that holds the leaf"),
        Column("name", "text", "name of the node"),
        Column("level", "integer", "admin level of a unit; null for leaves"),
        Column("state_before", "text", "state shown on the first date", choices=STATES),
        Column("side_before", "text", "leading side on the first date"),
        Column("state_after", "text", "state shown on the second date", choices=STATES),
        Column("side_after", "text", "leading side on the second date"),
        Column("basis", "text", "where the second date's estimate comes from", choices=BASES),
        Column("shares_before", "json", "{side: [low, estimate, high]}"),
        Column("shares_after", "json", "{side: [low, estimate, high]}"),
        Column("since", "date", "day of the last change between the dates"),
        Column("claims", "json", "claims in force on the second date but not on the first"),
    ),
)  # fmt: skip


def diff(control: pd.DataFrame, first: str, second: str, *, level: int | None = None) -> pd.DataFrame:
    """Nodes whose state, leading side or marks differ between two dates.

    Parameters
    ----------
    control
        Runs in the ``control`` schema.
    first, second
        ISO days.
    level
        Only units of this admin level; default all nodes.

    Returns
    -------
    DataFrame
        In the :data:`DIFF` schema, in the order of `control`.
    """
    before = {row["node"]: row for row in records(select_runs(control, level=level, day=first))}
    out: list[dict[str, Any]] = []
    for row in records(select_runs(control, level=level, day=second)):
        old = before.get(row["node"])
        if old is not None and (old["state"], old["side"]) == (row["state"], row["side"]):
            continue
        known = set(old["claims"]) if old else set()
        out.append(
            {
                "node": row["node"], "pcode": row["pcode"], "name": row["name"], "level": row["level"],
                "state_before": old["state"] if old else None, "side_before": old["side"] if old else None,
                "state_after": row["state"], "side_after": row["side"], "basis": row["basis"],
                "shares_before": old["shares"] if old else {}, "shares_after": row["shares"],
                "since": _since(control, row, second), "claims": [c for c in row["claims"] if c not in known],
            }
        )  # fmt: skip
    return DIFF.frame(out)


def _since(control: pd.DataFrame, row: dict[str, Any], day: str) -> str | None:
    """First day of the unbroken stretch of runs with the same state and side that ends on a day."""
    runs = control[(control["node"] == row["node"]) & (control["from"].fillna("") <= day)]
    since = None
    for start, state, side in zip(runs["from"][::-1], runs["state"][::-1], runs["side"][::-1], strict=True):
        if (state, side) != (row["state"], row["side"]):
            break
        since = start
    return since
