"""The words on a map, in each language that has a file in ``words/``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from territory.errors import RenderError

FOLDER = Path(__file__).resolve().parent / "words"


@dataclass(frozen=True)
class Words:
    """Phrases of one language."""

    language: str
    phrases: Mapping[str, Any]

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return str(self.phrases["direction"])

    def __call__(self, key: str, **values: object) -> str:
        """A phrase with its blanks filled; braces in the values stay as they are."""
        phrase = str(self.phrases[key])
        for name, value in values.items():
            phrase = phrase.replace("{" + name + "}", str(value))
        return phrase

    def day(self, iso: str) -> str:
        """An ISO day as people write it."""
        day = date.fromisoformat(iso)
        return self("day_format", day=day.day, month=self.phrases["months"][day.month - 1], year=day.year)

    def name(self, names: Mapping[str, str] | None, fallback: str) -> str:
        """A name in this language, else in English, else the fallback."""
        names = names or {}
        return names.get(self.language) or names.get("en") or fallback


def languages() -> list[str]:
    """Languages with a file of phrases."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


@lru_cache(maxsize=8)
def words_in(language: str) -> Words:
    """The phrases of a language (ISO 639-1).

    Raises
    ------
    RenderError
        If there are none; the message names the languages there are.
    """
    if language not in languages():
        raise RenderError(f"no words for maps in {language!r}: choose one of {', '.join(languages())}")
    return Words(language, json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8")))
