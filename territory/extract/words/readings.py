"""What a phrase may be, without its neighbours: its readings by class, and the class that goes first."""

from __future__ import annotations

from dataclasses import dataclass

from territory.extract.words.entries import Entry

# Which class an item gets first; later passes may look at the others.
_ORDER = (
    "source",
    "side",
    "role",
    "nation",
    "capital",
    "people",
    "no_place",
    "org",
    "group_word",
    "time",
    "verb",
    "deny",
    "prevent",
    "failed",
    "planned",
    "claim",
    "say",
    "managed",
    "motion",
    "occur",
    "not_event",
    "noun",
    "be",
    "have",
    "do",
    "modal",
    "not",
    "to",
    "of",
    "hedge_if",
    "share",
    "without_except",
    "prep",
    "boundary",
    "relative",
    "conj",
    "det",
    "poss",
    "owned",
    "pron_actor",
    "pron_place",
    "kind",
    "stronghold",
    "area",
    "outskirts",
    "countryside",
    "head",
    "pronominal",
    "not_actor",
    "speakers",
    "compass",
    "vague",
    "percent",
    "unit_km",
    "more_than",
    "less_than",
    "about",
    "held",
    "besieged",
    "backing",
    "leading",
    "anti",
    "pro",
    "title",
    "modifier",
    "place_adj",
    "former",
    "adverb",
    "linker",
    "planned_nouns",
    "failed_nouns",
    "deny_nouns",
)
_RANK = {c: n for n, c in enumerate(_ORDER)}
# Classes whose words may start a name.
NAMELIKE = frozenset({"compass", "kind", "place_adj", "modifier", "title", "stronghold", "area"})
# Classes whose words are often written like a noun.
VERBLIKE = frozenset({"verb", "planned", "claim", "motion", "not_event", "occur", "prevent", "managed", "say"})
# What a verblike word may be instead, the likeliest first.
INSTEAD = (
    "noun",
    "held",
    "besieged",
    "stronghold",
    "planned_nouns",
    "kind",
    "area",
    "head",
    "not_actor",
    "speakers",
    "planned_nouns",
    "place_adj",
    "vague",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The readings of a phrase by class, the class that goes first, and whether its neighbours cannot change that.

    ``namelike`` readings may start a name when they are written with a capital.
    """

    kind: str
    entries: dict[str, Entry]
    settled: bool
    namelike: bool


def reading_of(found: list[Entry]) -> Reading:
    """The readings of a phrase, the first of each class."""
    entries = {entry.cls: entry for entry in reversed(found)}
    kind = min(entries, key=_rank)
    open_ = (
        "noun" in entries
        or (kind == "group_word" and "head" in entries)
        or (kind == "prep" and ("about" in entries or "more_than" in entries))
        or (kind == "boundary" and "former" in entries)
        or (kind in VERBLIKE and instead(entries) is not None)
        or (kind == "boundary" and found[0].value == "since")
        or (kind == "say" and "managed" in entries)
    )
    return Reading(kind, entries, not open_, NAMELIKE.issuperset(entries))


def instead(entries: dict[str, Entry]) -> str | None:
    """What a verblike word may be instead."""
    return next((cls for cls in INSTEAD if cls in entries), None)


def _rank(cls: str) -> int:
    return _RANK.get(cls, 99)
