"""A gazetteer laid over its boundary tree: which units hold a place, which bear its name, what lies at a point."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from territory.boundaries import BoundarySet, unions_of
from territory.places.evidence import Point
from territory.places.gazetteer import ancestors
from territory.places.kinds import kinds, split_kind
from territory.places.names import fold, key
from territory.places.regions import split_direction
from territory.places.scoring import size_factor

_LEVELS = ("country", "adm1", "adm2", "adm3")


class Ground:
    """The entries of a gazetteer, by position, on their boundary tree.

    Parameters
    ----------
    gazetteer
        Table in the ``gazetteer`` schema.
    boundaries
        The units its p-codes refer to.
    """

    def __init__(self, gazetteer: pd.DataFrame, boundaries: BoundarySet):
        self.gazetteer = gazetteer.reset_index(drop=True)
        self.boundaries = boundaries
        self.ids: list[str] = self.gazetteer["place_id"].tolist()
        self.names: list[str] = self.gazetteer["name"].tolist()
        self.kinds: list[str] = self.gazetteer["kind"].tolist()
        self.pcodes: list[str | None] = [c if isinstance(c, str) else None for c in self.gazetteer["pcode"]]
        self.points: list[Point] = list(
            zip(self.gazetteer["latitude"].tolist(), self.gazetteer["longitude"].tolist(), strict=True)
        )
        self.chains = ancestors(boundaries)
        self.people: list[float] = [float(p) if p == p else 0.0 for p in self.gazetteer["population"].tolist()]
        settled = kinds().settlements
        self.sizes = [
            size_factor(k, float(p)) if k in settled else 1.0
            for p, k in zip(self.gazetteer["population"].tolist(), self.kinds, strict=True)
        ]
        self._units_of: dict[str | None, dict[str, str | None]] = {}
        self.holders: dict[tuple[float, float, float, str | None], str] = {}
        self.chain_of = [frozenset(self.chains.get(c, ())) if c else frozenset() for c in self.pcodes]

    @cached_property
    def entry_of(self) -> dict[str, int]:
        """Position of each place id."""
        return {place_id: i for i, place_id in enumerate(self.ids)}

    @cached_property
    def directed(self) -> dict[str, list[int]]:
        """Units named by a direction in a larger land, by its name: "darfur" → North Darfur, South Darfur, ..."""
        lands: dict[str, list[int]] = {}
        for entry, place_id in enumerate(self.ids):
            if place_id in self.chains:
                folded = fold(self.names[entry])
                direction, land = split_direction(folded)
                if direction is not None and land != folded:
                    lands.setdefault(land, []).append(entry)
        return lands

    @cached_property
    def unions(self) -> dict[str, frozenset[str]]:
        """P-codes of the units of each union of units, by its place id."""
        return {union.node: frozenset(union.units) for union in unions_of(self.boundaries)}

    @cached_property
    def country(self) -> str:
        """P-code of the country."""
        units = self.boundaries.units
        return str(units.loc[units["level"].astype(int).idxmin(), "pcode"])

    @cached_property
    def geometry(self) -> dict[str, Any]:
        """Polygon of each unit."""
        return dict(zip(self.boundaries.units["pcode"], self.boundaries.units.geometry, strict=True))

    @cached_property
    def radii(self) -> list[float | None]:
        """Reach in kilometres of entries without a unit of their own, None for the others."""
        if "radius_km" not in self.gazetteer:
            return [None] * len(self.ids)
        return [float(r) if r == r and r is not None else None for r in self.gazetteer["radius_km"].tolist()]

    @cached_property
    def vague(self) -> list[bool]:
        """Whether an entry is a settlement of which only the unit is known."""
        settled = kinds().settlements
        return [radius is not None and kind in settled for radius, kind in zip(self.radii, self.kinds, strict=True)]

    def level(self, pcode: str | None) -> int | None:
        """Admin level of a unit."""
        return self._unit_names[pcode][0] if pcode in self._unit_names else None

    def units_at(self, latitudes: Sequence[float], longitudes: Sequence[float]) -> list[str | None]:
        """P-codes of the smallest units that hold points in degrees; None outside the country."""
        found: list[str | None] = [None] * len(latitudes)
        points, units = self._shapes.query(shapely.points(longitudes, latitudes), predicate="intersects")
        for point, unit in sorted(zip(points.tolist(), units.tolist(), strict=True), reverse=True):
            found[point] = self._codes[unit]
        return found

    @cached_property
    def _shapes(self) -> shapely.STRtree:
        return shapely.STRtree(self.smallest.geometry.to_numpy())

    @cached_property
    def _codes(self) -> list[str]:
        return [str(code) for code in self.smallest["pcode"]]

    def unit_at(self, latitude: float, longitude: float) -> str | None:
        """P-code of the smallest unit that holds a point in degrees; None outside the country."""
        return self.units_at([latitude], [longitude])[0]

    def nearest_unit(self, latitude: float, longitude: float) -> str:
        """P-code of the smallest unit nearest to a point."""
        return self._codes[int(self._shapes.nearest(shapely.Point(longitude, latitude)))]

    def family(self, entry: int) -> list[str]:
        """P-codes of the units that hold an entry and bear one of its names, smallest first; itself if a unit."""
        own = {key(split_kind(fold(n))[0]) for n in (self.names[entry], *(self.gazetteer["names"].iloc[entry] or ()))}
        chain = self.chains.get(self.pcodes[entry] or "", ())
        codes = [c for c in chain if c != self.country]
        if self.ids[entry] in self.chains:
            codes += [c for c in self._below.get(self.ids[entry], ()) if c not in codes]
            codes.sort(key=lambda c: (-(self.level(c) or 0), c))
        named = []
        for code in codes:
            unit = self.entry_of[code]
            names = (self.names[unit], *(self.gazetteer["names"].iloc[unit] or ()))
            if code == self.ids[entry] or own & {key(split_kind(fold(n))[0]) for n in names}:
                named.append(code)
        return named

    def narrowest(self, entry: int) -> str:
        """The smallest unit of an entry's name, or the smallest unit that holds it."""
        return next(iter(self.family(entry)), self.pcodes[entry] or self.country)

    def widest(self, entry: int, below: str | None = None) -> str:
        """The largest unit of an entry's name that is smaller than ``below``; the entry itself if there is none."""
        above = set(self.chains.get(below, ())) if below in self.chains else set()
        codes = [c for c in self.family(entry) if c not in above]
        if codes:
            return codes[-1]
        return self.ids[entry] if below else (self.pcodes[entry] or self.country)

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        below: dict[str, list[str]] = {}
        for code, chain in self.chains.items():
            for above in chain[1:]:
                below.setdefault(above, []).append(code)
        return below

    @cached_property
    def smallest(self) -> gpd.GeoDataFrame:
        """The units that are nobody's parent."""
        units = self.boundaries.units
        return units[~units["pcode"].isin(set(units["parent"].dropna()))].reset_index(drop=True)

    @cached_property
    def _unit_names(self) -> dict[str, tuple[int, str]]:
        units = self.boundaries.units
        return {u.pcode: (int(u.level), str(u.name)) for u in units[["pcode", "level", "name"]].itertuples(index=False)}

    def describe(self, entry: int) -> dict[str, Any]:
        """An entry as plain values: place_id, name, kind, pcode, the names of its units, coordinates."""
        code = self.pcodes[entry]
        latitude, longitude = self.points[entry]
        return {
            "place_id": self.ids[entry], "name": self.names[entry], "kind": self.kinds[entry], "pcode": code,
            **self._held(code), "latitude": latitude, "longitude": longitude,
        }  # fmt: skip

    def _held(self, pcode: str | None) -> dict[str, str | None]:
        """Names of the units that hold a unit, itself among them."""
        if pcode not in self._units_of:
            held = dict(self._unit_names[c] for c in self.chains.get(pcode or "", ()))
            self._units_of[pcode] = dict(zip(_LEVELS, map(held.get, range(len(_LEVELS))), strict=True))
        return self._units_of[pcode]
