"""Claims of nouns: "the capture of X by Y", "the siege of X", "clashes between A and B in X"."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.relations.fighting import fight_claims
from territory.extract.relations.noun_sides import losers_of, noun_sides, slot_sides, taken_over_by
from territory.extract.relations.sieges import endured, relieved, siege_claims
from territory.extract.relations.supports import supported_claims
from territory.extract.relations.verb_sides import context_actor, taker_said
from territory.extract.said.status import nominal_modality
from territory.extract.where.placenames import Core, Limit

_TAKINGS = frozenset({"capture", "recapture", "seizure", "takeover", "liberation", "conquest", "retaking"})
_EXPULSIONS = frozenset({"expulsion", "ouster", "ejection", "eviction"})
_RELATION = {
    "gain": "gain",
    "loss": "loss",
    "withdrawal": "loss",
    "control": "control",
    "siege": "siege",
    "threat": "threat",
    "fall": "gain",
    "gains": "gain",
    "losses": "loss",
}


def noun_claims(scene: Scene, n: int) -> list[Draft]:
    """Claims of the noun at item n."""
    item = scene.items[n]
    if n + 1 < len(scene.items) and scene.items[n + 1].has("head", "pronominal") and scene.items[n + 1].kind == "actor":
        return []
    name = str(item.entries["noun"].value)
    if name in ("contested", "shots"):
        if n and scene.items[n - 1].low == "little":
            return []
        return fight_claims(scene, n)
    places = _places(scene, n, name)
    actors, opponents = noun_sides(scene, n, name)
    voices = scene.memory.voices
    if not actors and voices is not None and name in ("gain", "loss", "withdrawal", "control"):
        author = voices.author(scene, n)
        actors = [author] if author is not None else []
    if not places and name == "siege":
        after = _after_main(scene, n)
        if after is not None:
            places = [(after.core, after.limit, n)]
            if after.relation != "siege_lifted":
                actors = actors or ([after.actor] if after.actor else [])
                opponents = opponents or ([after.opponent] if after.opponent else [])
    if not places:
        return []
    if name == "siege":
        return siege_claims(scene, n, places, actors)
    relation = _RELATION[name]
    if name == "threat" and items_in(scene, n):
        relation = "contested"
    if name == "fall":
        takers = slot_sides(scene, n, ["to"])
        if not takers:
            return []
        actors = takers
    if name == "control" and (made := supported_claims(scene, n, places)):
        return made
    if name in ("control", "threat") and not actors:
        return []
    if name == "control" and all(actor.key is None for actor in actors):
        return []
    if name == "withdrawal" and item.low in _EXPULSIONS and (takers := slot_sides(scene, n, ["by"])):
        relation, actors, opponents = "gain", takers, losers_of(scene, n)
    if name == "withdrawal" and _of_things(scene, n):
        return []
    if name == "threat" and item.low == "attack" and n and scene.items[n - 1].kind in ("not_actor", "word"):
        return []
    if name in ("loss", "withdrawal") and (takers := taken_over_by(scene, n)):
        relation, actors, opponents = "gain", takers, [a for a in actors if a.key != takers[0].key]
    if name == "gain" and not actors and item.low in _TAKINGS:
        actors = taker_said(scene, n, opponents) or context_actor(scene, opponents)
    if name in ("gain", "loss", "withdrawal", "gains", "losses") and not actors:
        return []
    if name == "control" and (item.low == "presence" or _predicated(scene, n)):
        return []
    made = scene.emit(relation, places, actors, opponents, n, f"noun-{name}", form="nominal")
    for draft in made:
        nominal_modality(scene, n, draft)
    return made


def items_in(scene: Scene, n: int) -> bool:
    """Whether an advance is one inside a place ("advances in X"), which is fighting there."""
    slots = scene.lexicon.triggers.noun_place["threat"]
    return scene.items[n].low.startswith("advance") and not scene.clause.slot_places(n, slots)


def _of_things(scene: Scene, n: int) -> bool:
    """Whether what is withdrawn is no force: "the withdrawal of heavy weapons", "the evacuation of civilians"."""
    if n + 1 >= len(scene.items) or scene.items[n + 1].kind != "of":
        return False
    things = False
    for item in scene.items[n + 2 : n + 8]:
        if item.kind in ("actor", "place", "side", "people"):
            return False
        if item.kind in ("prep", "boundary", "relative", "verb", "be", "have"):
            return things
        things = things or item.kind in ("word", "not_actor", "noun")
    return things


def _predicated(scene: Scene, n: int) -> bool:
    """Whether "control" belongs to "under the control of", which is a state."""
    for k in range(n - 1, max(-1, n - 6), -1):
        item = scene.items[k]
        if item.kind in ("prep", "to"):
            return item.low in ("under", "in", "into", "to", "from", "outside", "out of", "beyond")
        if item.kind not in ("actor", "det", "poss", "place_adj", "word", "adverb", "'s"):
            return False
    return False


def _places(scene: Scene, n: int, name: str) -> list[tuple[Core, Limit, int]]:
    items, item = scene.items, scene.items[n]
    slots = scene.lexicon.triggers.noun_place[name]
    found = scene.places(scene.clause.slot_places(n, slots))
    if found:
        return found
    if name in ("gain", "fall") and n and items[n - 1].low == "its":
        mention = scene.spoken_of(items[n - 1].i)
        by = scene.clause.slot_actor(n, ["by", "to"])
        if mention is None or not by:
            return []
        return [(Core(mention.name, mention.kind, item.i, item.j, True, "its", mention.within), Limit(), n)]
    if name == "threat" and items[n].low.startswith("advance"):
        return scene.places(scene.clause.slot_places(n, ["in"]))
    for k in range(n - 1, max(-1, n - 9), -1):
        if items[k].low == "where" and k and items[k - 1].kind == "place" and name == "siege":
            return scene.places([k - 1])
    if name == "siege" and (found := endured(scene, n) or relieved(scene, n)):
        return found
    if name in ("siege", "fall", "gain") and n and items[n - 1].kind == "place":
        return [p for p in scene.places([n - 1]) if p[0].known]
    if name in ("siege", "fall") and n >= 2 and items[n - 1].kind == "'s" and items[n - 2].kind == "place":
        return scene.places([n - 2])
    return []


def _after_main(scene: Scene, n: int) -> Draft | None:
    """ "took X after a long siege": the noun shares place and sides with the claim before it."""
    for k in range(n - 1, max(-1, n - 10), -1):
        item = scene.items[k]
        if item.kind == "boundary" and item.low in ("after", "following", "amid", "during"):
            return scene.drafts[-1] if scene.drafts else None
        if item.kind in ("verb", "say", "place", "actor", "relative"):
            return None
    return None
