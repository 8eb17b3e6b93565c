"""Claims of stronghold nouns: "X, a stronghold of Y", "the Y bastion of X"."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.where.placenames import Core, Limit
from territory.extract.who.actors import Actor

_ADJECTIVES = frozenset({"military", "police", "army", "security forces", "troops"})


def stronghold_claims(scene: Scene, k: int) -> list[Draft]:
    """Claims of a stronghold noun at item k: whose it is, and which place it is."""
    items, triggers = scene.items, scene.lexicon.triggers
    item = items[k]
    owner, at = _owner(scene, k)
    if owner is None:
        return []
    places = _stronghold_place(scene, k)
    if not places:
        return []
    made = scene.emit("control", places, [owner], [], k, "stronghold", form="adjectival", at=at)
    former = any(items[j].has("former") for j in range(max(0, k - 4), k))
    former = former or owner.text.partition(" ")[0] in scene.lexicon.former
    for draft in made:
        draft.until = former
        draft.background = former
    return made if item.low in triggers.strong_only else []


def _owner(scene: Scene, k: int) -> tuple[Actor | None, tuple[int, ...]]:
    items = scene.items
    if k + 1 < len(items) and items[k + 1].kind in ("of", "prep"):
        j = k + 2
        while j < len(items) and items[j].kind in ("det", "word", "place_adj", "title") and j - k < 5:
            j += 1
        if j < len(items) and items[j].kind == "actor" and items[k + 1].low in ("of", "for", "by"):
            return scene.actor(items[j].value), (j,)
    nation = -1
    for j in range(k - 1, max(-1, k - 5), -1):
        item = items[j]
        nation = j if item.kind == "people" and nation < 0 else nation
        if item.kind == "actor":
            return (None, ()) if item.value.text.lower() in _ADJECTIVES else (scene.actor(item.value), (j,))
        if item.kind == "poss":
            return scene.pronoun_actor(j), (j,)
        if item.kind == "place" and j == k - 1 and item.value.possessor in scene.lexicon.possessives:
            return scene.pronoun_actor(j), (j,)
        if item.kind == "place" and j + 1 < k and items[j + 1].kind == "'s":
            found = scene.place_as_side(j)
            return (found[0], (j,)) if found else (None, ())
        if item.kind not in (
            "'s",
            "place_adj",
            "word",
            "modifier",
            "adverb",
            "-",
            "former",
            "compass",
            "people",
            "place",
            "vague",
            "num",
        ):
            break
    return _nations(scene, nation), (nation,)


def _nations(scene: Scene, j: int) -> Actor | None:
    """ "the Russian stronghold of X": the side that a nation is, where it is one."""
    code = str(scene.items[j].entries["people"].value) if j >= 0 else ""
    if not scene.sides.involved(code):
        return None
    return Actor(scene.sides.nation(code, scene.memory.day), scene.items[j].low, 3)


def _stronghold_place(scene: Scene, k: int) -> list[tuple[Core, Limit, int]]:
    items = scene.items
    if k + 1 < len(items) and items[k + 1].kind == "of" and k + 2 < len(items) and items[k + 2].kind == "place":
        return scene.places([k + 2])
    if k and items[k - 1].kind == "place":
        return scene.places([k - 1])
    left = scene.clause.brackets.left
    j = left(k) if left(k) >= 0 else k - 1
    while j >= 0 and k - j < 20:
        item = items[j]
        if item.kind == "place":
            return scene.places([j])
        if item.kind == "pron_actor" and item.low == "it" and any(items[m].kind == "be" for m in range(j, k)):
            return scene.pronoun_places(j)
        if item.kind in ("verb", "say", "not_event", "boundary", "relative"):
            break
        j = left(j) if left(j) >= 0 else j - 1
    if k + 1 < len(items) and items[k + 1].kind == "place":
        return scene.places([k + 1])
    if (
        k + 2 < len(items)
        and items[k + 1].kind == "prep"
        and items[k + 2].kind == "place"
        and items[k + 1].entries["prep"].value in ("in", "at")
    ):
        return scene.places([k + 2])
    return []
