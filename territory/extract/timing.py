"""Which time expression dates a claim."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from territory.extract.dates import Moment
from territory.extract.drafts import Draft
from territory.extract.scene import Scene

_UNTIL = ("until", "till")


@dataclass(slots=True)
class Timing:
    """Onset and end of a claim, as ISO days."""

    first: str | None
    last: str | None
    text: str | None
    until_first: str | None = None
    until_last: str | None = None
    moment: Moment | None = None
    reach: tuple[date, date] | None = None


def when(scene: Scene, draft: Draft, moments: list[Moment], today: date) -> Timing:
    """Onset of a draft: the nearest time expression of its clause; the report's own day when there is none."""
    day = today.isoformat()
    best: tuple[int, Moment] | None = None
    timing = Timing(day, day, None)
    for index, item in enumerate(scene.items):
        if item.kind != "time" or item.value.rule == "ignore":
            continue
        if item.value.lead in _UNTIL and item.value.last is not None:
            if _distance(scene, draft, index) < 12:
                timing.until_first, timing.until_last = item.value.first.isoformat(), item.value.last.isoformat()
            continue
        cost = _distance(scene, draft, index)
        if draft.form == "adjectival" and cost > 0 and draft.rule not in ("stronghold", "held-apposed"):
            continue
        if cost < 14 and (best is None or cost < best[0]):
            best = (cost, item.value)
    if best is None and draft.form != "adjectival" and draft.relation != "control":
        alone = [item.value for item in scene.items if item.kind == "time" and item.value.first is not None]
        if len(alone) == 1 and alone[0].lead not in _UNTIL:
            best = (14, alone[0])
    if best is not None:
        moment = best[1]
        first = moment.first
        if first is not None and moment.last is not None:
            if _since_clause(scene, draft, moment):
                moment = replace(moment, last=today)
            last = moment.last or today
            timing.first, timing.last, timing.text = first.isoformat(), last.isoformat(), moment.text
            timing.moment, timing.reach = moment, (first, last)
        else:
            timing.text, timing.moment = moment.text, moment
    return timing


def _distance(scene: Scene, draft: Draft, index: int) -> int:
    """Items between a time and the trigger; a clause boundary between them costs more."""
    a, b = sorted((index, draft.trigger))
    cost = b - a
    for k in range(a + 1, b):
        kind = scene.items[k].kind
        if kind in ("boundary", "relative"):
            cost += 8
        elif kind in ("say",):
            cost += 5
        elif kind in ("verb", "not_event", "motion"):
            cost += 6
        elif kind == "conj":
            cost += 1
    if draft.first <= index <= draft.last:
        cost -= 3
    if index < draft.trigger and index < 3:
        cost -= 4
    return max(cost, 0)


def _since_clause(scene: Scene, draft: Draft, moment: Moment) -> bool:
    """Whether the time dates a clause of "since", so that the claim lies between it and the report."""
    index = next(i for i, item in enumerate(scene.items) if item.kind == "time" and item.value.start == moment.start)
    if draft.relation not in ("gain", "loss"):
        return False
    if moment.lead == "since":
        return True
    for k in range(index - 1, -1, -1):
        item = scene.items[k]
        if item.kind == "boundary":
            return item.low in ("since", "ever since") and not k < draft.trigger < index
        if item.kind in ("punct", "relative"):
            return False
    return False
