"""Noun phrases that name a side: "fighters from the US-backed alliance", "Syrian army troops", "M23 rebels"."""

from __future__ import annotations

from dataclasses import dataclass

from territory.extract.items import Item
from territory.extract.lexicon import Lexicon
from territory.extract.sides import Sides, slug
from territory.extract.tokens import Tokens


@dataclass(slots=True)
class Actor:
    """A side as a phrase names it; ``key`` is None where only the discourse can tell."""

    key: str | None
    text: str
    rank: int
    default: str | None = None
    anaphoric: bool = False
    plural: bool = False
    brand: str | None = None


_CORE = frozenset({"side", "role", "head", "pronominal", "anaphoric"})
_RUN = frozenset(
    {
        "side",
        "role",
        "people",
        "head",
        "pronominal",
        "modifier",
        "backing",
        "leading",
        "anti",
        "pro",
        "place_adj",
        "group_word",
        "vague",
        "num",
    }
)
_STARTS = _RUN | {"nation", "capital", "cap"}
_NUCLEI = ("side", "role", "people", "nation", "capital", "pronominal", "head", "group_word")
# What makes the phrase an adjective of something that is no actor.
_SWALLOW = frozenset({"not_actor"})


class ActorFinder:
    """Groups the items of a sentence into actor phrases of one conflict."""

    def __init__(self, sides: Sides, lexicon: Lexicon) -> None:
        self.sides = sides
        self.lexicon = lexicon
        self.groups: dict[str, str] = {}

    def group(self, items: list[Item], tokens: Tokens) -> list[Item]:
        """Replace the runs that name a side by items of kind ``actor``."""
        out: list[Item] = []
        done = 0
        for k in [k for k, item in enumerate(items) if item.kind in _STARTS]:
            if k < done:
                continue
            nation = self._nation_holder(items, k)
            if nation is not None:
                out += items[done:k]
                out.append(Item("actor", items[k].i, items[k].j, items[k].low, items[k].entries, nation))
                done = k + 1
                continue
            end = self._run(items, k, tokens)
            if end > k:
                actor = self._read(items[k:end], tokens)
                if actor is not None:
                    end, actor = self._linked(items, end, actor, tokens)
                    kind = "actor"
                    after = items[end] if end < len(items) else None
                    if after is not None and after.has("not_actor") and after.kind not in ("verb", "noun"):
                        kind = "not_actor"
                        end += 1
                    elif after is not None and after.has("speakers") and after.kind not in ("verb", "noun", "say"):
                        kind = "speaker"
                        end += 1
                    out += items[done:k]
                    out.append(Item(kind, items[k].i, items[end - 1].j, items[k].low, items[end - 1].entries, actor))
                    done = end
        return out + items[done:]

    def _nation_holder(self, items: list[Item], k: int) -> Actor | None:
        """The nation of "Israeli-occupied", "Turkish-controlled"."""
        item = items[k]
        if (
            item.kind == "people"
            and k + 3 < len(items)
            and items[k + 1].kind == "conj"
            and items[k + 2].kind == "people"
        ) and items[k + 3].kind in ("head", "role", "side"):
            return Actor(self.sides.nation(str(item.entries["people"].value)), item.low, 3, plural=True)
        if item.kind not in ("people", "nation", "capital") or k + 2 >= len(items) or items[k + 1].kind != "-":
            return None
        if not items[k + 2].has("held", "besieged"):
            return None
        return Actor(self.sides.nation(str(item.entries[item.kind].value)), item.low, 3)

    def _run(self, items: list[Item], k: int, tokens: Tokens) -> int:
        """End of the run of actor words that starts at item k; k when none does."""
        j, core = k, -1
        while j < len(items):
            item = items[j]
            if (
                item.kind in _RUN
                or (j > k and items[j - 1].kind == "-" and item.has("backing", "leading"))
                or (j > k and item.kind in ("kind", "area", "stronghold") and item.has("head", "pronominal"))
            ):
                if item.kind == "num" and j > k:
                    break
                if item.kind == "group_word" and j > k and items[j - 1].kind in ("cap", "people", "group_word"):
                    core = j
                if item.kind in ("side", "role", "head", "pronominal"):
                    if core >= 0 and item.kind == "pronominal" and self._starts_phrase(items, j):
                        break
                    core = j
            elif item.kind in ("nation", "capital"):
                if not self._adjectival(items, j):
                    break
            elif item.kind == "cap":
                if not self._group_name(items, j):
                    break
            elif item.kind == "'s" and j > k and j + 1 < len(items):
                owned = items[j + 1]
                if items[j - 1].kind not in ("side", "nation", "capital", "cap") or owned.kind not in (
                    "head",
                    "role",
                    "pronominal",
                ):
                    break
            elif item.kind == "-" and j > k and j + 1 < len(items):
                if not items[j + 1].has("backing", "leading") and items[j - 1].kind not in (
                    "anti",
                    "pro",
                    "people",
                    "side",
                    "cap",
                ):
                    break
                if items[j + 1].has("held", "besieged", "stronghold") and items[j + 1].kind != "modifier":
                    break
            elif item.kind == "punct" and tokens.words[item.i] in "([" and core >= 0:
                close = self._parenthesis(items, j, tokens)
                if not close:
                    break
                if items[j + 1].kind == "side":
                    core = close
                j = close + 1
                continue
            else:
                break
            j += 1
        return core + 1 if core >= 0 else k

    def _starts_phrase(self, items: list[Item], j: int) -> bool:
        return items[j - 1].kind == "punct"

    def _adjectival(self, items: list[Item], j: int) -> bool:
        """Whether a nation is said as an adjective: US-backed, Turkey-led, US forces."""
        if j + 1 >= len(items):
            return False
        after = items[j + 1]
        if after.kind == "'s" and j + 2 < len(items):
            return items[j + 2].kind in ("head", "role")
        if after.kind == "-" and j + 2 < len(items):
            return items[j + 2].has("backing", "leading")
        return (
            after.has("backing", "leading")
            or after.kind == "head"
            or (after.kind == "role" and after.entries["role"].value == "incumbent")
        )

    def _group_name(self, items: list[Item], j: int) -> bool:
        """Whether a name is that of a group: "M23 rebels", "Sultan Murad brigade", "Wagner-led"."""
        after = items[j + 1] if j + 1 < len(items) else None
        if after is None or (items[j].value == "known" and after.kind in ("role", "side")):
            return False
        if after.kind == "-" and j + 2 < len(items):
            return items[j + 2].has("backing", "leading")
        if after.kind in ("head", "group_word", "pronominal"):
            return True
        return after.kind in ("role", "side") and after.has("role") and after.entries["role"].value != "incumbent"

    def _parenthesis(self, items: list[Item], j: int, tokens: Tokens) -> int:
        """Index of the bracket that closes a short parenthesis after a name, else 0."""
        for m in range(j + 1, min(j + 7, len(items))):
            if items[m].kind == "punct" and tokens.words[items[m].i] in ")]":
                return m
        return 0

    def _read(self, run: list[Item], tokens: Tokens) -> Actor | None:
        best: tuple[int, int, str | None, str | None, bool] | None = None
        people: str | None = None
        for n, item in enumerate(run):
            before = run[n - 1] if n else None
            after = run[n + 1] if n + 1 < len(run) else None
            after = run[n + 2] if after is not None and after.kind == "-" and n + 2 < len(run) else after
            if after is not None and after.has("backing") and item.kind not in ("head", "pronominal"):
                continue
            found = self._nucleus(item, people, tokens)
            if item.kind in ("people", "nation", "capital"):
                code = str(item.entries[item.kind].value)
                people = code if people is None or code == self.sides.conflict.country else people
            if found is None:
                continue
            weight, key, default, anaphoric = found
            if before is not None and (
                before.kind == "anti" or (before.kind == "-" and n > 1 and run[n - 2].kind == "anti")
            ):
                weight, key = (2, self.sides.insurgent) if key == self.sides.incumbent else (0, None)
                default, anaphoric = None, False
            elif after is not None and after.has("leading") and weight > 1:
                weight = 1
            if best is None or weight >= best[0]:
                best = (weight, n, key, default, anaphoric)
        if best is None:
            return None
        weight, _, key, default, anaphoric = best
        if run[-1].low in self.lexicon.actors.descriptive and key is not None:
            weight, key, default, anaphoric = 3, None, key, True
        text = tokens.text[tokens.starts[run[0].i] : tokens.ends[run[-1].j - 1]]
        brand = next(
            (
                r.low.split()[-1].rstrip("s")
                for r in run
                if "role" in r.entries and r.entries["role"].value == "anaphoric"
            ),
            None,
        )
        return Actor(
            key, text, weight, default, anaphoric, text.rstrip(")]").endswith("s"), brand if weight == 5 else None
        )

    def _nucleus(
        self, item: Item, people: str | None, tokens: Tokens
    ) -> tuple[int, str | None, str | None, bool] | None:
        """(weight, key, default key, whether the discourse decides) of one word of the run."""
        if item.kind == "side":
            return 5, str(item.entries["side"].value), None, False
        if item.kind == "role" or (item.kind in ("head",) and item.has("role")):
            role = item.entries["role"].value
            if role == "incumbent":
                return (4, self.sides.nation(people), None, False) if people else (4, self.sides.incumbent, None, False)
            if role == "insurgent":
                return 4, self.sides.insurgent, None, False
            default = self.sides.anaphoric.get(item.low) or self.sides.insurgent
            return 3, None, default, True
        if item.kind in ("head", "pronominal"):
            if people is not None and item.low not in ("group", "groups", "alliance", "movement", "members"):
                return 3, self.sides.nation(people), None, False
            return 1, None, None, True
        if item.kind in ("cap", "group_word"):
            first, last = item.i, item.j
            while first > 0 and tokens.words[first - 1][:1].isupper() and tokens.lows[first - 1] != "the":
                first -= 1
            while last < len(tokens.words) and tokens.words[last][:1].isupper() and item.kind == "cap":
                last += 1
            name = " ".join(tokens.words[first:last])
            return 4, self.groups.get(name.lower(), slug(name)), None, False
        return None

    def _linked(self, items: list[Item], end: int, actor: Actor, tokens: Tokens) -> tuple[int, Actor]:
        """Follow "fighters from", "forces loyal to", "a rebel group called" to the side that they name."""
        if (actor.rank > 1 and actor.key is not None) or end >= len(items):
            return end, actor
        j = end
        if items[j].has("linker", "of") or (items[j].kind == "prep" and items[j].entries["prep"].value == "from"):
            j += 1
        else:
            return end, actor
        while j < len(items) and items[j].kind in ("det", "title", "poss", "modifier"):
            j += 1
        if j < len(items) and items[j].kind in ("nation", "people", "capital"):
            key = self.sides.nation(str(items[j].entries[items[j].kind].value))
            m = j + 1
            while m < len(items) and (
                (items[m].kind in ("'s", "title", "place_adj", "word", "modifier") or items[m].has("title"))
                and m - j < 4
            ):
                m += 1
            if m > j + 1 and items[m - 1].has("title", "head", "role"):
                text = tokens.text[tokens.starts[items[j - 1].i] : tokens.ends[items[m - 1].j - 1]]
                return m, Actor(key, f"{actor.text} {text}", 3, None, False, actor.plural)
        stop = self._run(items, j, tokens) if j < len(items) else j
        if stop == j:
            return end, actor
        found = self._read(items[j:stop], tokens)
        if found is None or found.key is None:
            return end, actor
        text = tokens.text[tokens.starts[items[j - 1].i] : tokens.ends[items[stop - 1].j - 1]]
        return stop, Actor(found.key, f"{actor.text} {text}", found.rank, None, False, actor.plural)
