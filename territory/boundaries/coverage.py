"""Polygons that fit together: valid, without overlaps, without gaps; and how large they are.

A coverage is a set of polygons that touch without overlapping and whose shared borders have the same vertices
(JTS/GEOS, *Coverage*); the upper levels of a tree are then exact unions of the lower ones.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS, Transformer

from territory.errors import BoundaryError

EQUAL_AREA = 6933  # EASE-Grid 2.0, cylindrical equal-area on the WGS 84 ellipsoid (NSIDC)
GAP_WIDTH_M = 1000.0
DECIMALS = 6  # of a degree: 0.1 m
_POLYGONAL = (3, 6)

Geometries = npt.NDArray[np.object_]


def polygonal(geometries: Any) -> Geometries:
    """Make geometries valid and keep only their polygons, without the third coordinate."""
    made = np.array(shapely.force_2d(np.asarray(geometries, dtype=object)), dtype=object)
    made[shapely.is_missing(made)] = shapely.Polygon()
    for i in np.flatnonzero(~shapely.is_valid(made)):
        made[i] = _valid(made[i])
    for i in np.flatnonzero(~np.isin(shapely.get_type_id(made), _POLYGONAL)):
        parts = shapely.get_parts(shapely.get_parts(made[i]))
        made[i] = shapely.union_all(parts[shapely.get_type_id(parts) == 3])
    return made


def _valid(geometry: Any) -> Any:
    """Valid form of a geometry that keeps holes as holes, or, where GEOS fails at that, of its lines."""
    try:
        return shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    except shapely.errors.GEOSException:
        return shapely.make_valid(geometry)


def single_parts(geometries: Any) -> Geometries:
    """Geometries with multipolygons of one part as polygons, so that equal shapes are equal objects."""
    made = np.array(geometries, dtype=object)
    one = (shapely.get_type_id(made) == 6) & (shapely.get_num_geometries(made) == 1)
    made[one] = shapely.get_geometry(made[one], 0)
    return made


def narrow_gaps(geometries: Any, gap_width_m: float = GAP_WIDTH_M) -> int:
    """Number of holes between the WGS 84 polygons of a coverage that are narrower than a width in metres."""
    polygons = shapely.get_parts(shapely.coverage_union_all(np.asarray(geometries, dtype=object)))
    rings = shapely.get_rings(polygons[shapely.get_num_interior_rings(polygons) > 0])
    holes = shapely.polygons(rings[~shapely.is_ccw(rings)] if len(rings) else rings)
    if not len(holes):
        return 0
    metric = project(holes, 4326, metric_crs(holes))
    return int((2 * shapely.area(metric) / shapely.length(metric) < gap_width_m).sum())


def metric_crs(geometries: Any) -> CRS:
    """Lambert azimuthal equal-area projection in metres around the middle of some WGS 84 geometries."""
    west, south, east, north = shapely.total_bounds(np.asarray(geometries, dtype=object))
    lon, lat = round((west + east) / 2, 1), round((south + north) / 2, 1)
    lon = lon - 360 if lon > 180 else lon
    return CRS.from_proj4(f"+proj=laea +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m +no_defs")


def crosses_antimeridian(geometries: Any) -> bool:
    """Whether WGS 84 polygons lie on both sides of the 180th meridian and are narrower across it than around."""
    west, _, east, _ = shapely.total_bounds(np.asarray(geometries, dtype=object))
    if east > 180:
        return True
    if east - west <= 180:
        return False
    bounds = shapely.bounds(shapely.get_parts(np.asarray(geometries, dtype=object)))
    in_east, in_west = bounds[bounds[:, 0] >= 0], bounds[bounds[:, 0] < 0]
    return len(in_east) > 0 and len(in_west) > 0 and bool(in_west[:, 2].max() + 360 - in_east[:, 0].min() < east - west)


def _eastward(geometries: Geometries) -> Geometries:
    """Longitudes from 0 to 360 instead of -180 to 180, so that the 180th meridian is no edge."""
    return np.asarray(
        shapely.transform(geometries, lambda xy: np.column_stack((np.mod(xy[:, 0], 360.0), xy[:, 1]))), dtype=object
    )


def _split_at_antimeridian(geometries: Geometries) -> Geometries:
    """Longitudes back from -180 to 180, with polygons that cross the 180th meridian cut there."""
    east = shapely.intersection(geometries, shapely.box(0, -90, 180, 90))
    west = shapely.intersection(geometries, shapely.box(180, -90, 360, 90))
    west = shapely.transform(west, lambda xy: xy - np.array([360.0, 0.0]))
    parts = [
        [part for half in pair for part in shapely.get_parts(half) if shapely.get_type_id(part) == 3]
        for pair in zip(polygonal(east), polygonal(west), strict=True)
    ]
    return np.array([shapely.multipolygons(part) for part in parts], dtype=object)


def project(geometries: Any, source: Any, target: Any) -> Geometries:
    """Move the vertices of geometries from one coordinate reference system to another (x before y)."""
    move = _transformer(source, target)
    return np.asarray(
        shapely.transform(
            np.asarray(geometries, dtype=object), lambda xy: np.column_stack(move.transform(xy[:, 0], xy[:, 1]))
        ),
        dtype=object,
    )


@lru_cache(maxsize=64)
def _transformer(source: Any, target: Any) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def areas_km2(geometries: Any) -> npt.NDArray[np.float64]:
    """Areas of WGS 84 polygons in square kilometres, measured in EASE-Grid 2.0 (EPSG:6933)."""
    return np.asarray(shapely.area(project(geometries, 4326, EQUAL_AREA)), dtype=float) / 1e6


def is_coverage(geometries: Any) -> bool:
    """Whether polygons are valid, not empty, and fit together without overlaps or mismatched borders."""
    geometries = np.asarray(geometries, dtype=object)
    return bool(
        shapely.is_valid(geometries).all()
        and not shapely.is_empty(geometries).any()
        and shapely.coverage_is_valid(geometries)
    )


def clean_coverage(geometries: Any, gap_width_m: float = GAP_WIDTH_M, decimals: int = DECIMALS) -> Geometries:
    """Make WGS 84 polygons a coverage: overlaps given to one neighbour, gaps narrower than a width closed.

    A polygon that lies on another one comes out empty.

    Parameters
    ----------
    geometries
        Polygons, EPSG:4326; invalid ones are made valid first.
    gap_width_m
        Widest gap that is closed, in metres; wider ones are taken for lakes or foreign land.
    decimals
        Decimals of a degree that the vertices are rounded to.

    Raises
    ------
    BoundaryError
        If no coverage can be made of them.
    """
    made = polygonal(geometries)
    if crosses_antimeridian(made):
        made = polygonal(_eastward(made))
        return _split_at_antimeridian(_cleaned(made, gap_width_m, decimals, eastward=True))
    return _cleaned(made, gap_width_m, decimals)


def _cleaned(made: Geometries, gap_width_m: float, decimals: int, eastward: bool = False) -> Geometries:
    crs = metric_crs(made)
    metric = shapely.coverage_clean(polygonal(project(made, 4326, crs)), gap_width=gap_width_m)
    made = project(metric, crs, 4326)
    if eastward:
        made = _eastward(made)
    for _ in range(10):
        made = shapely.transform(made, lambda xy: np.round(xy, decimals))
        if shapely.is_valid(made).all() and shapely.coverage_is_valid(made):
            return np.asarray(shapely.normalize(made), dtype=object)
        made = shapely.coverage_clean(polygonal(made), snapping_distance=10.0**-decimals, gap_width=10.0**-decimals)
    raise BoundaryError("the polygons cannot be made to fit together; repair them (overlaps, gaps) in a GIS first")


def dissolve(geometries: Any, groups: Any) -> gpd.GeoSeries:
    """Unions of the polygons of a coverage by group, indexed by group in sorted order."""
    geometries, groups = np.asarray(geometries, dtype=object), np.asarray(groups)
    order = np.argsort(groups, kind="stable")
    keys, starts = np.unique(groups[order], return_index=True)
    merged = [shapely.coverage_union_all(part) for part in np.split(geometries[order], starts[1:])]
    return gpd.GeoSeries(merged, index=keys, crs=4326)
