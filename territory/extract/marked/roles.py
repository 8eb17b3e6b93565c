"""Who does what to which place: triggers find their roles by preposition, case and clause, not by order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from territory.extract.actors import Actor
from territory.extract.drafts import Draft
from territory.extract.marked.groups import Place
from territory.extract.marked.lexicon import Frame
from territory.extract.marked.scan import Item
from territory.extract.memory import Memory
from territory.extract.placenames import Core, Limit
from territory.extract.sides import Sides

_STOP = frozenset({"verb", "rel", "that"})
_VSO_OPENERS = frozenset("verb manage still occur that adverb punct time say planned failed deny earlier".split())
_SVO_OPENERS = frozenset("punct conj adj time adverb that occur".split())
Found = list[tuple[Core, Limit, int]]


@dataclass
class Sentence:
    """The items of a sentence with what the report has said so far; collects drafts."""

    items: list[Item]
    memory: Memory
    sides: Sides
    number: int
    order: str
    names: frozenset[str]
    state: frozenset[str]
    drafts: list[Draft] = field(default_factory=list)

    def claims(self) -> list[Draft]:
        """Drafts of all triggers, in order."""
        for k, item in enumerate(self.items):
            if item.kind in ("verb", "noun"):
                self._trigger(k)
            elif item.kind == "under":
                self._under(k)
            elif item.kind == "stronghold":
                self._stronghold(k)
            elif item.kind == "only_left":
                self._only_left(k)
            elif item.kind == "place":
                self._mention(k)
            elif item.kind == "actor":
                self.memory.see_side(item.value, self.number, item.prep is None and self._opens(k))
        return self.drafts

    def _opens(self, k: int) -> bool:
        """Whether a side stands where subjects stand: first of its clause, or (verb first) right after its verb."""
        before = self.items[k - 1] if k else None
        if self.order == "vso":
            return before is None or before.kind in _VSO_OPENERS
        return before is None or before.kind in _SVO_OPENERS

    def _trigger(self, v: int) -> None:
        item = self.items[v]
        frame: Frame = item.data
        if item.kind == "noun" and self._governed(v):
            return
        ahead, behind = self._ahead(v), self._behind(v)
        places = self._places(v, frame, ahead, behind)
        if not places or (item.kind == "verb" and v + 1 < len(self.items) and self.items[v + 1].kind == "not_actor"):
            return
        actors, index = self._actors(v, frame, ahead, behind, places)
        if item.kind == "noun" and frame.relation == "contested":
            places = [p for p in places if not any(d.core is p[0] for d in self.drafts)]
        opponent = self._opponent(frame, ahead, index)
        if frame.relation == "contested" and frame.opponent and not actors and item.kind == "verb":
            return
        if frame.enemy:
            attacker = index > 0 and self.items[index - 1].kind == "attack"
            opponent = actors[0] if attacker and actors else opponent
            actors = self._enemies(actors, opponent)
            opponent = None
        if not actors and item.kind == "verb" and not frame.passive and not frame.enemy:
            found = None if self._fronted(v, places) else self._understood(v)
            actors = [found] if found is not None else []
            if not actors and frame.relation != "contested":
                return
        if not actors and frame.occupier:
            actors = self._occupier()
        if frame.relation == "contested" and index >= 0 and len(members := self.items[index].data or []) > 1:
            actors = [a for a in members if a.key is not None]
        if frame.relation == "contested" and len(actors) > 1 and opponent is None:
            actors, opponent = actors[:1], actors[1]
        self._emit(v, frame.relation, places, actors, opponent, frame.status, index)

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
            if item.kind in _STOP or (item.kind == "punct" and item.value in ";:—"):
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
            if item.kind in _STOP or (item.kind == "punct" and item.value in ";:—"):
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

    def _actors(
        self, v: int, frame: Frame, ahead: Sequence[int], behind: Sequence[int], places: Found
    ) -> tuple[list[Actor], int]:
        taken = {index for _, _, index in places}
        for slot in frame.actor:
            found: tuple[list[Actor], int] = ([], -1)
            if slot == "subject":
                found = self._subject(v, frame, ahead, behind, taken)
            elif slot in ("agent", "genitive"):
                comma = next((k for k in ahead if self.items[k].kind == "punct"), len(self.items))
                found = self._side([k for k in ahead if k < comma], None)
            elif slot == "hand":
                found = self._hand(v)
            elif slot == "incumbent":
                found = ([Actor(self.sides.incumbent, "", 1)], -1)
            elif slot == "own":
                own = self._understood(v)
                found = ([own], -1) if own is not None else ([], -1)
            else:
                found = self._side(ahead, slot)
            if found[0]:
                return found
        return [], -1

    def _subject(
        self, v: int, frame: Frame, ahead: Sequence[int], behind: Sequence[int], taken: set[int]
    ) -> tuple[list[Actor], int]:
        limit = min((t for t in taken if t > v and self.items[t].kind != "it"), default=len(self.items))
        near = [k for k in ahead if k < limit]
        comma = next((k for k in near if self.items[k].kind == "punct" and k > v + 1), len(self.items))
        before, after = self._side(behind, None), self._side([k for k in near if k < comma], None)
        if self.order == "vso":
            only = sum(self.items[k].kind == "actor" for k in near if k < comma) < 2
            if "object" in frame.opponent and only and before[0]:
                return before
            return after if after[0] else before
        return before if before[0] else after

    def _hand(self, v: int) -> tuple[list[Actor], int]:
        """The side after "in the hands of", within the trigger's clause."""
        for k in range(v + 1, min(v + 8, len(self.items))):
            if self.items[k].kind == "under":
                return self._side(range(k + 1, min(k + 4, len(self.items))), None)
            if self.items[k].kind in _STOP:
                break
        return [], -1

    def _side(self, indexes: Sequence[int], prep: str | None) -> tuple[list[Actor], int]:
        for k in indexes:
            item = self.items[k]
            if item.kind == "actor" and item.prep == prep:
                actor = self._known(item.value, k)
                if actor is None:
                    continue
                found = [actor]
                if prep == "between":
                    found += [a for j in range(k + 1, min(k + 4, len(self.items))) if (a := self._joined_actor(j))]
                return found, k
        return [], -1

    def _joined_actor(self, j: int) -> Actor | None:
        item = self.items[j]
        return (
            self._known(item.value)
            if item.kind == "actor" and (item.conj or self.items[j - 1].kind == "conj")
            else None
        )

    def _known(self, actor: Actor, at: int = 0) -> Actor | None:
        """The actor with its side: words such as "its forces" mean the side named before."""
        if actor.key is not None:
            return actor
        near = next((i.value for i in reversed(self.items[:at]) if i.kind == "actor" and i.value.key), None)
        if near is not None and actor.default is None:
            return Actor(near.key, actor.text, 2)
        if actor.default is not None:
            found = self.memory.insurgent(self.number, self.state)
            return Actor(found.key if found else actor.default, actor.text, 2)
        found = self.memory.pronoun(self.number)
        return Actor(found.key, actor.text, 2) if found is not None else None

    def _understood(self, v: int) -> Actor | None:
        """The side of the clause before, or of the sentences before, where the verb names none."""
        for k in range(v - 1, -1, -1):
            if self.items[k].kind == "actor" and self.items[k].prep is None:
                return self._known(self.items[k].value)
        return self.memory.pronoun(self.number)

    def _opponent(self, frame: Frame, ahead: Sequence[int], subject: int) -> Actor | None:
        for slot in frame.opponent:
            if slot in ("object", "agent"):
                rest = [k for k in ahead if k > subject]
                found = self._side(rest, None)
            else:
                found = self._side(ahead, slot)
            if found[0] and found[1] != subject:
                return found[0][0]
        return None

    def _enemies(self, actors: list[Actor], opponent: Actor | None) -> list[Actor]:
        """Who is said to have attacked in vain: the side named, else the other one of two."""
        if opponent is not None:
            return [opponent]
        tops = [s.key for s in self.sides.conflict.sides if s.parent is None]
        if len(tops) == 2 and actors:
            own = self.sides.conflict.rollup(actors[0].key or "")
            return [Actor(key, "", 1) for key in tops if key != own]
        return []

    def _occupier(self) -> list[Actor]:
        """The side that an occupation without a name is: the one foreign or second state at the top of the tree."""
        conflict = self.sides.conflict
        tops = [
            s.key for s in conflict.sides if s.parent is None and not s.incumbent and s.kind in ("foreign", "state")
        ]
        return [Actor(tops[0], "", 1)] if len(tops) == 1 else []

    def _under(self, k: int) -> None:
        """ "under the control of S", "in the hands of S": the place before, or the one the clause hangs on."""
        if any(self.items[j].kind == "verb" and "hand" in self.items[j].data.actor for j in range(max(0, k - 5), k)):
            return
        ahead = range(k + 1, min(k + 4, len(self.items)))
        actors, index = self._side(ahead, None)
        if not actors and self.items[k].data == "own":
            found = self.memory.pronoun(self.number) if self._understood(k) is None else self._understood(k)
            actors = [found] if found is not None else []
        if not actors and self.items[k].data == "occupier":
            actors = self._occupier()
        behind = [j for j in self._behind(k) if self.items[j].kind != "punct"]
        verb = self.items[behind[-1] - 1] if behind and behind[-1] > 0 else None
        places = self._bare(behind, stop_at_prep=False, weak=True) or self._antecedent(k)
        if not places and verb is not None and verb.kind == "verb" and verb.data.presence:
            places = self._bare(range(behind[-1] - 2, -1, -1), stop_at_prep=False)
        if not places and actors:
            places = self._bare(range(index + 1, len(self.items)), stop_at_prep=True)
        if places and actors:
            self._emit(k, "control", places, actors, None, "asserted", index)

    def _only_left(self, k: int) -> None:
        """ "all that S has left is P": S holds P, and P is an exception to what the sentence said before."""
        ahead = self._ahead(k)
        actors, index = self._side(ahead, None)
        places = next((self._listed(j) for j in ahead if self.items[j].kind == "place" and j > index), [])
        if not actors or not places:
            return
        for draft in self.drafts:
            if draft.core.kind in ("province", "region", "district", "unknown"):
                draft.exceptions += [c.name for c, _, _ in places if c.name is not None]
        self._emit(k, "control", places, actors, None, "asserted", index)

    def _stronghold(self, k: int) -> None:
        after = range(k + 1, min(k + 5, len(self.items)))
        actors, index = self._side(after, None)
        if not actors:
            actors, index = self._side(after, "to")
        near = next((j for j in range(k - 1, max(-1, k - 5), -1) if self.items[j].kind == "place"), None)
        if actors and near is not None:
            self._emit(k, "control", self._listed(near), actors, None, "asserted", index)

    def _mention(self, k: int) -> None:
        place: Place = self.items[k].value
        for core in place.cores:
            passed = place.complement or place.prep == "across"
            if core.name is not None and (place.strong or core.known) and not passed:
                self.memory.see_place(core, self.number)
        besieged = place.besieged or (k + 1 < len(self.items) and self.items[k + 1].kind == "besieged")
        if besieged and place.cores[0].name is not None:
            self._emit(k, "siege", [(place.cores[0], place.limit, k)], [], None, "asserted", -1)

    def _emit(
        self, v: int, relation: str, places: Found, actors: list[Actor], opponent: Actor | None, status: str, index: int
    ) -> None:
        trigger = self.items[v]
        for core, limit, k in places:
            for actor in actors or (None,):
                span = [v, k, *([index] if index >= 0 else [])]
                form = "verb" if trigger.kind == "verb" else "nominal"
                draft = Draft(relation, core, limit, actor, opponent, min(span), max(span), v, form)
                draft.status = status
                if relation == "threat" and any(i.kind == "failed" for i in self.items[:v]):
                    draft.relation, draft.status = "gain", "negated"
                self.drafts.append(draft)
