"""What the report has spoken of so far: the places and sides that pronouns and definite nouns mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from territory.extract.where.antecedents import FITS, INSIDE, PlaceMention, Places
from territory.extract.where.placenames import Core
from territory.extract.who.actors import Actor

if TYPE_CHECKING:
    from territory.extract.relations.drafts import Draft
    from territory.extract.said.speech import Voices
    from territory.extract.who.sides import Sides

# How much more a subject stands out than another side, and how much is left of it a sentence later.
_SUBJECT, _ASIDE, _FADING = 1.4, 0.7, 0.6


@dataclass(slots=True)
class SideMention:
    actor: Actor
    sentence: int
    subject: bool
    aside: bool = False


@dataclass
class Memory:
    """Mentions in order of the text."""

    spots: Places = field(default_factory=Places)
    voices: Voices | None = None
    drafts: list[tuple[int, Draft]] = field(default_factory=list)
    sides: list[SideMention] = field(default_factory=list)
    shared: PlaceMention | None = None
    ahead: list[PlaceMention] = field(default_factory=list)
    holds: dict[str, PlaceMention] = field(default_factory=dict)
    besieged: list[PlaceMention] = field(default_factory=list)
    day: str = ""
    brands: dict[str, set[str]] = field(default_factory=dict)
    titles: dict[str, Actor] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    lists: list[list[PlaceMention]] = field(default_factory=list)

    @property
    def places(self) -> list[PlaceMention]:
        """Places spoken of, in order of the text."""
        return self.spots.mentions

    def see_place(
        self, core: Core, sentence: int, weight: float = INSIDE, words: frozenset[str] = frozenset()
    ) -> PlaceMention | None:
        """Remember a place that a phrase names or means."""
        if core.name is None:
            return None
        mention = PlaceMention(core.name, core.kind, core.within, sentence, core.i, weight, words)
        self.spots.see(mention)
        return mention

    def spoken(self, core: Core, sentence: int) -> bool:
        """Whether a name enters the memory only now that something is asserted about it."""
        return core.name is not None and not any(
            m.name == core.name and m.sentence == sentence for m in self.places[-8:]
        )

    def listed(self, kind: str, sentence: int, before: int, number: int = 0) -> list[PlaceMention]:
        """Places that "the two towns" or "them" (kind ``any``) at a token means: the last ones listed before it."""
        fits = (*FITS.get("area" if kind == "unknown" else kind, (kind,)), "unknown")
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

    def see_side(self, actor: Actor, sentence: int, subject: bool, aside: bool = False) -> None:
        """Remember a side that a phrase named, and by which noun; ``aside`` in a clause that only says where."""
        if actor.key is None:
            return
        self.sides.append(SideMention(actor, sentence, subject, aside))
        if actor.rank == 5:
            self.named.add(actor.key)
        words = actor.text.rstrip(")] ").split("(")[0].split()
        if words and actor.rank == 5 and words[-1].istitle() and len(words) > 1:
            self.titles[words[-1].lower()] = actor

    def kind_of(self, name: str) -> str:
        """The kind that the text gives a bare name elsewhere, if it gives one."""
        return self.spots.kind_of(name)

    def definite(self, kind: str, sentence: int, word: str, at: int | None = None) -> PlaceMention | None:
        """The place that "the city", "the province" or "it" (kind ``any``) at a token means."""
        return self.spots.meant(kind, sentence, (word,), at, sure=False)

    def introduced(self, kind: str, sentence: int) -> PlaceMention | None:
        """The named place that "a rebel-held village" stands for: of that kind, named just before or just after."""
        kinds = ("city", "town", "village") if kind in ("city", "town", "village") else (kind,)
        for mention in reversed(self.places[-20:]):
            if sentence - mention.sentence <= 2 and mention.kind == kind:
                return mention
        reach = sentence + (10 if kind in ("airport", "base", "crossing") else 3)
        return next((m for m in self.ahead if sentence <= m.sentence <= reach and m.kind in kinds), None)

    def pronoun(self, sentence: int, slurs: frozenset[str] = frozenset()) -> Actor | None:
        """The side that "they" means: the last subject, else the last side, of this and the three sentences before.

        Sides of which the text speaks by one of some words are left out.
        """
        recent = [m for m in self.sides[-30:] if sentence - m.sentence <= 3]
        if slurs:
            recent = [m for m in recent if slurs.isdisjoint(m.actor.text.lower().split())]
        for wanted in (True, False):
            for mention in reversed(recent):
                if mention.subject or not wanted:
                    return mention.actor
        return None

    def group(self, sentence: int, state: frozenset[str]) -> Actor | None:
        """The side that "the group" means: the last non-state one, subjects first."""
        recent = [m for m in self.sides[-30:] if sentence - m.sentence <= 4 and m.actor.key not in state]
        return _salient(recent, sentence)

    def allied(self, sentence: int, alliances: frozenset[str]) -> Actor | None:
        """The side that "the coalition" means: the last one that is called an alliance, subjects first."""
        recent = [m for m in self.sides[-30:] if sentence - m.sentence <= 6 and m.actor.key in alliances]
        return next((m.actor for m in reversed(recent) if m.subject), recent[-1].actor if recent else None)

    def army(self, sentence: int, state: frozenset[str], home: str) -> Actor | None:
        """The foreign state whose soldiers "the troops" are: spoken of just before, as home is not."""
        recent = [m for m in self.sides[-12:] if sentence - m.sentence <= 1 and m.actor.key in state]
        if any(m.actor.key == home and sentence - m.sentence <= 3 for m in self.sides[-12:]):
            return None
        return next((m.actor for m in reversed(recent) if m.subject), recent[-1].actor if recent else None)

    def rebels(self, sentence: int, actor: Actor, sides: Sides, state: frozenset[str]) -> Actor | None:
        """The side that "the rebels" means where the usual one is not named, and another that may be so called is."""
        usual = sides.conflict.path(actor.key or "")[0]
        if any(sides.conflict.path(key)[0] == usual for key in self.named):
            return None
        rivals = sides.rivals(actor.rebel)
        for mention in reversed(self.sides[-30:]):
            key = mention.actor.key or ""
            if sentence - mention.sentence > 8:
                return None
            if key in rivals and key not in state and mention.actor.rank == 5:
                return mention.actor
        return None

    def titled(self, text: str) -> Actor | None:
        """The side whose name ends in the noun of a phrase: "the council" after "Southern Transitional Council"."""
        words = text.split()
        return self.titles.get(words[-1]) if 0 < len(words) < 3 and words[-1].islower() else None

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
        recent = [m for m in self.sides[-30:] if sentence - m.sentence <= window and m.actor.key not in state]
        recent = [m for m in recent if not only or m.actor.key in only]
        if recent and recent[-1].sentence == sentence:
            return recent[-1].actor
        return _salient(recent, sentence)


def _salient(mentions: list[SideMention], sentence: int) -> Actor | None:
    """Who stands out most: subjects, and what was spoken of last."""
    best, most = None, 0.0
    for mention in mentions:
        weight = _SUBJECT if mention.subject else _ASIDE if mention.aside else 1.0
        weight *= _FADING ** (sentence - mention.sentence)
        if weight >= most:
            best, most = mention.actor, weight
    return best
