"""Verbs of leaving and driving out that name no place: "after the army pulled out", "they drove the jihadists out"."""

from __future__ import annotations

from dataclasses import dataclass

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.relations.verb_sides import resolved
from territory.extract.said.status import modality
from territory.extract.where.antecedents import PlaceMention
from territory.extract.where.placenames import Core, Limit
from territory.extract.who.actors import Actor

_LEAVING = frozenset({"withdraw", "leave"})
_ENDS = frozenset({"punct", "time", "conj", "boundary", "adverb", "say", "relative"})
_WINDOW = 3


@dataclass(slots=True)
class Elision:
    """A verb without its place: who leaves or is driven out, and by whom."""

    verb: int
    takers: list[Actor]
    losers: list[Actor]


def elision(scene: Scene, v: int) -> Elision | None:
    """The verb of leaving or driving out at item v if no place stands beside it; sides as spoken of so far."""
    entry = scene.items[v].entries["verb"]
    name = entry.data[0]
    if name not in _LEAVING and name != "expel":
        return None
    if "base" in entry.forms or not _adjoined(scene, v) or scene.clause.passive(v):
        return None
    subjects = _known(scene.who(scene.clause.subject(v)))
    if name in _LEAVING:
        return Elision(v, [], subjects) if subjects and _bare(scene, v + 1) else None
    losers = _known(resolved(scene, scene.clause.object_actor(v)))
    if not losers or not subjects or subjects[0].key == losers[0].key or _place_follows(scene, v):
        return None
    return Elision(v, subjects, losers)


def elided_claims(scene: Scene, elisions: list[Elision]) -> None:
    """Claims of verbs without a place, once all of the sentence has been read."""
    told = {draft.trigger for draft in scene.drafts}
    for found in elisions:
        loser = found.losers[0]
        left = any(d.relation == "loss" and d.actor is not None and d.actor.key == loser.key for d in scene.drafts)
        if found.verb in told or left:
            continue
        mentions = _scene_of_loss(scene, found.verb, loser)
        if not mentions and found.takers:
            mentions = _scene_of_loss(scene, found.verb, found.takers[0]) or _passing(scene)
        goals = _goals(scene, found.verb)
        item = scene.items[found.verb]
        places = [
            (Core(m.name, m.kind, item.i, item.j, True, "any", m.within), Limit(), found.verb)
            for m in mentions
            if m.name not in goals
        ]
        relation = "gain" if found.takers else "loss"
        actors, opponents = (found.takers, found.losers) if found.takers else (found.losers, [])
        for draft in scene.emit(relation, places, actors, opponents, found.verb, "elided"):
            modality(scene, found.verb, draft)


def _passing(scene: Scene) -> list[PlaceMention]:
    """The place that the sentence says changed hands: "P changed hands when A drove out B"."""
    for k in scene.at("place"):
        after = scene.items[k + 1] if k + 1 < len(scene.items) else None
        if after is not None and after.kind == "verb" and after.entries["verb"].data[0] == "swap":
            named = scene.places([k])
            return [PlaceMention(c.name, c.kind, c.within, scene.number) for c, _, _ in named if c.name is not None]
    return []


def _goals(scene: Scene, v: int) -> set[str]:
    """Names behind the verb: where those who leave go to."""
    return {
        core.name
        for item in scene.items[v + 1 : v + 9]
        if item.kind == "place"
        for core in item.value.cores
        if core.name is not None
    }


def _adjoined(scene: Scene, v: int) -> bool:
    """Whether nothing but a subject can stand before the verb: not "with little room left"."""
    k = scene.clause.verb_start(v) - 1
    return k >= 0 and scene.items[k].kind not in ("word", "vague", "num", "not_actor", "be")


def _known(actors: list[Actor]) -> list[Actor]:
    return [a for a in actors if a.key is not None]


def _scene_of_loss(scene: Scene, v: int, loser: Actor) -> list[PlaceMention]:
    """Where a side was: what it is said to hold before the verb, or what another takes in the sentence or before."""
    own = [d for d in scene.drafts if _holds(d, loser) and d.trigger < v]
    beside = own[-1:] or sorted((d for d in scene.drafts if _takes(d, loser)), key=lambda d: abs(d.trigger - v))[:1]
    if beside:
        at, key = beside[0].trigger, beside[0].actor
        return _mentions([(scene.number, d) for d in scene.drafts if d.trigger == at and d.actor == key])
    near = [
        (number, draft)
        for number, draft in scene.memory.drafts[-12:]
        if scene.number - number <= _WINDOW and (_holds(draft, loser) or _takes(draft, loser))
    ]
    last = _mentions([(number, draft) for number, draft in near if number == near[-1][0]])
    return last if len(last) == 1 else []


def _mentions(told: list[tuple[int, Draft]]) -> list[PlaceMention]:
    """The places that drafts tell of, each once."""
    found = {
        draft.core.name: PlaceMention(draft.core.name, draft.core.kind, draft.core.within, number)
        for number, draft in told
        if draft.core.name is not None and _told(draft)
    }
    return list(found.values())


def _told(draft: Draft) -> bool:
    """Whether a draft tells of one settlement or base that it names."""
    if draft.status in ("planned", "negated", "denied", "unsaid") or draft.limit.scope == "near":
        return False
    return bool(draft.core.name) and draft.core.kind not in ("country", "region", "province", "road")


def _holds(draft: Draft, side: Actor) -> bool:
    own = draft.actor is not None and draft.actor.key == side.key
    return own and draft.relation in ("control", "gain", "contested") and _told(draft)


def _takes(draft: Draft, side: Actor) -> bool:
    if draft.relation != "gain" or draft.actor is None or draft.actor.key in (None, side.key):
        return False
    return _told(draft) and (draft.opponent is None or draft.opponent.key == side.key)


def _bare(scene: Scene, k: int) -> bool:
    """Whether the verb before item k has neither object nor origin: "left for X", "withdrew without a fight"."""
    items = scene.items
    if (
        items[k : k + 1]
        and items[k].kind in ("num", "vague", "det")
        and any(i.low == "later" for i in items[k : k + 4])
    ):
        return True
    if k >= len(items) or items[k].kind in _ENDS:
        return not _place_follows(scene, k - 1)
    if items[k].kind == "to" or items[k].kind == "prep":
        return items[k].low not in ("from", "out of", "through") and not _place_follows(scene, k - 1)
    return False


def _place_follows(scene: Scene, v: int) -> bool:
    """Whether the clause of the verb goes on to say where from: "from X", "out of the town", "X"."""
    for k in range(v + 1, min(v + 9, len(scene.items))):
        item = scene.items[k]
        if item.kind in ("boundary", "relative", "say", "verb") or item.low in ";:.":
            return False
        if item.kind in ("place", "pron_place"):
            before = scene.items[k - 1]
            if before.kind in ("det", "adverb") and k - 1 > v:
                before = scene.items[k - 2]
            return before.kind not in ("to", "prep") or before.entries[
                "prep" if before.kind == "prep" else "to"
            ].value in (
                "from",
                "in",
                "at",
                "on",
                "of",
            )
    return False
