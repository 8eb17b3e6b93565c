"""Text that lost its commas and apostrophes: both are put back where the grammar of the sentence asks for them.

A comma put back is a token without width, so that every rule reads such a text as it reads any other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from territory.extract.items import Item
from territory.extract.sides import Table
from territory.extract.tokens import Tokens

_SHORTEST = 60
_MARKS = frozenset("،,'’")
_VERBAL = frozenset(
    {"verb", "say", "not_event", "motion", "planned", "prevent", "managed", "failed", "deny", "claim", "occur"}
)
_AUXILIARY = frozenset({"be", "have", "do", "modal"})
_GROUP = _AUXILIARY | _VERBAL | {"not", "adverb", "to"}
_NONFINITE = frozenset({"be", "been", "being", "having"})
_NAMED = frozenset({"cap", "capital", "nation"})
_PLURAL = frozenset(
    {"people", "role", "head", "side", "pronominal", "group_word", "speakers", "pron_actor", "relative"}
)
_SUBJECTS = frozenset({"det", "cap", "side", "people", "head", "role", "pron_actor", "poss", "speakers", "nation"})
_SPEAKING = frozenset(
    {"word", "cap", "of", "title", "speaker", "speakers", "people", "nation", "side", "role", "head", "source", "org"}
) | {"poss", "num", "vague", "place_adj", "'s", "-", "kind", "compass", "cap_person", "group_word", "det"}
_OPENERS = frozenset({"det", "poss", "pron_actor", "vague", "num"})
_HEADS = frozenset(
    {"word", "cap", "kind", "people", "side", "role", "head", "source", "speakers", "org", "noun", "time"}
)
_BARE = frozenset({"word", "speakers", "people", "place_adj", "source", "title", "role", "head"})
_CONTRAST = frozenset({"but", "while", "whereas", "although", "though"})
_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxz")
_LONGEST = 24


def bare(tokens: Tokens) -> bool:
    """Whether a text is long enough to have commas and has neither them nor apostrophes."""
    return len(tokens.words) >= _SHORTEST and not any(mark in tokens.text for mark in _MARKS)


def with_owners(tokens: Tokens, table: Table) -> Tokens:
    """Tokens with the s of a lost apostrophe cut off: "the armys advance", "Daraas old quarter"."""
    known = {low for low, capital in zip(tokens.lows, tokens.capital, strict=True) if capital}
    cuts = {k for k, low in enumerate(tokens.lows[:-1]) if low[-1] == "s" and _owns(tokens, k, known, table)}
    return _rebuilt(tokens, set(), cuts) if cuts else tokens


def _owns(tokens: Tokens, k: int, known: set[str], table: Table) -> bool:
    low, base = tokens.lows[k], tokens.lows[k][:-1]
    if len(low) < 4 or low[-1] != "s" or not tokens.words[k + 1][0].isalnum():
        return False
    if low[-2] == "y" and low[-3] in _CONSONANTS and not tokens.capital[k]:
        return True
    if not tokens.capital[k] or low[-2] == "s" or low in table.single_word or low in table.one_word_names:
        return False
    if tokens.lows[k + 1] in ("and", "or", "is", "was", "has", "said", "in", "on", "of", "to", "from"):
        return False
    return base in known and base not in table.single_word


def with_commas(tokens: Tokens, scanned: Callable[[int, int], list[Item]]) -> Tokens:
    """Tokens with commas put back; ``scanned`` gives the items of the sentence between two tokens."""
    places: set[int] = set()
    for first, last in tokens.sentences:
        items = scanned(first, last)
        found = {items[k].i for k in Gaps(items).found if 0 < k < len(items) and items[k].kind != "punct"}
        places |= {i for i in found if tokens.words[i - 1][-1].isalnum() and tokens.lows[i - 1] != "'s"}
    return _rebuilt(tokens, places, set()) if places else tokens


def _rebuilt(tokens: Tokens, commas: set[int], owners: set[int]) -> Tokens:
    """The tokens with a comma before each of ``commas`` and the last letter of each of ``owners`` on its own."""
    words, lows, capital = list(tokens.words), list(tokens.lows), list(tokens.capital)
    starts, ends = list(tokens.starts), list(tokens.ends)
    for k in sorted(commas | owners, reverse=True):
        if k in owners:
            end = ends[k]
            words[k : k + 1] = words[k][:-1], "s"
            lows[k : k + 1] = lows[k][:-1], "'s"
            ends[k : k + 1] = end - 1, end
            starts.insert(k + 1, end - 1)
            capital.insert(k + 1, False)
        if k in commas:
            words.insert(k, ",")
            lows.insert(k, ",")
            starts.insert(k, ends[k - 1])
            ends.insert(k, ends[k - 1])
            capital.insert(k, False)
    added = sorted([*commas, *owners])
    sentences = [(a + bisect_left(added, a), b + bisect_left(added, b)) for a, b in tokens.sentences]
    return replace(tokens, words=words, lows=lows, capital=capital, starts=starts, ends=ends, sentences=sentences)


class Gaps:
    """Items of a sentence before which a comma was lost."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.found: set[int] = set()
        self.verbs = [k for k in range(len(items)) if self._finite(k)]
        self.opened = bool(items) and items[0].kind in ("prep", "boundary", "time", "to", "adverb")
        self._fronted()
        for k in range(1, len(items)):
            item = items[k]
            if item.kind == "say":
                self._tag(k)
            elif (item.kind == "cap" and items[k - 1].kind == "cap" and self._listed(k)) or (
                item.low in _CONTRAST and k + 1 < len(items) and items[k + 1].kind in _SUBJECTS
            ):
                self.found.add(k)
            elif items[k - 1].kind in ("cap", "kind") and self._named(k - 1) and self._explains(k):
                self._apposition(k)

    def _listed(self, k: int) -> bool:
        """Whether names side by side from item k are members of a list that a conjunction ends."""
        items, j = self.items, k
        while j + 1 < len(items) and items[j].kind == "cap":
            j += 1
        return items[j].kind == "conj" and items[min(j + 1, len(items) - 1)].kind in ("cap", "det", "vague")

    def _finite(self, k: int) -> bool:
        """Whether a finite verb or its auxiliary stands at item k."""
        item = self.items[k]
        if item.kind in _AUXILIARY:
            return item.low not in _NONFINITE
        if item.kind == "word":
            return item.low.endswith("ed") and k > 0 and self.items[k - 1].kind in _HEADS and not self._agent(k)
        entry = item.entries.get(item.kind) if item.kind in _VERBAL else None
        if entry is None or (k and self.items[k - 1].kind in ("-", "to", "prep", "of", "det", "have", "be", "modal")):
            return False
        if "past" in entry.forms or "s" in entry.forms:
            return "pp" not in entry.forms or not self._agent(k)
        return "base" in entry.forms and k > 0 and self.items[k - 1].kind in _PLURAL

    def _agent(self, k: int) -> bool:
        return k + 1 < len(self.items) and self.items[k + 1].low == "by"

    def _named(self, k: int) -> bool:
        """Whether a name ends at item k: "Hama", "Hama province"."""
        kind = self.items[k].kind
        return kind in _NAMED or (kind == "kind" and k > 0 and self.items[k - 1].kind == "cap")

    def _before(self, k: int) -> bool:
        """Whether a finite verb stands before item k."""
        return bool(self.verbs) and self.verbs[0] < k

    def _fronted(self) -> None:
        """ "On Tuesday rebels", "In Aleppo the army": the subject behind what opens the sentence."""
        items = self.items
        if not items or items[0].kind not in ("prep", "time"):
            return
        for k in range(1, min(10, len(items))):
            before, item = items[k - 1], items[k]
            if k in self.verbs or item.kind in ("relative", "punct", "conj", "boundary"):
                return
            ended = before.kind == "time" or (before.kind in ("cap", "kind") and k > 1)
            if ended and item.kind in _SUBJECTS and (before.kind == "time" or item.kind not in ("cap", "nation")):
                self.found.add(k)
                return

    def _tag(self, k: int) -> None:
        """ "… an activist said …": its subject follows a whole clause."""
        items, start = self.items, k
        while start > 1 and k - start < 12 and items[start - 1].kind in _SPEAKING:
            start -= 1
            if items[start].kind in _OPENERS and items[start - 1].kind not in ("of", "prep", "det"):
                break
            if items[start].kind in _BARE and self._ends_clause(start - 1):
                break
        if start == k and items[k - 1].kind == "pron_actor":
            start = k - 1
        if start >= k or start < 3 or not (self._before(start) or start > 6) or start - 1 in self.verbs:
            return
        if items[start - 1].kind in ("conj", "relative", "boundary", "prep", "of", "to", "say", "punct", "verb"):
            return
        if items[start].kind not in (*_OPENERS, *_BARE, "cap", "nation", "side"):
            return
        if items[start].kind in _BARE and not self._ends_clause(start - 1):
            return
        end = k + 1
        while end < len(items) and items[end].kind == "time":
            end += 1
        if end < len(items) and (items[end].kind in ("relative", "to") or items[end].low == "that"):
            return
        self.found.add(start)
        entry = items[k].entries["say"]
        if entry.value != "tell" and (not self.opened or len([v for v in self.verbs if v < start]) > 1):
            self.found.add(end)

    def _ends_clause(self, k: int) -> bool:
        """Whether a name or a time at item k can end the clause before "rescue workers said"."""
        kind = self.items[k].kind
        return kind in ("time", "kind") or (kind == "cap" and k > 0 and self.items[k - 1].kind != "det")

    def _explains(self, k: int) -> bool:
        """Whether an article or a distance at item k begins what explains the name before it."""
        items = self.items
        distance = items[k].kind == "num" and k + 1 < len(items) and items[k + 1].kind == "unit_km"
        return distance or items[k].low in ("a", "an", "the")

    def _apposition(self, k: int) -> None:
        """ "Hama the provincial capital": a noun phrase that explains the name before it."""
        items = self.items
        first = items[k - 1]
        if k in self.found or (k == 1 and first.low.endswith("ly")):
            return
        verb = next((v for v in self.verbs if v > k), None)
        if verb is not None and items[verb].kind == "say" and verb - k < 8 and self._before(k):
            return
        self.found.add(k)
        if self.opened and not self._before(k):
            return
        clauses = 0
        for j in range(k + 1, min(k + _LONGEST, len(items))):
            contact = items[j].kind in ("det", "pron_actor") and items[j - 1].kind in _HEADS
            if items[j].kind == "relative" or contact:
                clauses = 1
                break
            if j in self.verbs or items[j].kind in ("boundary", "conj", "punct"):
                break
        self._close(k + 1, clauses)

    def _close(self, k: int, clauses: int) -> None:
        """The comma that ends an insertion: before the verb of the clause that it interrupts."""
        items, seen, j = self.items, 0, k
        while j < len(items) and j - k < _LONGEST:
            if items[j].low in ".;:!?":
                return
            if items[j].kind == "boundary" and seen >= clauses:
                if clauses:
                    self.found.add(j)
                return
            if j in self.verbs:
                if seen >= clauses and not (seen and self._joined(k, j)):
                    self.found.add(j)
                    return
                seen += 1
                j = self._group_end(j)
                continue
            j += 1

    def _joined(self, k: int, j: int) -> bool:
        """Whether a conjunction since item k makes the verb at item j one of the insertion's own."""
        items = self.items
        for m in range(j - 1, k, -1):
            if m in self.verbs:
                return False
            if items[m].kind == "conj":
                return items[m + 1].kind not in ("cap", "nation")
        return False

    def _group_end(self, j: int) -> int:
        """End of the verb group that starts at item j."""
        content = self.items[j].kind in _VERBAL
        j += 1
        while j < len(self.items) and self.items[j].kind in _GROUP and not (content and j in self.verbs):
            content = content or self.items[j].kind in _VERBAL
            j += 1
        return j
