"""From a model's answer to rows of the claims table: everything it says is checked against the report."""

from __future__ import annotations

import calendar
import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from territory.conflicts import Conflict
from territory.extract.identity import claim_id, told_by
from territory.extract.llm.client import Usage
from territory.tables import MANNERS, PLACE_KINDS, RELATIONS, SCOPES, STATUSES

Row = dict[str, Any]
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_FENCE = re.compile(r"^\s*```(?:json)?\s*|\s*```\s*$")
_SENTENCE_END = re.compile(r"(?<=[.!?؟…])[\"'”’)\]]*\s+|\n+")


def read_answer(text: str) -> list[Mapping[str, Any]] | None:
    """Claims of an answer, or None where it is no JSON of that shape. A Markdown fence around it is forgiven."""
    try:
        answer = json.loads(_FENCE.sub("", text))
    except (ValueError, RecursionError):
        return None
    claims = answer.get("claims") if isinstance(answer, dict) else None
    if not isinstance(claims, list):
        return None
    return [claim if isinstance(claim, dict) else {} for claim in claims]


def claim_row(
    claim: Mapping[str, Any], report: Mapping[str, Any], passage: tuple[int, int], conflict: Conflict, usage: Usage
) -> Row | None:
    """A row of the claims table, or None where the report does not bear it out; `usage` counts why.

    Parameters
    ----------
    claim
        As the model wrote it.
    report
        Row of the ``reports`` table.
    passage
        First character and end of what the model saw.
    """
    text = str(report["text"])
    relation, quote, place = (str(claim.get(name) or "").strip() for name in ("relation", "quote", "place"))
    if relation not in RELATIONS or not place or not quote:
        usage.malformed += 1
        return None
    span = find_quote(text, quote, passage)
    if span is None:
        usage.invented_quotes += 1
        return None
    if not _mentioned(place, f"{text}\n{report.get('title') or ''}"):
        usage.invented_places += 1
        return None
    usage.claims += 1
    low, high = _extent(claim)
    sentence = _sentence(text, *span)
    row: Row = {
        "start": span[0],
        "end": span[1],
        "quote": text[span[0] : span[1]],
        "relation": relation,
        "manner": _one_of(claim.get("manner"), MANNERS),
        "actor": _text(claim.get("actor")),
        "side": _side(claim.get("side"), conflict),
        "opponent": _text(claim.get("opponent")),
        "opponent_side": _side(claim.get("opponent_side"), conflict),
        "place": place,
        "place_kind": _one_of(claim.get("place_kind"), PLACE_KINDS) or "unknown",
        "within": _text(claim.get("within")),
        "scope": _one_of(claim.get("scope"), SCOPES) or "whole",
        "part": _text(claim.get("part")),
        "extent_low": low,
        "extent_high": high,
        "except_places": [n for n in _list(claim.get("except_places")) if _mentioned(n, text)] or None,
        **_dates(claim, str(report["published"])),
        "status": _one_of(claim.get("status"), STATUSES) or "asserted",
        "attributed_to": _text(claim.get("attributed_to")),
        "background": claim.get("background") is True,
        "confidence": _share(claim.get("confidence"), 0.5),
        **told_by(report),
        "sentence": text[sentence[0] : sentence[1]],
        "sentence_start": sentence[0],
        "context": [],
        "origin": "llm",
    }
    return {**row, "claim_id": claim_id(row)}


def find_quote(text: str, quote: str, passage: tuple[int, int]) -> tuple[int, int] | None:
    """Where a quote stands, in its passage: verbatim, or with other white space between its words; else None."""
    start, end = passage
    at = text.find(quote, start, end)
    if at >= 0:
        return at, at + len(quote)
    words = quote.split()
    if not words:
        return None
    found = re.compile(r"\s+".join(map(re.escape, words))).search(text, start, end)
    return found.span() if found else None


def _mentioned(name: str, text: str) -> bool:
    return bool(name) and _folded(name) in _folded(text)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c if c.isalnum() else "" if unicodedata.combining(c) else " " for c in plain).split())


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    breaks = [m.span() for m in _SENTENCE_END.finditer(text)]
    first = max((b for _, b in breaks if b <= start), default=0)
    last = min((a for a, _ in breaks if a >= end), default=len(text.rstrip()))
    return first, max(last, end)


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _list(value: object) -> list[str]:
    return [found for v in value if (found := _text(v))] if isinstance(value, list) else []


def _one_of(value: object, choices: tuple[str, ...]) -> str | None:
    return value if isinstance(value, str) and value in choices else None


def _side(value: object, conflict: Conflict) -> str | None:
    return value if isinstance(value, str) and (value == "other" or conflict.side(value)) else None


def _share(value: object, default: float | None) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        return default
    return float(value)


def _extent(claim: Mapping[str, Any]) -> tuple[float | None, float | None]:
    low, high = _share(claim.get("extent_low"), None), _share(claim.get("extent_high"), None)
    return (low, high) if low is not None and high is not None and low <= high else (None, None)


def _dates(claim: Mapping[str, Any], published: str) -> Row:
    """Onset and end as ISO days; an onset is never after publication, an undated one is the day of publication."""
    first, last = _range(claim.get("date_from")), _range(claim.get("date_to"))
    span = (first[0] if first else None, last[1] if last else first[1] if first else None)
    dated = span[0] is not None and span[0] <= published
    undated = None if claim.get("background") is True else published
    until = _range(claim.get("until_from")), _range(claim.get("until_to"))
    return {
        "date_from": span[0] if dated else undated,
        "date_to": min(span[1] or published, published) if dated else undated,
        "date_text": _text(claim.get("date_text")) if dated else None,
        "until_from": until[0][0] if until[0] else None,
        "until_to": until[1][1] if until[1] else until[0][1] if until[0] else None,
    }


def _range(value: object) -> tuple[str, str] | None:
    """First and last day of an ISO day, month or year."""
    match = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return None
    last = calendar.monthrange(year, month or 12)[1]
    if day is not None and not 1 <= day <= last:
        return None
    return f"{year:04}-{month or 1:02}-{day or 1:02}", f"{year:04}-{month or 12:02}-{day or last:02}"
