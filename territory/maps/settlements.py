"""Towns, crossings and other points that carry a holder of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import shapely

from territory.boundaries.sets import BoundarySet
from territory.maps.timeline import Timeline

_RANKS = {"city": 1, "town": 2, "crossing": 2, "base": 3, "airport": 3, "dam": 3, "oilfield": 3, "village": 4}


@dataclass(frozen=True)
class Settlement:
    """A settlement or point of the tree; ``rank`` 0 is a provincial capital, larger numbers matter less."""

    node: str
    name: str
    names: dict[str, str]
    kind: str
    pcode: str
    longitude: float
    latitude: float
    rank: int

    def as_dict(self) -> dict[str, Any]:
        """The place as the page shows it."""
        return {
            "node": self.node,
            "names": {"en": self.name, **self.names},
            "kind": self.kind,
            "pcode": self.pcode,
            "rank": self.rank,
            "at": [round(self.longitude, 4), round(self.latitude, 4)],
        }


def settlements_of(timeline: Timeline, tree: gpd.GeoDataFrame | None, boundaries: BoundarySet) -> list[Settlement]:
    """Settlements and points of the tree that have runs, most important first."""
    if tree is None:
        return []
    levels = dict(zip(boundaries.units["pcode"], boundaries.units["level"].astype(int), strict=True))
    rows = tree[tree["kind"].isin(["cell", "point"]) & tree["node"].isin(timeline.rows)]
    found = [_settlement(row, levels) for row in rows.to_dict("records")]
    return sorted(found, key=lambda place: (place.rank, place.node))


def _settlement(row: dict[str, Any], levels: dict[str, int]) -> Settlement:
    kind = row.get("place_kind") or "town"
    longitude, latitude = _point(row)
    seats = row.get("seat_of")
    highest = min((levels.get(code, 9) for code in seats), default=9) if isinstance(seats, list) else 9
    return Settlement(
        node=row["node"],
        name=row.get("name") or row["node"],
        names=row["names"] if isinstance(row.get("names"), dict) else {},
        kind=kind,
        pcode=row["pcode"],
        longitude=longitude,
        latitude=latitude,
        rank=min(_RANKS.get(kind, 4), 0 if highest <= 1 else highest - 1),
    )


def _point(row: dict[str, Any]) -> tuple[float, float]:
    longitude, latitude = row.get("longitude"), row.get("latitude")
    if longitude is not None and latitude is not None and longitude == longitude and latitude == latitude:
        return float(longitude), float(latitude)
    x, y = shapely.get_coordinates(shapely.point_on_surface(row["geometry"]))[0]
    return float(x), float(y)
