"""Looks as paint: CSS classes for colours, SVG patterns for textures; the timeline and the dated maps share them.

A pattern's tile is in screen pixels. Colours are classes, so that light, dark and print each mix their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from territory.maps.looks import Look

TINTS = (("100%", "--wash"), ("62%", "--wash"), ("36%", "--wash"), ("50%", "--stale"))
"""Share of a side's colour, and what it is mixed with, for each tint of a look."""

_LEAST = 0.2
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
Pair = tuple[str, float]
Shape = tuple[Any, ...]
"""A rectangle ``(x, y, width, height, class)`` or a circle ``(x, y, radius, class)``."""


@dataclass(frozen=True)
class Paint:
    """How a shape is filled.

    Attributes
    ----------
    fill
        CSS class of a plain colour, or None.
    pattern
        Number of the pattern that fills it, or None.
    over
        Numbers of the patterns that lie over it.
    """

    fill: str | None
    pattern: int | None
    over: tuple[int, ...]


class Painter:
    """Gives looks their paint and collects the patterns that they need.

    Widths of stripes are rounded to tenths, so that there are few patterns.

    Parameters
    ----------
    sides
        ``(key, colour)`` of each side, in order.
    """

    def __init__(self, sides: Iterable[tuple[str, str]]) -> None:
        self.sides = list(sides)
        self.numbers = {key: i for i, (key, _) in enumerate(self.sides)}
        self.patterns: list[dict[str, Any]] = []
        self._known: dict[tuple[Any, ...], int] = {}

    def paint(self, look: Look) -> Paint:
        """The paint of a look."""
        over = []
        if look.claimant:
            over.append(self._pattern("dots", ((look.claimant, 1.0),), 0))
        if look.contested:
            over.append(self._pattern("contested", tuple((side, 1.0) for side in look.contested), 0))
        if look.texture == "plain" and len(look.fill) == 1:
            return Paint(self.colour(look.fill[0][0], look.tint), None, tuple(over))
        texture = "stripes" if look.texture == "plain" else look.texture
        return Paint(None, self._pattern(texture, look.fill, look.tint), tuple(over))

    def colour(self, side: str, tint: int = 0) -> str:
        """CSS class that fills with a side's colour; sides that are not named are grey."""
        return f"c{self.numbers[side]}t{tint}" if side in self.numbers else "cx"

    def line(self, side: str) -> str:
        """CSS class that draws lines in a side's colour."""
        return f"k{self.numbers[side]}" if side in self.numbers else "kx"

    def css(self) -> str:
        """Rules of all classes."""
        rules = [".cx{fill:var(--grey)}.kx{stroke:var(--soft)}.bx{background:var(--grey)}"]
        for i, (_, colour) in enumerate(self.sides):
            if not _COLOUR.fullmatch(colour):
                raise ValueError(f"{colour!r} is no colour")
            mixes = "".join(
                f".c{i}t{t}{{fill:color-mix(in srgb,var(--c{i}) {share},var({ground}))}}"
                for t, (share, ground) in enumerate(TINTS)
            )
            rules.append(f":root{{--c{i}:{colour}}}{mixes}.b{i}{{background:var(--c{i})}}.k{i}{{stroke:var(--c{i})}}")
        return "\n".join(rules)

    def _pattern(self, texture: str, fill: tuple[Pair, ...], tint: int) -> int:
        fill = tuple((side, round(weight, 1)) for side, weight in fill)
        key = (texture, fill, tint)
        number = self._known.setdefault(key, len(self.patterns))
        if number == len(self.patterns):
            self.patterns.append(_TEXTURES[texture](fill, lambda side: self.colour(side, tint)))
        return number


def definition(pattern: dict[str, Any], name: str) -> str:
    """A pattern as SVG markup."""
    return (
        f'<pattern id="{name}" patternUnits="userSpaceOnUse" width="{pattern["size"]}" height="{pattern["size"]}" '
        f'patternTransform="rotate({pattern["turn"]})">{"".join(map(_markup, pattern["shapes"]))}</pattern>'
    )


def _markup(shape: Shape) -> str:
    if len(shape) == 4:
        x, y, radius, name = shape
        return f'<circle cx="{x}" cy="{y}" r="{radius}" class="{name}"/>'
    x, y, width, height, name = shape
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" class="{name}"/>'


def _tile(size: float, turn: int, *shapes: Shape) -> dict[str, Any]:
    return {"size": size, "turn": turn, "shapes": shapes}


def _rect(x: float, width: float, height: float, name: str, y: float = 0) -> Shape:
    return (x, y, width, height, name)


def _bars(fill: Sequence[Pair], colour: Any, size: float, turn: int) -> dict[str, Any]:
    whole = sum(weight for _, weight in fill) or 1.0
    shapes, x = [], 0.0
    for side, weight in fill:
        width = round(size * weight / whole, 2)
        shapes.append(_rect(round(x, 2), round(width + 0.05, 2), size, colour(side)))
        x += width
    return _tile(size, turn, *shapes)


def _stripes(fill: tuple[Pair, ...], colour: Any) -> dict[str, Any]:
    """Mixed: diagonal stripes, each as wide as its share but none too thin to be seen."""
    return _bars([(side, max(weight, _LEAST)) for side, weight in fill], colour, 6 * max(2, len(fill)), 45)


def _level(fill: tuple[Pair, ...], colour: Any) -> dict[str, Any]:
    """Shared by agreement: even, horizontal stripes."""
    return _bars(fill, colour, 6 * max(2, len(fill)), 90)


def _thin(fill: tuple[Pair, ...], colour: Any) -> dict[str, Any]:
    """Mostly held: the holder's colour with a thin line of each of the others."""
    lines = [_rect(5 * i, 2.4, 13, colour(side)) for i, (side, _) in enumerate(fill[1:3])]
    return _tile(13, 45, _rect(0, 13, 13, colour(fill[0][0])), *lines)


def _diamonds(fill: tuple[Pair, ...], colour: Any) -> dict[str, Any]:
    """Disputed: a chequer of the readings."""
    first, second, third = (fill[min(i, len(fill) - 1)][0] for i in range(3))
    squares = (_rect(0, 6, 6, colour(second)), _rect(6, 6, 6, colour(third), 6))
    return _tile(12, 45, _rect(0, 12, 12, colour(first)), *squares)


def _empty(fill: tuple[Pair, ...], colour: Any) -> dict[str, Any]:
    """Vacated: paper with faint lines."""
    return _tile(8, 45, _rect(0, 8, 8, "paper"), _rect(0, 1, 8, "ink-faint"))


def _dots(fill: tuple[Pair, ...], colour: Any) -> dict[str, Any]:
    """Claimed: dots of the claimant over what is confirmed."""
    return _tile(9, 45, (4.5, 4.5, 2.9, "paper"), (4.5, 4.5, 2.2, colour(fill[0][0])))


def _contested(fill: tuple[Pair, ...], colour: Any) -> dict[str, Any]:
    """Fighting: lines against the stripes' direction, edged in ink, in the colours of those who fight."""
    step = 7
    size = step * max(2, len(fill))
    lines = [_rect(step * i, 3.2, size, colour(side)) for i, (side, _) in enumerate(fill)]
    edges = [_rect(step * i + 3.2, 1.1, size, "ink") for i in range(len(fill))]
    return _tile(size, -45, *lines, *edges)


_TEXTURES = {
    "stripes": _stripes,
    "level": _level,
    "thin": _thin,
    "diamonds": _diamonds,
    "empty": _empty,
    "dots": _dots,
    "contested": _contested,
}
