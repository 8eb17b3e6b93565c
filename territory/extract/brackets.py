"""What may be hopped over in a sentence: relative clauses, appositions, participles, speech tags, adjuncts at the head.

A bracket is found by the words that open it and closed by its comma or, in text that lost its commas, by the finite
verb of the clause that it interrupts.
"""

from __future__ import annotations

from dataclasses import dataclass

from territory.extract.items import Item

VERBAL = frozenset(
    {"verb", "say", "not_event", "motion", "planned", "prevent", "managed", "failed", "deny", "claim", "occur"}
)
_AUXILIARY = frozenset({"be", "have", "do", "modal"})
_GROUP = _AUXILIARY | VERBAL | {"not", "adverb", "to", "time"}
_NONFINITE = frozenset({"be", "been", "being", "having"})
_NOMINAL = frozenset({"actor", "place", "not_actor", "speaker", "speakers", "cap", "cap_person", "org", "source"})
_ANTECEDENT = _NOMINAL | {"word", "noun", "kind", "people"}
_COMMON_NOUNS = frozenset({"word", "unit_km", "stronghold", "kind", "title", "compass"})
_BEFORE_BASE = _NOMINAL | {"pron_actor", "pron_place", "relative", "word", "noun", "people"}
_PARTICIPIAL = frozenset({"backing", "leading", "held", "besieged"})
_ADVERBIAL = frozenset({"adverb", "time", "prep", "boundary", "pron_place"})
_COMMAS = frozenset(",،")
_ENDS = frozenset(".;:!?")
_LONGEST = 30


@dataclass(slots=True)
class Bracket:
    """Items [first, last) that explain the item ``head`` (-1: the whole clause)."""

    first: int
    last: int
    kind: str
    head: int = -1


class Brackets:
    """The brackets of one sentence and the steps that hop over them."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.found: list[Bracket] = []
        self._opens: dict[int, int] = {}
        self._closes: dict[int, int] = {}
        self._fronted()
        for k, item in enumerate(items):
            if item.low in _COMMAS and k:
                self._after_comma(k)
            elif item.kind == "relative":
                self._restrictive(k)
            elif item.low == "(":
                self._parenthesis(k)
            elif k and items[k - 1].kind in _NOMINAL:
                self._after_noun(k)

    def left(self, k: int) -> int:
        """The item before k on its own level."""
        k -= 1
        while k in self._closes:
            k = self._closes[k] - 1
        return k

    def right(self, k: int) -> int:
        """The item after k on its own level."""
        k += 1
        while k in self._opens:
            k = self._opens[k]
        return k

    def finite(self, k: int) -> bool:
        """Whether a finite verb, or its auxiliary, stands at k."""
        item = self.items[k]
        if item.kind in _AUXILIARY:
            return item.low not in _NONFINITE
        if item.kind not in VERBAL:
            return False
        entry = item.entries.get(item.kind)
        if entry is None:
            return False
        before = self.items[k - 1] if k else None
        if "past" in entry.forms or "s" in entry.forms:
            after = self.items[k + 1] if k + 1 < len(self.items) else None
            return "pp" not in entry.forms or after is None or after.low != "by"
        return "base" in entry.forms and before is not None and before.kind in _BEFORE_BASE

    def _add(self, first: int, last: int, kind: str, head: int = -1) -> None:
        if last <= first:
            return
        self.found.append(Bracket(first, last, kind, head))
        self._opens[first] = max(last, self._opens.get(first, 0))
        self._closes[last - 1] = min(first, self._closes.get(last - 1, first))

    def _fronted(self) -> None:
        """ "On Friday, …", "In a statement, …": a time or a preposition's phrase before the first comma."""
        items = self.items
        if not items or items[0].kind not in ("time", "prep"):
            return
        for k in range(1, min(_LONGEST // 2, len(items))):
            if items[k].low in _COMMAS:
                self._add(0, k + 1, "adjunct")
                return
            if self.finite(k) or items[k].kind == "relative":
                return

    def _after_comma(self, c: int) -> None:
        items = self.items
        k = c + 1
        if k >= len(items) or c in self._opens:
            return
        first = k if c in self._closes else c
        if items[k].kind in ("prep", "share", "vague") and self._pied(k):
            k = self._pied(k)
        if items[k].kind == "relative":
            if items[k].low in ("what", "whoever"):
                return
            end = self._relative_end(k, closed=True)
            self._add(first, end, "relative", self.left(first))
            return
        end = self._tag_end(k)
        if end:
            self._add(first, end, "tag")
            return
        if first == k and self.finite(k):
            return
        if items[c - 1].kind in _NOMINAL or c in self._closes:
            kind = "participle" if self._participle(k) else "apposition" if self._explains(k) else "aside"
            end = self._segment_end(k) if kind != "aside" or items[k].kind in _ADVERBIAL else 0
            if end and (kind != "aside" or (end < len(items) and self.finite(end))):
                self._add(first, end, kind, self.left(first))

    def _pied(self, k: int) -> int:
        """The relative pronoun of "through which", "most of whom"; else 0."""
        for j in range(k + 1, min(k + 4, len(self.items))):
            if self.items[j].kind == "relative" and self.items[j].low in ("which", "whom", "whose"):
                return j
            if self.items[j].kind not in ("of", "prep", "share", "det"):
                return 0
        return 0

    def _restrictive(self, k: int) -> None:
        """ "rebels who hold X", "the town that they took": a relative clause without commas."""
        items = self.items
        if not k or items[k].low in ("what", "whoever"):
            return
        first = k
        while first > 1 and items[first - 1].kind in ("prep", "of", "share"):
            first -= 1
        if items[first - 1].low in _COMMAS or items[first - 1].kind not in (
            *_NOMINAL,
            "word",
            "noun",
            "kind",
            "people",
        ):
            return
        self._add(first, self._relative_end(k, closed=False), "relative", first - 1)

    def _relative_end(self, r: int, closed: bool) -> int:
        """End of the clause of the relative pronoun at r; one opened by a comma goes on to the comma that closes it."""
        items, verbs, j = self.items, 0, r + 1
        if j < len(items) and items[j].low in _COMMAS:
            j = self._next_comma(j + 1) + 1 or j + 1
        while j < len(items) and j - r < _LONGEST:
            item = items[j]
            if item.low in _ENDS:
                return j
            if item.low in _COMMAS and j > r + 1 and not self._goes_on(j):
                return j + 1 if closed else j
            if self.finite(j):
                if verbs and not closed and not self._joined(j):
                    return j
                verbs += 1
                while j < len(items) and items[j].kind in _GROUP:
                    j += 1
                continue
            j += 1
        return j

    def _joined(self, j: int) -> bool:
        """Whether the verb at j is joined to one before it: "who hold X and besiege Y"."""
        return self.items[j - 1].kind == "conj" or (
            self.items[j - 1].kind == "adverb" and j > 1 and self.items[j - 2].kind == "conj"
        )

    def _goes_on(self, c: int) -> bool:
        """Whether the comma at c only parts the members of a list."""
        k = c + 1
        while k < len(self.items) and self.items[k].kind in ("det", "num", "vague"):
            k += 1
        return k < len(self.items) and self.items[k].kind == "place" and self.items[c - 1].kind == "place"

    def _next_comma(self, k: int) -> int:
        """The next comma before the sentence's end; -1 without one."""
        for j in range(k, min(k + _LONGEST, len(self.items))):
            if self.items[j].low in _COMMAS:
                return j
            if self.items[j].low in _ENDS:
                return -1
        return -1

    def _tag_end(self, k: int) -> int:
        """End of ", the army said," or ", according to X," that starts at k; else 0."""
        items, said = self.items, False
        for j in range(k, min(k + 14, len(items))):
            item = items[j]
            if item.low in _COMMAS or item.low in _ENDS:
                return (j + 1 if item.low in _COMMAS else j) if said else 0
            if item.kind == "say" and not said:
                said = True
            elif said and j == k + 1 and item.kind in ("det", *_NOMINAL):
                continue
            elif self.finite(j) or item.kind in ("relative", "boundary"):
                return 0
        return 0

    def _participle(self, k: int) -> bool:
        item = self.items[k]
        if item.kind in _PARTICIPIAL:
            return True
        entry = item.entries.get(item.kind)
        if entry is None or item.kind not in VERBAL:
            return False
        return "ing" in entry.forms or "pp" in entry.forms

    def _explains(self, k: int) -> bool:
        """Whether a noun phrase at k describes what stands before it, rather than going on a list."""
        item = self.items[k]
        if item.kind == "place":
            return bool(item.value.appositive or item.value.limit.part_kind == "offset")
        while k < len(self.items) and self.items[k].kind in ("det", "num", "place_adj", "modifier", "poss", "adverb"):
            k += 1
        return k < len(self.items) and self.items[k].kind in (
            "word",
            "unit_km",
            "stronghold",
            "kind",
            "title",
            "compass",
        )

    def _segment_end(self, k: int) -> int:
        """End of a phrase that starts at k and has no finite verb of its own, past its comma; else 0."""
        items = self.items
        for j in range(k, min(k + _LONGEST, len(items))):
            if items[j].low in _COMMAS:
                return j + 1
            if items[j].low in _ENDS:
                return j
            if j > k and (self.finite(j) or items[j].kind in ("relative", "boundary")):
                return 0
        return 0

    def _parenthesis(self, k: int) -> None:
        for j in range(k + 1, min(k + _LONGEST, len(self.items))):
            if self.items[j].low == ")":
                self._add(k, j + 1, "aside", k - 1)
                return

    def _after_noun(self, k: int) -> None:
        """A participle or an apposition right after its noun, up to the finite verb of the clause."""
        items = self.items
        reduced = self._participle(k) and k + 1 < len(items) and items[k + 1].kind == "prep"
        apposed = items[k - 1].kind == "place" and items[k].kind == "det" and self._explains(k)
        if not reduced and not apposed:
            return
        for j in range(k + 1, min(k + _LONGEST, len(items))):
            if items[j].low in _COMMAS or items[j].low in _ENDS or items[j].kind in ("relative", "boundary", "conj"):
                return
            if self.finite(j):
                self._add(k, j, "participle" if reduced else "apposition", k - 1)
                return
