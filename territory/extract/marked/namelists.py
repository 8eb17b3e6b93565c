"""Names of places, what follows them, and lists of them."""

from __future__ import annotations

from territory.conflicts import Conflict
from territory.extract.marked.lexicon import MarkedLexicon
from territory.extract.marked.names import nominative
from territory.extract.marked.scan import Item
from territory.extract.where.placenames import Core, Limit
from territory.extract.words.tokens import Tokens

_POINTS = frozenset({"airport", "base", "crossing", "dam", "oilfield"})
_CASES = (
    {"in": "locative", "on": "locative"} | dict.fromkeys(("near", "from", "into"), "genitive") | {"toward": "dative"}
)


class NameLists:
    """Reads the names of a place phrase in one language."""

    def __init__(self, lexicon: MarkedLexicon, conflict: Conflict) -> None:
        self.lexicon = lexicon
        self.arabic = lexicon.language.morphology == "arabic"
        self.country = {conflict.name.get(lexicon.language.code), *lexicon.places.countries}
        self.named_with_kind = frozenset(lexicon.places.named_with_kind)

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
                bare(text_of(tokens, items[k - 1], items[k]), items[k - 1], True),
                kind,
                items[k - 1].i,
                items[k].j,
                True,
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
            return k + 1, bare(text_of(tokens, item, item), item, self.arabic)
        if item.kind == "name":
            return k + 1, text_of(tokens, item, item)
        if item.kind == "quote" and k + 2 < len(items) and items[k + 1].kind == "name" and after_kind:
            return k + 3, text_of(tokens, items[k + 1], items[k + 1])
        if not self.arabic or item.kind not in ("word", "name_heads"):
            return k, None
        text = bare(text_of(tokens, item, item), item, True)
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
                text = bare(text_of(tokens, item, items[end - 1]), item, True)
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
                core.name = bare(tokens.span(before.i, core.j), before, True)
            elif not self.arabic:
                core.name = tokens.span(start, core.j)
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
                core.within = bare(text_of(tokens, items[begin], items[end - 1]), items[begin], self.arabic)
            return end
        return k

    def _oblast(self, items: list[Item], j: int, k: int, tokens: Tokens, cores: list[Core]) -> int:
        """Read "of Donetsk oblast", with a preposition or in the genitive; the name comes back in the nominative."""
        if j + 1 >= len(items) or items[j].kind not in ("name", "known") or items[j + 1].kind != "kind":
            return k
        kind = str(items[j + 1].value)
        if kind not in ("region", "province", "district"):
            return k
        written = text_of(tokens, items[j], items[j + 1])
        case = "district" if kind == "district" else "genitive"
        name = nominative(text_of(tokens, items[j], items[j]), written, case, frozenset(), self.lexicon.language)
        for core in cores:
            core.within = core.within or name
        return j + 2


def text_of(tokens: Tokens, first: Item, last: Item) -> str:
    return tokens.span(first.i, last.j)


def bare(text: str, item: Item, arabic: bool) -> str:
    """An Arabic name without the conjunction and preposition that are written as one word with it."""
    if not arabic:
        return text
    if item.conj and text[:1] in "وف":
        text = text[1:]
    if item.prep and text[:2] == "لل":
        return "ال" + text[2:]
    return text[1:] if item.prep and text[:1] in "بلك" else text
