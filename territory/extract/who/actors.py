"""Noun phrases that name a side: "fighters from the US-backed alliance", "Syrian army troops", "M23 rebels"."""

from __future__ import annotations

from dataclasses import replace

from territory.extract.who.groupnames import GroupNames
from territory.extract.who.sidephrases import Actor, PhraseReader
from territory.extract.who.sides import Sides
from territory.extract.words.items import Item
from territory.extract.words.lexicon import Lexicon
from territory.extract.words.tokens import Tokens

__all__ = ["Actor", "ActorFinder"]

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
_STARTS = _RUN | {"nation", "capital", "cap", "source"}
_POSSESSORS = frozenset({"side", "role", "nation", "capital", "cap", "source"})
_BEFORE_FORCE = frozenset({"modifier", "people", "num", "place_adj", "title", "-", "backing"})
_NUCLEI = ("side", "role", "people", "nation", "capital", "pronominal", "head", "group_word")
# What makes the phrase an adjective of something that is no actor.
_SWALLOW = frozenset({"not_actor"})


class ActorFinder:
    """Groups the items of a sentence into actor phrases of one conflict."""

    def __init__(self, sides: Sides, lexicon: Lexicon) -> None:
        self.sides = sides
        self.lexicon = lexicon
        self.names = GroupNames(sides, lexicon)
        self.reader = PhraseReader(sides, lexicon, self.names)
        self._titles = frozenset(lexicon.words.classes.get("title", ()))

    def group(
        self, items: list[Item], tokens: Tokens, day: str = "", defined: dict[str, str] | None = None
    ) -> list[Item]:
        """Replace the runs that name a side by items of kind ``actor``.

        ``defined`` holds the short forms that the text has given so far ("(MNDAA)"), with their sides.
        """
        items = self.names.merged(items, tokens, {} if defined is None else defined)
        out: list[Item] = []
        done = 0
        for k in [k for k, item in enumerate(items) if item.kind in _STARTS]:
            if k < done:
                continue
            if k and items[k].kind == "side" and items[k - 1].kind == "not_actor" and items[k - 1].has("title"):
                items[k - 1].kind = "title"
            nation = self._nation_holder(items, k, day)
            if nation is not None:
                out += items[done:k]
                out.append(Item("actor", items[k].i, items[k].j, items[k].low, items[k].entries, nation))
                done = k + 1
                continue
            end = self._run(items, k, tokens, day)
            if end > k:
                actor = self.reader.read(items[k:end], tokens, day)
                if actor is not None:
                    end, actor = self._linked(items, end, actor, tokens, day)
                    actor = self._possessed(items, k, actor)
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
        return self._explained(out + items[done:])

    def _explained(self, items: list[Item]) -> list[Item]:
        """What explains a side means that side: "the Levant Front, a rebel coalition, …"."""
        actors = [k for k, item in enumerate(items) if item.kind == "actor"]
        for k in actors if len(actors) > 1 else ():
            if k < 3:
                continue
            item, det, comma, named = items[k], items[k - 1], items[k - 2], items[k - 3]
            if det.kind != "det" or comma.low != "," or named.kind != "actor":
                continue
            after = items[k + 1] if k + 1 < len(items) else None
            generic = item.value.rank <= 3 or (item.value.rank == 4 and det.low in ("a", "an"))
            known = named.value.key is not None and not named.value.anaphoric
            if generic and known and (after is None or after.kind != "conj"):
                item.value = replace(named.value, plural=item.value.plural, brand=None)
        return items

    def _possessed(self, items: list[Item], k: int, actor: Actor) -> Actor:
        """The forces of whom "its", "his side's" means, where nothing else says whose they are."""
        if actor.rank > 4 or (actor.rank == 4 and not actor.regular):
            return actor
        before = items[k - 1] if k else None
        if before is not None and before.low == "own" and k > 1:
            before = items[k - 2]
        if before is not None and before.kind == "'s" and k > 2 and items[k - 2].kind in ("word", "head", "pronominal"):
            before = items[k - 3]
        if before is None or not (before.kind == "poss" or before.low == "whose"):
            return actor
        return replace(actor, key=None, default=actor.key or actor.default, anaphoric=True, owner=before.i)

    def _nation_holder(self, items: list[Item], k: int, day: str) -> Actor | None:
        """A nation that stands for its army: "Israeli-occupied", "Mozambican and Rwandan troops", "the Russians"."""
        item = items[k]
        if item.kind == "people" and k + 3 < len(items) and items[k + 1].kind == "conj":
            if items[k + 2].kind == "people" and items[k + 3].kind in ("head", "role", "side"):
                return Actor(self.sides.nation(str(item.entries["people"].value), day), item.low, 3, plural=True)
            if items[k + 2].kind == "side":
                return Actor(self.sides.nation(str(item.entries["people"].value), day), item.low, 3, plural=True)
        if item.kind == "people" and item.low.endswith("s") and self._whole_people(items, k):
            return Actor(self.sides.nation(str(item.entries["people"].value), day), item.low, 3, plural=True)
        if item.kind not in ("people", "nation", "capital") or k + 2 >= len(items) or items[k + 1].kind != "-":
            return None
        if not items[k + 2].has("held", "besieged"):
            return None
        return Actor(self.sides.nation(str(item.entries[item.kind].value), day), item.low, 3)

    def _whole_people(self, items: list[Item], k: int) -> bool:
        """Whether a people stands for its army: "the Russians"; without an article only foreigners."""
        after = items[k + 1].kind if k + 1 < len(items) else ""
        if after in (*_CORE, "people", "-", "cap", "not_actor", "kind", "speakers"):
            return False
        before = items[k - 1] if k else None
        if before is not None and before.kind == "det":
            return before.low == "the"
        home = items[k].entries["people"].value == self.sides.conflict.country
        return not home and (before is None or before.kind in ("punct", "conj"))

    def _run(self, items: list[Item], k: int, tokens: Tokens, day: str) -> int:
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
                if not self._group_name(items, j, day) and not self._ruler(items, j, day):
                    break
            elif item.kind == "source":
                if item.entries["source"].data is None or not (j + 1 < len(items) and items[j + 1].kind == "'s"):
                    break
                if not self._owned(items, j + 1):
                    break
            elif item.kind == "'s" and j > k and j + 1 < len(items):
                if items[j - 1].kind not in _POSSESSORS or not self._owned(items, j):
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
        if after.kind == "'s":
            return self._owned(items, j + 1)
        if after.kind == "-" and j + 2 < len(items):
            return items[j + 2].has("backing", "leading")
        return (
            after.has("backing", "leading")
            or after.kind == "head"
            or (after.kind == "role" and after.entries["role"].value == "incumbent")
        )

    def _owned(self, items: list[Item], j: int) -> bool:
        """Whether armed men follow the possessive mark at j: "'s remaining fighters"."""
        m = j + 1
        while m < len(items) and m - j < 6 and items[m].kind in _BEFORE_FORCE:
            m += 1
        if m < len(items) and items[m].kind == "side" and items[j - 1].kind in ("nation", "capital"):
            return True
        return m < len(items) and items[m].kind in ("head", "role", "pronominal")

    def _ruler(self, items: list[Item], j: int, day: str) -> bool:
        """Whether a name possesses armed men: "Hargeisa's troops", "Musa Hilal's fighters"; no place without a side."""
        after = items[j + 1] if j + 1 < len(items) else None
        if after is None or after.kind != "'s" or not self._owned(items, j + 1):
            return False
        return items[j].value != "known" or self.sides.seat(items[j].low, day) is not None

    def _group_name(self, items: list[Item], j: int, day: str) -> bool:
        """Whether a name is that of a group: "M23 rebels", "Sultan Murad brigade", "Wagner-led"."""
        after = items[j + 1] if j + 1 < len(items) else None
        if after is None:
            return False
        if items[j].value == "known" and after.kind in ("role", "side"):
            force = after.kind == "role" and after.entries["role"].value == "incumbent"
            return force and self.sides.seat(items[j].low, day) is not None
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

    def _adjective(self, items: list[Item], k: int) -> bool:
        """Whether a side is only an adjective of what stands at k: "the rebels of IS-held P", "of IS territory"."""
        return k < len(items) and (items[k].kind in ("-", "held", "besieged") or items[k].has("stronghold"))

    def _linked(self, items: list[Item], end: int, actor: Actor, tokens: Tokens, day: str) -> tuple[int, Actor]:
        """Follow "fighters from", "forces loyal to", "a rebel group called" to the side that they name."""
        if end >= len(items):
            return end, actor
        named = actor.rank > 1 and actor.key is not None and not actor.regular
        general = bool(actor.rebel) or actor.text.lower().endswith("army")
        if named and not (general and items[end].kind == "of"):
            return end, actor
        j, under = end, False
        if tokens.lows[items[j - 1].j - 1] == "of":
            pass
        elif items[j].low == "under" and items[j].kind == "prep" and actor.rank < 5:
            under, j = True, j + 1
        elif items[j].has("linker", "of") or (items[j].kind == "prep" and items[j].entries["prep"].value == "from"):
            j += 1
        else:
            return end, actor
        while j < len(items) and (
            items[j].kind in ("det", "title", "poss", "modifier")
            or (items[j].kind != "side" and items[j].low in self._titles)
            or items[j].has("title")
        ):
            j += 1
        if j < len(items) and items[j].kind in ("nation", "people", "capital"):
            key = self.sides.nation(str(items[j].entries[items[j].kind].value), day)
            m = j + 1
            while m < len(items) and (
                (items[m].kind in ("'s", "title", "place_adj", "word", "modifier") or items[m].has("title"))
                and m - j < 4
            ):
                m += 1
            if m > j + 1 and items[m - 1].has("title", "head", "role"):
                text = tokens.span(items[j - 1].i, items[m - 1].j)
                return m, Actor(key, f"{actor.text} {text}", 3, None, False, actor.plural)
        if j < len(items) and items[j].kind == "cap" and (seat := self.sides.seat(items[j].low, day)) is not None:
            text = tokens.span(items[j - 1].i, items[j].j)
            return j + 1, Actor(seat, f"{actor.text} {text}", 3, None, False, actor.plural)
        stop = self._run(items, j, tokens, day) if j < len(items) else j
        if stop == j:
            return end, actor
        found = self.reader.read(items[j:stop], tokens, day)
        if found is None or found.key is None or ((named or under) and found.rank < 5):
            return end, actor
        if self._adjective(items, stop) or (under and stop < len(items) and items[stop].kind in ("noun", "'s")):
            return end, actor
        text = tokens.span(items[j - 1].i, items[stop - 1].j)
        return stop, Actor(found.key, f"{actor.text} {text}", found.rank, None, False, actor.plural)
