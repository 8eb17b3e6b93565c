"""The files of a build's maps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import pandas as pd

from territory.boundaries.sets import BoundarySet
from territory.conflicts import Conflict
from territory.errors import RenderError
from territory.maps.dated import dated_pages
from territory.maps.index import write_index
from territory.maps.render import Scene, render, save_map, scene_of
from territory.tablefiles import write_text

EVERY_DAY = 400
"""Longest period (days) that gets a dated map for every day; a longer one gets one for each day of change."""


def write_maps(
    page: folium.Map,
    control: pd.DataFrame,
    out: Path,
    conflict: str | Path | Conflict = "syria",
    *,
    boundaries: BoundarySet | str | Path | None = None,
    tree: gpd.GeoDataFrame | None = None,
    claims: pd.DataFrame | None = None,
    level: int | None = None,
    start: str | None = None,
    end: str | None = None,
    language: str = "en",
    pictures: bool = False,
    progress: Callable[[str, int, int], None] = lambda stage, done, total: None,
) -> list[Path]:
    """Write ``map.html`` and ``maps/YYYY-MM-DD.html`` for the days of the period (see :data:`EVERY_DAY`).

    Parameters
    ----------
    page
        The map with the timeline, as :func:`territory.maps.render` made it.
    control, conflict, boundaries, tree, claims, level, start, end, language
        As for :func:`territory.maps.render`.
    out
        The folder.
    pictures
        Also write ``pictures/``: plates of the last day, a chart of shares and a film (needs matplotlib).
    progress
        Called with ``"render"``, how many files are written, and how many there will be.

    Returns
    -------
    list of Path
        The files written.
    """
    scene = scene_of(
        control, conflict, boundaries=boundaries, claims=claims, level=level, start=start, end=end, language=language
    )
    days = scene.timeline.change_days() if scene.timeline.days > EVERY_DAY else list(range(scene.timeline.days))
    files = [save_map(page, out / "map.html")]
    for number, (day, text) in enumerate(dated_pages(scene, days, tree), 1):
        files.append(out / "maps" / f"{scene.timeline.date(day)}.html")
        write_text(files[-1], text)
        progress("render", number, len(days))
    if pictures:
        files += write_pictures(scene, out / "pictures", tree)
    return [*files, write_index(scene, out)]


def write_map(
    control: pd.DataFrame,
    path: str | Path,
    conflict: str | Path | Conflict = "syria",
    *,
    dates: Sequence[str] = (),
    tree: gpd.GeoDataFrame | None = None,
    **settings: Any,
) -> Path:
    """Draw a control table as the suffix of a file says.

    Parameters
    ----------
    control, conflict, tree, **settings
        As for :func:`territory.maps.render`.
    path
        ``.html``: the page with the timeline; ``.png``, ``.svg`` or ``.pdf``: a plate of the dates, a grid where there
        are several; ``.gif`` or ``.webp``: a film of the period.
    dates
        ISO days of a plate; default the last one.

    Raises
    ------
    RenderError
        If the suffix is none of these, or matplotlib is not installed for one that needs it.
    """
    path = Path(path)
    kind = path.suffix.lower()
    if kind in (".html", ".htm"):
        return save_map(render(control, conflict, tree=tree, **settings), path)
    if kind not in (".png", ".svg", ".pdf", ".gif", ".webp"):
        raise RenderError(f"{path}: a map is .html, .png, .svg, .pdf, .gif or .webp")
    with _pictures():
        from territory.maps.film import save_film
        from territory.maps.plates import plate_of, save_picture
    if dates:
        settings["start"] = min([settings.get("start") or min(dates), *dates])
        settings["end"] = max([settings.get("end") or max(dates), *dates])
    scene = scene_of(control, conflict, **settings)
    if kind in (".gif", ".webp"):
        return save_film(scene, path)
    return save_picture(
        plate_of(scene, tree, [scene.timeline.day(d) for d in dates] or [scene.timeline.days - 1]), path
    )


@contextmanager
def _pictures() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        raise RenderError(f"pictures need {error.name}: pip install 'territory[pictures]'") from None


def write_pictures(scene: Scene, folder: Path, tree: gpd.GeoDataFrame | None = None) -> list[Path]:
    """Write plates of the last day (PNG, SVG, PDF), a chart of shares and a film of the period.

    Raises
    ------
    RenderError
        If matplotlib is not installed.
    """
    with _pictures():
        from territory.maps.chart import chart_of
        from territory.maps.film import save_film
        from territory.maps.plates import plate_of, save_picture
    last = scene.timeline.days - 1
    plate, shares = plate_of(scene, tree, [last]), chart_of(scene)
    name = scene.timeline.date(last)
    files = [save_picture(plate, folder / f"{name}.{kind}") for kind in ("png", "svg", "pdf")]
    files += [save_picture(shares, folder / f"shares.{kind}") for kind in ("png", "svg")]
    return [*files, save_film(scene, folder / "film.gif")]
