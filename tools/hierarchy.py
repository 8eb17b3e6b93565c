"""The levels above the polygons that a package carries: which first- and second-level unit each belongs to.

What is known of a polygon is used in this order: a table of facts; a GeoNames second-level unit of its name; the
GeoNames subdivision of the settlements inside it; Natural Earth's first level by largest overlap; last the neighbour
with which it shares most of its border. On Syria, whose parents are known, settlements tell every governorate right.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import shapely
from rapidfuzz import fuzz

from territory.boundaries.parents import by_overlap
from tools.geonames import fold, natural_earth, subdivisions, votes
from tools.packages import package

_VOTED = 50.0  # what the settlements inside count for, beside the likeness of names
_NEARLY = 75.0  # likeness of two spellings of a name, 0 to 100
FACTS = Path(__file__).resolve().parent / "facts"


def read_pairs(name: str, key: str, column: str) -> dict[str, str]:
    """Rows of a table of facts for one country: name to the value of a column."""
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return {row["name"]: row[column] for row in csv.DictReader(file) if row["key"] == key}


def first_level(source: dict[str, str], names: list[str], geometries: np.ndarray) -> list[str]:
    """GeoNames code of the first-level unit of each polygon."""
    key, iso2 = source["key"], source["iso2"]
    by_iso = {s.iso: code for code, s in subdivisions(iso2, 1).items() if s.iso}
    fixed = read_pairs("parents.csv", key, "parent")
    found: list[str | None] = [by_iso.get(fixed.get(name, ""), fixed.get(name)) for name in names]
    if source["adm1"] == "kenya":
        found = _or(found, _by_ward(iso2, names))
    if source["adm1"] in ("geonames", "settlements", "kenya"):
        found = _or(found, _by_name(iso2, names))
        found = _or(found, votes(iso2, geometries, 1))
    if source["adm1"] in ("geonames", "naturalearth"):
        found = _or(found, _natural_earth(iso2, geometries))
    if source["adm1"] == "provinces":
        named = {fold(s.name): code for code, s in subdivisions(iso2, 1).items()}
        units = natural_earth(iso2)
        best, _ = by_overlap(list(geometries), [unit.geometry for unit in units])
        found = [named[fold(units[i].properties["region"])] for i in best]
    return by_border(found, geometries)


def only_first_level(source: dict[str, str], names: list[str], geometries: np.ndarray) -> list[str]:
    """GeoNames code of each polygon where the polygons are the first level themselves; each code once."""
    iso2 = source["iso2"]
    known = {s.code: [fold(n) for n in (s.name, *s.alternates)] for s in subdivisions(iso2, 1).values()}
    inside = votes(iso2, geometries, 1)
    codes = sorted(known)
    like = {
        (i, code): max(fuzz.ratio(fold(name), n) for n in known[code]) + (_VOTED if code == voted else 0)
        for i, (name, voted) in enumerate(zip(names, inside, strict=True))
        for code in codes
    }
    taken: dict[int, str] = {}
    for i, code in sorted(like, key=lambda pair: (-like[pair], pair)):
        if i not in taken and code not in taken.values():
            taken[i] = code
    return [taken[i] for i in range(len(names))]


def _or(found: list[str | None], more: list[str | None]) -> list[str | None]:
    return [one if one is not None else other for one, other in zip(found, more, strict=True)]


def _by_name(iso2: str, names: list[str]) -> list[str | None]:
    """First level of the only GeoNames second-level unit that has a polygon's name."""
    above = defaultdict(set)
    first = subdivisions(iso2, 1)
    for code, subdivision in subdivisions(iso2, 2).items():
        if code.rsplit(".", 1)[0] not in first:
            continue
        for name in (subdivision.name, *subdivision.alternates):
            above[fold(name)].add(code.rsplit(".", 1)[0])
    once = Counter(fold(name) for name in names)
    return [next(iter(above[f])) if len(above[f := fold(n)]) == 1 and once[f] == 1 else None for n in names]


def _natural_earth(iso2: str, geometries: np.ndarray) -> list[str | None]:
    known = subdivisions(iso2, 1)
    units = [unit for unit in natural_earth(iso2) if unit.geonames in known]
    if len(units) < 2:
        return [None] * len(geometries)
    best, share = by_overlap(list(geometries), [unit.geometry for unit in units])
    return [units[i].geonames if part > 0.5 else None for i, part in zip(best, share, strict=True)]


def by_border(
    found: list[str | None], geometries: np.ndarray, same: Callable[[int, int], bool] = lambda i, j: True
) -> list[str]:
    """Fill in what is not known with the group of the neighbour that shares most of the border, nearest first.

    ``same`` tells whether two polygons may be of one group. A polygon without such neighbours takes the group of the
    nearest that is known.
    """
    known = list(found)
    i, j = shapely.STRtree(geometries).query(geometries, predicate="intersects")
    i, j = i[i != j], j[i != j]
    shared = shapely.length(shapely.intersection(geometries[i], geometries[j]))
    border: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for a, b, length in zip(i, j, shared, strict=True):
        if same(int(a), int(b)):
            border[int(a)].append((int(b), float(length)))
    while any(code is None for code in known):
        best: tuple[float, int, str] | None = None
        for n in (n for n, code in enumerate(known) if code is None):
            groups: dict[str, float] = defaultdict(float)
            for neighbour, length in border[n]:
                if (code := known[neighbour]) is not None:
                    groups[code] += length / max(sum(part for _, part in border[n]), 1e-12)
            if groups:
                code = max(sorted(groups), key=lambda c: groups[c])
                best = max(best or (-1.0, 0, ""), (groups[code], -n, code))
        if best is None:
            return _nearest(known, geometries, same)
        known[-best[1]] = best[2]
    return [code for code in known if code is not None]


def _nearest(known: list[str | None], geometries: np.ndarray, same: Callable[[int, int], bool]) -> list[str]:
    out = []
    for n, code in enumerate(known):
        told = [m for m, other in enumerate(known) if other is not None and (same(n, m) or code is not None)]
        told = told or [m for m, other in enumerate(known) if other is not None]
        nearest = min(told, key=lambda m: (shapely.distance(geometries[n], geometries[m]), m))
        out.append(code or str(known[nearest]))
    return out


def second_level(
    source: dict[str, str], names: list[str], geometries: np.ndarray, above: list[str]
) -> list[str] | None:
    """Name of the second-level unit of each polygon, or None where no source tells them."""
    if source["adm2"] == "list":
        return _from_list(source, names, geometries, above)
    if source["adm2"] == "kenya":
        return _kenya(source["iso2"], names, geometries, above)
    if source["adm2"] == "provinces":
        units = natural_earth(source["iso2"])
        best, _ = by_overlap(list(geometries), [unit.geometry for unit in units])
        return [str(units[i].properties["name"]) for i in best]
    return None


def _from_list(source: dict[str, str], names: list[str], geometries: np.ndarray, above: list[str]) -> list[str]:
    """Second level from a list of its members (``facts/KEY.adm2.csv``: first level, name, members separated by |).

    A name that two groups of a first-level unit have is left to the borders.
    """
    by_iso = {s.iso: code for code, s in subdivisions(source["iso2"], 1).items()}
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    with (FACTS / f"{source['key']}.adm2.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for member in row["members"].split("|"):
                groups[by_iso[row["adm1"]], fold(member)].add(row["name"])
    told = {member: next(iter(named)) for member, named in groups.items() if len(named) == 1}
    return _by_members(told, names, geometries, above)


def _by_members(
    told: dict[tuple[str, str], str], names: list[str], geometries: np.ndarray, above: list[str]
) -> list[str]:
    """Second level by first level and member's name, as it stands or nearly so; else the neighbour's."""
    found = [told.get((code, fold(name))) for code, name in zip(above, names, strict=True)]
    left = set(told) - {(code, fold(name)) for code, name in zip(above, names, strict=True)}
    for i in (i for i, group in enumerate(found) if group is None):
        like = {member: fuzz.ratio(fold(names[i]), member[1]) for member in sorted(left) if member[0] == above[i]}
        best = max(like, key=lambda member: like[member], default=None)
        if best is not None and like[best] >= _NEARLY:
            found[i] = told[best]
            left.discard(best)
    return by_border(found, geometries, lambda i, j: above[i] == above[j])


@cache
def _kenyan_wards(iso2: str) -> tuple[tuple[str, str, str], ...]:
    """County code, constituency and folded name of every Kenyan ward."""
    path = package("kenya-administrative-divisions") / "package" / "county.json"
    county = {fold(s.name): code for code, s in subdivisions(iso2, 1).items()}
    rows = []
    for row in json.loads(path.read_text(encoding="utf-8")):
        code = county[fold(row["county_name"])]
        for constituency in row["constituencies"]:
            name = " ".join(constituency["constituency_name"].split())
            rows += [(code, name, fold(ward)) for ward in constituency["wards"]]
    return tuple(rows)


def _by_ward(iso2: str, names: list[str]) -> list[str | None]:
    """County of every ward whose name only one county has."""
    counties = defaultdict(set)
    for code, _, ward in _kenyan_wards(iso2):
        counties[ward].add(code)
    return [next(iter(counties[fold(name)])) if len(counties[fold(name)]) == 1 else None for name in names]


def _kenya(iso2: str, names: list[str], geometries: np.ndarray, above: list[str]) -> list[str]:
    """Constituencies of Kenyan wards, by county and name; a ward that the list lacks takes its neighbour's."""
    told = {(code, ward): constituency for code, constituency, ward in _kenyan_wards(iso2)}
    return _by_members(told, names, geometries, above)
