"""From drafts to rows of the claims table."""

from __future__ import annotations

from datetime import date
from typing import Any

from territory.extract.clause.scene import Scene
from territory.extract.confidence import confidence
from territory.extract.identity import claim_id, told_by
from territory.extract.relations.drafts import Draft
from territory.extract.said.attribution import attribute, unsaid
from territory.extract.times.background import is_background
from territory.extract.times.dates import Moment
from territory.extract.times.ends import past_perfect
from territory.extract.times.timing import Timing, when
from territory.extract.where.limits import settle

Row = dict[str, Any]


def rows_of(
    scene: Scene,
    drafts: list[Draft],
    moments: list[Moment],
    report: dict[str, Any],
    today: date,
) -> list[tuple[Row, Draft]]:
    """Rows of the drafts of one sentence with their drafts, in order of their evidence, none twice."""
    if not drafts:
        return []
    tokens = scene.tokens
    start, end = tokens.starts[scene.span[0]], tokens.ends[scene.span[1] - 1]
    inside = [m for m in moments if start <= m.start < end]
    context = list(dict.fromkeys(m.name for m in scene.memory.places))[:12]
    rows: dict[tuple[Any, ...], tuple[Row, Draft]] = {}
    for draft in drafts:
        settle(scene, draft)
        if draft.status == "unsaid" or unsaid(scene, draft):
            continue
        row = _row(scene, draft, inside, report, today, (start, end), context)
        key = (row["relation"], row["side"], row["place"], row["place_kind"], row["scope"], row["part"], row["status"])
        rows.setdefault(key, (row, draft))
    return sorted(rows.values(), key=lambda r: (r[0]["start"], r[0]["end"], r[0]["claim_id"]))


def _row(
    scene: Scene,
    draft: Draft,
    moments: list[Moment],
    report: dict[str, Any],
    today: date,
    sentence: tuple[int, int],
    context: list[str],
) -> Row:
    tokens, core, limit = scene.tokens, draft.core, draft.limit
    start = tokens.starts[min(scene.items[draft.first].i, core.i if scene.items[0].i <= core.i else 10**9)]
    end = max(tokens.ends[scene.items[draft.last].j - 1], tokens.ends[core.j - 1])
    timing = when(scene, draft, moments, today)
    draft.until = draft.until or past_perfect(scene, draft)
    status, speaker = attribute(scene, draft)
    entire = limit.entire and limit.scope == "whole" and not draft.exceptions
    low, high = limit.extent or ((1.0, 1.0) if entire else (None, None))
    row: Row = {
        **told_by(report),
        **drafted(draft, timing, tokens.text, (start, end), sentence, context),
        "place_kind": core.kind if core.kind != "unknown" else scene.memory.kind_of(core.name or ""),
        "actor": draft.actor.text if draft.actor else None,
        "side": draft.actor.key if draft.actor else None,
        "part_kind": limit.part_kind if limit.scope != "whole" or limit.part_kind == "area" else None,
        "extent_low": low,
        "extent_high": high,
        "status": status,
        "attributed_to": speaker,
        "background": draft.background or is_background(scene, draft, timing, today),
    }
    row["claim_id"] = claim_id(row)
    row["confidence"] = confidence(draft)
    return row


def drafted(
    draft: Draft, timing: Timing, text: str, quote: tuple[int, int], sentence: tuple[int, int], context: list[str]
) -> Row:
    """Columns that a draft and its timing fill as they are, whichever rules made them."""
    core, limit = draft.core, draft.limit
    return {
        "start": quote[0],
        "end": quote[1],
        "quote": text[quote[0] : quote[1]],
        "relation": draft.relation,
        "manner": draft.manner,
        "opponent": draft.opponent.text if draft.opponent else None,
        "opponent_side": draft.opponent.key if draft.opponent else None,
        "place": core.name,
        "within": core.within,
        "place_to": draft.place_to,
        "scope": limit.scope,
        "part": limit.words or None,
        "direction": limit.direction,
        "distance_km": limit.distance_km,
        "except_places": draft.exceptions or None,
        "date_from": timing.first,
        "date_to": timing.last,
        "date_text": timing.text,
        "until_from": timing.until_first,
        "until_to": timing.until_last,
        "form": draft.form,
        "sentence": text[sentence[0] : sentence[1]],
        "sentence_start": sentence[0],
        "context": [n for n in context if n != core.name],
        "origin": "rules",
    }
