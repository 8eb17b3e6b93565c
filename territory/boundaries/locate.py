"""Which unit holds a point, for many points at once."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely


def units_of_points(
    units: gpd.GeoDataFrame, longitude: npt.ArrayLike, latitude: npt.ArrayLike
) -> npt.NDArray[np.object_]:
    """P-codes of the units that hold points.

    Parameters
    ----------
    units
        Units of one level, EPSG:4326.
    longitude, latitude
        Degrees, WGS 84, one each per point.

    Returns
    -------
    ndarray of object
        One p-code a point; None where no unit holds it. A point on a border belongs to the unit that comes first.
    """
    x, y = np.asarray(longitude, dtype=float), np.asarray(latitude, dtype=float)
    shapes: Any = units.geometry.to_numpy()
    shapely.prepare(shapes)
    order = np.argsort(x, kind="stable")
    xs, ys = x[order], y[order]
    west, south, east, north = shapely.bounds(shapes).T
    first, last = np.searchsorted(xs, west, "left"), np.searchsorted(xs, east, "right")
    out = np.full(len(x), len(shapes), dtype=int)
    for unit in np.flatnonzero(first < last)[::-1]:
        strip = ys[first[unit] : last[unit]]
        near = first[unit] + np.flatnonzero((strip >= south[unit]) & (strip <= north[unit]))
        inside = near[shapely.intersects_xy(shapes[unit], xs[near], ys[near])]
        out[order[inside]] = unit
    codes = np.array([*units["pcode"], None], dtype=object)
    return np.asarray(codes[out], dtype=object)
