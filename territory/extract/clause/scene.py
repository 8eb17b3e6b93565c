"""One sentence with everything the rules need to know about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from territory.extract.clause.clauses import Clause, Subject
from territory.extract.clause.memory import Memory
from territory.extract.relations.drafts import Draft
from territory.extract.where.antecedents import DATELINE, PlaceMention
from territory.extract.where.placenames import AREAS, Core, Limit, PlacePhrase
from territory.extract.who.actors import Actor
from territory.extract.who.owners import holders, meant
from territory.extract.who.sides import Sides
from territory.extract.words.items import Item
from territory.extract.words.lexicon import Lexicon
from territory.extract.words.tokens import Tokens

# Buildings that every town has: without more words, no place that is held or lost.
_COMMON = frozenset(
    "port market mosque church school hospital hotel prison university factory square complex compound plant depot "
    "warehouse cemetery forest lake river palace stadium courthouse".split()
) | {"police station", "police post", "school complex", "bus station", "train station", "health centre"}
_URBAN_HEADS = frozenset(
    {
        "district",
        "districts",
        "neighbourhood",
        "neighborhood",
        "neighbourhoods",
        "neighborhoods",
        "suburbs",
        "quarters",
        "compass",
    }
)
# What a side has, where "its" means no place.
_OWN = frozenset({"territory", "territories", "land", "ground", "gains", "strongholds", "bases", "positions"})
_SOUGHT = frozenset({"place", "actor", "say", "claim", "deny"})

# What tells of one place among others that it is the one: "the last district held by A in P".
_LAST = frozenset({"last", "only", "final", "remaining", "first"})


@dataclass
class Scene:
    """The items of a sentence, its roles, and the memory of the report."""

    items: list[Item]
    tokens: Tokens
    clause: Clause
    memory: Memory
    sides: Sides
    lexicon: Lexicon
    number: int
    state_sides: frozenset[str]
    span: tuple[int, int]
    drafts: list[Draft] = field(default_factory=list)
    meant: dict[int, PlaceMention | None] = field(default_factory=dict)
    weights: dict[int, float] = field(default_factory=dict)
    _at: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for k, item in enumerate(self.items):
            if item.kind in _SOUGHT:
                self._at.setdefault(item.kind, []).append(k)

    def at(self, kind: str) -> Sequence[int]:
        """Indexes of the items of a kind that is often sought."""
        return self._at.get(kind, ())

    def actor(self, actor: Actor | None) -> Actor | None:
        """The actor with its side: anaphoric ones as the discourse has them."""
        return meant(self, actor) if actor is not None else None

    def who(self, subject: Subject) -> list[Actor]:
        """Sides in subject position; pronouns, nations and names of groups included; empty when it is no side."""
        if subject.blocked:
            return []
        if subject.noun:
            for j in range(subject.index - 1, max(-1, subject.index - 5), -1):
                if self.items[j].kind == "actor":
                    found = self.actor(self.items[j].value)
                    return [found] if found is not None else []
            near = self.pronoun_actor(subject.index)
            return [near] if near is not None else []
        voices = self.memory.voices
        if len(subject.actors) == 1 and subject.index >= 0 and voices is not None:
            own = voices.own_forces(self, subject.index, subject.actors[0])
            if own is not None:
                return [own]
        if subject.actors:
            return [a for a in (self.actor(x) for x in subject.actors) if a is not None]
        if subject.place is not None:
            return self.place_as_side(subject.place)
        if subject.index >= 0 and self.items[subject.index].kind == "pron_actor":
            speaker = voices.speaking(self, subject.index) if voices is not None else None
            if speaker is not None:
                return [speaker]
            found = self.memory.pronoun(self.number)
            if found is None:
                return []
            self.memory.see_side(found, self.number, True)
            return [Actor(found.key, found.text, 2)]
        return []

    def place_as_side(self, index: int) -> list[Actor]:
        """A country, or the name of a group, in a place where only who acts can stand."""
        phrase: PlacePhrase = self.items[index].value
        found = []
        for core in phrase.cores:
            seat = self.sides.seat(core.name or "", self.memory.day)
            if seat is not None or core.nation is not None:
                key = seat or self.sides.nation(core.nation or "", self.memory.day)
                found.append(Actor(key, core.name or "", 3))
        return found

    def pronoun_actor(self, at: int | None = None) -> Actor | None:
        """The side that a possessive ("its control") means: the nearest before it, else the memory's."""
        if at is not None and self.memory.voices is not None and self.items[at].low in self.lexicon.status.first_person:
            return self.memory.voices.first_person(self, at)
        for j in range((at or 0) - 1, -1, -1):
            if self.items[j].kind == "actor":
                near = self.actor(self.items[j].value)
                if near is not None and near.key is not None:
                    return near
        found = self.memory.pronoun(self.number)
        return Actor(found.key, found.text, 2) if found is not None else None

    def places(self, indexes: list[int], opened: bool = True) -> list[tuple[Core, Limit, int]]:
        """Named places of phrases, definite nouns resolved; what cannot be is left out."""
        found = []
        shared = Limit()
        for n, k in enumerate(indexes):
            phrase: PlacePhrase = self.items[k].value
            limit = shared if n and self._bare(indexes[n - 1], k) else phrase.limit
            shared = limit
            for core in phrase.cores:
                for named in self._several(core) if core.several is not None else [self.resolve(core)]:
                    if named is not None:
                        found.append((named, limit, k))
                    elif opened and core.definite == "neighbourhood" and limit.direction is not None:
                        found += self._quarter(k, phrase)
                    elif opened and core.definite and not _LAST.isdisjoint(self.tokens.lows[phrase.i : phrase.j]):
                        found += self._opened(k, phrase, alone=False)
            if phrase.open and opened:
                found += self._opened(k, phrase, alone=not any(self.items[m].value.cores for m in indexes[:n]))
        return found

    def _bare(self, before: int, k: int) -> bool:
        """Whether the name at item k only goes on the list of the one before it: "parts of X, Y and Z"."""
        phrase: PlacePhrase = self.items[k].value
        if phrase.i != phrase.cores[0].i if phrase.cores else True:
            return False
        first: PlacePhrase = self.items[before].value
        listed = all(i.kind in ("conj", "punct") for i in self.items[before + 1 : k]) and before < k
        return listed and bool(first.cores) and phrase.limit.scope == "whole" and not phrase.limit.entire

    def _several(self, core: Core) -> list[Core | None]:
        """The places just listed that a plural noun means."""
        listed = self.memory.listed(core.definite or "unknown", self.number, core.i, core.several or 0)
        return [_core_of(mention, core) for mention in listed]

    def pronoun_places(self, k: int, word: str = "") -> list[tuple[Core, Limit, int]]:
        """The place that "it" at item k (or within it) means, or the listed ones that "them" means."""
        item = self.items[k]
        word = word or item.low
        if word == "it":
            mention = self.spoken_of(item.i)
            found = [mention] if mention is not None else []
        else:
            found = self.memory.listed("any", self.number, item.i, self.lexicon.places.counts.get(item.low, 0))
        return [(Core(m.name, m.kind, item.i, item.j, True, word, m.within), Limit(), k) for m in found]

    def described(self, k: int) -> list[tuple[Core, Limit, int]]:
        """ "X, a town held by A": the name before an indefinite phrase without a name."""
        phrase: PlacePhrase = self.items[k].value
        if phrase.limit.extent is not None or phrase.limit.part_kind not in ("areas", None):
            return []
        lows = self.tokens.lows[phrase.i : phrase.i + 4]
        single = {"only", "last"} & {*lows} or any(len(w) > 5 and w.endswith("est") for w in lows)
        if not (phrase.open or phrase.head) or not (lows[0] in ("a", "an", "another", "one") or single):
            return []
        j = k - 1
        while j >= 0 and (self.items[j].kind in ("be", "adverb", "former", "-", "det") or self.items[j].low == ","):
            j -= 1
        if j >= 0 and self.items[j].low == "it" and j < k - 1:
            return self.pronoun_places(j)
        return self.places([j]) if j >= 0 and self.items[j].kind == "place" and self.items[j].value.cores else []

    def settle(self, core: Core, mention: PlaceMention | None, weight: float) -> None:
        """Fix what a definite noun means; it is then spoken of once more."""
        self.meant[core.i] = mention
        if mention is None:
            named = self.resolve(core)
            if named is not None:
                self.memory.see_place(named, self.number, weight)
            return
        if core.definite in ("city", "town", "village") and self.memory.spots.gazetteer.get(mention.name.lower()) in (
            "city",
            "town",
        ):
            self.memory.spots.kinds.setdefault(mention.name.lower(), set()).add(core.definite)
        again = _core_of(mention, core)
        again.kind = mention.kind if again.kind in AREAS else again.kind
        self.memory.see_place(again, self.number, weight)

    def resolve(self, core: Core) -> Core | None:
        """The core itself, or the place that a definite noun means."""
        if core.name is not None:
            return core
        if core.several is not None:
            return None
        mention = self.meant.get(core.i)
        if mention is not None:
            return _core_of(mention, core)
        if core.fallback is None or (core.kind == "other" and core.fallback.lower() in _COMMON):
            return None
        near = self.memory.spots.meant("whole", self.number, (), core.i)
        return Core(core.fallback, core.kind, core.i, core.j, True, core.definite, near.name if near else None)

    def spoken_of(self, at: int) -> PlaceMention | None:
        """The place that "it" or "there" at a token means."""
        return self.memory.spots.meant("any", self.number, (), at)

    def _opened(self, k: int, phrase: PlacePhrase, alone: bool = True) -> list[tuple[Core, Limit, int]]:
        """An open phrase ("areas") with the name that comes later in the clause: "areas held by X near Y"."""
        if phrase.head in ("rest", "remainder") and self.memory.shared is not None:
            core = _core_of(self.memory.shared, Core(None, "unknown", phrase.i, phrase.j))
            return [(core, Limit(phrase.limit.words, "part", "share"), k)]
        if phrase.possessor == "its" and phrase.limit.part_kind == "share":
            return self._understood(k, phrase)
        if k and self.items[k - 1].low == "whose":
            clause = self.clause.brackets.around(k)
            head = clause.head if clause is not None else -1
            whole = self.items[head].value.cores if head >= 0 and self.items[head].kind == "place" else []
            limit = Limit(phrase.limit.words, "part", "areas", phrase.limit.direction, None, phrase.limit.extent)
            return [(named, limit, k) for core in whole if (named := self.resolve(core)) is not None]
        for j in range(k + 1, min(k + 9, len(self.items))):
            item = self.items[j]
            if item.kind in ("boundary", "relative") or (item.kind == "punct" and item.low in ";:"):
                break
            if (
                item.kind == "compass"
                and j + 2 < len(self.items)
                and self.items[j + 1].kind == "of"
                and self.items[j + 2].kind == "place"
            ):
                return self._limited(j + 2, phrase, near=True, direction=str(item.entries["compass"].value))
            if item.kind == "place":
                before = self.items[j - 1]
                if before.kind in ("det", "poss") and j >= 2:
                    before = self.items[j - 2]
                if before.kind != "prep" or before.entries["prep"].value not in ("in", "at", "near", "on"):
                    target: PlacePhrase = item.value
                    if target.limit.part_kind == "offset" and target.cores:
                        return self._limited(j, phrase, near=True, direction=target.limit.direction)
                    break
                apart = any(i.low == "," for i in self.items[k + 1 : j])
                if apart and all(core.kind not in AREAS for core in item.value.cores):
                    return self.places(self.clause.coordinates(j), opened=False)
                near = "near" in (before.entries["prep"].value, item.value.limit.scope)
                return self._limited(j, phrase, near=near, direction=None)
        return self._understood(k, phrase) if alone or phrase.possessor is not None else []

    def _understood(self, k: int, phrase: PlacePhrase) -> list[tuple[Core, Limit, int]]:
        """Districts without a name are those of the city spoken of; other areas those of a place of the sentence."""
        limit = Limit(phrase.limit.words, "part", "areas", phrase.limit.direction, None, phrase.limit.extent)
        if phrase.possessor == "its" and phrase.head in _OWN:
            return []
        if phrase.possessor == "its":
            its = self.memory.spots.meant("whole", self.number, (), phrase.i)
            return [(_core_of(its, Core(None, "unknown", phrase.i, phrase.j)), limit, k)] if its is not None else []
        if phrase.head in _URBAN_HEADS:
            mention = self.memory.definite("city", self.number, "city", phrase.i)
            if mention is not None:
                return [(_core_of(mention, Core(None, "city", phrase.i, phrase.j)), limit, k)]
        sent_from = next((m.at for m in self.memory.places[:1] if m.weight == DATELINE), -1)
        for j in range(k - 1, -1, -1):
            item = self.items[j]
            if self.items[j + 1].kind in ("say", "claim", "deny") or self._excepted(j):
                continue
            if phrase.holders and self.items[j - 1].kind in ("to", "prep") and self.items[j - 1].low in ("to", "from"):
                continue
            if item.kind == "place" and item.value.cores and item.value.limit.scope != "near":
                if item.value.cores[0].i == sent_from:
                    break
                if j >= 2 and self.items[j - 1].kind == "prep" and self.items[j - 2].kind == "place":
                    continue
                core = self.resolve(item.value.cores[0])
                if core is not None and core.kind != "country" and core.known:
                    return [(core, limit, k)]
        return []

    def _quarter(self, k: int, phrase: PlacePhrase) -> list[tuple[Core, Limit, int]]:
        """ "the eastern industrial quarter" without a name is a part of the city spoken of."""
        mention = self.memory.definite("city", self.number, "city", phrase.i)
        if mention is None:
            return []
        words = self.tokens.span(phrase.i, phrase.j)
        limit = Limit(words, "part", "direction", phrase.limit.direction)
        return [(_core_of(mention, Core(None, "city", phrase.i, phrase.j)), limit, k)]

    def _excepted(self, j: int) -> bool:
        """Whether the place at item j is one that a statement leaves out: "apart from a pocket in P, …"."""
        told = self.clause.brackets.around(j)
        return told is not None and (told.kind == "exception" or self.items[told.first].has("without_except"))

    def _limited(self, j: int, phrase: PlacePhrase, near: bool, direction: str | None) -> list[tuple[Core, Limit, int]]:
        target: PlacePhrase = self.items[j].value
        limit = Limit(
            phrase.limit.words,
            "near" if near else "part",
            ("offset" if direction else "around") if near else "areas",
            direction or target.limit.direction,
            phrase.limit.distance_km,
            None if near else phrase.limit.extent,
        )
        cores = [core for m in self.clause.coordinates(j) for core in self.items[m].value.cores]
        return [(named, limit, j) for core in cores if (named := self.resolve(core)) is not None]

    def emit(
        self,
        relation: str,
        places: list[tuple[Core, Limit, int]],
        actors: list[Actor],
        opponents: list[Actor],
        trigger: int,
        rule: str,
        *,
        form: str = "verb",
        at: tuple[int, ...] = (),
        **rest: object,
    ) -> list[Draft]:
        """Add a draft for each side and place."""
        made = []
        opponent = opponents[0] if opponents else None
        if relation in ("control", "gain", "siege", "threat"):
            actors = holders(self, actors)
        for core, limit, index in places:
            changes = relation in ("gain", "loss") and bool(actors)
            if changes and core.definite is None and not core.known and self.memory.spoken(core, self.number):
                self.memory.see_place(core, self.number)
            if core.name is not None and limit.scope != "near":
                self.memory.spots.asserted(core.name, core.kind)
            if limit.extent is not None and core.name is not None:
                self.memory.shared = PlaceMention(core.name, core.kind, core.within, self.number)
            for actor in actors or (None,):
                span = [trigger, index, *at]
                draft = Draft(relation, core, limit, actor, opponent, min(span), max(span), trigger, form, rule)
                for name, value in rest.items():
                    setattr(draft, name, value)
                made.append(draft)
                if actor is not None and actor.key is not None and relation in ("control", "gain", "contested"):
                    self.memory.holds[actor.key] = PlaceMention(core.name or "", core.kind, core.within, self.number)
        self.drafts += made
        return made


def _core_of(mention: PlaceMention, core: Core) -> Core:
    kind = mention.kind if mention.kind != "unknown" else (core.definite or "unknown")
    return Core(mention.name, kind, core.i, core.j, True, core.definite or "definite", mention.within)
