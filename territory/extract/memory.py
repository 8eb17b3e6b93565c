"""What the report has spoken of so far: the places and sides that pronouns and definite nouns mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from territory.extract.actors import Actor
from territory.extract.placenames import Core

if TYPE_CHECKING:
    from territory.extract.drafts import Draft
    from territory.extract.speech import Voices

_URBAN = frozenset({"city", "town", "village", "neighbourhood"})
_FITS = {
    "city": ("city", "town"),
    "town": ("town", "city", "village"),
    "village": ("village", "town"),
    "neighbourhood": ("neighbourhood", "district", "subdistrict"),
    "district": ("district", "neighbourhood", "subdistrict"),
    "province": ("province",),
    "region": ("region", "province", "district"),
    "base": ("base", "airport"),
    "airport": ("airport", "base"),
    "unknown": (
        "neighbourhood",
        "district",
        "region",
        "town",
        "village",
        "city",
        "base",
        "airport",
        "other",
        "province",
        "subdistrict",
    ),
}


@dataclass(slots=True)
class PlaceMention:
    name: str
    kind: str
    within: str | None
    sentence: int
    extent: bool = False
    landmark: bool = False
    at: int = -1


@dataclass(slots=True)
class SideMention:
    actor: Actor
    sentence: int
    subject: bool


@dataclass
class Memory:
    """Mentions in order of the text."""

    country: str | None = None
    capital: str | None = None
    voices: Voices | None = None
    drafts: list[tuple[int, Draft]] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    sides: list[SideMention] = field(default_factory=list)
    kinds: dict[str, set[str]] = field(default_factory=dict)
    shared: PlaceMention | None = None
    ahead: list[PlaceMention] = field(default_factory=list)
    holds: dict[str, PlaceMention] = field(default_factory=dict)
    besieged: list[PlaceMention] = field(default_factory=list)
    gazetteer: dict[str, str] = field(default_factory=dict)
    brands: dict[str, set[str]] = field(default_factory=dict)
    lists: list[list[PlaceMention]] = field(default_factory=list)

    def see_place(self, core: Core, sentence: int, landmark: bool = False) -> None:
        """Remember a named place; a landmark ("west of X") only says where another one lies."""
        if core.name is None:
            return
        if core.kind != "unknown":
            self.kinds.setdefault(core.name.lower(), set()).add(core.kind)
        self.places.append(PlaceMention(core.name, core.kind, core.within, sentence, landmark=landmark))

    def spoken(self, core: Core, sentence: int) -> bool:
        """Whether a name enters the memory only now that something is asserted about it."""
        return core.name is not None and not any(
            m.name == core.name and m.sentence == sentence for m in self.places[-8:]
        )

    def latest(self) -> list[PlaceMention]:
        """Places spoken of lately, nearest first; within a sentence its landmarks last."""
        return sorted(self.places[:-41:-1], key=lambda m: (-m.sentence, m.landmark))

    def listed(self, kind: str, sentence: int, before: int, number: int = 0) -> list[PlaceMention]:
        """Places that "the two towns" or "them" (kind ``any``) at a token means: the last ones listed before it."""
        fits = (*_FITS.get(kind, (kind,)), "unknown")
        for group in reversed(self.lists[-6:]):
            if sentence - group[0].sentence > 1:
                break
            if group[-1].at > before:
                continue
            fitting = [m for m in group if kind == "any" or m.kind in fits]
            if len(fitting) > 1 and number in (0, len(fitting)):
                return fitting
        return []

    def earlier(self, sentence: int, window: int = 2) -> list[Draft]:
        """Drafts of the nearest sentence before this one that has any, within a window of sentences."""
        found = [n for n, _ in self.drafts if n < sentence]
        if not found or sentence - found[-1] > window:
            return []
        return [d for n, d in self.drafts if n == found[-1]]

    def see_side(self, actor: Actor, sentence: int, subject: bool) -> None:
        """Remember a side that a phrase named."""
        if actor.key is not None:
            self.sides.append(SideMention(actor, sentence, subject))

    def kind_of(self, name: str) -> str:
        """The kind that the text gives a bare name elsewhere, if it gives one."""
        found = self.kinds.get(name.lower(), set())
        return next(iter(found)) if len(found) == 1 and not found & {"province", "country"} else "unknown"

    def definite(self, kind: str, sentence: int, word: str) -> PlaceMention | None:
        """The place that "the city", "the province" or "it" (kind ``any``) means."""
        if kind == "country" and self.country:
            return PlaceMention(self.country, "country", None, sentence)
        if (
            word.endswith("capital")
            and self.capital
            and "provincial" not in word
            and "regional" not in word
            and "state" not in word
        ):
            return PlaceMention(self.capital, "city", None, sentence)
        fits = _FITS.get(kind, (kind,))
        unknown: PlaceMention | None = None
        for mention in self.latest():
            if kind == "any" and mention.kind != "country":
                return mention
            own = mention.kind if mention.kind != "unknown" else self.kind_of(mention.name)
            if own == "unknown":
                own = self.gazetteer.get(mention.name.lower(), "unknown") if kind in _URBAN else own
            if own == "other" and not mention.name.lower().endswith(word or "?"):
                continue
            if own in fits:
                if unknown is not None and unknown.sentence > mention.sentence + 1 and kind in _URBAN:
                    return unknown
                return mention
            if own == "unknown" and unknown is None and kind in (*_URBAN, "unknown", "district", "province"):
                unknown = mention
            if kind == "province" and mention.within and "province" in mention.within.lower():
                return PlaceMention(mention.within, "province", None, mention.sentence)
        return unknown

    def introduced(self, kind: str, sentence: int) -> PlaceMention | None:
        """The named place that "a rebel-held village" stands for: of that kind, named just before or just after."""
        kinds = ("city", "town", "village") if kind in ("city", "town", "village") else (kind,)
        for mention in reversed(self.places[-20:]):
            if sentence - mention.sentence <= 2 and mention.kind == kind:
                return mention
        reach = sentence + (10 if kind in ("airport", "base", "crossing") else 3)
        return next((m for m in self.ahead if sentence <= m.sentence <= reach and m.kind in kinds), None)

    def pronoun(self, sentence: int, opponents_of: str | None = None) -> Actor | None:
        """The side that "they" means: the last subject, else the last side, of this and the three sentences before."""
        recent = [m for m in self.sides[-30:] if sentence - m.sentence <= 3]
        for wanted in (True, False):
            for mention in reversed(recent):
                if mention.subject or not wanted:
                    return mention.actor
        return None

    def group(self, sentence: int, state: frozenset[str]) -> Actor | None:
        """The side that "the group" means: the last non-state one, subjects first."""
        recent = [m for m in self.sides[-30:] if sentence - m.sentence <= 4 and m.actor.key not in state]
        return next((m.actor for m in reversed(recent) if m.subject), recent[-1].actor if recent else None)

    def branded(self, word: str, sentence: int) -> Actor | None:
        """The side that this text calls by the word ("ISIS terrorists"), the last one mentioned if several."""
        keys = self.brands.get(word.lower().split()[-1].rstrip("s"), set())
        recent = [m.actor for m in self.sides if m.actor.key in keys]
        if recent:
            return recent[-1]
        return Actor(next(iter(keys)), word, 3) if len(keys) == 1 else None

    def insurgent(
        self, sentence: int, state: frozenset[str], only: frozenset[str] = frozenset(), window: int = 4
    ) -> Actor | None:
        """The armed group that "the militants" means: the last non-state side mentioned close before."""
        for mention in reversed(self.sides[-30:]):
            if sentence - mention.sentence > window:
                return None
            if mention.actor.key not in state and (not only or mention.actor.key in only):
                return mention.actor
        return None
