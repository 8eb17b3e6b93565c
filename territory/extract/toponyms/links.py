"""The words that tie a head noun to the name: "of", "in", "12 km south of"."""

from __future__ import annotations

from territory.extract.toponyms.kinds import INSIDE, NEAR
from territory.extract.toponyms.measures import Measures


class Links(Measures):
    """The words that tie a head noun to the name: "of", "in", "12 km south of"."""

    def _link(self, k: int, head: str) -> int | None:
        """Index past the words that tie a head noun to the next layer; None when there are none."""
        item = self.at(k)
        if item is None:
            return None
        measure = k
        if item.kind in ("num", "about", "more_than", "less_than") and head not in ("compass",):
            reached = self._measure(k)
            if reached > 0 and self.limit.distance_km is not None:
                measure = reached
                item = self.at(measure)
                if item is None:
                    return None
        if item.kind == "of":
            return measure + 1
        if head == "compass":
            return measure + 1 if item.kind == "prep" else None
        if item.kind == "adverb" and item.low in ("just", "only") and self.at(measure + 1) is not None:
            measure += 1
            item = self.items[measure]
        if item.kind == "prep" or (item.kind == "verb" and item.has("prep") and item.low == "surrounding"):
            value = item.entries["prep"].value
            if value == "between" and self.kind != "crossing" and self._two_names(measure + 1):
                self._set_near("between")
                return measure + 1
            if value == "from" and self.limit.distance_km is not None:
                self._set_near("offset")
                return measure + 1
            if value in INSIDE:
                return measure + 1
            if value in NEAR and self._named_by_memory(head):
                return None
            if value in NEAR:
                self._set_near("around" if item.low.startswith("around") or item.low == "surrounding" else None)
                return measure + 1
            if value == "to" or item.low == "to":
                item = self.at(measure + 1)
                measure += 1 if item is not None and item.kind == "det" else 0
        if item is not None and item.kind == "to":
            measure += 1
            if (after := self.at(measure)) is not None and after.kind == "det":
                measure += 1
        after = self.at(measure)
        if after is not None and after.kind == "compass":
            following = self.at(measure + 1)
            if following is not None and (following.kind == "of" or following.low == "from"):
                if self._named_by_memory(head):
                    return None
                self._set_near("offset")
                self.limit.direction = str(after.entries["compass"].value)
                return measure + 2
        return None

    def _two_names(self, k: int) -> bool:
        """Whether "X and Y" follows "between"; other things stand between sides or dates."""
        kinds = [i.kind for i in self.items[k : k + 10] if i.kind not in ("det", "kind", "of", "place_adj", "people")]
        return len(kinds) > 2 and kinds[0] in ("cap", "nation", "capital") and "conj" in kinds[1:4]
