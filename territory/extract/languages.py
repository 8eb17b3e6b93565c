"""Which lexicon reads a report: by its language, or, where that is not known, by its script and letters."""

from __future__ import annotations

import re
from typing import Any

from territory.conflicts import Conflict
from territory.extract.marked.lexicon import load_marked
from territory.extract.words.lexicon_files import languages

UNDETERMINED = "und"  # ISO 639-2
_SCRIPTS = {
    "en": re.compile(r"[A-Za-z]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "uk": re.compile(r"[\u0400-\u052f]"),
    "ru": re.compile(r"[\u0400-\u052f]"),
}
_ENOUGH_LETTERS = 30


def language_of(report: dict[str, Any], conflict: Conflict) -> str:
    """Code of the language to read a report in; ``und`` where neither script nor letters tell.

    A report whose language is not given is taken to be in one of the conflict's languages: the one of its script, and
    of those of one script the one that its letters allow.
    """
    if report["language"]:
        return str(report["language"])
    letters = [c for c in report["text"][:2000].lower() if c.isalpha()]
    found = [
        code
        for code in dict.fromkeys(("en", *conflict.languages))
        if code in languages() and sum(bool(_SCRIPTS[code].match(c)) for c in letters) * 2 >= len(letters)
    ]
    if len(found) > 1:
        found = [code for code in found if _allowed(code, set(letters), len(letters))]
    return found[0] if len(found) == 1 else UNDETERMINED


def _allowed(code: str, letters: set[str], count: int) -> bool:
    language = load_marked(code).language
    needed = set(language.needs_letters)
    return not letters & set(language.foreign_letters) and (
        not needed or count < _ENOUGH_LETTERS or bool(letters & needed)
    )


def unread(reports: list[dict[str, Any]], conflict: Conflict) -> list[dict[str, str]]:
    """Reports in languages without a lexicon: ``report_id`` and ``language`` of each."""
    have = set(languages())
    codes = ((str(r["report_id"]), language_of(r, conflict)) for r in reports)
    return [{"report_id": name, "language": code} for name, code in codes if code not in have]


def unread_message(found: list[dict[str, str]]) -> str:
    """What a user should know about reports that were not read."""
    codes = ", ".join(sorted({u["language"] for u in found}))
    ids = ", ".join(u["report_id"] for u in found[:5]) + (", …" if len(found) > 5 else "")
    have = ", ".join(languages())
    return f"{len(found)} reports not read: no lexicon for their language ({codes}); there is {have}. They are {ids}"
