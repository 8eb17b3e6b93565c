"""Who fights whom: "between A and B", "pitting A against B", "A was engaged in clashes with B", "the two sides"."""

from __future__ import annotations

from territory.extract.clause.clauses import VERBAL, Subject
from territory.extract.clause.scene import Scene
from territory.extract.who.actors import Actor

_ALLIES = frozenset({"allied", "allies"})
_PAIR = frozenset({"two", "both", "warring", "opposing"})
_OF_NOUN = frozenset(
    {"det", "place_adj", "word", "modifier", "vague", "num", "adverb", "managed", "planned_nouns", "-"}
)
_JOINS = frozenset(
    {"det", "conj", "adverb", "place_adj", "modifier", "vague", "num", "poss", "word", "of", "-", "'s", "title"}
)


def combatants(scene: Scene, n: int) -> list[Actor]:
    """Sides of the fighting at item n, the first of them the one that acts."""
    before = _owner(scene, n)
    against = (
        ["with", "against", "from"] if scene.tokens.lows[scene.items[n].j - 1] == "resistance" else ["with", "against"]
    )
    named = _between(scene, n) or _pitted(scene, n) or _slot(scene, n, against)
    if len(named) == 1 and not before:
        before = _engaged(scene, n) or _other_side(scene, n, named[0])
    elif not named and not before:
        before = _engaged(scene, n) or _meant(scene, n)
    return distinct([*before, *named])


def _meant(scene: Scene, n: int) -> list[Actor]:
    """ "The fighting is for X": between those whom the sentences before spoke of, if nobody is named here."""
    before = scene.items[n - 1] if n else None
    named = before is None or before.low not in ("the", "this", "these") or scene.at("actor")
    return [] if named else last_two(scene)


def told_apart(scene: Scene, actors: list[Actor]) -> list[Actor]:
    """The sides that phrases mean; "the two sides" are those that the text has spoken of."""
    found: list[Actor] = []
    for actor in actors:
        side = None if is_pair(actor) else scene.actor(actor)
        found += last_two(scene) if is_pair(actor) else [] if side is None else [side]
    return found


def parties(scene: Scene, subject: Subject) -> list[Actor]:
    """Sides in subject position: "the two armies" as both of them."""
    if not subject.blocked and any(is_pair(actor) for actor in subject.actors):
        return told_apart(scene, subject.actors)
    items, k = scene.items, subject.index
    joined = len(subject.actors) == 1 and k > 2 and items[k - 1].kind == "det" and items[k - 2].kind == "conj"
    before = told_apart(scene, [items[k - 3].value]) if joined and items[k - 3].kind == "actor" else []
    return [*before, *scene.who(subject)]


def is_pair(actor: Actor) -> bool:
    """Whether a phrase means the two parties of the fighting: "both sides", "the two armies"."""
    return actor.key is None and not _PAIR.isdisjoint(actor.text.lower().split())


def last_two(scene: Scene) -> list[Actor]:
    """The two sides of this and the three sentences before, if these speak of no third one."""
    found: dict[str | None, Actor] = {}
    for mention in reversed(scene.memory.sides[-24:]):
        if scene.number - mention.sentence > 3:
            break
        found.setdefault(mention.actor.key, Actor(mention.actor.key, mention.actor.text, 2))
    return list(found.values())[::-1] if len(found) == 2 else []


def distinct(actors: list[Actor]) -> list[Actor]:
    """Each side once."""
    found: dict[str, Actor] = {}
    for actor in actors:
        found.setdefault(actor.key or actor.text, actor)
    return list(found.values())


def _owner(scene: Scene, n: int) -> list[Actor]:
    """ "army-rebel clashes", "the rebels' battle": sides that stand before the noun."""
    items, k, found = scene.items, n - 1, list[Actor]()
    while k >= 0 and n - k < 8:
        if items[k].kind == "actor":
            found[:0] = [items[k].value]
            if k == 0 or items[k - 1].kind != "-":
                break
        elif items[k].kind == "poss":
            side = scene.pronoun_actor(k)
            return [side] if side is not None and side.key is not None else []
        elif items[k].kind not in (*_OF_NOUN, "'s", "former") and items[k].low not in ("'", "’"):
            break
        k -= 1
    return told_apart(scene, found)


def _between(scene: Scene, n: int) -> list[Actor]:
    """Every side after "between", however they are joined; adjectives of nations too."""
    items, k = scene.items, scene.clause.brackets.right(n)
    for _ in range(10):
        if k >= len(items) or items[k].kind in ("boundary", "relative", "say"):
            return []
        if items[k].low in ("between", "involving"):
            return listed_sides(scene, k)
        k = scene.clause.brackets.right(k)
    return []


def listed_sides(scene: Scene, k: int) -> list[Actor]:
    """Sides that stand after the preposition at item k, joined by conjunctions and commas."""
    found: list[Actor] = []
    for j in range(k + 1, min(k + 24, len(scene.items))):
        item = scene.items[j]
        if item.kind == "actor":
            helpers = bool(found) and not _ALLIES.isdisjoint(item.value.text.lower().split())
            found += [] if helpers else told_apart(scene, [item.value])
        elif item.kind == "people":
            found.append(Actor(scene.sides.nation(str(item.entries["people"].value)), item.low, 3))
        elif item.kind == "place" and any(core.nation for core in item.value.cores):
            found += scene.place_as_side(j)
        elif item.kind == "verb":
            if "ing" not in item.entries["verb"].forms:
                break
        elif item.kind not in _JOINS and item.low not in (",", "including"):
            break
    return found


def _pitted(scene: Scene, n: int) -> list[Actor]:
    """ "clashes pitting A against B", "the battle has pitted A against B"."""
    k = scene.clause.brackets.right(n)
    for _ in range(8):
        if k >= len(scene.items) or scene.items[k].low in scene.lexicon.pits:
            break
        k = scene.clause.brackets.right(k)
    if k >= len(scene.items) or scene.items[k].low not in scene.lexicon.pits:
        return []
    object_ = told_apart(scene, scene.clause.object_actor(k)) or listed_sides(scene, k)[:1]
    return [*object_, *_slot(scene, k, ["against", "with"])]


def _engaged(scene: Scene, n: int) -> list[Actor]:
    """The subject of a verb that has the fighting as its object: "waged a battle", "locked in fierce clashes"."""
    items, k = scene.items, n - 1
    while k >= 0 and n - k < 7 and (items[k].kind in _OF_NOUN or items[k].low in ("in", "by")):
        if items[k].low.split()[0] in scene.lexicon.engages:
            break
        k -= 1
    if k < 0 or items[k].low.split()[0] not in scene.lexicon.engages:
        return []
    return parties(scene, scene.clause.subject(k))


def _other_side(scene: Scene, n: int, known: Actor) -> list[Actor]:
    """ "10 soldiers were killed in clashes with Y": the other side is the one named before."""
    for k in range(n - 1, -1, -1):
        if scene.items[k].kind == "actor":
            found = scene.actor(scene.items[k].value)
            if found is not None and found.key not in (None, known.key):
                return [found]
    recent = [m.actor for m in scene.memory.sides[-12:] if 0 < scene.number - m.sentence <= 2]
    other = next((a for a in reversed(recent) if a.key not in (None, known.key)), None)
    return [Actor(other.key, other.text, 2)] if other is not None else []


def _slot(scene: Scene, k: int, prepositions: list[str]) -> list[Actor]:
    for j in range(k + 1, min(k + 12, len(scene.items))):
        item = scene.items[j]
        if item.kind in VERBAL or item.kind in ("boundary", "relative"):
            break
        if item.kind == "prep" and item.entries["prep"].value in prepositions:
            found = listed_sides(scene, j)
            if found:
                return found
    return []
