"""How a claim is put forward in a marked language, who says it, and when it holds."""

from __future__ import annotations

from datetime import date

from territory.extract.marked.lexicon import MarkedLexicon
from territory.extract.marked.scan import Item
from territory.extract.relations.drafts import Draft
from territory.extract.times.dates import Moment
from territory.extract.times.timing import Timing
from territory.extract.who.sides import Sides
from territory.extract.words.tokens import Tokens

_FRESH_DAYS = 21
_HEDGES = {
    "not": "negated",
    "failed": "negated",
    "planned": "planned",
    "deny": "denied",
    "if": "planned",
    "attempt": "planned",
}


def modality(items: list[Item], draft: Draft) -> str:
    """Status of a draft from the words that govern its trigger."""
    if draft.status != "asserted":
        return draft.status
    trigger = items[draft.trigger]
    if trigger.future:
        return "planned"
    for k in range(draft.trigger - 1, max(-1, draft.trigger - 7), -1):
        item = items[k]
        if item.kind == "rel" or (item.kind == "punct" and item.value in ";:."):
            break
        if item.kind == "verb" and k < draft.trigger - 1 and trigger.kind == "verb":
            break
        if item.kind in _HEDGES and item.kind != "deny":
            if item.kind == "not" and draft.trigger - k > 3:
                continue
            vain = item.kind == "attempt" and any(i.kind == "failed" for i in items)
            return "negated" if vain else _HEDGES[item.kind]
    return draft.status


def announcer(items: list[Item], draft: Draft) -> str | None:
    """The party whose source announces a gain that names no side: "the capture of X is complete, said the ministry"."""
    if draft.relation != "gain" or draft.actor is not None or not any(i.kind in ("say", "according") for i in items):
        return None
    return next((str(i.data) for i in items if i.kind == "source" and i.data is not None), None)


def speaker(items: list[Item], draft: Draft, sides: Sides, tokens: Tokens) -> tuple[str | None, bool, bool]:
    """Who says it; whether it is a party to the conflict; whether it is a denial."""
    for k, item in enumerate(items):
        if item.kind not in ("say", "deny", "according"):
            continue
        if item.kind == "deny" and k > draft.trigger:
            continue
        if item.kind == "deny" and any(i.kind == "assure" for i in items[k : draft.trigger]):
            return _name(items, k, tokens), True, False
        near = [k + 1, k - 1, k + 2, k - 2, k + 3, k - 3] if item.kind != "according" else [k + 1, k + 2, k + 3]
        for j in near:
            if not 0 <= j < len(items):
                continue
            other = items[j]
            if other.kind in ("source", "speakers", "officials", "actor", "no_actor"):
                text = tokens.span(other.i, other.j)
                party = other.kind in ("actor", "no_actor", "officials") or (
                    other.kind == "source" and other.data is not None
                )
                party = party or (other.kind == "speakers" and _beside_side(items, j))
                return text, party, item.kind == "deny"
        if item.kind == "deny":
            return None, True, True
    return None, draft.actor is not None and draft.actor.text.lower().startswith("наш"), False


def _name(items: list[Item], k: int, tokens: Tokens) -> str | None:
    for j in (k + 1, k - 1):
        if 0 <= j < len(items) and items[j].kind in ("source", "speakers", "officials", "actor"):
            return tokens.span(items[j].i, items[j].j)
    return None


def _beside_side(items: list[Item], j: int) -> bool:
    """Whether a spokesman or ministry is that of a side: "the defence ministry of the government"."""
    return any(0 <= n < len(items) and items[n].kind in ("actor", "no_actor") for n in (j + 1, j + 2))


def when(items: list[Item], draft: Draft, today: date, lexicon: MarkedLexicon) -> Timing:
    """Onset of a draft: the time expression of its clause nearest to the trigger; else the report's own day."""
    day = today.isoformat()
    timing = Timing(day, day, None)
    best: tuple[int, Moment] | None = None
    for k, item in enumerate(items):
        if item.kind != "time":
            continue
        cost = _distance(items, k, draft)
        if cost < 12 and (best is None or cost < best[0]):
            best = (cost, item.value)
    if best is None:
        return timing
    moment = best[1]
    timing.text, timing.moment = moment.text, moment
    first, last = moment.first, moment.last
    if first is None or last is None:
        return timing
    if moment.lead in lexicon.words.classes.get("since", []) and draft.relation in ("gain", "loss"):
        last = today
    timing.first, timing.last = first.isoformat(), last.isoformat()
    timing.reach = (first, last)
    return timing


def _distance(items: list[Item], k: int, draft: Draft) -> int:
    low, high = sorted((k, draft.trigger))
    cost = high - low
    for item in items[low + 1 : high]:
        cost += {"verb": 6, "noun": 2, "rel": 6, "that": 3, "say": 2}.get(item.kind, 0)
        cost += 2 if item.kind == "punct" else 0
    return cost - (3 if draft.first <= k <= draft.last else 0) - (4 if k < 2 else 0)


def is_background(items: list[Item], draft: Draft, timing: Timing, today: date) -> bool:
    """History: dated well before the report, or told in the past perfect ("had taken", «раніше»)."""
    if timing.reach is not None:
        return (today - timing.reach[1]).days > _FRESH_DAYS or (today - timing.reach[0]).days > 60 * (
            1 if draft.relation in ("gain", "loss") else 20
        )
    start = max(0, draft.trigger - 6)
    return any(item.kind == "earlier" for item in items[start : draft.trigger + 1])
