"""Boundaries: points to units beside geopandas, loading, trees, imports. Medians of wall-clock time.

The points are the issue's million over Syria. Peers: ``geopandas.sjoin`` on the same points and polygons.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np

from territory import tablefiles
from territory.boundaries import build_tree, import_boundaries, list_boundaries, load_boundaries, units_of_points
from territory.datafiles import data_dir
from territory.tables import GAZETTEER

POINTS = 1_000_000


def seconds(work: Callable[[], Any], times: int = 5) -> float:
    """Median time of some runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def points_to_units() -> None:
    """A million points to the sub-districts of Syria: the same answers, side by side."""
    units = load_boundaries("SYR").at(3)
    west, south, east, north = units.total_bounds
    rng = np.random.default_rng(0)
    x, y = rng.uniform(west, east, POINTS), rng.uniform(south, north, POINTS)

    def peer() -> Any:
        points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y), crs=4326)
        joined = gpd.sjoin(points, units[["pcode", "geometry"]], how="left", predicate="intersects")
        return joined["pcode"].groupby(level=0).first()

    ours, theirs = units_of_points(units, x, y), peer().to_numpy(dtype=object)
    same = (ours == theirs) | (np.equal(ours, None) & ~np.equal(theirs, theirs))
    mine, other = seconds(lambda: units_of_points(units, x, y)), seconds(peer, 3)
    print(f"1,000,000 points to 272 units: {mine:.2f} s, geopandas.sjoin {other:.2f} s ({other / mine:.1f} times)")
    print(f"  the same unit for {same.mean():.4%} of the points")


def loading() -> None:
    """Every embedded country with its settlements, and its tree."""
    slowest = {"set": (0.0, ""), "settlements": (0.0, ""), "together": (0.0, ""), "tree": (0.0, "")}
    for key in list_boundaries()["key"]:
        path = data_dir() / "gazetteer" / f"{key}.csv"
        boundaries, places = load_boundaries(key), tablefiles.read(path, GAZETTEER)
        units = seconds(lambda key=key: load_boundaries(key), 3)
        table = seconds(lambda path=path: tablefiles.read(path, GAZETTEER), 3)
        tree = seconds(lambda b=boundaries, p=places: build_tree(b, p), 1)
        for name, value in (("set", units), ("settlements", table), ("together", units + table), ("tree", tree)):
            slowest[name] = max(slowest[name], (value, key))
    for name, (value, key) in slowest.items():
        print(f"loading, slowest {name}: {value * 1000:.0f} ms ({key})")


def importing() -> None:
    """The official Syrian and Ukrainian files."""
    shared = os.environ.get("TERRITORY_SHARED")
    if not shared:
        print("import: TERRITORY_SHARED is not set, no official files to import")
        return
    for name in ("syr_cod_ab_2019", "ukr_geoboundaries"):
        lines: list[str] = []
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "set.gpkg"
            source = Path(shared) / "boundaries" / name
            taken = seconds(lambda s=source, p=path, r=lines.append: import_boundaries(s, p, report=r), 1)
        print(f"import of {name}: {taken:.2f} s")
        print("\n".join(f"  {line}" for line in lines if line.startswith("level")))


def main() -> None:
    """Print all figures."""
    points_to_units()
    loading()
    importing()


if __name__ == "__main__":
    main()
