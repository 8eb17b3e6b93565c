"""A film of the period: an animated GIF (or WebP, PNG), one frame a day, drawn by Pillow."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import shapely
from matplotlib import font_manager
from PIL import Image, ImageDraw, ImageFont

from territory.errors import RenderError
from territory.maps.inks import GREY, INK, SOFT, Inks
from territory.maps.looks import UNKNOWN, Look
from territory.maps.palette import mixed
from territory.maps.payload import sides_of
from territory.maps.plates import STYLE
from territory.maps.render import Scene
from territory.maps.shapes import shapes_of
from territory.maps.shares import percent, shares_of
from territory.maps.svgmap import drawing_of
from territory.tablefiles import write_bytes

_FRAMES = 180
_SCALE = 2
_FORMATS = {".gif": "GIF", ".webp": "WEBP", ".png": "PNG"}


def save_film(scene: Scene, path: str | Path, *, width: int = 900, seconds: float = 0.5) -> Path:
    """Write the period as an animation.

    Parameters
    ----------
    scene
        What is drawn; see :func:`territory.maps.render.scene_of`.
    path
        ``.gif``, ``.webp`` or ``.png``. A period of more than 180 days shows only the days of change, evenly thinned.
    width
        Pixels.
    seconds
        How long a day stays; the last stays six times as long.

    Raises
    ------
    RenderError
        If the suffix is none of these.
    """
    path = Path(path)
    if path.suffix.lower() not in _FORMATS:
        raise RenderError(f"{path}: a film is {', '.join(sorted(_FORMATS))}")
    palette = _palette(scene)
    frames = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames_of(scene, width)]
    lasts = [int(1000 * seconds)] * (len(frames) - 1) + [int(6000 * seconds)]
    buffer = io.BytesIO()
    frames[0].save(
        buffer, format=_FORMATS[path.suffix.lower()], save_all=True, append_images=frames[1:], duration=lasts, loop=0
    )
    write_bytes(path, buffer.getvalue())
    return path


def frames_of(scene: Scene, width: int = 900) -> Iterator[Image.Image]:
    """One picture for each day shown."""
    timeline = scene.timeline
    days = list(range(timeline.days)) if timeline.days <= _FRAMES else timeline.change_days()
    if len(days) > _FRAMES:
        days = [days[round(i * (len(days) - 1) / (_FRAMES - 1))] for i in range(_FRAMES)]
    reel = _Reel(scene, width)
    for day in days:
        yield reel.frame(day)


def _palette(scene: Scene) -> Image.Image:
    """The colours that the frames use, each also half-way to white, for smooth edges."""
    sides = sides_of(scene.timeline, scene.conflict)
    inks = Inks({side["key"]: side["colour"] for side in sides}, unit=1.0)
    used = sorted({(key, look.tint) for look in scene.timeline.looks for key, _ in look.fill})
    full = [inks.colour(key, tint) for key, tint in used] + [side["colour"] for side in sides]
    shades = [
        INK,
        mixed(INK, "#ffffff", 0.66),
        mixed(INK, "#ffffff", 0.33),
        SOFT,
        mixed(SOFT, "#ffffff", 0.5),
        GREY,
        "#ffffff",
    ]
    colours = list(dict.fromkeys([*shades, *full, *(mixed(colour, "#ffffff", 0.5) for colour in full)]))[:256]
    image = Image.new("P", (1, 1))
    image.putpalette([int(colour[i : i + 2], 16) for colour in colours for i in (1, 3, 5)])
    return image


class _Reel:
    """What the frames share: shapes in pixels, fonts, the drawing so far."""

    def __init__(self, scene: Scene, width: int) -> None:
        self.scene = scene
        self.width = width * _SCALE
        shapes = shapes_of(scene.boundaries, [scene.level], 6000)
        units = shapes.units[scene.level]
        drawing = drawing_of(shapes, scene.level, units["pcode"].tolist(), round(self.width * 0.7))
        self.codes = drawing.codes
        self.areas = [float(a) if a == a else 0.0 for a in units["area_km2"]]
        self.top = 70 * _SCALE
        self.height = max(self.top + drawing.height + 30 * _SCALE, 400 * _SCALE)
        self.shapes = [
            shapely.transform(shape, lambda xy: drawing.at(xy) + np.array([16 * _SCALE, self.top]))
            for shape in units.geometry
        ]
        self.sides = sides_of(scene.timeline, scene.conflict)
        self.inks = Inks({side["key"]: side["colour"] for side in self.sides}, unit=float(_SCALE))
        self.map = Image.new("RGB", (self.width, self.height), "white")
        self.shown: list[Look | None] = [None] * len(self.shapes)

    def frame(self, day: int) -> Image.Image:
        looks = [self.scene.timeline.look_on(code, day) for code in self.codes]
        pen = ImageDraw.Draw(self.map)
        for i, (look, shape) in enumerate(zip(looks, self.shapes, strict=True)):
            if look != self.shown[i]:
                for part, colour in self.inks.layers(look, shape):
                    _fill(pen, part, colour)
                _outline(pen, shape, "white", _SCALE)
                self.shown[i] = look
        page = self.map.copy()
        self._words(ImageDraw.Draw(page), looks, day)
        return page.resize((self.width // _SCALE, self.height // _SCALE), Image.Resampling.LANCZOS)

    def _words(self, pen: ImageDraw.ImageDraw, looks: Sequence[Look], day: int) -> None:
        words, s = self.scene.words, _SCALE
        pen.text((16 * s, 12 * s), self.scene.heading()["title"][:60], fill=INK, font=_font(19, True))
        pen.text((16 * s, 38 * s), words.day(self.scene.timeline.date(day)), fill=SOFT, font=_font(16))
        shares = shares_of(looks, self.areas)
        x, y = round(self.width * 0.75), self.top
        rows = [
            (side["colour"], words.name(side["names"], side["key"]), side["key"])
            for side in self.sides
            if not side.get("unseen")
        ]
        for colour, name, key in [*rows, (GREY, words("is_unknown"), UNKNOWN)]:
            pen.rectangle((x, y, x + 14 * s, y + 14 * s), fill=colour)
            pen.text((x + 20 * s, y - s), name[:24], fill=INK, font=_font(11))
            pen.text(
                (self.width - 14 * s, y - s), percent(shares.get(key, 0.0)), fill=INK, font=_font(11, True), anchor="ra"
            )
            y += 22 * s
        small = f"{self.scene.boundaries.attribution} {self.scene.boundaries.disclaimer}"
        pen.text((16 * s, self.height - 18 * s), small[:150], fill=SOFT, font=_font(8))


def _polygons(shape: Any) -> list[Any]:
    return [part for part in shapely.get_parts(shape).tolist() if part.geom_type == "Polygon"]


def _fill(pen: ImageDraw.ImageDraw, shape: Any, colour: str) -> None:
    for polygon in _polygons(shape):
        pen.polygon([tuple(p) for p in shapely.get_coordinates(polygon.exterior).tolist()], fill=colour)


def _outline(pen: ImageDraw.ImageDraw, shape: Any, colour: str, width: int) -> None:
    for polygon in _polygons(shape):
        pen.line([tuple(p) for p in shapely.get_coordinates(polygon.exterior).tolist()], fill=colour, width=width)


def _font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    families = STYLE["font.family"]
    wanted = font_manager.FontProperties(family=families, weight="bold" if bold else "normal")
    with mpl.rc_context({"font.family": families}):
        return ImageFont.truetype(font_manager.findfont(wanted), size * _SCALE)
