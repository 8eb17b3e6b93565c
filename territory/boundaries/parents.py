"""Which unit above a unit belongs to: by code, else by the largest overlap."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from territory.boundaries.coverage import EQUAL_AREA, polygonal, project


def by_prefix(codes: list[str], above: list[str]) -> list[str] | None:
    """Parents of codes that begin with their parent's code (``SY0203`` in ``SY02``), or None unless all do."""
    known = sorted(set(above), key=len, reverse=True)
    parents = [next((a for a in known if code.startswith(a) and code != a), None) for code in codes]
    found = [parent for parent in parents if parent is not None]
    same_length = len({len(a) for a in above}) == 1
    return found if same_length and len(found) == len(codes) else None


def by_overlap(units: list[Any], above: list[Any]) -> tuple[list[int], list[float]]:
    """Index of the polygon above that covers most of each unit, and the share of the unit that it covers.

    Both lists of polygons are in EPSG:4326; areas are measured in EPSG:6933. A unit that touches none belongs to the
    nearest, with a share of 0.
    """
    low, high = (polygonal(project(shapes, 4326, EQUAL_AREA)) for shapes in (units, above))
    tree = shapely.STRtree(high)
    i, j = tree.query(low, predicate="intersects")
    shared = shapely.area(shapely.intersection(low[i], high[j]))
    best = np.asarray(tree.nearest(shapely.point_on_surface(low)), dtype=int)
    share = np.zeros(len(low))
    for n, m, area in sorted(zip(i, j, shared, strict=True), key=lambda row: (row[0], row[2], -row[1])):
        best[n], share[n] = m, area
    return [int(b) for b in best], [float(s) for s in share / np.maximum(shapely.area(low), 1e-9)]
