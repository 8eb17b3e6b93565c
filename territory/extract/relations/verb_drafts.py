"""Drafts of a verb once its places and sides are found: what its words leave of them."""

from __future__ import annotations

from territory.extract.clause.clauses import Subject
from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.relations.verb_places import Places
from territory.extract.said.status import modality
from territory.extract.where.placenames import Limit, PlacePhrase
from territory.extract.who.actors import Actor

_LIVED_IN = frozenset({"neighbourhood", "district"})
# Coming and going says nothing of a country as a whole.
_MOVES = frozenset({"enter", "into", "arrive", "leave", "withdraw", "expel"})


def drafts_of(
    scene: Scene,
    relation: str,
    places: Places,
    actors: list[Actor],
    opponents: list[Actor],
    v: int,
    name: str,
    subject: Subject,
) -> list[Draft]:
    """Emit the claims of the verb at item v, without places that its words do not mean."""
    at = (subject.index,) if subject.index >= 0 and abs(subject.index - v) < 14 else ()
    if name in _MOVES:
        places = [p for p in places if p[0].kind != "country" or p[1].scope != "whole"]
    left = scene.items[v].entries["verb"].value == "leave"
    if left and places and _complement(scene, places[-1][2]):
        return []
    if relation == "contested":
        places = [p for p in places if p[0].kind != "country" or p[1].scope != "whole"]
    if name == "take" and _ground(scene, v):
        places = [(c, Limit("ground", "part", "areas") if lim.scope == "whole" else lim, k) for c, lim, k in places]
    if relation == "threat" and scene.items[v].low.startswith("attack"):
        places = [p for p in places if p[0].kind != "other" and (p[1].scope == "whole" or _quarters(scene, p[2]))]
    if relation == "threat" and name != "advance":
        places = [p for p in places if p[1].scope != "near" or p[1].part_kind == "outskirts"]
    if relation == "siege":
        roads = [p for p in places if p[0].kind == "road"]
        if roads:
            relation, places = "gain", roads
    opponents = [o for o in opponents if o.key is None or o.key not in {a.key for a in actors}]
    if relation == "contested" and len(actors) > 1 and not opponents:
        actors, opponents = actors[:1], actors[1:]
    drafts = scene.emit(relation, places, actors, opponents, v, name, at=at)
    for draft in drafts:
        modality(scene, v, draft)
        if draft.relation == "threat" and draft.limit.part_kind == "between" and relation == "gain":
            draft.status = "unsaid"
        if draft.status == "asserted" and _neither(scene, subject):
            draft.status = "negated" if relation in ("control", "gain") else "unsaid"
    return drafts


def _neither(scene: Scene, subject: Subject) -> bool:
    """ "neither P nor Q is held by A": whether the subject is denied."""
    return any(i.low == "neither" for i in scene.items[max(0, subject.index - 6) : max(0, subject.index)])


def _quarters(scene: Scene, k: int) -> bool:
    """Whether the part named at item k is one where people live: "districts of the city", not posts in it."""
    phrase: PlacePhrase = scene.items[k].value
    return phrase.head in scene.lexicon.kind_of_noun and scene.lexicon.kind_of_noun[phrase.head] in _LIVED_IN


def _ground(scene: Scene, v: int) -> bool:
    """ "gained ground in X", "made inroads into X": some of it."""
    words = str(scene.items[v].entries["verb"].value).split()
    return bool({"ground", "gains", "inroads", "progress", "advances"} & {*words})


def _complement(scene: Scene, k: int) -> bool:
    """Whether the place at k is only left in some state: "left X exposed", "left X in ruins"."""
    after = [item for item in scene.items[k + 1 : k + 3] if item.kind != "adverb"]
    if not after:
        return False
    states = scene.lexicon.left_states
    if after[0].kind == "prep" and after[0].low in ("in", "under", "without"):
        return len(after) > 1 and (after[1].low in states or after[1].kind in ("noun", "actor"))
    if after[0].low == "without":
        return len(after) > 1 and after[1].low in states
    return after[0].low in states or after[0].kind in ("besieged", "held")


def finite(scene: Scene, v: int) -> bool:
    return any(scene.items[k].kind in ("be", "have", "motion") for k in range(max(0, v - 4), v))
