"""render(): a control table becomes a map."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
import shapely
import xyzservices

from territory.boundaries import load_boundaries
from territory.boundaries.sets import BoundarySet
from territory.conflicts import Conflict, load_conflict
from territory.errors import RenderError
from territory.maps.page import TerritoryMap, TimeLayer
from territory.maps.payload import payload_of
from territory.maps.shapes import Shapes, shapes_of
from territory.maps.timeline import Timeline, timeline_of
from territory.maps.words import Words, languages, words_in
from territory.tablefiles import write_text


@dataclass(frozen=True)
class Scene:
    """What every kind of map is drawn from: the timeline and the geometry, in one conflict and one language."""

    timeline: Timeline
    shapes: Shapes
    conflict: Conflict
    boundaries: BoundarySet
    words: Words
    level: int
    title: str | None
    source: str

    def heading(self, language: str | None = None) -> dict[str, str]:
        """Title and small print of a map, in its own or another language."""
        words = self.words if language is None else words_in(language)
        start, end = words.day(self.timeline.start), words.day(self.timeline.end)
        country = words.name(self.conflict.name, self.conflict.key)
        return {
            "title": self.title or words("title", country=country),
            "period": start if start == end else words("period", start=start, end=end),
            "source": self.source,
            "attribution": self.boundaries.attribution,
            "disclaimer": self.boundaries.disclaimer,
        }

    @property
    def languages(self) -> list[str]:
        """Languages that a reader can choose: the map's own, then the profile's others that have words."""
        others = [n for n in self.conflict.languages if n in languages() and n != self.words.language]
        return [self.words.language, *others]


def scene_of(
    control: pd.DataFrame,
    conflict: str | Path | Conflict = "syria",
    *,
    boundaries: BoundarySet | str | Path | None = None,
    claims: pd.DataFrame | None = None,
    level: int | None = None,
    start: str | None = None,
    end: str | None = None,
    language: str = "en",
    title: str | None = None,
    levels: list[int] | None = None,
) -> Scene:
    """Gather what a map is drawn from; see :func:`render`."""
    profile, words = load_conflict(conflict), words_in(language)
    sets = boundaries if isinstance(boundaries, BoundarySet) else load_boundaries(boundaries or profile.boundaries)
    drawn = _levels(control, sets, levels)
    if level is not None and level not in drawn:
        raise RenderError(f"level {level} cannot be drawn; the control table and the boundaries share {drawn}")
    return Scene(
        timeline=timeline_of(control, start, end),
        shapes=shapes_of(sets, drawn),
        conflict=profile,
        boundaries=sets,
        words=words,
        level=level if level is not None else max(drawn),
        title=title,
        source=_sources(claims),
    )


def render(
    control: pd.DataFrame,
    conflict: str | Path | Conflict = "syria",
    *,
    boundaries: BoundarySet | str | Path | None = None,
    tree: gpd.GeoDataFrame | None = None,
    claims: pd.DataFrame | None = None,
    level: int | None = None,
    start: str | None = None,
    end: str | None = None,
    language: str = "en",
    title: str | None = None,
    base_map: str | None = "OpenStreetMap.HOT",
) -> folium.Map:
    """Draw a control table as a map with a time slider.

    Parameters
    ----------
    control
        Table in the ``control`` schema.
    conflict
        Profile that names and colours the sides.
    boundaries
        Units to draw, or the name or file of a set; by default the profile's.
    tree
        Table in the ``nodes`` schema; with it, settlements and crossings are drawn with their holders.
    claims
        Located claims; with them, a click shows quotes and sources.
    level
        Admin level shown first; by default the finest that the control table and the boundaries share.
    start, end
        First and last day (ISO, both included); by default the days that the table names.
    language
        Language of labels and names (a file in ``words/``).
    title
        Title in place of "Who controls what in ...".
    base_map
        Online tiles that a reader can switch on, by their name in ``xyzservices``; nothing is loaded before. None for
        a page that can never ask for anything.

    Returns
    -------
    folium.Map
        ``save(path)`` writes one self-contained file; the same input gives the same bytes.

    Raises
    ------
    RenderError
        If there is nothing to draw, the level is not there, or the language has no words.
    """
    scene = scene_of(
        control, conflict, boundaries=boundaries, claims=claims, level=level, start=start, end=end,
        language=language, title=title,
    )  # fmt: skip
    payload = payload_of(
        scene.timeline, scene.shapes, scene.conflict, scene.boundaries, scene.words,
        tree=tree, claims=claims, headings={n: scene.heading(n) for n in scene.languages},
        options=_options(scene, base_map),
    )  # fmt: skip
    west, south, east, north = _bounds(scene.shapes)
    page = TerritoryMap(
        scene.heading()["title"],
        scene.words.language,
        scene.words.direction,
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=6,
        zoom_snap=0.25,
        zoom_control=False,
        keyboard=False,
        attribution_control=False,
    )
    page.add_child(TimeLayer(payload), name="time_layer")
    return page


def to_html(page: folium.Map) -> str:
    """The whole page of a map."""
    return str(page.get_root().render())


def save_map(page: folium.Map, path: str | Path) -> Path:
    """Write a map so that the file is either the old one or the whole new one."""
    write_text(Path(path), to_html(page))
    return Path(path)


def _levels(control: pd.DataFrame, boundaries: BoundarySet, wanted: list[int] | None) -> list[int]:
    """Levels that the boundaries have and the table knows; the country itself is drawn only when there is no other."""
    named = set(control.loc[control["kind"] == "unit", "node"])
    units = boundaries.units
    known = sorted({int(v) for v in units.loc[units["pcode"].isin(named), "level"]})
    shown = [n for n in known if n > 0] or known
    shown = [n for n in shown if wanted is None or n in wanted]
    if not shown:
        raise RenderError(
            f"no row of the control table is a unit of the boundary set {boundaries.key}: "
            "is it the set that the table was made with?"
        )
    return shown


def _sources(claims: pd.DataFrame | None) -> str:
    """The publishers behind the claims, most quoted first."""
    if claims is None or "source" not in claims or claims["source"].dropna().empty:
        return ""
    counts = claims["source"].dropna().value_counts()
    order = sorted(counts.index, key=lambda name: (-int(counts[name]), name))
    return ", ".join(name[:60] for name in order[:6]) + (" …" if len(order) > 6 else "")


def _bounds(shapes: Shapes) -> tuple[float, float, float, float]:
    finest = shapes.units[max(shapes.levels)]
    west, south, east, north = (float(v) for v in shapely.total_bounds(finest.geometry.to_numpy()))
    return west, south, east, north


def _options(scene: Scene, base_map: str | None) -> dict[str, Any]:
    options: dict[str, Any] = {"level": scene.level, "bounds": [round(v, 4) for v in _bounds(scene.shapes)]}
    if base_map is not None:
        options["base_map"] = _tiles(base_map)
    return options


def _tiles(name: str) -> dict[str, Any]:
    try:
        tiles = xyzservices.providers.query_name(name)
    except ValueError:
        raise RenderError(f"no base map {name!r}: see xyzservices for the names, or give none") from None
    if tiles.requires_token():
        raise RenderError(f"base map {name!r} needs a key, which a map that is passed on should not carry")
    url = tiles.url.replace("{variant}", str(tiles.get("variant", ""))).replace("{r}", "")
    return {
        "url": url,
        "subdomains": tiles.get("subdomains", "abc"),
        "zoom": int(tiles.get("max_zoom", 18)),
        "credit": tiles.get("attribution", ""),
    }
