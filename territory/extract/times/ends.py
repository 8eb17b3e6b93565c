"""Ends of states that a report tells elsewhere: "P, which A had held, was abandoned on Thursday"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.relations.predicated import verb_of

Row = dict[str, Any]
_TRUE = ("asserted", "claimed")


def past_perfect(scene: Scene, draft: Draft) -> bool:
    """Whether a state is told as past ("had held") by the report itself."""
    if draft.relation not in ("control", "siege") or draft.form != "verb":
        return False
    item = scene.items[draft.trigger]
    if item.kind == "prep":
        return _predicate_over(scene, draft)
    if item.kind != "verb":
        return False
    if "past" in item.entries["verb"].forms and (_ended(scene, draft.trigger) or _when(scene, draft)):
        return True
    group = scene.items[scene.clause.verb_start(draft.trigger) : draft.trigger]
    if any(i.kind == "former" for i in group):
        return True
    voices = scene.memory.voices
    said = voices is not None and voices.over(scene, draft.trigger) is not None
    return any(scene.tokens.lows[i.i] == "had" for i in group) and not said


def _predicate_over(scene: Scene, draft: Draft) -> bool:
    """Whether "had been", "spent two years", "was once" governs "under A's control"."""
    governing = verb_of(scene, draft.trigger)
    if governing is None:
        return False
    group = scene.items[scene.clause.verb_start(governing) : draft.trigger]
    had = any(scene.tokens.lows[i.i] == "had" for i in group)
    return had or any(i.kind == "former" or i.low in scene.lexicon.spends for i in group)


def _when(scene: Scene, draft: Draft) -> bool:
    """Whether the state is that of a time gone by: "when A ruled P"."""
    subject = scene.clause.subject(draft.trigger)
    k = (subject.index if subject.index >= 0 else scene.clause.verb_start(draft.trigger)) - 1
    while k > 0 and scene.items[k].kind == "det":
        k -= 1
    passive = scene.clause.passive(draft.trigger)
    return draft.relation == "control" and not passive and k >= 0 and scene.items[k].low == "when"


def _ended(scene: Scene, v: int) -> bool:
    """Whether "before losing it", "until they left" follows the verb at item v."""
    for k in range(v + 1, min(v + 14, len(scene.items) - 1)):
        item = scene.items[k]
        if item.kind == "boundary":
            return item.low in ("before", "until", "till")
        if item.kind in ("verb", "say", "relative") or item.low == ";":
            return False
    return False


def close(found: Sequence[tuple[Row, Draft]]) -> None:
    """Give states that are told as past the day on which the same report has them end."""
    for row, draft in found:
        if not draft.until or row["relation"] not in ("control", "siege"):
            continue
        row["background"] = True
        if row["until_to"] is not None:
            continue
        ends = [other for other, _ in found if _ends(row, other)]
        if ends:
            end = max(ends, key=lambda other: str(other["date_to"]))
            row["until_from"], row["until_to"] = end["date_from"], end["date_to"]
            if row["date_text"] is None:
                eve = date.fromisoformat(end["date_from"]) - timedelta(1)
                row["date_from"] = row["date_to"] = eve.isoformat()


def _ends(state: Row, event: Row) -> bool:
    if event["status"] not in _TRUE or event["place"] != state["place"] or event["date_from"] is None:
        return False
    if event["relation"] == "loss":
        return bool(event["side"] == state["side"])
    return event["relation"] == "gain" and event["side"] not in (None, state["side"])
