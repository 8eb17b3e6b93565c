"""Which time expression dates a claim."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.times.dates import Moment
from territory.extract.times.timewords import shifted

_UNTIL = ("until", "till")
_FINITE = frozenset({"verb", "be", "have", "say"})
_PREDICATE = frozenset({"verb", "be", "have", "adverb", "not", "modal"})
_STATES = frozenset({"control", "siege", "contested"})
_DATED = frozenset({"stronghold", "held-apposed", "held-predicate"})


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
    timing = Timing(day, day, None)
    best: tuple[int, Moment] | None = None
    vague: tuple[int, Moment] | None = None
    lasting = draft.relation in _STATES and _still(scene, draft)
    for index, item in enumerate(scene.items):
        if item.kind != "time" or item.value.rule in ("ignore", "offset"):
            continue
        if item.value.rule == "for_units" and item.value.lead == "for" and draft.relation not in _STATES:
            continue
        moment, cost = _anchored(scene, index), _distance(scene, draft, index)
        if moment.lead in _UNTIL and moment.first is not None and moment.last is not None:
            if cost < 12 and draft.relation in _STATES:
                timing.until_first, timing.until_last = moment.first.isoformat(), moment.last.isoformat()
            continue
        if draft.form == "adjectival" and cost > 0 and draft.rule not in _DATED:
            continue
        if moment.lead == "before" and draft.relation in _STATES:
            eve = None if moment.first is None else (moment.first - timedelta(1)).isoformat()
            timing.until_first = timing.until_last = eve
            continue
        cost += 8 if _anothers(scene, draft, index) else 0
        cost += 8 if _of_speech(scene, draft, index) else 0
        cost += 8 if lasting and index < draft.trigger else 0
        if moment.first is None:
            vague = min(vague or (14, moment), (cost, moment), key=lambda pair: pair[0])
        elif cost < 14 and (best is None or cost < best[0]):
            best = (cost, moment)
    apart = _apart(scene, draft, today)
    if apart is not None and (best is None or best[0] > 2):
        best = (0, apart)
    if best is None and draft.form != "adjectival" and draft.relation != "control":
        alone = [k for k, item in enumerate(scene.items) if item.kind == "time" and item.value.first is not None]
        if (
            len(alone) == 1
            and scene.items[alone[0]].value.lead not in _UNTIL
            and not _other_clause(scene, draft, alone[0])
        ):
            best = (14, scene.items[alone[0]].value)
    if best is None and timing.until_first is not None:
        timing.first = timing.last = (date.fromisoformat(timing.until_first) - timedelta(1)).isoformat()
    if best is None:
        if vague is not None and vague[0] < 14:
            timing.text, timing.moment = vague[1].text, vague[1]
        return timing
    moment = best[1]
    if _since_clause(scene, draft, moment):
        moment = replace(moment, last=today)
    first, last = moment.first or today, moment.last or today
    timing.first, timing.last, timing.text = first.isoformat(), last.isoformat(), moment.text
    timing.moment, timing.reach = moment, (first, last)
    if moment.until is not None and draft.relation in _STATES:
        timing.until_first, timing.until_last = (day.isoformat() for day in moment.until)
    return timing


def _still(scene: Scene, draft: Draft) -> bool:
    """Whether a state is said to last: "but still hold P", "now controls P"."""
    start = scene.clause.verb_start(draft.trigger)
    return any(i.low in ("still", "now", "currently") for i in scene.items[max(0, start - 1) : draft.trigger])


def _anchored(scene: Scene, index: int) -> Moment:
    """The time at an item, "two days earlier" and "a week later" counted from the time before it."""
    moment: Moment = scene.items[index].value
    earlier = moment.rule == "ago" and moment.text.endswith(("earlier", "before"))
    if not (earlier or moment.rule == "later"):
        return moment
    base = next(
        (i.value for i in reversed(scene.items[:index]) if i.kind == "time" and i.value.first is not None), None
    )
    if base is None or base.rule in ("this_unit", "past_units"):
        return moment
    sign = 1 if earlier else -1
    first, last = (
        shifted(base.first, sign * moment.number, moment.unit),
        shifted(base.last, sign * moment.number, moment.unit),
    )
    return replace(moment, first=first[0], last=max(first[0], last[1]))


def _apart(scene: Scene, draft: Draft, today: date) -> Moment | None:
    """The time of what "five days after" introduces: that long before the main clause."""
    items = scene.items
    for index, item in enumerate(items[: draft.trigger]):
        if item.kind != "time" or item.value.rule != "offset":
            continue
        between = items[index + 2 : draft.trigger]
        if any(i.kind == "boundary" or i.low in (";", ":") for i in between):
            continue
        if draft.form == "verb" and any(i.kind == "verb" for i in between):
            continue
        times = [
            i.value
            for i in items
            if i.kind == "time" and i.value.first is not None and i.value.start < item.value.start
        ]
        base = times[-1].last if times else today
        first, last = shifted(base, item.value.number, item.value.unit)
        moment: Moment = item.value
        return replace(moment, first=first, last=last)
    return None


def _anothers(scene: Scene, draft: Draft, index: int) -> bool:
    """Whether a time stands before the place while another follows it: "A on Tuesday and B on Thursday"."""
    items = scene.items
    if not draft.trigger < index or items[index].i > draft.core.i:
        return False
    return any(i.kind == "time" and i.i > draft.core.i and i.value.first is not None for i in items[index + 1 :])


def _of_speech(scene: Scene, draft: Draft, index: int) -> bool:
    """Whether a time is that of the saying, what is said having its own: "said on Tuesday they left on Monday"."""
    items = scene.items
    if not index or index > draft.trigger or items[index - 1].kind not in ("say", "claim", "deny"):
        return False
    return any(i.kind == "time" and i.value.first is not None for i in items[draft.trigger + 1 :])


def _distance(scene: Scene, draft: Draft, index: int) -> int:
    """Items between a time and the trigger; a clause boundary between them costs more."""
    a, b = sorted((index, draft.trigger))
    if index > draft.trigger and _inserted(scene, draft.trigger, index):
        return 4
    cost = b - a + _walls(scene, index, draft.trigger)
    for k in range(a + 1, b):
        kind = scene.items[k].kind
        if scene.items[k].low in (";", ":"):
            cost += 10
        if kind in ("boundary", "relative"):
            cost += 8
        elif kind in ("say",):
            cost += 5
        elif kind == "verb":
            cost += 9
        elif kind in ("not_event", "motion"):
            cost += 6
        elif kind == "conj":
            cost += 6 if index < draft.trigger and scene.items[k + 1].kind in _PREDICATE else 1
    if draft.first <= index <= draft.last and not any(i.kind in _FINITE for i in scene.items[a + 1 : b]):
        cost -= 3
    if index < draft.trigger and index < 3:
        cost -= 4
    return max(cost, 0)


def _walls(scene: Scene, index: int, trigger: int) -> int:
    """What it costs that a time stands inside a relative clause, a participle or an apposition without the trigger."""
    cost = 0
    for bracket in scene.clause.brackets.found:
        if bracket.kind != "adjunct" and bracket.first <= index < bracket.last:
            long = any(
                i.kind in ("verb", "not_event", "noun", "word") for i in scene.items[bracket.first : bracket.last]
            )
            cost += 8 if long and not bracket.first <= trigger < bracket.last else 0
    return cost


def _inserted(scene: Scene, trigger: int, index: int) -> bool:
    """Whether only an inserted clause parts them: "took P, which …, on Friday, …"."""
    items = scene.items
    after = items[index + 1] if index + 1 < len(items) else None
    if items[index - 1].low != "," or not (after is None or after.kind == "punct"):
        return False
    commas = [k for k in range(trigger + 1, index - 1) if items[k].low == ","]
    return bool(commas) and not any(i.kind in ("verb", "say", "relative") for i in items[trigger + 1 : commas[0]])


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


def _other_clause(scene: Scene, draft: Draft, index: int) -> bool:
    """Whether a verb or a relative pronoun stands between a time and the trigger."""
    a, b = sorted((index, draft.trigger))
    return any(item.kind in ("verb", "relative", "boundary") for item in scene.items[a + 1 : b])
