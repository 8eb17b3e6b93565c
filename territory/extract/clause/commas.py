"""Commas that a text has lost, put back between the items of a sentence where only they part two phrases.

A comma put back is an item without tokens, so that every later rule reads such a text as it reads any other.
"""

from __future__ import annotations

from functools import cached_property

from territory.extract.clause.brackets import VERBAL
from territory.extract.words.items import Item
from territory.extract.words.lexicon import Lexicon
from territory.extract.words.tokens import Tokens

_AUXILIARY = frozenset({"be", "have", "do", "modal"})
_FINITE = _AUXILIARY | VERBAL
_NONFINITE = frozenset({"be", "been", "being", "having"})
_UNFINISHED = frozenset({"-", "to", "prep", "of", "det", "have", "be", "modal", "not_known"})
_NAMES = frozenset({"cap", "capital"})
_ARMED = frozenset({"side", "role", "head"})
_BEGIN_SIDE = frozenset({"side", "role", "people", "head", "modifier", "nation"})
_SIDE_WORDS = _BEGIN_SIDE | {"group_word", "backing", "leading", "-", "anti", "pro", "pronominal", "adverb"}
_OPENERS = frozenset({"prep", "time", "boundary", "adverb", "backing", "to", "say", "verb", "without_except"})
_GOVERNORS = frozenset({"prep", "of", "verb", "to"})
_INSIDE = frozenset({"det", "kind", "place_adj", "compass", "of", "modifier", "area", "stronghold", "outskirts"})
_SPEAKING = frozenset(
    {"word", "speakers", "speaker", "not_actor", "title", "source", "org", "people", "nation", "place_adj", "modifier"}
    | {
        "backing",
        "leading",
        "cap_person",
        "side",
        "role",
        "head",
        "kind",
        "group_word",
        "noun",
        "conj",
        "-",
        "vague",
        "num",
        "poss",
    }
)
_DESCRIBING = frozenset({"word", "title", "place_adj", "people", "modifier", "vague", "num"})
_OWNERS = frozenset({"conj", "of", "prep", "poss", "'s", "pron_actor", "more_than", "about"})
_BARE = frozenset({"speakers", "not_actor", "source", "org"})
_HEARD = frozenset({"speakers", "not_actor", "source", "word", "role", "side", "head", "cap", "title", "pron_actor"})
_CLOSED = frozenset({"punct", "time", "prep", "boundary", "-"})
_SIDEWAYS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "centre"})
_NOUNS = frozenset({"kind", "word", "stronghold", "area"})
_CONTACT = frozenset({"det", "pron_actor"})
_ARTICLES = frozenset({"a", "an", "the", "another"})
_CIRCUMSTANCES = frozenset({"amid", "despite", "during", "following", "since", "after", "before", "until"})
_SUBORDINATE = frozenset({"boundary", "backing", "prep", "relative"})
_INTERRUPTING = frozenset({"relative", "boundary", "conj", "punct"})
_PLAIN_SUBJECT = frozenset({"kind", "word", "not_actor", "people", "place_adj", "modifier", "speakers", "noun"})
_PREDICATES = VERBAL | {"relative", "num", "about", "backing", "held", "besieged"}
# What may begin another phrase behind what.
_SEAMS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_NAMES, _BEGIN_SIDE | {"cap", "det", "word", "num", "about", "boundary"}),
    **dict.fromkeys(_ARMED, _BEGIN_SIDE | {"det", "boundary"}),
    "time": _PLAIN_SUBJECT | {"det", "cap", "boundary"},
    "compass": frozenset({"det", "cap"}),
    "kind": frozenset({"cap"}),
}


def with_commas(items: list[Item], tokens: Tokens, lexicon: Lexicon) -> list[Item]:
    """The items of a sentence that has no comma, with those that it lost."""
    kinds = [item.kind for item in items]
    seams = [k for k in range(1, len(kinds)) if kinds[k] in _SEAMS.get(kinds[k - 1], ())]
    says = [k for k, kind in enumerate(kinds) if kind == "say"] if "say" in kinds else []
    if not seams and not says:
        return items
    found = Gaps(items, tokens, lexicon, seams, says).found
    if not found:
        return items
    out = items.copy()
    for k in sorted(found, reverse=True):
        if k and items[k - 1].kind != "punct" and items[k].kind != "punct":
            out.insert(k, Item("punct", items[k].i, items[k].i, ",", {}))
    return out


class Gaps:
    """Items of a sentence before which a comma was lost, of those where one may have been."""

    def __init__(self, items: list[Item], tokens: Tokens, lexicon: Lexicon, seams: list[int], says: list[int]) -> None:
        self.items, self.tokens, self.lexicon = items, tokens, lexicon
        self.found: set[int] = set()
        self.opened = items[0].kind in _OPENERS
        self.found.update(k for k in seams if self._parted(k))
        for k in says:
            if k > 1:
                self._tag(k)

    @cached_property
    def verbs(self) -> list[int]:
        """Where finite verbs and their auxiliaries stand."""
        return [k for k, item in enumerate(self.items) if item.kind in _FINITE and self._finite(k)]

    def _parted(self, k: int) -> bool:
        """Whether item k begins another phrase than the item before it."""
        before = self.items[k - 1].kind
        if self.items[k].kind == "boundary":
            return self._amid(k)
        if before in _NAMES:
            return self._behind_name(k)
        if before in _ARMED:
            return self._behind_side(k)
        if before == "time":
            return self._dated(k) or self._anew(k)
        if before == "kind":
            return self._counted(k)
        return before == "compass" and self.opened and self._fronted(k)

    def _behind_name(self, k: int) -> bool:
        """Whether item k, behind a name, begins another phrase."""
        kind = self.items[k].kind
        if kind == "cap":
            return self._listed(k)
        if kind in _BEGIN_SIDE:
            return self._side_apart(k)
        explained = kind == "det" and self._explained(k)
        if explained or (kind in ("word", "num", "about") and self._measured(k)):
            self._close(k)
            return True
        return False

    def _behind_side(self, k: int) -> bool:
        """Whether item k, behind words for a side, begins another phrase."""
        item, after = self.items[k], self.items[k + 1 : k + 2]
        if item.kind == "det":
            return item.low in _ARTICLES and bool(after) and after[0].kind != "compass"
        return self._two_sides(k)

    def _finite(self, k: int) -> bool:
        """Whether a finite verb or its auxiliary stands at item k."""
        item = self.items[k]
        if item.kind in _AUXILIARY:
            return item.low not in _NONFINITE
        entry = item.entries.get(item.kind)
        if entry is None or (k and self.items[k - 1].kind in _UNFINISHED):
            return False
        if "past" in entry.forms or "s" in entry.forms:
            return "pp" not in entry.forms or k + 1 == len(self.items) or self.items[k + 1].low != "by"
        return "base" in entry.forms and k > 0 and self.items[k - 1].kind in _HEARD

    def _verb_after(self, k: int) -> int:
        """Index of the first finite verb from item k on; the number of items without one."""
        return next((v for v in self.verbs if v >= k), len(self.items))

    def _listed(self, k: int) -> bool:
        """Whether names side by side from item k are members of a list that a conjunction ends."""
        items, j = self.items, k + 1
        while j < len(items) and items[j].kind == "cap":
            j += 1
        if j + 1 >= len(items) or items[j].kind != "conj" or items[j].low == "but":
            return False
        return items[j + 1].kind in ("cap", "det")

    def _explained(self, k: int) -> bool:
        """ "P the largest town in Q", "near Q the army", "P the monitor said": a new phrase behind a name."""
        known = k > 1 or self.items[0].value == "known"
        if not known or self.items[k].low not in _ARTICLES or k + 1 == len(self.items):
            return False
        return self.items[k + 1].low not in self.lexicon.time.units

    def _measured(self, k: int) -> bool:
        """ "P home to 50,000 people", "P about 30 km from Q"."""
        after = self.items[k + 1 : k + 3]
        if self.items[k].kind == "word":
            return self.items[k].low == "home" and bool(after) and after[0].kind == "to"
        return any(item.kind == "unit_km" for item in after)

    def _close(self, k: int) -> None:
        """The comma behind an insertion from item k, where the clause that it interrupts has its verb to come."""
        items, verb = self.items, self._verb_after(k)
        if (self.verbs and self.verbs[0] < k) or self._governor(k - 1) is not None:
            return
        if self.opened and items[k].low == "the" and items[k - 1].value != "known":
            return
        if any(items[m].kind in _CONTACT and items[m - 1].kind in _NOUNS for m in range(k + 2, verb)):
            verb = self._verb_after(verb + 1)
        between = items[k:verb]
        if verb == len(items) or any(i.kind in ("relative", "punct", "conj") for i in between):
            return
        if items[verb].kind == "say":
            return
        self.found.add(verb)
        if self.opened:
            self.found.add(self._start(k - 1))

    def _side_end(self, k: int) -> int:
        """End of the words that name a side from item k on: "government forces", "fighters of the group X"."""
        items, j = self.items, k
        while j < len(items) and j - k < 10:
            kind = items[j].kind
            before = items[j - 1].kind if j > k else ""
            linked = (
                (before in _ARMED and items[j].low in ("of", "from"))
                or (kind == "det" and before in ("of", "pro"))
                or (kind == "prep" and before in ("backing", "leading"))
            )
            if kind not in _SIDE_WORDS and not linked:
                break
            j += 1
        return j

    def _side_apart(self, k: int) -> bool:
        """ "near P rebels took", "captured P opposition fighters withdrew": a name, then the subject of a clause."""
        items = self.items
        end = self._side_end(k)
        if end not in self.verbs or items[end].kind == "say" or not self._sided(k, end):
            return False
        return self._governor(k - 1) is not None

    def _start(self, k: int) -> int:
        """Index of the first word of the phrase that ends in the name at item k: "the" in "the town of P"."""
        while k > 0 and self.items[k - 1].kind in _INSIDE:
            k -= 1
        return k

    def _governor(self, k: int) -> int | None:
        """Index of what the phrase that ends in the name at item k hangs on: a preposition, a verb, a noun."""
        items, j = self.items, self._start(k)
        if j == 0:
            return None
        governed = items[j].kind == "of" or items[j - 1].kind in _GOVERNORS
        return j - 1 if governed else None

    def _two_sides(self, k: int) -> bool:
        """ "a setback for the army rebels took": a word for armed men ends its phrase, so another side begins."""
        before, item = self.items[k - 1], self.items[k]
        if before.value == "possessive" or self._side_end(k) not in self.verbs or item.low.endswith("ing"):
            return False
        last = before.j - 1
        if self.tokens.lows[last] in self.lexicon.armed:
            return True
        if self.tokens.lows[last] in self.lexicon.unions and item.kind in ("side", "people"):
            return True
        name = self.tokens.words[last]
        named = before.kind == "side" and name[0].isupper() and (name.isupper() or name[-1] != "s")
        return named and item.kind == "side"

    def _sided(self, k: int, end: int) -> bool:
        """Whether the words [k, end) name a side or more than one man of it: not "regime" in "the P regime"."""
        return any(
            item.kind == "side" or (item.kind in _ARMED and self.tokens.lows[item.j - 1] in self.lexicon.armed)
            for item in self.items[k:end]
        )

    def _amid(self, k: int) -> bool:
        """ "rebels amid heavy shelling captured": an insertion between the subject and its verb."""
        items = self.items
        if items[k].low not in _CIRCUMSTANCES or not self.verbs or self.verbs[0] < k or items[0].kind in _SUBORDINATE:
            return False
        verb = self.verbs[0]
        if not any(i.kind in _ARMED for i in items[:k]) or items[verb].kind == "say":
            return False
        if any(i.kind in _ARMED or i.kind in _INTERRUPTING for i in items[k + 1 : verb]):
            return False
        self.found.add(verb)
        return True

    def _anew(self, k: int) -> bool:
        """ "P which rebels took last year schools have": the subject of the clause behind a relative one."""
        items, j = self.items, k
        while j < len(items) and items[j].kind in _PLAIN_SUBJECT and j - k < 5:
            j += 1
        if j == k or j not in self.verbs or self.verbs[0] > k:
            return False
        return any(i.kind == "relative" for i in items[:k])

    def _counted(self, k: int) -> bool:
        """ "three towns P Q and R": a number of places, then their names."""
        return k > 1 and self.items[k - 2].kind in ("num", "vague") and self.items[k - 1].low.endswith("s")

    def _dated(self, k: int) -> bool:
        """ "took P on Monday Q on Tuesday": dates part the members of a list."""
        items = self.items
        if k < 3 or items[k - 2].kind not in ("cap", "kind"):
            return False
        j = k
        while j < len(items) and items[j].kind in ("det", "compass", "place_adj", "kind", "of", "cap") and j - k < 8:
            j += 1
        return j < len(items) and items[j].kind == "time" and items[j - 1].kind in ("cap", "kind")

    def _fronted(self, k: int) -> bool:
        """ "In the north P was": the subject behind a compass point that the sentence opens with."""
        items = self.items
        if k > 5 or items[k - 1].low not in _SIDEWAYS or items[k - 2].kind not in ("det", "word", "'s"):
            return False
        if self.verbs and self.verbs[0] < k:
            return False
        if items[k].kind == "det":
            return True
        j = k
        while j < len(items) and items[j].kind in ("cap", "conj", "det", "place_adj", "kind", "of"):
            j += 1
        return j < len(items) and (j in self.verbs or items[j].kind in _PREDICATES)

    def _tag(self, k: int) -> None:
        """ "… a monitor said": who says it, after a whole clause or within one."""
        items = self.items
        if items[k].low == "according":
            self._according(k)
            return
        if items[k - 1].kind not in _HEARD or k not in self.verbs:
            return
        start = self._voice(k)
        if not start or items[start - 1].kind in _NO_TAG or items[start].kind == "punct":
            return
        end = k + 1
        while end < len(items) and items[end].kind == "time":
            end += 1
        resumed = end in self.verbs and items[end].kind not in ("say", "claim")
        over = end == len(items) or items[end].kind in _CLOSED or items[k].low == "told"
        last = self._verb_after(end) == len(items)
        if resumed:
            self.found |= {start, end}
        elif over and last and self.verbs[0] < start:
            self.found.add(start)

    def _according(self, k: int) -> None:
        """ "have according to residents taken", "took P according to residents"."""
        items = self.items
        if k == 0:
            return
        self.found.add(k)
        for j in range(k + 2, min(k + 9, len(items))):
            if items[j].kind in ("punct", "boundary", "relative"):
                return
            if items[j].kind in VERBAL or j in self.verbs:
                if items[k - 1].kind in _AUXILIARY or not (self.verbs and self.verbs[0] < k):
                    self.found.add(j)
                return

    def _voice(self, k: int) -> int:
        """Where the words for who speaks begin, before the verb of saying at item k; 0 when that cannot be told."""
        items, j = self.items, k - 1
        if items[j].kind == "pron_actor":
            return j
        bare = 0
        while j > 0 and k - j < 12:
            kind = items[j].kind
            if bare == j + 1 and self._whole(j, items[bare].low):
                break
            if kind == "det":
                if items[j - 1].kind in ("of", "prep") and items[j - 2].kind in (*_BARE, "title", "word", "cap"):
                    j -= 2
                    continue
                return j
            if kind in _BARE or (kind in _DESCRIBING and items[j + 1].kind in _SPEAKING):
                bare = j
            elif kind in ("prep", "of"):
                if items[j - 1].kind not in _SPEAKING:
                    break
            elif kind == "cap" and bare == j + 1 and items[j].value is None and items[j - 1].kind in ("time", "cap"):
                bare = j
            elif kind not in _SPEAKING and kind != "cap":
                break
            j -= 1
        if not bare or items[bare - 1].kind in _OWNERS:
            return 0
        return bare

    def _whole(self, j: int, noun: str) -> bool:
        """Whether the name or side at item j ends a phrase before a noun for who speaks: "in P residents said"."""
        item = self.items[j]
        if item.kind == "cap":
            return item.value == "known" or self.items[j - 1].kind in _GOVERNORS
        return item.kind in _ARMED and (noun in _UNOWNED or self.tokens.lows[item.j - 1] in self.lexicon.armed)


_UNOWNED = frozenset({"residents", "witnesses", "state", "local", "activists", "medics", "aid"})
_NO_TAG = frozenset({"conj", "relative", "boundary", "prep", "of", "to", "say", "punct", "det", "adverb", "claim"})
