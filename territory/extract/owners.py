"""Whose forces "its troops" are, and which of several sides named together holds the ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from territory.extract.actors import Actor

if TYPE_CHECKING:
    from territory.extract.scene import Scene

_SPEECH = frozenset({"say", "claim", "deny"})


def possessor(scene: Scene, token: int) -> Actor | None:
    """The side that a possessive means: the subject named before it, who speaks, or the last subject of the text."""
    items, voices = scene.items, scene.memory.voices
    k = next((n for n, item in enumerate(items) if item.i <= token < item.j), None)
    if k is None:
        return None
    if voices is not None and (items[k].low in scene.lexicon.status.first_person):
        return voices.first_person(scene, k)
    for j in range(k - 1, -1, -1):
        item = items[j]
        if item.kind == "actor" and item.value.owner < 0 and _leads(scene, j):
            near = scene.actor(item.value)
            if near is not None and near.key is not None:
                return near
        if item.kind == "place" and not (j and items[j - 1].kind == "prep"):
            near = next(iter(scene.place_as_side(j)), None)
            if near is not None:
                return near
        if item.kind in _SPEECH and voices is not None:
            spoken = voices.spoken_by(scene, j)
            if spoken is not None:
                return spoken
    if voices is not None and (speech := voices.over(scene, k)) is not None:
        spoken = voices.party_of(scene, speech)
        if spoken is not None:
            return spoken
    return scene.memory.pronoun(scene.number)


def _leads(scene: Scene, j: int) -> bool:
    """Whether the side at item j can be a subject: it possesses nothing, and nothing governs it."""
    items = scene.items
    if j + 1 < len(items) and items[j + 1].kind == "'s":
        return False
    k = j - 1
    while k >= 0 and items[k].kind in ("det", "poss", "adverb", "title", "modifier"):
        k -= 1
    return k < 0 or items[k].kind not in ("prep", "of", "verb")


def holders(scene: Scene, actors: list[Actor]) -> list[Actor]:
    """Of sides that act together those that hold the ground: not foreign or allied helpers, one of each alliance."""
    if len(actors) < 2:
        return actors
    sides = scene.sides.conflict
    found: list[Actor] = []
    for actor in actors:
        side = sides.side(actor.key or "")
        helper = (side is not None and side.kind == "foreign") or "allied" in actor.text.lower().split()
        tops = {sides.path(a.key or "")[0] for a in found}
        if not helper and actor.key is not None and sides.path(actor.key)[0] not in tops:
            found.append(actor)
    return found or actors[:1]
