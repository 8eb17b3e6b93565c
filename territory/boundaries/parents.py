"""Which unit above a unit belongs to: by code, else by the largest overlap."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import shapely

from territory.boundaries.combining import Level
from territory.boundaries.coverage import EQUAL_AREA, polygonal, project
from territory.boundaries.layers import Report
from territory.boundaries.levels import Unit
from territory.errors import BoundaryError


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


def find_parents(levels: dict[int, Level], report: Report) -> None:
    """Give every unit its parent's code."""
    order = sorted(levels)
    for upper, n in pairwise(order):
        above = levels[upper].units
        units = list(levels[n].units.values())
        if n - upper > 1:
            report(f"level {n - 1} is not in the files: units of level {n} hang below level {upper}")
        if upper == 0:
            parents: list[str | None] = [next(iter(above))] * len(units)
        else:
            parents = [u.parent or u.above.get(upper, (None, {}))[0] for u in units]
            parents = [p if p in above else None for p in parents]
            if not any(parents):
                parents = list(by_prefix([str(u.code) for u in units], list(above)) or parents)
        _by_overlap(units, parents, list(above.values()), n, report)
        for unit, parent in zip(units, parents, strict=True):
            unit.parent = parent


def _by_overlap(units: list[Unit], parents: list[str | None], above: list[Unit], level: int, report: Report) -> None:
    """Fill in the parents that codes do not tell."""
    open_ = [i for i, parent in enumerate(parents) if parent is None]
    if not open_:
        return
    if any(u.geometry is None for u in above) or any(units[i].geometry is None for i in open_):
        rows = ", ".join(units[i].where for i in open_[:8])
        raise BoundaryError(
            f"level {level}, {rows}: no code of a unit above, nor a layer of the level above; add that file"
        )
    found, share = by_overlap([units[i].geometry for i in open_], [u.geometry for u in above])
    for i, n in zip(open_, found, strict=True):
        parents[i] = above[n].code
    report(f"level {level}: {len(open_)} parents found by largest overlap, the smallest {min(share):.2f} of the unit")
