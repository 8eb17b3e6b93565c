"""The tree: leaves sum to their unit, settlements reach as far as their kind, and each node has one parent."""

import math

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from territory import tablefiles
from territory.boundaries import BoundarySet, build_tree, load_boundaries, units_of_points
from territory.boundaries.catalogue import assemble
from territory.boundaries.coverage import areas_km2
from territory.datafiles import data_dir
from territory.tables import GAZETTEER, NODES


@pytest.fixture(scope="module")
def syria():
    places = tablefiles.read(data_dir() / "gazetteer" / "SYR.csv", GAZETTEER)
    return build_tree(load_boundaries("SYR"), places)


def _square() -> BoundarySet:
    """A country of one unit, a square of a tenth of a degree."""
    shape = shapely.box(36, 33, 36.1, 33.1)
    table = pd.DataFrame(
        {
            "pcode": ["X", "X1"], "name": ["X", "X1"], "names": [{}, {}], "level": [0, 1], "parent": [None, "X"],
            "area_km2": [float(areas_km2([shape])[0])] * 2, "flags": [[], []],
        }
    )  # fmt: skip
    return BoundarySet("X", "XXX", assemble(table, ["X1"], [shape]))


def _places(*rows):
    return GAZETTEER.frame([{"seat_of": [], "names": [], **row} for row in rows])


def test_the_tree_of_syria_has_one_parent_a_node_and_leaves_that_sum_to_their_unit(syria):
    NODES.check(syria)
    assert syria["node"].is_unique
    units = syria[syria["kind"] == "unit"].set_index("node")
    assert set(syria["parent"].dropna()) <= set(units.index)
    leaves = syria[syria["kind"] != "unit"]
    assert (leaves["parent"] == leaves["pcode"]).all()
    sums = leaves.groupby("parent")["area_km2"].apply(math.fsum)
    assert len(sums) == 272
    assert (sums - units.loc[sums.index, "area_km2"]).abs().max() < 1e-9
    assert leaves.loc[leaves["kind"] != "point", "area_km2"].min() > 0


def test_cells_and_open_country_of_a_unit_do_not_overlap_and_fill_it(syria):
    units = syria[syria["kind"] == "unit"].set_index("node").geometry
    for code, leaves in syria[syria["kind"].isin(["cell", "open"])].groupby("parent"):
        shapes = leaves.geometry.to_numpy()
        assert shapely.is_valid(shapes).all()
        union = shapely.union_all(shapes)
        assert union.symmetric_difference(units[code]).area < 1e-9
        assert shapely.area(shapes).sum() == pytest.approx(union.area, abs=1e-9)


def test_the_city_of_deir_ez_zor_is_not_its_desert(syria):
    city = syria[syria["node"] == "gn:170794"].iloc[0]
    assert city["kind"] == "cell"
    assert city["pcode"] == "SY090100"
    assert 50 < city["area_km2"] < 210
    assert set(city["seat_of"]) == {"SY09", "SY0901", "SY090100"}


def test_bases_are_points_without_weight_and_regions_are_no_nodes():
    tree = build_tree(
        _square(),
        _places(
            {"place_id": "a", "name": "A", "kind": "village", "latitude": 33.05, "longitude": 36.05},
            {"place_id": "b", "name": "B", "kind": "base", "latitude": 33.01, "longitude": 36.01},
            {"place_id": "c", "name": "C", "kind": "region", "latitude": 33.01, "longitude": 36.01},
            {"place_id": "d", "name": "D", "kind": "town", "latitude": 10.0, "longitude": 10.0},
        ),
    )
    assert list(tree["node"]) == ["X", "X1", "a", "X1/open", "b"]
    base = tree.iloc[-1]
    assert (base["kind"], base["area_km2"], base["parent"], base["place_kind"]) == ("point", 0.0, "X1", "base")
    assert tree.iloc[2]["area_km2"] == pytest.approx(math.pi * 9, rel=0.02)


def test_a_settlement_on_the_spot_of_a_larger_one_becomes_a_point():
    spot = {"latitude": 33.05, "longitude": 36.05}
    tree = build_tree(
        _square(),
        _places(
            {"place_id": "small", "name": "S", "kind": "village", "population": 10, **spot},
            {"place_id": "large", "name": "L", "kind": "town", "population": 9000, **spot},
        ),
    )
    assert dict(zip(tree["node"], tree["kind"], strict=True)) == {
        "X": "unit", "X1": "unit", "large": "cell", "X1/open": "open", "small": "point",
    }  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(33.0, 33.1), st.floats(36.0, 36.1), st.sampled_from(["city", "town", "village", "dam"]),
        ),
        max_size=8,
    )
)  # fmt: skip
def test_leaves_sum_to_their_unit_wherever_the_settlements_are(spots):
    rows = [
        {"place_id": f"p{i}", "name": "P", "kind": kind, "latitude": y, "longitude": x}
        for i, (y, x, kind) in enumerate(spots)
    ]
    tree = build_tree(_square(), _places(*rows))
    leaves = tree[tree["parent"] == "X1"]
    assert math.fsum(leaves["area_km2"]) == pytest.approx(tree["area_km2"].iloc[1], abs=1e-9)
    assert (leaves["area_km2"] >= 0).all()


def test_points_are_on_the_same_units_as_one_by_one():
    rng = np.random.default_rng(0)
    units = load_boundaries("LBN").at(2)
    west, south, east, north = units.total_bounds
    x, y = rng.uniform(west, east, 500), rng.uniform(south, north, 500)
    x[0], y[1] = np.nan, np.nan
    found = units_of_points(units, x, y)
    assert None in set(found)
    for i in range(500):
        held = units["pcode"][units.intersects(shapely.Point(x[i], y[i]))] if x[i] == x[i] and y[i] == y[i] else []
        assert found[i] == next(iter(held), None)
