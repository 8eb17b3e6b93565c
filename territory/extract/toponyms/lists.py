"""Names, what follows them, and lists of them."""

from __future__ import annotations

from territory.extract.toponyms.containers import Containers
from territory.extract.where.placenames import AREAS, SETTLEMENTS, Core, Limit

_LEADING = frozenset({"det", "people"})
_BETWEEN = _LEADING | {"kind", "of", "place_adj"}


class Names(Containers):
    """Names, what follows them, and lists of them."""

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
            elif core.kind == "unknown" and (area := self._area(item)):
                core.kind = area
            k = self._kind_after(k + 1, core) if core.definite is None else k + 1
            if core.name is not None and core.definite == "possessor":
                core.definite = None
                self.possessor = core.name
                if cores:
                    break
                following = self._layer(k, "possessor")
                named = self._capital_named(following)
                if named:
                    return named + 1, "", [self._named_here(named, "city", core.name)]
                if following[2] is not None:
                    for c in following[2]:
                        c.within = c.within or core.name
                    return following
                if following[0] > 0 and self.facility is not None and self.facility[1] == following[0]:
                    start, end, made = self.facility
                    name, self.limit = self.text(start, end), Limit()
                    return (
                        end,
                        "",
                        [Core(name, made, self.items[start].i, self.items[end - 1].j, True, None, core.name)],
                    )
                if following[0] > 0 and following[1]:
                    cores.append(core)
                    if self.limit.scope == "whole" and self.kind is not None:
                        self.limit.words, self.limit.scope, self.limit.part_kind = following[1], "part", "areas"
                    return following[0], following[1], cores
                cores.append(core)
                break
            cores += self._split(core, listed) if core.name is not None else [core]
            nxt = self._next_name(k, kind is not None)
            if nxt is not None and core.kind not in AREAS and self._contains(k, nxt):
                break
            if nxt is None:
                break
            plural = True
            k = nxt
        if not cores:
            return -1, "", None
        if (compass is not None and not plural) or compass is not None:
            self._compass_part(compass, cores)
        return k, "", cores

    def _capital_named(self, layer: tuple[int, str, list[Core] | None]) -> int:
        """Index of the name in "P's capital, X," after the layer that ended at the noun; 0 when none is there."""
        k, head, cores = layer
        noun = self.items[k - 1] if k > 0 else None
        if cores is not None or noun is None or not noun.has("kind") or noun.low in self.finder.plural:
            return 0
        if not (noun.low.endswith("capital") or head.endswith("capital")) and not (
            noun.entries["kind"].value in SETTLEMENTS and self.items[k : k + 1] and self.items[k].low == ","
        ):
            return 0
        k += self.items[k].low == "," if k < len(self.items) else 0
        item, after = self.at(k), self.at(k + 1)
        closed = after is None or after.kind in ("punct", "verb", "be", "have", "conj", "time", "boundary")
        return k if item is not None and item.kind == "cap" and closed else 0

    def _named_here(self, k: int, kind: str, within: str | None) -> Core:
        """The name at item k, with nothing that limits it."""
        item, self.limit = self.items[k], Limit()
        return Core(self.text(k, k + 1), kind, item.i, item.j, True, within=within)

    def _split(self, core: Core, listed: bool) -> list[Core]:
        """Names of a list that lost its commas ("the villages of Bibkar Kadoushan Ash al-Shami and X")."""
        tokens = self.tokens
        after = next((i for i in self.items if i.i >= core.j), None)
        words = sum(tokens.words[t][0].isupper() for t in range(core.i, core.j))
        if not listed or core.known or words < 3 or after is None or after.kind != "conj":
            return [core]
        cuts = [core.i]
        for t in range(core.i + 1, core.j):
            bound = tokens.words[t - 1] == "-" or tokens.lows[t - 1] in self.finder.binding
            if tokens.words[t] != "-" and not bound:
                cuts.append(t)
        ends = [*cuts[1:], core.j]
        return [Core(tokens.span(a, b), core.kind, a, b, core.known) for a, b in zip(cuts, ends, strict=True)]

    def _compass_part(self, compass: int, cores: list[Core]) -> None:
        """ "northern Syria" is a part of Syria; "the northern city of X" says nothing about a part."""
        if self.kind is not None and cores[0].kind == self.kind and cores[0].kind != "unknown":
            return
        if self.swapped or cores[0].kind not in ("unknown", "country", "city", "province", "region", "district"):
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
        if (item.kind in ("kind", "stronghold") and item.has("kind") and item.low not in self.finder.plural) or (
            item.kind in ("kind", "area")
            and item.has("kind")
            and core.kind in ("unknown",)
            and item.low in self.finder.plural
            and not self.governs(k)
        ):
            kind = str(item.entries["kind"].value)
            core.kind = kind
            if item.low not in self.finder.plain_kinds and item.low not in self.finder.plural:
                core.name = self.tokens.span(core.i, item.j)
            core.j = item.j
            of, named = self.at(k + 1), self.at(k + 2)
            if kind in AREAS and of is not None:
                if of.kind == "'s":
                    core.definite = "possessor"
                    return k + 2
                if of.has("kind") and (town := self._town_of(k + 1)):
                    return self._named_within(core, town, str(of.entries["kind"].value))
            if (
                kind in (*AREAS, *SETTLEMENTS, "neighbourhood")
                and of is not None
                and of.kind == "of"
                and named is not None
                and named.kind == "cap"
            ):
                if not self._whole_of(k + 2, core) and not (kind in SETTLEMENTS and self.layer_definite):
                    core.within = self.text(k + 2, k + 3)
                    return k + 3
                return self._named_within(core, k + 2, kind)
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
            item.kind in ("area", "stronghold")
            and item.has("area")
            and item.low in ("area", "region", "zone", "pocket", "enclave", "front")
        ):
            core.known = True
            if item.low == "area":
                self.limit.words, self.limit.part_kind = "area", "area"
            return k + 1
        return k

    def _lost_apostrophe(self, core: Core, k: int) -> bool:
        """ "Aleppos Marjeh district": the name without its s is known, and a noun follows."""
        name = core.name or ""
        if not name.endswith("s") or len(name) < 5 or name.lower() in self.finder.names:
            return False
        item = self.at(k)
        if name[:-1].lower() in self.known or name[:-1].lower() in self.finder.names:
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
            if item.low == "but" and item.j == item.i + 1:
                return None
            j = k + 1
            if (second := self.at(j)) is not None and second.kind == "conj" and item.kind == "punct":
                j += 1
            passed = _BETWEEN if self.limit.part_kind == "between" else _LEADING
            while (after := self.at(j)) is not None and after.kind in passed:
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

    def _name(self, k: int, compass: int | None, head_before: str) -> tuple[int, str, list[Core] | None]:
        return self._cores(k, None, compass if not head_before or compass is not None else None)
