"""Shares over time: how much of a node's land, or of its people, each side holds, with bounds."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pandas as pd

from territory.errors import ControlError
from territory.tables import Column, Schema

SHARES = Schema(
    "shares", "1.0",
    (
        Column("date", "date", "first day on which it is so; null for before all reports"),
        Column("side", "text", "key of the side; `unknown` for what nobody is known to hold", required=True),
        Column("low", "number", "least share"),
        Column("estimate", "number", "estimated share"),
        Column("high", "number", "greatest share"),
    ),
)  # fmt: skip


def shares_over_time(
    control: pd.DataFrame,
    node: str | None = None,
    *,
    by: Literal["area", "population"] = "area",
    tree: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Shares of the sides, one row a side and day on which any of them changes.

    Parameters
    ----------
    control
        Runs in the ``control`` schema, of all nodes.
    node
        P-code; default the country.
    by
        ``area``: as the engine bounds them. ``population``: of the people of the leaves, whose bounds are as wide as
        they must be, for a part of a leaf's land says nothing of its people.
    tree
        Table in the ``nodes`` schema with `population`, for shares of people.

    Raises
    ------
    ControlError
        If the node is not in the table, or people are asked for and the tree has none.
    """
    if node is None:
        levels = control["level"].dropna()
        top = control[control["level"] == levels.min()] if len(levels) else control
        node = str(top["node"].iloc[0]) if len(top) else ""
    runs = control[control["node"] == node]
    if runs.empty:
        raise ControlError(f"{node!r} is no node of this result")
    if by == "population":
        return _by_population(control, node, tree)
    rows: list[dict[str, Any]] = []
    for day, shares in zip(runs["from"], runs["shares"], strict=True):
        rows += [{"date": day, "side": s, "low": v[0], "estimate": v[1], "high": v[2]} for s, v in shares.items()]
        known = sum(v[1] for v in shares.values())
        if known < 1 - 1e-6:
            open_ = round(1 - sum(v[0] for v in shares.values()), 6)
            rows.append({"date": day, "side": "unknown", "low": 0.0, "estimate": round(1 - known, 6), "high": open_})
    return _changes_only(SHARES.frame(rows))


def _by_population(control: pd.DataFrame, node: str, tree: pd.DataFrame | None) -> pd.DataFrame:
    """Sum over the leaves under a node, each run's change entered on its day."""
    people = _people(tree, node)
    runs = control[control["node"].isin(people)]
    pieces = [
        (f or "", t, s, people[n], low >= 1, middle, high > 0)
        for n, f, t, shares in zip(runs["node"], runs["from"], runs["to"], runs["shares"], strict=True)
        for s, (low, middle, high) in shares.items()
    ]
    total = sum(people.values())
    frame = pd.DataFrame(pieces, columns=["from", "to", "side", "people", "sure", "middle", "able"])
    for name in ("sure", "middle", "able"):
        frame[name] = frame[name].astype(float) * frame["people"] / total
    values = ["sure", "middle", "able"]
    begun = frame.groupby(["from", "side"])[values].sum()
    ended = frame[frame["to"].notna()].groupby(["to", "side"])[values].sum()
    ended.index = ended.index.set_names(["from", "side"])
    steps = begun.sub(ended, fill_value=0.0).unstack("side", fill_value=0.0).sort_index().cumsum()
    rows = [
        {"date": day or None, "side": side, "low": low, "estimate": middle, "high": high}
        for day in steps.index
        for side in sorted(set(frame["side"]))
        for low, middle, high in [[round(float(np.clip(steps.loc[day, (v, side)], 0, 1)), 6) for v in values]]
        if high > 0
    ]
    return _changes_only(SHARES.frame(rows))


def _people(tree: pd.DataFrame | None, node: str) -> dict[str, float]:
    """Inhabitants of the leaves under a node."""
    if tree is None or "population" not in tree.columns or not tree["population"].fillna(0).sum():
        raise ControlError("shares of people need a tree with the population of its leaves")
    parent = dict(zip(tree["node"], tree["parent"], strict=True))
    out: dict[str, float] = {}
    for name, count in zip(tree["node"], tree["population"].fillna(0.0), strict=True):
        above: Any = name
        while above is not None and above == above and above != node:
            above = parent.get(above)
        if above == node and count > 0:
            out[name] = float(count)
    return out


def _changes_only(table: pd.DataFrame) -> pd.DataFrame:
    """Drop days on which nothing is different from the day before."""
    kept, last = [], None
    for _, rows in table.groupby("date", sort=False, dropna=False):
        now = rows[["side", "low", "estimate", "high"]].to_numpy().tolist()
        if now != last:
            kept.append(rows)
        last = now
    return pd.concat(kept, ignore_index=True) if kept else table
