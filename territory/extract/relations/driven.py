"""Sides made to leave by whatever verb: "threw A out of P", "A were bombed out of P", "moved its men out of P"."""

from __future__ import annotations

from territory.extract.clause.brackets import VERBAL
from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.relations.verb_sides import resolved
from territory.extract.said.status import modality

_DRIVING = (VERBAL | {"word"}) - {"say", "claim", "deny"}
_BEFORE_SIDE = frozenset({"det", "poss", "place_adj", "modifier", "adverb", "vague", "num"})


def driven_claims(scene: Scene, k: int) -> list[Draft]:
    """Claims of "out of P" at item k behind a side, or behind the participle said of one, whose verb has no frame."""
    items, clause = scene.items, scene.clause
    j = k - 1
    while j > 0 and items[j].kind in ("adverb", "time"):
        j -= 1
    if j < 1 or k + 1 >= len(items):
        return []
    side = j if items[j].kind == "actor" else -1
    v = j
    while side >= 0 and (v := v - 1) > 0 and items[v].kind in _BEFORE_SIDE:
        pass
    if v < 1 or not _drives(scene, v):
        return []
    places = scene.places(clause.coordinates(k + 1)) if items[k + 1].kind == "place" else []
    if not places:
        return []
    agents = resolved(scene, clause.slot_actor(v, ["by"]))
    if side < 0:
        losers = scene.who(clause.subject(v)) if items[v - 1].kind == "be" else []
    else:
        losers = resolved(scene, [items[side].value])
        agents = scene.who(clause.subject(v))
    agents = [a for a in agents if a.key not in {o.key for o in losers}]
    if not losers or (side >= 0 and not agents and not scene.who(clause.subject(v))):
        return []
    made = (
        scene.emit("gain", places, agents, losers, v, "driven", at=(k,))
        if agents
        else scene.emit("loss", places, losers, [], v, "driven", at=(k,))
    )
    for draft in made:
        modality(scene, v, draft)
    return made


def _drives(scene: Scene, v: int) -> bool:
    """Whether the word at v may say that someone is made to leave."""
    item = scene.items[v]
    if item.kind == "verb" and item.entries["verb"].data[1].relation not in ("siege", "contested", "threat"):
        return False
    return item.kind in _DRIVING and item.low not in scene.lexicon.keeps_out and not item.low.endswith("s")
