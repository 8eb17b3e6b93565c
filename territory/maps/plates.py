"""Plates: a date, or a grid of dates, as a picture for print (PNG, SVG, PDF), drawn by matplotlib through geopandas."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import matplotlib as mpl
import matplotlib.font_manager
import matplotlib.patheffects
import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from territory.boundaries.sets import BoundarySet
from territory.conflicts import Conflict
from territory.maps.inks import GREY, INK, SOFT, Inks
from territory.maps.looks import UNKNOWN, Look
from territory.maps.payload import sides_of
from territory.maps.render import Scene, scene_of
from territory.maps.samples import samples_of
from territory.maps.settlements import Settlement, settlements_of
from territory.maps.shapes import shapes_of
from territory.maps.shares import percent, shares_of
from territory.tablefiles import write_bytes


def _present(*families: str) -> list[str]:
    """Those of some font families that this machine has; DejaVu comes with matplotlib."""
    known = set(mpl.font_manager.get_font_names())
    return [family for family in families if family in known]


STYLE: Any = {
    "font.family": _present("Inter", "Source Sans 3", "Noto Sans", "Noto Sans Arabic", "DejaVu Sans"),
    "svg.hashsalt": "territory",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
}
_SERIF = _present("Georgia", "Noto Serif", "Noto Naskh Arabic", "DejaVu Serif")
_PAPER = "#ffffff"
_TOWNS = 14


@dataclass(frozen=True)
class Sheet:
    """What every panel of a plate shares.

    Attributes
    ----------
    scene
        What is drawn.
    units, coarse
        The units shown, and the level above them, in an equal-area projection centred on the country (metres).
    towns
        The main settlements, and where they are in that projection.
    """

    scene: Scene
    units: gpd.GeoDataFrame
    coarse: gpd.GeoDataFrame | None
    towns: tuple[tuple[Settlement, float, float], ...]
    colours: dict[str, str]

    def looks(self, day: int) -> list[Look]:
        """One look for each unit."""
        return [self.scene.timeline.look_on(code, day) for code in self.units["pcode"]]


def plate(
    control: pd.DataFrame,
    conflict: str | Path | Conflict = "syria",
    *,
    dates: Sequence[str] | None = None,
    boundaries: BoundarySet | str | Path | None = None,
    tree: gpd.GeoDataFrame | None = None,
    claims: pd.DataFrame | None = None,
    level: int | None = None,
    language: str = "en",
    title: str | None = None,
) -> Figure:
    """Draw one date, or several as a grid, with title, legend, scale bar, north, sources and disclaimer.

    Parameters
    ----------
    control, conflict, boundaries, tree, claims, level, language, title
        As for :func:`territory.maps.render`.
    dates
        ISO days; by default the last one.

    Returns
    -------
    matplotlib.figure.Figure
        Write it with :func:`save_picture`, which gives the same bytes every time.
    """
    start, end = (min(dates), max(dates)) if dates else (None, None)
    scene = scene_of(
        control, conflict, boundaries=boundaries, claims=claims, level=level, start=start, end=end,
        language=language, title=title,
    )  # fmt: skip
    return plate_of(scene, tree, [scene.timeline.day(date) for date in dates] if dates else [scene.timeline.days - 1])


def plate_of(scene: Scene, tree: gpd.GeoDataFrame | None, days: Sequence[int]) -> Figure:
    """A plate of some days of a scene."""
    sheet = _sheet(scene, tree)
    columns = min(len(days), 3 if len(days) != 4 else 2)
    rows = math.ceil(len(days) / columns)
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(11.7, 8.3), facecolor=_PAPER, dpi=150)
        grid = figure.add_gridspec(
            rows, columns, left=0.03, right=0.76, top=0.86, bottom=0.09, wspace=0.04, hspace=0.14
        )
        for number, day in enumerate(days):
            axes = figure.add_subplot(grid[number // columns, number % columns])
            _panel(axes, sheet, day, small=len(days) > 1)
        _heading(figure, sheet, days)
        _legend(figure, sheet, days[-1])
        _footing(figure, scene)
    return figure


def save_picture(figure: Figure, path: str | Path) -> Path:
    """Write a figure as its suffix says (.png, .svg, .pdf), the same bytes every time."""
    path = Path(path)
    kind = path.suffix.lower().lstrip(".")
    stamp = {"svg": {"Date": None}, "pdf": {"CreationDate": None, "ModDate": None}}.get(kind, {"Software": None})
    buffer = io.BytesIO()
    with mpl.rc_context(STYLE):
        figure.savefig(buffer, format=kind, metadata=stamp, facecolor=figure.get_facecolor())
    write_bytes(path, buffer.getvalue())
    return path


def _sheet(scene: Scene, tree: gpd.GeoDataFrame | None) -> Sheet:
    levels = [n for n in scene.shapes.levels if n <= scene.level]
    shapes = shapes_of(scene.boundaries, levels)
    units = shapes.units[scene.level]
    west, south, east, north = units.total_bounds
    plane = f"+proj=laea +lat_0={(south + north) / 2:.3f} +lon_0={(west + east) / 2:.3f} +units=m"
    towns = settlements_of(scene.timeline, tree, scene.boundaries)[:_TOWNS]
    points = gpd.GeoSeries(gpd.points_from_xy([t.longitude for t in towns], [t.latitude for t in towns]), crs=4326)
    where = points.to_crs(plane)
    return Sheet(
        scene=scene,
        units=units.to_crs(plane),
        coarse=shapes.units[levels[0]].to_crs(plane) if len(levels) > 1 else None,
        towns=tuple((town, float(p.x), float(p.y)) for town, p in zip(towns, where, strict=True)),
        colours={side["key"]: side["colour"] for side in sides_of(scene.timeline, scene.conflict)},
    )


def _panel(axes: Axes, sheet: Sheet, day: int, small: bool) -> None:
    """The map of one day."""
    west, south, east, north = sheet.units.total_bounds
    axes.set_xlim(west - 0.02 * (east - west), east + 0.02 * (east - west))
    axes.set_ylim(south - 0.02 * (north - south), north + 0.02 * (north - south))
    axes.set_aspect("equal")
    axes.axis("off")
    inks = Inks(sheet.colours, unit=(east - west) / (320 if small else 820))
    looks = sheet.looks(day)
    _paint(axes, sheet, looks, inks, 0.5 if small else 1.0)
    line = "0.35" if small else "0.6"
    sheet.units.boundary.plot(ax=axes, color="white", linewidth=float(line))
    if sheet.coarse is not None:
        sheet.coarse.boundary.plot(ax=axes, color="white", linewidth=2 * float(line))
    _marks(axes, sheet, looks, inks, 0.5 if small else 1.0)
    if small:
        axes.set_title(sheet.scene.words.day(sheet.scene.timeline.date(day)), fontsize=9, color=INK, pad=2)
    else:
        _towns(axes, sheet, day, inks)
        _scale(axes, sheet)


def _paint(axes: Axes, sheet: Sheet, looks: Sequence[Look], inks: Inks, size: float) -> None:
    by_depth: list[tuple[list[Any], list[str]]] = []
    for look, shape in zip(looks, sheet.units.geometry, strict=True):
        for depth, (part, colour) in enumerate(inks.layers(look, shape)):
            if depth == len(by_depth):
                by_depth.append(([], []))
            if not part.is_empty:
                by_depth[depth][0].append(part)
                by_depth[depth][1].append(colour)
    for parts, colours in by_depth:
        if parts:
            gpd.GeoSeries(parts, crs=sheet.units.crs).plot(ax=axes, color=colours, linewidth=0, aspect=None)


def _marks(axes: Axes, sheet: Sheet, looks: Sequence[Look], inks: Inks, size: float) -> None:
    """Heavy edges of sieges, chevrons of threats."""
    for look, shape in zip(looks, sheet.units.geometry, strict=True):
        if look.besieged_by:
            edge = gpd.GeoSeries([shape], crs=sheet.units.crs).boundary
            edge.plot(ax=axes, color=INK, linewidth=2.8 * size)
            edge.plot(ax=axes, color=inks.colour(look.besieged_by), linewidth=1.5 * size, linestyle=(0, (3, 2)))
        if look.threatened_by:
            x, y = shapely.get_coordinates(shapely.point_on_surface(shape))[0]
            step = 6 * inks.unit
            for width, colour in ((3.4, "white"), (1.6, inks.colour(look.threatened_by))):
                for shift in (-step, 0, step):
                    xs, ys = np.array([-0.5, 0.4, -0.5]) * step + x + shift, np.array([1, 0, -1]) * step + y
                    axes.plot(xs, ys, color=colour, linewidth=width * size, solid_capstyle="round")


def _towns(axes: Axes, sheet: Sheet, day: int, inks: Inks) -> None:
    words = sheet.scene.words
    halo = [mpl.patheffects.withStroke(linewidth=2, foreground="white", alpha=0.85)]
    for town, x, y in sheet.towns:
        look = sheet.scene.timeline.look_on(town.node, day)
        colour = inks.colour(look.fill[0][0], look.tint) if look.fill else "white"
        axes.plot(x, y, "o", markersize=4.5, color=colour, markeredgecolor=INK, markeredgewidth=0.6)
        name = words.name(town.names, town.node)[:28]
        axes.annotate(
            name,
            (x, y),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=7,
            color=INK,
            path_effects=halo,
        )


def _scale(axes: Axes, sheet: Sheet) -> None:
    """A scale bar of a round number of kilometres, and north."""
    west, south, east, north = sheet.units.total_bounds
    wanted = (east - west) / 5000
    power = 10 ** math.floor(math.log10(wanted))
    length = max(n * power for n in (1, 2, 5) if n * power <= wanted)
    x, y = east - length * 1000, south + 0.03 * (north - south)
    axes.plot([x, x + length * 1000], [y, y], color=INK, linewidth=1.6, solid_capstyle="butt")
    label = f"{length:g} {sheet.scene.words('kilometres')}"
    axes.text(x + length * 500, y + 0.012 * (north - south), label, ha="center", va="bottom", fontsize=7, color=INK)
    top = y + 0.075 * (north - south)
    arrow = {"arrowstyle": "-|>", "color": INK, "linewidth": 1}
    axes.annotate("", (east, top + 0.06 * (north - south)), xytext=(east, top), arrowprops=arrow)
    axes.text(
        east, top - 0.005 * (north - south), sheet.scene.words("north"), ha="center", va="top", fontsize=7, color=INK
    )


def _heading(figure: Figure, sheet: Sheet, days: Sequence[int]) -> None:
    words, timeline = sheet.scene.words, sheet.scene.timeline
    first, last = words.day(timeline.date(days[0])), words.day(timeline.date(days[-1]))
    right = words.direction == "rtl"
    at, align = (0.97, "right") if right else (0.03, "left")
    figure.text(
        at, 0.945, sheet.scene.heading()["title"], fontsize=20, fontweight="bold", family=_SERIF, color=INK, ha=align
    )
    figure.text(
        at,
        0.905,
        first if first == last else words("period", start=first, end=last),
        fontsize=13,
        family=_SERIF,
        color=SOFT,
        ha=align,
    )


def _legend(figure: Figure, sheet: Sheet, day: int) -> None:
    """Sides with their shares on the (last) day, then what each texture means."""
    words = sheet.scene.words
    axes = figure.add_axes((0.78, 0.09, 0.2, 0.77))
    axes.set_xlim(0, 200)
    axes.set_ylim(-560, 0)
    axes.axis("off")
    sides = sides_of(sheet.scene.timeline, sheet.scene.conflict)
    areas = [float(a) if a == a else 0.0 for a in sheet.units["area_km2"]]
    shares = shares_of(sheet.looks(day), areas)
    y = -10.0
    axes.text(0, y, words("legend"), fontsize=9, fontweight="bold", color=INK, va="center")
    axes.text(200, y, words("share"), fontsize=7, color=SOFT, ha="right", va="center")
    rows = [
        (s["colour"], words.name(s["names"], s["key"]), shares.get(s["key"], 0)) for s in sides if not s.get("unseen")
    ]
    for colour, name, share in [*rows, (GREY, words("is_unknown"), shares[UNKNOWN])]:
        y -= 19
        axes.add_patch(Rectangle((0, y - 6), 16, 12, color=colour, linewidth=0))
        axes.text(23, y, name[:34], fontsize=8, color=INK, va="center")
        axes.text(200, y, percent(share), fontsize=8, fontweight="bold", color=INK, va="center", ha="right")
    y -= 34
    axes.text(0, y, words("how"), fontsize=9, fontweight="bold", color=INK, va="center")
    inks = Inks(sheet.colours, unit=1.0)
    for word, look in samples_of(sheet.scene.timeline, [side["key"] for side in sides]):
        y -= 19
        box = shapely.box(0, y - 6, 30, y + 6)
        for part, colour in inks.layers(look, box):
            if not part.is_empty:
                gpd.GeoSeries([part]).plot(ax=axes, color=colour, linewidth=0, aspect=None)
        if look.besieged_by:
            axes.add_patch(Rectangle((1, y - 5), 28, 10, fill=False, edgecolor=INK, linewidth=2.2))
            axes.add_patch(
                Rectangle(
                    (1, y - 5),
                    28,
                    10,
                    fill=False,
                    edgecolor=inks.colour(look.besieged_by),
                    linewidth=1.2,
                    linestyle=(0, (3, 2)),
                )
            )
        if look.threatened_by:
            for shift in (8, 14, 20):
                xs, ys = [shift - 2, shift + 2, shift - 2], [y + 4, y, y - 4]
                axes.plot(xs, ys, color="white", linewidth=3)
                axes.plot(xs, ys, color=inks.colour(look.threatened_by), linewidth=1.5)
        axes.text(37, y, words(word), fontsize=8, color=INK, va="center")
    axes.set_xlim(0, 200)
    axes.set_ylim(-560, 0)


def _footing(figure: Figure, scene: Scene) -> None:
    heading, words = scene.heading(), scene.words
    source = words("source", source=heading["source"]) + " · " if heading["source"] else ""
    figure.text(0.03, 0.045, f"{source}{heading['attribution']}"[:220], fontsize=7, color=SOFT)
    figure.text(0.03, 0.025, f"{heading['disclaimer']} {words('made')}", fontsize=7, color=SOFT)
