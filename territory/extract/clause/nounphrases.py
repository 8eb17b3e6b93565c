"""Noun phrases as subjects: what governs them, what is joined to them, who acts and who only helps."""

from __future__ import annotations

from territory.extract.clause.brackets import VERBAL
from territory.extract.clause.verbgroups import BEFORE_ACTOR, BESIDES, OPENS, VerbGroups
from territory.extract.who.actors import Actor

# What may stand before the subject of a clause.
_BEFORE_SUBJECT = frozenset(
    {"not", "punct", "boundary", "say", "claim", "deny", "time", "relative", "conj", "speaker", "speakers", "not_actor"}
)


class NounPhrases(VerbGroups):
    """Tells what noun phrases of one sentence are to its verbs."""

    def _mounted_by(self, k: int) -> int:
        """The actor that stands with "by" between a noun of doing and the infinitive at k, else -1.

        "an operation by A to clear P".
        """
        actor = -1
        for j in range(k - 1, max(0, k - 12), -1):
            item = self.items[j]
            if item.kind == "actor":
                actor = j
            elif item.low == "by" and item.kind == "prep":
                doing = self.items[j - 1].kind in ("noun", "planned_nouns", "failed_nouns")
                return actor if doing else -1
            elif item.kind not in ("det", "conj", "poss", "linker", "place_adj", "of", "vague", "num", "modifier"):
                return -1
        return -1

    def _launched_by(self, j: int) -> bool:
        """Whether the actor at j mounts the attack that is the subject: "the offensive launched by A failed"."""
        k = j - 1
        while k > 2 and self.items[k].kind in ("det", "poss", "place_adj"):
            k -= 1
        if self.items[k].low != "by" or k < 1:
            return False
        noun = self.items[k - 2] if self.items[k - 1].kind in VERBAL and k > 1 else self.items[k - 1]
        return noun.kind == "noun" and noun.entries["noun"].value == "threat"

    def _object_of(self, j: int) -> int:
        """Index of the verb of a relative clause whose direct object stands at j; else 0."""
        k = j - 1
        while k > 0 and self.items[k].kind in ("det", "adverb", "poss"):
            k -= 1
        return k if k > 0 and self.items[k].kind in VERBAL and self._relative_before(k) else 0

    def _had_by(self, j: int) -> int:
        """Index of the main verb "has" whose object stands at j: "X has a population of 5,000 and"; else 0."""
        k = j - 1
        while k > 0 and self.items[k].kind in ("det", "num", "place_adj", "vague", "word"):
            k -= 1
        return k if k < j - 1 and self.items[k].kind == "have" else 0

    def _backed_by(self, j: int) -> int:
        """Index of "backed by", "supported by" before a phrase that only says who helped; else 0."""
        for m in range(j - 1, max(0, j - 10), -1):
            if self.items[m].has("backing", "leading") and self.items[m + 1].low == "by":
                return m
            if self.items[m].kind in VERBAL and not self.items[m].has("backing") and self.items[m - 1].kind != "-":
                return 0
        return 0

    def named(self, j: int) -> int:
        """The name that the place phrase at j explains ("X, the capital of Y, …"), else j."""
        b = self.brackets.around(j)
        if b is None or b.kind != "apposition" or any(self.items[m].kind == "place" for m in range(b.first, j)):
            return j
        return b.head if self.items[b.head].kind == "place" and self.items[b.head].value.cores else j

    def _acts(self, j: int) -> bool:
        """Whether a participle says what the actor at j does: "with rebels trying to"."""
        after = self.items[j + 1] if j + 1 < len(self.items) else None
        entry = after.entries.get(after.kind) if after is not None and after.kind in VERBAL else None
        return entry is not None and "ing" in entry.forms

    def _before_phrase(self, j: int) -> int:
        k = j - 1
        while k >= 0 and self.items[k].kind in ("det", "poss", "adverb", "title"):
            k -= 1
        if k >= 1 and self.items[k].kind == "conj":
            return k - 1 if self.items[k].low in BESIDES else self._before_phrase(k - 1)
        return k - 1

    def _denied(self, j: int) -> bool:
        """Whether the actor at j is named only to say that it is not meant: "A and not B"."""
        k = j - 1
        while k > 0 and self.items[k].kind in BEFORE_ACTOR:
            k -= 1
        return k > 0 and self.items[k].low == "not"

    def _with_coordinates(self, j: int) -> list[Actor]:
        """Actors joined with the one at j: "rebels and jihadists"."""
        found = [self.items[j].value]
        if j > 2 and self.items[j - 1].kind == "poss" and self._helped(j):
            return self._with_coordinates(j - 3)
        while (before := self._coordinate(j)) >= 0:
            j = before
            found.insert(0, self.items[j].value)
        return found

    def _coordinate(self, j: int) -> int:
        """The actor that a conjunction joins to the one at j as another subject: "rebels and the army"; -1 if none."""
        items, k = self.items, j - 1
        while k > 0 and items[k].kind in BEFORE_ACTOR:
            k -= 1
        if k < 1 or items[k].kind != "conj" or items[k].low == "but":
            return -1
        before = self.brackets.left(k)
        if before < 0 or items[before].kind != "actor":
            return -1
        if k == j - 1 and before == k - 1:
            return before
        first = before - 1
        while first >= 0 and items[first].kind in BEFORE_ACTOR:
            first -= 1
        fronted = first < 0 or items[first].kind in _BEFORE_SUBJECT
        return before if fronted else -1

    def _helped(self, j: int) -> bool:
        """ "the army and its allies": whether the actor at j only helps the one before it."""
        items = self.items
        joined = items[j - 2].kind == "conj" and items[j - 3].kind == "actor"
        return joined and items[j].value.text.lower().endswith("allies")

    def _first_actor(self, k: int) -> int:
        """The first side of the clause before item k that no preposition governs, where no verb is known; else -1."""
        found = -1
        for j in range(k - 1, -1, -1):
            if self.items[j].kind in OPENS or self.items[j].low == ";":
                break
            found = j if self._starts(j) else found
        return found
