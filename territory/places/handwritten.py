"""Places and names written down by hand: ``ISO3.extra.csv``, ``ISO3.villages.csv``, ``ISO3.aliases.csv``, and a
profile's places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from territory.conflicts.profile import Conflict
from territory.errors import GazetteerError
from territory.places.kinds import kinds
from territory.places.names import fold
from territory.tables import PLACE_KINDS

_EXTRA = ("name", "names", "kind", "latitude", "longitude", "population", "radius_km", "source")
ALIASES = ("target", "names", "source")
USUAL = ("target", "name")
_VILLAGES = ("name", "names", "kind", "within")
VILLAGES_SOURCE = "OCHA, populated places of the country (CC BY 3.0 IGO): names and unit, no coordinates"


def read_extra(path: Path, country: str) -> list[dict[str, Any]]:
    """Read places written down by hand: ``name, names (parted by ;), kind, latitude, longitude, population,
    radius_km, source``. A place with a radius (a region, a road) has no unit of its own; its ``within``
    column then names the smallest unit that holds all of it.

    Raises
    ------
    GazetteerError
        If a column is missing or a row is no place; the message names file and row.
    """
    rows = []
    for line, cells in read_cells(path, _EXTRA):
        if cells["kind"] not in PLACE_KINDS:
            raise GazetteerError(f"{path} line {line}: kind {cells['kind']!r} is none of {', '.join(PLACE_KINDS)}")
        try:
            latitude, longitude = float(cells["latitude"]), float(cells["longitude"])
            population = float(cells["population"]) if cells["population"] else None
            radius = float(cells["radius_km"]) if cells["radius_km"] else None
        except ValueError as error:
            raise GazetteerError(f"{path} line {line}: {error}") from None
        if not cells["name"] or not cells["source"] or abs(latitude) > 90 or abs(longitude) > 180:
            raise GazetteerError(f"{path} line {line}: a place needs a name, a source and coordinates in degrees")
        rows.append(
            {
                "place_id": _slug(country, cells["name"], cells["kind"]),
                "name": cells["name"],
                "names": split_names(cells["names"]),
                "kind": cells["kind"],
                "latitude": latitude,
                "longitude": longitude,
                "population": population,
                "radius_km": radius,
                "pcode": cells["within"] if radius is not None and cells["within"] else None,
                "source": cells["source"],
            }
        )
    _refuse_twice(path, rows)
    return rows


def read_villages(path: Path, country: str) -> list[dict[str, Any]]:
    """Read settlements of which only the unit is known: ``name, names (parted by ;), kind, within`` (a p-code).

    Raises
    ------
    GazetteerError
        If a column or cell is missing or one stands twice in a unit; the message names file and row.
    """
    rows = []
    for line, cells in read_cells(path, _VILLAGES):
        if not cells["name"] or not cells["within"] or cells["kind"] not in kinds().settlements:
            raise GazetteerError(f"{path} line {line}: a settlement needs a name, a kind and the code of its unit")
        rows.append(
            {
                "place_id": f"{_slug(country, cells['name'], cells['kind'])}/{cells['within']}",
                "name": cells["name"],
                "names": split_names(cells["names"]),
                "kind": cells["kind"],
                "population": None,
                "pcode": cells["within"],
                "source": VILLAGES_SOURCE,
            }
        )
    _refuse_twice(path, rows)
    return rows


def _refuse_twice(path: Path, rows: list[dict[str, Any]]) -> None:
    seen: set[str] = set()
    for row in rows:
        if row["place_id"] in seen:
            raise GazetteerError(f"{path}: {row['name']} ({row['kind']}) stands twice; tell the two apart by name")
        seen.add(row["place_id"])


def read_cells(path: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """Rows of a hand-written CSV with their line numbers; none if the file is absent.

    Raises
    ------
    GazetteerError
        If it is no CSV in UTF-8 or lacks a column.
    """
    if not path.exists():
        return []
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except (ValueError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path}: is no CSV table in UTF-8: {error}") from None
    if missing := [c for c in columns if c not in frame.columns]:
        raise GazetteerError(f"{path}: no column {', '.join(missing)}; it needs {', '.join(columns)}")
    return [
        (line, {c: row.get(c, "").strip() for c in (*columns, "within")})
        for line, row in enumerate(frame.to_dict("records"), 2)
    ]


def split_names(cell: str) -> list[str]:
    """Names parted by semicolons."""
    return [name.strip() for name in cell.split(";") if name.strip()]


def _slug(country: str, name: str, kind: str) -> str:
    return f"{country}/{fold(name).replace(' ', '-')}/{kind}"


def profile_row(place: dict[str, Any], conflict: Conflict) -> dict[str, Any]:
    """A profile\'s extra place as a row of the gazetteer."""
    row = {**place, "names": list(place["names"]), "population": None}
    return row | {"place_id": _slug(conflict.country, place["name"], place["kind"])}
