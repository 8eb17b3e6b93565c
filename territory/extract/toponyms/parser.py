"""Place noun phrases, read from left to right: modifiers, head nouns, links, names."""

from __future__ import annotations

from territory.extract.toponyms.heads import Heads
from territory.extract.toponyms.holders import Holders
from territory.extract.toponyms.kinds import HEAD, PRE
from territory.extract.toponyms.links import Links
from territory.extract.where.placenames import AREAS, FACILITIES, Core, Limit, PlacePhrase

# What makes "the villages" other than those just listed: "the villages of", "the villages and areas where".
_GOES_ON = frozenset({"of", "relative", "-", "'s", "conj", "actor", "verb", "pron_actor", "det", "to"})

_RANKED = frozenset({"largest", "biggest", "second", "third", "nearest"})
_FIRST_HALVES = frozenset({"boundary", "noun", "not_event", "occur", "word"})
# What makes a phrase tell of a place named just before: "X, a town in Y", "X, the largest city in Y".
_DESCRIBING = _RANKED | {"a", "an", "only", "last", "another", "main", "first"}


class Parser(Heads, Holders, Links):
    """Place noun phrases, read from left to right: modifiers, head nouns, links, names."""

    def parse(self) -> tuple[PlacePhrase, int] | None:
        k, head, first = self.k, "", ""
        fallback: tuple[int, str, Limit, bool] | None = None
        for _ in range(6):
            k, head, cores = self._layer(k, head)
            first = first or head
            if cores is not None:
                return self._done(cores, self._after(cores, k), first)
            if k < 0 or not head:
                break
            fallback = (k, head, self.limit.copy(), self.layer_definite)
            link = self._link(k, head)
            if link is None:
                return self._ended(k, head)
            k = link
        if fallback is None or fallback[1] == "compass":
            return None
        k, head, self.limit, self.layer_definite = fallback
        return self._ended(k, head)

    def _ended(self, k: int, head: str) -> tuple[PlacePhrase, int] | None:
        if self.kind and self.definite and head in self.finder.plural:
            return self._several(k, head)
        return self._bare(k, head)

    def _several(self, k: int, head: str) -> tuple[PlacePhrase, int] | None:
        """ "the towns", "both villages", "the two cities": places just listed, when nothing else narrows them."""
        number = 0
        for item in self.items[self.k : k - 1]:
            count = self.finder.counts.get(item.low.removeprefix("the "))
            if count is None and item.kind != "det":
                return None
            number = count or number
        after = self.at(k)
        if self.holders or self.kind is None or (after is not None and after.kind in _GOES_ON):
            return None
        first, last = self.items[self.k].i, self.items[k - 1].j
        core = Core(None, self.kind, first, last, definite=self.kind, several=number)
        return PlacePhrase([core], Limit(), first, last, head, True), k

    def _compound(self, k: int) -> bool:
        """The first noun of "desert city", "port town", "border village"."""
        after = self.at(k + 1)
        return (
            after is not None
            and after.kind in ("kind", "stronghold", "area")
            and (after.has("kind") or (after.low == "area" and self.items[k].entries["kind"].value == "other"))
            and self.items[k].low not in self.finder.plural
            and after.low not in self.finder.plural
        )

    def _participle(self, k: int) -> bool:
        """ "some lost ground": a participle between a modifier and an area noun."""
        after = self.at(k + 1)
        return (
            "pp" in self.items[k].entries["verb"].forms and after is not None and after.kind in ("area", "stronghold")
        )

    def _bare(self, k: int, head: str) -> tuple[PlacePhrase, int] | None:
        """A phrase that ends at its head noun: "the city" (to be resolved) or "several areas" (open)."""
        if self.layer_definite and self.kind is not None and head not in self.finder.plural:
            ranked = not _RANKED.isdisjoint(i.low for i in self.items[self.k : k])
            if ranked and self.holders:
                return self._described(k, head)
            if ranked:
                return None
            core = Core(None, self.kind, self.items[self.k].i, self.items[k - 1].j, definite=self.kind)
            core.fallback = self._facility_name()
            return PlacePhrase(
                [core],
                self.limit,
                self.items[self.k].i,
                self.items[k - 1].j,
                head,
                True,
                self.holders,
                former=self.former,
            ), k
        cores = self._land(k, head) if self.limit.words and head in self.finder.land else []
        if not self.limit.words:
            self.limit.words, self.limit.scope, self.limit.part_kind = self.text(self.k, k), "part", "areas"
        first, end = self.items[self.k].i, self.items[k - 1].j
        return PlacePhrase(
            cores, self.limit, first, end, head, self.definite, self.holders, self.possessor, self.former
        ), k

    def _land(self, k: int, head: str) -> list[Core]:
        """ "half of Syrian territory", "swathes of Syrian land": the country of the people that is named."""
        people = self.items[k - 2] if k - 2 > self.k else None
        if people is None or self.holders or not people.has("people"):
            return []
        name = self.finder.countries.get(str(people.entries["people"].value))
        return [] if name is None else [Core(name, "country", people.i, people.j, known=True)]

    def _described(self, k: int, head: str) -> tuple[PlacePhrase, int]:
        """ "the largest rebel-held town": what a name beside it is."""
        first, last = self.items[self.k].i, self.items[k - 1].j
        limit = Limit(self.text(self.k, k), "part", "areas")
        return PlacePhrase([], limit, first, last, head, True, self.holders, self.possessor, self.former), k

    def _people_follow(self, k: int) -> bool:
        """Whether "mainly Turkmen", "majority Kurdish" tells who lives there, not how much of it."""
        after = self.at(k + 1)
        return after is not None and (after.kind == "people" or after.has("place_adj"))

    def _hyphened(self, k: int) -> bool:
        """Whether a compound adjective begins at item k: "battle-scarred", "once-bustling"."""
        hyphen, after = self.at(k + 1), self.at(k + 2)
        return hyphen is not None and hyphen.kind == "-" and after is not None and self.tokens.glued(hyphen.i)

    def _field(self, k: int) -> bool:
        """Whether the noun at item k tells where fighting was or is: "the front-line town", "the flashpoint city"."""
        after = self.at(k + 1)
        item = self.items[k]
        fighting = item.entries["noun"].value == "contested" and item.low not in self.finder.lexicon.divided
        return fighting and after is not None and after.kind == "kind" and after.low not in self.finder.plural

    def _before_settlement(self, k: int) -> bool:
        after = self.at(k + 1)
        return after is not None and after.kind == "kind" and after.low not in self.finder.plural

    def _called(self, k: int) -> bool:
        """Whether the noun at item k goes with a name: "the supply hub of X"."""
        of, name = self.at(k + 1), self.at(k + 2)
        return of is not None and of.kind == "of" and name is not None and name.kind == "cap"

    def _before_kind(self, k: int) -> bool:
        """Whether a facility or town follows whose owner or people the item names: "U.N. camp", "Sunni town"."""
        after = self.at(k + 1)
        if after is None or after.kind != "kind":
            return False
        return after.entries["kind"].value in FACILITIES or self.items[k].has("place_adj")

    def _apposed(self, cores: list[Core]) -> list[Core]:
        """ "two villages in P, A and B": the names behind the area are those of the villages."""
        if len(cores) < 3:
            return cores
        items = [m for m in self.items[self.k :] if m.j <= cores[0].i]
        number = next((n for m in items if (n := self.finder.counts.get(m.low.removeprefix("the ")))), 0)
        noun = next((m for m in items if m.kind == "kind" and m.low in self.finder.plural), None)
        linked = any(m.kind in ("prep", "compass") for m in items)
        if noun is None or not linked or number < 2 or number != len(cores) - 1:
            return cores
        self.limit, kind = Limit(), str(noun.entries["kind"].value)
        for core in cores[1:]:
            core.kind = kind if core.kind == "unknown" else core.kind
            core.within = core.within or cores[0].name
        return cores[1:]

    def _base_of(self, cores: list[Core]) -> bool:
        """Whether one base is told by the place it is at, "an army camp at X": it has that name."""
        return (
            self.facility is not None
            and self.facility[2] == "base"
            and len(cores) == 1
            and cores[0].name is not None
            and cores[0].kind not in AREAS
            and self.kind not in AREAS
            and cores[0].name.split()[0].lower() not in self.finder.lexicon.places.of_areas
            and not any(i.kind in ("no_place", "org") for i in self.items[self.facility[0] : self.facility[1]])
            and (self.limit.scope != "near" and self.limit.part_kind in (None, "areas"))
        )

    def _done(self, cores: list[Core], end: int, head: str) -> tuple[PlacePhrase, int]:
        cores = self._apposed(cores)
        name = self._facility_name()
        if self._base_of(cores):
            cores[0].kind, self.limit, head, name = "base", Limit(), "", None
        if (
            name is not None
            and self.facility is not None
            and self.limit.part_kind != "share"
            and cores[0].name is not None
        ):
            place = cores[0]
            cores = [Core(name, self.facility[2], self.items[self.k].i, place.j, True, None, place.name)]
            self.limit, head = Limit(), ""
        phrase = PlacePhrase(
            cores,
            self.limit,
            self.items[self.k].i,
            self.items[end - 1].j,
            head,
            self.definite,
            self.holders,
            self.possessor,
            self.former,
            head == "capital" or self._describing(end),
            self.limited and self.limit.scope == "part",
            self._number() if head in self.finder.plural else 0,
        )
        return phrase, end

    def _number(self) -> int:
        return self.finder.counts.get(self.items[self.k].low, 0)

    def _describing(self, end: int) -> bool:
        """Whether the phrase tells what a place is: "the only town in P"; "only P" limits the sentence instead."""
        first = self.k + (self.items[self.k].low == "only" and self.items[self.k + 1].kind == "cap")
        return not _DESCRIBING.isdisjoint(i.low for i in self.items[first : min(self.k + 4, end)])

    def _layer(self, k: int, head_before: str) -> tuple[int, str, list[Core] | None]:
        """Read modifiers and then a name (cores) or a head noun; k is -1 when neither comes."""
        items, start, first_mod = self.items, k, k
        self.layer_definite = False
        plain_words, compass = 0, None
        while True:
            item = self.at(k)
            if item is None:
                return -1, "", None
            if item.kind in ("cap", "nation", "capital", "group_word"):
                return self._name(k, compass, head_before)
            if item.kind == "place":
                return -1, "", None
            if item.kind in _FIRST_HALVES and k > start and self._hyphened(k):
                k += 3
                continue
            if item.low in self.finder.epithets and self.layer_definite and self._called(k):
                k += 2
                continue
            if item.kind == "noun" and k > start and self._field(k):
                k += 1
                continue
            if item.kind == "det":
                leading = ("share", "percent", "of", "vague", "compass", "num", "det")
                if k > start and items[k - 1].kind not in leading and not self._from(k - 1):
                    return -1, "", None
                self.layer_definite = item.low in ("the", "this", "that", "both", "these", "those")
                self.definite = self.definite or self.layer_definite
            elif item.kind == "actor":
                after = self._holder(k)
                if not after:
                    return -1, "", None
                k = after
                continue
            elif item.kind == "compass":
                compass = k
                following = self.at(k + 1)
                after_verb = self.definite and self.k > 0 and self.items[self.k - 1].kind == "verb"
                if (self.holders or after_verb) and (following is None or following.kind == "punct"):
                    return self._compass_head(k, start)
                if following is None:
                    return -1, "", None
                if following.kind == "of" or (following.kind == "prep" and following.low in ("from", "in")):
                    return self._compass_head(k, start)
                if following.kind not in (
                    *PRE,
                    *HEAD,
                    "cap",
                    "nation",
                    "capital",
                    "conj",
                    "compass",
                    "actor",
                    "punct",
                ):
                    return self._compass_head(k, start) if self.holders else (-1, "", None)
                if following.kind == "conj":
                    second = self.at(k + 2)
                    if second is None or not second.has("compass"):
                        return -1, "", None
                    k += 1
            elif item.kind == "share" and item.low in self.finder.mostly and self._people_follow(k):
                pass
            elif item.kind == "share" and compass is not None and item.has("area") and not self.governs(k):
                low, high = item.entries["share"].value
                self._set_share(low, high, start, k + 1)
                return self._area_head(k, compass, start)
            elif item.kind in ("no_place", "org") and k > start and self._before_kind(k):
                pass
            elif item.kind in ("share", "percent"):
                self.layer_definite = self.layer_definite or self.tokens.lows[item.i] == "the"
                self.definite = self.definite or self.layer_definite
                k = self._share(k)
                if (of := self.at(k)) is not None and of.kind == "of":
                    k += 1
                continue
            elif item.kind == "of":
                if k > start and items[k - 1].kind == "unit_km":
                    self._set_near("offset")
                elif k == start or items[k - 1].kind not in ("vague", "share", "percent", "num"):
                    return -1, "", None
                if self.limit.scope == "whole" and items[k - 1].kind == "vague":
                    self.limit.words, self.limit.scope, self.limit.part_kind = self.text(start, k), "part", "areas"
            elif item.kind in ("num", "more_than", "less_than", "about") or item.kind == "unit_km":
                reached = self._measure(k)
                if reached < 0:
                    return -1, "", None
                k = reached
                continue
            elif item.kind in ("kind", "stronghold") and item.has("kind") and self._compound(k):
                pass
            elif item.kind in ("kind", "stronghold") and item.has("kind"):
                return self._kind_head(k, compass, first_mod)
            elif item.kind == "countryside" and item.has("place_adj") and self._before_settlement(k):
                pass
            elif item.kind in ("area", "outskirts", "countryside", "stronghold"):
                if item.kind == "stronghold" and not item.has("area", "kind", "outskirts") and not self.holders:
                    return -1, "", None
                return self._area_head(k, compass, start)
            elif item.kind == "prep" and k > start and self._from(k):
                self._set_near("offset")
            elif item.kind == "verb" and k > start and self._participle(k):
                pass
            elif item.kind == "word":
                plain_words += k == start or items[k - 1].kind != "-"
                if plain_words > 2 or k == start:
                    return -1, "", None
            elif item.kind == "-" or item.kind in PRE:
                if item.kind == "poss":
                    self.possessor = item.low
                if item.has("former") and not self.holders:
                    self.former = True
                if item.kind == "adverb" and k == start:
                    return -1, "", None
                if item.kind == "'s":
                    return -1, "", None
            else:
                return -1, "", None
            k += 1
