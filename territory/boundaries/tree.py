"""The tree of a country: units of every level, and as leaves settlement cells, the open country between, and points."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from territory.boundaries.coverage import areas_km2, polygonal
from territory.boundaries.figures import Figures, load_figures
from territory.boundaries.locate import units_of_points
from territory.boundaries.sets import BoundarySet
from territory.boundaries.unions import Union, unions_of
from territory.tables import NODES

CELL_KINDS = ("city", "town", "village")
POINT_KINDS = ("neighbourhood", "base", "airport", "crossing", "road", "oilfield", "dam", "hill", "other", "unknown")
_KM_PER_DEGREE = 111.32


def build_tree(
    boundaries: BoundarySet, settlements: pd.DataFrame | None = None, *, figures: Figures | None = None
) -> gpd.GeoDataFrame:
    """Make the tree of a boundary set with leaves for the places of a gazetteer.

    A settlement's cell is the part of its smallest unit that is nearer to it than to the unit's other settlements
    and within the reach of its kind. A cell never leaves the unit that holds the settlement's point, so every node has
    exactly one parent; the outskirts of a town in the neighbouring unit are that unit's open country. Places
    that share the exact spot of a larger settlement become points.

    Parameters
    ----------
    boundaries
        The set; its smallest units are those that are nobody's parent.
    settlements
        Places in the ``gazetteer`` schema (degrees, WGS 84). Cities, towns and villages become cells, other
        places points of weight zero; units and regions are passed over, as are places outside the country.
    figures
        How far settlements reach; the embedded figures when absent.

    Returns
    -------
    GeoDataFrame
        In the ``nodes`` schema, EPSG:4326: units by level and p-code, then unions of units, which stand between their
        units and the unit above, then the leaves by p-code. ``area_km2`` of a unit's leaves sums to the unit's.
    """
    figures = figures or load_figures()
    units = boundaries.units
    smallest = units[~units["pcode"].isin(set(units["parent"].dropna()))].reset_index(drop=True)
    places = _places(settlements, smallest)
    by_unit: dict[str, list[Any]] = defaultdict(list)
    for place in places.itertuples():
        by_unit[str(place.unit)].append(place)
    rows = [_unit_row(unit) for unit in units.itertuples()]
    rows += _put_between(rows, unions_of(boundaries))
    for leaves in _divided(smallest.sort_values("pcode"), by_unit, figures):
        rows.extend(_leaf_rows(leaves, figures))
    geometry = [row.pop("geometry") for row in rows]
    frame = NODES.frame(rows).drop(columns="geometry")
    return gpd.GeoDataFrame(frame, geometry=geometry, crs=4326)


@dataclass
class _Leaves:
    """A smallest unit, its places, and the cells of those that have one, with areas in square kilometres."""

    unit: Any
    places: list[Any]
    settled: list[Any]
    shapes: list[Any]
    rest: Any
    areas: list[float] = field(default_factory=list)


def _divided(smallest: gpd.GeoDataFrame, by_unit: dict[str, list[Any]], figures: Figures) -> list[_Leaves]:
    """The smallest units with their cells; areas are measured in one go."""
    divided = []
    for unit in smallest.itertuples():
        places = by_unit.get(unit.pcode, [])
        spots: dict[tuple[float, float], Any] = {}
        for place in places:
            if place.kind in CELL_KINDS:
                spots.setdefault((place.longitude, place.latitude), place)
        shapes, rest = _cells(unit.geometry, list(spots.values()), figures)
        kept = [(place, shape) for place, shape in zip(spots.values(), shapes, strict=True) if not shape.is_empty]
        divided.append(_Leaves(unit, places, [p for p, _ in kept], [shape for _, shape in kept], rest))
    areas = iter(areas_km2([shape for leaves in divided for shape in leaves.shapes]).tolist())
    for leaves in divided:
        leaves.areas = list(islice(areas, len(leaves.shapes)))
    return divided


def _places(settlements: pd.DataFrame | None, smallest: gpd.GeoDataFrame) -> pd.DataFrame:
    """Places that can be leaves, with the smallest unit that holds each (``unit``), largest first."""
    if settlements is None or settlements.empty:
        return pd.DataFrame({"unit": []})
    wanted = settlements["kind"].isin((*CELL_KINDS, *POINT_KINDS)) & settlements["latitude"].notna()
    if "radius_km" in settlements:
        wanted &= ~settlements["kind"].isin(CELL_KINDS) | settlements["radius_km"].isna()
    places = settlements[wanted & ~settlements["place_id"].isin(set(smallest["pcode"]))].copy()
    held = places["pcode"].isin(set(smallest["pcode"]))
    found = units_of_points(smallest, places["longitude"].to_numpy(float), places["latitude"].to_numpy(float))
    places["unit"] = np.where(held, places["pcode"], found)
    places["people"] = places["population"].fillna(0)
    places = places[places["unit"].notna()]
    return places.sort_values(["people", "place_id"], ascending=[False, True])


def _unit_row(unit: Any) -> dict[str, Any]:
    return {
        "node": unit.pcode, "kind": "unit", "parent": unit.parent, "pcode": unit.pcode, "name": unit.name,
        "level": unit.level, "area_km2": unit.area_km2, "place_kind": None, "seat_of": [], "geometry": unit.geometry,
    }  # fmt: skip


def _put_between(rows: list[dict[str, Any]], unions: list[Union]) -> list[dict[str, Any]]:
    """Nodes of unions; their units' rows are put below them."""
    by_node = {row["node"]: row for row in rows}
    found = []
    for union in unions:
        members = [by_node[code] for code in union.units]
        for row in members:
            row["parent"] = union.node
        found.append(
            {
                "node": union.node, "kind": "union", "parent": union.parent, "pcode": union.parent, "name": union.name,
                "level": None, "area_km2": sum(row["area_km2"] for row in members), "place_kind": "region",
                "seat_of": [], "names": list(union.names),
                "geometry": shapely.coverage_union_all([row["geometry"] for row in members]),
            }
        )  # fmt: skip
    return found


def _leaf_row(unit: Any, place: Any, kind: str, area: float, geometry: Any) -> dict[str, Any]:
    seat_of = place.seat_of if isinstance(place.seat_of, list) else []
    return {
        "node": place.place_id, "kind": kind, "parent": unit.pcode, "pcode": unit.pcode, "name": place.name,
        "level": None, "area_km2": area, "place_kind": place.kind, "seat_of": seat_of, "geometry": geometry,
        "names": place.names if isinstance(place.names, list) else [], "latitude": place.latitude,
        "longitude": place.longitude, "population": place.population,
    }  # fmt: skip


def _leaf_rows(leaves: _Leaves, figures: Figures) -> Iterator[dict[str, Any]]:
    """Rows of one smallest unit: cells by node, open country, points by node."""
    unit, rest = leaves.unit, leaves.rest
    left = unit.area_km2 - math.fsum(leaves.areas)
    if leaves.shapes and (rest.is_empty or left < figures.least_open_km2):
        largest = int(np.argmax(leaves.areas))
        leaves.areas[largest] += left
        leaves.shapes[largest] = polygonal([shapely.union(leaves.shapes[largest], rest)])[0]
        rest = shapely.Polygon()
    for i in sorted(range(len(leaves.settled)), key=lambda i: str(leaves.settled[i].place_id)):
        yield _leaf_row(unit, leaves.settled[i], "cell", leaves.areas[i], leaves.shapes[i])
    if not rest.is_empty:
        yield {
            "node": f"{unit.pcode}/open", "kind": "open", "parent": unit.pcode, "pcode": unit.pcode,
            "name": unit.name, "level": None, "area_km2": left, "place_kind": None, "seat_of": [], "geometry": rest,
        }  # fmt: skip
    with_cell = {place.place_id for place in leaves.settled}
    for place in sorted((p for p in leaves.places if p.place_id not in with_cell), key=lambda p: str(p.place_id)):
        yield _leaf_row(unit, place, "point", 0.0, shapely.Point(place.longitude, place.latitude))


def _cells(unit: Any, settled: list[Any], figures: Figures) -> tuple[list[Any], Any]:
    """Cells of the settlements of a unit, and what is left of it.

    Works in kilometres on a plane that only stretches longitude, so that straight borders stay straight.
    """
    if not settled:
        return [], unit
    middle = math.radians((unit.bounds[1] + unit.bounds[3]) / 2)
    scale = np.array([_KM_PER_DEGREE * math.cos(middle), _KM_PER_DEGREE])
    plane = shapely.transform(unit, lambda xy: xy * scale)
    points = shapely.points(np.array([(p.longitude, p.latitude) for p in settled]) * scale)
    reach = np.array([figures.reach_km(p.kind, p.population) for p in settled])
    shapes = shapely.buffer(points, reach, quad_segs=8)
    shapely.prepare(plane)
    across = ~shapely.contains_properly(plane, shapes)
    shapes[across] = shapely.intersection(shapes[across], plane)
    if len(settled) > 1:
        nearest = shapely.voronoi_polygons(shapely.multipoints(points), extend_to=plane, ordered=True)
        shapes = shapely.intersection(shapes, shapely.get_parts(nearest))
    shapes = polygonal(shapes)
    rest = polygonal([shapely.difference(plane, shapely.union_all(shapes))])[0]
    back = polygonal(shapely.transform(np.append(shapes, rest), lambda xy: xy / scale))
    return list(back[:-1]), back[-1]
