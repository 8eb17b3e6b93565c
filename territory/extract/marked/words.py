"""The forms under which a word stands in a lexicon: clitics cut off in Arabic, endings folded in Slavic languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "ё": "е"})
_CLITIC_PREPOSITIONS = {"ب": "in", "ل": "to", "ك": ""}
_VOWELS = re.compile("[аяуюоеєиіїыйь]{1,2}$")
_SLAVIC_ENDINGS = sorted(
    "ського ському ською ськими ських ська ське ські ський ського ского скому ской скими ских ская ское ские ский "
    "ового овому овим овый овий ого ому ими ыми ої ою ею єю ій ый ий ая ое ые ої ом ем єм им ым ім ой ей ам ям ах ях "
    "ами ями их ых ів їв ев єв ов а я у ю о е є и і ї ы й ь".split(),
    key=lambda e: (-len(e), e),
)


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a written word: its key, and what was cut off in front of it."""

    key: str
    conj: bool = False
    prep: str | None = None
    article: bool = False
    future: bool = False


def arabic(word: str) -> str:
    """Arabic word without vowel signs, with the letters that writers interchange made one.

    >>> arabic("إدْلِب") == arabic("ادلب")
    True
    """
    return _MARKS.sub("", word).translate(_LETTERS)


def slavic(word: str) -> str:
    """Lower-case word with one kind of apostrophe."""
    return word.lower().translate(_APOSTROPHES)


@lru_cache(maxsize=50_000)
def arabic_forms(word: str) -> tuple[Form, ...]:
    """Readings of an Arabic word, the whole word first.

    >>> [f.key for f in arabic_forms("وبالمدينة")][-1]
    'مدينه'
    """
    low = arabic(word)
    found = [Form(low)]
    bases = [(low, False)]
    if len(low) > 2 and low[0] in "وف":
        bases.append((low[1:], True))
    for base, conj in bases:
        if conj:
            found.append(Form(base, conj))
        if base.startswith("ال") and len(base) > 4:
            found.append(Form(base[2:], conj, None, True))
        if base.startswith("لل") and len(base) > 4:
            found.append(Form(base[2:], conj, "to", True))
            found.append(Form("ال" + base[2:], conj, "to", True))
        elif len(base) > 3 and base[0] in _CLITIC_PREPOSITIONS:
            prep = _CLITIC_PREPOSITIONS[base[0]]
            found.append(Form(base[1:], conj, prep))
            if base[1:].startswith("ال") and len(base) > 5:
                found.append(Form(base[3:], conj, prep, True))
        if len(base) > 4 and base[0] == "س" and base[1] in "يتن":
            found.append(Form(base[1:], conj, future=True))
    return tuple(found)


@lru_cache(maxsize=50_000)
def slavic_forms(word: str) -> tuple[Form, ...]:
    """The one reading of a Slavic word; its endings are matched by patterns."""
    return (Form(slavic(word)),)


@lru_cache(maxsize=50_000)
def slavic_stem(word: str) -> str:
    """Word without its case ending, so that all cases of a name are equal.

    >>> len({slavic_stem(w) for w in ("Бахмут", "Бахмута", "Бахмуті", "Бахмутом")})
    1
    >>> len({slavic_stem(w) for w in ("Харків", "Харкова", "Харкові")})
    1
    """
    low = slavic(word)
    for _ in range(2):
        ending = next((e for e in _SLAVIC_ENDINGS if low.endswith(e) and len(low) - len(e) >= 3), "")
        if not ending:
            break
        low = low[: -len(ending)]
        if ending not in ("а", "у", "і", "ом", "ем", "е", "я", "ю"):
            break
    return low


def alias_pattern(word: str, morphology: str) -> str:
    """Pattern of a word of an alias: as it is where it does not inflect, else its stem with any ending."""
    if morphology == "arabic":
        return arabic(word)
    if word.isupper() or len(word) < 4:
        return slavic(word)
    return _VOWELS.sub("", slavic(word)) + "~"
