"""Whether a claim is history told as context."""

from __future__ import annotations

from datetime import date

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.times.ends import past_perfect
from territory.extract.times.timing import Timing

_FRESH_DAYS = 10
_ASIDE_DAYS = 2
_OVER = ("after", "following", "during")
_OLD_SIEGE_DAYS = 300
_EVENTS = frozenset({"gain", "loss", "contested", "threat", "siege_lifted"})


def is_background(scene: Scene, draft: Draft, timing: Timing, today: date) -> bool:
    """History: dated well before the report, told in a relative clause or the past perfect, or ended."""
    if timing.until_last is not None:
        return True
    moment = timing.moment
    if moment is not None and moment.rule == "bygone" and moment.lead != "since":
        return True
    if moment is not None and moment.rule == "offset" and moment.unit:
        return True
    if _presupposed(scene, draft):
        return True
    if moment is not None and moment.rule == "past_units":
        return False
    if timing.reach is not None:
        first, last = timing.reach
        if (
            draft.relation in ("siege", "control")
            and timing.moment is not None
            and timing.moment.lead in ("since", "for")
        ):
            ended = past_perfect(scene, draft)
            return ended or (draft.relation == "siege" and (today - last).days > _OLD_SIEGE_DAYS)
        middle = (today - first).days / 2 + (today - last).days / 2
        return middle > (_ASIDE_DAYS if _aside(scene, draft) else _FRESH_DAYS)
    lows = scene.tokens.lows
    if draft.form == "verb" and scene.items[draft.trigger].kind == "verb":
        start = scene.clause.verb_start(draft.trigger)
        words = {lows[i.i] for i in scene.items[start : draft.trigger]}
        if "initially" in words or "originally" in words:
            return True
    return _aside(scene, draft)


def _aside(scene: Scene, draft: Draft) -> bool:
    """A change told in a relative clause: "the rebels, who lost P", "P, which they had taken"."""
    if draft.relation not in ("gain", "loss") or draft.form != "verb" or scene.items[draft.trigger].kind != "verb":
        return False
    start = scene.clause.verb_start(draft.trigger)
    return start > 0 and scene.items[start - 1].kind == "relative"


def _presupposed(scene: Scene, draft: Draft) -> bool:
    """ "after a two-year siege", "during the seizure of P": a noun that names what is over."""
    if draft.form != "nominal" or draft.relation not in ("siege", "gain", "loss") or draft.status != "asserted":
        return False
    for k in range(draft.trigger - 1, max(-1, draft.trigger - 7), -1):
        item = scene.items[k]
        if item.kind in ("boundary", "prep"):
            return item.low in _OVER and (draft.relation == "siege" or item.low == "during")
        if item.kind not in (
            "det",
            "poss",
            "num",
            "word",
            "-",
            "unit_km",
            "place_adj",
            "modifier",
            "actor",
            "'s",
            "time",
            "vague",
        ):
            return False
    return False
