"""The nominative of a Slavic place name from the case it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from territory.extract.marked.lexicon import LanguageFile
from territory.extract.marked.words import slavic_stem

_ALIKE = 0.65  # Київ and Києва are one name, Верба and Вербовим are not


def nominative(written: str, name: str, case: str, known: frozenset[str], language: LanguageFile) -> str:
    """The name as a map would write it.

    A form of the same name that the gazetteer has in the nominative is preferred; otherwise the endings of the case are
    turned back, word by word.

    Parameters
    ----------
    written, name
        The words as they stand, and with the kind noun that belongs to them.
    case
        Which table of endings holds: ``genitive`` after "near", "from"; ``locative`` after "in"; ``dative`` after
        "toward"; ``accusative`` as an object.
    known
        Names in the nominative.
    language
        Its endings by case, and the letters that it does not write.
    """
    table = language.oblique.get(case) or language.oblique.get("genitive", {})
    turned = " ".join(_turned(w, table) for w in name.split())
    if written != name or turned == name:
        return turned
    for other in _named(tuple(slavic_stem(w) for w in written.split()), known):
        alike = SequenceMatcher(None, written, other, autojunk=False).ratio() >= _ALIKE
        if alike and not set(other.lower()) & set(language.foreign_letters):
            return other
    return turned


def _named(stems: tuple[str, ...], known: frozenset[str]) -> list[str]:
    return _by_stems(known).get(stems, [])


@lru_cache(maxsize=8)
def _by_stems(known: frozenset[str]) -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for name in sorted(known):
        found.setdefault(tuple(slavic_stem(w) for w in name.split()), []).append(name)
    return found


def _turned(word: str, table: Mapping[str, str]) -> str:
    for ending in sorted(table, key=lambda e: (-len(e), e)):
        if word.endswith(ending) and (len(word) - len(ending) >= 3 or word == ending):
            return word[: -len(ending)] + table[ending]
    return word
