"""What may be hopped over in a sentence: relative clauses, appositions, participles, speech tags, adjuncts at the head.

A bracket is found by the words that open it and closed by its comma or, in text that lost its commas, by the finite
verb of the clause that it interrupts.
"""

from __future__ import annotations

from dataclasses import dataclass

from territory.extract.where.placenames import FACILITIES
from territory.extract.words.items import Item

VERBAL = frozenset(
    {"verb", "say", "not_event", "motion", "planned", "prevent", "managed", "failed", "deny", "claim", "occur"}
)
_AUXILIARY = frozenset({"be", "have", "do", "modal"})
_GROUP = _AUXILIARY | VERBAL | {"not", "adverb", "to", "time"}
_NONFINITE = frozenset({"be", "been", "being", "having"})
_NOMINAL = frozenset({"actor", "place", "not_actor", "speaker", "speakers", "cap", "cap_person", "org", "source"})
_TELLERS = frozenset({"not_actor", "speaker", "speakers", "source"})
_COMMON_NOUNS = frozenset({"word", "unit_km", "stronghold", "kind", "title", "compass"})
_ANTECEDENT = _NOMINAL | {"word", "noun", "kind", "people", "compass"}
_BARE = frozenset({"word", "unit_km", "title"})
_APPOSED = _COMMON_NOUNS | {"place"}
_BEFORE_BASE = _NOMINAL | {"word", "noun", "kind", "people", "pron_actor", "pron_place", "relative"}
_BEFORE_COMMON = frozenset({"det", "num", "place_adj", "modifier", "poss", "adverb"})
_AFTER_ARTICLE = _COMMON_NOUNS | _BEFORE_COMMON - {"det"}
_OBJECTS = frozenset({"det", "place", "actor", "poss", "share", "pron_actor", "num", "vague", "place_adj"})
_PARTICIPIAL = frozenset({"backing", "leading", "held", "besieged"})
_AFTER_NOUN = VERBAL | _PARTICIPIAL | {"det", "actor", "pron_actor", "place"}
_ADVERBIAL = frozenset({"adverb", "time", "prep", "boundary", "pron_place"})
_INDEFINITE = frozenset({"a", "an", "another", "one"})
_HEADLESS = frozenset({"what", "whoever"})
_FRONTED = ("according", "despite", "amid", "following", "besides", "during")
_COMMAS = frozenset(",،")
_ENDS = frozenset(".;:!?")
_LONGEST = 30


@dataclass(slots=True)
class Bracket:
    """Items [first, last) that explain the item ``head`` (-1: the whole clause), with the relative pronoun, if any."""

    first: int
    last: int
    kind: str
    head: int = -1
    pronoun: int = -1


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
            elif (item.low == "but" or "without_except" in item.entries) and self._excepts(k):
                self._add(k, self._exception_end(k), "exception", k - 1)
            elif item.kind == "relative":
                self._restrictive(k)
            elif item.low == "(":
                self._parenthesis(k)
            elif item.kind in _AFTER_NOUN and k and items[k - 1].kind in _ANTECEDENT:
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

    def around(self, k: int) -> Bracket | None:
        """The innermost bracket that holds item k."""
        inner: Bracket | None = None
        for b in self.found:
            if b.first <= k < b.last and (inner is None or b.last - b.first < inner.last - inner.first):
                inner = b
        return inner

    def role(self, k: int) -> int:
        """The noun of the apposition that explains item k ("X, a rebel group, …"); -1 without one."""
        for b in self.found:
            if b.head == k and b.kind == "apposition":
                nouns = (
                    j for j in range(b.first, b.last) if self.items[j].kind in _NOMINAL or self.items[j].kind == "of"
                )
                found = next(nouns, -1)
                return -1 if found < 0 or self.items[found].kind == "of" else found
        return -1

    def finite(self, k: int) -> bool:
        """Whether a finite verb, or its auxiliary, stands at k."""
        item = self.items[k]
        if item.kind in _AUXILIARY:
            return item.low not in _NONFINITE
        if item.kind not in VERBAL or (k and self.items[k - 1].kind == "-"):
            return False
        entry = item.entries.get(item.kind)
        if entry is None:
            return False
        before = self.items[k - 1] if k else None
        after = self.items[k + 1] if k + 1 < len(self.items) else None
        if "pp" in entry.forms and after is not None and after.low == "by":
            return False
        if "past" in entry.forms or "s" in entry.forms:
            return True
        return "base" in entry.forms and before is not None and before.kind in _BEFORE_BASE

    def _head(self, first: int) -> int:
        """The item that a bracket from item first explains, looking past times and adverbs."""
        inside = any(b.kind in ("tag", "adjunct", "exception") and b.last == first for b in self.found)
        k = first - 2 if inside else self.left(first)
        while k > 0 and (self.items[k].kind in ("time", "adverb") or self.items[k].low in ("itself", "themselves")):
            k = self.left(k)
        return k

    def _add(self, first: int, last: int, kind: str, head: int = -1, pronoun: int = -1) -> None:
        if last <= first:
            return
        self.found.append(Bracket(first, last, kind, head, pronoun))
        self._opens[first] = max(last, self._opens.get(first, 0))
        self._closes[last - 1] = min(first, self._closes.get(last - 1, first))

    def _fronted(self) -> None:
        """ "On Friday, …", "In a statement, …": a time or a preposition's phrase before the first comma."""
        items = self.items
        if not items or not (items[0].kind in ("time", "prep") or items[0].has("without_except", "boundary", "say")):
            return
        if items[0].kind in ("boundary", "say") and not items[0].low.startswith(_FRONTED):
            return
        held = items[0].low == "with" and items[0].kind == "prep"
        if held and len(items) > 2 and items[1].kind == "place" and items[2].low in _COMMAS:
            return
        for k in range(1, min(_LONGEST // 2, len(items))):
            if items[k].low in _COMMAS:
                self._add(0, k + 1, "adjunct")
                return
            if self.finite(k) or items[k].kind == "relative":
                return

    def _after_comma(self, c: int) -> None:
        items, k = self.items, c + 1
        if k >= len(items) or c in self._opens:
            return
        first = k if c in self._closes else c
        pronoun = self._pied(k) or k
        if items[pronoun].kind == "relative":
            if items[pronoun].low not in _HEADLESS:
                self._add(first, self._relative_end(pronoun, closed=True), "relative", self._head(first), pronoun)
            return
        if self._excepts(k):
            self._add(first, self._exception_end(k), "exception", self._head(first))
            return
        if items[k].kind == "not" and (end := self._contrasted(k)):
            self._add(first, end, "aside", self._head(first))
            return
        end = self._tag_end(k)
        if end:
            self._add(first, end, "tag")
            return
        dated = items[c - 1].kind == "time" and items[k].kind == "boundary"
        if (first == k and self.finite(k)) or (items[c - 1].kind not in _NOMINAL and first == c and not dated):
            return
        opened = any(b.kind == "adjunct" and b.last == first for b in self.found)
        explains = self._explains(k) and (not opened or items[c - 1].kind in _NOMINAL)
        described = "apposition" if explains else "aside"
        kind = "participle" if self._participle(k + int(items[k].kind in ("adverb", "time"))) else described
        if kind == "apposition" and first == k and items[k].kind in _BARE:
            return
        end = self._segment_end(k) if kind != "aside" or items[k].kind in _ADVERBIAL else 0
        if opened and kind == "apposition" and end and items[end - 1].low not in _COMMAS and end < len(items):
            return
        if end and (kind != "aside" or (end < len(items) and (self.finite(end) or self._located(c, k, end)))):
            self._add(first, end, kind, self._head(first))

    def _located(self, c: int, k: int, end: int) -> bool:
        """Whether the phrase between commas from item k only says where the place before it lies: "X, in Y,"."""
        items = self.items
        if items[c - 1].kind != "place" or items[k].kind != "prep" or end - k > 7 or items[end - 1].low not in _COMMAS:
            return False
        before = items[c - 2] if c > 1 else None
        pointed = items[k + 1].kind == "place" and items[k + 1].value.limit.part_kind in ("direction", "offset")
        listed = before is not None and before.low == items[k].low and not pointed
        return not listed and any(i.kind == "place" for i in items[k + 1 : end])

    def _contrasted(self, k: int) -> int:
        """End of "not the army," at k, past its comma; 0 where the words are no mere contrast."""
        j = k + 1
        while j < len(self.items) and self.items[j].kind in ("det", "actor", "conj"):
            j += 1
        return j + 1 if j > k + 1 and j < len(self.items) and self.items[j].low in _COMMAS else 0

    def _excepts(self, k: int) -> bool:
        """Whether what is left out is named from item k on: "except X", "all of P but X"."""
        items = self.items
        if items[k].low != "but" and "without_except" not in items[k].entries:
            return False
        j = k + 2 if k + 1 < len(items) and items[k + 1].kind == "det" else k + 1
        if k == 0 or j >= len(items) or items[j].kind != "place":
            return False
        if items[k].has("without_except"):
            return True
        limit = items[k - 1].value.limit if items[k - 1].kind == "place" else None
        return items[k].low == "but" and limit is not None and (limit.entire or limit.extent is not None)

    def _exception_end(self, k: int) -> int:
        """End of the exception at k: its comma, or the finite verb of the clause that it interrupts; else 0."""
        for j in range(k + 1, min(k + _LONGEST // 2, len(self.items))):
            if self.items[j].low in _COMMAS and not self._goes_on(j):
                return j + 1
            if self.items[j].low in _ENDS or self.items[j].kind in ("relative", "boundary"):
                return 0
            if self.finite(j):
                return j
        return 0

    def _pied(self, k: int) -> int:
        """The relative pronoun of "through which", "most of whom", "parts of which"; else 0."""
        for j in range(k + 1, min(k + 4, len(self.items))):
            if self.items[j].kind == "relative" and self.items[j].low in ("which", "whom", "whose"):
                return j if self.items[j - 1].kind in ("prep", "of", "to") else 0
            if self.finite(j) or self.items[j].kind in ("punct", "place", "actor"):
                return 0
        return 0

    def _restrictive(self, k: int) -> None:
        """ "rebels who hold X", "the town that they took": a relative clause without commas."""
        first = k
        joined = next((b for b in self.found if b.kind == "relative" and b.last == k - 1), None)
        if joined is not None and self._second_relative(k - 1):
            self._add(k - 1, self._relative_end(k, closed=False), "relative", joined.head, k)
            return
        while first > 1 and self.items[first - 1].kind in ("prep", "of", "share"):
            first -= 1
        outer = self.around(k)
        pied = (
            outer is not None
            and outer.kind == "relative"
            and not any(i.kind in VERBAL for i in self.items[outer.first : k])
        )
        told = self.items[k].low == "that" and first > 1 and self.items[first - 2].kind == "say"
        if told or pied or self.items[k].low in _HEADLESS:
            return
        sized = first > 2 and self.items[first - 1].kind == "num" and self.items[first - 2].kind == "of"
        if first and (self.items[first - 1].kind in _ANTECEDENT or (sized and self.items[first - 3].kind == "place")):
            self._relative(first, k, 3 if sized else self._located_noun(first))

    def _located_noun(self, first: int) -> int:
        """Steps back to the noun that a relative clause explains: past "in the west" in "the only city in the west"."""
        j = first - 1
        if self.items[j].kind != "compass":
            return 1
        while j > 0 and self.items[j].kind in ("compass", "det"):
            j -= 1
        found = j > 0 and self.items[j].kind == "prep" and self.items[j - 1].kind == "place"
        return first - j + 1 if found else 1

    def _second_relative(self, k: int) -> bool:
        """Whether another relative clause is joined at k: "(a town that they hold) and which A besieges"."""
        return self.items[k].kind == "conj" and k + 1 < len(self.items) and self.items[k + 1].kind == "relative"

    def _relative(self, first: int, pronoun: int, back: int = 1) -> None:
        outer, noun = self.around(first), first - back
        apposed = outer is not None and outer.kind == "apposition" and self.items[noun].kind in _APPOSED
        head = outer.head if outer is not None and apposed and outer.head >= 0 else noun
        end = self._relative_end(pronoun, closed=False)
        self._add(first, end, "relative", head, pronoun if self.items[pronoun].kind == "relative" else -1)

    def _contact(self, k: int) -> bool:
        """ "(the town) the rebels hold": a subject and a transitive verb without its object, after a noun phrase."""
        items = self.items
        m = k + int(items[k].kind == "det")
        if k < 2 or m + 1 >= len(items) or items[m].kind not in ("actor", "pron_actor") or not self._whole(k - 1):
            return False
        start = m + 1 + int(items[m + 1].kind == "adverb")
        if start >= len(items) or not self.finite(start):
            return False
        end = self._group_end(start)
        verb = next((items[j] for j in range(end - 1, start - 1, -1) if items[j].kind in VERBAL), None)
        if verb is None or verb.kind != "verb" or "obj" not in verb.entries["verb"].data[1].place:
            return False
        return end >= len(items) or items[end].kind not in _OBJECTS

    def _whole(self, k: int) -> bool:
        """Whether a noun phrase that a clause may explain ends at k: "the town", or "a farming centre" after a name."""
        items, first = self.items, k
        if items[k].kind == "place":
            phrase = items[k].value
            return items[k - 1].kind != "relative" and bool(phrase.definite or phrase.open or phrase.appositive)
        while first > 1 and k - first < 4 and items[first].kind in _AFTER_ARTICLE:
            first -= 1
        return (
            k > first > 1
            and items[first].kind == "det"
            and items[first - 1].low in _COMMAS
            and items[first - 2].kind == "place"
        )

    def _relative_end(self, r: int, closed: bool) -> int:
        """End of the clause of the relative pronoun at r; one opened by a comma goes on to the comma that closes it."""
        items, verbs, j = self.items, 0, r + 1
        if j < len(items) and items[j].low in _COMMAS:
            j = next((m + 1 for m in range(j + 1, min(j + _LONGEST, len(items))) if items[m].low in _COMMAS), j + 1)
        while j < len(items) and j - r < _LONGEST:
            item = items[j]
            if item.low in _ENDS or (verbs and self._second_relative(j)):
                return j
            if item.low in _COMMAS and j > r + 1 and not self._goes_on(j) and (verbs or self._resumes(j + 1)):
                return j + 1 if closed else j
            if item.kind == "boundary" and verbs and not closed and not self._resumed(j + 1):
                return j
            if self.finite(j):
                if verbs and not closed and not self._joined(j):
                    return j
                verbs += 1
                j = self._group_end(j)
                continue
            j += 1
        return j

    def _resumes(self, k: int) -> bool:
        """Whether the clause that was interrupted goes on at k: with its verb, or with more of its subject."""
        return k < len(self.items) and (self.items[k].kind == "conj" or self.finite(k))

    def _resumed(self, k: int) -> bool:
        """Whether two finite verbs follow, so that the clause from k on is not the last of the sentence."""
        groups = 0
        while k < len(self.items) and self.items[k].low not in _ENDS:
            if self.finite(k):
                groups += 1
                k = self._group_end(k)
            else:
                k += 1
        return groups > 1

    def _group_end(self, j: int) -> int:
        """End of the verb group that starts at j."""
        content = False
        while j < len(self.items) and self.items[j].kind in _GROUP and not (content and self.finite(j)):
            content = content or self.items[j].kind in VERBAL
            j += 1
        return j

    def _joined(self, j: int) -> bool:
        """Whether the verb at j is joined to one before it: "who hold X and briefly took Y"."""
        before = j - 1 - int(self.items[j - 1].kind == "adverb")
        return before >= 0 and self.items[before].kind == "conj"

    def _goes_on(self, c: int) -> bool:
        """Whether the comma at c only parts the members of a list."""
        k = c + 1
        while k < len(self.items) and self.items[k].kind in ("det", "num", "vague"):
            k += 1
        return k < len(self.items) and self.items[k].kind == "place" and self.items[c - 1].kind == "place"

    def _tag_end(self, k: int) -> int:
        """End of ", the army said," or ", according to X," that starts at k; else 0."""
        items, said = self.items, False
        for j in range(k, min(k + 14, len(items))):
            item = items[j]
            if item.low in _COMMAS or item.low in _ENDS:
                return (j + 1 if item.low in _COMMAS else j) if said else 0
            if item.kind == "say" and not said:
                said = True
            elif self.finite(j) or item.kind in ("relative", "boundary"):
                return 0
        return 0

    def _participle(self, k: int) -> bool:
        if k >= len(self.items):
            return False
        item = self.items[k]
        entry = item.entries.get(item.kind) if item.kind in VERBAL else None
        return item.kind in _PARTICIPIAL or (entry is not None and ("ing" in entry.forms or "pp" in entry.forms))

    def _explains(self, k: int) -> bool:
        """Whether a noun phrase at k describes what stands before it, rather than going on a list."""
        items = self.items
        if items[k].kind == "place" and k > 1 and items[k - 2].kind in _TELLERS:
            return False
        if items[k].kind == "place":
            phrase = items[k].value
            unnamed = phrase.cores and all(c.name is None and c.kind not in FACILITIES for c in phrase.cores)
            some = phrase.open and items[k].low in _INDEFINITE
            return bool(phrase.appositive or unnamed or some or phrase.limit.part_kind == "offset")
        first = k
        while k < len(items) and items[k].kind in _BEFORE_COMMON:
            k += 1
        if k < len(items) and items[k].kind == "place":
            told = items[k].value.explains or items[k].value.open
            return k > first and items[k - 1].kind in ("place_adj", "modifier") and bool(told)
        if k < len(items) and items[k].kind == "actor" and items[first].kind == "det" and first > 1:
            named = items[first - 2]
            return named.kind == "actor" and named.value.key is not None and named.value.key == items[k].value.key
        if k > first and k < len(items) and items[k].kind == "not_event" and items[k - 1].kind in ("det", "modifier"):
            return "base" in items[k].entries["not_event"].forms
        return k < len(items) and items[k].kind in _COMMON_NOUNS

    def _segment_end(self, k: int) -> int:
        """End of a phrase that starts at k and has no finite verb of its own, past its comma; else 0."""
        items, j, bound = self.items, k, False
        while j < len(items) and j - k < _LONGEST:
            if items[j].low in _COMMAS:
                return j + 1
            if items[j].low in _ENDS:
                return j
            if j > k and (items[j].kind == "relative" or self._contact(j)):
                j = self._relative_end(j, closed=False)
                continue
            bound = bound or (j > k and items[j].kind == "boundary")
            if j > k and self.finite(j) and not (j == k + 1 and items[k].kind == "adverb" and self._reduced_at(j)):
                return j if items[k].kind == "place" and not bound else 0
            j += 1
        return 0

    def _reduced_at(self, k: int) -> bool:
        """Whether a participle with its preposition, of no claim, stands at k: "long accused of"."""
        return (
            self.items[k].kind == "not_event"
            and self._participle(k)
            and k + 1 < len(self.items)
            and self.items[k + 1].kind in ("prep", "of", "to")
        )

    def _parenthesis(self, k: int) -> None:
        for j in range(k + 1, min(k + _LONGEST, len(self.items))):
            if self.items[j].low == ")":
                self._add(k, j + 1, "aside", k - 1)
                return

    def _after_noun(self, k: int) -> None:
        """A contact clause, a participle or an apposition right after its noun, up to the verb of the clause."""
        items = self.items
        if self._contact(k):
            self._relative(k, k)
        if items[k - 1].kind not in _NOMINAL or k in self._opens:
            return
        reduced = self._participle(k) and k + 1 < len(items) and items[k + 1].kind == "prep"
        apposed = items[k - 1].kind == "place" and items[k].kind in ("det", "place") and self._explains(k)
        if not reduced and not apposed:
            return
        j = k + 1
        while j < min(k + _LONGEST, len(items)):
            if items[j].low in _COMMAS or items[j].low in _ENDS or items[j].kind in ("boundary", "conj"):
                return
            if items[j].kind == "relative" or self._contact(j):
                j = self._relative_end(j, closed=False)
                continue
            if self.finite(j):
                self._add(k, j, "participle" if reduced else "apposition", k - 1)
                return
            j += 1
