"""Who speaks: the noun phrase beside a speech verb, with its apposition, as items of the sentence."""

from __future__ import annotations

from dataclasses import dataclass

from territory.extract.words.items import Item

_SKIP = frozenset({"adverb", "have", "be", "do", "modal", "not", "time", "to", "managed", "pron_place"})
_VERBS = frozenset(
    {"verb", "say", "claim", "deny", "not_event", "motion", "planned", "prevent", "managed", "failed", "occur"}
)
_FINITE = _VERBS | {"be", "have", "do", "modal"}
_LEADING = frozenset({"conj", "adverb", "time", "boundary", "relative", "-", "pron_place"})
_NOUNS = frozenset(
    {"actor", "speaker", "speakers", "source", "org", "cap", "cap_person", "place", "head", "no_place", "word", "title"}
    | {"people", "not_actor", "noun", "pronominal", "nation", "vague", "num", "area", "stronghold", "kind"}
)
_NAMING = frozenset({"actor", "speaker", "speakers", "source", "org", "cap", "cap_person", "head", "no_place", "place"})
_ASIDE = frozenset({"relative", "det", "title", "poss", "place", "cap", "cap_person", "speakers", "speaker", "adverb"})
_WHO = frozenset({"who", "which", "that", "whose"})
_SUBJECTS = frozenset({"det", "actor", "speaker", "source", "place", "poss", "people"})
_ARTICLES = frozenset({"a", "an", "the"})
_BEFORE_GAP = frozenset({"place", "noun", "time", "stronghold", "kind", "area"})
_NO_PHRASE = frozenset({"relative", "pron_actor", "time", "be", "have", "modal", "do", "not"})
_NP_MAX = 16


@dataclass(frozen=True, slots=True)
class Phrase:
    """Who speaks: items [first, last), with the apposition [aside, until) where there is one.

    ``pronoun`` is its word when the phrase is a pronoun.
    """

    first: int
    last: int
    aside: int = 0
    until: int = 0
    pronoun: str = ""

    def core(self, items: list[Item]) -> int:
        """End of the head of the phrase, before its complements."""
        for k in range(self.first + 1, self.last):
            if items[k].kind in ("prep", "of", "relative", "to") or (items[k].kind in _VERBS and k > self.first + 1):
                return k
            if items[k].has("linker", "backing") and items[k - 1].kind != "-":
                return k
        return self.last

    def start(self) -> int:
        """The first item of phrase and apposition."""
        return min(self.first, self.aside) if self.until else self.first

    def end(self) -> int:
        """The item behind phrase and apposition."""
        return max(self.last, self.until)


def before_verb(items: list[Item], k: int) -> Phrase | None:
    """The phrase before the speech verb at item k; None where there is none."""
    end = k
    while end > 0 and items[end - 1].kind in _SKIP and items[end - 1].low not in ("it", "all", "both"):
        end -= 1
    if not end or items[end - 1].kind == "conj":
        return None
    last = items[end - 1]
    if last.kind == "pron_actor" or last.low == "it":
        return Phrase(end - 1, end, pronoun=last.low) if last.low != "them" else None
    if last.kind == "relative":
        return _antecedent(items, end - 1) if last.low in _WHO else None
    if last.low == ",":
        return _with_aside(items, end - 1)
    return _phrase(items, end)


def _antecedent(items: list[Item], relative: int) -> Phrase | None:
    """The noun phrase that "who" or "which" stands for."""
    end = relative
    if end and items[end - 1].low == ",":
        end -= 1
    if not end or items[end - 1].kind not in _NOUNS:
        return None
    found = _phrase(items, end)
    if found is None or found.first < 2 or items[found.first - 1].low != ",":
        return found
    whole = _phrase(items, found.first - 1)
    return found if whole is None else Phrase(whole.first, whole.last, found.first, found.last)


def _with_aside(items: list[Item], comma: int) -> Phrase | None:
    """The noun phrase of "NAME, the founder of the group, said"."""
    for k in range(comma - 1, max(0, comma - 32), -1):
        if items[k].kind == "punct" and items[k].low not in ",().'’-":
            return None
        if items[k].low != "," or not _opens_aside(items[k + 1]):
            continue
        found = _phrase(items, k)
        if found is not None and any(i.kind in _NAMING or i.has("speakers") for i in items[found.first : found.last]):
            return Phrase(found.first, found.last, k + 1, comma)
    return None


def _opens_aside(item: Item) -> bool:
    entry = item.entries.get(item.kind)
    return item.kind in (*_ASIDE, "prep", "word") or (entry is not None and {"ing", "pp"} & {*entry.forms} != set())


def _phrase(items: list[Item], end: int) -> Phrase | None:
    """The noun phrase that ends before item ``end``, without crossing a comma."""
    start = end
    while start > 0 and end - start < 28 and not _hard(items, start - 1):
        start -= 1
    start = _through_relative(items, start)
    while start < end and items[start].kind in _LEADING:
        start += 1
    start = _after_gap(items, _past_opener(items, start, end), end)
    verbs = [j for j in range(start, end) if _finite(items, j, start)]
    if verbs or end - start > _NP_MAX:
        start = max(_from_right(items, end), verbs[-1] + 1 if verbs else 0)
        while start < end and items[start].kind in _LEADING:
            start += 1
    if start >= end or not any(i.kind in _NOUNS for i in items[start:end]):
        return None
    return Phrase(start, end)


def _through_relative(items: list[Item], start: int) -> int:
    """Start of the phrase whose relative clause holds a boundary: "a man who gave his name as X said"."""
    if not start or items[start - 1].kind != "boundary":
        return start
    for k in range(start - 2, max(0, start - 10), -1):
        if items[k].kind == "punct":
            return start
        if items[k].kind == "relative" and items[k].low in ("who", "which") and items[k - 1].kind in _NOUNS:
            while k > 0 and not _hard(items, k - 1) and items[k].low not in (*_ARTICLES, "one"):
                k -= 1
            return k
    return start


def _hard(items: list[Item], k: int) -> bool:
    """Whether a clause cannot reach left over item k."""
    item = items[k]
    if item.kind == "punct":
        abbreviated = item.low == "." and 0 < k < len(items) - 1 and items[k - 1].kind == "title"
        return not (item.low in "()'’" or abbreviated)
    return item.kind == "boundary"


def _past_opener(items: list[Item], start: int, end: int) -> int:
    """Start of the subject behind an opening phrase that no comma ends: "In a statement the army said"."""
    if start >= end or items[start].kind not in ("prep", "to"):
        return start
    for k in range(end - 1, start, -1):
        if items[k].kind in ("det", "poss") and items[k - 1].kind not in ("prep", "of", "to"):
            return k
        if items[k].kind in ("actor", "speaker", "source") and items[k - 1].kind not in ("prep", "of", "to", "det"):
            return k
    return start


def _after_gap(items: list[Item], start: int, end: int) -> int:
    """Start of the subject where another phrase runs into it: "the town that A said", "took the town a source said"."""
    for k in range(end - 1, start, -1):
        if (
            items[k - 1].kind == "relative"
            and k - 1 > start
            and items[k].kind in _SUBJECTS
            and items[k - 2].kind != "prep"
        ):
            return k
        if items[k].low in _ARTICLES and items[k - 1].kind in _BEFORE_GAP:
            return k
    return start


def _finite(items: list[Item], j: int, start: int) -> bool:
    """Whether a verb at item j is that of another clause, not one inside the noun phrase."""
    item = items[j]
    if item.kind not in _FINITE:
        return False
    if item.kind == "be" and item.low == "being":
        return False
    for k in range(j - 1, start, -1):
        if items[k].kind == "relative" and items[k].low in _WHO and items[k - 1].kind in _NOUNS:
            return False
    entry = item.entries.get(item.kind)
    forms = entry.forms if entry is not None else ()
    if j == start or item.kind not in _VERBS:
        return item.kind in _VERBS or j > start
    if forms == ("ing",) or "ing" in forms:
        return False
    after = items[j + 1] if j + 1 < len(items) else None
    reduced = after is not None and after.kind in ("prep", "to", "time", "adverb", "of") and items[j - 1].kind in _NOUNS
    return not ("pp" in forms and reduced)


def _from_right(items: list[Item], end: int) -> int:
    """Start of the noun phrase before ``end`` where another clause runs into it."""
    start, named = end, False
    while start > 0 and end - start < _NP_MAX:
        item = items[start - 1]
        before = items[start - 2] if start > 1 else None
        if (
            item.kind in _FINITE
            or item.kind in ("boundary", "relative", "time", "pron_actor")
            or _hard(items, start - 1)
        ):
            break
        if item.kind in ("of", "prep") and (before is None or not (before.kind in _NAMING or before.has("speakers"))):
            break
        if named and item.kind in ("actor", "place", "conj", "num", "vague"):
            break
        start -= 1
        named = (named or item.kind in _NAMING) and item.kind not in ("of", "prep")
        if item.kind in ("det", "poss") and not (before is not None and before.kind in ("of", "prep")):
            break
    return start


def after_verb(items: list[Item], k: int) -> Phrase | None:
    """The noun phrase after "said" or "according to", with its apposition."""
    if k < len(items) and items[k].kind in ("pron_actor", "pron_place"):
        return Phrase(k, k + 1, pronoun=items[k].low) if items[k].kind == "pron_actor" else None
    end = k
    while end < len(items) and end - k < _NP_MAX and _continues(items, k, end):
        end += 1
    while end > k and items[end - 1].kind in ("prep", "of", "conj", "det", "adverb"):
        end -= 1
    if end <= k or not any(i.kind in _NOUNS for i in items[k:end]):
        return None
    if end + 1 < len(items) and items[end].low == "," and _opens_aside(items[end + 1]):
        until = end + 1
        while until < len(items) and until - end < 14 and items[until].kind not in ("punct", "boundary", "conj"):
            until += 1
        return Phrase(k, end, end + 1, until)
    return Phrase(k, end)


def _continues(items: list[Item], k: int, end: int) -> bool:
    """Whether the phrase that starts at item k goes on with item ``end``."""
    item = items[end]
    if _hard(items, end) or item.kind in _NO_PHRASE or (item.kind == "adverb" and end > k):
        return False
    if item.kind in _VERBS:
        entry = item.entries.get(item.kind)
        return end == k or (entry is not None and "pp" in entry.forms and item.kind in ("not_event", "say"))
    if item.kind in ("num", "vague", "actor", "place") and end > k:
        before = items[end - 1]
        joined = before.kind in ("of", "prep", "det", "-", "people", "conj", "'s", "title", "poss")
        joined = joined or (before.kind in ("word", "speakers") and item.kind == "place")
        if not joined and before.low != "." and any(i.kind in _NAMING for i in items[k:end]):
            return False
    return item.kind != "prep" or item.low in ("for", "in", "from", "at", "with", "by")
