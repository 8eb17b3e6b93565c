"""Who acts and who loses: sides by preposition and order, and those that the text before understands."""

from __future__ import annotations

from collections.abc import Sequence

from territory.extract.marked.clause import STOP, Clause, Found
from territory.extract.marked.lexicon import Frame
from territory.extract.who.actors import Actor


class Parties(Clause):
    """Finds the sides of a trigger."""

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
            if self.items[k].kind in STOP:
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
