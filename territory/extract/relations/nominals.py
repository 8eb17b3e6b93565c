"""Claims of nouns: "the capture of X by Y", "the siege of X", "clashes between A and B in X"."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.relations.fighting import fight_claims
from territory.extract.relations.sieges import endured, relieved, siege_claims
from territory.extract.relations.verb_sides import context_actor, taker_said
from territory.extract.said.status import nominal_modality
from territory.extract.where.placenames import Core, Limit
from territory.extract.who.actors import Actor

_TO_NATION = frozenset(
    {"be", "have", "adverb", "not_event", "word", "verb", "managed", "occur", "time", "say", "claim", "det"}
)
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
        return fight_claims(scene, n)
    places = _places(scene, n, name)
    actors, opponents = _actors(scene, n, name)
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
        takers = _slot(scene, n, ["to"])
        if not takers:
            return []
        actors = takers
    takers = _to_side(scene, places[-1][2]) if name == "loss" else []
    if takers:
        relation, actors, opponents = "gain", takers, actors
    if name in ("control", "threat") and not actors:
        return []
    if name == "control" and all(actor.key is None for actor in actors):
        return []
    if name == "withdrawal" and item.low in _EXPULSIONS and (takers := _slot(scene, n, ["by"])):
        relation, actors, opponents = "gain", takers, _loser(scene, n)
    if name == "withdrawal" and _of_things(scene, n):
        return []
    if name == "threat" and item.low == "attack" and n and scene.items[n - 1].kind in ("not_actor", "word"):
        return []
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


def _to_side(scene: Scene, place: int) -> list[Actor]:
    """The side right behind a lost place: "the loss of P to A"."""
    items, k = scene.items, scene.clause.brackets.right(place)
    if k >= len(items) or items[k].low != "to":
        return []
    k += 1 + int(k + 1 < len(items) and items[k + 1].kind == "det")
    if k >= len(items) or items[k].kind != "actor":
        return []
    return [a for a in (scene.actor(x) for x in scene.clause.actors_from(k)) if a is not None]


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


def _actors(scene: Scene, n: int, name: str) -> tuple[list[Actor], list[Actor]]:
    items = scene.items
    actors: list[Actor] = []
    k = n - 1
    while k >= 0 and (
        items[k].low in scene.lexicon.triggers.enforced
        or items[k].low in ("'", "’")
        or items[k].kind
        in ("place_adj", "word", "modifier", "'s", "-", "adverb", "vague", "former", "managed", "planned_nouns")
    ):
        k -= 1
        if n - k > 4:
            break
    if k >= 0 and items[k].kind == "actor":
        actors = [items[k].value]
    elif k >= 0 and items[k].kind == "poss":
        who = scene.pronoun_actor(k)
        actors = [who] if who is not None and who.key is not None else _owning_nation(scene, k)
    elif k >= 0:
        actors = _nation(scene, k)
    if not actors and name in ("loss", "withdrawal"):
        actors = _loser(scene, n)
    if not actors and items[n].low.startswith("advance"):
        actors = scene.clause.slot_actor(n, ["of"])
    by = _slot(scene, n, ["by"])
    if name == "threat" and not actors and not by:
        for j in range(n - 1, max(-1, n - 6), -1):
            if items[j].low.split()[0] in scene.lexicon.launches or items[j].kind == "planned":
                by = scene.who(scene.clause.subject(j)) or _bringing_up(scene, j)
                break
            if items[j].kind not in (
                "det",
                "word",
                "place_adj",
                "vague",
                "adverb",
                "title",
                "modifier",
                "noun",
                "num",
                "-",
            ):
                break
    against = _slot(scene, n, ["against", "from"]) if name != "withdrawal" else []
    resolved = [a for a in (scene.actor(x) for x in (by or actors)) if a is not None]
    return resolved, against


def _nation(scene: Scene, k: int) -> list[Actor]:
    """ "Ukraine's withdrawal", "the Russian retreat": a nation as the side."""
    item = scene.items[k]
    if item.kind == "people":
        return [Actor(scene.sides.nation(str(item.entries["people"].value)), item.low, 3)]
    if item.kind != "place" or not item.value.cores:
        return []
    bare = f"{item.value.cores[0].name or ''}s".lower()
    return scene.place_as_side(k) if scene.tokens.lows[item.j - 1] in ("'s", "’s", bare) else []


def _owning_nation(scene: Scene, k: int) -> list[Actor]:
    """ "Russia is pressing its offensive": the nation that the possessive at k means."""
    for j in range(k - 1, max(-1, k - 6), -1):
        if scene.items[j].kind == "place":
            return scene.place_as_side(j)
        if scene.items[j].kind not in _TO_NATION:
            break
    return []


def _loser(scene: Scene, n: int) -> list[Actor]:
    """ "the withdrawal of A from P", "the loss of P was a blow to A", "A admitted the loss of P"."""
    items = scene.items
    found = scene.clause.slot_actor(n, ["of"]) if scene.clause.slot_places(n, ["from"]) else []
    for k in range(n + 1, min(n + 12, len(items) - 2)):
        if found or items[k].kind in ("boundary", "relative", "say"):
            break
        if items[k].kind == "actor" and {i.low for i in items[k + 1 : k + 5]} & {*scene.lexicon.triggers.blows}:
            found = [items[k].value]
            break
        if items[k].low in scene.lexicon.triggers.blows and items[k + 1].low in ("to", "for"):
            found = scene.clause.slot_actor(k, ["to", "for"])
    found = found or _struck(scene, n)
    losers = [a for a in (scene.actor(x) for x in found) if a is not None]
    if losers and all(a.key is None for a in losers):
        return _owning_nation(scene, n) or losers
    return losers or _admitting(scene, n)


def _struck(scene: Scene, n: int) -> list[Actor]:
    """ "a setback for A after the loss of P"."""
    items, blows = scene.items, {*scene.lexicon.triggers.blows}
    for k in range(n - 1, max(-1, n - 9), -1):
        if items[k].low in blows and items[k + 1].low in ("to", "for"):
            return scene.clause.slot_actor(k, ["to", "for"])
        if items[k].kind in ("relative", "say", "verb"):
            break
    return []


def _admitting(scene: Scene, n: int) -> list[Actor]:
    """Who "admitted the loss of P"."""
    items = scene.items
    k = n - 1
    while k > 0 and items[k].kind in ("det", "adverb", "place_adj"):
        k -= 1
    if scene.items[n].low != "loss" or k < 1 or items[k].low not in scene.lexicon.admits:
        return []
    return scene.who(scene.clause._scan_left(scene.clause.verb_start(k), 0))


def _bringing_up(scene: Scene, k: int) -> list[Actor]:
    """ "A brought up tanks ahead of an expected assault on P": who prepares for what is looming at item k."""
    items = scene.items
    j = k - 1
    while j > 0 and items[j].kind in ("det", "poss", "adverb"):
        j -= 1
    return scene.who(scene.clause.subject_of_main(j)) if items[j].kind == "boundary" and items[j].low == "ahead" else []


def _slot(scene: Scene, n: int, prepositions: list[str]) -> list[Actor]:
    found = [a for a in (scene.actor(x) for x in scene.clause.slot_actor(n, prepositions)) if a is not None]
    if found or prepositions == ["against", "from"]:
        return found
    return [a for k in scene.clause.slot_places(n, prepositions) for a in scene.place_as_side(k)]
