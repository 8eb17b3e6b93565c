"""Boundaries and control tables made up for tests and benchmarks: a grid of cells, many dates, many changes."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from territory.boundaries.sets import BoundarySet
from territory.tables import CONTROL

SIDES = ("government", "opposition", "sdf", "isis", "turkey")
START = date(2024, 1, 1)


def grid(columns: int = 17, rows: int = 16, wobble: int = 6) -> BoundarySet:
    """A country of ``columns`` × ``rows`` cells (level 2) in provinces of 4 × 4 (level 1) with bent borders."""
    rng = random.Random(1)
    step = 7.0 / columns
    nodes = {
        (x, y): (35 + step * (x + rng.uniform(-0.25, 0.25)), 32 + step * (y + rng.uniform(-0.25, 0.25)))
        for x in range(columns + 1)
        for y in range(rows + 1)
    }
    edges: dict[Any, list[tuple[float, float]]] = {}

    def edge(a: tuple[int, int], b: tuple[int, int]) -> list[tuple[float, float]]:
        low, high = min(a, b), max(a, b)
        if (low, high) not in edges:
            (x0, y0), (x1, y1) = nodes[low], nodes[high]
            line = []
            for k in range(wobble + 1):
                t = k / (wobble + 1)
                bend = 0 if k == 0 else step * 0.05
                line.append(
                    (x0 + t * (x1 - x0) + rng.uniform(-bend, bend), y0 + t * (y1 - y0) + rng.uniform(-bend, bend))
                )
            edges[low, high] = [*line, (x1, y1)]
        line = edges[low, high]
        return line[:-1] if a == low else line[:0:-1]

    cells, codes, parents = [], [], []
    for y in range(rows):
        for x in range(columns):
            corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]
            ring = [p for a, b in pairwise(corners) for p in edge(a, b)]
            cells.append(shapely.Polygon(ring))
            parents.append(f"XX{x // 4:02d}{y // 4:02d}")
            codes.append(f"{parents[-1]}{x:03d}{y:03d}")
    return _boundary_set(cells, codes, parents)


def _boundary_set(cells: list[Any], codes: list[str], parents: list[str]) -> BoundarySet:
    provinces = sorted(set(parents))
    by_parent = {
        p: shapely.coverage_union_all([c for c, q in zip(cells, parents, strict=True) if q == p]) for p in provinces
    }
    rows = [("XX", "Gridland", 0, None, shapely.coverage_union_all(cells))]
    rows += [(p, f"Province {p[2:]}", 1, "XX", by_parent[p]) for p in provinces]
    rows += [(c, f"District {c[2:]}", 2, p, g) for c, p, g in zip(codes, parents, cells, strict=True)]
    units = gpd.GeoDataFrame(
        {
            "pcode": [r[0] for r in rows],
            "name": [r[1] for r in rows],
            "names": [{"en": r[1], "ar": f"منطقة {r[0][2:]}"} for r in rows],
            "level": [r[2] for r in rows],
            "parent": [r[3] for r in rows],
            "area_km2": [r[4].area * 10_000 for r in rows],
            "flags": [[] for _ in rows],
        },
        geometry=[r[4] for r in rows],
        crs="EPSG:4326",
    )
    return BoundarySet("XXX", "SYR", units, attribution="Gridland survey, public domain")


def control(
    boundaries: BoundarySet, days: int = 365, changes: int = 1200, seed: int = 1, level: int | None = None
) -> pd.DataFrame:
    """A control table of one level: every unit has a holder from the start, and some change hands."""
    rng = random.Random(seed)
    level = max(boundaries.levels) if level is None else level
    codes = sorted(boundaries.at(level)["pcode"])
    moments: dict[str, set[int]] = {code: set() for code in codes}
    made = 0
    while made < changes:
        code, day = rng.choice(codes), rng.randrange(1, days)
        if day not in moments[code]:
            moments[code].add(day)
            made += 1
    rows: list[dict[str, Any]] = []
    for code in codes:
        marks = [0, *sorted(moments[code])]
        for number, day in enumerate(marks):
            to = iso(marks[number + 1]) if number + 1 < len(marks) else None
            rows.append(
                {
                    "node": code,
                    "kind": "unit",
                    "pcode": code,
                    "name": code,
                    "level": level,
                    "from": iso(day),
                    "to": to,
                    **run(rng, day),
                }
            )
    rows[0]["last_report"] = iso(days - 1)
    return CONTROL.frame(rows)


def run(rng: random.Random, day: int) -> dict[str, Any]:
    """State, side, basis and marks of a run, most often plainly held."""
    side, other = rng.sample(SIDES, 2)
    state = rng.choices(("held", "mostly_held", "mixed", "vacated", "unknown"), (60, 12, 14, 4, 10))[0]
    out: dict[str, Any] = {
        "state": state,
        "basis": "reported",
        "certainty": "confirmed",
        "contested": [],
        "claims": [],
        "against": [],
    }
    if state == "unknown":
        return {**out, "basis": "unknown", "shares": {}}
    if state == "vacated":
        return {**out, "shares": {}}
    share = {"held": 0.95, "mostly_held": 0.7, "mixed": 0.5}[state]
    out |= {
        "side": side,
        "shares": {side: [share - 0.05, share, min(1.0, share + 0.05)], other: [0.0, round(1 - share, 2), 0.5]},
        "basis": rng.choices(("reported", "inferred", "assumed", "stale"), (70, 15, 10, 5))[0],
        "last_report": iso(day),
    }
    mark = rng.random()
    if mark < 0.05:
        out["contested"] = sorted([side, other])
    elif mark < 0.08:
        out["besieged_by"] = other
    elif mark < 0.11:
        out["threatened_by"] = other
    elif mark < 0.14:
        out |= {"claimant": other, "certainty": "claimed"}
    return out


def iso(day: int) -> str:
    """ISO date of a day number."""
    return (START + timedelta(days=day)).isoformat()


def all_looks(boundaries: BoundarySet) -> pd.DataFrame:
    """One unit for each thing a map can show, on one day; the rest is held by the government."""
    base = {
        "state": "held",
        "side": "government",
        "basis": "reported",
        "certainty": "confirmed",
        "shares": {"government": [0.9, 1, 1]},
        "contested": [],
    }
    two = {"government": [0.4, 0.5, 0.6], "opposition": [0.4, 0.5, 0.6]}
    special: list[dict[str, Any]] = [
        {},
        {"side": "opposition", "shares": {"opposition": [0.9, 1, 1]}},
        {"side": "sdf", "shares": {"sdf": [0.9, 1, 1]}},
        {"basis": "inferred"},
        {"basis": "assumed"},
        {"basis": "stale"},
        {"state": "mostly_held", "shares": {"government": [0.6, 0.75, 0.9], "opposition": [0.1, 0.25, 0.4]}},
        {"state": "mixed", "shares": two},
        {"state": "shared", "shares": two},
        {"state": "vacated", "side": None, "shares": {}},
        {"state": "unknown", "side": None, "shares": {}, "basis": "unknown"},
        {"certainty": "claimed", "claimant": "opposition"},
        {"certainty": "disputed", "readings": [{"side": "government"}, {"side": "opposition"}]},
        {"contested": ["government", "opposition"]},
        {"besieged_by": "opposition"},
        {"threatened_by": "opposition"},
    ]
    rows = []
    for number, code in enumerate(sorted(boundaries.at(max(boundaries.levels))["pcode"])):
        look = special[number] if number < len(special) else {}
        rows.append(
            {
                "node": code,
                "kind": "unit",
                "pcode": code,
                "name": code,
                "level": 2,
                "from": "2024-01-01",
                "to": None,
                "last_report": "2024-01-01",
                **base,
                **look,
            }
        )
    return CONTROL.frame(rows)
