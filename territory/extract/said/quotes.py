"""Stretches of a text that stand in quotation marks, also where the marks are straight or one of them is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from territory.extract.words.items import Item

_PAIRS = {"“": "”", "«": "»", "„": "“"}
_SIGN = re.compile('["“”«»„]|\n\n')
_MAX = 1500


def quotations(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) of quotations, marks included, in order.

    A straight mark opens after a space or a bracket and closes elsewhere; a quotation over several paragraphs, each
    of which opens anew, ends with its paragraph where no mark closes it.

    >>> quotations('He said: "We left." Then "they came')
    [(9, 19)]
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    closing = ""
    for match in _SIGN.finditer(text):
        at, mark = match.start(), match.group()
        if mark == "\n\n":
            if opened is not None:
                found.append((opened, at))
            opened = None
        elif opened is not None and mark == closing and (mark != '"' or not _opens(text, at)):
            found.append((opened, at + 1))
            opened = None
        elif mark in _PAIRS and (opened is None or mark == text[opened]):
            opened, closing = at, _PAIRS[mark]
        elif mark == '"' and _opens(text, at):
            opened, closing = at, '"'
    return [(start, end) for start, end in found if 4 < end - start <= _MAX]


def _opens(text: str, at: int) -> bool:
    """Whether the straight mark at a position opens: a space or nothing before it, a word after it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in "([—–-") and bool(after) and not after.isspace()


_MARKS = frozenset('"“”«»„')
_LONGEST_SCARE = 6


def unmarked(items: Sequence[Item]) -> list[Item]:
    """Items without the marks around a word or two ("repelled an attack by “mercenaries” on P"), which part no phrases.

    A quotation that follows a comma or a colon, or ends with a stop inside its marks, is speech and keeps them.
    """
    marks = [k for k, item in enumerate(items) if item.low in _MARKS]
    dropped: set[int] = set()
    for opening, closing in pairwise(marks):
        if opening in dropped or closing - opening > _LONGEST_SCARE + 1 or closing - opening < 2:
            continue
        before = items[opening - 1].low if opening else ","
        if before in (",", ":", ".") or items[closing - 1].low in (",", ".", "!", "?"):
            continue
        if not any(item.kind in ("pron_actor", "be", "have") for item in items[opening:closing]):
            dropped |= {opening, closing}
    return [item for k, item in enumerate(items) if k not in dropped] if dropped else list(items)
