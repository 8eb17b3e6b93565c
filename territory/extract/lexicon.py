"""The lexicon of a language: YAML files with a schema, compiled into one table of phrases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from territory.errors import ExtractError
from territory.extract.inflect import english_forms

LEXICONS = Path(__file__).resolve().parent / "lexicons"
Words = list[str]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LanguageFile(_Model):
    code: str
    order: str
    normalise: str = "lower"
    abbreviations: Words = []
    articles: Words = []
    spaced_articles: Words = []
    name_prefixes: Words = []


class WordsFile(_Model):
    classes: dict[str, Words]
    prepositions: dict[str, Words]


class Share(_Model):
    words: Words
    low: float
    high: float


class PlacesFile(_Model):
    kinds: dict[str, Words]
    generic_areas: Words
    outskirts: Words
    countryside: Words
    definite_only: Words
    counts: dict[str, int] = {}
    compass: dict[str, Words]
    shares: list[Share]
    vague: Words
    percent: Words
    more_than: Words
    less_than: Words
    about: Words
    units_km: dict[str, float]
    place_adjectives: Words
    no_place: Words
    org_words: Words


class ActorsFile(_Model):
    incumbent: Words
    insurgent: Words
    anaphoric: Words
    pronominal: Words
    jihadist: Words = []
    heads: Words
    modifiers: Words
    backing: Words
    leading: Words
    before: Words
    descriptive: Words = []
    anti: Words
    linkers: Words
    not_actor: Words
    speakers: Words
    group_words: Words


class NationsFile(_Model):
    nations: dict[str, Words]
    capitals_stay_places: Words
    seats: dict[str, str] = {}


class Frame(_Model):
    """Which slot carries which role; ``needs_*`` drop a claim whose role is empty."""

    relation: str
    place: Words
    actor: Words
    opponent: Words = []
    needs_opponent: bool = False
    needs_actor: bool = False
    place_strict: bool = False
    presence: bool = False


class TriggersFile(_Model):
    frames: dict[str, Frame]
    verbs: dict[str, Words]
    irregular: dict[str, Words] = {}
    nouns: dict[str, Words]
    noun_place: dict[str, Words]
    battle_for: Words
    held: Words
    held_hyphen: Words = []
    besieged: Words
    stronghold: Words
    strong_only: Words
    motion: Words
    divided: Words = []
    former: Words
    occur: Words = []
    enforced: Words = []
    offensive_verbs: Words = []
    witness: Words = []
    scene_nouns: Words = []
    edges: Words = []
    reach: Words = []
    blows: Words = []
    admit: Words = []
    lay: Words = []
    lift: Words = []
    endure: Words = []
    under_siege: Words = []


class StatusFile(_Model):
    planned: Words
    planned_nouns: Words
    failed: Words
    failed_nouns: Words
    managed: Words
    prevent: Words
    deny: Words
    deny_nouns: Words
    claim: Words
    say: Words
    hedge_if: Words
    fights: Words = []
    efforts: Words = []
    neutral: Words = []
    state_voices: Words = []
    officials: Words = []
    announcing: Words = []
    future: Words = []
    demands: Words = []
    demand_nouns: Words = []
    implicative: Words = []
    yet: Words = []
    failed_words: Words = []
    looming: Words = []
    untrue: Words = []
    claim_nouns: Words = []
    nounlike_says: Words = []
    ordinals: Words = []
    first_person: Words = []
    third_person: Words = []
    attempt_nouns: Words = []
    not_event: Words


class Pattern(_Model):
    """A way to say a time; with cues (words, or the {list} of them) it is tried only near one of these."""

    rule: str
    pattern: str
    cues: Words = []


class TimeFile(_Model):
    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, int]
    numbers: dict[str, int]
    parts: dict[str, str]
    spans: dict[str, str] = {}
    hints: Words = []
    patterns: list[Pattern]


_FILES: dict[str, type[_Model]] = {
    "language": LanguageFile,
    "words": WordsFile,
    "places": PlacesFile,
    "actors": ActorsFile,
    "nations": NationsFile,
    "triggers": TriggersFile,
    "status": StatusFile,
    "time": TimeFile,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a phrase: its class, the value within the class, its verb forms, and its case rule."""

    cls: str
    value: Any
    forms: tuple[str, ...] = ()
    case: str = ""
    data: Any = None


Phrases = dict[str, list[tuple[tuple[str, ...], tuple[Entry, ...]]]]


@dataclass
class Lexicon:
    """The files of a language and the phrases they compile to."""

    language: LanguageFile
    words: WordsFile
    places: PlacesFile
    actors: ActorsFile
    nations: NationsFile
    triggers: TriggersFile
    status: StatusFile
    time: TimeFile
    phrases: dict[tuple[str, ...], list[Entry]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kind_of_noun = {w: kind for kind, words in self.places.kinds.items() for w in words}
        self.fights = self.forms(self.status.fights)
        self.demands = self.forms(self.status.demands)
        self.implicative = self.forms(self.status.implicative)
        self.yet = frozenset(self.status.yet)
        self.failed_words = frozenset(self.status.failed_words)
        self.claim_nouns = frozenset(self.status.claim_nouns)
        self.attempt_nouns = frozenset(self.status.attempt_nouns)
        self.looming = frozenset(self.status.looming)
        self.offensive_nouns = frozenset(w for w in self.triggers.nouns["threat"] if " " not in w)
        self.announcing = self.forms(self.status.announcing)
        self.efforts = self.forms(self.status.efforts)
        self.launches = self.forms(self.triggers.offensive_verbs)
        self.witnesses = self.forms(self.triggers.witness)
        self.reaches = self.forms(self.triggers.reach)
        self.admits = self.forms(self.triggers.admit)
        self.endures = self.forms(self.triggers.endure)
        self.lays = self.forms(self.triggers.lay)
        self.lifts = self.forms(self.triggers.lift)
        self.keeps_under = self.forms(self.triggers.under_siege)
        self.held = frozenset(self.triggers.held)
        self.besieged = frozenset(self.triggers.besieged)
        self.divided = frozenset(self.triggers.divided)
        self.seats = {seat.lower(): nation for nation, seat in self.nations.seats.items()}
        self.neutral = spaced(self.status.neutral)
        self.officials = spaced(self.status.officials)
        self.state_voices = spaced(self.status.state_voices)
        self.voices = frozenset((*self.status.officials, *self.status.neutral, *self.status.state_voices))

    def forms(self, verbs: Iterable[str]) -> frozenset[str]:
        """Every form of some verbs."""
        return frozenset(text for verb in verbs for text, _ in english_forms(verb, self.triggers.irregular))

    def add(self, phrase: str, entry: Entry) -> None:
        """Add a reading of a phrase."""
        key = split_phrase(phrase)
        if key:
            self.phrases.setdefault(key, []).append(entry)


def spaced(phrases: Iterable[str]) -> tuple[str, ...]:
    """Phrases with a space at either end, to be sought as whole words."""
    return tuple(f" {phrase} " for phrase in phrases)


def split_phrase(phrase: str) -> tuple[str, ...]:
    """Tokens of a lexicon phrase, as the tokeniser makes them: hyphens stand alone."""
    from territory.extract.tokens import tokenise

    return tuple(tokenise(phrase, normaliser("lower"), ()).lows)


def normaliser(name: str) -> Any:
    """The folding of a word that text and lexicon share."""
    if name == "lower":
        return lambda word: word.lower().replace("’", "'")
    raise ExtractError(f"language setting normalise: {name!r} is unknown; it may be lower")


def languages() -> list[str]:
    """Codes of the languages that have a lexicon."""
    return sorted(p.name for p in LEXICONS.iterdir() if (p / "language.yaml").is_file())


def read_files(code: str, models: Mapping[str, type[BaseModel]]) -> dict[str, Any]:
    """Read the files of a language's lexicon, each checked against its model.

    Raises
    ------
    ExtractError
        If a file is missing or breaks its schema; the message names the file and the field.
    """
    parts: dict[str, Any] = {}
    for name, model in models.items():
        path = LEXICONS / code / f"{name}.yaml"
        try:
            raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            parts[name] = model.model_validate(raw)
        except (OSError, yaml.YAMLError) as error:
            raise ExtractError(f"{path}: cannot be read ({' '.join(str(error).split())})") from None
        except ValidationError as error:
            first = error.errors()[0]
            raise ExtractError(f"{path}: {'.'.join(str(p) for p in first['loc'])}: {first['msg']}") from None
    return parts


@lru_cache(maxsize=8)
def load_lexicon(code: str) -> Lexicon:
    """Read and compile the lexicon of a language; see :func:`read_files` for what it raises."""
    lexicon = Lexicon(**read_files(code, _FILES))
    for phrase, entry in _entries(lexicon):
        lexicon.add(phrase, entry)
    return lexicon


def _entries(lexicon: Lexicon) -> Iterator[tuple[str, Entry]]:
    for cls, words in lexicon.words.classes.items():
        yield from _plain(words, cls)
    for canon, words in lexicon.words.prepositions.items():
        yield from _plain(words, "prep", canon)
    yield from _place_entries(lexicon.places)
    yield from _actor_entries(lexicon)
    yield from _trigger_entries(lexicon)
    yield from _status_entries(lexicon)


def plural(noun: str) -> str:
    """Regular plural of a noun phrase; one that ends in s is taken to be plural already."""
    if noun.endswith(("s", " of")):
        return noun
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"


def _plain(words: Iterable[str], cls: str, value: Any = None) -> Iterator[tuple[str, Entry]]:
    for word in words:
        yield word, Entry(cls, word if value is None else value)


def _place_entries(places: PlacesFile) -> Iterator[tuple[str, Entry]]:
    for kind, words in places.kinds.items():
        yield from _plain(words, "kind", kind)
        yield from _plain(sorted({plural(w) for w in words} - {*words}), "kind", kind)
    yield from _plain(places.generic_areas, "area")
    yield from _plain(places.outskirts, "outskirts")
    yield from _plain(places.countryside, "countryside")
    for code, words in places.compass.items():
        yield from _plain(words, "compass", code)
    for share in places.shares:
        yield from _plain(share.words, "share", (share.low, share.high))
    yield from _plain(places.vague, "vague")
    yield from _plain(places.percent, "percent")
    for cls in ("more_than", "less_than", "about"):
        yield from _plain(getattr(places, cls), cls)
    for word, km in places.units_km.items():
        yield word, Entry("unit_km", km)
    yield from _plain(places.place_adjectives, "place_adj")
    for word in places.no_place:
        yield word, Entry("no_place", word, case="cap")
    for word in places.org_words:
        yield word, Entry("org", word, case="cap")


def _actor_entries(lexicon: Lexicon) -> Iterator[tuple[str, Entry]]:
    actors = lexicon.actors
    for role in ("incumbent", "insurgent", "anaphoric"):
        yield from _plain(getattr(actors, role), "role", role)
    yield from _plain(actors.pronominal, "pronominal")
    yield from _plain(actors.heads, "head")
    yield from _plain(actors.modifiers, "modifier")
    for cls in ("backing", "leading", "anti", "not_actor", "speakers"):
        yield from _plain(getattr(actors, cls), cls)
    yield from _plain(actors.before, "pro")
    yield from _plain(actors.linkers, "linker")
    for word in actors.group_words:
        yield word, Entry("group_word", word, case="cap")
    for code, words in lexicon.nations.nations.items():
        for word in words:
            if word.startswith("~"):
                yield word[1:], Entry("people", code, case="cap")
            else:
                place = word not in lexicon.nations.capitals_stay_places
                yield word, Entry("nation" if place else "capital", code, case="exact" if word.isupper() else "cap")


def _trigger_entries(lexicon: Lexicon) -> Iterator[tuple[str, Entry]]:
    triggers = lexicon.triggers
    for name, verbs in triggers.verbs.items():
        for verb in verbs:
            for text, forms in english_forms(verb, triggers.irregular):
                yield text, Entry("verb", verb, forms, data=(name, triggers.frames[name]))
    for name, words in triggers.nouns.items():
        yield from _plain(words, "noun", name)
    for cls in ("held", "besieged", "stronghold", "former"):
        yield from _plain(getattr(triggers, cls), cls)
    for verb in triggers.motion:
        for text, forms in english_forms(verb, triggers.irregular):
            yield text, Entry("motion", verb, forms)
    for verb in triggers.occur:
        for text, forms in english_forms(verb, triggers.irregular):
            yield text, Entry("occur", verb, forms)


def _status_entries(lexicon: Lexicon) -> Iterator[tuple[str, Entry]]:
    status, irregular = lexicon.status, lexicon.triggers.irregular
    for cls in ("planned", "failed", "managed", "prevent", "deny", "claim", "say", "not_event"):
        for verb in getattr(status, cls):
            for text, forms in english_forms(verb, irregular):
                yield text, Entry(cls, verb, forms)
    for cls in ("planned_nouns", "failed_nouns", "deny_nouns", "hedge_if"):
        yield from _plain(getattr(status, cls), cls)
