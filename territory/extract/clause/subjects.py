"""The subject of a verb: through passives, relative clauses, infinitives and what stands between."""

from __future__ import annotations

from dataclasses import dataclass

from territory.extract.clause.brackets import VERBAL
from territory.extract.clause.nounphrases import NounPhrases
from territory.extract.clause.verbgroups import BEFORE_ACTOR, OPENS
from territory.extract.who.actors import Actor
from territory.extract.words.items import Item

_SPEECH = frozenset({"say", "claim", "deny"})
_STOP_LEFT = frozenset({"boundary", "not_actor", "speaker", "speakers"})
# Verbs whose object is the subject of the infinitive that follows.
OBJECT_CONTROL = frozenset(
    {
        "allow",
        "help",
        "force",
        "enable",
        "order",
        "ask",
        "urge",
        "want",
        "expect",
        "let",
        "tell",
        "call",
        "warn",
        "get",
        "lead",
        "cause",
        "prompt",
        "be forced",
        "be allowed",
        "require",
        "oblige",
        "compel",
        "commit",
    }
)
# The same as participles that no class of the lexicon holds.
_FORCING = frozenset({"forcing", "compelling", "obliging", "forced", "compelled", "obliged"})


@dataclass(slots=True)
class Subject:
    """What stands in subject position: actors, or a place, or neither."""

    actors: list[Actor]
    place: int | None = None
    index: int = -1
    blocked: bool = False
    noun: bool = False


def _opening(preposition: Item, before: Item) -> bool:
    """Whether a gerund's preposition opens what is said, so that its subject follows: "said after taking P, A …"."""
    opens = before.kind in ("say", "relative", "boundary") or before.low == ","
    return opens and preposition.kind in ("boundary", "prep")


class Subjects(NounPhrases):
    """Finds subjects over the items of one sentence."""

    def subject(self, v: int, depth: int = 0) -> Subject:
        """The subject of the verb at item v."""
        k = self.verb_start(v)
        items = self.items
        if k > 0 and items[k - 1].kind == "conj" and depth < 3:
            before = self._partner(v, k - 1) or self._verb_before(k - 1)
            if before is not None and not self._actor_list(k - 1):
                return self.subject(before, depth + 1)
            plain = self._plain_verb(k - 1) if before is None else None
            if plain is not None:
                return self._scan_left(self.verb_start(plain), depth + 1)
        if k == 0 and items[0].low == "having" and v > 0:
            later = next((j for j in range(v + 1, len(items)) if items[j].kind == "actor"), None)
            if later is not None and not self._governed(later):
                return Subject([items[later].value], None, later)
        if k > 1 and items[k].low == "having" and items[k - 1].kind == "actor" and not self._governed(k - 1):
            return Subject(self._with_coordinates(k - 1), None, k - 1)
        if k > 0 and items[k].low == "having" and depth < 3:
            return self._participle_subject(v, k, depth)
        if k > 1 and items[k].low == "being" and items[k - 1].kind == "boundary":
            return self._scan_left(k - 1, depth)
        forms = self.items[v].entries[self.items[v].kind].forms if self.items[v].kind in self.items[v].entries else ()
        if "ing" in forms and k == v and k > 0 and items[k - 1].kind == "actor" and not self._against(k - 1, v):
            return Subject(self._with_coordinates(k - 1), None, k - 1)
        if (
            "ing" in forms
            and k == v
            and depth < 3
            and not (k > 0 and items[k - 1].kind in ("actor", "place") and self._absolute(k, v))
        ):
            return self._participle_subject(v, k, depth)
        if k and items[k - 1].kind == "boundary" and depth < 3 and self._hangs_on(k):
            return self._participle_subject(v, k, depth)
        aimed = items[v].kind == "planned" and "pp" in forms and k == v and k > 0 and items[k - 1].kind == "verb"
        if aimed and depth < 3:
            return self.subject(k - 1, depth + 1)
        return self._scan_left(k, depth)

    def _hangs_on(self, k: int) -> bool:
        """Whether what a boundary opens at k has the subject before it: "in a bid to take", "after failing to take"."""
        boundary, first = self.items[k - 1], self.items[k]
        if str(boundary.entries["boundary"].value).endswith(" to"):
            return True
        entry = first.entries.get(first.kind)
        return first.kind in VERBAL and first.kind != "verb" and entry is not None and "ing" in entry.forms

    def _absolute(self, k: int, v: int) -> bool:
        """ "with rebels advancing on X": an actor right before a participle is its subject."""
        return self.items[k - 1].kind == "actor" and not self._against(k - 1, v)

    def _against(self, k: int, v: int) -> bool:
        """Whether another than the side at item k does what the participle v says: "A moved on B, seizing P"."""
        entry = self.items[v].entries.get("verb")
        if entry is None or entry.data[1].relation in ("control", "siege"):
            return False
        j = k - 1
        while j >= 0 and self.items[j].kind in ("det", "poss", "adverb"):
            j -= 1
        return j > 0 and self.items[j].low in ("against", "from") and self._verb_before(j) is not None

    def _participle_subject(self, v: int, k: int, depth: int) -> Subject:
        if (ahead := self._fronted_subject(k, v)) >= 0:
            return Subject(self._with_coordinates(ahead), None, ahead)
        before = self._verb_before(k)
        if before is not None and k - before < 9 and (j := self._done_by_object(k, before)) >= 0:
            return Subject([self.items[j].value], None, j)
        if before is not None:
            found = self.subject(before, depth + 1)
            if found.index >= 0:
                return found
        if before is None and (first := self._first_actor(k)) >= 0 and self.items[k - 1].kind in ("prep", "boundary"):
            return Subject(self._with_coordinates(first), None, first)
        opening = k > 1 and _opening(self.items[k - 1], self.items[k - 2])
        if not opening and k > 1 and before is None and self.items[k - 1].kind == "boundary":
            return self._scan_left(k - 1, depth)
        if k > 3 and not opening:
            return self._scan_left(k - 1 if self.items[k - 1].kind == "boundary" else k, depth)
        for j in range(v + 1, len(self.items)):
            item = self.items[j]
            if item.kind == "actor":
                return Subject([item.value], None, j)
        return self._scan_left(k, depth)

    def _done_by_object(self, k: int, verb: int) -> int:
        """The actor between a verb and "of", "from" or "for" before item k: "accused A of taking P"; -1 if none."""
        items = self.items
        if not (items[k - 1].kind == "of" or items[k - 1].low in ("from", "for", "over")):
            return -1
        j = k - 2
        return j if j > verb and items[j].kind == "actor" and not self._governed(j) else -1

    def _fronted_subject(self, k: int, v: int) -> int:
        """The side behind the comma of a gerund that opens a clause: "that after taking X, A …"; else -1."""
        items = self.items
        if k < 1 or items[k - 1].kind not in ("prep", "boundary"):
            return -1
        opener = items[k - 2].kind if k > 1 else "boundary"
        if opener not in OPENS and items[max(k - 2, 0)].low != ",":
            return -1
        for c in range(v + 1, len(items) - 2):
            if self.brackets.finite(c) or items[c].kind in OPENS:
                return -1
            j = c + 2 if items[c + 1].kind in ("det", "num") else c + 1
            if items[j].kind == "actor" and (items[c].low == "," or items[c].kind == "place"):
                return j
        return -1

    def _scan_left(self, k: int, depth: int) -> Subject:
        items, j, steps = self.items, self.brackets.left(k), 0
        if k < len(items) and items[k].kind == "to":
            mounted = self._mounted_by(k)
            if mounted >= 0:
                return Subject([items[mounted].value], None, mounted)
            governor = self._governor(k)
            if governor is not None and depth < 3:
                return governor if isinstance(governor, Subject) else self.subject(governor, depth + 1)
        infinitive = k < len(items) and items[k].kind == "to"
        fallback: Subject | None = None
        joined = False
        while j >= 0 and steps < 24:
            steps += 1
            item = items[j]
            if item.kind == "relative":
                return self._antecedent(j)
            if item.kind == "actor":
                if self._governed(j, loose=self._acts(j)):
                    if fallback is None and self._launched_by(j):
                        fallback = Subject(self._with_coordinates(j), None, j)
                    j = self._before_phrase(j)
                    continue
                if (doer := self._doer(j)) >= 0:
                    j = doer
                    continue
                if items[j + 1].kind == "noun" and j + 1 < k:
                    fallback = fallback or Subject(self._with_coordinates(j), None, j)
                    j = self.brackets.left(j)
                    continue
                return Subject(self._with_coordinates(j), None, j)
            if item.kind == "place":
                if self._governed(j):
                    j = self._before_phrase(j)
                    continue
                verb = self._object_of(j)
                if verb:
                    j = verb
                    continue
                if depth < 3 and j and items[j - 1].kind == "verb" and self._lists_verbs(j - 1, k):
                    return self.subject(j - 1, depth + 1)
                if infinitive and j and items[j - 1].kind == "be" and not any(c.name for c in item.value.cores):
                    return self._scan_left(self.verb_start(j - 1), depth)
                j = self.named(j)
                role = self.brackets.role(j)
                if role >= 0 and items[role].kind == "actor":
                    return Subject([items[role].value], None, role)
                return Subject([], j, j)
            if item.kind == "pron_actor":
                return Subject([], None, j)
            if item.kind in ("not_actor", "speaker", "speakers"):
                owner = self._had_by(j)
                if owner:
                    j = owner
                    continue
                aside = self._backed_by(j)
                if aside:
                    j = aside - 1
                    continue
                if self._governed(j):
                    j = self._before_phrase(j)
                    continue
                link = j - 2 if self.items[j - 1].kind == "poss" else j - 1
                if link > 0 and items[link].low == "and" and items[link - 1].kind == "actor":
                    j = link - 1
                    continue
                return Subject([], None, j, blocked=True)
            if infinitive and item.kind == "boundary" and depth < 3 and self._attempt_after(j, k):
                return self._participle_subject(k, j, depth)
            if item.kind in _STOP_LEFT:
                break
            if infinitive and item.kind in VERBAL and depth < 3:
                if items[j - 1].kind in ("det", "poss", "place_adj"):
                    j -= 1
                    continue
                return self.subject(j, depth + 1)
            joined = joined or item.kind == "conj"
            if joined and item.kind in VERBAL and item.kind not in _SPEECH and depth < 3:
                return self.subject(j, depth + 1)
            if item.kind in ("say", "claim", "deny") or (item.kind in VERBAL and not self._reduced(j)):
                if item.kind == "managed" and any(items[m].kind == "noun" for m in range(j + 1, k)) and depth < 3:
                    return self.subject(j, depth + 1)
                r = self._relative_before(j) if item.kind not in ("say", "claim", "deny") else 0
                if not r:
                    break
                j = r - 1
                continue
            j = self.brackets.left(j)
        return fallback or Subject([], None, -1)

    def _attempt_after(self, boundary: int, k: int) -> bool:
        """Whether only an attempt stands between a boundary and an infinitive: "after a failed attempt to take P"."""
        between = self.items[boundary + 1 : k]
        kinds = ("det", "poss", "failed", "place_adj", "word", "num", "vague", "adverb", "planned_nouns", "of")
        return bool(between) and between[-1].kind == "planned_nouns" and all(i.kind in kinds for i in between)

    def _doer(self, j: int) -> int:
        """The actor before an unlisted verb whose object stands at j: "the army lured rebels into …"; -1 if none."""
        items, k = self.items, j - 1
        while k > 0 and items[k].kind in BEFORE_ACTOR:
            k -= 1
        if k < 1 or items[k].kind != "word" or not items[k].low.endswith("ed"):
            return -1
        before = self.brackets.left(k)
        return before if before >= 0 and items[before].kind == "actor" else -1

    def subject_of_main(self, k: int) -> Subject:
        """The subject of the clause before the boundary at item k."""
        before = self._verb_before(k)
        return self.subject(before) if before is not None else self._scan_left(k, 0)

    def subject_before(self, k: int) -> Subject:
        """The subject of the form of be at item k."""
        return self._scan_left(self.verb_start(k), 0)

    def _governor(self, k: int) -> Subject | int | None:
        """What an infinitive at k hangs on: the actor that a verb of making do has as object, or the verb's index."""
        for j in range(k - 1, max(-1, k - 14), -1):
            item = self.items[j]
            if item.kind in ("boundary", "relative", "pron_actor") or item.low == ";":
                return None
            if item.kind in _SPEECH and any(self._starts(m, "place") for m in range(j + 1, k)):
                return None
            makes = item.low in _FORCING and self.items[j + 1].low != "by"
            if makes or (item.kind in VERBAL and self.items[j - 1].kind not in ("det", "poss", "place_adj")):
                made = item.kind in item.entries and str(item.entries[item.kind].value) in OBJECT_CONTROL
                for m in range(j + 1, k if makes or made else j + 1):
                    if self.items[m].kind == "actor":
                        return Subject([self.items[m].value], None, m)
                    if makes and self.items[m].kind in ("not_actor", "speakers"):
                        return Subject([], None, m, blocked=True)
                if not makes:
                    return j
        return None

    def _antecedent(self, r: int) -> Subject:
        second = r > 0 and (self.items[r - 1].kind == "conj" or self.items[r - 1].low == ",")
        head = next((b.head for b in self.brackets.found if second and b.pronoun == r and b.head >= 0), r - 1)
        for j in range(head, max(-1, head - 5), -1):
            item = self.items[j]
            if item.kind == "actor" and not self._denied(j):
                return Subject(self._with_coordinates(j), None, j)
            if item.kind == "place":
                return Subject([], j, j)
            if item.kind in ("not_actor", "speaker", "speakers"):
                return Subject([], None, j, blocked=True)
            if item.kind == "noun" and item.entries["noun"].value == "threat":
                return Subject([], None, j, noun=True)
            if item.kind in VERBAL:
                break
        return Subject([], None, -1)
