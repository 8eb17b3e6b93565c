"""Verb groups: where they begin, their voice, and the verbs that belong together."""

from __future__ import annotations

from territory.extract.clause.brackets import VERBAL, Brackets
from territory.extract.words.items import Item

OPENS = frozenset({"boundary", "relative", "say"})
_SOME = frozenset({"last", "most", "some", "many", "hundreds", "thousands", "dozens", "scores", "remnants", "bulk"})
QUOTES = frozenset('"“”')
BEFORE_ACTOR = frozenset({"det", "poss", "vague", "num", "place_adj", "modifier", "title", "adverb"})
# "A, along with B, took P": B only helps.
BESIDES = frozenset({"along", "together", "as"})
_PARTITIVE = frozenset({"last", "most", "some", "many", "rest", "bulk", "remnants", "remainder"})


class VerbGroups:
    """Finds verb groups over the items of one sentence."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.brackets = Brackets(items)

    def verb_start(self, v: int) -> int:
        """Index of the first word of the verb group of item v (auxiliaries, negation, governing verbs)."""
        k = v
        while k > 0:
            item = self.items[k - 1]
            if (
                item.kind in ("be", "have", "do", "modal", "not", "adverb", "former", "to", "managed", "failed")
                or (item.kind == "not_event" and item.has("be") and self.items[k].kind == "verb")
                or (item.kind in ("planned", "prevent") and k - 1 > 0 and self._to(k))
                or (item.kind in ("claim", "say") and self._to(k))
            ):
                k -= 1
                continue
            if (
                item.kind == "punct"
                and item.low in "\"“”'‘’"
                and k - 2 >= 0
                and self.items[k - 2].kind in ("modal", "to", "have", "be")
            ):
                k -= 1
                continue
            timed = item.kind == "time" or item.low == "last" or (item.kind == "about" and item.has("adverb"))
            if timed and k - 2 >= 0 and self._parted(k):
                k -= 1
                continue
            if item.low in QUOTES and k - 2 >= 0 and self.items[k - 2].kind in ("be", "have", "modal", "not", "to"):
                k -= 1
                continue
            break
        return k

    def _to(self, k: int) -> bool:
        """Whether an infinitive begins at k: "to have taken", "on Sunday to have taken"."""
        return self.items[k].kind == "to" or (self.items[k].kind == "time" and self.items[k + 1].kind == "to")

    def _parted(self, k: int) -> bool:
        """Whether the time before item k parts a verb group: "had on Sunday taken", "claimed Sunday to have taken"."""
        before = self.items[k - 2].kind
        governs = before in ("claim", "say", "planned", "managed", "failed")
        return before in ("be", "have", "modal") or (governs and self.items[k].kind == "to")

    def passive(self, v: int) -> bool:
        """Whether a verb with a participle form stands in the passive or as a reduced relative."""
        entry = self.items[v].entries.get(self.items[v].kind)
        if entry is None or "pp" not in entry.forms:
            return False
        for k in range(v - 1, max(-1, v - 5), -1):
            item = self.items[k]
            if item.kind == "be" or (item.kind == "not_event" and item.has("be")):
                return True
            if item.kind == "have":
                return False
            passed = item.kind in ("adverb", "not", "time", "conj", "verb", "word") or item.low in (*QUOTES, "last")
            if not passed and not (item.kind == "about" and item.has("adverb")):
                break
        after = self.items[v + 1] if v + 1 < len(self.items) else None
        if after is not None and after.kind == "prep" and after.low in ("by",):
            return True
        if self.apart(v):
            return True
        left = self.items[v - 1] if v else None
        if left is not None and left.low == "," and v > 1 and self.items[v - 2].kind == "actor":
            away = after is not None and after.kind == "prep" and after.entries["prep"].value == "from"
            return away and self.items[v].kind == "verb" and entry.data[0] == "expel"
        if left is not None and left.kind == "place":
            return (
                "past" not in entry.forms
                or after is None
                or after.kind in ("prep", "time", "punct", "adverb", "boundary", "conj")
            )
        return False

    def apart(self, v: int) -> bool:
        """Whether a past participle between commas explains a place: "X, taken last year, …"."""
        k = v - 1 - int(v > 1 and self.items[v - 1].kind in ("adverb", "time"))
        if k < 0 or self.items[k].low not in (",", "،"):
            return False
        b = self.brackets.around(v)
        return b is not None and b.kind == "participle" and b.head >= 0 and self.items[b.head].kind == "place"

    def _lists_verbs(self, v: int, k: int) -> bool:
        """Whether the verbs at v and k share a subject without a conjunction: "entered P, raised their flag"."""
        first, second = (self.items[n].entries.get(self.items[n].kind) for n in (v, k))
        if first is None or second is None or self.items[k - 1].low != "," or "past" not in first.forms:
            return False
        return "past" in second.forms and self.finite_at(v)

    def finite_at(self, v: int) -> bool:
        """Whether an active verb stands at v."""
        return self.brackets.finite(v) and not self.passive(v)

    def _relative_before(self, j: int) -> int:
        """Index of the relative pronoun whose clause holds the verb at j, so that it can be skipped; else 0."""
        for r in range(j - 1, max(0, j - 8), -1):
            item = self.items[r]
            if item.kind == "relative" and item.low in ("who", "which", "that"):
                return r
            if item.kind in VERBAL or item.kind == "boundary":
                return 0
        return 0

    def _reduced(self, j: int) -> bool:
        """A participle that modifies the subject: "forces backed by Russia captured"."""
        entry = self.items[j].entries.get(self.items[j].kind)
        return (
            entry is not None and "pp" in entry.forms and j + 1 < len(self.items) and self.items[j + 1].kind == "prep"
        )

    def _governed(self, j: int, loose: bool = False) -> bool:
        """Whether the phrase at j is the object of a preposition, so not a subject."""
        k = j - 1
        while k >= 0 and self.items[k].kind in ("det", "poss", "adverb", "title"):
            k -= 1
        if k < 0:
            return False
        item = self.items[k]
        beside = item.kind == "conj" and item.low in BESIDES and self.items[j].kind != "place"
        if item.low == "not" or beside:
            return True
        if item.kind == "conj" and k > 0 and self.items[k - 1].kind in ("actor", "place"):
            return self._governed(k - 1, loose)
        if item.kind == "of" and k > 0 and self.items[k - 1].low in _PARTITIVE:
            return False
        if item.kind == "of" and k > 0 and self.items[k - 1].kind == "stronghold" and self.items[j].kind == "place":
            return False
        to = item.kind == "to" and self.items[j].kind in ("place", "actor")
        if item.kind == "of" and k > 0 and self.items[k - 1].low in _SOME:
            return self._governed(k - 1, loose)
        return to or (item.kind in ("prep", "of") and not (loose and item.low in ("with",)))

    def _actor_list(self, c: int) -> bool:
        return self.items[c - 1].kind == "actor" and c + 1 < len(self.items) and self.items[c + 1].kind == "actor"

    def _partner(self, v: int, c: int) -> int | None:
        """The verb that the conjunction at c joins to the one at v: the last before it in the same form."""
        entry = self.items[v].entries.get(self.items[v].kind)
        forms = set(entry.forms) if entry is not None and c == v - 1 else set()
        k = c
        while forms and (k := self.brackets.left(k)) > 0 and self.items[k].kind not in ("boundary", "relative", "say"):
            other = self.items[k].entries.get(self.items[k].kind) if self.items[k].kind in VERBAL else None
            if other is not None and not forms.isdisjoint(other.forms):
                return k
        return None

    def _plain_verb(self, c: int) -> int | None:
        """ "rebels crossed the river and": a verb right after its side, of no class of the lexicon."""
        for k in range(c - 1, max(0, c - 9), -1):
            item = self.items[k]
            if (
                item.kind == "word"
                and item.low.endswith("ed")
                and self.items[k - 1].kind in ("actor", "adverb", "have")
            ):
                return k
            if item.kind in ("boundary", "relative", "punct") or item.kind in VERBAL:
                return None
        return None

    def _verb_before(self, k: int) -> int | None:
        """The last verb before item k; none when a clause whose verb is not known begins between the two."""
        begun = False
        for j in range(k - 1, -1, -1):
            item = self.items[j]
            if item.kind in VERBAL and item.kind != "say" and not self._described(j):
                return j
            if begun and (item.kind in OPENS or item.low == ";"):
                return None
            begun = begun or self._starts(j)
        return None

    def _described(self, j: int) -> bool:
        """Whether what may be a verb is a noun or an adjective here: "a heavy blow", "paraded captured tanks"."""
        items = self.items
        if j < 2:
            return False
        entry = items[j].entries.get(items[j].kind)
        if items[j - 1].kind == "not_event" and entry is not None and "pp" in entry.forms:
            return not items[j - 1].has("be")
        return items[j - 1].kind in ("word", "place_adj") and items[j - 2].low in ("a", "an")

    def _starts(self, j: int, other: str = "") -> bool:
        """Whether a side, or another kind of phrase, stands at j that no preposition governs."""
        return self.items[j].kind in ("actor", other) and not self._governed(j)
