"""Head nouns: kinds of place, areas, points of the compass, facilities."""

from __future__ import annotations

from territory.extract.toponyms.lists import Names
from territory.extract.where.placenames import AREAS, FACILITIES, SETTLEMENTS, Core
from territory.extract.words.items import Item

_CENTRES = frozenset({"centre", "center"})


def _narrows(item: Item) -> bool:
    """Whether a quantifier takes only some: "two cities of", but not "the entire city of"."""
    if item.kind == "vague":
        return not item.has("place_adj")
    return item.kind == "num" or (item.kind == "share" and item.entries["share"].value != (1.0, 1.0))


class Heads(Names):
    """Head nouns: kinds of place, areas, points of the compass, facilities."""

    def _kind_head(self, k: int, compass: int | None, start: int) -> tuple[int, str, list[Core] | None]:
        """A kind noun: "city of X", "city X", "the city", "two villages near X"."""
        item, items = self.items[k], self.items
        kind = str(item.entries["kind"].value)
        after = self.at(k + 1)
        plural = item.low in self.finder.plural
        if after is not None and after.kind == "compass" and after.low in _CENTRES:
            return self._compass_head(k + 1, start)
        direct = after is not None and after.kind in ("cap", "nation") and not plural
        if (
            item.low.endswith("capital")
            and after is not None
            and after.kind == "of"
            and self.possessor is None
            and not any(m.low.startswith(("de", "self")) for m in items[start:k])
        ):
            return self._capital_of(k)
        if after is not None and after.kind == "num" and self.tokens.capital[item.i] and k > 0:
            return k + 2, "", [Core(self.text(k, k + 2), kind, item.i, after.j, known=True)]
        if after is not None and item.low in self.finder.quarters and (end := self._garrisoned(k + 2)):
            return end, "", [Core(self.text(k, end), kind, item.i, self.items[end - 1].j, known=True)]
        if after is not None and after.kind == "of":
            named = self._names_after_of(k + 2)
            limited = bool(self.limit.words) or any(_narrows(m) for m in items[start:k])
            if compass is not None and item.low in ("quarter", "ward", "side"):
                self.limit.words, self.limit.scope = self.text(self.k, k + 1), "part"
                self.limit.part_kind, self.limit.direction = (
                    "direction",
                    str(items[compass].entries["compass"].value),
                )
                return k + 1, item.low, None
            indefinite = {"a", "an", "another"} & {m.low for m in items[start:k]} and not plural
            several = named > 1
            inside = plural and named == 1 and self._in_area(k + 2)
            if (
                named
                and not limited
                and not indefinite
                and not inside
                and (not plural or kind in SETTLEMENTS or kind in ("province",) or several)
            ):
                self.kind = kind
                made = self._cores(k + 2, kind, compass)
                cores = made[2] or []
                if kind == "other" and item.low not in self.finder.seats and len(cores) == 1 and cores[0].name:
                    whole = cores[0]
                    whole.name, whole.within = f"{self.text(k, k + 1)} of {whole.name}", whole.name
                return made
        elif direct or (plural and after is not None and after.kind == "cap"):
            self.kind = kind
            return self._cores(k + 1, kind, compass)
        self.kind = kind
        if kind in FACILITIES and not plural and (self.layer_definite or kind == "base" or self.possessor):
            self.facility = (start, k + 1, kind)
            self.facility_definite = self.layer_definite
        if compass is not None:
            self.limit.direction = self.limit.direction or str(items[compass].entries["compass"].value)
        if (plural or not self.layer_definite) and (self.limit.scope == "whole" or not self.limit.words):
            self.limit.words = self.limit.words or self.text(self.k, k + 1)
            self.limit.scope, self.limit.part_kind = "part", self.limit.part_kind or "areas"
        return k + 1, item.low, None

    def _in_area(self, k: int) -> bool:
        """Whether the name at item k is that of an area: "villages of Idlib province" are only some of its places."""
        noun = self.at(k + 1)
        return noun is not None and noun.kind == "kind" and noun.entries["kind"].value in AREAS

    def _garrisoned(self, k: int) -> int:
        """Index past the force in "the headquarters of the army's second brigade"; 0 when none stands there."""
        forces, first, of = 0, k, self.at(k - 1)
        if of is None or of.kind != "of":
            return 0
        while (item := self.at(k)) is not None and item.kind in ("det", "actor", "'s", "people", "org"):
            forces += item.kind == "actor"
            k += 1
        named = any(m.kind == "'s" or any(c.isdigit() for c in self.text(j, j + 1)) for j, m in self.between(first, k))
        return k if forces and named and (item is None or item.kind != "relative") else 0

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
            if item.kind in ("cap", "nation"):
                core.within = self.text(j, j + 1)
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
            item.has("area")
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
        if self.kind == "unknown" and self.limit.extent is None:
            self.limit.words, self.limit.part_kind, self.limit.scope = "", None, "whole"
        return k + 1, item.low, None

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

    def _facility_name(self) -> str | None:
        """ "presidential palace", "army airport": the words for a facility without a name of its own."""
        if self.facility is None or not self.facility_definite:
            return None
        start, end, _ = self.facility
        while start < end - 1 and (
            self.items[start].kind in ("det", "poss", "vague", "share", "-", "held", "of")
            or (self.items[start].kind == "actor" and self.items[start + 1].kind in ("-", "held"))
        ):
            start += 1
        return self.text(start, end)
