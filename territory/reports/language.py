"""The language of a text by its script and commonest words: quick, the same every time, silent when unsure."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

_DATA = Path(__file__).with_name("languages.yaml")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SAMPLE = 1500
_STRAY = 0.002  # letters of another language's names and quotations that a text may hold


class _Language(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    script: str
    words: frozenset[str] = frozenset()
    letters: str = ""
    never: str = ""


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    scripts: dict[str, str]
    share: float
    lead: float
    languages: dict[str, _Language]


@lru_cache(maxsize=1)
def _settings() -> _Settings:
    raw = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    for language in raw["languages"].values():
        language["words"] = language.get("words", "").split()
    return _Settings.model_validate(raw)


def guess_language(text: str) -> str | None:
    """ISO 639-1 code of a text, or None where script and commonest words do not tell.

    Only the first few thousand characters are looked at. The languages known are those of ``languages.yaml``.

    >>> guess_language("The rebels captured the town on Friday, a monitor said.")
    'en'
    """
    settings = _settings()
    sample = text[:_SAMPLE].lower()
    counts = {name: sum(map(len, runs.findall(sample))) for name, runs in _runs().items()}
    script = max(counts, key=lambda name: counts[name])
    if not counts[script]:
        return None
    words = _WORD.findall(sample)
    found = dict(Counter(words))
    scores = {
        code: sum(found.get(w, 0) for w in language.words) / max(1, len(words))
        + sum(map(sample.count, language.letters)) / counts[script]
        for code, language in settings.languages.items()
        if language.script == script and sum(map(sample.count, language.never)) <= _STRAY * counts[script]
    }
    if not scores:
        return None
    best, *others = sorted(scores, key=lambda code: (-scores[code], code))
    second = scores[others[0]] if others else 0.0
    return best if scores[best] >= settings.share and scores[best] >= settings.lead * second else None


@lru_cache(maxsize=1)
def _runs() -> dict[str, re.Pattern[str]]:
    """Patterns of stretches of letters of each script."""
    return {name: re.compile(f"[{letters}]+") for name, letters in _settings().scripts.items()}
