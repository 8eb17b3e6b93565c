"""Verbs of leaving and driving out that name no place: "after the army pulled out", "they drove the jihadists out"."""

from __future__ import annotations

from territory.extract.actors import Actor
from territory.extract.antecedents import PlaceMention
from territory.extract.drafts import Draft
from territory.extract.placenames import Core, Limit
from territory.extract.scene import Scene
from territory.extract.status import modality
from territory.extract.verb_sides import resolved

_LEAVING = frozenset({"withdraw", "leave"})
_ENDS = frozenset({"punct", "time", "conj", "boundary", "adverb", "say", "relative"})
_WINDOW = 3


def elided_claims(scene: Scene) -> None:
    """Claims of the verbs of leaving and driving out of a sentence that no place stands beside."""
    if not any(item.kind == "verb" for item in scene.items):
        return
    told = {draft.trigger for draft in scene.drafts}
    for v, item in enumerate(scene.items):
        if item.kind != "verb" or v in told:
            continue
        name = item.entries["verb"].data[0]
        if name in _LEAVING:
            _left(scene, v)
        elif name == "expel":
            _driven_out(scene, v)


def _left(scene: Scene, v: int) -> None:
    verb = scene.items[v].entries["verb"]
    if scene.clause.passive(v) or "base" in verb.forms or not _bare(scene, v + 1):
        return
    subject = scene.clause.subject(v)
    leavers = [a for a in scene.who(subject) if a.key is not None]
    if leavers:
        _emit(scene, "loss", v, leavers, [])


def _driven_out(scene: Scene, v: int) -> None:
    if scene.clause.passive(v) or _place_follows(scene, v):
        return
    losers = [a for a in resolved(scene, scene.clause.object_actor(v)) if a.key is not None]
    takers = [a for a in scene.who(scene.clause.subject(v)) if a.key is not None]
    if losers and takers and takers[0].key != losers[0].key:
        _emit(scene, "gain", v, takers, losers)


def _emit(scene: Scene, relation: str, v: int, actors: list[Actor], opponents: list[Actor]) -> None:
    loser = (opponents or actors)[0]
    if any(d.relation == "loss" and d.actor is not None and d.actor.key == loser.key for d in scene.drafts):
        return
    mention = _scene_of_loss(scene, v, loser)
    if mention is None and opponents:
        mention = _scene_of_loss(scene, v, actors[0])
    if mention is None:
        return
    item = scene.items[v]
    core = Core(mention.name, mention.kind, item.i, item.j, True, "any", mention.within)
    for draft in scene.emit(relation, [(core, Limit(), v)], actors, opponents, v, "elided"):
        modality(scene, v, draft)


def _scene_of_loss(scene: Scene, v: int, loser: Actor) -> PlaceMention | None:
    """Where a side was: what it is said to hold before the verb, or what another takes in the sentence or before."""
    for draft in reversed(scene.drafts):
        if _holds(draft, loser) and draft.trigger < v:
            return _mention(draft, scene.number)
    beside = [d for d in scene.drafts if _takes(d, loser)]
    if beside:
        return _mention(min(beside, key=lambda d: abs(d.trigger - v)), scene.number)
    near = [
        (number, draft)
        for number, draft in scene.memory.drafts[-12:]
        if scene.number - number <= _WINDOW and (_holds(draft, loser) or _takes(draft, loser))
    ]
    last = [_mention(draft, number) for number, draft in near if number == near[-1][0]]
    return last[-1] if last and len({m.name for m in last}) == 1 else None


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


def _mention(draft: Draft, sentence: int) -> PlaceMention:
    return PlaceMention(draft.core.name or "", draft.core.kind, draft.core.within, sentence)


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
