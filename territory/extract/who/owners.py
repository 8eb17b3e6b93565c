"""Whose "its troops", "the rebels", "the council" are, and which of several sides named together holds the ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from territory.extract.who.actors import Actor

if TYPE_CHECKING:
    from territory.extract.clause.scene import Scene

_GROUPS = frozenset(
    "group groups alliance faction factions movement militia militias organisation organization fighters "
    "combatants".split()
)
_ALLIANCES = frozenset({"coalition", "alliance"})
_TOGETHER = frozenset({"joint", "combined"})
_SPEECH = frozenset({"say", "claim", "deny"})


def meant(scene: Scene, actor: Actor) -> Actor:
    """An actor with its side: what only the discourse tells is looked up there."""
    if actor.owner >= 0:
        owner = possessor(scene, actor.owner)
        unit = actor.regular and not actor.text.islower()
        if owner is not None and owner.key is not None and not (unit and owner.key not in scene.state_sides):
            return Actor(owner.key, actor.text, 3)
    if actor.rebel and (other := scene.memory.rebels(scene.number, actor, scene.sides, scene.state_sides)) is not None:
        return Actor(other.key, actor.text, 4)
    if actor.regular and actor.key == scene.sides.state("", scene.memory.day):
        state = scene.memory.army(scene.number, scene.state_sides, actor.key)
        return actor if state is None else Actor(state.key, actor.text, 3)
    if actor.key is not None and not actor.anaphoric:
        return actor
    if actor.rank >= 3:
        found = scene.memory.branded(actor.text, scene.number) or scene.memory.insurgent(
            scene.number, scene.state_sides, scene.sides.described(actor.text)
        )
        key = found.key if found is not None else actor.default
        return Actor(key, actor.text, 3)
    words = set(actor.text.lower().split())
    if "latter" in words:
        return scene.memory.sides[-1].actor if scene.memory.sides else actor
    if words & _TOGETHER:
        return Actor(scene.sides.state("", scene.memory.day), actor.text, 2)
    if actor.owner < 0 and (named := scene.memory.titled(actor.text)) is not None:
        return Actor(named.key, actor.text, 3)
    if words & _ALLIANCES and (allied := scene.memory.allied(scene.number, scene.sides.alliances)) is not None:
        return Actor(allied.key, actor.text, 3)
    found = (
        scene.memory.group(scene.number, scene.state_sides) if words & _GROUPS else scene.memory.pronoun(scene.number)
    )
    if found is None:
        return Actor(None, actor.text, 1)
    return Actor(found.key, actor.text if "allied" in words else found.text, 2)


def possessor(scene: Scene, token: int) -> Actor | None:
    """The side that a possessive means: the subject named before it, who speaks, or the last subject of the text."""
    items, voices = scene.items, scene.memory.voices
    k = next((n for n, item in enumerate(items) if item.i <= token < item.j), None)
    if k is None:
        return None
    if voices is not None and (items[k].low in scene.lexicon.status.first_person):
        return voices.first_person(scene, k)
    if items[k].low == "whose":
        noun = next((items[j] for j in range(k - 1, -1, -1) if items[j].kind in ("actor", "place")), None)
        return scene.actor(noun.value) if noun is not None and noun.kind == "actor" else None
    if k > 1 and items[k - 1].low == "and" and items[k - 2].kind == "actor" and items[k - 2].value.owner < 0:
        joined = scene.actor(items[k - 2].value)
        if joined is not None and joined.key is not None:
            return joined
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
        helper = (side is not None and side.kind == "foreign") or (
            actor.rank < 5 and "allied" in actor.text.lower().split()
        )
        tops = {sides.path(a.key or "")[0] for a in found}
        if not helper and actor.key is not None and sides.path(actor.key)[0] not in tops:
            found.append(actor)
    return found or actors[:1]
