"""The subject of a verb: through passives, relative clauses, infinitives and what stands between."""

from __future__ import annotations

from dataclasses import dataclass

from territory.extract.clause.brackets import VERBAL, Brackets
from territory.extract.who.actors import Actor
from territory.extract.words.items import Item

_SKIP_LEFT = frozenset(
    {
        "adverb",
        "time",
        "have",
        "be",
        "do",
        "modal",
        "not",
        "to",
        "word",
        "num",
        "org",
        "-",
        "title",
        "no_place",
        "cap_person",
        "pron_place",
        "source",
        "vague",
        "more_than",
        "about",
        "less_than",
        "held",
    }
)
_OPENS = frozenset({"boundary", "relative", "say"})
_SPEECH = frozenset({"say", "claim", "deny"})
_SOME = frozenset({"last", "most", "some", "many", "hundreds", "thousands", "dozens", "scores", "remnants", "bulk"})
QUOTES = frozenset('"“”')
_BEFORE_ACTOR = frozenset({"det", "poss", "vague", "num", "place_adj", "modifier", "title", "adverb"})
# What may stand before the subject of a clause.
_BEFORE_SUBJECT = frozenset(
    {"not", "punct", "boundary", "say", "claim", "deny", "time", "relative", "conj", "speaker", "speakers", "not_actor"}
)
# "A, along with B, took P": B only helps.
_BESIDES = frozenset({"along", "together", "as"})
_PARTITIVE = frozenset({"last", "most", "some", "many", "rest", "bulk", "remnants", "remainder"})
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


class Subjects:
    """Finds subjects over the items of one sentence."""

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
        if opener not in _OPENS and items[max(k - 2, 0)].low != ",":
            return -1
        for c in range(v + 1, len(items) - 2):
            if self.brackets.finite(c) or items[c].kind in _OPENS:
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

    def _attempt_after(self, boundary: int, k: int) -> bool:
        """Whether only an attempt stands between a boundary and an infinitive: "after a failed attempt to take P"."""
        between = self.items[boundary + 1 : k]
        kinds = ("det", "poss", "failed", "place_adj", "word", "num", "vague", "adverb", "planned_nouns", "of")
        return bool(between) and between[-1].kind == "planned_nouns" and all(i.kind in kinds for i in between)

    def _doer(self, j: int) -> int:
        """The actor before an unlisted verb whose object stands at j: "the army lured rebels into …"; -1 if none."""
        items, k = self.items, j - 1
        while k > 0 and items[k].kind in _BEFORE_ACTOR:
            k -= 1
        if k < 1 or items[k].kind != "word" or not items[k].low.endswith("ed"):
            return -1
        before = self.brackets.left(k)
        return before if before >= 0 and items[before].kind == "actor" else -1

    def _lists_verbs(self, v: int, k: int) -> bool:
        """Whether the verbs at v and k share a subject without a conjunction: "entered P, raised their flag"."""
        first, second = (self.items[n].entries.get(self.items[n].kind) for n in (v, k))
        if first is None or second is None or self.items[k - 1].low != "," or "past" not in first.forms:
            return False
        return "past" in second.forms and self.finite_at(v)

    def finite_at(self, v: int) -> bool:
        """Whether an active verb stands at v."""
        return self.brackets.finite(v) and not self.passive(v)

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
        beside = item.kind == "conj" and item.low in _BESIDES and self.items[j].kind != "place"
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
            return k - 1 if self.items[k].low in _BESIDES else self._before_phrase(k - 1)
        return k - 1

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

    def _denied(self, j: int) -> bool:
        """Whether the actor at j is named only to say that it is not meant: "A and not B"."""
        k = j - 1
        while k > 0 and self.items[k].kind in _BEFORE_ACTOR:
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
        while k > 0 and items[k].kind in _BEFORE_ACTOR:
            k -= 1
        if k < 1 or items[k].kind != "conj" or items[k].low == "but":
            return -1
        before = self.brackets.left(k)
        if before < 0 or items[before].kind != "actor":
            return -1
        if k == j - 1 and before == k - 1:
            return before
        first = before - 1
        while first >= 0 and items[first].kind in _BEFORE_ACTOR:
            first -= 1
        fronted = first < 0 or items[first].kind in _BEFORE_SUBJECT
        return before if fronted else -1

    def _helped(self, j: int) -> bool:
        """ "the army and its allies": whether the actor at j only helps the one before it."""
        items = self.items
        joined = items[j - 2].kind == "conj" and items[j - 3].kind == "actor"
        return joined and items[j].value.text.lower().endswith("allies")

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
            if begun and (item.kind in _OPENS or item.low == ";"):
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

    def _first_actor(self, k: int) -> int:
        """The first side of the clause before item k that no preposition governs, where no verb is known; else -1."""
        found = -1
        for j in range(k - 1, -1, -1):
            if self.items[j].kind in _OPENS or self.items[j].low == ";":
                break
            found = j if self._starts(j) else found
        return found
