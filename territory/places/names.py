"""Place names made comparable: folded, keyed by sound, and reduced to their consonants.

Three forms, each looser than the one before. The *fold* drops case, diacritics, apostrophes and punctuation and
writes Cyrillic in Latin letters. The *key* also drops the Arabic article with its assimilations and merges the usual
transliteration doublets (ou/u, q/k, -ah/-eh/-a). The *skeleton* keeps consonants only and is the same for Arabic and
Latin script. The tables are in ``tables/folding.yaml``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

TABLES = Path(__file__).resolve().parent / "tables"
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_SPACES = re.compile(r"\s+")
SCHOLARLY = frozenset("āīūḩḑĀĪŪḨḐ‘ʿʾ")  # letters that only the romanisations of Arabic and Persian use in place names


class Folding(BaseModel):
    """The folding tables; see the comments of ``tables/folding.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    silent: str
    breaks: str
    letters: dict[str, str]
    cyrillic: dict[str, str]
    arabic: dict[str, str]
    arabic_sounds: dict[str, str]
    articles: frozenset[str]
    assimilated: dict[str, str]
    sounds: tuple[tuple[str, str], ...]
    consonants: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def folding() -> Folding:
    """The folding tables, read once."""
    return Folding.model_validate(yaml.safe_load((TABLES / "folding.yaml").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def _translation() -> dict[int, str]:
    tables = folding()
    table = {**tables.letters, **tables.cyrillic, **tables.arabic}
    table |= dict.fromkeys(tables.silent, "") | dict.fromkeys(tables.breaks, " ")
    return str.maketrans(table)


@lru_cache(maxsize=1)
def _rules() -> tuple[list[tuple[re.Pattern[str], str]], list[tuple[re.Pattern[str], str]]]:
    tables = folding()
    return (
        [(re.compile(p), r) for p, r in tables.sounds],
        [(re.compile(p), r) for p, r in tables.consonants],
    )


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Fold a name: one case, no diacritics, apostrophes or punctuation, Cyrillic in Latin letters.

    Examples
    --------
    >>> fold("Dar‘ā"), fold("As-Sanamayn"), fold("Харків")
    ('dara', 'as sanamayn', 'kharkiv')
    """
    if name.isascii():
        text = name.lower().translate(_translation())
    else:
        composed = unicodedata.normalize("NFKC", name).lower().translate(_translation())
        text = unicodedata.normalize("NFKD", composed)
        text = "".join(c for c in text if unicodedata.category(c) != "Mn").translate(_translation())
    return _SPACES.sub(" ", text).strip()


def without_marks(name: str) -> str:
    """Name in plain Latin letters, in its own case.

    Examples
    --------
    >>> without_marks("Al Ḩamrā’"), without_marks("Şūrān")
    ('Al Hamra', 'Suran')
    """
    plain = unicodedata.normalize("NFKD", "".join(c for c in name if c not in "‘’ʿʾʼ'`"))
    text = "".join(c for c in plain if unicodedata.category(c) != "Mn")
    return text[:1].upper() + text[1:]


def is_arabic(folded: str) -> bool:
    """Whether a name is written in Arabic script."""
    return _ARABIC.search(folded) is not None


@lru_cache(maxsize=65536)
def key(folded: str) -> str:
    """Key of a folded name: the article dropped, transliteration doublets merged, words joined by spaces.

    Examples
    --------
    >>> key(fold("Ar-Raqqah")), key(fold("Raqqa")), key(fold("الصنمين"))
    ('raka', 'raka', 'صنمين')
    """
    words = without_articles(folded)
    return " ".join(filter(None, (_sound(w) for w in words))) or folded


@lru_cache(maxsize=65536)
def skeleton(keyed: str) -> str:
    """Consonants of a key, the same for Arabic and Latin script.

    Examples
    --------
    >>> skeleton(key(fold("As-Sanamayn"))), skeleton(key(fold("الصنمين")))
    ('snmn', 'snmn')
    """
    return "".join(_arabic_consonants(w) if is_arabic(w) else _consonants(w) for w in keyed.split(" "))


def without_articles(folded: str) -> list[str]:
    """Words of a folded name without the Arabic article in either script.

    Examples
    --------
    >>> without_articles("dayr az zawr"), without_articles("الرقه")
    (['dayr', 'zawr'], ['رقه'])
    """
    tables = folding()
    words = folded.split(" ")
    kept = []
    for i, word in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else ""
        if after and (
            word in tables.articles or (word in tables.assimilated and after.startswith(tables.assimilated[word]))
        ):
            continue
        if word.startswith("ال") and len(word) > 3:
            word = word[2:]
        kept.append(word)
    return kept


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    for pattern, replacement in _rules()[0]:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=65536)
def _consonants(word: str) -> str:
    for pattern, replacement in _rules()[1]:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=65536)
def _arabic_consonants(word: str) -> str:
    sounds = folding().arabic_sounds
    letters = [sounds.get(c, c) for c in word.removesuffix("ه")]
    kept = [c for i, c in enumerate(letters) if c not in ("", "a") and (i == 0 or c not in "wy")]
    return "".join(_consonants(c) or "h" for i, c in enumerate(kept) if i == 0 or c != kept[i - 1])
