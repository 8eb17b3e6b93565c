"""Whether a claim is history told as context."""

from __future__ import annotations

from datetime import date

from territory.extract.drafts import Draft
from territory.extract.scene import Scene
from territory.extract.timing import Timing

_FRESH_DAYS = 21


def is_background(scene: Scene, draft: Draft, timing: Timing, today: date) -> bool:
    """History: dated well before the report, in the past perfect, or ended."""
    if timing.reach is not None:
        return (today - timing.reach[1]).days > _FRESH_DAYS or (
            draft.relation not in ("siege", "control") and (today - timing.reach[0]).days > 400
        )
    if timing.until_last is not None:
        return True
    start = scene.clause.verb_start(draft.trigger) if scene.items[draft.trigger].kind == "verb" else draft.trigger
    if draft.form == "verb" and any(scene.tokens.lows[i.i] == "had" for i in scene.items[start : draft.trigger]):
        return True
    return bool(
        timing.moment and timing.moment.rule == "recent" and draft.relation == "gain" and draft.form == "adjectival"
    )
