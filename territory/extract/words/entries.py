"""Readings of phrases: what each word of the lexicon's files may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from territory.extract.words.inflect import english_forms
from territory.extract.words.lexicon_files import PlacesFile

if TYPE_CHECKING:
    from territory.extract.words.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a phrase: its class, the value within the class, its verb forms, and its case rule."""

    cls: str
    value: Any
    forms: tuple[str, ...] = ()
    case: str = ""
    data: Any = None


def entries_of(lexicon: Lexicon) -> Iterator[tuple[str, Entry]]:
    """Every phrase of the lexicon's files with what it may be."""
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
                if word.endswith(("n", "i")) and f"{word}s" not in words:
                    yield f"{word[1:]}s", Entry("people", code, case="cap")
            else:
                place = word not in lexicon.nations.capitals_stay_places
                yield word, Entry("nation" if place else "capital", code, case="exact" if word.isupper() else "cap")


def _trigger_entries(lexicon: Lexicon) -> Iterator[tuple[str, Entry]]:
    triggers = lexicon.triggers
    for name, verbs in triggers.verbs.items():
        for verb in verbs:
            for text, forms in english_forms(verb, triggers.irregular):
                entry = Entry("verb", verb, forms, data=(name, triggers.frames[name]))
                yield text, entry
                head, _, particle = text.partition(" ")
                if particle in triggers.particles and "obj" in triggers.frames[name].place:
                    yield from ((f"{head} {pronoun} {particle}", entry) for pronoun in ("it", "them"))
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
    for cls in ("planned", "failed", "managed", "prevent", "deny", "claim", "say", "not_event", "failing"):
        for verb in getattr(status, cls):
            for text, forms in english_forms(verb, irregular):
                yield text, Entry(cls, verb, forms)
    for verb in status.other_verbs:
        yield from _finite(verb, irregular, ("base", "s", "past", "pp"))
    for verb in status.other_past:
        yield from _finite(verb, irregular, ("past", "pp"))
    for cls in ("planned_nouns", "failed_nouns", "deny_nouns", "hedge_if"):
        yield from _plain(getattr(status, cls), cls)


def _finite(verb: str, irregular: Mapping[str, Sequence[str]], wanted: tuple[str, ...]) -> Iterator[tuple[str, Entry]]:
    """The wanted forms of a verb that tells nothing about a place."""
    for text, forms in english_forms(verb, irregular):
        kept = tuple(form for form in forms if form in wanted)
        if kept:
            yield text, Entry("not_event", verb, kept)
