"""Which side the words of a noun phrase mean, taken together."""

from __future__ import annotations

from dataclasses import dataclass

from territory.extract.who.aliases import singular
from territory.extract.who.groupnames import GroupNames
from territory.extract.who.sides import Sides
from territory.extract.words.items import Item
from territory.extract.words.lexicon import Lexicon
from territory.extract.words.tokens import Tokens


@dataclass(slots=True)
class Actor:
    """A side as a phrase names it; ``key`` is None where only the discourse can tell.

    ``owner`` is the token of the possessive before the phrase ("its troops"), or -1; ``regular`` marks bare words for
    soldiers, which are those of the state just spoken of; ``rebel`` holds the word of a phrase that says only rebels.
    """

    key: str | None
    text: str
    rank: int
    default: str | None = None
    anaphoric: bool = False
    plural: bool = False
    brand: str | None = None
    owner: int = -1
    regular: bool = False
    rebel: str = ""


_GROUPINGS = frozenset({"group", "groups", "alliance", "movement", "members"})
# Armed men of the country itself who are not simply its army: "Syrian fighters".
_IRREGULAR = frozenset(
    {"fighter", "militiaman", "militia", "gunman", "militant", "combatant", "faction", "tribesman", "ally", "allie"}
)

_REBELS = frozenset({"rebel", "insurgent", "guerrilla", "separatist"})


class PhraseReader:
    """Reads the items of a noun phrase that names a side."""

    def __init__(self, sides: Sides, lexicon: Lexicon, names: GroupNames) -> None:
        self.sides = sides
        self.lexicon = lexicon
        self.names = names
        self._regular = frozenset(lexicon.actors.regular)

    def read(self, run: list[Item], tokens: Tokens, day: str) -> Actor | None:
        """The side of a phrase, None when no word of it names one."""
        best: tuple[int, int, str | None, str | None, bool] | None = None
        people: str | None = None
        sponsor: str | None = None
        for n, item in enumerate(run):
            before = run[n - 1] if n else None
            after = run[n + 1] if n + 1 < len(run) else None
            after = run[n + 2] if after is not None and after.kind == "-" and n + 2 < len(run) else after
            if after is not None and after.has("backing") and item.kind not in ("head", "pronominal"):
                sponsor = sponsor or self._sponsored(item)
                continue
            found = self._nucleus(item, people, tokens, day)
            if item.kind in ("people", "nation", "capital"):
                code = str(item.entries[item.kind].value)
                people = code if people is None or code == self.sides.conflict.country else people
            if found is None:
                continue
            weight, key, default, anaphoric = found
            if before is not None and before.kind == "'s" and best is not None and best[0] == 4 == weight:
                continue
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
        weight, n, key, default, anaphoric = best
        if sponsor is not None and weight <= 3 and (key is None or anaphoric):
            weight, key, default, anaphoric = 3, sponsor, None, False
        if run[-1].low in self.lexicon.descriptive and key is not None:
            weight, key, default, anaphoric = 3, None, key, True
        text = tokens.span(run[0].i, run[-1].j)
        brand = _brand(run) if weight >= 4 else None
        regular = weight == 4 and people is None and run[n].low in self._regular and len(run) == 1
        plural = text.rstrip(")]").endswith(("s", "men"))
        actor = Actor(key, text, weight, default, anaphoric, plural, brand, regular=regular)
        if weight == 4 and people is None and "role" in run[n].entries and run[n].entries["role"].value == "insurgent":
            actor.rebel = run[n].low if singular(run[n].low.split()[0]) in _REBELS else ""
        return actor

    def _sponsored(self, item: Item) -> str | None:
        """The side that a nation backs."""
        code = next((str(item.entries[c].value) for c in ("people", "nation", "capital") if item.has(c)), None)
        return self.sides.sponsored.get(code) if code is not None else None

    def _nucleus(
        self, item: Item, people: str | None, tokens: Tokens, day: str
    ) -> tuple[int, str | None, str | None, bool] | None:
        """(weight, key, default key, whether the discourse decides) of one word of the run."""
        if item.kind == "side":
            return 5, str(item.entries["side"].value), None, False
        if item.kind == "role" or (item.kind in ("head",) and item.has("role")):
            role = item.entries["role"].value
            if role == "incumbent":
                key = self.sides.nation(people, day) if people else self.sides.state(item.low, day)
                return 4, key, None, False
            if role == "insurgent":
                return 4, self.sides.rebels(item.low, day), None, False
            return 3, None, self.sides.default(item.low), True
        if item.kind in ("head", "pronominal"):
            irregular = people == self.sides.conflict.country and singular(item.low) in _IRREGULAR
            if people is not None and item.low not in _GROUPINGS and not irregular:
                return 3, self.sides.nation(people, day), None, False
            return 1, None, None, True
        if item.kind == "source":
            return 4, str(item.entries["source"].data), None, False
        if item.kind == "cap" and item.value == "known":
            seat = self.sides.seat(item.low, day)
            return (4, seat, None, False) if seat is not None else None
        if item.kind in ("cap", "group_word"):
            first, last = item.i, item.j
            while first > 0 and tokens.words[first - 1][:1].isupper() and tokens.lows[first - 1] != "the":
                first -= 1
            while last < len(tokens.words) and tokens.words[last][:1].isupper() and item.kind == "cap":
                last += 1
            name = " ".join(tokens.words[first:last])
            return 4, self.names.side(name), None, False
        return None


def _brand(run: list[Item]) -> str | None:
    """The word for armed men that stands beside the name of a side."""
    words = (r.low for r in run if "role" in r.entries and r.entries["role"].value == "anaphoric")
    word = next(words, None)
    return word.split()[-1].rstrip("s") if word is not None else None
