"""Geometry for drawing: the chosen levels of a boundary set, simplified together so that borders stay shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from territory.boundaries.sets import BoundarySet

VERTICES = 24_000
"""Vertices kept at most, unless the units are so many that this would be under ``VERTICES_PER_UNIT`` each."""
VERTICES_PER_UNIT = 12
_FINEST = 8_000
_STEPS = 12_000


@dataclass(frozen=True)
class Shapes:
    """Units of several levels, ready to be encoded.

    Attributes
    ----------
    units
        ``{level: units}``, sorted by p-code, their geometry simplified (EPSG:4326).
    steps
        Quantisation that suits the simplification: steps along the longer side of the extent.
    """

    units: dict[int, gpd.GeoDataFrame]
    steps: int

    @property
    def levels(self) -> list[int]:
        """Levels, coarsest first."""
        return sorted(self.units)

    def anchors(self, level: int) -> NDArray[np.float64]:
        """A point well inside each unit (longitude, latitude) for its label or mark, shape (n, 2)."""
        return np.array([_anchor(shape) for shape in self.units[level].geometry], dtype=float).reshape(-1, 2)


def shapes_of(boundaries: BoundarySet, levels: list[int], vertices: int = VERTICES) -> Shapes:
    """Simplify the finest of some levels as a coverage and dissolve the coarser ones from it.

    Parameters
    ----------
    boundaries
        Any boundary set.
    levels
        Admin levels to draw.
    vertices
        Vertices that the finest level may keep.
    """
    finest = max(levels)
    base = boundaries.at(finest).sort_values("pcode", kind="stable").reset_index(drop=True)
    geometry, steps = _simplified(base.geometry.to_numpy(), max(vertices, VERTICES_PER_UNIT * len(base)))
    units = {finest: base.set_geometry(gpd.GeoSeries(geometry, crs=base.crs))}
    parents = dict(zip(boundaries.units["pcode"], boundaries.units["parent"], strict=True))
    heirs = base["pcode"].tolist()
    for level in range(finest - 1, -1, -1):
        heirs = [parents.get(code) for code in heirs]
        if level in levels:
            units[level] = _dissolved(boundaries.at(level), heirs, geometry)
    return Shapes({level: units[level] for level in sorted(units)}, steps)


def _simplified(shapes: NDArray[Any], vertices: int) -> tuple[NDArray[Any], int]:
    """Drop vertices nobody could see until few enough are left (Visvalingam-Whyatt on the coverage)."""
    west, south, east, north = shapely.total_bounds(shapes)
    side = max(east - west, north - south) or 1.0
    fineness = _FINEST
    out = shapes
    while shapely.get_num_coordinates(out).sum() > vertices and fineness > 250:
        out = shapely.coverage_simplify(shapes, side / fineness)
        fineness //= 2
    lost = shapely.is_empty(out)
    return np.where(lost, shapes, out), min(4 * fineness, _STEPS)


def _dissolved(rows: gpd.GeoDataFrame, heirs: list[str | None], parts: NDArray[Any]) -> gpd.GeoDataFrame:
    """Units of a coarser level as unions of the finest; those without parts keep their own shape."""
    rows = rows.sort_values("pcode", kind="stable").reset_index(drop=True)
    groups: dict[str | None, list[int]] = {}
    for i, code in enumerate(heirs):
        groups.setdefault(code, []).append(i)
    shapes = [
        shapely.coverage_union_all(parts[groups[code]]) if code in groups else own
        for code, own in zip(rows["pcode"], rows.geometry, strict=True)
    ]
    return rows.set_geometry(gpd.GeoSeries(shapes, crs=rows.crs))


def _anchor(shape: Any) -> tuple[float, float]:
    largest = max(shapely.get_parts(shape).tolist(), key=lambda part: part.area)
    west, south, east, north = largest.bounds
    if largest.area <= 0:
        return ((west + east) / 2, (south + north) / 2)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=max(east - west, north - south) / 50)
    return tuple(shapely.get_coordinates(circle)[0])
