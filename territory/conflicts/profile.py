"""A conflict profile: who fights, under which names and colours, and whose word a source's word is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from territory.tables import PLACE_KINDS

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$")]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
Names = dict[str, str]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Alias(_Model):
    """A name of a side, with the days on which it means that side (``from`` inclusive, ``to`` exclusive).

    A name in capitals only (``IS``, ``SDF``) is meant with its capitals; apostrophes and articles do not matter.
    """

    text: str
    language: str = "en"
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None

    @model_validator(mode="before")
    @classmethod
    def _plain_text(cls, value: object) -> object:
        return {"text": value} if isinstance(value, str) else value

    def holds_on(self, day: str | None) -> bool:
        """Whether the alias means the side on an ISO day (always, when the day is None)."""
        return day is None or ((self.from_ is None or day >= self.from_) and (self.to is None or day < self.to))


class Side(_Model):
    """One side; ``parent`` makes the sides a tree whose top is what a map shows by default.

    In a file ``aliases`` and ``seats`` may be one list, or a mapping from language to list. Seats are places whose name
    stands for the side: its capital, the region it rules.
    """

    key: Key
    name: Names
    kind: Literal["state", "non-state", "foreign"]
    colour: Colour
    parent: Key | None = None
    incumbent: bool = False
    aliases: tuple[Alias, ...] = ()
    seats: tuple[Alias, ...] = ()
    unlisted: bool = False
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None

    @field_validator("aliases", "seats", mode="before")
    @classmethod
    def _by_language(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return [
            {"language": language, **({"text": name} if isinstance(name, str) else name)}
            for language, names in value.items()
            for name in names
        ]


class Source(_Model):
    """A source, and the side whose party it is (null: neutral)."""

    name: str
    aliases: tuple[str, ...] = ()
    party: Key | None = None


class ExtraPlace(_Model):
    """A place that the gazetteer lacks."""

    name: str
    names: tuple[str, ...] = ()
    kind: str = "other"
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    source: str

    @model_validator(mode="after")
    def _known_kind(self) -> ExtraPlace:
        if self.kind not in PLACE_KINDS:
            raise ValueError(f"kind {self.kind!r} is none of {', '.join(PLACE_KINDS)}")
        return self


class Ageing(_Model):
    """How fast a report grows old, in days: half-life of the certainty of a relation; null never ages."""

    half_life: dict[str, float | None] = {}
    contested: float = 14
    siege: float = 180
    threat: float = 7


class Conflict(_Model):
    """A whole profile; see ``territory conflicts show NAME``.

    ``baseline`` is a CSV of the state before the first report, valid on ``baseline_date``: one row a unit and side,
    columns pcode, side, low, high (shares), note, source. A relative path stands beside the profile's file.
    """

    key: str
    name: Names
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    boundaries: str
    languages: tuple[str, ...] = ("en",)
    summary: str = ""
    sides: Annotated[tuple[Side, ...], Field(min_length=1)]
    sources: tuple[Source, ...] = ()
    places: tuple[ExtraPlace, ...] = ()
    baseline: str | None = None
    baseline_date: Day | None = None
    ageing: Ageing = Ageing()

    @model_validator(mode="after")
    def _consistent(self) -> Conflict:
        keys = [s.key for s in self.sides]
        if len(set(keys)) != len(keys):
            raise ValueError(f"sides: key {next(k for k in keys if keys.count(k) > 1)!r} stands twice")
        for side in self.sides:
            if side.parent is not None and side.parent not in keys:
                raise ValueError(f"side {side.key}: parent {side.parent!r} is no side")
            self.path(side.key)
        if sum(s.incumbent for s in self.sides) > 1:
            raise ValueError("sides: only one can be the incumbent")
        if sum(s.unlisted for s in self.sides) > 1:
            raise ValueError("sides: the groups that no alias names can go to one only")
        if (self.baseline is None) != (self.baseline_date is None):
            raise ValueError("baseline and baseline_date go together")
        for source in self.sources:
            if source.party is not None and source.party not in keys:
                raise ValueError(f"source {source.name}: party {source.party!r} is no side")
        return self

    def side(self, key: str) -> Side | None:
        """The side of a key, or None."""
        return next((s for s in self.sides if s.key == key), None)

    def path(self, key: str) -> tuple[str, ...]:
        """Keys from the top of the tree down to a side; a key that is no side stands alone."""
        keys: list[str] = []
        at: str | None = key
        while at is not None:
            if at in keys:
                raise ValueError(f"side {key}: its parents form a ring")
            keys.append(at)
            found = self.side(at)
            at = found.parent if found else None
        return tuple(reversed(keys))

    def rollup(self, key: str, depth: int = 1) -> str:
        """The ancestor of a side at a depth of the tree (1: the top), or the side itself where it is higher."""
        path = self.path(key)
        return path[min(depth, len(path)) - 1]
