"""Dated maps: one small page a day, drawn as inline SVG, without a map library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import geopandas as gpd

if TYPE_CHECKING:
    from territory.maps.render import Scene


def dated_pages(scene: Scene, days: Iterable[int], tree: gpd.GeoDataFrame | None = None) -> Iterator[tuple[int, str]]:
    """The page of each day."""
    for day in days:
        yield day, ""
