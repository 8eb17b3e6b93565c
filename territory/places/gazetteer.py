"""The gazetteer of a country: settlements, extra places, a profile's places, and the boundary units themselves."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import pandas as pd
import shapely

from territory import tablefiles
from territory.boundaries.catalogue import load_boundaries
from territory.boundaries.geonames import read_geonames
from territory.boundaries.locate import units_of_points
from territory.boundaries.sets import BoundarySet
from territory.boundaries.unions import unions_of
from territory.conflicts.profile import Conflict
from territory.datafiles import data_dir
from territory.errors import BoundaryError, GazetteerError
from territory.places.handwritten import ALIASES, USUAL, profile_row, read_cells, read_extra, read_villages, split_names
from territory.places.kinds import kinds, split_kind
from territory.places.names import SCHOLARLY, fold, key, skeleton, without_marks
from territory.tables import GAZETTEER

BORDER_DEGREES = 0.05  # a crossing this near the simplified border is the country's
KM_PER_DEGREE = 111.32
SAME_PLACE_KM = 4.0  # an extra settlement this near one of the same name is the same place


def load_gazetteer(
    boundaries: BoundarySet,
    conflict: Conflict | None = None,
    *,
    folder: Path | None = None,
    more: str | Path | pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Load every place a report of a country may name.

    Parameters
    ----------
    boundaries
        Units of the country; each is an entry of its own, whose id is its p-code.
    conflict
        A profile whose extra places are added.
    folder
        Where the gazetteer files are (``ISO3.csv``, ``ISO3.extra.csv``, ``ISO3.villages.csv``, ``ISO3.aliases.csv``,
        ``ISO3.usual.csv``); the embedded data when None. Absent files count as empty.
    more
        Further places: a table in the ``gazetteer`` schema, a file of one (.csv, .jsonl), or a GeoNames country dump
        (.zip, .txt). A place that is known already only adds its names.

    Returns
    -------
    DataFrame
        Table in the ``gazetteer`` schema: units first, by level and p-code, then unions of units, then places by id.
        Coordinates are WGS 84 degrees; a unit's are a point inside it.

    Raises
    ------
    GazetteerError
        If a file is malformed; the message names file and row.
    """
    folder = folder or data_dir() / "gazetteer"
    settlements = folder / f"{boundaries.country}.csv"
    rows = _unit_rows(boundaries)
    rows += _union_rows(rows, boundaries)
    places = records(tablefiles.read(settlements, GAZETTEER)) if settlements.exists() else []
    extra = read_extra(folder / f"{boundaries.country}.extra.csv", boundaries.country)
    if conflict is not None:
        extra += [profile_row(p.model_dump(), conflict) for p in conflict.places]
    places = _merge(places, extra)
    if more is not None:
        places = _merge(places, records(more if isinstance(more, pd.DataFrame) else read_places(more, boundaries)))
    _forget_other_codes(places, boundaries)
    _place_in_units(places, boundaries)
    villages = read_villages(folder / f"{boundaries.country}.villages.csv", boundaries.country)
    places += _villages(places, villages, boundaries)
    rows += sorted(places, key=lambda row: str(row["place_id"]))
    _add_aliases(rows, folder / f"{boundaries.country}.aliases.csv", boundaries.country)
    _name_as_usual(rows, folder / f"{boundaries.country}.usual.csv")
    _share_names(rows)
    return GAZETTEER.frame([{name: row.get(name) for name in GAZETTEER.names} for row in rows])


def read_places(path: str | Path, boundaries: BoundarySet) -> pd.DataFrame:
    """Read a file of places: a GeoNames country dump, or a table in the ``gazetteer`` schema.

    Raises
    ------
    TableError, BoundaryError
        If the file is neither; the message names the file.
    """
    path = Path(path)
    if path.suffix.lower() in (".csv", ".jsonl", ".ndjson"):
        return tablefiles.read(path, GAZETTEER)
    return read_geonames(path, boundaries)


def _unit_rows(boundaries: BoundarySet) -> list[dict[str, Any]]:
    levels = kinds().levels
    points = shapely.point_on_surface(boundaries.units.geometry.values)
    rows = []
    for unit, point in zip(boundaries.units.itertuples(), points, strict=True):
        names = list((unit.names or {}).values())
        rows.append(
            {
                "place_id": unit.pcode,
                "name": unit.name,
                "names": [n for n in names if n and n != unit.name],
                "kind": levels[int(unit.level)],
                "latitude": round(shapely.get_y(point), 5),
                "longitude": round(shapely.get_x(point), 5),
                "pcode": unit.pcode,
                "source": boundaries.source or boundaries.key,
            }
        )
    return rows


def _union_rows(rows: list[dict[str, Any]], boundaries: BoundarySet) -> list[dict[str, Any]]:
    """Unions of units, each at the point of the largest of its units."""
    areas = dict(zip(boundaries.units["pcode"], boundaries.units["area_km2"], strict=True))
    by_code = {row["place_id"]: row for row in rows}
    found = []
    for union in unions_of(boundaries):
        largest = by_code[max(union.units, key=lambda code: (areas[code], code))]
        found.append(
            {
                "place_id": union.node,
                "name": union.name,
                "names": list(union.names),
                "kind": "region",
                "latitude": largest["latitude"],
                "longitude": largest["longitude"],
                "pcode": union.parent,
                "source": union.source,
            }
        )
    return found


def _merge(places: list[dict[str, Any]], extra: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join extra settlements to the settlement of the same name beside them: its names grow, the rest stays."""
    tables = kinds()
    by_name: dict[str, list[dict[str, Any]]] = {}
    by_id = {row["place_id"]: row for row in places}
    for row in places:
        row["names"] = list(row["names"] or [])
        for name in (row["name"], *row["names"]):
            by_name.setdefault(fold(name), []).append(row)
    merged = list(places)
    for row in extra:
        row["names"] = list(row["names"] or [])
        twin = by_id.get(row["place_id"])
        if twin is None and row["kind"] in tables.settlements:
            same = [p for n in (row["name"], *row["names"]) for p in by_name.get(fold(n), ())]
            twin = next((p for p in same if p["kind"] in tables.settlements and distance_km(
                p["latitude"], p["longitude"], row["latitude"], row["longitude"]) <= SAME_PLACE_KM), None)  # fmt: skip
        if twin is None:
            merged.append(row)
            continue
        known = {twin["name"], *twin["names"]}
        twin["names"] += [n for n in (row["name"], *row["names"]) if n not in known]
        if missing(twin.get("population")):
            twin["population"] = row["population"]
    return merged


def _forget_other_codes(places: list[dict[str, Any]], boundaries: BoundarySet) -> None:
    """Drop the codes of the embedded set where another set of the country, with other codes or levels, is used."""
    known = set(boundaries.units["pcode"])
    country = str(boundaries.units["pcode"].iloc[0])
    for row in places:
        if row.get("pcode") is not None and row["pcode"] not in known:
            row["pcode"] = country if (row.get("radius_km") or 0) > 0 else None
        row["seat_of"] = [code for code in row.get("seat_of") or () if code in known]


def _place_in_units(places: list[dict[str, Any]], boundaries: BoundarySet) -> None:
    """Give places without a p-code the smallest unit that holds them; none, outside the country."""
    todo = [row for row in places if not row.get("pcode")]
    if not todo:
        return
    units = boundaries.units
    smallest = units[~units["pcode"].isin(set(units["parent"].dropna()))].reset_index(drop=True)
    longitudes = np.array([row["longitude"] for row in todo], dtype=float)
    latitudes = np.array([row["latitude"] for row in todo], dtype=float)
    codes = units_of_points(smallest, longitudes, latitudes)
    tree = shapely.STRtree(smallest.geometry.values)
    for row, code, lon, lat in zip(todo, codes, longitudes, latitudes, strict=True):
        if not isinstance(code, str):
            near = tree.query_nearest(shapely.Point(lon, lat), max_distance=BORDER_DEGREES, all_matches=False)
            code = smallest["pcode"].iloc[int(near[0])] if len(near) else None
        row["pcode"] = code


def _villages(
    places: list[dict[str, Any]], villages: list[dict[str, Any]], boundaries: BoundarySet
) -> list[dict[str, Any]]:
    """Villages of which only the unit is known, somewhere in that unit: a point in it, whose radius reaches all of it.

    A village that the unit has already only adds its names; one whose unit is none of the set's is left out.
    """
    wanted = {row["pcode"] for row in villages}
    units = boundaries.units[boundaries.units["pcode"].isin(wanted)]
    if units.empty:
        return []
    geometry = dict(zip(units["pcode"], units.geometry, strict=True))
    known: dict[str, list[dict[str, Any]]] = {}
    west, south, east, north = shapely.total_bounds(list(geometry.values()))
    for row in places:
        near = south - BORDER_DEGREES < row["latitude"] < north + BORDER_DEGREES
        near = near and west - BORDER_DEGREES < row["longitude"] < east + BORDER_DEGREES
        if near and row["kind"] in kinds().settlements:
            for folded in {fold(name) for name in (row["name"], *(row["names"] or ()))}:
                known.setdefault(key(folded), []).append(row)
    somewhere = {code: _somewhere_in(polygon) for code, polygon in geometry.items()}
    added = []
    for row in villages:
        names = [row["name"], *row["names"]]
        alike = (twin for name in names for twin in known.get(key(fold(name)), ()))
        twin = next((t for t in alike if row["pcode"] in geometry and _lies_in(t, row["pcode"], geometry)), None)
        if twin is not None:
            twin["names"] = [*twin["names"], *(n for n in names if n not in (twin["name"], *twin["names"]))]
        elif row["pcode"] in somewhere:
            added.append(row | somewhere[row["pcode"]])
    return added


def _lies_in(row: dict[str, Any], code: str, geometry: dict[str, Any]) -> bool:
    """Whether a place lies in a unit or just outside its simplified border."""
    point = shapely.Point(row["longitude"], row["latitude"])
    return row["pcode"] == code or bool(geometry[code].distance(point) < BORDER_DEGREES)


def _somewhere_in(geometry: shapely.Geometry) -> dict[str, float]:
    """A point of a polygon and the kilometres from it to the polygon's farthest corner."""
    point = shapely.point_on_surface(geometry)
    longitude, latitude = shapely.get_x(point), shapely.get_y(point)
    away = shapely.get_coordinates(geometry) - (longitude, latitude)
    away *= (KM_PER_DEGREE * math.cos(math.radians(latitude)), KM_PER_DEGREE)
    radius = float(np.hypot(*away.T).max())
    return {"latitude": round(latitude, 5), "longitude": round(longitude, 5), "radius_km": round(radius, 1)}


def _share_names(rows: list[dict[str, Any]]) -> None:
    """Give a unit and its seat each other's names, where they bear one name in different spellings."""
    units = {row["place_id"]: row for row in rows}
    for seat in rows:
        for code in seat.get("seat_of") or ():
            unit = units.get(code)
            if unit is None or not _one_name([unit["name"], *unit["names"]], [seat["name"], *seat["names"]]):
                continue
            both = dict.fromkeys([*seat["names"], *unit["names"], seat["name"], unit["name"]])
            unit["names"] = [n for n in both if n != unit["name"]]
            seat["names"] = [n for n in both if n != seat["name"] and not _names_a_unit(n)]


def _one_name(names: list[str], others: list[str]) -> bool:
    one = {key(split_kind(fold(n))[0]) for n in names}
    other = {key(split_kind(fold(n))[0]) for n in others}
    return bool(one & other) or bool({skeleton(k) for k in one} & {skeleton(k) for k in other})


def _names_a_unit(name: str) -> bool:
    return split_kind(fold(name))[1] in ("subdistrict", "district", "province")


def _add_aliases(rows: list[dict[str, Any]], path: Path, country: str) -> None:
    """Add the names of an alias file; those of units that only the embedded set of the country has are passed over."""
    by_id = {row["place_id"]: row for row in rows}
    for line, cells in read_cells(path, ALIASES):
        if (row := by_id.get(cells["target"])) is None:
            if cells["target"] in _embedded_codes(country):
                continue
            raise GazetteerError(f"{path} line {line}: no place has the id {cells['target']!r}")
        row["names"] = [*row["names"], *(n for n in split_names(cells["names"]) if n not in row["names"])]


def _name_as_usual(rows: list[dict[str, Any]], path: Path) -> None:
    """Give places the names that the field writes; the others lose the marks of scholarly romanisation."""
    usual = {cells["target"]: cells["name"] for _, cells in read_cells(path, USUAL)}
    for row in rows:
        if row["place_id"] == row["pcode"]:
            continue
        name = str(row["name"])
        main = usual.pop(row["place_id"], None) or (name if SCHOLARLY.isdisjoint(name) else without_marks(name))
        if main != name:
            row["name"], row["names"] = main, [name, *(n for n in row["names"] if n != main)]
    if usual:
        raise GazetteerError(f"{path}: no place has the id {next(iter(usual))!r}")


@cache
def _embedded_codes(country: str) -> frozenset[str]:
    try:
        return frozenset(load_boundaries(country).units["pcode"])
    except BoundaryError:
        return frozenset()


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine, mean Earth radius)."""
    p1, p2, dl = math.radians(lat1), math.radians(lat2), math.radians(lon2 - lon1)
    a = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(dl / 2) ** 2
    return 12742.0176 * math.asin(min(1.0, math.sqrt(a)))


def ancestors(boundaries: BoundarySet) -> dict[str, tuple[str, ...]]:
    """For each p-code the units that hold it, itself first, the country last."""
    parent = dict(zip(boundaries.units["pcode"], boundaries.units["parent"], strict=True))
    chains: dict[str, tuple[str, ...]] = {}
    for code in parent:
        chain, at = [], code
        while at is not None and at == at and at in parent and at not in chain:
            chain.append(at)
            at = parent[at]
        chains[code] = tuple(chain)
    return chains


def missing(value: object) -> bool:
    """Whether a cell of a table is empty."""
    return value is None or value is pd.NA or (isinstance(value, float) and bool(np.isnan(value)))


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table as mappings by column name."""
    return cast("list[dict[str, Any]]", table.to_dict("records"))
