"""Why a unit has its colour on a day: from the colour to the quotes, losing claims included."""

from __future__ import annotations

from typing import Any

import pandas as pd

from territory.conflicts import Conflict
from territory.control.runs import records, select_runs
from territory.errors import ControlError

STATE_WORDS = {
    "held": "held by {}", "mostly_held": "mostly held by {}", "mixed": "mixed, the largest part {}",
    "shared": "shared, with {}", "vacated": "vacated", "unknown": "unknown",
}  # fmt: skip


def explain(
    control: pd.DataFrame,
    located: pd.DataFrame,
    unit: str,
    date: str,
    *,
    conflict: Conflict | None = None,
    tree: pd.DataFrame | None = None,
) -> str:
    """Say why a unit has its colour on a date.

    Parameters
    ----------
    control, located
        Runs, and the claims that they were made from.
    unit
        P-code, node id or name.
    date
        ISO day.
    conflict
        Profile, for the names of sides.

    Raises
    ------
    ControlError
        If no node has that code or name.
    """
    runs = select_runs(control, day=date)
    wanted = unit.casefold()
    exact = runs[(runs["node"] == unit) | (runs["pcode"].eq(unit) & runs["kind"].eq("unit"))]
    found = exact if len(exact) else runs[runs["name"].fillna("").str.casefold() == wanted]
    if (found["kind"] == "unit").any():
        found = found[found["kind"] == "unit"]
    if found.empty:
        raise ControlError(f"{unit!r} is no unit of this result; give a p-code or a name as in control.csv")
    claims = {row["claim_id"]: row for row in records(located)}
    return "\n\n".join(_one(row, claims, date, conflict) for row in records(found))


def _one(row: dict[str, Any], claims: dict[str, dict[str, Any]], date: str, conflict: Conflict | None) -> str:
    side = _name(row["side"], conflict)
    level = "" if row["level"] is None or row["level"] is pd.NA else f", ADM{int(row['level'])}"
    lines = [
        f"{row['name']} ({row['node']}{level}) on {date}: {STATE_WORDS[row['state']].format(side)}",
        f"  basis: {row['basis']}" + (f" by rule {', '.join(row['rules'])}" if row["rules"] else "")
        + (f" · certainty: {row['certainty']}" if row["certainty"] else "")
        + (f" · last reported on {row['last_report']}" if row["last_report"] else ""),
        f"  since {row['from'] or 'the beginning'}" + (f", until {row['to']}" if row["to"] else ""),
    ]  # fmt: skip
    lines.extend(_shares(row["shares"], conflict))
    if row["contested"]:
        lines.append(f"  contested: {', '.join(_name(s, conflict) for s in row['contested'])}")
    for column, words in (("besieged_by", "besieged by"), ("threatened_by", "threatened by")):
        if row[column]:
            lines.append(f"  {words} {_name(row[column], conflict)}")
    if row["claimant"]:
        lines.append(f"  claimed by {_name(row['claimant'], conflict)} alone")
    for column, words in (("claims", "because"), ("against", "against it")):
        if row[column]:
            lines.append(f"  {words}:")
            lines.extend(_quote(claims[c]) for c in row[column] if c in claims)
    return "\n".join(lines)


def _shares(shares: dict[str, list[float]], conflict: Conflict | None) -> list[str]:
    """A line a side that is thought or known to be there, and one for all the others."""
    lines = []
    silent = []
    for key, (low, middle, high) in sorted(shares.items(), key=lambda item: -item[1][1]):
        if low <= 0 and middle < 0.0005:
            silent.append(high)
            continue
        lines.append(f"  {_name(key, conflict):<24} {_percent(middle):>5}  ({_percent(low)} to {_percent(high)})")
    if silent:
        lines.append(f"  {'any other':<24} {_percent(0.0):>5}  (at most {_percent(max(silent))})")
    return lines


def _quote(claim: dict[str, Any]) -> str:
    who = claim["attributed_to"] or claim["source"] or "unknown source"
    quote = " ".join(str(claim["quote"] or claim["origin"] or "").split())
    return f"    {claim['published']} {who}: “{quote}” [{claim['claim_id']}]"


def _percent(share: float) -> str:
    if 0 < share < 0.005:
        return ">0 %"
    return f"{share * 100:.0f} %"


def _name(key: str | None, conflict: Conflict | None) -> str:
    if key is None:
        return "nobody known"
    side = conflict.side(key) if conflict else None
    return side.name.get("en", key) if side else key
