"""How a statement is worded should not matter: sentences put together from parts are read right, family by family."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from bench_phrasing import check, families, load, sentences

from territory.conflicts import load_conflict

NUMBER = 600


@pytest.mark.parametrize("stripped", [False, True], ids=["", "stripped"])
@pytest.mark.parametrize("family", families())
def test_share_read_right_does_not_fall_below_its_floor(family, stripped):
    floor = load(family)["floor"]["stripped" if stripped else "plain"]
    assert check(sentences(family, NUMBER, stripped=stripped)).right >= floor


@pytest.mark.parametrize("family", families())
def test_sides_are_those_of_the_profiles(family):
    for name, conflict in load(family)["conflicts"].items():
        profile = load_conflict(name)
        assert {profile.rollup(key) for key in conflict["sides"]} == set(conflict["sides"])
