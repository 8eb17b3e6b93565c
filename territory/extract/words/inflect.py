"""Regular verb forms, so that a lexicon lists lemmas and only what is irregular."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

FORMS = ("base", "s", "past", "pp", "ing")
_VOWELS = "aeiou"


def english_forms(phrase: str, irregular: Mapping[str, Sequence[str]]) -> list[tuple[str, tuple[str, ...]]]:
    """Every form of a verb phrase (its first word is inflected) with the forms it can be.

    >>> english_forms("seize control of", {})[2]
    ('seized control of', ('past', 'pp'))
    """
    head, _, rest = phrase.partition(" ")
    if head in irregular:
        s, past, pp, ing = irregular[head][:4]
        table = [(head, "base"), (s, "s"), (past, "past"), (pp, "pp"), (ing, "ing")]
        table += [(word, "past") for word in irregular[head][4:]]
    else:
        table = list(zip(_regular(head), FORMS, strict=True))
    merged: dict[str, list[str]] = {}
    for word, form in table:
        merged.setdefault(f"{word} {rest}".strip(), []).append(form)
    return [(word, tuple(dict.fromkeys(forms))) for word, forms in merged.items()]


def _regular(verb: str) -> tuple[str, str, str, str, str]:
    if verb.endswith("e"):
        ing = verb + "ing" if verb.endswith(("ee", "ye", "oe")) else verb[:-1] + "ing"
        return verb, verb + "s", verb + "d", verb + "d", ing
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb[:-1] + "ied", verb + "ing"
    s = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
    stem = verb + verb[-1] if _doubles(verb) else verb
    return verb, s, stem + "ed", stem + "ed", stem + "ing"


def _doubles(verb: str) -> bool:
    """Whether a one-syllable verb doubles its last consonant (grab, grabbed)."""
    vowels = sum(c in _VOWELS for c in verb)
    return vowels == 1 and len(verb) > 2 and verb[-1] not in "wxyaeiou" and verb[-2] in _VOWELS
