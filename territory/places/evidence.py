"""What the words around a name tell about where it lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float]  # latitude, longitude in degrees


@dataclass(frozen=True)
class Container:
    """Land that the words name as holding a place: units, and discs (latitude, longitude, kilometres)."""

    name: str
    units: frozenset[str]
    discs: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True)
class Surroundings:
    """The other places of a report: points, and the provinces and districts it names (p-codes)."""

    points: tuple[Point, ...] = ()
    units: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.points or self.units)

    @classmethod
    def join(cls, parts: Iterable[Surroundings]) -> Surroundings:
        """All of several."""
        parts = list(parts)
        points = sorted({point for part in parts for point in part.points})
        return cls(tuple(points), frozenset().union(*(part.units for part in parts)))


NOTHING = Surroundings()
