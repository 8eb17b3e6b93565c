"""Shares over time, of land and of people."""

import pytest
from worlds import baseline, claim, located, province

from territory.control import resolve, shares_over_time
from territory.errors import ControlError


@pytest.fixture(scope="module")
def control():
    claims = located(claim("gain", "opposition", "city", "2024-12-01"), claim("gain", "opposition", "S2", "2024-12-05"))
    return resolve(claims, "syria", tree=province(), baseline=baseline(P="government"), infer="none")


def at(table, day, side):
    rows = table[(table["side"] == side) & (table["date"].fillna("") <= day)]
    return rows.iloc[-1]


def test_area_shares_are_those_of_the_country(control):
    table = shares_over_time(control)
    assert at(table, "2024-12-01", "opposition")["estimate"] == pytest.approx(0.1)
    assert at(table, "2024-11-30", "government")["estimate"] == pytest.approx(1.0)
    row = at(table, "2024-12-05", "opposition")
    assert row["low"] <= row["estimate"] <= row["high"]
    for _, day in table.groupby("date", dropna=False):
        assert day["estimate"].sum() == pytest.approx(1.0, abs=1e-4)


def test_no_more_is_unknown_than_what_no_side_surely_holds():
    left = located(claim("loss", "government", "city"), claim("gain", "opposition", "village", "2024-12-05"))
    table = shares_over_time(resolve(left, "syria", tree=province(), baseline=baseline(P="government"), infer="none"))
    row = at(table, "2024-12-01", "unknown")
    assert (row["low"], row["estimate"], row["high"]) == (0.0, pytest.approx(0.1), pytest.approx(0.1))


def test_shares_of_people_are_bounded_by_what_is_sure_of_each_leaf(control):
    tree = province()
    tree["population"] = [{"city": 900.0, "village": 50.0, "S1/open": 50.0, "S2": 1000.0}.get(n) for n in tree["node"]]
    table = shares_over_time(control, by="population", tree=tree)
    row = at(table, "2024-12-02", "opposition")
    assert (row["low"], row["estimate"], row["high"]) == (0.45, 0.45, 0.45)
    row = at(table, "2024-12-05", "opposition")
    assert (row["low"], row["high"]) == (0.45, 0.95)


def test_shares_of_people_need_a_population(control):
    with pytest.raises(ControlError, match="population"):
        shares_over_time(control, by="population", tree=province())
    with pytest.raises(ControlError, match="'nowhere'"):
        shares_over_time(control, "nowhere")
