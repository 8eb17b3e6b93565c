"""What is read in one text, as the tests of extraction look at it."""

from typing import Any

from territory.extract import extract
from territory.tables import REPORTS


def rows_of(conflict: str, text: str, published: str, **more: str) -> list[dict[str, Any]]:
    """Rows of the claims table for a report of this text; ``more`` are other columns of the report."""
    report = {"report_id": "a", "published": published, "text": text, **more}
    return extract(REPORTS.frame([report]), conflict).to_dict("records")


def claims(conflict: str, text: str, published: str = "2016-08-20") -> set[tuple[str, str | None, str, str]]:
    """Relation, side, place and status of each claim."""
    return {(r["relation"], r["side"], r["place"], r["status"]) for r in rows_of(conflict, text, published)}


def facts(conflict: str, text: str, **more: str) -> set[str]:
    """Relation, side and place of each claim, as one phrase."""
    rows = rows_of(conflict, text, "2024-06-15", language="en", **more)
    return {f"{r['relation']} {r['side']} {r['place']}" for r in rows}
