"""The claims behind a map, cut to what its evidence panel shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from territory.maps.timeline import Timeline

SENTENCE = 600
"""Characters of a sentence shown around the quoted words."""


def evidence_of(timeline: Timeline, claims: pd.DataFrame | None) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Records of the claims that the timeline names, and each claim's place in that list."""
    if claims is None or not len(claims):
        return [], {}
    named = {c for runs in timeline.rows.values() for run in runs for c in (*run.claims, *run.against)}
    names = claims.columns.tolist()
    rows = {row[names.index("claim_id")]: dict(zip(names, row, strict=True)) for row in claims.itertuples(index=False)}
    order = sorted(named & rows.keys(), key=lambda c: (_text(rows[c], "published") or "", c))
    return [_record(rows[c]) for c in order], {c: i for i, c in enumerate(order)}


def safe_link(url: str | None) -> str | None:
    """The address if a browser may open it (http or https with a host), else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def _record(row: Mapping[str, Any]) -> dict[str, Any]:
    before, quote, after = _quoted(row)
    record = {
        "before": before,
        "quote": quote,
        "after": after,
        "link": safe_link(_text(row, "url")),
        **{
            name: _text(row, name)
            for name in (
                "source",
                "published",
                "attributed_to",
                "title",
                "relation",
                "status",
                "side",
                "place",
                "origin",
            )
        },
    }
    return {name: value for name, value in record.items() if value}


def _quoted(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """The sentence as the text before the claim's words, the words, and the text after them."""
    quote, sentence = _text(row, "quote") or "", _text(row, "sentence") or ""
    begins, at = _number(row.get("start")), _number(row.get("sentence_start"))
    offset = sentence.find(quote) if begins is None or at is None else begins - at
    if not quote or offset < 0 or sentence[offset : offset + len(quote)] != quote:
        offset = sentence.find(quote) if quote else -1
    if offset < 0:
        return "", (quote or sentence)[:SENTENCE], ""
    room = max(0, SENTENCE - len(quote)) // 2
    before, after = sentence[:offset], sentence[offset + len(quote) :]
    if len(before) > room:
        before = "…" + before[len(before) - room :]
    if len(after) > room:
        after = after[:room] + "…"
    return before, quote[: 2 * SENTENCE], after


def _text(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    return value if isinstance(value, str) and value else None


def _number(value: Any) -> int | None:
    return None if value is None or value is pd.NA or value != value else int(value)
