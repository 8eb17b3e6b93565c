"""Finds place noun phrases among the items of a sentence."""

from __future__ import annotations

from territory.extract.toponyms.kinds import NO_NOUN, PASSED, STARTS, TELLING
from territory.extract.toponyms.parser import Parser
from territory.extract.toponyms.quantities import with_shares
from territory.extract.toponyms.words import PlaceWords
from territory.extract.words.items import Item
from territory.extract.words.lexicon import Lexicon
from territory.extract.words.tokens import Tokens


class PlaceFinder:
    """Parses place noun phrases over the items of a sentence."""

    def __init__(self, lexicon: Lexicon, names: frozenset[str] = frozenset()) -> None:
        self.words = PlaceWords(lexicon, names)

    def group(self, items: list[Item], tokens: Tokens, known: set[str]) -> list[Item]:
        """Replace place noun phrases by items of kind ``place``."""
        items = with_shares(items, self.words)
        out: list[Item] = []
        done = 0
        for k in [k for k, item in enumerate(items) if item.kind in STARTS]:
            if k < done or not _may_start(items, k):
                continue
            parsed = Parser(self.words, items, k, tokens, known).parse()
            if parsed is not None:
                phrase, end = parsed
                end += end < len(items) and items[end].kind == "counted"
                out += items[done:k]
                out.append(Item("place", items[k].i, items[end - 1].j, items[k].low, {}, phrase))
                done = end
        return out + items[done:]


def _may_start(items: list[Item], k: int) -> bool:
    """Whether a name or a head noun can come after item k, past what the parser passes over on the way to one."""
    plain_words = 0
    for j in range(k, len(items)):
        kind = items[j].kind
        if kind == "actor":
            return j + 1 < len(items) and items[j + 1].kind not in NO_NOUN
        if kind in TELLING:
            return True
        if j > k and ((j + 1 < len(items) and items[j + 1].kind == "-") or items[j - 1].kind == "-"):
            continue
        if kind == "word":
            plain_words += 1
            if plain_words > 2:
                return False
        elif kind == "verb":
            if j + 1 == len(items) or items[j + 1].kind not in ("area", "stronghold"):
                return False
        elif kind in ("no_place", "org", "noun"):
            if j == k or j + 1 == len(items) or items[j + 1].kind != "kind":
                return False
        elif items[j].low in ("(", ")") and items[j - 1].kind == "unit_km":
            continue
        elif kind not in PASSED and not (kind == "prep" and items[j].low in ("from", "away")):
            return False
    return False
