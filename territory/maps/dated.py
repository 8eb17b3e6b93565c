"""Dated maps: one small page a day, drawn as inline SVG, without a map library and without scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np

from territory.maps.looks import UNKNOWN, Look
from territory.maps.payload import sides_of
from territory.maps.samples import samples_of
from territory.maps.settlements import Settlement, settlements_of
from territory.maps.shapes import shapes_of
from territory.maps.shares import SEEN, percent, shares_of
from territory.maps.svgmap import Drawing, chevron, drawing_of, svg_of
from territory.maps.textures import Painter, definition
from territory.maps.words import Words

if TYPE_CHECKING:
    from territory.maps.render import Scene

STYLE = Path(__file__).resolve().parent / "assets" / "dated.css"
VERTICES = 7_000
COARSE_KM2 = 5000
"""Where half the units are larger than this, towns say more than areas."""
_LABELS = 40
_CHANGES = 18
_NARROW_DOT = 7
_NARROW = 2.3
"""Letters of a narrow screen, where only few towns are named, in those of a wide one."""
Box = tuple[float, float, float, float]


class DatedPages:
    """What all days share: geometry, colours, names; :meth:`page` makes one day's page.

    Parameters
    ----------
    scene
        What is drawn.
    tree
        Table in the ``nodes`` schema; with it, the main settlements are drawn with their holders.
    """

    def __init__(self, scene: Scene, tree: gpd.GeoDataFrame | None = None) -> None:
        self.scene = scene
        shapes = shapes_of(scene.boundaries, [n for n in scene.shapes.levels if n <= scene.level], VERTICES)
        units = shapes.units[scene.level]
        names = [
            scene.words.name(names, name or code)
            for names, name, code in zip(units["names"], units["name"], units["pcode"], strict=True)
        ]
        self.drawing = drawing_of(shapes, scene.level, names)
        self.areas = [float(area) if area == area else 0.0 for area in units["area_km2"]]
        self.sides = sides_of(scene.timeline, scene.conflict)
        self.painter = Painter([(side["key"], side["colour"]) for side in self.sides])
        self.samples = samples_of(scene.timeline, [side["key"] for side in self.sides])
        self.coarse = float(np.median(self.areas)) > COARSE_KM2
        towns = settlements_of(scene.timeline, tree, scene.boundaries)[: _LABELS * (2 if self.coarse else 1)]
        self.places = _written(self.drawing, towns, scene.words, 5 if self.coarse else 3)
        self.heading = scene.heading()

    def page(self, day: int) -> str:
        """The page of a day."""
        scene, words = self.scene, self.scene.words
        looks = [scene.timeline.look_on(code, day) for code in self.drawing.codes]
        date = words.day(scene.timeline.date(day))
        titles = [f"{name}: {self.state(look)}" for name, look in zip(self.drawing.names, looks, strict=True)]
        title = f"{self.heading['title']}, {date}"
        drawn = svg_of(self.drawing, looks, self.painter, titles, title) + self._towns(day) + "</svg>"
        ground = "coarse" if self.coarse and self.places else "fine"
        small = "".join(f"<p>{escape(line)}</p>" for line in self._small() if line)
        return (
            f'<!DOCTYPE html>\n<html lang="{words.language}" dir="{words.direction}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(title)}</title>\n<style>\n{_style()}\n{self.painter.css()}\n</style>\n</head>\n<body>\n"
            f'<header><h1>{escape(self.heading["title"])}</h1><p class="date">{escape(date)}</p></header>\n'
            f'<main class="{ground}">{drawn}</main>\n'
            f'<section class="legend">{self._legend(looks)}{self._changes(day)}</section>\n'
            f"<details><summary>{escape(words('table'))}</summary>{self._table(looks, date)}</details>\n"
            f"<footer>{small}</footer>\n</body>\n</html>\n"
        )

    def state(self, look: Look) -> str:
        """A look in words."""
        return self.scene.words(f"is_{look.state}", side=self.name(look.side) if look.side else "")

    def name(self, key: str) -> str:
        """Name of a side."""
        words = self.scene.words
        side = next((side for side in self.sides if side["key"] == key), None)
        return words.name(side["names"], key) if side else words("unnamed" if key == UNKNOWN else "other")

    def _small(self) -> list[str]:
        words, heading = self.scene.words, self.heading
        source = words("source", source=heading["source"]) if heading["source"] else ""
        return [source, heading["attribution"], heading["disclaimer"], words("made")]

    def _legend(self, looks: Sequence[Look]) -> str:
        words = self.scene.words
        shares = shares_of(looks, self.areas)
        rows = [
            f'<li><i class="b{i}"></i><span>{escape(words.name(side["names"], side["key"]))}</span>'
            f"<b>{percent(shares.get(side['key'], 0.0))}</b></li>"
            for i, side in enumerate(self.sides)
            if shares.get(side["key"], 0.0) > SEEN
        ]
        rows.append(
            f'<li><i class="bx"></i><span>{escape(words("is_unknown"))}</span><b>{percent(shares[UNKNOWN])}</b></li>'
        )
        keys = [
            f"<li>{self._sample(n, look)}<span>{escape(words(word))}</span></li>"
            for n, (word, look) in enumerate(self.samples)
        ]
        how = f"<div><h2>{escape(words('how'))}</h2><ul>{''.join(keys)}</ul></div>" if keys else ""
        return f"<div><h2>{escape(words('legend'))}</h2><ul>{''.join(rows)}</ul></div>{how}"

    def _sample(self, number: int, look: Look) -> str:
        paint = self.painter.paint(look)
        named = [n for n in (paint.pattern, *paint.over) if n is not None]
        defs = "".join(definition(self.painter.patterns[n], f"s{number}-{n}") for n in named)
        fill = f'class="{paint.fill}"' if paint.fill else f'fill="url(#s{number}-{paint.pattern})"'
        parts = [f'<rect width="34" height="20" {fill}/>']
        parts += [f'<rect width="34" height="20" fill="url(#s{number}-{n})"/>' for n in paint.over]
        if look.besieged_by:
            edge = '<rect x="2" y="2" width="30" height="16" class="{}"/>'
            parts += [edge.format("siege-edge"), edge.format(f"siege-line {self.painter.line(look.besieged_by)}")]
        if look.threatened_by:
            parts.append(chevron(17, 10, self.painter.line(look.threatened_by)))
        return f'<svg width="34" height="20" aria-hidden="true"><defs>{defs}</defs>{"".join(parts)}</svg>'

    def _changes(self, day: int) -> str:
        """What looks different from the day before."""
        timeline, words = self.scene.timeline, self.scene.words
        if day == 0:
            return ""
        rows = []
        for code, name in zip(self.drawing.codes, self.drawing.names, strict=True):
            before, now = timeline.look_on(code, day - 1), timeline.look_on(code, day)
            if before != now:
                rows.append(f"<li><b>{escape(name)}</b> {escape(self.state(now))}</li>")
        if not rows:
            return ""
        more = f"<li>… +{len(rows) - _CHANGES}</li>" if len(rows) > _CHANGES else ""
        listed = "".join(rows[:_CHANGES])
        return f'<div><h2>{escape(words("changed_today"))}</h2><ul class="changes">{listed}{more}</ul></div>'

    def _table(self, looks: Sequence[Look], date: str) -> str:
        words = self.scene.words
        head = "".join(f'<th scope="col">{escape(words(word))}</th>' for word in ("unit", "state", "basis"))
        rows = "".join(
            f'<tr><th scope="row">{escape(name)}<td>{escape(self.state(look))}<td>{escape(words(look.basis))}'
            for name, look in zip(self.drawing.names, looks, strict=True)
        )
        return f"<table><caption>{escape(words('table_caption', date=date))}</caption><tr>{head}</tr>{rows}</table>"

    def _towns(self, day: int) -> str:
        """Dots of the settlements with their holders, and their names."""
        out = []
        for town, label in self.places:
            look = self.scene.timeline.look_on(town.node, day)
            fill = self.painter.colour(look.fill[0][0], look.tint) if look.fill else "paper"
            out.append(label.replace("{fill}", fill))
        return f'<g class="towns">{"".join(out)}</g>'


def dated_pages(scene: Scene, days: Iterable[int], tree: gpd.GeoDataFrame | None = None) -> Iterator[tuple[int, str]]:
    """The page of each day."""
    pages = DatedPages(scene, tree)
    for day in days:
        yield day, pages.page(day)


def _written(
    drawing: Drawing, towns: Sequence[Settlement], words: Words, radius: float
) -> list[tuple[Settlement, str]]:
    """Each town with its dot, and its name where it touches nothing that matters more; towns that hide are left out."""
    if not towns:
        return []
    points = drawing.at(np.array([(town.longitude, town.latitude) for town in towns])).tolist()
    boxes: list[Box] = []
    few: list[Box] = []
    out = []
    for town, (x, y) in zip(towns, points, strict=True):
        main = town.rank == 0
        size = radius + (1 if main else 0)
        dot = (x - size, y - size, x + size, y + size)
        if not main and _hits(dot, boxes):
            continue
        boxes.append(dot)
        drawn = f'<circle class="{{fill}}" cx="{x:.1f}" cy="{y:.1f}" r="{size}"/>'
        name = words.name(town.names, town.node)[:28]
        wide = _name(drawing, boxes, name, x, y, size, "main" if main else "", 1.0)
        narrow = _name(drawing, few, name, x, y, _NARROW_DOT, "few", _NARROW)
        out.append((town, drawn + wide + narrow))
    return out


def _name(
    drawing: Drawing, boxes: list[Box], name: str, x: float, y: float, size: float, kind: str, scale: float
) -> str:
    """A town's name at the first place beside its dot that is free, or nothing; its box is added to the others.

    `scale` is the size of the letters in those of a wide screen.
    """
    width = ((7.2 if kind else 6.2) * len(name) + 4) * scale
    gap = size + 3
    for at, line, anchor in (
        (x + gap, y + 4 * scale, "start"), (x - gap, y + 4 * scale, "end"),
        (x, y - gap - 2, "middle"), (x, y + gap + 9 * scale, "middle"),
    ):  # fmt: skip
        left = {"start": at - 1, "end": at - width, "middle": at - width / 2}[anchor]
        box = (left, line - 11 * scale, left + width, line + 3 * scale)
        own = boxes[:-1] if boxes and boxes[-1] == (x - size, y - size, x + size, y + size) else boxes
        if left > 0 and left + width < drawing.width and not _hits(box, own):
            boxes.append(box)
            named = f' class="{kind}"' if kind else ""
            place = f'x="{at:.1f}" y="{line:.1f}" text-anchor="{anchor}" direction="ltr"'
            return f"<text{named} {place}>{_literal(name)}</text>"
    return ""


def _literal(name: str) -> str:
    """A name that no later filling-in can touch."""
    return escape(name).replace("{", "&#123;")


def _hits(box: Box, boxes: Sequence[Box]) -> bool:
    return any(box[0] < b[2] and box[2] > b[0] and box[1] < b[3] and box[3] > b[1] for b in boxes)


@lru_cache(maxsize=1)
def _style() -> str:
    return STYLE.read_text(encoding="utf-8").strip()
