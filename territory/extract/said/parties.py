"""Whose side a speaker is of: sides, offices, media and persons of a conflict; None for all others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from territory.extract.clause.scene import Scene
from territory.extract.said.speakers import Phrase, before_verb
from territory.extract.who.actors import Actor
from territory.extract.words.items import Item

_FIRM_RANK = 3


@dataclass(slots=True)
class Party:
    """A speaker: the side by its key, or an actor that the discourse resolves; what pronoun may take it up."""

    key: str | None = None
    actor: Actor | None = None
    own: bool = False
    body: bool = False
    plural: bool = False
    known: bool = False
    neutral: bool = False

    def take(self, other: Party) -> None:
        """Take over who speaks from another finding, not what pronoun fits."""
        if other.known:
            self.key, self.actor, self.own, self.known = other.key, other.actor, other.own, True
            self.neutral = other.neutral


Earlier = Callable[[str], Party] | None


@dataclass
class Register:
    """Persons whose side the report has told, by each capitalised word of their names."""

    persons: dict[str, str | None] = field(default_factory=dict)

    def of(self, names: list[str]) -> tuple[bool, str | None]:
        """(whether one of some names is known, its side)."""
        found = next((n for n in reversed(names) if n in self.persons), None)
        return found is not None, self.persons.get(found) if found is not None else None

    def add(self, names: list[str], key: str | None) -> None:
        """Remember the side of a name, None for nobody's."""
        for name in names:
            self.persons.setdefault(name, key)


def may_speak(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase can speak: not a thing that only shows or suggests something."""
    items, lows = scene.items, scene.tokens.lows
    return lows[items[max(phrase.core(items) - 1, phrase.first)].j - 1] not in scene.lexicon.mute


def speaker_like(scene: Scene, phrase: Phrase) -> bool:
    """Whether the words of a phrase say that it is somebody: an office, a side, a people, a name."""
    items, tokens = scene.items, scene.tokens
    core = phrase.core(items)
    text = _text(scene, phrase.first, core)
    lexicon = scene.lexicon
    if any(words.search(text) for words in (lexicon.officials, lexicon.neutral, lexicon.state_voices)):
        return True
    return any(
        i.kind in ("actor", "speaker", "source", "people", "nation", "cap_person", "title") or tokens.capital[i.i]
        for i in items[phrase.first : core]
    )


def party_of(scene: Scene, phrase: Phrase, register: Register, earlier: Earlier = None) -> Party:
    """The party of a phrase and of its apposition.

    ``earlier`` finds the party of whoever was called by the same noun before ("the officer").
    """
    core = phrase.core(scene.items)
    found = _read(scene, phrase.first, core, phrase.last)
    if phrase.until and not found.known:
        found.take(_apposed(scene, phrase))
    names = _names(scene, phrase.first, core) + _names(scene, phrase.aside, min(phrase.until, phrase.aside + 4))
    if not found.known:
        seen, key = register.of(names)
        if seen:
            found.take(Party(key, known=True))
    definite = scene.items[phrase.first].low in ("the", "this", "that") or scene.items[phrase.first].kind == "poss"
    if not found.known and definite and earlier is not None:
        found.take(earlier(scene.tokens.lows[scene.items[core - 1].j - 1]))
    if not found.known:
        found.take(_office(scene, phrase.first, core, phrase.last))
    if not found.body and (found.known or found.key is not None):
        register.add(names, found.key)
    return found


def party_before(scene: Scene, k: int) -> Actor | None:
    """The side of the office or person that is the subject of the verb at item k: "a spokesman for A vowed"."""
    phrase = before_verb(scene.items, k)
    if phrase is None or phrase.pronoun:
        return None
    found = party_of(scene, phrase, Register())
    actor = scene.actor(found.actor) if found.actor is not None else None
    key = found.key or (actor.key if actor is not None else None)
    return Actor(key, _text(scene, phrase.first, phrase.last).strip(), 3) if key is not None else None


def _apposed(scene: Scene, phrase: Phrase) -> Party:
    """The party that the apposition names."""
    if scene.items[phrase.aside].kind == "relative":
        return _spoken_for(scene, phrase.aside, phrase.until)
    core = Phrase(phrase.aside, phrase.until).core(scene.items)
    found = _read(scene, phrase.aside, core, phrase.until)
    if not found.known:
        found.take(_office(scene, phrase.aside, core, phrase.until))
    return found


def _names(scene: Scene, first: int, last: int) -> list[str]:
    """Capitalised words that may be a person's name."""
    if first >= last:
        return []
    tokens = scene.tokens
    return [
        tokens.lows[i]
        for item in scene.items[first:last]
        if item.kind in ("place", "cap", "cap_person", "title", "word", "no_place")
        for i in range(item.i, item.j)
        if tokens.capital[i] and tokens.lows[i] not in scene.lexicon.voices and len(tokens.lows[i]) > 2
    ]


def _text(scene: Scene, first: int, last: int) -> str:
    items, lows = scene.items, scene.tokens.lows
    if first >= last:
        return "  "
    return f" {' '.join(lows[items[first].i : items[last - 1].j])} "


def _read(scene: Scene, first: int, core: int, last: int) -> Party:
    """What the phrase of items [first, last), whose head part ends at ``core``, says of the side of who speaks."""
    items, lexicon = scene.items, scene.lexicon
    head = _text(scene, first, core)
    last_word = head.split()[-1] if head.split() else ""
    found = Party()
    person = last_word in lexicon.fighting_voices or any(i.has("title") for i in items[first:core])
    found.body = last_word in lexicon.bodies or (items[core - 1].kind in ("actor", "source", "org") and not person)
    found.plural = last_word.endswith("s") or last_word == "people" or any(i.kind == "conj" for i in items[first:core])
    official = lexicon.officials.search(head) is not None
    source = next((i for i in items[first:last] if i.has("source")), None)
    if source is not None and (official or any(i is source for i in items[first:core])):
        found.known = True
        found.key = source.entries["source"].data
        found.neutral = found.key is None
        return found
    if lexicon.neutral.search(head) is not None:
        found.known = found.neutral = True
        return found
    actor = _side(scene, items[first:core], official or core - first <= 3)
    meant = actor is not None and (actor.key is not None or _meant(scene, actor, items[first], last_word))
    if actor is None and official:
        actor = _side(scene, _complement(items, core, last), True)
        meant = actor is not None
    if actor is not None and meant:
        found.known, found.actor = True, None if actor.key is not None else actor
        found.key = actor.key if scene.sides.conflict.side(actor.key or "") is not None else None
        return found
    nation = _nation(scene, first, core, official, core - first <= 2)
    if nation is None and official:
        nation = _nation(scene, core, last, official, False)
    if nation is not None:
        found.known = True
        found.key = nation if scene.sides.conflict.side(nation) is not None else None
    elif items[first].kind == "poss" and official:
        found.own = found.known = True
    return found


def _meant(scene: Scene, actor: Actor, first: Item, word: str) -> bool:
    """Whether the discourse tells which group speaks: "the group", "militants", not "a group tracking the war"."""
    definite = first.low not in ("a", "an", "one", "another", "several", "two", "three", "some")
    return actor.rank >= _FIRM_RANK or actor.default is not None or (definite and word in scene.lexicon.bodies)


def _complement(items: list[Item], core: int, last: int) -> list[Item]:
    """What follows "of", "for", "from", "in" or "with" behind the head."""
    return [i for i in items[core:last] if i.kind != "place" or items[core].low in ("for", "of", "from")]


def _office(scene: Scene, first: int, core: int, last: int) -> Party:
    """An office without the name of a side: that of the state, or a fighter of the side spoken of."""
    head = _text(scene, first, core)
    official = scene.lexicon.officials.search(head) is not None
    text = _text(scene, first, last) if official else head
    if scene.lexicon.state_voices.search(text) is not None:
        return Party(scene.sides.incumbent, known=True)
    words = head.split()
    noun = words[-1] if words else ""
    if len(words) > 1 and words[0] in scene.lexicon.ranks and scene.tokens.capital[scene.items[core - 1].i]:
        return Party(scene.sides.incumbent, known=True)
    aim = not scene.lexicon.offensive_nouns.isdisjoint(_text(scene, core, last).split())
    if noun in scene.lexicon.fighting_voices or (official and aim):
        return Party(actor=Actor(None, head.strip(), 1, None, True), known=True)
    return Party()


def _side(scene: Scene, members: list[Item], speaks: bool) -> Actor | None:
    """The first side named among some items; groups that only the discourse can tell come last."""
    found: Actor | None = None
    for item in members:
        if item.kind in ("actor", "speaker") and item.value is not None and (speaks or len(members) == 1):
            if item.value.key is not None:
                return Actor(item.value.key, item.value.text, 5)
            found = found or item.value
    for item in members:
        if speaks and item.kind in ("place", "cap", "word", "people"):
            key = scene.sides.branded(scene.tokens.words[item.i : item.j])
            if key is not None:
                return Actor(key, item.low, 5)
    return found


def _nation(scene: Scene, first: int, last: int, official: bool, alone: bool) -> str | None:
    """The side of a nation or capital whose officials speak, or that itself speaks."""
    for item in scene.items[first:last]:
        code = None
        for cls in ("people", "nation", "capital"):
            if item.has(cls):
                code = str(item.entries[cls].value)
        if item.kind == "place" and item.value.cores:
            seat = scene.lexicon.seats.get(item.low) if alone or official else None
            code = item.value.cores[0].nation or seat
        if code is not None and (official or (alone and item.kind != "people")):
            return scene.sides.nation(code)
    return None


def _spoken_for(scene: Scene, first: int, last: int) -> Party:
    """ "who speaks for A", "who leads a unit of A"."""
    lows = scene.tokens.lows
    words = {lows[i] for item in scene.items[first : min(last, first + 4)] for i in range(item.i, item.j)}
    if words.isdisjoint(scene.lexicon.heads_of):
        return Party()
    actor = _side(scene, scene.items[first:last], True)
    if actor is None:
        return Party(actor=Actor(None, "", 1, None, True), known=True)
    return Party(key=actor.key, actor=None if actor.key is not None else actor, known=True)
