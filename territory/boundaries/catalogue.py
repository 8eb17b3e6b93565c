"""The boundary sets that ship with the package, and how a set is loaded by name or from a file."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from territory.boundaries.coverage import dissolve, single_parts
from territory.boundaries.sets import BoundarySet
from territory.datafiles import data_dir
from territory.errors import BoundaryError

_META = ("title", "source", "licence", "year", "worldview", "attribution")


def boundaries_dir() -> Path:
    """Folder of the embedded sets."""
    return data_dir() / "boundaries"


def list_boundaries() -> pd.DataFrame:
    """Table of the embedded sets, one row each, sorted by key.

    Returns
    -------
    DataFrame
        ``key``, ``country`` (ISO 3166-1 alpha-3), ``title``, ``levels`` (deepest admin level), ``units`` (of that
        level), ``year``, ``licence``, ``source``, ``worldview``, ``attribution``. ``territory boundaries list``
        prints key, title, levels, units, year and licence.
    """
    table = pd.read_csv(boundaries_dir() / "catalogue.csv", dtype=str, keep_default_na=False)
    return table.astype({"levels": int, "units": int})


def load_boundaries(name_or_path: str | Path) -> BoundarySet:
    """Load a boundary set: an embedded one by key (``SYR``), or a file.

    Parameters
    ----------
    name_or_path
        Key of an embedded set, in any case, or path of a boundary file (an imported set, or any file that
        :func:`import_boundaries` reads).

    Raises
    ------
    BoundaryError
        If there is no such set or file; the message names the sets there are.
    """
    key = str(name_or_path).upper()
    if key.isalnum() and (boundaries_dir() / f"{key}.fgb").is_file():
        return _embedded(key)
    path = Path(name_or_path)
    if str(name_or_path) and path.exists():
        return _from_file(path)
    raise BoundaryError(
        f"boundary set {str(name_or_path)!r} is unknown; embedded are {', '.join(list_boundaries()['key'])}"
    )


def describe(boundaries: BoundarySet) -> str:
    """Say in a few lines what a set holds and where it comes from; ``territory boundaries show`` prints it."""
    lines = [f"{boundaries.key}: {boundaries.title}"]
    for level in boundaries.levels:
        units = boundaries.at(level)
        some = ", ".join(f"{u.pcode} {u.name}" for u in units.head(3).itertuples())
        more = ", ..." if len(units) > 3 else ""
        lines.append(f"level {level}: {len(units)} units, {units['area_km2'].sum():,.0f} km² ({some}{more})")
    disputed = [u.pcode for u in boundaries.units.itertuples() if "disputed" in u.flags]
    said = {
        "disputed": ", ".join(disputed), "year": boundaries.year, "source": boundaries.source,
        "licence": boundaries.licence, "worldview": boundaries.worldview, "credit": boundaries.attribution,
        "note": boundaries.disclaimer,
    }  # fmt: skip
    return "\n".join([*lines, *(f"{name}: {text}" for name, text in said.items() if text)])


def assemble(table: pd.DataFrame, pcodes: np.ndarray, geometries: np.ndarray) -> gpd.GeoDataFrame:
    """Units of every level from a table of them and the polygons of the smallest ones.

    Parameters
    ----------
    table
        ``units`` columns without geometry, sorted by level and p-code.
    pcodes, geometries
        The smallest units' codes and polygons, EPSG:4326, a coverage; units above are dissolved from them.
    """
    parent = dict(zip(table["pcode"], table["parent"], strict=True))
    shapes = dict(zip(pcodes, single_parts(geometries), strict=True))
    for upper in sorted(table["level"].unique(), reverse=True):
        open_ = {code for code in table.loc[table["level"] == upper, "pcode"] if code not in shapes}
        children = [(parent[code], shape) for code, shape in shapes.items() if parent[code] in open_]
        if children:
            codes, parts = zip(*children, strict=True)
            unions = dissolve(np.array(parts, dtype=object), np.array(codes, dtype=object))
            shapes.update(zip(unions.index, single_parts(unions.to_numpy()), strict=True))
    return gpd.GeoDataFrame(table, geometry=[shapes[code] for code in table["pcode"]], crs=4326)


def read_units(path: Path) -> pd.DataFrame:
    """Read the table of an embedded set's units (everything but the geometry)."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    return pd.DataFrame(
        {
            "pcode": table["pcode"].astype(object),
            "name": table["name"].astype(object),
            "names": pd.Series([json.loads(names) for names in table["names"]], dtype=object),
            "level": table["level"].astype("Int64"),
            "parent": pd.Series([parent or None for parent in table["parent"]], dtype=object),
            "area_km2": table["area_km2"].astype(float),
            "flags": pd.Series([flags.split() for flags in table["flags"]], dtype=object),
        }
    )


def _from_file(path: Path) -> BoundarySet:
    from territory.boundaries.geopackage import is_saved_set, read_saved_set
    from territory.boundaries.importing import import_boundaries

    return read_saved_set(path) if is_saved_set(path) else import_boundaries(path)


def _embedded(key: str) -> BoundarySet:
    folder = boundaries_dir()
    catalogue = next(row for row in list_boundaries().to_dict("records") if row["key"] == key)
    _, _, wkb, (pcodes,) = pyogrio.raw.read(folder / f"{key}.fgb", columns=["pcode"])
    units = assemble(read_units(folder / f"{key}.csv"), pcodes, shapely.from_wkb(wkb))
    return BoundarySet(key, str(catalogue["country"]), units, **{name: str(catalogue[name]) for name in _META})
