"""The inference rules, each switched on and off."""

import pytest
from worlds import baseline, claim, leaf, located, nodes, on, province, unit

from territory.control import resolve
from territory.errors import ControlError


def control(*claims, **more):
    return resolve(
        located(*claims), "syria", tree=province(), baseline=more.pop("baseline", baseline(P="government")), **more
    )


def test_a_seat_taken_carries_the_open_country_of_its_own_unit():
    fall = claim("gain", "opposition", "city")
    row = on(control(fall), "S1/open", "2024-12-01")
    assert (row["side"], row["basis"], row["rules"]) == ("opposition", "inferred", ["seat"])
    assert on(control(fall, infer="seat"), "S1/open", "2024-12-01")["side"] == "opposition"
    for without in ("none", "parent"):
        row = on(control(fall, infer=without), "S1/open", "2024-12-01")
        assert (row["side"], row["basis"]) == ("government", "assumed")


def test_a_seat_carries_nothing_against_a_reported_holder_around_it():
    made = control(claim("control", "government", "S1", "2024-11-29"), claim("gain", "opposition", "city"))
    assert on(made, "S1/open", "2024-12-01")["side"] == "government"


def test_the_capital_of_a_province_without_districts_carries_nothing():
    tree = nodes(
        unit("XX", None, 0, 1000), unit("P", "XX", 1, 1000), leaf("city", "P", "cell", 100, ("P",)),
        leaf("P/open", "P", "open", 900),
    )  # fmt: skip
    made = resolve(located(claim("gain", "opposition", "city")), "syria", tree=tree, baseline=baseline(P="government"))
    assert on(made, "city", "2024-12-01")["side"] == "opposition"
    row = on(made, "P/open", "2024-12-01")
    assert (row["side"], row["basis"]) == ("government", "assumed")


def test_a_seat_that_is_besieged_or_fought_over_carries_nothing():
    for mark in ("siege", "contested"):
        made = control(
            claim(mark, "opposition", "city", "2024-12-01", opponent_side="government"),
            claim("control", "sdf", "city", "2024-12-02"),
        )
        assert on(made, "S1/open", "2024-12-02")["side"] == "government"


def test_a_village_with_a_report_of_its_own_is_not_carried():
    made = control(claim("control", "government", "village", "2024-11-30"), claim("gain", "opposition", "city"))
    assert on(made, "village", "2024-12-01")["side"] == "government"
    assert on(made, "S1/open", "2024-12-01")["side"] == "opposition"


def test_a_province_colours_the_units_that_have_no_report_of_their_own():
    claims = claim("control", "government", "D2", "2024-11-30"), claim("gain", "opposition", "P")
    made = control(*claims)
    row = on(made, "D1", "2024-12-01")
    assert (row["side"], row["state"], row["basis"], row["rules"]) == ("opposition", "held", "inferred", ["parent"])
    assert on(made, "D2", "2024-12-01")["side"] == "government"
    made = control(*claims, infer="none")
    assert on(made, "D1", "2024-12-01")["basis"] == "assumed"
    row = on(made, "P", "2024-12-01")
    assert (row["side"], row["basis"]) == ("opposition", "reported")


def test_a_unit_first_heard_of_when_it_was_taken_was_the_losers():
    fall = claim("gain", "opposition", "city", "2024-12-01", opponent_side="government")
    nothing = baseline(P="government").iloc[:0]
    row = on(control(fall, baseline=nothing), "city", "2024-11-30")
    assert (row["side"], row["basis"], row["rules"]) == ("government", "inferred", ["before"])
    assert row["shares"]["government"] == [0.0, 1.0, 1.0]
    assert on(control(fall, baseline=nothing, infer="seat"), "city", "2024-11-30")["state"] == "unknown"


def test_a_point_has_a_holder_of_its_own():
    made = control(claim("gain", "opposition", "P"))
    row = on(made, "airport", "2024-12-01")
    assert (row["side"], row["basis"]) == ("opposition", "inferred")
    made = control(claim("control", "government", "airport"), claim("gain", "opposition", "P"))
    row = on(made, "airport", "2024-12-01")
    assert (row["side"], row["basis"]) == ("government", "reported")


def test_an_unknown_choice_is_refused():
    with pytest.raises(ControlError, match="none, seat, parent, all"):
        control(claim("gain", "opposition", "P"), infer="everything")
