"""Lists of places: what is joined to a place phrase before or behind it, and what "including" names."""

from __future__ import annotations

from territory.extract.clause.brackets import VERBAL
from territory.extract.clause.subjects import Subjects

_SUCH_AS = frozenset({"including", "notably", "namely", "especially"})
_INTRODUCING = frozenset({":", "-", "–", "—", "such"})
_AMONG = frozenset({"them", "these", "those", "which"})
_RELATIVE_TIME = frozenset({"earlier", "before", "later", "after", "afterwards", "previously"})
_HOURS = frozenset({"morning", "evening", "afternoon", "noon", "midday", "dawn", "dusk", "night", "midnight"})
_TIME_WORDS = frozenset({"det", "num", "word", "time", "vague", "adverb"})


class Lists(Subjects):
    """Coordination of place phrases over the items of one sentence."""

    def including(self, k: int) -> list[int]:
        """Place phrases named behind the place at k: ", including X and Y", ", among them those at X and Y"."""
        items, j = self.items, k + 1
        while j < len(items) and items[j].low in (",", "(") and j - k < 3:
            j += 1
        opened = items[k].kind == "place" and items[k].value.open and j == k + 1
        if j + 2 < len(items) and items[j].low == "among" and items[j + 1].low in _AMONG:
            j += 2
        elif j + 1 < len(items) and (items[j].low in _SUCH_AS or (opened and items[j].low in _INTRODUCING)):
            j += 1
        else:
            return []
        while j < len(items) and items[j].kind in ("det", "adverb", "prep"):
            j += 1
        return self.coordinates(j) if j < len(items) and items[j].kind == "place" else []

    def meant(self, k: int) -> list[int]:
        """The place phrases that a subject at k means: its list, or those that "including" names for an open phrase."""
        return self._spelt_out(k) or self.joined(k)

    def listed(self, k: int) -> list[int]:
        """The place phrases of an object that begins at k: its list, or those that "including" names."""
        return self._spelt_out(k) or self.coordinates(k)

    def _spelt_out(self, k: int) -> list[int]:
        phrase = self.items[k].value
        named = self.including(k) if phrase.open or phrase.limit.part_kind == "areas" else []
        return named if any(core.name for m in named for core in self.items[m].value.cores) else []

    def _included(self, k: int) -> list[int]:
        """Names after ", including" a few words behind the place at k."""
        for j in range(k + 1, min(k + 8, len(self.items) - 1)):
            if self.items[j].low in _SUCH_AS or (self.items[j].low == "among" and self.items[j - 1].low == ","):
                return self.including(j - 1)
            if self.items[j].kind in (*VERBAL, "boundary", "relative", "say") and self.items[j].kind != "not_event":
                return []
        return []

    def coordinates(self, k: int) -> list[int]:
        """Place phrases joined with the one at k: ", the town of B and C"."""
        found = [k]
        while True:
            j = self.brackets.right(found[-1])
            commas = int(self.items[j - 1].low in (",", "،"))
            j += int(self._parts(j)) + self._hour(j)
            if (
                j + 3 < len(self.items)
                and self.items[j].kind == "prep"
                and self.items[j + 1].kind == "place"
                and self.items[j + 2].kind == "conj"
                and self.items[j + 3].kind == "place"
            ):
                j += 2
            elif (
                j + 2 < len(self.items)
                and self.items[j].kind == "prep"
                and self.items[j + 1].kind == "det"
                and self.items[j + 2].kind == "compass"
            ):
                j += 3
            while j < len(self.items) and (
                self._adds(j)
                or self.items[j].low in (",", "،")
                or (self.items[j].kind in ("adverb", "time") and commas)
            ):
                commas += 1
                j += 1
            j = self._dated(j) if commas else j
            j = self._situated(j) if commas and self.items[j - 2].kind == "conj" else j
            if not commas or j >= len(self.items) or self.items[j].kind != "place":
                return found
            phrase = self.items[j].value
            following = self.items[j + 1].kind if j + 1 < len(self.items) else ""
            aside = phrase.appositive or phrase.limit.part_kind == "offset" or phrase.explains
            aside = aside or phrase.counted == sum(len(self.items[m].value.cores) for m in found) > 0
            aside = aside or (following in ("of", "relative") and bool(phrase.cores) and phrase.cores[0].name is None)
            if self.items[j - 1].kind != "conj" and aside:
                return found
            if following in ("be", "have", "modal", "say"):
                return found
            found.append(j)

    def joined(self, k: int) -> list[int]:
        """The place phrase at k, and those before it in its list: "X, the seat of Y, and Z"."""
        found, listed = [k], False
        while True:
            j = self.brackets.left(found[-1])
            parted = found[-1] > 0 and self.items[found[-1] - 1].low in (",", "،")
            if j > 0 and self.items[j].kind == "adverb" and self._adds(j - 1):
                j -= 1
            while j >= 0 and (self.items[j].low in (",", "،") or self._adds(j)):
                listed = listed or self.items[j].kind == "conj"
                parted, j = True, self.brackets.left(j)
            if j < 0 or not parted or not listed or self.items[j].kind != "place" or not self.items[j].value.cores:
                return found[::-1]
            if j and self.items[j - 1].kind == "verb":
                return found[::-1]
            found.append(j)

    def _parts(self, j: int) -> bool:
        """Whether the time at j stands between members of a list: "P on Monday, Q on Tuesday", "P on Monday and Q"."""
        after = self.items[j + 1 : j + 4]
        if not after or self.items[j].kind != "time":
            return False
        if after[0].low != "," or len(after) < 3:
            return after[0].kind == "conj"
        return after[1].kind == "place" and after[2].kind == "time"

    def _hour(self, j: int) -> int:
        """How many items from j on tell the hour between members of a list: "P in the morning, Q at noon"."""
        items, m = self.items, j + 1
        m += int(m < len(items) and items[m].kind == "det")
        told = m + 2 < len(items) and items[j].kind == "prep" and items[m].low in _HOURS
        return m + 1 - j if told and (items[m + 1].low == "," or items[m + 1].kind == "conj") else 0

    def gapped(self, v: int) -> list[int]:
        """Places that share the verb at v without repeating it: "X was taken on Monday and Y the day after"."""
        items, k = self.items, self.brackets.right(v)
        while k < len(items) and items[k].kind != "conj":
            if items[k].kind in (*VERBAL, "boundary", "relative", "be", "have", "modal"):
                return []
            k = self.brackets.right(k)
        k += 1
        if k >= len(items) or not self._adds(k - 1) or items[k].kind != "place" or items[k - 2].kind == "place":
            return []
        end = k + 1
        while end < len(items) and (items[end].kind in _TIME_WORDS or items[end].low in _RELATIVE_TIME):
            end += 1
        timed = any(items[m].kind == "time" or items[m].low in _RELATIVE_TIME for m in range(k + 1, end))
        return [k] if timed and (end == len(items) or items[end].kind == "punct") else []

    def _adds(self, c: int) -> bool:
        item = self.items[c]
        return item.kind == "conj" and (item.low != "but" or item.j - item.i > 1 or self._not_only(c))

    def _not_only(self, c: int) -> bool:
        """Whether "not only" or "not just" stands before the "but" at item c."""
        return any(item.kind == "adverb" and item.low == "not" for item in self.items[max(0, c - 8) : c])

    def _situated(self, k: int) -> int:
        """Index past what stands between commas before a member of a list: "P and, a little further south, Q"."""
        if self.items[k - 1].low != "," or k >= len(self.items) or self.items[k].kind == "place":
            return k
        for j in range(k, min(k + 6, len(self.items) - 1)):
            if self.items[j].low == ",":
                return j + 1 if self.items[j + 1].kind == "place" else k
            if self.items[j].kind in (*VERBAL, "be", "have", "relative", "boundary"):
                return k
        return k

    def _dated(self, k: int) -> int:
        """Index past "a day later" or "hours earlier" before a member of a list; k when no such words stand there."""
        for j in range(k + 1, min(k + 5, len(self.items) - 1)):
            after = self.items[j + 1]
            if self.items[j].low in _RELATIVE_TIME and (after.low == "," or after.kind == "place"):
                return j + 1 + int(after.low == ",")
            if self.items[j].kind not in _TIME_WORDS:
                return k
        return k
