"""Full names of armed groups: several capitalised words about a word such as Front or Army, and their short forms."""

from __future__ import annotations

import re

from territory.extract.who.sides import Sides, slug
from territory.extract.words.entries import Entry
from territory.extract.words.items import Item
from territory.extract.words.lexicon import Lexicon
from territory.extract.words.tokens import Tokens

_SMALL = frozenset({"of", "for", "the", "al", "ul", "el"})
_CLOSED = frozenset(
    "side time source boundary relative pron_actor det poss prep conj say verb be have modal title adverb punct num "
    "not do motion planned failed managed claim deny".split()
)
_OWNERS = frozenset({"nation", "capital", "people", "side", "cap", "source"})
# What the name of a state's own forces is made of, after that of the state.
_STATE = frozenset(
    "people peoples defence defense national armed forces force army military air navy royal security".split()
)
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)?$")
_NUMBERS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split()
)


class GroupNames:
    """Finds the names of groups that no alias gives as they stand, and says whose they are."""

    def __init__(self, sides: Sides, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._unlisted = next((s.key for s in sides.conflict.sides if s.unlisted), None)
        self._heads = frozenset(w.split()[-1] for w in lexicon.actors.name_heads)
        self._double = frozenset(w for w in lexicon.actors.name_heads if " " in w)
        self._starts = frozenset(lexicon.actors.name_starts)
        self._marks = self._heads | self._starts
        self._arms = frozenset(lexicon.actors.arms)
        actors = lexicon.actors
        self._words = frozenset(w.capitalize() for w in (*actors.heads, *actors.forces, *actors.speakers)) | self._heads
        self._words |= frozenset(w for w in actors.group_words)
        self._short: dict[str, str] = {}
        self._full: list[tuple[frozenset[str], str]] = []
        self._surnames: dict[str, str] = {}
        for text, key, _ in sides.aliases.named:
            if text.isupper() and text.isalpha():
                self._short.setdefault(text, key)
            words = _telling(text.split())
            if len(words) > 2 and text[0].isupper():
                self._full.append((words, key))
            self._surname(text, key)
        for source in sides.conflict.sources:
            for text in (source.name, *source.aliases) if source.party is not None else ():
                self._surname(text, source.party or "")

    def _surname(self, text: str, key: str) -> None:
        """Remember the last word of what may be a commander's name: "Darassa's men"."""
        words = text.split()
        if 1 < len(words) < 4 and all(w[0].isupper() for w in words) and words[-1] not in self._words:
            self._surnames.setdefault(words[-1], key)

    def side(self, name: str) -> str:
        """Key of the side that bears a name: that of an alias much like it, else the profile's for all others."""
        words = name.split()
        if words[-1] in self._surnames and words[-1] not in self._heads:
            return self._surnames[words[-1]]
        initials = "".join(w[0] for w in words if w[:1].isupper())
        if len(initials) > 3 and initials in self._short:
            return self._short[initials]
        telling = _telling(words)
        if len(telling) > 2:
            shared = [(len(telling & full) / len(telling | full), key) for full, key in self._full]
            likeness, key = max(shared, default=(0.0, ""), key=lambda pair: pair[0])
            if likeness >= 0.6:
                return key
        return self._unlisted or slug(name)

    def merged(self, items: list[Item], tokens: Tokens, defined: dict[str, str]) -> list[Item]:
        """The items with every full name as one, and the short forms that the text defines."""
        words = tokens.words
        if defined:
            for n, item in enumerate(items):
                if item.kind == "cap" and item.j == item.i + 1 and words[item.i] in defined:
                    items[n] = _side(item.i, item.j, item.low, defined[words[item.i]])
        out: list[Item] = []
        done = 0
        if items and self._marks.isdisjoint(words[items[0].i : items[-1].j]):
            for k in [k for k, item in enumerate(items) if item.kind == "side"]:
                self._define(items, k + 1, tokens, defined, str(items[k].entries["side"].value))
            return items
        for k, item in enumerate(items):
            if k < done or not self._anchor(item, words):
                if k >= done and item.kind == "side":
                    self._define(items, k + 1, tokens, defined, str(item.entries["side"].value))
                continue
            start, end = self._left(items, k, done, tokens), self._right(items, k, tokens)
            if sum(words[n][0].isupper() for n in range(items[start].i, items[end - 1].j)) < 2 and (
                items[start].kind != "num"
            ):
                continue
            out += items[done:start]
            out += self._named(items, start, end, tokens, defined)
            done = end
        return out + items[done:]

    def _anchor(self, item: Item, words: list[str]) -> bool:
        """Whether an item ends in the head of a group's name, or begins one, and is no name that is known already."""
        if item.kind in ("side", "role", "source", "org", "no_place") and item.j - item.i > 1:
            return False
        first, last = words[item.i], words[item.j - 1]
        return last in self._heads or first in self._starts

    def _left(self, items: list[Item], k: int, done: int, tokens: Tokens) -> int:
        """Index of the first item of the name whose head is in item k."""
        words, start = tokens.words, k
        if words[items[k].i] in self._starts:
            return k
        while start > done:
            item = items[start - 1]
            if item.kind == "num":
                return start - 1 if _ORDINAL.match(words[item.i]) else start
            if _capital(item, words) and item.kind not in _CLOSED:
                start -= 1
                if item.kind in ("nation", "capital", "people"):
                    break
                continue
            of_many = item.kind == "'s" and items[start - 2].kind not in _OWNERS if start - 2 >= done else False
            joined = item.kind == "-" and tokens.glued(item.i) and tokens.glued(item.j)
            if (of_many or joined) and start - 2 >= done and _capital(items[start - 2], words):
                start -= 2
                continue
            break
        return start

    def _right(self, items: list[Item], k: int, tokens: Tokens) -> int:
        """Index past the last item of the name whose head is in item k."""
        words, end = tokens.words, k + 1
        arabic = words[items[k].i] in self._starts
        while end < len(items):
            item = items[end]
            if item.kind == "num" and item.j == item.i + 1 and words[item.i].isdigit() and not arabic:
                return end + 1
            if _capital(item, words) and (words[item.j - 1] in self._heads or (arabic and item.kind not in _CLOSED)):
                end += 1
                continue
            small = end
            while small < len(items) and small - end < 2 and tokens.lows[items[small].i] in _SMALL:
                small += 1
            goes_on = (
                small > end and small < len(items) and items[small].kind == "cap" and _capital(items[small], words)
            )
            if goes_on and (arabic or words[items[end].i] == "for"):
                end = small + 1
                continue
            break
        return end

    def _named(self, items: list[Item], start: int, end: int, tokens: Tokens, defined: dict[str, str]) -> list[Item]:
        """The name of items [start, end): a unit of some state's army, or a group."""
        kept: list[Item] = []
        if items[start].kind in ("nation", "people", "capital"):
            rest = [w.lower() for w in tokens.words[items[start].j : items[end - 1].j]]
            if all(w in _STATE or w in self._arms or not w[0].isalpha() for w in rest):
                kept, start = [items[start]], start + 1
        i, j = items[start].i, items[end - 1].j
        words = tokens.words[i:j]
        if kept or self._unit(words):
            return [*kept, Item("role", i, j, tokens.lows[j - 1], {"role": Entry("role", "incumbent")})]
        name = tokens.span(i, j)
        short = _bracketed(items, end, tokens)
        key = self._short.get(short) or self.side(name)
        self._define(items, end, tokens, defined, key)
        return [_side(i, j, " ".join(tokens.lows[i:j]), key)]

    def _define(self, items: list[Item], k: int, tokens: Tokens, defined: dict[str, str], key: str) -> None:
        """Remember the short form that a bracket behind a name gives it for the rest of the text."""
        short = _bracketed(items, k, tokens)
        if short and short not in self._short:
            defined.setdefault(short, key)

    def _unit(self, words: list[str]) -> bool:
        """Whether a name is that of a regular unit: its number or arms of service, and nothing else."""
        lows = [w.lower() for w in words if w[0].isalnum()]
        number = [w for w in lows if _ORDINAL.match(w) or w in _NUMBERS]
        plain = [w for w in lows if w not in number and w not in self._arms and w.capitalize() not in self._heads]
        arms = [w for w in lows[:-1] if w in self._arms]
        return not plain and (bool(number) or len(arms) > 1)


def _side(i: int, j: int, low: str, key: str) -> Item:
    return Item("side", i, j, low, {"side": Entry("side", key)})


def _telling(words: list[str]) -> frozenset[str]:
    return frozenset(w.lower().rstrip("s") for w in words if w[:1].isupper())


def _bracketed(items: list[Item], k: int, tokens: Tokens) -> str:
    """The short form that a bracket right behind a name gives."""
    if k + 2 >= len(items) or tokens.words[items[k].i] not in "([" or tokens.words[items[k + 2].i] not in ")]":
        return ""
    word = tokens.words[items[k + 1].i]
    return word if word.isupper() and 1 < len(word) < 9 and items[k + 1].j == items[k + 1].i + 1 else ""


def _capital(item: Item, words: list[str]) -> bool:
    """Whether every word of an item is written with a capital; articles and hyphens aside."""
    return words[item.i][0].isupper() and all(
        w[0].isupper() or not w[0].isalpha() or w in _SMALL for w in words[item.i : item.j]
    )
