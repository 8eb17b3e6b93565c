"""The clause of a trigger: its items, and the places in them by preposition, case and order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from territory.extract.clause.memory import Memory
from territory.extract.marked.lexicon import Frame
from territory.extract.marked.placegroups import Place
from territory.extract.marked.scan import Item
from territory.extract.where.placenames import Core, Limit
from territory.extract.who.sides import Sides

STOP = frozenset({"verb", "rel", "that"})
_VSO_OPENERS = frozenset("verb manage still occur that adverb punct time say planned failed deny earlier".split())
_SVO_OPENERS = frozenset("punct conj adj time adverb that occur".split())
Found = list[tuple[Core, Limit, int]]


@dataclass
class Clause:
    """The items of a sentence with what the report has said so far."""

    items: list[Item]
    memory: Memory
    sides: Sides
    number: int
    order: str
    names: frozenset[str]
    state: frozenset[str]

    def _opens(self, k: int) -> bool:
        """Whether a side stands where subjects stand: first of its clause, or (verb first) right after its verb."""
        before = self.items[k - 1] if k else None
        if self.order == "vso":
            return before is None or before.kind in _VSO_OPENERS
        return before is None or before.kind in _SVO_OPENERS

    def _governed(self, v: int) -> bool:
        """Whether a noun only completes a trigger before it ("took control of"), which has its roles already."""
        for k in range(v - 1, -1, -1):
            item = self.items[k]
            if item.kind == "verb":
                same = item.data.relation == self.items[v].data.relation or item.data.enemy
                return bool(same or ("on" in item.data.place and "on" in self.items[v].data.place))
            if item.kind in ("place", "that", "rel", "manage", "say") or (item.kind == "punct" and item.value in ";:"):
                return False
        return False

    def _ahead(self, v: int) -> range:
        """Items after the trigger that belong to its clause."""
        k = v + 1
        while k < len(self.items):
            item = self.items[k]
            if item.kind in STOP or (item.kind == "punct" and item.value in ";:—"):
                break
            if item.kind == "noun" and self.items[v].kind == "noun":
                break
            if item.kind == "under":
                break
            k += 1
        return range(v + 1, k)

    def _behind(self, v: int) -> Sequence[int]:
        """Items before the trigger that belong to its clause, the nearest first."""
        k = v - 1
        while k >= 0:
            item = self.items[k]
            if item.kind == "verb" and (opening := self._relative(k, v)) is not None:
                return [*range(v - 1, k, -1), *range(opening - 1, -1, -1)]
            if item.kind in STOP or (item.kind == "punct" and item.value in ";:—"):
                break
            k -= 1
        return range(v - 1, k, -1)

    def _relative(self, k: int, v: int) -> int | None:
        """Index of the pronoun of the relative clause of verb k, where a comma closes that clause before v."""
        if not any(self.items[j].kind == "punct" for j in range(k + 1, v)):
            return None
        for j in range(k - 1, -1, -1):
            if self.items[j].kind == "rel":
                return j
            if self.items[j].kind in ("verb", "that"):
                return None
        return None

    def _places(self, v: int, frame: Frame, ahead: Sequence[int], behind: Sequence[int]) -> Found:
        comma = next((k for k in ahead if self.items[k].kind == "punct"), len(self.items))
        near = [k for k in ahead if k < comma]
        for slot in frame.place:
            if slot == "bare" and self._other_object(v):
                found = []
            elif slot == "bare":
                found = self._bare(ahead, stop_at_prep=True) or self._bare(behind, stop_at_prep=False)
            elif slot == "far":
                found = self._bare(range(v + 1, len(self.items)), stop_at_prep=True)
            elif slot == "next_on":
                found = self._governed_places("on", near)
            elif slot == "subject":
                found = self._bare(behind, stop_at_prep=False, weak=True) or self._bare(ahead, stop_at_prep=True)
            elif slot == "which":
                found = self._antecedent(v)
            elif slot == "it":
                item = self.items[v]
                found = self._resolve(Core(None, "any", item.i, item.j, definite="any"), Limit(), v)
            elif slot.startswith("far_"):
                found = self._governed_places(slot[4:], range(v + 1, len(self.items)))
            else:
                found = self._governed_places(slot, near) or self._governed_places(slot, behind)
            if found:
                return found
        late = (self._governed_places(slot, ahead) for slot in frame.place)
        return next((found for found in late if found), [])

    def _fronted(self, v: int, places: Found) -> bool:
        """Whether the object stands before the verb, so that a subject unknown to the profile follows it."""
        relative = any(i.kind == "rel" for i in self.items[:v])
        return self.order == "svo" and places[0][2] < v and not relative

    def _other_object(self, v: int) -> bool:
        """Whether the object right after an active verb is no place: "captured six tanks near X"."""
        if not self.items[v].data.strict:
            return False
        after = next((i for i in self.items[v + 1 :] if i.kind not in ("adverb", "time", "it", "still", "quote")), None)
        return after is not None and after.kind in ("num", "word", "not_actor", "common")

    def _bare(self, indexes: Sequence[int], stop_at_prep: bool, weak: bool = False) -> Found:
        for k in indexes:
            item = self.items[k]
            if item.kind == "place" and item.value.complement:
                continue
            if item.kind == "place" and item.prep is None and (weak or self._usable(item.value)):
                return self._listed(k)
            if stop_at_prep and item.kind == "place":
                return []
            if stop_at_prep and item.kind == "punct" and item.value in ",،":
                return []
        return []

    def _usable(self, place: Place) -> bool:
        return place.strong or any(c.known for c in place.cores) or all(c.name in self.names for c in place.cores)

    def _governed_places(self, prep: str, indexes: Sequence[int]) -> Found:
        for k in indexes:
            item = self.items[k]
            if item.kind == "place" and (item.prep or "") == prep:
                return self._listed(k)
            if item.kind == "it" and prep == item.value:
                return self._resolve(Core(None, "any", item.i, item.j, definite="any"), Limit(), k)
        return []

    def _listed(self, k: int) -> Found:
        """Places of the phrase at k and of the phrases joined to it."""
        found: Found = []
        while True:
            phrase: Place = self.items[k].value
            for core in phrase.cores:
                found += self._resolve(core, phrase.limit, k)
            j = k + 1
            joined = j < len(self.items) and self.items[j].conj
            while j < len(self.items) and (
                self.items[j].kind == "conj" or (self.items[j].kind == "punct" and self.items[j].value in ",،")
            ):
                joined |= self.items[j].kind == "conj"
                j += 1
            if (j == k + 1 and not joined) or j >= len(self.items) or self.items[j].kind != "place" or j - k > 3:
                return found
            after = self.items[j + 1] if j + 1 < len(self.items) else None
            if after is not None and after.kind in ("verb", "under"):
                return found
            if not joined and after is not None and not (after.kind in ("punct", "conj") or after.conj):
                return found
            k = j

    def _resolve(self, core: Core, limit: Limit, k: int) -> Found:
        if core.name is not None:
            return [(core, limit, k)]
        if core.definite == "other":
            mention = next((m for m in reversed(self.memory.places) if m.kind == "other"), None)
        else:
            mention = self.memory.definite(core.definite or "unknown", self.number, "")
        if mention is None:
            return []
        kind = mention.kind if mention.kind != "unknown" else core.kind
        named = Core(
            mention.name, "unknown" if kind == "any" else kind, core.i, core.j, True, core.definite, mention.within
        )
        return [(named, limit, k)]

    def _antecedent(self, v: int) -> Found:
        """The place before the relative pronoun that opens the trigger's clause."""
        for k in range(v - 1, -1, -1):
            item = self.items[k]
            if item.kind == "rel":
                for j in range(k - 1, max(-1, k - 5), -1):
                    if self.items[j].kind == "place":
                        return self._listed(j)
                    if self.items[j].kind in ("actor", "verb"):
                        return []
                return []
            if item.kind in ("verb", "that"):
                return []
        return []
