"""A boundary set as a GeoPackage: one layer a level, metadata in the file, equal when read back."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from territory.boundaries.coverage import single_parts
from territory.boundaries.sets import BoundarySet
from territory.errors import BoundaryError

_META = ("key", "country", "title", "source", "licence", "year", "worldview", "attribution", "disclaimer")
_MARK = "TERRITORY_BOUNDARIES"
_JSON = ("names", "flags")


def save_boundaries(boundaries: BoundarySet, path: Path) -> None:
    """Write a set to a GeoPackage with layers ``adm0``, ``adm1`` and so on; the file appears whole or not at all.

    Raises
    ------
    BoundaryError
        If the path does not end in ``.gpkg`` or cannot be written.
    """
    if path.suffix.lower() != ".gpkg":
        raise BoundaryError(f"{path}: a boundary set is saved as a GeoPackage; give a name that ends in .gpkg")
    meta = {_MARK: json.dumps({name: getattr(boundaries, name) for name in _META}, ensure_ascii=False)}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".territory-") as folder, _no_clock():
            part = Path(folder) / path.name
            for level in boundaries.levels:
                frame = boundaries.at(level).copy()
                for column in _JSON:
                    frame[column] = [json.dumps(value, ensure_ascii=False) for value in frame[column]]
                pyogrio.write_dataframe(
                    frame, part, layer=f"adm{level}", driver="GPKG", append=part.exists(),
                    geometry_type="MultiPolygon" if "MultiPolygon" in set(frame.geom_type) else "Polygon",
                    promote_to_multi="MultiPolygon" in set(frame.geom_type), dataset_metadata=meta,
                )  # fmt: skip
            os.replace(part, path)
    except (OSError, pyogrio.errors.DataSourceError) as error:
        raise BoundaryError(f"{path}: cannot be written ({error})") from None


def is_saved_set(path: Path) -> bool:
    """Whether a file is a set written by :func:`save_boundaries`."""
    if path.suffix.lower() != ".gpkg":
        return False
    try:
        return _MARK in (pyogrio.read_info(path, layer="adm0").get("dataset_metadata") or {})
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError):
        return False


def read_saved_set(path: Path) -> BoundarySet:
    """Read a set written by :func:`save_boundaries`."""
    meta = json.loads(pyogrio.read_info(path, layer="adm0")["dataset_metadata"][_MARK])
    layers = sorted(str(name) for name, _ in pyogrio.list_layers(path) if str(name).startswith("adm"))
    frames = [pyogrio.read_dataframe(path, layer=name) for name in layers]
    units = gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), crs=4326)
    for column in _JSON:
        units[column] = pd.Series([json.loads(value) for value in units[column]], dtype=object)
    for column in ("pcode", "name", "parent"):
        units[column] = pd.Series([v if isinstance(v, str) else None for v in units[column]], dtype=object)
    units["level"] = units["level"].astype("Int64")
    units.geometry = single_parts(units.geometry.to_numpy())
    return BoundarySet(units=units, **meta)


@contextmanager
def _no_clock() -> Iterator[None]:
    """See that GDAL writes no time of its own, so that the same set gives the same bytes."""
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
