"""Who does what to which place: triggers find their roles by preposition, case and clause, not by order."""

from __future__ import annotations

from dataclasses import dataclass, field

from territory.extract.marked.clause import Found
from territory.extract.marked.lexicon import Frame
from territory.extract.marked.parties import Parties
from territory.extract.marked.placegroups import Place
from territory.extract.relations.drafts import Draft
from territory.extract.who.actors import Actor


@dataclass
class Sentence(Parties):
    """The triggers of a sentence; collects drafts."""

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
