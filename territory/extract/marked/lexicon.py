"""The lexicon of a marked language: YAML files with a schema, compiled into patterns looked up by their first letters.

A phrase is words with blanks between; a word that ends in ``*`` stands for all words that begin so, one that ends in
``~`` for its case forms (at most four more letters).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from territory.extract.marked.words import Form, arabic, slavic
from territory.extract.words.lexicon_files import Share, TimeFile, Words, read_files

_CASE_LETTERS = 4
_PLACE_CLASSES = "near outskirts countryside vague percent more_than less_than about name_heads".split()


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LanguageFile(_Model):
    code: str
    morphology: str
    order: str
    abbreviations: Words = []
    confidence: float
    oblique: dict[str, dict[str, str]] = {}
    foreign_letters: str = ""
    needs_letters: str = ""


class PlacesFile(_Model):
    kinds: dict[str, Words]
    plurals: dict[str, Words]
    areas: Words
    near: Words
    outskirts: Words
    countryside: Words
    shares: list[Share]
    vague: Words
    percent: Words
    more_than: Words
    less_than: Words
    about: Words
    adjectives: Words
    named_with_kind: Words
    name_heads: Words = []
    suffix_kinds: dict[str, Words] = {}
    countries: Words = []


class Frame(_Model):
    """Roles by preposition: ``bare`` has none, ``subject`` and ``agent`` are sides without one.

    A ``strict`` frame is about its object: where that is no place ("captured six tanks near X"), no place is meant.
    """

    relation: str
    place: Words
    actor: Words = ["subject"]
    opponent: Words = []
    status: str = "asserted"
    passive: bool = False
    enemy: bool = False
    presence: bool = False
    occupier: bool = False
    strict: bool = False


class TriggersFile(_Model):
    frames: dict[str, Frame]
    verbs: dict[str, Words]
    nouns: dict[str, Words]
    under: Words
    under_own: Words = []
    only_left: Words = []
    occupied: Words = []
    stronghold: Words
    besieged: Words


class WordsFile(_Model):
    prepositions: dict[str, Words]
    pronouns: dict[str, Words] = {}
    classes: dict[str, Words]


class ActorsFile(_Model):
    incumbent: Words
    insurgent: Words
    militant: Words
    anaphoric: Words
    not_actor: Words
    speakers: Words
    tails: Words = []
    heads: Words = []
    officials: Words = []


_FILES: dict[str, type[BaseModel]] = {
    "language": LanguageFile,
    "words": WordsFile,
    "places": PlacesFile,
    "actors": ActorsFile,
    "triggers": TriggersFile,
    "time": TimeFile,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase is: its class, the value within it, and extra data."""

    cls: str
    value: Any = None
    data: Any = None


@dataclass
class MarkedLexicon:
    """The files of a language and the phrases they compile to."""

    language: LanguageFile
    words: WordsFile
    places: PlacesFile
    actors: ActorsFile
    triggers: TriggersFile
    time: TimeFile
    phrases: list[tuple[tuple[str, ...], Entry]] = field(default_factory=list)

    @property
    def normalise(self) -> Any:
        """The folding of a word that text and lexicon share."""
        return arabic if self.language.morphology == "arabic" else slavic


class Patterns:
    """Phrases looked up by the first letters of their first word, the longest first, exact words before stems."""

    def __init__(self) -> None:
        self._heads: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}

    def add(self, phrase: tuple[str, ...], entry: Entry) -> None:
        """Add a phrase."""
        self._heads.setdefault(phrase[0].rstrip("*~")[:3], []).append((phrase, entry))

    def close(self) -> None:
        """Put the longest phrases first; called once, after the last one."""
        for options in self._heads.values():
            options.sort(key=lambda o: (-len(o[0]), o[0][0][-1] in "*~", -len(o[0][0]), o[0]))

    def match(self, forms: list[tuple[Form, ...]], i: int, end: int) -> Iterator[tuple[int, Form, Entry]]:
        """Phrases that begin at token i: their length, the reading of the first word, and what they are."""
        for form in forms[i]:
            for size in (3, 2, 1):
                for phrase, entry in self._heads.get(form.key[:size], ()) if len(form.key) >= size else ():
                    if i + len(phrase) <= end and _fits(phrase[0], form.key) and _rest_fits(phrase, forms, i):
                        yield len(phrase), form, entry


def _rest_fits(phrase: tuple[str, ...], forms: list[tuple[Form, ...]], i: int) -> bool:
    return all(any(_fits(p, f.key) for f in forms[i + n]) for n, p in enumerate(phrase) if n)


def _fits(pattern: str, key: str) -> bool:
    if pattern[-1] == "*":
        return key.startswith(pattern[:-1])
    if pattern[-1] == "~":
        return key.startswith(pattern[:-1]) and len(key) <= len(pattern) - 1 + _CASE_LETTERS
    return pattern == key


@lru_cache(maxsize=8)
def load_marked(code: str) -> MarkedLexicon:
    """Read and compile the lexicon of a marked language; see :func:`read_files` for what it raises."""
    lexicon = MarkedLexicon(**read_files(code, _FILES))
    for phrase, entry in _entries(lexicon):
        key = tuple(lexicon.normalise(w) for w in phrase.split())
        lexicon.phrases.append((key, entry))
    return lexicon


def _entries(lexicon: MarkedLexicon) -> Iterator[tuple[str, Entry]]:
    for canon, words in lexicon.words.prepositions.items():
        yield from ((w, Entry("prep", canon)) for w in words)
    for canon, words in lexicon.words.pronouns.items():
        yield from ((w, Entry("it", canon)) for w in words)
    for cls, words in lexicon.words.classes.items():
        yield from ((w, Entry(cls, w)) for w in words)
    places, triggers, actors = lexicon.places, lexicon.triggers, lexicon.actors
    for kind, words in places.kinds.items():
        yield from ((w, Entry("kind", kind)) for w in words)
    for kind, words in places.plurals.items():
        yield from ((w, Entry("plural", kind)) for w in words)
    for kind, words in places.suffix_kinds.items():
        yield from ((w, Entry("suffix_kind", kind)) for w in words)
    for cls in _PLACE_CLASSES:
        yield from ((w, Entry(cls, w)) for w in getattr(places, cls))
    yield from ((w, Entry("area", w)) for w in places.areas)
    yield from ((w, Entry("adj", w)) for w in places.adjectives)
    for share in places.shares:
        yield from ((w, Entry("share", (share.low, share.high))) for w in share.words)
    for name, words in triggers.verbs.items():
        yield from ((w, Entry("verb", name, triggers.frames[name])) for w in words)
    for name, words in triggers.nouns.items():
        yield from ((w, Entry("noun", name, triggers.frames[name])) for w in words)
    yield from ((w, Entry("under", w, "own")) for w in triggers.under_own)
    yield from ((w, Entry("under", w, "occupier")) for w in triggers.occupied)
    for cls in ("under", "stronghold", "besieged", "only_left"):
        yield from ((w, Entry(cls, w)) for w in getattr(triggers, cls))
    for role in ("incumbent", "insurgent", "militant", "anaphoric"):
        yield from ((w, Entry("role", role)) for w in getattr(actors, role))
    for cls in ("not_actor", "speakers", "officials", "tails"):
        yield from ((w, Entry(cls, w)) for w in getattr(actors, cls))
