"""A boundary set in memory: the units of a country, every level, as one tree joined by p-codes."""

from __future__ import annotations

from dataclasses import dataclass, field

import geopandas as gpd

from territory.errors import BoundaryError

DISCLAIMER = "The boundaries and names shown do not imply endorsement or acceptance by anyone."


@dataclass(frozen=True)
class BoundarySet:
    """Units of all levels with their licence.

    Parameters
    ----------
    key
        Name of the set, such as ``SYR``.
    country
        ISO 3166-1 alpha-3 code.
    units
        Table in the ``units`` schema, EPSG:4326, sorted by level and p-code; level 0 is one row.
    title, source, licence, year, worldview
        Where it comes from and how it draws disputed land.
    attribution
        Line that goes into every output.
    """

    key: str
    country: str
    units: gpd.GeoDataFrame
    title: str = ""
    source: str = ""
    licence: str = ""
    year: str = ""
    worldview: str = ""
    attribution: str = ""
    disclaimer: str = field(default=DISCLAIMER)

    @property
    def levels(self) -> list[int]:
        """Admin levels present, country first."""
        return sorted(int(level) for level in self.units["level"].unique())

    def at(self, level: int) -> gpd.GeoDataFrame:
        """Units of one level.

        Raises
        ------
        BoundaryError
            If the set has no such level; the message names those it has.
        """
        if level not in self.levels:
            have = ", ".join(str(n) for n in self.levels)
            raise BoundaryError(f"boundary set {self.key} has no level {level}; it has {have}")
        return self.units[self.units["level"] == level]
