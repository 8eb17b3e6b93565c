"""Whether a claim is history told as context."""

from __future__ import annotations

from datetime import date

from territory.extract.drafts import Draft
from territory.extract.scene import Scene
from territory.extract.timing import Timing

_FRESH_DAYS = 10
_OLD_SIEGE_DAYS = 300
_EVENTS = frozenset({"gain", "loss", "contested", "threat", "siege_lifted"})


def is_background(scene: Scene, draft: Draft, timing: Timing, today: date) -> bool:
    """History: dated well before the report, told in a relative clause or the past perfect, or ended."""
    if timing.until_last is not None:
        return True
    if timing.reach is not None:
        first, last = timing.reach
        if (
            draft.relation in ("siege", "control")
            and timing.moment is not None
            and timing.moment.lead in ("since", "for")
        ):
            return draft.relation == "siege" and (today - last).days > _OLD_SIEGE_DAYS
        middle = (today - first).days / 2 + (today - last).days / 2
        return middle > _FRESH_DAYS
    lows = scene.tokens.lows
    if draft.form == "verb" and scene.items[draft.trigger].kind == "verb":
        start = scene.clause.verb_start(draft.trigger)
        words = {lows[i.i] for i in scene.items[start : draft.trigger]}
        if "initially" in words or "originally" in words:
            return True
        if draft.relation in ("gain", "loss") and start and scene.items[start - 1].kind == "relative":
            return True
    return False
