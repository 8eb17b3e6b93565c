"""What each kind of claim says about bounds: the table of the design, row by row."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import baseline, claim, located, on, province

from territory.conflicts import load_conflict
from territory.control import resolve
from territory.control.constraints import rounding
from territory.control.tree import make_tree

DAY = "2024-12-01"
PROFILE = load_conflict("syria").model_copy(update={"baseline": None, "baseline_date": None})


def bounds(node, side, *claims, day=DAY):
    shares = on(resolve(located(*claims), PROFILE, tree=province()), node, day)["shares"]
    low, _, high = shares.get(side, [0.0, 0.0, 0.0])
    return low, high


@pytest.mark.parametrize(
    ("said", "node", "expected"),
    [
        ({"extent_low": 0.3, "extent_high": 0.7, "scope": "part"}, "D1", (0.3, 0.7)),
        ({"extent_low": 0.9, "extent_high": 0.9, "scope": "part"}, "D1", (0.85, 0.95)),
        ({"extent_low": 0.35, "extent_high": 0.35, "scope": "part"}, "D1", (0.325, 0.375)),
        ({"extent_low": 0.37, "extent_high": 0.37, "scope": "part"}, "D1", (0.365, 0.375)),
        ({}, "city", (1.0, 1.0)),
        ({}, "airport", (1.0, 1.0)),
        ({}, "D1", (0.5, 1.0)),
        ({"status": "negated"}, "D1", (0.0, 0.0)),
        ({"scope": "part", "part_kind": "areas"}, "D1", (1e-6, 1.0)),
        ({"part_kind": "area"}, "D1", (1e-6, 1.0)),
        ({"scope": "near"}, "D1", (1e-6, 1.0)),
        ({"node_part": True}, "D1", (1e-6, 1.0)),
    ],
)
def test_a_control_claim(said, node, expected):
    assert bounds(node, "opposition", claim("control", "opposition", node, DAY, **said)) == pytest.approx(expected)


def test_a_gain_adds_to_what_was_held():
    before = claim("control", "opposition", "D1", "2024-11-01", scope="part", extent_low=0.2, extent_high=0.4)
    half = claim("gain", "opposition", "D1", DAY, scope="part", extent_low=0.3, extent_high=0.5)
    assert bounds("D1", "opposition", before, half) == pytest.approx((0.3, 0.9))
    little = claim("gain", "opposition", "D1", DAY, scope="part", extent_low=0.1, extent_high=0.2)
    assert bounds("D1", "opposition", before, little) == pytest.approx((0.2, 0.6))


def test_a_loss_takes_away():
    before = claim("control", "government", "D1", "2024-11-01", scope="part", extent_low=0.8, extent_high=1.0)
    part = claim("loss", "government", "D1", DAY, scope="part", extent_low=0.5, extent_high=1.0)
    assert bounds("D1", "government", before, part) == pytest.approx((0.0, 0.5))
    assert bounds("D1", "government", before, claim("loss", "government", "D1", DAY)) == (0.0, 0.0)


def test_negated_with_exceptions_leaves_the_exceptions_open():
    only = claim("control", "government", "P", DAY, status="negated", except_nodes=["S1"])
    assert bounds("D2", "government", only) == (0.0, 0.0)
    assert bounds("S1", "government", only) == (0.0, 1.0)
    assert bounds("P", "government", only) == pytest.approx((0.0, 0.35))


def test_all_but_a_part():
    but = claim("control", "opposition", "P", DAY, except_nodes=["D1"])
    assert bounds("D1", "opposition", but) == (0.0, 0.0)
    assert bounds("P", "opposition", but) == pytest.approx((0.325, 0.65))


def test_of_an_area_that_is_excepted_the_side_may_hold_the_rest():
    but = claim("control", "opposition", "P", DAY, except_nodes=["D1"], except_part=True)
    made = resolve(located(but), "syria", tree=province(), baseline=baseline(S1="opposition", S2="government"))
    assert on(made, "D1", DAY)["shares"]["opposition"][1:] == pytest.approx([1.0, 1.0], abs=1e-5)
    assert on(made, "D2", DAY)["side"] == "opposition"
    assert not (made["certainty"] == "disputed").any()


def test_marks_bound_nothing():
    for relation in ("contested", "siege", "threat"):
        assert bounds("city", "opposition", claim(relation, "opposition", "city", DAY)) in ((0.0, 0.0), (0.0, 1.0))


def test_one_day_across_sides_and_up_and_down():
    claims = [
        claim("control", "opposition", "D1", DAY, scope="part", extent_low=1.0, extent_high=1.0),
        claim("control", "government", "P", DAY, scope="part", extent_low=0.6, extent_high=0.65),
    ]
    assert bounds("P", "opposition", *claims) == pytest.approx((0.35, 0.4))
    assert bounds("D2", "government", *claims) == pytest.approx((0.6 / 0.65, 1.0), abs=1e-5)


@given(st.integers(0, 100))
def test_a_rounded_figure_is_never_further_from_the_truth_than_its_slack(percent):
    slack = float(rounding(np.array([percent / 100]))[0])
    assert slack == 0 if percent in (0, 100) else 0.005 <= slack <= 0.05


@settings(max_examples=50)
@given(st.lists(st.integers(0, 12), max_size=4, unique=True))
def test_a_node_less_some_of_its_parts_is_the_rest_of_its_leaves(holes):
    ids = ["r", *(f"r{i}" for i in range(3)), *(f"r{i}{j}" for i in range(3) for j in range(3))]
    parents = [None, *(["r"] * 3), *(f"r{i}" for i in range(3) for _ in range(3))]
    tree = make_tree(ids, parents, [1.0] * len(ids))
    first, last = tree.leaf_range

    def leaves(nodes):
        return {leaf for n in nodes for leaf in range(first[n], last[n])}

    rest = tree.less(0, holes)
    assert leaves(rest) == leaves([0]) - leaves(holes)
    assert sum(last[n] - first[n] for n in rest) == len(leaves(rest))
