"""Towns, crossings and other points that carry a holder of their own."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import shapely
from rapidfuzz import fuzz

from territory.boundaries.sets import BoundarySet
from territory.maps.timeline import Timeline

_RANKS = {"city": 1, "town": 2, "crossing": 2, "base": 3, "airport": 3, "dam": 3, "oilfield": 3, "village": 4}


MOST = 1500
"""Settlements kept on a map, besides those with a report of their own."""
_ONE_NAME = 70
_ARTICLE = re.compile(r"^a(?:l|s|sh|d|r|t|n|z)[ -]")
_SCRIPTS = {"ar": "ARABIC", "ru": "CYRILLIC", "uk": "CYRILLIC"}


@dataclass(frozen=True)
class Unit:
    """Level and names of a boundary unit."""

    level: int
    names: dict[str, str]


@dataclass(frozen=True)
class Settlement:
    """A settlement or point of the tree; ``rank`` 0 is a provincial capital, larger numbers matter less."""

    node: str
    names: dict[str, str]
    kind: str
    pcode: str
    longitude: float
    latitude: float
    rank: int
    population: float

    def as_dict(self) -> dict[str, Any]:
        """The place as the page shows it."""
        return {
            "node": self.node,
            "names": self.names,
            "kind": self.kind,
            "pcode": self.pcode,
            "rank": self.rank,
            "at": [round(self.longitude, 4), round(self.latitude, 4)],
        }


def settlements_of(timeline: Timeline, tree: gpd.GeoDataFrame | None, boundaries: BoundarySet) -> list[Settlement]:
    """Settlements and points of the tree that have runs, most important first.

    Beyond :data:`MOST`, only those with a report of their own are kept.
    """
    if tree is None:
        return []
    table = boundaries.units
    units = {
        code: Unit(int(level), {**({"en": name} if name else {}), **(names or {})})
        for code, level, name, names in zip(table["pcode"], table["level"], table["name"], table["names"], strict=True)
    }
    rows = tree[tree["kind"].isin(["cell", "point"]) & tree["node"].isin(timeline.rows)]
    found = [_settlement(row, units) for row in rows.to_dict("records")]
    order = sorted(found, key=lambda place: (place.rank, -place.population, place.node))
    return [place for i, place in enumerate(order) if i < MOST or _reported(timeline, place.node)]


def _reported(timeline: Timeline, node: str) -> bool:
    return any(timeline.looks[run.look].basis == "reported" for run in timeline.runs(node))


def _settlement(row: dict[str, Any], units: dict[str, Unit]) -> Settlement:
    kind = row.get("place_kind") or "town"
    longitude, latitude = _point(row)
    seats = [units[code] for code in _listed(row.get("seat_of")) if code in units]
    level = min((seat.level for seat in seats), default=9)
    people = row.get("population")
    return Settlement(
        node=row["node"],
        names=_names(row, seats),
        kind=kind,
        pcode=row["pcode"],
        longitude=longitude,
        latitude=latitude,
        rank=min(_RANKS.get(kind, 4), 0 if level <= 1 else level - 1),
        population=float(people) if people is not None and people == people else 0.0,
    )


def _names(row: dict[str, Any], seats: list[Unit]) -> dict[str, str]:
    """Names by language: as its district spells it where the two are one name, else by the script of the others.

    "Ḩamāh" is written "Hama" as the district is; "Aleppo" stays, though its district is called Jebel Saman, and "Kyiv"
    does not become "Kyiv City".
    """
    own = str(row.get("name") or row["node"])
    others = [str(name) for name in _listed(row.get("names"))]
    names = {"en": own}
    for language, script in _SCRIPTS.items():
        found = next((name for name in others if unicodedata.name(name[:1] or " ", "").startswith(script)), None)
        if found:
            names[language] = found
    alike = [(fuzz.ratio(folded(own), folded(seat.names.get("en", ""))), -seat.level, seat) for seat in seats]
    likeness, _, seat = max(alike, key=lambda row: row[:2], default=(0.0, 0, None))
    return {**names, **seat.names} if seat is not None and likeness >= _ONE_NAME else names


def folded(name: str) -> str:
    """A name without case, marks, punctuation and the Arabic article, for comparing."""
    plain = _ARTICLE.sub("", unicodedata.normalize("NFKD", name).casefold())
    return "".join(c for c in plain if c.isalnum())


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _point(row: dict[str, Any]) -> tuple[float, float]:
    longitude, latitude = row.get("longitude"), row.get("latitude")
    if longitude is not None and latitude is not None and longitude == longitude and latitude == latitude:
        return float(longitude), float(latitude)
    x, y = shapely.get_coordinates(shapely.point_on_surface(row["geometry"]))[0]
    return float(x), float(y)
