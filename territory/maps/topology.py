"""TopoJSON: every shared border stored once, as quantised, delta-encoded arcs.

The format is the TopoJSON Specification 1.0 (https://github.com/topojson/topojson-specification). The encoder works on
arrays: a vertex is a junction when the rings through it do not all have the same two neighbours, rings are cut at
junctions, and equal pieces become one arc.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Topology:
    """Arcs and the objects made of them.

    Attributes
    ----------
    scale, translate
        Degrees per step and degrees at zero, for x and y.
    arcs
        Absolute quantised vertices of each arc, shape (n, 2).
    objects
        ``{name: geometries}``; a geometry is a list of polygons, a polygon a list of rings, a ring a list of arc
        numbers (``~i`` is arc ``i`` backwards).
    """

    scale: tuple[float, float]
    translate: tuple[float, float]
    arcs: tuple[Ints, ...]
    objects: Mapping[str, Sequence[Any]]

    def ring(self, numbers: Sequence[int]) -> Ints:
        """Quantised vertices of a ring, closed."""
        parts = [self.arcs[n] if n >= 0 else self.arcs[~n][::-1] for n in numbers]
        return np.concatenate([part if i == 0 else part[1:] for i, part in enumerate(parts)])

    def degrees(self, vertices: Ints) -> NDArray[np.float64]:
        """Longitude and latitude (EPSG:4326) of quantised vertices."""
        points: NDArray[np.float64] = vertices * np.array(self.scale) + np.array(self.translate)
        return points

    def shapes(self, name: str) -> list[Any]:
        """The polygons of an object as a reader of the file sees them (EPSG:4326)."""
        out = []
        for polygons in self.objects[name]:
            parts = [[self.degrees(self.ring(ring)) for ring in rings] for rings in polygons]
            made = [shapely.Polygon(rings[0], rings[1:]) for rings in parts]
            out.append(made[0] if len(made) == 1 else shapely.MultiPolygon(made))
        return out

    def as_dict(self) -> dict[str, Any]:
        """The TopoJSON object."""
        arcs = [np.diff(arc, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)).tolist() for arc in self.arcs]
        objects = {
            name: {"type": "GeometryCollection", "geometries": [_geometry(polygons) for polygons in geometries]}
            for name, geometries in self.objects.items()
        }
        transform = {"scale": list(self.scale), "translate": list(self.translate)}
        return {"type": "Topology", "transform": transform, "objects": objects, "arcs": arcs}


def encode(objects: Mapping[str, Sequence[Any]], steps: int = 20_000) -> Topology:
    """Encode collections of polygons as one topology whose polygons are valid.

    A polygon that rounding folds onto itself is mended alone: its neighbours keep their vertices, so the border
    between them stays where it was.

    Parameters
    ----------
    objects
        ``{name: polygons}``, EPSG:4326. Polygons that share a border should share its vertices.
    steps
        Quantisation: steps along the longer side of the extent.
    """
    everything = np.array([g for geometries in objects.values() for g in geometries], dtype=object)
    west, south, east, north = (float(v) for v in shapely.total_bounds(everything))
    scale = (max(east - west, north - south) or 1.0) / steps
    rings: list[Ints] = []
    plan: dict[str, list[list[list[int]]]] = {}
    for name, geometries in objects.items():
        plan[name] = []
        for shape in _on_grid(geometries, scale, (west, south)):
            polygons = []
            for polygon in shapely.get_parts(shape).tolist():
                found = [_open(ring) for ring in (polygon.exterior, *polygon.interiors)]
                polygons.append(list(range(len(rings), len(rings) + len(found))))
                rings.extend(found)
            plan[name].append(polygons)
    arcs, cut = _cut(rings)
    made = {
        name: [[[cut[r] for r in polygon] for polygon in polygons] for polygons in geometries]
        for name, geometries in plan.items()
    }
    return Topology((scale, scale), (west, south), tuple(arcs), made)


def _on_grid(geometries: Sequence[Any], scale: float, origin: tuple[float, float]) -> list[Any]:
    """The polygons with whole-numbered vertices, each valid and none empty."""
    shapes = np.array(list(geometries), dtype=object)
    rounded = shapely.transform(shapes, lambda xy: np.rint((xy - origin) / scale))
    good = shapely.is_valid(rounded) & (shapely.area(rounded) > 0)
    return [shape if ok else _mended(shape) for shape, ok in zip(rounded, good, strict=True)]


def _mended(shape: Any) -> Any:
    """A valid polygon on the grid, as near as can be to one that is not."""
    for _ in range(8):
        flat = [q for p in shapely.get_parts(shapely.make_valid(shape)).tolist() for q in shapely.get_parts(p).tolist()]
        polygons = [p for p in flat if p.geom_type == "Polygon" and p.area > 0]
        if not polygons:
            break
        whole = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
        shape = shapely.transform(whole, np.rint)
        if shapely.is_valid(shape) and shapely.area(shape) > 0:
            return shape
    x, y = np.rint(shapely.get_coordinates(shape)[0])
    return shapely.Polygon([(x, y), (x + 1, y), (x, y + 1)])


def _open(ring: Any) -> Ints:
    """Vertices of a ring on the grid, without its closing one and without repeats."""
    xy = shapely.get_coordinates(ring)[:-1].astype(np.int64)
    kept: Ints = xy[(xy != np.roll(xy, 1, axis=0)).any(axis=1)]
    return kept


def _cut(rings: list[Ints]) -> tuple[list[Ints], list[list[int]]]:
    """Cut rings at their junctions; return the distinct arcs and each ring as arc numbers."""
    if not rings:
        return [], []
    junction = _junctions(rings)
    arcs: list[Ints] = []
    known: dict[bytes, int] = {}
    made: list[list[int]] = []
    at = 0
    for ring in rings:
        cuts = np.flatnonzero(junction[at : at + len(ring)])
        at += len(ring)
        start = int(cuts[0]) if len(cuts) else int(np.lexsort((ring[:, 1], ring[:, 0]))[0])
        closed = np.concatenate([ring[start:], ring[: start + 1]])
        ends = [*(cuts - start).tolist(), len(ring)] if len(cuts) else [0, len(ring)]
        numbers = []
        for first, last in pairwise(ends):
            arc = closed[first : last + 1]
            backwards = _descends(arc)
            canonical = np.ascontiguousarray(arc[::-1] if backwards else arc)
            number = known.setdefault(canonical.tobytes(), len(arcs))
            if number == len(arcs):
                arcs.append(canonical)
            numbers.append(~number if backwards else number)
        made.append(numbers)
    return arcs, made


def _descends(arc: Ints) -> bool:
    """Whether the arc's other direction is the canonical one."""
    head, tail = tuple(arc[0]), tuple(arc[-1])
    return head > tail if head != tail else tuple(arc[1]) > tuple(arc[-2])


def _junctions(rings: list[Ints]) -> NDArray[np.bool_]:
    """For every vertex of every ring, whether the rings through its place part there."""
    here = np.concatenate([_keys(ring) for ring in rings])
    before = np.concatenate([np.roll(_keys(ring), 1) for ring in rings])
    after = np.concatenate([np.roll(_keys(ring), -1) for ring in rings])
    low, high = np.minimum(before, after), np.maximum(before, after)
    order = np.argsort(here, kind="stable")
    place, low, high = here[order], low[order], high[order]
    first = np.concatenate([[True], place[1:] != place[:-1]])
    group = np.cumsum(first) - 1
    leader = np.flatnonzero(first)[group]
    parts = np.zeros(int(group[-1]) + 1, dtype=bool)
    np.logical_or.at(parts, group, (low != low[leader]) | (high != high[leader]))
    out = np.empty(len(here), dtype=bool)
    out[order] = parts[group]
    return out


def _keys(ring: Ints) -> Ints:
    keys: Ints = ring[:, 0] * np.int64(1 << 32) + ring[:, 1]
    return keys


def _geometry(polygons: list[Any]) -> dict[str, Any]:
    if len(polygons) == 1:
        return {"type": "Polygon", "arcs": polygons[0]}
    return {"type": "MultiPolygon", "arcs": polygons}
