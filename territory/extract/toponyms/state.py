"""What a place phrase has shown so far while it is read."""

from __future__ import annotations

from territory.extract.toponyms.words import PlaceWords
from territory.extract.where.placenames import Core, Limit
from territory.extract.who.actors import Actor
from territory.extract.words.items import Item
from territory.extract.words.tokens import Tokens


class State:
    """What a place phrase has shown so far while it is read."""

    def __init__(self, finder: PlaceWords, items: list[Item], k: int, tokens: Tokens, known: set[str]) -> None:
        self.finder, self.items, self.k, self.tokens, self.known = finder, items, k, tokens, known
        self.limit = Limit()
        self.holders: list[tuple[str, Actor, int, int]] = []
        self.possessor: str | None = None
        self.definite = False
        self.former = False
        self.words_from = k
        self.kind: str | None = None
        self.layer_definite = False
        self.facility: tuple[int, int, str] | None = None
        self.facility_definite = False
        self.limited = False
        self.swapped = False

    def _layer(self, k: int, head_before: str) -> tuple[int, str, list[Core] | None]:
        """Read modifiers and then a name or a head noun at item k: nothing, for want of a grammar."""
        return -1, "", None

    def text(self, a: int, b: int) -> str:
        return self.tokens.span(self.items[a].i, self.items[b - 1].j)

    def between(self, a: int, b: int) -> list[tuple[int, Item]]:
        return list(enumerate(self.items[a:b], a))

    def at(self, k: int) -> Item | None:
        return self.items[k] if k < len(self.items) else None

    def governs(self, k: int) -> bool:
        """Whether "of" follows item k."""
        after = self.at(k + 1)
        return after is not None and after.kind == "of"

    def _named_by_memory(self, head: str) -> bool:
        """ "the town near X" is a town spoken of before, not an area near X."""
        return (
            self.layer_definite
            and self.kind not in (None, "unknown")
            and head not in self.finder.plural
            and not self.holders
        )

    def _set_near(self, part_kind: str | None) -> None:
        self.limit.words = self.limit.words or self.text(self.k, max(self.k + 1, self.k))
        if (self.limit.scope != "near" and self.limit.extent is None) or self.limit.scope == "part":
            self.limit.scope = "near"
        self.limit.part_kind = part_kind or ("offset" if self.limit.distance_km else "around")
        self.limit.extent = None

    def _set_share(self, low: float, high: float, a: int, b: int) -> None:
        self.limit.extent = (low, high)
        self.limit.words, self.limit.scope, self.limit.part_kind = self.text(a, b), "part", "share"
