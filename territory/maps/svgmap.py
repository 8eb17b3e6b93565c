"""A day of a map as inline SVG: the geometry is written once per build, a day only fills it in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from territory.maps.looks import Look
from territory.maps.shapes import Shapes
from territory.maps.textures import Painter, definition
from territory.maps.topology import Topology, encode

_CHEVRON = "".join(f"M{x - 2} -6l5 6l-5 6" for x in (-7, -1, 5))


@dataclass(frozen=True)
class Drawing:
    """The outlines of one level on a Mercator plane ``width`` units wide.

    Attributes
    ----------
    width, height
        Size of the plane.
    codes, names
        Of the units, in the order of `paths`.
    paths
        SVG path data of each unit.
    borders
        Path data of the borders of the coarser levels, coarsest last.
    anchors
        A point inside each unit.
    """

    width: int
    height: int
    codes: tuple[str, ...]
    names: tuple[str, ...]
    paths: tuple[str, ...]
    borders: tuple[str, ...]
    anchors: NDArray[np.float64]
    west: float
    north: float
    scale: float

    def at(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Longitude and latitude (EPSG:4326) on the plane."""
        return _mercator(points, self.west, self.north, self.scale)


def drawing_of(shapes: Shapes, level: int, names: Sequence[str], width: int = 900) -> Drawing:
    """Project a level and the borders above it.

    Parameters
    ----------
    shapes
        Geometry, simplified as far as `width` allows.
    level
        Level whose units are drawn.
    names
        Names of its units.
    width
        Width of the plane, in pixels of the drawing.
    """
    levels = [n for n in shapes.levels if n <= level]
    topology = encode({str(n): shapes.units[n].geometry.tolist() for n in levels}, shapes.steps)
    corners = np.array([topology.degrees(arc).min(axis=0) for arc in topology.arcs])
    others = np.array([topology.degrees(arc).max(axis=0) for arc in topology.arcs])
    west, south = corners.min(axis=0)
    east, north = others.max(axis=0)
    tall = _north(north) - _north(south)
    scale = width / max(math.radians(east - west), tall * 0.9)
    projected = [
        np.rint(10 * _mercator(topology.degrees(arc), west, north, scale)).astype(int) for arc in topology.arcs
    ]
    lines = [(_steps(arc), _steps(arc[::-1])) for arc in projected]
    return Drawing(
        width=math.ceil(math.radians(east - west) * scale),
        height=math.ceil(tall * scale),
        codes=tuple(shapes.units[level]["pcode"]),
        names=tuple(names),
        paths=tuple(_path(polygons, projected, lines) for polygons in topology.objects[str(level)]),
        borders=tuple(_borders(topology, n, projected, lines) for n in reversed(levels[:-1])),
        anchors=_mercator(shapes.anchors(level), west, north, scale),
        west=float(west),
        north=float(north),
        scale=scale,
    )


def svg_of(drawing: Drawing, looks: Sequence[Look], painter: Painter, titles: Sequence[str], label: str) -> str:
    """The map of one day.

    Parameters
    ----------
    drawing
        The geometry.
    looks
        One look for each unit.
    painter
        Colours and patterns; the patterns used are defined in the drawing.
    titles
        What a pointer that rests on a unit is told.
    label
        What a screen reader is told about the whole.
    """
    used: set[int] = set()
    shapes, over, edges, marks = [], [], [], []
    for i, (look, path, title) in enumerate(zip(looks, drawing.paths, titles, strict=True)):
        paint = painter.paint(look)
        used |= {*paint.over, *(() if paint.pattern is None else (paint.pattern,))}
        fill = f'class="{paint.fill}"' if paint.fill else f'fill="url(#p{paint.pattern})"'
        shapes.append(f'<path {fill} d="{path}"><title>{escape(title)}</title></path>')
        over += [f'<path fill="url(#p{n})" d="{path}"/>' for n in paint.over]
        if look.besieged_by:
            edges.append(f'<path class="siege-edge" d="{path}"/>')
            edges.append(f'<path class="siege-line {painter.line(look.besieged_by)}" d="{path}"/>')
        if look.threatened_by:
            x, y = drawing.anchors[i]
            marks.append(chevron(x, y, painter.line(look.threatened_by)))
    defs = "".join(definition(_enlarged(painter.patterns[n]), f"p{n}") for n in sorted(used))
    borders = "".join(f'<path class="border border-{n}" d="{d}"/>' for n, d in enumerate(drawing.borders, 1))
    return (
        f'<svg class="map" viewBox="0 0 {drawing.width} {drawing.height}" role="img" aria-label="{escape(label)}">'
        f'<defs>{defs}</defs><g transform="scale(.1)"><g class="units">{"".join(shapes)}</g>'
        f'<g class="over">{"".join(over)}</g>{borders}{"".join(edges)}</g>{"".join(marks)}'
    )


def chevron(x: float, y: float, line: str) -> str:
    """Three strokes that point: someone is at the gates."""
    return (
        f'<g class="chevron" transform="translate({x:.1f} {y:.1f})">'
        f'<path class="halo" d="{_CHEVRON}"/><path class="line {line}" d="{_CHEVRON}"/></g>'
    )


def _enlarged(pattern: dict[str, Any]) -> dict[str, Any]:
    """A pattern for a plane whose units are tenths of a pixel."""
    return {**pattern, "turn": f"{pattern['turn']}) scale(10"}


def _north(latitude: float) -> float:
    return math.asinh(math.tan(math.radians(max(-85.0, min(85.0, latitude)))))


def _mercator(points: NDArray[np.float64], west: float, north: float, scale: float) -> NDArray[np.float64]:
    """Longitude and latitude in degrees on the plane, y downwards (spherical Mercator)."""
    x = np.radians(points[:, 0] - west) * scale
    y = (_north(north) - np.arcsinh(np.tan(np.radians(np.clip(points[:, 1], -85, 85))))) * scale
    return np.column_stack([x, y])


def _steps(arc: NDArray[Any]) -> str:
    return " ".join(f"{x} {y}" for x, y in np.diff(arc, axis=0).tolist())


def _path(polygons: Any, arcs: list[NDArray[Any]], lines: list[tuple[str, str]]) -> str:
    parts = []
    for rings in polygons:
        for ring in rings:
            first = ring[0]
            x, y = arcs[first][0] if first >= 0 else arcs[~first][-1]
            steps = " ".join(lines[n][0] if n >= 0 else lines[~n][1] for n in ring)
            parts.append(f"M{x} {y}l{steps}z")
    return "".join(parts)


def _borders(topology: Topology, level: int, arcs: list[NDArray[Any]], lines: list[tuple[str, str]]) -> str:
    used = {
        n if n >= 0 else ~n for polygons in topology.objects[str(level)] for rings in polygons for r in rings for n in r
    }
    return "".join(f"M{arcs[n][0][0]} {arcs[n][0][1]}l{lines[n][0]}" for n in sorted(used))
