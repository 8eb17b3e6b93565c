"""Phrases over the items of a sentence: who acts, and which place with what limits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from territory.conflicts import Conflict
from territory.extract.actors import Actor
from territory.extract.marked.lexicon import MarkedLexicon
from territory.extract.marked.names import nominative
from territory.extract.marked.scan import Item
from territory.extract.placenames import Core, Limit
from territory.extract.sides import Sides
from territory.extract.tokens import Tokens

_AREAS = frozenset({"province", "region", "district", "subdistrict", "country"})
_POINTS = frozenset({"airport", "base", "crossing", "dam", "oilfield"})
_NUMBER = re.compile(r"\d+(?:[.,٫]\d+)?")
_CASES = (
    {"in": "locative", "on": "locative"} | dict.fromkeys(("near", "from", "into"), "genitive") | {"toward": "dative"}
)
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


@dataclass
class Grouper:
    """Groups the items of a language into actors and places for one conflict."""

    lexicon: MarkedLexicon
    conflict: Conflict
    sides: Sides
    foreign: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.foreign = frozenset(s.key for s in self.conflict.sides if s.kind == "foreign")
        self.arabic = self.lexicon.language.morphology == "arabic"
        self.country = {self.conflict.name.get(self.lexicon.language.code), *self.lexicon.places.countries}
        self.named_with_kind = frozenset(self.lexicon.places.named_with_kind)

    def actors(self, items: list[Item], tokens: Tokens) -> list[Item]:
        """Replace the runs that name a side by items of kind ``actor`` (``no_actor`` where they only qualify)."""
        out: list[Item] = []
        k = 0
        while k < len(items):
            if items[k].kind not in ("side", "role"):
                out.append(items[k])
                k += 1
                continue
            end, members = k, []
            while end < len(items) and items[end].kind in ("side", "role"):
                members.append(items[end])
                end = self._tails(items, end + 1)
                if end < len(items) and items[end].kind == "conj" and end + 1 < len(items):
                    joined = items[end + 1].kind in ("side", "role") and not items[end + 1].prep
                    end += joined
                    if not joined:
                        break
                elif not (end < len(items) and items[end].conj):
                    break
            first = items[k]
            text = tokens.text[tokens.starts[first.i] : tokens.ends[items[end - 1].j - 1]]
            actor = self._actor(members, text)
            qualifies = bool(out) and out[-1].kind == "not_actor"
            kind = "no_actor" if qualifies else "actor"
            prep = first.prep or (str(out[-1].value) if out and out[-1].kind == "prep" else None)
            each = [self._actor([m], text) for m in members]
            out.append(Item(kind, first.i, items[end - 1].j, actor, each, first.conj, prep))
            k = end
        return out

    def _tails(self, items: list[Item], k: int) -> int:
        """Index past the words that belong to the side before them: "allied with it", «Centre»."""
        while k < len(items):
            if items[k].kind == "tails":
                k += 1
            elif k + 2 < len(items) and items[k].kind == "quote" and items[k + 2].kind == "quote":
                if items[k + 1].kind not in ("name", "known", "side"):
                    break
                k += 3
            else:
                break
        return k

    def _actor(self, members: list[Item], text: str) -> Actor:
        """The side on the ground: of a foreign power and locals, the locals."""
        keys = [self._key(m) for m in members]
        known = [k for k in keys if k is not None]
        local = [k for k in known if k not in self.foreign]
        key = next(iter(local or known), None)
        militant = any(m.value == "militant" for m in members if m.kind == "role")
        return Actor(key, text, 4 if key else 1, self.sides.insurgent if militant else None, key is None, True)

    def _key(self, member: Item) -> str | None:
        if member.kind == "side":
            return str(member.value)
        return {"incumbent": self.sides.incumbent, "insurgent": self.sides.insurgent}.get(str(member.value))

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
                    limit.words = _text(tokens, items[start], items[k])
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
        limit.words = _text(tokens, items[start] if items[start].kind != "prep" else items[start + 1], item)

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

    def _names(
        self,
        items: list[Item],
        k: int,
        tokens: Tokens,
        kind: str,
        listed: bool,
        known: frozenset[str],
        limit: Limit,
        prep: str | None,
        genitive: bool,
    ) -> tuple[list[Core], int]:
        """Names joined by conjunctions and commas from item k."""
        if k < len(items) and items[k].kind == "suffix_kind" and items[k - 1].kind == "kind":
            core = Core(
                _bare(_text(tokens, items[k - 1], items[k]), items[k - 1], True), kind, items[k - 1].i, items[k].j, True
            )
            return [core], k + 1
        cores: list[Core] = []
        case = "genitive" if limit.scope != "whole" or genitive else _CASES.get(prep or "", "accusative")
        while k < len(items):
            after_kind = kind != "unknown" or limit.part_kind in ("around", "areas", "countryside")
            end, name = self._name(items, k, tokens, after_kind and (not cores or listed), known)
            if name is None:
                break
            sure = items[k].kind == "known" or kind != "unknown" or items[k].strong or name in known
            core = Core(name, kind if not cores or listed else "unknown", items[k].i, items[end - 1].j, sure)
            k = self._kind_after(items, end, core, tokens, limit)
            core.kind = "country" if core.name in self.country else core.kind
            if core.kind == "unknown" and items[end - 1].kind == "known" and items[end - 1].data in _POINTS:
                core.kind = str(items[end - 1].data)
            if not self.arabic:
                core.name = nominative(name, core.name or name, case, known, self.lexicon.language)
            cores.append(core)
            following = self._joined(items, k)
            if following is None:
                break
            k = following
        return cores, k

    def _name(
        self, items: list[Item], k: int, tokens: Tokens, after_kind: bool, known: frozenset[str]
    ) -> tuple[int, str | None]:
        """A name at item k: known, capitalised, or (Arabic) the word after a kind noun."""
        if k >= len(items):
            return k, None
        item = items[k]
        if item.kind == "known" or (item.kind == "source" and after_kind):
            return k + 1, _bare(_text(tokens, item, item), item, self.arabic)
        if item.kind == "name":
            return k + 1, _text(tokens, item, item)
        if item.kind == "quote" and k + 2 < len(items) and items[k + 1].kind == "name" and after_kind:
            return k + 3, _text(tokens, items[k + 1], items[k + 1])
        if not self.arabic or item.kind not in ("word", "name_heads"):
            return k, None
        text = _bare(_text(tokens, item, item), item, True)
        if len(text) < 3 or (not after_kind and text.endswith(("ها", "هم", "نا"))):
            return k, None
        if not after_kind and not (item.conj and self._bare_list(items, k)):
            return k, None
        end = k + 1
        if end < len(items) and items[end].kind in ("word", "known") and not items[end].conj:
            joined = item.kind == "name_heads" or (
                text.startswith("ال") and tokens.words[items[end].i].startswith("ال") and items[end].kind == "word"
            )
            if joined:
                end += 1
                text = _bare(_text(tokens, item, items[end - 1]), item, True)
        return end, text

    def _bare_list(self, items: list[Item], k: int) -> bool:
        after = items[k + 1] if k + 1 < len(items) else None
        return after is None or after.kind in ("punct", "time", "prep", "near") or after.conj

    def _kind_after(self, items: list[Item], k: int, core: Core, tokens: Tokens, limit: Limit) -> int:
        """Read the kind that follows a name: "X International Airport", «Харківську область»."""
        if k < len(items) and items[k].kind == "suffix_kind":
            if not items[k].value.startswith("_"):
                core.kind = str(items[k].value)
            core.j = items[k].j
            k += 1
        elif k < len(items) and items[k].kind == "kind" and not self.arabic and items[k].value in self.named_with_kind:
            core.kind, core.j = str(items[k].value), items[k].j
            k += 1
        if core.kind in self.named_with_kind and core.i > 0:
            start = core.i
            before = next((i for i in items if i.j == start and i.kind == "kind"), None)
            if self.arabic and before is not None:
                core.name = _bare(tokens.text[tokens.starts[before.i] : tokens.ends[core.j - 1]], before, True)
            elif not self.arabic:
                core.name = tokens.text[tokens.starts[start] : tokens.ends[core.j - 1]]
        return k

    def _joined(self, items: list[Item], k: int) -> int | None:
        """Index of the next name of a list, past its comma or conjunction; None when the list ends."""
        if k >= len(items):
            return None
        j = k
        while j < len(items) and (items[j].kind == "conj" or (items[j].kind == "punct" and items[j].value in ",،")):
            j += 1
        if j >= len(items) or j - k > 2:
            return None
        item = items[j]
        if j == k:
            return j if item.conj and item.kind in ("known", "word") and item.prep is None else None
        if item.kind in ("known", "name") and item.prep is None:
            return j
        return None

    def _container(self, items: list[Item], k: int, tokens: Tokens, cores: list[Core], limit: Limit) -> int:
        """Read the area that holds the names: "in the countryside of Idlib", «у Херсонській області»."""
        j = k
        prep = items[j].prep if j < len(items) else None
        if j < len(items) and items[j].kind == "prep" and items[j].value == "in":
            prep, j = "in", j + 1
        if j >= len(items) or (prep != "in" and self.arabic):
            return k
        if not self.arabic:
            return self._oblast(items, j, k, tokens, cores)
        begin = j
        while j < len(items) and items[j].kind in ("countryside", "kind", "adj", "area") and not items[j].conj:
            j += 1
        head = j < len(items) and items[j].kind in ("known", "name")
        if head and (j > begin or (j + 1 < len(items) and items[j + 1].kind == "kind")):
            end = j + 1
            while end < len(items) and items[end].kind in ("adj", "kind"):
                end += 1
            for core in cores:
                core.within = _bare(_text(tokens, items[begin], items[end - 1]), items[begin], self.arabic)
            return end
        return k

    def _oblast(self, items: list[Item], j: int, k: int, tokens: Tokens, cores: list[Core]) -> int:
        """Read "of Donetsk oblast", with a preposition or in the genitive; the name comes back in the nominative."""
        if j + 1 >= len(items) or items[j].kind not in ("name", "known") or items[j + 1].kind != "kind":
            return k
        kind = str(items[j + 1].value)
        if kind not in ("region", "province", "district"):
            return k
        written = _text(tokens, items[j], items[j + 1])
        case = "district" if kind == "district" else "genitive"
        name = nominative(_text(tokens, items[j], items[j]), written, case, frozenset(), self.lexicon.language)
        for core in cores:
            core.within = core.within or name
        return j + 2


def _text(tokens: Tokens, first: Item, last: Item) -> str:
    return tokens.text[tokens.starts[first.i] : tokens.ends[last.j - 1]]


def _bare(text: str, item: Item, arabic: bool) -> str:
    """An Arabic name without the conjunction and preposition that are written as one word with it."""
    if not arabic:
        return text
    if item.conj and text[:1] in "وف":
        text = text[1:]
    if item.prep and text[:2] == "لل":
        return "ال" + text[2:]
    return text[1:] if item.prep and text[:1] in "بلك" else text
