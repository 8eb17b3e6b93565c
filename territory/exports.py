"""The tables of a build for other programs: GeoPackage, GeoJSON and GeoParquet, and a data-package description.

The description follows Frictionless *Data Package* 1.0 and *Table Schema* 1.0.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from territory import tablefiles
from territory.errors import RenderError
from territory.tables import CONTROL, LOCATED, Schema

if TYPE_CHECKING:
    from territory.boundaries import BoundarySet

FORMATS = ("gpkg", "geojson", "parquet")
_TYPES = {"text": "string", "date": "date", "number": "number", "integer": "integer", "boolean": "boolean"}


def control_layer(control: pd.DataFrame, tree: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Runs of control with the geometry of their node, EPSG:4326; lists and mappings as JSON text."""
    table = _flat(control, CONTROL)
    geometry = tree.set_index("node").geometry.reindex(table["node"]).to_numpy()
    return gpd.GeoDataFrame(table, geometry=geometry, crs="EPSG:4326")


def claims_layer(claims: pd.DataFrame) -> gpd.GeoDataFrame:
    """Located claims as points, EPSG:4326; claims without a place have no geometry."""
    table = _flat(claims, LOCATED)
    points = gpd.points_from_xy(claims["longitude"].astype(float), claims["latitude"].astype(float), crs="EPSG:4326")
    layer = gpd.GeoDataFrame(table, geometry=points)
    layer.loc[claims["latitude"].isna().to_numpy(), layer.geometry.name] = None
    return layer


def write_exports(
    control: pd.DataFrame, claims: pd.DataFrame, tree: gpd.GeoDataFrame, out: Path, formats: tuple[str, ...]
) -> list[Path]:
    """Write the layers ``control`` and ``claims`` in each format into a folder.

    Parameters
    ----------
    control, claims, tree
        Tables in the ``control``, ``located`` and ``nodes`` schemas.
    out
        Folder.
    formats
        Some of ``gpkg`` (one file with both layers), ``geojson`` and ``parquet`` (a file a layer; needs pyarrow).

    Raises
    ------
    RenderError
        If a format is unknown, or pyarrow is missing for ``parquet``.
    """
    layers = {"control": control_layer(control, tree), "claims": claims_layer(claims)}
    written: list[Path] = []
    for name in formats:
        if name not in FORMATS:
            raise RenderError(f"unknown export format {name!r}: give some of {', '.join(FORMATS)}")
        written += _write_format(layers, out, name)
    return written


def _write_format(layers: dict[str, gpd.GeoDataFrame], out: Path, name: str) -> list[Path]:
    files: list[Path] = []
    with tempfile.TemporaryDirectory() as folder:
        if name == "gpkg":
            _write_gpkg(layers, Path(folder) / "territory.gpkg")
        for layer, table in layers.items():
            if name == "geojson":
                table.to_file(Path(folder) / f"{layer}.geojson", driver="GeoJSON", COORDINATE_PRECISION=5)
            elif name == "parquet":
                try:
                    table.to_parquet(Path(folder) / f"{layer}.parquet")
                except ImportError:
                    raise RenderError("GeoParquet needs pyarrow: pip install 'territory[parquet]'") from None
        for file in sorted(Path(folder).iterdir()):
            tablefiles.write_bytes(out / file.name, file.read_bytes())
            files.append(out / file.name)
    return files


def _write_gpkg(layers: dict[str, gpd.GeoDataFrame], path: Path) -> None:
    from pyogrio import set_gdal_config_options

    # GDAL stamps the clock into a GeoPackage unless told the time; the same input must give the same bytes.
    set_gdal_config_options({"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"})
    try:
        for layer, table in layers.items():
            table.to_file(path, layer=layer, driver="GPKG")
    finally:
        set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _flat(table: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """The schema's columns with lists and mappings as JSON text, as files of features can hold them."""
    types = {c.name: c.type for c in schema.columns}
    out: dict[str, Any] = {}
    for name in (n for n in schema.names if n in table.columns):
        if types[name] == "json":
            out[name] = [None if v is None or v != v else json.dumps(v, ensure_ascii=False) for v in table[name]]
        else:
            out[name] = table[name].to_numpy() if types[name] != "integer" else table[name].astype("Int64").array
    return pd.DataFrame(out)


def data_package(title: str, boundaries: BoundarySet, resources: dict[str, Schema]) -> str:
    """A ``datapackage.json`` that tells what the columns of the CSV files mean and where the boundaries come from.

    Parameters
    ----------
    title
        Title of the package.
    boundaries
        The set whose licence and source apply.
    resources
        Schema of each CSV file, by file name.
    """
    package = {
        "profile": "tabular-data-package",
        "name": "territory",
        "title": title,
        "sources": [{"title": boundaries.attribution or boundaries.source or boundaries.key}],
        "licenses": [{"title": boundaries.licence}] if boundaries.licence else [],
        "description": boundaries.disclaimer,
        "resources": [
            {
                "name": Path(file).stem,
                "path": file,
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "schema": {
                    "fields": [_field(c.name, c.type, c.description, c.required, c.choices) for c in schema.columns]
                },
            }
            for file, schema in resources.items()
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _field(name: str, type: str, description: str, required: bool, choices: tuple[str, ...]) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if required else {}
    if choices:
        constraints["enum"] = list(choices)
    return {
        "name": name,
        "type": _TYPES.get(type, "any"),
        "description": description + (" (JSON)" if type == "json" else ""),
        **({"constraints": constraints} if constraints else {}),
    }
