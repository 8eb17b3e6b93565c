"""An analyst's corrections of the claims: accept, reject, edit, add, pin; who made them, when and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from territory import tablefiles
from territory.errors import ControlError, TableError
from territory.tables import LOCATED, Column, Schema

ACTIONS = ("accept", "reject", "edit", "add", "pin")
ORIGIN = "corrections"
ANALYST = "analyst"

CORRECTIONS = Schema(
    "corrections", "1.0",
    (
        Column("action", "text", "what is done", required=True, choices=ACTIONS),
        Column("claim_id", "text", "the claim that it is done to (for add: the new one's id; may be empty)"),
        Column("who", "text", "who corrects"),
        Column("why", "text", "the reason"),
        Column("when", "date", "day of the correction: a map as known before it does without"),
        *(c for c in LOCATED.columns if c.name != "claim_id"),
    ),
)  # fmt: skip


def read_corrections(path: str | Path) -> pd.DataFrame:
    """Read a corrections file: `action`, `claim_id`, `who`, `why`, `when`, and any columns of located claims.

    Raises
    ------
    ControlError
        If it is no such table; the message names the row.
    """
    try:
        return tablefiles.read(Path(path), _relaxed())
    except TableError as error:
        raise ControlError(str(error)) from None


def _relaxed() -> Schema:
    """The schema without the columns that only `add` must fill."""
    columns = tuple(
        Column(c.name, "text" if c.type == "boolean" else c.type, c.description, c.name == "action", c.choices)
        for c in CORRECTIONS.columns
    )
    return Schema(CORRECTIONS.name, CORRECTIONS.version, columns)


def apply_corrections(
    located: pd.DataFrame, corrections: str | Path | pd.DataFrame | None, *, as_known_on: str | None = None
) -> pd.DataFrame:
    """Claims with the corrections applied in order; what they touch has `origin` "corrections".

    * ``accept``: the claim counts fully, as the analyst's own word.
    * ``reject``: the claim stays in the table as denied and has no effect.
    * ``edit``: the columns that are filled in take the place of the claim's.
    * ``add``: a new claim; it needs relation, place or node, and published.
    * ``pin``: the claim is about `node`, whatever the geocoder said.

    Parameters
    ----------
    located
        Claims in the ``located`` schema.
    corrections
        A table or the path of a CSV; None changes nothing.
    as_known_on
        ISO day: corrections made after it are left out.

    Raises
    ------
    ControlError
        If a correction names a claim that is not there or lacks what its action needs.
    """
    if corrections is None:
        return located
    table = corrections if isinstance(corrections, pd.DataFrame) else read_corrections(corrections)
    rows = {str(row["claim_id"]): {str(k): v for k, v in row.items()} for row in located.to_dict("records")}
    for number, raw in enumerate(table.to_dict("records"), 1):
        correction = {str(k): v for k, v in raw.items() if _filled(v)}
        if as_known_on is not None and str(correction.get("when", "")) > as_known_on:
            continue
        _apply(rows, correction, number)
    extra = [c for c in located.columns if c not in LOCATED.names]
    frame = LOCATED.frame([{k: row.get(k) for k in LOCATED.names} for row in rows.values()])
    for name in extra:
        frame[name] = [row.get(name) for row in rows.values()]
    return frame


def _filled(value: Any) -> bool:
    return isinstance(value, (list, dict)) or not (value is None or value is pd.NA or value != value or value == "")


def _apply(rows: dict[str, dict[str, Any]], correction: dict[str, Any], number: int) -> None:
    action = correction.get("action")
    if action not in ACTIONS:
        raise ControlError(f"corrections row {number}: action is {action!r}; it may be {', '.join(ACTIONS)}")
    given = {k: v for k, v in correction.items() if k in LOCATED.names and k != "claim_id"}
    if "background" in given:
        given["background"] = str(given["background"]).strip().lower() in ("true", "1", "yes")
    if action == "add":
        _add(rows, correction, given, number)
        return
    claim = rows.get(str(correction.get("claim_id")))
    if claim is None:
        raise ControlError(f"corrections row {number}: no claim {correction.get('claim_id')!r} to {action}")
    if action == "accept":
        claim.update(status="asserted", attributed_to=correction.get("who", ANALYST), confidence=1.0)
    elif action == "reject":
        claim.update(status="denied")
    elif action == "pin":
        if "node" not in given:
            raise ControlError(f"corrections row {number}: pin needs a node")
        claim.update(given, match="pinned", node_part=False)
    else:
        claim.update(given)
    claim["origin"] = ORIGIN


def _add(rows: dict[str, dict[str, Any]], correction: dict[str, Any], given: dict[str, Any], number: int) -> None:
    published = given.get("published") or correction.get("when")
    if "relation" not in given or "node" not in given or not published:
        raise ControlError(f"corrections row {number}: add needs relation, node and published")
    name = str(correction.get("claim_id") or f"{ORIGIN}-{number}")
    if name in rows:
        raise ControlError(f"corrections row {number}: there is a claim {name!r} already; edit it, or give another id")
    onset = given.get("date_to") or given.get("date_from") or published
    defaults = {
        "report_id": ORIGIN, "place": given["node"], "place_id": given["node"], "scope": "whole", "status": "asserted",
        "form": "verb", "background": False, "confidence": 1.0, "source": correction.get("who", ANALYST),
        "published": published, "date_from": onset, "date_to": onset, "date_text": onset, "match": "pinned",
    }  # fmt: skip
    rows[name] = {**defaults, **given, "claim_id": name, "origin": ORIGIN, "quote": correction.get("why")}
