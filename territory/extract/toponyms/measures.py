"""Shares, numbers and distances in a place phrase."""

from __future__ import annotations

from territory.extract.toponyms.kinds import HEAD, PRE
from territory.extract.toponyms.state import State


class Measures(State):
    """Shares, numbers and distances in a place phrase."""

    def _share(self, k: int) -> int:
        item = self.items[k]
        if item.kind == "share":
            low, high = item.entries["share"].value
            before = self.items[k - 1].kind if k > self.k else ""
            if before == "more_than":
                self._set_share(low, 1.0, k - 1, k + 1)
            elif before == "less_than":
                self._set_share(0.0, high, k - 1, k + 1)
            elif (low, high) == (1.0, 1.0):
                self.limit.entire = True
            else:
                self._set_share(low, high, k, k + 1)
        return k + 1

    def _measure(self, k: int) -> int:
        """Read "more than 90 percent", "12 km", "five"; index past it, -1 if no quantity."""
        a, bound = k, ""
        item = self.at(k)
        while item is not None and item.kind in ("more_than", "less_than", "about", "adverb"):
            bound = item.kind if item.kind != "adverb" else bound
            k += 1
            item = self.at(k)
        if item is None or not item.low[:1].isdigit():
            if self.items[a].kind == "unit_km":
                self._spelled(a)
                return self._bracketed(a + 1)
            return k if item is not None and item.kind in (*PRE, *HEAD) and k > a else -1
        try:
            value = float(item.low.replace(",", ""))
        except ValueError:
            return k + 1
        unit = self.at(k + 1)
        if unit is not None and unit.kind == "-":
            k += 1
            unit = self.at(k + 1)
        if unit is not None and unit.kind == "percent":
            share = min(value / 100, 1.0)
            low, high = {"more_than": (share, 1.0), "less_than": (0.0, share)}.get(bound, (share, share))
            self._set_share(low, high, a, k + 2)
            return k + 2
        if unit is not None and unit.kind == "unit_km":
            self.limit.distance_km = round(value * float(unit.entries["unit_km"].value), 3)
            return self._bracketed(k + 2)
        return k + 1

    def _from(self, k: int) -> bool:
        """Whether item k is the "from" or "away from" of a distance."""
        item, unit = self.items[k], self.items[k - 1]
        after_unit = unit.kind == "unit_km" or unit.low == ")"
        return k > self.k and item.kind == "prep" and item.entries["prep"].value == "from" and after_unit

    def _spelled(self, k: int) -> None:
        """The distance of "eight kilometres", "one mile", whose unit is item k; "a few" gives none."""
        word = self.items[k - 1].low if k else ""
        value = self.finder.lexicon.time.numbers.get(word)
        if value is not None and word not in ("few", "several", "a", "an"):
            self.limit.distance_km = round(value * float(self.items[k].entries["unit_km"].value), 3)

    def _bracketed(self, k: int) -> int:
        """Index past the same distance in another unit: "10 km (six miles) north of"."""
        for j in range(k + 1, min(k + 4, len(self.items))):
            if self.items[k].low == "(" and self.items[j].low == ")":
                return j + 1 if self.items[j - 1].kind == "unit_km" else k
        return k
