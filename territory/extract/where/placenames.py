"""What a place phrase says: "most of the eastern province of Deir Ezzor", "two villages near X", "the city"."""

from __future__ import annotations

from dataclasses import dataclass, field

from territory.extract.who.actors import Actor

SETTLEMENTS = frozenset({"city", "town", "village"})
FACILITIES = frozenset({"airport", "base", "crossing", "dam", "oilfield", "other"})
AREAS = frozenset({"subdistrict", "district", "province", "region", "country"})


@dataclass(slots=True)
class Core:
    """One named place, or a definite noun ("the city") that the discourse resolves.

    ``several`` is set for plural ones: how many places ("both towns" 2), 0 when unsaid ("the towns").
    """

    name: str | None
    kind: str
    i: int
    j: int
    known: bool = False
    definite: str | None = None
    within: str | None = None
    nation: str | None = None
    fallback: str | None = None
    seat: bool = False
    several: int | None = None


@dataclass(slots=True)
class Limit:
    """What narrows a place: the words, and what they do; ``entire`` where they say that nothing is left out."""

    words: str = ""
    scope: str = "whole"
    part_kind: str | None = None
    direction: str | None = None
    distance_km: float | None = None
    extent: tuple[float, float] | None = None
    entire: bool = False

    def copy(self) -> Limit:
        """The same limit, to be changed on its own."""
        return Limit(self.words, self.scope, self.part_kind, self.direction, self.distance_km, self.extent, self.entire)


@dataclass(slots=True)
class PlacePhrase:
    """A place noun phrase: its cores share the limit; ``open`` ones have a head ("areas") but no name yet.

    ``counted`` is how many places a plural head says there are: "two towns in X".
    """

    cores: list[Core]
    limit: Limit
    i: int
    j: int
    head: str = ""
    definite: bool = False
    holders: list[tuple[str, Actor, int, int]] = field(default_factory=list)
    possessor: str | None = None
    former: bool = False
    appositive: bool = False
    limit_before_holder: bool = False
    counted: int = 0

    @property
    def open(self) -> bool:
        """Whether the phrase still wants a name."""
        return not self.cores

    @property
    def explains(self) -> bool:
        """Whether, behind a comma, it says what a name is: "X, the provincial capital"; a facility is a place more."""
        if not self.cores:
            return self.limit.words.lower().startswith(("one of ", "a ", "an ", "another "))
        core = self.cores[0]
        return core.name is None and core.several is None and core.fallback is None
