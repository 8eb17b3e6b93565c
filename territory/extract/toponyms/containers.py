"""Where a place lies, when its phrase says so: "X, Idlib province", "the Idlib town of X", "in Idlib province"."""

from __future__ import annotations

from territory.extract.toponyms.state import State
from territory.extract.where.placenames import AREAS, SETTLEMENTS, Core, Limit
from territory.extract.words.items import Item


class Containers(State):
    """Areas around a place, named before or behind it."""

    def _town_of(self, k: int) -> int:
        """Index of the name in "(the Idlib province) town of X"; 0 when the noun at k is no such noun."""
        of, named = self.at(k + 1), self.at(k + 2)
        town = self.items[k].entries["kind"].value in SETTLEMENTS and of is not None and of.kind == "of"
        return k + 2 if town and named is not None and named.kind == "cap" else 0

    def _named_within(self, core: Core, k: int, kind: str) -> int:
        """Let the name at k be the place and the one read so far be where it lies: "the Idlib town of X"."""
        named = self.items[k]
        core.name, core.within, core.kind = self.text(k, k + 1), core.name, kind
        self.limit, self.swapped = Limit(), True
        core.i, core.j = named.i, named.j
        return k + 1

    def _whole_of(self, k: int, core: Core) -> bool:
        """Whether "east Aleppo district of Marjeh" names the city first; "Mezzeh district of Damascus" does not."""
        first = next((m for m in range(k - 1, -1, -1) if self.items[m].i == core.i), k)
        if first > 0 and self.items[first - 1].kind == "compass":
            return True
        return core.known and self.items[k].value != "known"

    def _contains(self, k: int, name: int) -> bool:
        """Whether the name behind the comma at item k is that of the area around: "X, Idlib province, and"."""
        if self.items[k].low != "," or name != k + 1:
            return False
        noun = self.at(name + 1)
        inside = bool(self._area(self.items[name]))
        after = noun if inside else self.at(name + 2)
        if after is not None and after.kind not in ("punct", "time", "verb", "be", "have", "boundary"):
            return False
        area = noun is not None and noun.kind == "kind" and noun.entries["kind"].value in AREAS
        return inside or (area and noun is not None and noun.low not in self.finder.plural)

    def _area(self, item: Item) -> str:
        """The kind of the area that a name of several words ends in: "White Nile state"; else nothing."""
        kind = self.finder.lexicon.kind_of_noun.get(self.tokens.lows[item.j - 1], "") if item.j - item.i > 1 else ""
        return kind if item.kind == "cap" and kind in AREAS and not self.tokens.capital[item.j - 1] else ""

    def _after(self, cores: list[Core], k: int) -> int:
        """Read the containing area after a name: "in Idlib province", ", Aleppo province"."""
        item = self.at(k)
        j = k
        if (item is not None and item.kind == "prep" and item.entries["prep"].value == "in") or (
            item is not None and item.kind == "punct" and item.low == ","
        ):
            j = k + 1
        elif item is None or item.kind != "cap":
            return k
        while (item := self.at(j)) is not None and item.kind in ("det", "place_adj", "people"):
            j += 1
        if item is not None and item.kind == "compass":
            j += 1
            item = self.at(j)
        if (
            item is not None
            and item.kind == "kind"
            and (of := self.at(j + 1)) is not None
            and of.kind == "of"
            and self.at(j + 2) is not None
        ):
            if self.items[j + 2].kind in ("cap", "nation") and item.entries["kind"].value in AREAS:
                for core in cores:
                    core.within = core.within or f"{self.text(j + 2, j + 3)} {item.low}"
                return j + 3
            return k
        after = self.at(j + 1)
        if item is None or item.kind not in ("cap", "nation", "capital") or (after is not None and after.kind == "'s"):
            return k
        if after is not None and after.has("kind") and after.kind in ("kind",) and after.entries["kind"].value in AREAS:
            for core in cores:
                core.within = core.within or self.text(j, j + 2)
            return j + 2
        inside = self._area(item) and cores[-1].kind not in AREAS and (after is None or after.kind != "kind")
        known = item.value == "known" and self.items[k].kind != "punct" and cores[-1].kind not in AREAS
        if item.kind == "nation" or known or (inside and j > k):
            for core in cores:
                core.within = core.within or self.text(j, j + 1)
            return j + 1
        return k
