"""A baseline from polygons of someone's map: how much of each leaf each side's polygons cover."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from territory.boundaries.coverage import areas_km2
from territory.errors import ControlError

SUFFIXES = (".geojson", ".json", ".gpkg", ".shp", ".parquet", ".fgb")
SLIVER = 0.005


def read_polygons(path: str | Path) -> gpd.GeoDataFrame:
    """Polygons with a column `side`, in any format that geopandas reads.

    Raises
    ------
    ControlError
        If the file cannot be read or has no column `side`.
    """
    try:
        frame = gpd.read_parquet(path) if str(path).endswith(".parquet") else gpd.read_file(path)
    except (OSError, ValueError, RuntimeError) as error:
        raise ControlError(f"{path}: no polygons can be read from it ({' '.join(str(error).split())})") from None
    if "side" not in frame.columns:
        raise ControlError(f"{path}: no column `side` (keys of the profile's sides); it has {', '.join(frame.columns)}")
    return frame


def baseline_from_polygons(polygons: gpd.GeoDataFrame, nodes: gpd.GeoDataFrame, sides: list[str]) -> pd.DataFrame:
    """A baseline table for the leaves of a tree.

    Parameters
    ----------
    polygons
        Polygons with a column `side`, any CRS (WGS 84 where none is given).
    nodes
        Tree with geometry, EPSG:4326.
    sides
        All sides; what no polygon covers may be any of theirs.

    Returns
    -------
    DataFrame
        Columns pcode (node id), side, low, high, estimate, note, source. Land under two sides' polygons is either's.
    """
    placed = polygons.set_crs(4326) if polygons.crs is None else polygons.to_crs(4326)
    parents = set(nodes.loc[nodes["kind"] != "point", "parent"].dropna())
    leaves = nodes[~nodes["node"].isin(parents) & nodes.geometry.notna()].reset_index(drop=True)
    merged = {str(k): shapely.union_all(shapely.make_valid(g.geometry.to_numpy())) for k, g in placed.groupby("side")}
    shapes = leaves.geometry.to_numpy()
    is_point = shapely.get_dimensions(shapes) == 0
    whole = np.where(is_point, 1.0, areas_km2(shapes))
    cover = {side: _covered(shapes, shape, whole, is_point) for side, shape in merged.items()}
    everything = _covered(shapes, shapely.union_all(list(merged.values())), whole, is_point)
    free = 1.0 - everything
    rows = []
    for i, node in enumerate(leaves["node"]):
        for side in sorted(set(cover) | (set(sides) if free[i] > SLIVER else set())):
            share = cover.get(side, np.zeros(len(leaves)))[i]
            others = min(sum(c[i] for s, c in cover.items() if s != side), 1.0)
            low = max(0.0, min(share, everything[i] - others))
            high = min(1.0, share + (free[i] if free[i] > SLIVER else 0.0))
            if high > SLIVER:
                low = 1.0 if low > 1 - SLIVER else low if low > SLIVER else 0.0
                high = 1.0 if high > 1 - SLIVER else high
                rows.append({"pcode": node, "side": side, "low": low, "high": high, "estimate": (low + share) / 2})
    table = pd.DataFrame(rows, columns=["pcode", "side", "low", "high", "estimate"])
    return table.assign(note="covered by polygons", source="polygons")


def _covered(shapes: np.ndarray, shape: shapely.Geometry, whole: np.ndarray, is_point: np.ndarray) -> np.ndarray:
    """Share of each leaf that lies in a shape; 0 or 1 for points."""
    inside = shapely.intersection(shapes, shape)
    part = np.where(is_point, (~shapely.is_empty(inside)).astype(float), 0.0)
    land = np.flatnonzero(~is_point & ~shapely.is_empty(inside))
    part[land] = areas_km2(inside[land]) / whole[land]
    return np.asarray(np.clip(part, 0.0, 1.0))
