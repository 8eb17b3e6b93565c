"""Place phrases over the items of a sentence: which place, with what limits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from territory.extract.marked.namelists import NameLists, text_of
from territory.extract.marked.scan import Item
from territory.extract.where.placenames import Core, Limit
from territory.extract.words.tokens import Tokens

_NUMBER = re.compile(r"\d+(?:[.,٫]\d+)?")
_BEFORE = frozenset(
    "share vague num percent more_than less_than about near outskirts countryside area plural kind adj besieged "
    "hyphen name_heads".split()
)


@dataclass(slots=True)
class Place:
    """A place phrase: its cores share the limit and the preposition in front."""

    cores: list[Core]
    limit: Limit
    prep: str | None
    strong: bool = True
    besieged: bool = False
    complement: bool = False


class PlaceGrouper(NameLists):
    """Groups the items of a language into places for one conflict."""

    def places(self, items: list[Item], tokens: Tokens, known: frozenset[str]) -> list[Item]:
        """Replace place phrases by items of kind ``place``; ``known`` are names that the report places elsewhere."""
        out: list[Item] = []
        k = 0
        while k < len(items):
            parsed = self._phrase(items, k, tokens, known)
            if parsed is None:
                out.append(items[k])
                k += 1
                continue
            place, end = parsed
            out.append(Item("place", items[k].i, items[end - 1].j, place, None, items[k].conj, place.prep))
            k = end
        return out

    def _phrase(self, items: list[Item], k: int, tokens: Tokens, known: frozenset[str]) -> tuple[Place, int] | None:
        start, limit, kind, listed, besieged = k, Limit(), "unknown", False, False
        prep = items[k].prep
        while k < len(items):
            item = items[k]
            if item.kind == "prep":
                if k > start and item.value not in ("of", "in"):
                    return None
                if k == start:
                    prep = str(item.value)
                elif item.value == "in" and kind == "unknown" and limit.scope == "whole":
                    return None
                k += 1
                continue
            if item.kind == "quote" and kind != "unknown":
                k += 1
                continue
            if item.kind not in _BEFORE or (item.conj and k > start and item.kind not in ("plural", "kind")):
                break
            if item.prep and k > start:
                if item.prep != "in" or limit.scope != "part":
                    return None
                kind = "unknown"
            besieged |= item.kind == "besieged"
            self._limit(items, k, start, limit, tokens)
            if item.kind in ("kind", "plural"):
                if item.kind == "plural" and limit.scope == "whole" and self._counted(items, start, k):
                    limit.words = text_of(tokens, items[start], items[k])
                    limit.scope, limit.part_kind = "part", "areas"
                if self.arabic and item.kind == "plural" and item.article:
                    return None
                kind, listed = str(item.value), item.kind == "plural"
                if item.kind == "kind" and self._definite(items, k):
                    return self._definite_place(items, k, kind, limit, prep, besieged)
            k += 1
        if k >= len(items):
            return None
        genitive = self._governed(items, start)
        cores, k = self._names(items, k, tokens, kind, listed, known, limit, prep, genitive)
        if not cores:
            return None
        if k < len(items) and items[k].kind == "direction":
            return None
        strong = kind != "unknown" or items[start].kind != "name" or all(c.known or c.kind != "unknown" for c in cores)
        k = self._container(items, k, tokens, cores, limit)
        complement = not self.arabic and self._complement(items, start)
        return Place(cores, limit, prep, strong, besieged, complement), k

    def _governed(self, items: list[Item], start: int) -> bool:
        """Whether a noun ("the capture of") or a verb with a direction in it asks for the genitive."""
        for item in reversed(items[max(0, start - 3) : start]):
            if item.kind == "noun" or (item.kind == "verb" and item.data.relation == "threat"):
                return True
            if item.kind in ("verb", "punct", "prep"):
                return False
        return False

    def _complement(self, items: list[Item], start: int) -> bool:
        """Whether a bare name is the genitive of a noun before it: "on the left bank of the Dnipro"."""
        if start == 0 or items[start].kind not in ("name", "known") or items[start - 1].kind != "word":
            return False
        k = start - 1
        while k > max(0, start - 4) and items[k].kind == "word":
            k -= 1
        return items[start].kind == "name" or items[k].kind in ("prep", "adj", "area", "near")

    def _counted(self, items: list[Item], start: int, k: int) -> bool:
        return any(i.kind in ("num", "vague", "share", "more_than", "about") for i in items[start:k])

    def _limit(self, items: list[Item], k: int, start: int, limit: Limit, tokens: Tokens) -> None:
        item = items[k]
        if item.kind == "countryside" and limit.scope == "part":
            return
        if item.kind in ("near", "outskirts", "countryside"):
            limit.scope = "near" if item.kind != "outskirts" or limit.scope != "part" else "part"
            limit.part_kind = {"near": "around"}.get(item.kind, item.kind)
        elif item.kind == "share" and item.value == (1.0, 1.0):
            return
        elif item.kind == "share":
            limit.extent, limit.scope, limit.part_kind = item.value, "part", "share"
        elif item.kind == "vague" or item.kind == "area":
            limit.scope, limit.part_kind = ("near" if limit.scope == "near" else "part"), "areas"
        elif item.kind == "percent":
            number = next((i for i in reversed(items[start:k]) if i.kind == "num"), None)
            if number is None or not _NUMBER.fullmatch(str(number.value)):
                return
            share = min(1.0, float(str(number.value).replace(",", ".").replace("٫", ".")) / 100)
            kinds = {i.kind for i in items[start:k]}
            low, high = (
                (share, 1.0) if "more_than" in kinds else (0.0, share) if "less_than" in kinds else (share, share)
            )
            limit.extent, limit.scope, limit.part_kind = (low, high), "part", "share"
        else:
            return
        limit.words = text_of(tokens, items[start] if items[start].kind != "prep" else items[start + 1], item)

    def _definite(self, items: list[Item], k: int) -> bool:
        """Whether a kind noun stands alone for a place spoken of before: "the city"."""
        after = items[k + 1] if k + 1 < len(items) else None
        if self.arabic:
            named = after is not None and (
                after.kind in ("known", "suffix_kind")
                or (after.article and not after.conj and items[k].value in self.named_with_kind)
            )
            return items[k].article and not named
        return after is None or after.kind not in ("name", "known", "quote", "adj", "kind", "plural")

    def _definite_place(
        self, items: list[Item], k: int, kind: str, limit: Limit, prep: str | None, besieged: bool
    ) -> tuple[Place, int]:
        core = Core(None, kind, items[k].i, items[k].j, definite=kind)
        return Place([core], limit, prep, besieged=besieged), k + 1
