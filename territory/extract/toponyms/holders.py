"""Who holds the place, said by an adjective: "rebel-held"."""

from __future__ import annotations

from territory.extract.toponyms.kinds import HEAD, PRE
from territory.extract.toponyms.state import State
from territory.extract.where.placenames import FACILITIES

# "the government controlled most of X" is a sentence; "government controlled areas" has only lost its hyphen.
NO_ADJECTIVE_BEFORE = frozenset(
    {"det", "poss", "num", "adverb", "share", "percent", "more_than", "less_than", "about", "vague"}
)


class Holders(State):
    """Who holds the place, said by an adjective: "rebel-held"."""

    def _holder(self, k: int) -> int:
        """After "rebel-held", "government-controlled": index past it; 0 when the actor is no adjective."""
        lexicon, items = self.finder.lexicon, self.items
        actor = items[k].value
        self.former = self.former or (not self.holders and actor.text.partition(" ")[0] in lexicon.former)
        j = k + 1
        item = self.at(j)
        if item is not None and item.kind == "-":
            j += 1
            item = self.at(j)
        glued = j == k + 2
        if glued and item is not None and item.low in lexicon.triggers.strong_only:
            self.holders.append(("control", actor, items[k].i, items[j - 1].j))
            return j + 1
        while item is not None and item.kind == "adverb" and not glued:
            j += 1
            item = self.at(j)
        if item is None:
            return 0
        if item.low in lexicon.held or item.low in lexicon.besieged:
            after = self.at(j + 1)
            if not glued and item.low in lexicon.triggers.held_hyphen:
                return 0
            if not glued and (
                actor.plural
                or items[k].j - items[k].i > 1
                or after is None
                or after.kind not in (*PRE, *HEAD, "cap", "compass", "nation")
                or after.kind in NO_ADJECTIVE_BEFORE
                or (after.kind in ("cap", "nation", "compass") and not self._attributive(k))
            ):
                return 0
            relation = "siege" if item.low in lexicon.besieged else "control"
            self.holders.append((relation, actor, items[k].i, items[j].j))
            self.limited = bool(self.limit.words)
            return j + 1
        if actor.text.lower().split()[-1] in self.finder.ethnic:
            return k + 1
        if actor.text.lower() in ("military", "police", "army", "navy", "air force"):
            return k + 1 if item.kind in ("area", "stronghold", "kind") else 0
        if j == k + 1 and item.kind == "kind" and item.entries["kind"].value in FACILITIES and self._attached(k):
            return k + 1
        if (
            item.kind in ("stronghold", "area", "kind", "compass", "outskirts")
            and item.low in lexicon.triggers.stronghold
        ):
            self.holders.append(("control", actor, items[k].i, items[j - 1].j))
            return j
        return 0

    def _attached(self, k: int) -> bool:
        """Whether an article stands before the side of "the main government compound"."""
        return k > self.k and self.items[k - 1].kind in ("det", "place_adj", "former")

    def _attributive(self, k: int) -> bool:
        """Whether "ISIS held Raqqa" stands where only a noun phrase can: "in ISIS held Raqqa"."""
        j = k - 1 - int(k > 1 and self.items[k - 1].kind == "det")
        return k > 0 and self.items[j].kind in ("prep", "of", "to", "verb", "not_event")
