"""Tokens of a text and its sentences; both survive text whose commas and apostrophes were lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate

_WORD = r"[^\W_]+(?:[\u064b-\u0652\u0670'’ʼ`´][^\W_]+)*[\u064b-\u0652]*"
_PLAIN = r"[A-Za-z]++(?=[ \n,])"
_TOKEN = re.compile(rf"({_PLAIN}|\d+(?:[.,]\d+)+|(?:[^\W\d_]\.){{2,}}|{_WORD}|\S)")
_POSSESSIVE = ("'s", "’s", "`s", "´s", "ʼs")
_TERMINAL = frozenset(".!?…؟。۔")
_CLOSING = frozenset("\"'”’)]»›")
_MAX_SENTENCE = 160


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists over a text: words, their folded form, whether a capital starts them, and their place in it.

    ``bare`` says that the text has no comma at all.
    """

    text: str
    words: list[str]
    lows: list[str]
    capital: list[bool]
    starts: list[int]
    ends: list[int]
    sentences: list[tuple[int, int]]
    bare: bool = False

    def span(self, first: int, last: int) -> str:
        """The text of tokens [first, last)."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def glued(self, i: int) -> bool:
        """Whether token i touches the token before it."""
        return i > 0 and self.starts[i] == self.ends[i - 1]


def tokenise(text: str, normalise: Callable[[str], str], abbreviations: Iterable[str]) -> Tokens:
    """Split a text into tokens and sentences."""
    parts = _TOKEN.split(text)
    words, edges = parts[1::2], list(accumulate(map(len, parts)))
    starts, ends = edges[:-1:2], edges[1::2]
    marked = any(mark in text for mark in _POSSESSIVE)
    owners = [k for k, word in enumerate(words) if len(word) > 2 and word.endswith(_POSSESSIVE)] if marked else []
    for k in reversed(owners):
        words[k : k + 1] = words[k][:-2], words[k][-2:]
        starts.insert(k + 1, ends[k] - 2)
        ends.insert(k, ends[k] - 2)
    lows = list(map(normalise, words))
    capital = [word[0].isupper() for word in words]
    sentences = _sentences(text, words, lows, starts, ends, frozenset(abbreviations))
    return Tokens(text, words, lows, capital, starts, ends, sentences, "," not in text)


def _sentences(
    text: str, words: list[str], lows: list[str], starts: list[int], ends: list[int], abbreviations: frozenset[str]
) -> list[tuple[int, int]]:
    found, first, n, i = [], 0, len(words), 0
    while i < n:
        cut = False
        if words[i] in _TERMINAL and not _abbreviated(words, lows, starts, ends, i, first, abbreviations):
            while i + 1 < n and (words[i + 1] in _TERMINAL or (words[i + 1] in _CLOSING and starts[i + 1] == ends[i])):
                i += 1
            cut = i + 1 == n or starts[i + 1] > ends[i]
        elif i + 1 < n and starts[i + 1] - ends[i] > 1:
            gap = text[ends[i] : starts[i + 1]]
            cut = gap.count("\n") > 1 or ("\n" in gap and ends[i] - starts[first] < 50)
        if cut or i + 1 - first >= _MAX_SENTENCE:
            found.append((first, i + 1))
            first = i + 1
        i += 1
    if first < n:
        found.append((first, n))
    return found


def _abbreviated(
    words: list[str], lows: list[str], starts: list[int], ends: list[int], i: int, first: int, known: frozenset[str]
) -> bool:
    if words[i] != "." or i == first:
        return False
    if i + 1 >= len(words) or (starts[i + 1] == ends[i] and words[i + 1] not in _CLOSING):
        return i + 1 < len(words)
    following = words[i + 1]
    if following[0].islower():
        return True
    return starts[i] == ends[i - 1] and (lows[i - 1] in known or (len(words[i - 1]) == 1 and words[i - 1].isalpha()))
