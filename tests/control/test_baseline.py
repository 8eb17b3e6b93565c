"""The state before the first report: a table, or polygons of someone's map."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point, box
from worlds import claim, leaf, located, nodes, on, province, unit

from territory.control import resolve
from territory.errors import ControlError


def mapped():
    """A square of two units, a city in the west, a crossing in the east."""
    tree = nodes(
        unit("XX", None, 0, 200), unit("W", "XX", 1, 100), unit("E", "XX", 1, 100), leaf("city", "W", "cell", 20),
        leaf("W/open", "W", "open", 80), leaf("crossing", "E", "point", 0),
    )  # fmt: skip
    west, city = box(0, 0, 1, 1), box(0.4, 0.4, 0.6, 0.6)
    shapes = [box(0, 0, 2, 1), west, box(1, 0, 2, 1), city, west.difference(city), Point(1.9, 0.5)]
    return gpd.GeoDataFrame(tree.drop(columns="geometry"), geometry=shapes, crs=4326)


def test_polygons_give_each_leaf_its_shares():
    front = gpd.GeoDataFrame({"side": ["government", "sdf"]}, geometry=[box(0, 0, 1.5, 1), box(1.5, 0, 2, 1)], crs=4326)
    made = resolve(located(), "syria", tree=mapped(), baseline=front)
    assert on(made, "city", "2030-01-01")["shares"] == {"government": [1.0, 1.0, 1.0]}
    east = on(made, "E", "2030-01-01")
    assert east["shares"]["sdf"] == pytest.approx([0.5, 0.5, 0.5], abs=1e-3)
    assert (east["state"], east["basis"]) == ("mixed", "assumed")
    assert on(made, "crossing", "2030-01-01")["side"] == "sdf"


def test_what_no_polygon_covers_stays_open():
    part = gpd.GeoDataFrame({"side": ["government"]}, geometry=[box(1, 0, 1.5, 1)], crs=4326)
    made = resolve(located(), "syria", tree=mapped(), baseline=part)
    assert on(made, "E", "2030-01-01")["shares"]["government"] == pytest.approx([0.5, 0.5, 1.0], abs=1e-3)
    assert on(made, "city", "2030-01-01")["state"] == "unknown"


def test_polygons_are_read_from_a_file(tmp_path):
    path = tmp_path / "front.geojson"
    gpd.GeoDataFrame({"side": ["sdf"]}, geometry=[box(0, 0, 2, 1)], crs=4326).to_file(path)
    assert on(resolve(located(), "syria", tree=mapped(), baseline=path), "W", "2030-01-01")["side"] == "sdf"
    other = tmp_path / "no-side.geojson"
    gpd.GeoDataFrame({"name": ["x"]}, geometry=[box(0, 0, 2, 1)], crs=4326).to_file(other)
    with pytest.raises(ControlError, match="no column `side`"):
        resolve(located(), "syria", tree=mapped(), baseline=other)


def test_a_baseline_that_names_another_countrys_unit_is_refused():
    table = pd.DataFrame([{"pcode": "ZZ", "side": "sdf", "low": 1.0, "high": 1.0}])
    with pytest.raises(ControlError, match="ZZ is no unit"):
        resolve(located(), "syria", tree=province(), baseline=table)


def test_sides_of_one_parent_are_added_up():
    table = pd.DataFrame(
        [{"pcode": "P", "side": s, "low": 0.4, "high": 0.6} for s in ("hts", "sna")],
    )
    made = resolve(located(claim("threat", "sdf", "P")), "syria", tree=province(), baseline=table)
    assert on(made, "P", "2024-12-01")["shares"]["opposition"] == [1.0, 1.0, 1.0]
    deep = resolve(located(claim("threat", "sdf", "P")), "syria", tree=province(), baseline=table, depth=2)
    assert set(on(deep, "P", "2024-12-01")["shares"]) == {"hts", "sna"}
