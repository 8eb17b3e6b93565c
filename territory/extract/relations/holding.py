"""Holding told by other words: "in possession of X", "X is theirs", "dug in at X", "leaving A with X", "left to A"."""

from __future__ import annotations

from territory.extract.clause.brackets import VERBAL
from territory.extract.clause.scene import Scene
from territory.extract.relations.adjectives import name_before
from territory.extract.relations.drafts import Draft
from territory.extract.relations.predicated import Places, said_of, verb_of
from territory.extract.relations.verb_places import there
from territory.extract.said.status import modality
from territory.extract.who.actors import Actor

_ON_THE_WAY = frozenset({"det", "adverb", "place_adj", "word", "modifier", "time", "share", "vague", "title"})

_ENDED = frozenset({"punct", "time", "boundary", "adverb", "prep", "conj", "det"})


def charge_claims(scene: Scene, k: int) -> list[Draft]:
    """ "A is in full control of X", "with A in possession of X", "A, already in charge of X,"."""
    items = scene.items
    charges = scene.lexicon.charges
    n = k + 1
    while n < len(items) and items[n].low not in charges and items[n].kind in _ON_THE_WAY and n - k < 4:
        n += 1
    if n + 1 >= len(items) or items[n].low not in charges:
        return []
    if items[n + 1].kind != "of" or n + 2 >= len(items):
        return _charge_there(scene, k, n)
    j = n + 2
    while j < len(items) - 1 and items[j].kind in ("det", "adverb", "about", "more_than", "less_than"):
        j += 1
    if items[j].kind != "place":
        return _charge_there(scene, k, n + 1)
    actors = _in_charge(scene, k)
    return scene.emit("control", scene.places(scene.clause.listed(j)), actors, [], k, "state") if actors else []


def _charge_there(scene: Scene, k: int, n: int) -> list[Draft]:
    """ "X, where A is in control", "X, which A is in charge of": the antecedent, when item n ends the predicate."""
    items, clause = scene.items, scene.clause.brackets.around(k)
    if clause is None or clause.pronoun < 0 or clause.head < 0 or items[clause.head].kind != "place":
        return []
    if items[clause.pronoun].low not in (("which", "that") if items[n].kind == "of" else ("where",)):
        return []
    if n + 1 < len(items) and items[n + 1].kind not in _ENDED:
        return []
    actors = _in_charge(scene, k)
    places = scene.places(scene.clause.joined(clause.head)) if actors else []
    return scene.emit("control", places, actors, [], k, "state")


def _in_charge(scene: Scene, k: int) -> list[Actor]:
    """Who is in charge: the side right before, else the subject of the verb, else that of the clause."""
    items, left = scene.items, scene.clause.brackets.left
    j = left(k)
    while j > 0 and (items[j].kind in ("adverb", "time") or items[j].low == ","):
        j = left(j)
    if j >= 0 and items[j].kind == "actor":
        found = scene.actor(items[j].value)
        return [found] if found is not None else []
    while j > 0 and items[j].kind in ("word", "det", "num", "place_adj", "share", "vague"):
        j = left(j)
    governing = j if j >= 0 and items[j].kind in VERBAL else verb_of(scene, k)
    return scene.who(scene.clause.subject(governing) if governing is not None else scene.clause._scan_left(k, 0))


def owned_claims(scene: Scene, k: int) -> list[Draft]:
    """ "X is theirs", "the town has been ours since May"."""
    governing = verb_of(scene, k)
    if governing is None or scene.items[governing].kind != "be":
        return []
    actor = scene.pronoun_actor(k)
    return scene.emit("control", said_of(scene, k), [actor], [], k, "state") if actor is not None else []


def present_claims(scene: Scene, v: int) -> list[Draft]:
    """ "A is dug in at X", "fighters holding out in X", "A entrenched there"."""
    items = scene.items
    before = items[v - 1] if v else None
    near = scene.actor(before.value) if before is not None and before.kind == "actor" else None
    actors = [near] if near is not None else scene.who(scene.clause.subject(v))
    k = v + 1
    while k < len(items) and items[k].kind in ("time", "adverb"):
        k += 1
    if not actors or k >= len(items):
        return []
    places: Places = []
    if items[k].low == "there":
        places = there(scene, v)
    elif items[k].kind == "prep" and items[k].entries["prep"].value in ("in", "at", "on") and k + 1 < len(items):
        j = k + 2 if items[k + 1].kind == "det" else k + 1
        if j < len(items) and items[j].kind == "place":
            places = scene.places(scene.clause.coordinates(j))
    made = scene.emit("control", places, actors, [], v, "present")
    for draft in made:
        modality(scene, v, draft)
    return made


def left_claims(scene: Scene, v: int) -> list[Draft]:
    """ "leaving A with only X", "the last town left to A", "A has only X and Y left"."""
    clause = scene.clause
    keepers = [a for a in (scene.actor(x) for x in clause.object_actor(v)) if a is not None]
    places: Places = scene.places(clause.slot_places(v, ["with"])) if keepers else []
    reduced = v + 1 < len(scene.items) and scene.items[v - 1].kind == "place" and scene.items[v + 1].kind == "to"
    if not places and (clause.passive(v) or reduced):
        keepers = [a for a in (scene.actor(x) for x in clause.slot_actor(v, ["to"])) if a is not None]
        if keepers:
            places = (name_before(scene, v - 1) or scene.places([v - 1])) if reduced else said_of(scene, v)
    if not places and scene.items[v].low == "left":
        keepers, places = _has_left(scene, v)
    return scene.emit("control", places, keepers, [], v, "left") if keepers and places else []


def _has_left(scene: Scene, v: int) -> tuple[list[Actor], Places]:
    items = scene.items
    k = v - 1
    j = next((m for m in range(k, max(1, k - 5), -1) if items[m].low in ("all", "that", "which")), 0)
    j -= int(j > 0 and items[j].low != "all")
    if items[k].kind == "have" and j > 1 and items[j].low == "all" and items[j - 1].kind == "be":
        whole = scene.places(scene.clause.joined(j - 2)) if items[j - 2].kind == "place" else []
        return scene.who(scene.clause.subject_before(k)), whole
    while k > 0 and (items[k].kind in ("place", "conj") or items[k].low == ","):
        k -= 1
    first = k + 1
    while k > 0 and items[k].kind in ("adverb", "det"):
        k -= 1
    only = "only" in (items[k + 1].low, scene.tokens.lows[items[first].i]) or "just" in (items[k + 1].low,)
    if first >= v or not only or items[k].kind != "have":
        return [], []
    named = [j for j in range(first, v) if items[j].kind == "place"]
    return scene.who(scene.clause.subject_before(k)), scene.places(named)
