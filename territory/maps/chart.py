"""A chart of the shares of area held, day by day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from territory.boundaries.sets import BoundarySet
from territory.conflicts import Conflict
from territory.maps.inks import GREY, INK, SOFT
from territory.maps.looks import UNKNOWN
from territory.maps.payload import sides_of
from territory.maps.plates import STYLE
from territory.maps.render import Scene, scene_of
from territory.maps.shares import shares_of

_NAMED = 0.04
_TICKS = 6


def shares_table(scene: Scene) -> pd.DataFrame:
    """Share of the area by side (0 to 1) on each day: one row a day (index: ISO day), one column a side."""
    units = scene.shapes.units[scene.level]
    areas = [float(a) if a == a else 0.0 for a in units["area_km2"]]
    keys = [side["key"] for side in sides_of(scene.timeline, scene.conflict)]
    rows, row = [], None
    changes = set(scene.timeline.change_days())
    for day in range(scene.timeline.days):
        if row is None or day in changes:
            shares = shares_of((scene.timeline.look_on(code, day) for code in units["pcode"]), areas)
            row = {key: shares.get(key, 0.0) for key in (*keys, UNKNOWN)}
        rows.append(row)
    return pd.DataFrame(rows, index=[scene.timeline.date(day) for day in range(scene.timeline.days)])


def chart(
    control: pd.DataFrame,
    conflict: str | Path | Conflict = "syria",
    *,
    boundaries: BoundarySet | str | Path | None = None,
    level: int | None = None,
    start: str | None = None,
    end: str | None = None,
    language: str = "en",
) -> Figure:
    """Draw the shares of area held by each side over time as stacked areas.

    Parameters
    ----------
    control, conflict, boundaries, level, start, end, language
        As for :func:`territory.maps.render`.

    Returns
    -------
    matplotlib.figure.Figure
        Write it with :func:`territory.maps.plates.save_picture`.
    """
    scene = scene_of(control, conflict, boundaries=boundaries, level=level, start=start, end=end, language=language)
    return chart_of(scene)


def chart_of(scene: Scene) -> Figure:
    """The chart of a scene."""
    words = scene.words
    table = shares_table(scene)
    sides = {side["key"]: side for side in sides_of(scene.timeline, scene.conflict)}
    order = [key for key in table.columns if table[key].max() >= 0.005]
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(10, 4.6), facecolor="white", dpi=150)
        axes = figure.add_axes((0.06, 0.12, 0.72, 0.7))
        days: Any = pd.to_datetime(pd.Index([*table.index, scene.timeline.date(scene.timeline.days)])).to_numpy()
        floor = np.zeros(len(days))
        for key in order:
            share = table[key].to_numpy(dtype=float)
            top = floor + np.append(share, share[-1])
            colour = sides[key]["colour"] if key in sides else GREY
            axes.fill_between(days, floor, top, step="post", color=colour, linewidth=0)
            if share[-1] >= _NAMED:
                name = words.name(sides[key]["names"], key) if key in sides else words("is_unknown")
                text = f"{name}  {round(100 * share[-1])} %"
                axes.annotate(
                    text, (days[-1], (floor[-1] + top[-1]) / 2), xytext=(6, 0), textcoords="offset points",
                    va="center", fontsize=8.5, color=INK,
                )  # fmt: skip
            floor = top
        axes.set_xlim(days[0], days[-1])
        axes.set_ylim(0, 1)
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100 %"])
        marks = sorted({round(i * (len(table) - 1) / _TICKS) for i in range(_TICKS + 1)})
        axes.set_xticks([days[i] for i in marks], [_short(scene, table.index[i]) for i in marks])
        axes.tick_params(colors=SOFT, labelsize=8, length=0)
        for spine in axes.spines.values():
            spine.set_visible(False)
        axes.grid(axis="y", color="white", linewidth=0.6, alpha=0.5)
        heading = scene.heading()
        figure.text(0.03, 0.93, words("chart_title"), fontsize=14, fontweight="bold", color=INK)
        figure.text(0.03, 0.875, f"{heading['title']}, {heading['period']}", fontsize=9.5, color=SOFT)
        figure.text(0.03, 0.02, f"{heading['attribution']} {words('made')}"[:200], fontsize=7, color=SOFT)
    return figure


def _short(scene: Scene, iso: str) -> str:
    """Day and month, or month and year where the period is long."""
    year, month, day = iso.split("-")
    name = scene.words.phrases["months"][int(month) - 1]
    return f"{name} {year}" if scene.timeline.days > 300 else f"{int(day)} {name}"
