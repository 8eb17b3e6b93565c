"""The lexicon of a language: YAML files with a schema, compiled into one table of phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from territory.errors import ExtractError
from territory.extract.words.entries import Entry, entries_of, plural
from territory.extract.words.inflect import english_forms
from territory.extract.words.lexicon_files import (
    FILES,
    ActorsFile,
    LanguageFile,
    NationsFile,
    PlacesFile,
    StatusFile,
    TimeFile,
    TriggersFile,
    WordsFile,
    read_files,
)


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
        self.ranks = frozenset(self.status.ranks)
        self.troops = frozenset(self.status.troops)
        self.targets = frozenset(self.status.targets)
        self.looming = frozenset(self.status.looming)
        self.orders = self.forms(self.status.orders)
        self.nobody = frozenset(self.status.nobody)
        self.proposals = self.forms(self.status.proposals) | self.demands
        self.drops = self.forms(self.status.drops)
        self.making = self.forms(self.status.making)
        self.untruths = frozenset(self.status.untruths)
        self.unproven = frozenset(self.status.unproven)
        self.offensive_nouns = frozenset(w for w in self.triggers.nouns["threat"] if " " not in w)
        self.attacks = self.offensive_nouns | {"threat"}
        self.announcing = self.forms(self.status.announcing)
        self.efforts = self.forms(self.status.efforts)
        self.launches = self.forms(self.triggers.offensive_verbs)
        self.witnesses = self.forms(self.triggers.witness)
        self.reaches = self.forms(self.triggers.reach)
        self.admits = self.forms(self.triggers.admit)
        self.unarmed = frozenset(self.triggers.unarmed)
        self.closes_roads = self.forms(self.triggers.close_roads)
        self.all_roads = frozenset(self.triggers.all_roads)
        self.roads = frozenset(words.split()[-1] for words in self.places.kinds.get("road", ()))
        self.over = self.forms(self.triggers.over)
        self.keeps_out = self.forms(self.triggers.kept_out)
        self.clears = frozenset(self.triggers.verbs.get("clear", ()))
        self.ordinals = frozenset(self.status.ordinals)
        self.achieves = self.forms(self.triggers.achieve)
        self.supports = {
            form: relation for relation, verbs in self.triggers.supports.items() for form in self.forms(verbs)
        }
        self.endures = self.forms(self.triggers.endure)
        self.lays = self.forms(self.triggers.lay)
        self.lifts = self.forms(self.triggers.lift)
        self.keeps_under = self.forms(self.triggers.under_siege)
        self.stands = self.forms(self.triggers.stand)
        self.brings = self.forms(self.triggers.bring)
        self.draws = self.forms(self.triggers.draw)
        self.rings = frozenset(self.triggers.rings)
        self.pits = self.forms(self.triggers.pit)
        self.engages = self.forms(self.triggers.engage)
        self.includes = self.forms(self.triggers.include)
        self.bombs = self.forms(self.triggers.bomb)
        self.spends = self.forms(self.triggers.spend)
        self.lies = self.forms(self.triggers.lie)
        self.hears = self.forms(self.triggers.hear)
        self.ceases = self.forms(self.triggers.cease)
        self.urban = frozenset(self.triggers.urban)
        self.dwellers = frozenset(self.places.dwellers)
        self.spots = frozenset((*self.triggers.landmarks, *(plural(w) for w in self.triggers.landmarks)))
        self.charges = frozenset(self.triggers.charges)
        self.institutions = frozenset(self.triggers.institutions)
        self.predicates = frozenset(w for words in self.triggers.predicates.values() for w in words)
        self.articles = frozenset(self.language.articles)
        self.spaced_articles = frozenset(self.language.spaced_articles)
        self.possessives = frozenset(self.words.classes.get("poss", ()))
        self.descriptive = frozenset(self.actors.descriptive)
        self.gates = frozenset(self.triggers.gates)
        self.name_prefixes = frozenset(self.language.name_prefixes)
        self.former = frozenset(self.triggers.former)
        self.held = frozenset(self.triggers.held)
        self.sites = frozenset(form for noun in self.triggers.sites for form in (noun, plural(noun)))
        self.left_states = frozenset(self.triggers.left_states)
        self.flags = frozenset(self.triggers.flags)
        self.guards = frozenset(self.triggers.guards)
        self.untrue = tuple(f"{phrase} " for phrase in self.status.untrue)
        self.ways = tuple(self.triggers.ways)
        self.ways_first = frozenset(way.split()[0] for way in self.ways)
        self.besieged = frozenset(self.triggers.besieged)
        self.divided = frozenset(self.triggers.divided)
        self.seats = {seat.lower(): nation for nation, seat in self.nations.seats.items()}
        self.unions = frozenset(self.actors.unions)
        self.armed = frozenset(w for w in self.actors.heads if w.endswith(("s", "men", "army")))
        self.neutral = any_of(word.lower() for word in self.status.neutral)
        self.bodies = frozenset(self.status.bodies)
        self.fighting_voices = frozenset(self.status.fighting_voices)
        self.accounts = frozenset(self.status.accounts)
        self.mute = frozenset(self.status.mute)
        self.showing = self.forms(self.status.showing)
        self.heads_of = self.forms(self.status.heads_of)
        self.officials = any_of(self.status.officials)
        self.state_voices = any_of(self.status.state_voices)
        self.voices = frozenset((*self.status.officials, *self.status.neutral, *self.status.state_voices))

    def forms(self, verbs: Iterable[str]) -> frozenset[str]:
        """Every form of some verbs."""
        return frozenset(text for verb in verbs for text, _ in english_forms(verb, self.triggers.irregular))

    def add(self, phrase: str, entry: Entry) -> None:
        """Add a reading of a phrase."""
        key = split_phrase(phrase)
        if key:
            self.phrases.setdefault(key, []).append(entry)


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds one of some phrases, as whole words of a text with a space at either end."""
    return re.compile(f" (?:{'|'.join(re.escape(phrase) for phrase in phrases)}) ")


def split_phrase(phrase: str) -> tuple[str, ...]:
    """Tokens of a lexicon phrase, as the tokeniser makes them: hyphens stand alone."""
    from territory.extract.words.tokens import tokenise

    return tuple(tokenise(phrase, normaliser("lower"), ()).lows)


def normaliser(name: str, text: str = "’") -> Any:
    """The folding of a word that a text and the lexicon share."""
    if name == "lower":
        return (lambda word: word.lower().replace("’", "'")) if "’" in text else str.lower
    raise ExtractError(f"language setting normalise: {name!r} is unknown; it may be lower")


@lru_cache(maxsize=8)
def load_lexicon(code: str) -> Lexicon:
    """Read and compile the lexicon of a language; see :func:`read_files` for what it raises."""
    lexicon = Lexicon(**read_files(code, FILES))
    for phrase, entry in entries_of(lexicon):
        lexicon.add(phrase, entry)
    return lexicon
