"""The object of a verb and what its prepositions govern."""

from __future__ import annotations

from collections.abc import Iterator

from territory.extract.clause.brackets import VERBAL
from territory.extract.clause.coordination import Lists
from territory.extract.clause.subjects import Subject
from territory.extract.clause.verbgroups import QUOTES
from territory.extract.who.actors import Actor
from territory.extract.words.items import Item

__all__ = ["VERBAL", "Clause", "Subject"]


_BEFORE_OBJECT = frozenset({"adverb", "time", "det", "-", "vague", "share", "more_than", "less_than", "about"})


class Clause(Lists):
    """Role finding over the items of one sentence."""

    def object_places(self, v: int) -> list[int]:
        """Indexes of the place phrases that are the direct object of the verb at v."""
        k, skipped = self._shared_from(v), 0
        while k < len(self.items) and skipped < 6:
            item = self.items[k]
            if item.kind == "place":
                named = self.including(k)
                if named and item.value.limit.part_kind == "areas":
                    return self.listed(k)
                listed = self.coordinates(k)
                return listed + (named or self._included(listed[-1]))
            if item.kind in _BEFORE_OBJECT:
                k = self.brackets.right(k)
            elif item.kind in ("word", "num", "place_adj", "poss", "modifier", "title") and skipped < 2:
                k += 1
                skipped += 1
            elif (
                item.kind == "actor"
                and k + 2 < len(self.items)
                and self.items[k + 1].kind == "stronghold"
                and self.items[k + 2].kind == "of"
            ):
                k += 3
            elif item.kind == "noun" and item.entries["noun"].value == "control" and self._control_of(k):
                k = self._control_of(k)
            elif item.kind == "punct" and item.low in "\"'“”‘’(":
                k += 1
                skipped += 1
            else:
                return []
        return []

    def _shared_from(self, v: int) -> int:
        """Where the object of the verb at v begins: behind a second verb, when both have one object."""
        k = self.brackets.right(v)
        if k >= len(self.items) or self.items[k].kind != "conj":
            return k
        m = k + 1
        while m < len(self.items) and self.items[m].kind == "adverb":
            m += 1
        return self.brackets.right(m) if m < len(self.items) and self.items[m].kind == "verb" else k

    def shares_object(self, v: int) -> int:
        """The verb behind that has its object with the one at v: "stormed and captured P"; -1 without one."""
        k = self._shared_from(v)
        while k > v and (k := self.brackets.left(k)) > v and self.items[k].kind != "verb":
            pass
        return k if k > v else -1

    def _control_of(self, k: int) -> int:
        """After "(lost) control Friday of": index past the preposition, else 0."""
        j = k + 1
        while j < len(self.items) and self.items[j].kind in ("time", "adverb") and j - k < 4:
            j += 1
        if j < len(self.items) and (self.items[j].kind == "of" or self.items[j].low in ("over", "on")):
            return j + 1
        return 0

    def slot_places(self, v: int, prepositions: list[str]) -> list[int]:
        """Place phrases that one of the prepositions governs, after item v within its clause."""
        for head in self._slot_heads(v, prepositions, ("det", "adverb", "poss", "place_adj", "word")):
            j = head
            if self.items[j].kind == "noun" and self._control_of(j):
                j = self._control_of(j)
            if j < len(self.items) and self.items[j].kind == "place":
                return self._repeated(self.listed(j), self.items[head - 1])
        return []

    def _repeated(self, listed: list[int], preposition: Item) -> list[int]:
        """A list and what goes on with the preposition said again: "from P and from Q", "in P and also in Q"."""
        while True:
            j = self.brackets.right(listed[-1])
            conj = j
            while j < len(self.items) and (self.items[j].low == "," or self._adds(j) or self.items[j].kind == "adverb"):
                j = self.brackets.right(j)
            if j == conj or j + 1 >= len(self.items) or self.items[j].low != preposition.low:
                return listed
            if self.items[j + 1].kind != "place":
                return listed
            listed = [*listed, *self.coordinates(j + 1)]

    def _slot_heads(self, v: int, prepositions: list[str], leading: tuple[str, ...]) -> Iterator[int]:
        """Heads of what the prepositions govern, after item v within its clause; at most three leading words each."""
        for k in self._after(v):
            if self.items[k].kind in ("prep", "of", "to") and self._canon(k) in prepositions:
                j = k + 1
                while j < len(self.items) and self.items[j].kind in leading and j - k < 4:
                    j += 1
                if j < len(self.items):
                    yield j

    def later_places(self, v: int) -> list[int]:
        """The first place phrase after "in" or "at" anywhere later in the sentence."""
        for k in range(v + 1, min(v + 22, len(self.items) - 1)):
            item = self.items[k]
            if item.kind == "prep" and item.entries["prep"].value in ("in", "at") and self.items[k + 1].kind == "place":
                return self.coordinates(k + 1)
            if item.kind == "place" and item.value.limit.part_kind == "areas" and item.value.cores:
                return [k]
            if item.kind == "say" or (item.kind == "verb" and not item.low.startswith("attack")) or item.low == ";":
                break
        return []

    def slot_actor(self, v: int, prepositions: list[str]) -> list[Actor]:
        """Sides that one of the prepositions governs, after item v within its clause."""
        for j in self._slot_heads(v, prepositions, ("det", "adverb", "poss", "word", "title", "place_adj")):
            if self.items[j].kind == "actor":
                return self.actors_from(j)
        return []

    def actors_from(self, j: int) -> list[Actor]:
        """The actor at j and those joined to its right."""
        found = [self.items[j].value]
        if j + 3 < len(self.items) and [i.kind for i in self.items[j + 1 : j + 4]] == ["conj", "det", "actor"]:
            after = self.items[j + 4] if j + 4 < len(self.items) else None
            if after is None or after.kind not in (*VERBAL, "have", "be"):
                j += 3
                found.append(self.items[j].value)
        while (
            j + 2 < len(self.items)
            and self.items[j + 1].kind == "conj"
            and self.items[j + 1].low != "but"
            and self.items[j + 2].kind == "actor"
        ):
            after = self.items[j + 3] if j + 3 < len(self.items) else None
            if after is not None and after.kind in (*VERBAL, "have", "be") and after.kind != "not_event":
                break
            j += 2
            found.append(self.items[j].value)
        return found

    def object_actor(self, v: int) -> list[Actor]:
        """The side that is the direct object of the verb at v."""
        k = v + 1
        while (
            k < len(self.items)
            and (
                self.items[k].kind in ("adverb", "det", "time", "vague", "word", "poss", "num", "place_adj", "modifier")
                or self.items[k].low in QUOTES
                or (self.items[k].kind == "not_actor" and k + 1 < len(self.items) and self.items[k + 1].kind == "actor")
            )
            and k - v < 6
        ):
            k += 1
        after = self.items[k + 1].kind if k + 1 < len(self.items) else ""
        if k < len(self.items) and self.items[k].kind == "actor" and after != "noun":
            return self.actors_from(k)
        return []

    def _after(self, v: int) -> list[int]:
        """Items after v on its own level, up to the end of its clause."""
        found, k = [], self.brackets.right(v)
        while k < len(self.items):
            item = self.items[k]
            if item.kind in ("boundary", "relative") or (item.kind == "punct" and item.low in ";:—"):
                break
            if item.kind in VERBAL and not (self._reduced(k) and item.kind != "verb"):
                entry = item.entries.get(item.kind, None)
                if entry is None or "ing" not in entry.forms or item.kind == "verb":
                    break
            found.append(k)
            k = self.brackets.right(k)
        return found

    def _canon(self, k: int) -> str:
        """Canonical preposition at item k; "out of" may be split between a verb and the preposition."""
        item = self.items[k]
        if "prep" in item.entries:
            return str(item.entries["prep"].value)
        if item.kind != "of":
            return "to"
        return "from" if self._out(k) else "of"

    def _out(self, k: int) -> bool:
        before = self.items[k - 1] if k else None
        return before is not None and before.kind == "verb" and str(before.entries["verb"].value).endswith(" out")
