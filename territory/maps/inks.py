"""Looks as plain shapes in plain colours, for pictures without patterns: stripes and dots are cut from the unit."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from territory.maps.looks import UNKNOWN, Look
from territory.maps.palette import mixed

GREY, PAPER, INK, STALE, SOFT = "#cfcbc2", "#ffffff", "#1d1c1a", "#c4c0b8", "#5b5852"
_TINTS = ((1.0, PAPER), (0.62, PAPER), (0.36, PAPER), (0.5, STALE))
_LEAST = 0.2


@dataclass(frozen=True)
class Inks:
    """Colours of the sides, and the size of a texture's tile in units of the drawing.

    Parameters
    ----------
    colours
        ``{side: "#rrggbb"}``.
    unit
        Length of one screen pixel in the coordinates of the shapes.
    """

    colours: Mapping[str, str]
    unit: float

    def colour(self, side: str, tint: int = 0) -> str:
        """A side's colour at a tint; grey for sides that are not named."""
        if side == UNKNOWN or side not in self.colours:
            return GREY
        share, ground = _TINTS[tint]
        return mixed(self.colours[side], ground, share)

    def layers(self, look: Look, shape: Any) -> Iterator[tuple[Any, str]]:
        """Shapes and their colours, from the ground up."""
        yield from self._ground(look, shape)
        if look.claimant:
            yield shapely.intersection(shape, _dots(shape, 9 * self.unit, 2.9 * self.unit)), PAPER
            yield shapely.intersection(shape, _dots(shape, 9 * self.unit, 2.2 * self.unit)), self.colour(look.claimant)
        step = 7.0 * max(2, len(look.contested))
        for number, side in enumerate(look.contested):
            yield self._bars(shape, 7.0 * number, 3.2, step, -45), self.colour(side)
            yield self._bars(shape, 7.0 * number + 3.2, 1.1, step, -45), INK

    def _ground(self, look: Look, shape: Any) -> Iterator[tuple[Any, str]]:
        fill = [(side, weight, self.colour(side, look.tint)) for side, weight in look.fill]
        if not fill:
            yield shape, PAPER
            yield self._bars(shape, 0, 1, 8, 45), SOFT
            return
        yield shape, fill[0][2]
        if look.texture == "thin":
            for number, (_, _, colour) in enumerate(fill[1:3]):
                yield self._bars(shape, 5.0 * number, 2.4, 13, 45), colour
        elif look.texture == "diamonds":
            for number, (_, _, colour) in enumerate(fill[1:3]):
                across = self._bars(shape, 6.0 * number, 6, 12, 45)
                yield shapely.intersection(across, self._bars(shape, 6.0 * number, 6, 12, -45)), colour
        elif len(fill) > 1:
            least = 1.0 if look.texture == "level" else _LEAST
            weights = [max(weight, least) for _, weight, _ in fill]
            period, at = 6.0 * max(2, len(fill)), 0.0
            for weight, (_, _, colour) in zip(weights, fill, strict=True):
                width = period * weight / sum(weights)
                yield self._bars(shape, at, width, period, 90 if look.texture == "level" else 45), colour
                at += width

    def _bars(self, shape: Any, start: float, width: float, period: float, turn: float) -> Any:
        """The part of a shape under bars `width` pixels wide, every `period`, turned by degrees."""
        west, south, east, north = shape.bounds
        middle = ((west + east) / 2, (south + north) / 2)
        reach = math.hypot(east - west, north - south) / 2 + period * self.unit
        first = math.floor(-reach / (period * self.unit)) * period * self.unit
        lefts = np.arange(first, reach, period * self.unit) + start * self.unit
        bars = shapely.box(lefts, -reach, lefts + width * self.unit, reach)
        angle = math.radians(90 - turn if turn != 90 else 90)
        cos, sin = math.cos(angle), math.sin(angle)
        turned = shapely.transform(
            shapely.multipolygons(bars),
            lambda xy: np.column_stack([xy[:, 0] * cos - xy[:, 1] * sin, xy[:, 0] * sin + xy[:, 1] * cos]) + middle,
        )
        return shapely.intersection(shape, turned)


def _dots(shape: Any, spacing: float, radius: float) -> Any:
    west, south, east, north = shape.bounds
    x, y = np.meshgrid(np.arange(west, east + spacing, spacing), np.arange(south, north + spacing, spacing))
    x = x + (np.arange(len(x)) % 2 * spacing / 2)[:, None]
    return shapely.union_all(shapely.buffer(shapely.points(x.ravel(), y.ravel()), radius, quad_segs=4))
