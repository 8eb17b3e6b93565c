"""Noun phrases that name a place: "most of the eastern province of Deir Ezzor", "two villages near X", "the city"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from territory.extract.actors import Actor
from territory.extract.items import Item
from territory.extract.lexicon import Lexicon, plural
from territory.extract.tokens import Tokens

SETTLEMENTS = frozenset({"city", "town", "village"})
FACILITIES = frozenset({"airport", "base", "crossing", "dam", "oilfield", "other"})
AREAS = frozenset({"subdistrict", "district", "province", "region", "country"})


@dataclass(slots=True)
class Core:
    """One named place, or a definite noun ("the city") that the discourse resolves."""

    name: str | None
    kind: str
    i: int
    j: int
    known: bool = False
    definite: str | None = None
    within: str | None = None
    nation: str | None = None
    fallback: str | None = None
    seat: bool = False


@dataclass(slots=True)
class Limit:
    """What narrows a place: the words, and what they do."""

    words: str = ""
    scope: str = "whole"
    part_kind: str | None = None
    direction: str | None = None
    distance_km: float | None = None
    extent: tuple[float, float] | None = None


@dataclass(slots=True)
class PlacePhrase:
    """A place noun phrase: its cores share the limit; ``open`` ones have a head ("areas") but no name yet."""

    cores: list[Core]
    limit: Limit
    i: int
    j: int
    head: str = ""
    definite: bool = False
    holders: list[tuple[str, Actor, int, int]] = field(default_factory=list)
    possessor: str | None = None
    former: bool = False
    appositive: bool = False
    limit_before_holder: bool = False

    @property
    def open(self) -> bool:
        """Whether the phrase still wants a name."""
        return not self.cores


_PRE = frozenset(
    {
        "det",
        "poss",
        "place_adj",
        "vague",
        "num",
        "share",
        "percent",
        "more_than",
        "less_than",
        "about",
        "word",
        "modifier",
        "former",
        "people",
        "adverb",
        "'s",
        "besieged",
    }
)
_HEAD = frozenset({"kind", "area", "outskirts", "countryside", "stronghold"})
_STARTS = (_PRE | _HEAD | {"cap", "nation", "capital", "compass", "actor", "unit_km", "group_word"}) - {
    "'s",
    "adverb",
    "word",
}
_NEAR = frozenset({"near"})
_INSIDE = frozenset({"in", "at"})


class PlaceFinder:
    """Parses place noun phrases over the items of a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        kinds = lexicon.places.kinds
        self.strong = frozenset(lexicon.triggers.strong_only)
        self.binding = frozenset((*lexicon.language.articles, *lexicon.language.name_prefixes))
        self.ethnic = frozenset(w.lower() for w in lexicon.places.place_adjectives if w[0].isupper())
        self.plain_kinds = frozenset(
            w
            for k in (*SETTLEMENTS, "province", "district", "country", "subdistrict", "neighbourhood")
            for w in kinds[k]
        )
        self.plain_kinds |= {"region"}
        self.plural = {
            w
            for words in lexicon.places.kinds.values()
            for word in words
            for w in (word, plural(word))
            if w.endswith("s")
        }

    def group(self, items: list[Item], tokens: Tokens, known: set[str]) -> list[Item]:
        """Replace place noun phrases by items of kind ``place``."""
        out: list[Item] = []
        k = 0
        while k < len(items):
            parsed = self._phrase(items, k, tokens, known) if self._may_start(items[k]) else None
            if parsed is None:
                out.append(items[k])
                k += 1
                continue
            phrase, end = parsed
            out.append(Item("place", items[k].i, items[end - 1].j, items[k].low, {}, phrase))
            k = end
        return out

    def _may_start(self, item: Item) -> bool:
        return item.kind in _STARTS

    def _phrase(self, items: list[Item], k: int, tokens: Tokens, known: set[str]) -> tuple[PlacePhrase, int] | None:
        parser = _Parser(self, items, k, tokens, known)
        return parser.parse()


class _Parser:
    """One attempt at a place phrase from item k."""

    def __init__(self, finder: PlaceFinder, items: list[Item], k: int, tokens: Tokens, known: set[str]) -> None:
        self.finder, self.items, self.k, self.tokens, self.known = finder, items, k, tokens, known
        self.limit = Limit()
        self.holders: list[tuple[str, Actor, int, int]] = []
        self.possessor: str | None = None
        self.definite = False
        self.former = False
        self.words_from = k
        self.kind: str | None = None
        self.layer_definite = False
        self.facility: tuple[int, int, str] | None = None
        self.limited = False

    def text(self, a: int, b: int) -> str:
        return self.tokens.text[self.tokens.starts[self.items[a].i] : self.tokens.ends[self.items[b - 1].j - 1]]

    def at(self, k: int) -> Item | None:
        return self.items[k] if k < len(self.items) else None

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
            fallback = (k, head, replace(self.limit), self.layer_definite)
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
            return None
        return self._bare(k, head)

    def _compound(self, k: int) -> bool:
        """The first noun of "desert city", "port town", "border village"."""
        after = self.at(k + 1)
        return (
            after is not None
            and after.kind in ("kind", "stronghold")
            and after.has("kind")
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
            if {"largest", "biggest", "second", "third", "nearest"} & {i.low for i in self.items[self.k : k]}:
                return None
            core = Core(None, self.kind, self.items[self.k].i, self.items[k - 1].j, definite=self.kind)
            core.fallback = self._facility_name()
            return PlacePhrase(
                [core], self.limit, self.items[self.k].i, self.items[k - 1].j, head, True, self.holders
            ), k
        if not self.holders and head not in ("rest", "remainder") and not self._wanted():
            return None
        if not self.limit.words:
            self.limit.words, self.limit.scope, self.limit.part_kind = self.text(self.k, k), "part", "areas"
        return PlacePhrase(
            [], self.limit, self.items[self.k].i, self.items[k - 1].j, head, self.definite, self.holders, self.possessor
        ), k

    def _wanted(self) -> bool:
        return True

    def _facility_name(self) -> str | None:
        """ "presidential palace", "army airport": the words for a facility without a name of its own."""
        if self.facility is None:
            return None
        start, end, _ = self.facility
        while start < end - 1 and self.items[start].kind in (
            "det",
            "poss",
            "vague",
            "share",
            "actor",
            "-",
            "held",
            "of",
            "former",
        ):
            start += 1
        return self.text(start, end)

    def _done(self, cores: list[Core], end: int, head: str) -> tuple[PlacePhrase, int]:
        name = self._facility_name()
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
            head == "capital"
            or bool({"a", "an", "only", "last", "another"} & {i.low for i in self.items[self.k : self.k + 3]}),
            self.limited and self.limit.scope == "part",
        )
        return phrase, end

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
            if item.kind == "det":
                if k > start and items[k - 1].kind not in ("share", "percent", "of", "vague", "compass", "num", "det"):
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
                if following is None:
                    return -1, "", None
                if following.kind == "of" or (following.kind == "prep" and following.low in ("from", "in")):
                    return self._compass_head(k, start)
                if following.kind not in (
                    *_PRE,
                    *_HEAD,
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
                    if not (self.at(k + 2) and self.at(k + 2).has("compass")):  # type: ignore[union-attr]
                        return -1, "", None
                    k += 1
            elif item.kind in ("share", "percent"):
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
            elif item.has("kind") and item.kind in ("kind", "stronghold") and self._compound(k):
                pass
            elif item.has("kind") and item.kind in ("kind", "stronghold"):
                return self._kind_head(k, compass, first_mod)
            elif item.kind in ("area", "outskirts", "countryside", "stronghold"):
                if item.kind == "stronghold" and not item.has("area", "kind", "outskirts") and not self.holders:
                    return -1, "", None
                return self._area_head(k, compass, start)
            elif item.kind == "prep" and item.low == "from" and k > start and items[k - 1].kind == "unit_km":
                self._set_near("offset")
            elif item.kind == "verb" and k > start and self._participle(k):
                pass
            elif item.kind == "word":
                plain_words += 1
                if plain_words > 2 or k == start:
                    return -1, "", None
            elif item.kind == "-" or item.kind in _PRE:
                if item.kind == "poss":
                    self.possessor = item.low
                if item.kind == "former":
                    self.former = True
                if item.kind == "adverb" and k == start:
                    return -1, "", None
                if item.kind == "'s":
                    return -1, "", None
            else:
                return -1, "", None
            k += 1

    def _holder(self, k: int) -> int:
        """After "rebel-held", "government-controlled": index past it; 0 when the actor is no adjective."""
        lexicon, items = self.finder.lexicon, self.items
        actor = items[k].value
        j = k + 1
        item = self.at(j)
        if item is not None and item.kind == "-":
            j += 1
            item = self.at(j)
        glued = j == k + 2
        if glued and item is not None and item.low in lexicon.triggers.strong_only:
            self.holders.append(("control", actor, k, j))
            return j + 1
        while item is not None and item.kind == "adverb" and not glued:
            j += 1
            item = self.at(j)
        if item is None:
            return 0
        if item.low in lexicon.triggers.held or item.low in lexicon.triggers.besieged:
            after = self.at(j + 1)
            if not glued and item.low in lexicon.triggers.held_hyphen:
                return 0
            if not glued and (
                actor.plural
                or items[k].j - items[k].i > 1
                or after is None
                or after.kind not in (*_PRE, *_HEAD, "cap", "compass", "nation")
                or after.kind in ("det", "poss", "num", "adverb")
            ):
                return 0
            relation = "siege" if item.low in lexicon.triggers.besieged else "control"
            self.holders.append((relation, actor, k, j))
            self.limited = bool(self.limit.words)
            return j + 1
        if actor.text.lower().split()[-1] in self.finder.ethnic:
            return k + 1
        if actor.text.lower() in ("military", "police", "army", "navy", "air force"):
            return k + 1 if item.kind in ("area", "stronghold", "kind") else 0
        if (
            item.kind in ("stronghold", "area", "kind", "compass", "outskirts")
            and item.low in lexicon.triggers.stronghold
        ):
            self.holders.append(("control", actor, k, j))
            return j
        return 0

    def _compass_head(self, k: int, start: int) -> tuple[int, str, list[Core] | None]:
        """ "the east of X" is a part; "east of X" lies outside; "to the north of X" too."""
        items = self.items
        det = (k > start and items[k - 1].kind == "det") or any(
            items[m].kind in ("actor", "det") for m in range(start, k)
        )
        before = items[start - 1] if start else None
        to = not self.holders and before is not None and before.kind in ("prep", "to") and before.low == "to"
        inside = det and not to
        code = str(items[k].entries["compass"].value)
        if code == "c":
            inside = True
        self.limit.words = self.limit.words or self.text(self.k, k + 1)
        self.limit.scope = "part" if inside and self.limit.scope != "near" else "near"
        self.limit.part_kind = "direction" if inside else "offset"
        self.limit.direction = code
        return k + 1, "compass", None

    def _share(self, k: int) -> int:
        item = self.items[k]
        if item.kind == "share":
            low, high = item.entries["share"].value
            if (low, high) != (1.0, 1.0):
                self._set_share(low, high, k, k + 1)
        return k + 1

    def _set_share(self, low: float, high: float, a: int, b: int) -> None:
        self.limit.extent = (low, high)
        self.limit.words, self.limit.scope, self.limit.part_kind = self.text(a, b), "part", "share"

    def _measure(self, k: int) -> int:
        """Read "more than 90 percent", "12 km", "five"; index past it, -1 if no quantity."""
        a, bound = k, ""
        item = self.at(k)
        while item is not None and item.kind in ("more_than", "less_than", "about", "adverb"):
            bound = item.kind if item.kind != "adverb" else bound
            k += 1
            item = self.at(k)
        if item is None or not item.low[:1].isdigit():
            return (
                a + 1
                if self.items[a].kind in ("unit_km",)
                else (k if item is not None and item.kind in (*_PRE, *_HEAD) and k > a else -1)
            )
        try:
            value = float(item.low.replace(",", ""))
        except ValueError:
            return k + 1
        unit = self.at(k + 1)
        if unit is not None and unit.kind == "-":
            k += 1
            unit = self.at(k + 1)
        if unit is not None and unit.kind == "percent":
            share = min(value / 100, 1.0)
            low, high = {"more_than": (share, 1.0), "less_than": (0.0, share)}.get(bound, (share, share))
            self._set_share(low, high, a, k + 2)
            return k + 2
        if unit is not None and unit.kind == "unit_km":
            self.limit.distance_km = round(value * float(unit.entries["unit_km"].value), 3)
            return k + 2
        return k + 1

    def _kind_head(self, k: int, compass: int | None, start: int) -> tuple[int, str, list[Core] | None]:
        """A kind noun: "city of X", "city X", "the city", "two villages near X"."""
        item, items = self.items[k], self.items
        kind = str(item.entries["kind"].value)
        after = self.at(k + 1)
        plural = item.low in self.finder.plural
        direct = after is not None and after.kind in ("cap", "nation") and not plural
        if (
            item.low.endswith("capital")
            and after is not None
            and after.kind == "of"
            and self.possessor is None
            and not any(m.low.startswith(("de", "self")) for m in items[start:k])
        ):
            return self._capital_of(k)
        if after is not None and after.kind == "of":
            named = self._names_after_of(k + 2)
            limited = bool(self.limit.words) or any(m.kind in ("vague", "num", "share") for m in items[start:k])
            indefinite = {"a", "an", "another"} & {m.low for m in items[start:k]} and not plural
            several = named > 1
            if (
                named
                and not limited
                and not indefinite
                and (not plural or kind in SETTLEMENTS or kind in ("province",) or several)
            ):
                self.kind = kind
                made = self._cores(k + 2, kind, compass)
                if kind == "other" and made[2] and made[2][0].name is not None and len(made[2]) == 1:
                    whole = made[2][0]
                    whole.name, whole.within = self.text(k, k + 1) + " of " + whole.name, whole.name
                return made
        elif direct or (plural and after is not None and after.kind == "cap"):
            self.kind = kind
            return self._cores(k + 1, kind, compass)
        self.kind = kind
        if kind in FACILITIES and not plural and self.layer_definite:
            self.facility = (start, k + 1, kind)
        if compass is not None:
            self.limit.direction = self.limit.direction or str(items[compass].entries["compass"].value)
        if (plural or not self.layer_definite) and (self.limit.scope == "whole" or not self.limit.words):
            self.limit.words = self.limit.words or self.text(self.k, k + 1)
            self.limit.scope, self.limit.part_kind = "part", self.limit.part_kind or "areas"
        return k + 1, item.low, None

    def _capital_of(self, k: int) -> tuple[int, str, list[Core] | None]:
        """ "the capital of X": a city whose name stands elsewhere."""
        core = Core(None, "city", self.items[self.k].i, self.items[k].j, definite="city")
        j = k + 2
        while (item := self.at(j)) is not None and item.kind in (
            "det",
            "place_adj",
            "people",
            "compass",
            "cap",
            "kind",
            "nation",
        ):
            j += 1
        return j, "capital", [core]

    def _names_after_of(self, k: int) -> int:
        """How many names follow (joined by conjunctions), looking past "the" and modifiers."""
        count, wait = 0, 0
        while (item := self.at(k)) is not None:
            if item.kind in ("cap", "nation"):
                count += 1
                wait = 0
            elif item.kind in ("conj", "punct") and count:
                wait += 1
                if wait > 1:
                    break
            elif item.kind in ("det", "place_adj", "people", "compass") and (not count or wait):
                pass
            else:
                break
            k += 1
        return count

    def _area_head(self, k: int, compass: int | None, start: int) -> tuple[int, str, list[Core] | None]:
        item = self.items[k]
        after = self.at(k + 1)
        if (
            item.kind == "area"
            and item.low in self.finder.lexicon.places.definite_only
            and self.layer_definite
            and after is not None
            and (after.kind != "of" and after.kind != "prep" and after.kind != "compass")
            and not self.holders
        ):
            self.kind = "unknown"
        if item.low in self.finder.strong and after is not None and after.kind == "of":
            return k + 1, item.low, None
        words = self.text(self.k, k + 1)
        near = item.kind == "outskirts"
        if self.limit.extent is None:
            self.limit.words = words
            self.limit.part_kind = {"outskirts": "outskirts", "countryside": "countryside"}.get(
                item.kind, self.limit.part_kind or "areas"
            )
            if compass is not None:
                self.limit.direction = str(self.items[compass].entries["compass"].value)
                self.limit.part_kind = "direction" if item.kind == "area" else self.limit.part_kind
        if self.limit.extent is None and self.kind != "unknown":
            self.limit.scope = "near" if near else "part"
        if self.kind == "unknown":
            self.limit.words, self.limit.part_kind, self.limit.scope = "", None, "whole"
        return k + 1, item.low, None

    def _link(self, k: int, head: str) -> int | None:
        """Index past the words that tie a head noun to the next layer; None when there are none."""
        item = self.at(k)
        if item is None:
            return None
        measure = k
        if item.kind in ("num", "about", "more_than", "less_than") and head not in ("compass",):
            reached = self._measure(k)
            if reached > 0 and self.limit.distance_km is not None:
                measure = reached
                item = self.at(measure)
                if item is None:
                    return None
        if item.kind == "of":
            return measure + 1
        if head == "compass":
            return measure + 1 if item.kind == "prep" else None
        if item.kind == "adverb" and item.low in ("just", "only") and self.at(measure + 1) is not None:
            measure += 1
            item = self.items[measure]
        if item.kind == "prep":
            value = item.entries["prep"].value
            if value in _INSIDE:
                return measure + 1 if self._inside_follows(measure + 1) else None
            if value in _NEAR and self._named_by_memory(head):
                return None
            if value in _NEAR:
                self._set_near("around" if item.low.startswith("around") or item.low == "surrounding" else None)
                return measure + 1
            if value == "to" or item.low == "to":
                item = self.at(measure + 1)
                measure += 1 if item is not None and item.kind == "det" else 0
        if item is not None and item.kind == "to":
            measure += 1
            if (after := self.at(measure)) is not None and after.kind == "det":
                measure += 1
        after = self.at(measure)
        if after is not None and after.kind == "compass":
            following = self.at(measure + 1)
            if following is not None and (following.kind == "of" or following.low == "from"):
                if self._named_by_memory(head):
                    return None
                self._set_near("offset")
                self.limit.direction = str(after.entries["compass"].value)
                return measure + 2
        return None

    def _named_by_memory(self, head: str) -> bool:
        """ "the town near X" is a town spoken of before, not an area near X."""
        return (
            self.layer_definite
            and self.kind not in (None, "unknown")
            and head not in self.finder.plural
            and not self.holders
        )

    def _inside_follows(self, k: int) -> bool:
        return True

    def _set_near(self, part_kind: str | None) -> None:
        self.limit.words = self.limit.words or self.text(self.k, max(self.k + 1, self.k))
        if (self.limit.scope != "near" and self.limit.extent is None) or self.limit.scope == "part":
            self.limit.scope = "near"
        self.limit.part_kind = part_kind or ("offset" if self.limit.distance_km else "around")
        self.limit.extent = None

    def _name(self, k: int, compass: int | None, head_before: str) -> tuple[int, str, list[Core] | None]:
        return self._cores(k, None, compass if not head_before or compass is not None else None)

    def _cores(self, k: int, kind: str | None, compass: int | None) -> tuple[int, str, list[Core] | None]:
        """Names joined by conjunctions or only by lost commas, from item k (after modifiers)."""
        cores: list[Core] = []
        plural = False
        listed = k >= 2 and self.items[k - 1].kind == "of" and self.items[k - 2].low in self.finder.plural
        while (item := self.at(k)) is not None:
            if item.kind in ("det", "people", "place_adj") and (not cores or self._joined(k)):
                k += 1
                continue
            if item.kind == "compass" and not cores:
                compass = k
                k += 1
                continue
            if item.kind not in ("cap", "nation", "capital", "group_word"):
                break
            core = Core(self.text(k, k + 1), kind or "unknown", item.i, item.j, known=item.value == "known")
            if item.value == "possessive":
                core.name, core.definite = (core.name or "")[:-1], "possessor"
            if item.kind in ("nation", "capital"):
                core.nation, core.known = str(item.entries[item.kind].value), True
                core.seat = item.kind == "capital"
                if item.kind == "nation":
                    core.kind = "country"
            k = self._kind_after(k + 1, core) if core.definite is None else k + 1
            if core.name is not None and core.definite == "possessor":
                core.definite = None
                self.possessor = core.name
                if cores:
                    break
                following = self._layer(k, "possessor")
                if following[2] is not None:
                    for c in following[2]:
                        c.within = c.within or core.name
                    return following
                if following[0] > 0 and following[1]:
                    cores.append(core)
                    if self.limit.scope == "whole" and self.kind is not None:
                        self.limit.words, self.limit.scope, self.limit.part_kind = following[1], "part", "areas"
                    return following[0], head_text(following[1]), cores
                cores.append(core)
                break
            cores += self._split(core, listed) if core.name is not None else [core]
            nxt = self._next_name(k, kind is not None)
            if nxt is None:
                break
            plural = True
            k = nxt
        if not cores:
            return -1, "", None
        if (compass is not None and not plural) or compass is not None:
            self._compass_part(compass, cores)
        return k, "", cores

    def _split(self, core: Core, listed: bool) -> list[Core]:
        """Names of a list that lost its commas ("the villages of Bibkar Kadoushan Ash al-Shami and X")."""
        tokens = self.tokens
        after = next((i for i in self.items if i.i >= core.j), None)
        if not listed or core.known or core.j - core.i < 3 or after is None or after.kind != "conj":
            return [core]
        cuts = [core.i]
        for t in range(core.i + 1, core.j):
            bound = tokens.words[t - 1] == "-" or tokens.lows[t - 1] in self.finder.binding
            if tokens.words[t] != "-" and not bound:
                cuts.append(t)
        ends = [*cuts[1:], core.j]
        return [
            Core(tokens.text[tokens.starts[a] : tokens.ends[b - 1]], core.kind, a, b, core.known)
            for a, b in zip(cuts, ends, strict=True)
        ]

    def _compass_part(self, compass: int, cores: list[Core]) -> None:
        """ "northern Syria" is a part of Syria; "the northern city of X" says nothing about a part."""
        if self.kind is not None and cores[0].kind == self.kind and cores[0].kind != "unknown":
            return
        if cores[0].kind not in ("unknown", "country", "city", "province", "region", "district"):
            return
        item = self.items[compass]
        if self.limit.scope == "whole":
            self.limit.words = self.text(compass, compass + 1)
            self.limit.scope, self.limit.part_kind = "part", "direction"
        self.limit.direction = self.limit.direction or str(item.entries["compass"].value)

    def _joined(self, k: int) -> bool:
        return k > 0 and self.items[k - 1].kind in ("conj", "punct")

    def _kind_after(self, k: int, core: Core) -> int:
        """Read "X province", "X military airport", "X countryside", "X's"."""
        item = self.at(k)
        if item is None:
            return k
        if item.kind == "'s" or (core.name is not None and self._lost_apostrophe(core, k)):
            core.definite = "possessor"
            return k + 1 if item.kind == "'s" else k
        if item.kind == "-" and (after := self.at(k + 1)) is not None and after.has("kind"):
            k, item = k + 1, after
        if (item.has("kind") and item.kind in ("kind", "stronghold") and item.low not in self.finder.plural) or (
            item.has("kind")
            and item.kind in ("kind", "area")
            and core.kind in ("unknown",)
            and item.low in self.finder.plural
            and not self._governs(k)
        ):
            kind = str(item.entries["kind"].value)
            core.kind = kind
            if item.low not in self.finder.plain_kinds and not item.low.endswith("s"):
                core.name = self.tokens.text[self.tokens.starts[core.i] : self.tokens.ends[item.j - 1]]
            core.j = item.j
            of, named = self.at(k + 1), self.at(k + 2)
            if (
                kind in (*AREAS, *SETTLEMENTS, "neighbourhood")
                and of is not None
                and of.kind == "of"
                and named is not None
                and named.kind == "cap"
            ):
                core.name, core.within = self.text(k + 2, k + 3), core.name
                self.limit = Limit()
                core.i, core.j = named.i, named.j
                return k + 3
            return k + 1
        if item.kind == "compass" and (after := self.at(k + 1)) is not None and after.kind == "countryside":
            self.limit.direction = str(item.entries["compass"].value)
            k, item = k + 1, after
        if item.kind in ("countryside", "outskirts") and self.limit.extent is None:
            self.limit.words = item.low
            self.limit.part_kind = item.kind
            self.limit.scope = "part" if item.kind == "countryside" else "near"
            return k + 1
        if (
            item.has("area")
            and item.kind in ("area", "stronghold")
            and item.low in ("area", "region", "zone", "pocket", "enclave", "front")
        ):
            core.known = True
            if item.low == "area":
                self.limit.words, self.limit.part_kind = "area", "area"
            return k + 1
        return k

    def _governs(self, k: int) -> bool:
        after = self.at(k + 1)
        return after is not None and after.kind == "of"

    def _lost_apostrophe(self, core: Core, k: int) -> bool:
        """ "Aleppos Marjeh district": the name without its s is known, and a noun follows."""
        name = core.name or ""
        if not name.endswith("s") or len(name) < 5 or name.lower() in self.known:
            return False
        item = self.at(k)
        if name[:-1].lower() in self.known:
            core.name = name[:-1]
            return item is not None and item.kind in (
                "cap",
                "compass",
                "kind",
                "place_adj",
                "area",
                "outskirts",
                "countryside",
                "people",
                "word",
            )
        return False

    def _next_name(self, k: int, listed: bool) -> int | None:
        """Index of the next name of a list ("A, B and C"); None when the list ends."""
        item = self.at(k)
        if item is None:
            return None
        if item.kind in ("conj", "punct"):
            if (item.kind == "punct" and item.low not in ",،、") or item.low in ("as", "along", "together", "plus"):
                return None
            j = k + 1
            if (second := self.at(j)) is not None and second.kind == "conj" and item.kind == "punct":
                j += 1
            while (after := self.at(j)) is not None and after.kind in ("det", "people"):
                j += 1
            after = self.at(j)
            if after is None or after.kind not in ("cap", "nation"):
                return None
            if item.kind == "punct" and not listed and not self._list_goes_on(j):
                return None
            following = self.at(j + 1)
            if following is not None and following.kind in ("say", "have") and item.kind != "conj":
                return None
            return j
        if item.kind == "cap" and listed:
            return k
        return None

    def _list_goes_on(self, k: int) -> bool:
        for item in self.items[k + 1 : k + 4]:
            if item.kind == "conj":
                return True
            if item.kind not in ("cap", "punct", "-", "kind"):
                return False
        return False

    def _after(self, cores: list[Core], k: int) -> int:
        """Read the containing area after a name: "in Idlib province", ", Aleppo province"."""
        item = self.at(k)
        j = k
        if (item is not None and item.kind == "prep" and item.entries["prep"].value == "in") or (
            item is not None and item.kind == "punct" and item.low == ","
        ):
            j = k + 1
        elif item is None or item.kind != "cap":
            return k
        while (item := self.at(j)) is not None and item.kind in ("det", "place_adj", "people"):
            j += 1
        if item is not None and item.kind == "compass":
            j += 1
            item = self.at(j)
        if (
            item is not None
            and item.kind == "kind"
            and (of := self.at(j + 1)) is not None
            and of.kind == "of"
            and self.at(j + 2) is not None
        ):
            if self.items[j + 2].kind in ("cap", "nation") and item.entries["kind"].value in AREAS:
                for core in cores:
                    core.within = core.within or f"{self.text(j + 2, j + 3)} {item.low}"
                return j + 3
            return k
        if item is None or item.kind not in ("cap", "nation", "capital"):
            return k
        after = self.at(j + 1)
        if after is not None and after.has("kind") and after.kind in ("kind",) and after.entries["kind"].value in AREAS:
            for core in cores:
                core.within = core.within or self.text(j, j + 2)
            return j + 2
        if item.kind == "nation" or (
            item.value == "known" and self.items[k].kind != "punct" and cores[-1].kind not in AREAS
        ):
            for core in cores:
                core.within = core.within or self.text(j, j + 1)
            return j + 1
        return k


def head_text(low: str) -> str:
    """The head noun of a phrase, for messages and matching."""
    return low
