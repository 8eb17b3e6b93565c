"""Towns, crossings and other points that carry a holder of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import shapely

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


def settlements_of(timeline: Timeline, tree: gpd.GeoDataFrame | None) -> list[Settlement]:
    """Settlements and points of the tree that have runs, most important first."""
    if tree is None:
        return []
    rows = tree[tree["kind"].isin(["cell", "point"]) & tree["node"].isin(timeline.rows)]
    found = [_settlement(row) for row in rows.to_dict("records")]
    return sorted(found, key=lambda place: (place.rank, place.node))


def _settlement(row: dict[str, Any]) -> Settlement:
    kind = row.get("place_kind") or "town"
    point = _point(row)
    return Settlement(
        row["node"], row.get("name") or row["node"], {}, kind, row["pcode"], point[0], point[1],
        _rank(kind, row.get("seat_of")),
    )  # fmt: skip


def _point(row: dict[str, Any]) -> tuple[float, float]:
    longitude, latitude = row.get("longitude"), row.get("latitude")
    if longitude is not None and latitude is not None and longitude == longitude and latitude == latitude:
        return float(longitude), float(latitude)
    x, y = shapely.get_coordinates(shapely.point_on_surface(row["geometry"]))[0]
    return float(x), float(y)


def _rank(kind: str, seat_of: Sequence[str] | None) -> int:
    """Seats of large units matter most: a shorter p-code is a larger unit."""
    base = _RANKS.get(kind, 4)
    return max(0, base - 1) if seat_of is not None and len(seat_of) > 1 else base
