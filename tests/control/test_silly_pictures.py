"""Pictures that would be silly: each is drawn right."""

import pytest
from worlds import baseline, claim, located, on, province

from territory.control import resolve

GOVERNMENT = baseline(P="government")


def control(*claims, **more):
    return resolve(located(*claims), "syria", tree=province(), baseline=more.pop("baseline", GOVERNMENT), **more)


def test_a_freed_village_does_not_colour_its_district():
    made = control(claim("gain", "opposition", "village"))
    assert on(made, "village", "2024-12-01")["side"] == "opposition"
    for node in ("S1", "S1/open", "city", "D1", "P"):
        row = on(made, node, "2024-12-01")
        assert (row["state"], row["side"]) == ("held", "government"), node


def test_new_areas_in_the_province_colour_nothing():
    made = control(claim("gain", "opposition", "P", scope="part", part_kind="areas"))
    for node in ("P", "D1", "D2", "city", "village"):
        row = on(made, node, "2024-12-01")
        assert (row["state"], row["side"]) == ("held", "government"), node
    assert on(made, "P", "2024-12-01")["shares"]["opposition"][0] > 0


def test_villages_near_the_city_leave_the_city():
    made = control(claim("gain", "opposition", "S1", place="city", place_id="city", scope="near", part_kind="around"))
    for node in ("city", "S1"):
        row = on(made, node, "2024-12-01")
        assert (row["state"], row["side"]) == ("held", "government"), node


def test_a_majority_of_the_province_after_the_province_keeps_what_is_known_of_its_districts():
    made = control(
        claim("gain", "opposition", "P", "2024-12-01"),
        claim("gain", "opposition", "D1", "2024-12-01", scope="part", extent_low=1.0, extent_high=1.0),
        claim("control", "opposition", "P", "2024-12-03", scope="part", extent_low=0.5, extent_high=1.0),
    )
    before, after = on(made, "D1", "2024-12-02"), on(made, "D1", "2024-12-04")
    assert before["shares"]["opposition"] == [1.0, 1.0, 1.0]
    assert after["shares"] == before["shares"]
    assert on(made, "P", "2024-12-04")["state"] == "held"


def test_holds_in_the_morning_and_took_in_the_evening_is_a_capture():
    made = control(
        claim("control", "government", "city", "2024-12-01", source="Morning Post"),
        claim("gain", "opposition", "city", "2024-12-01", source="Evening Post"),
    )
    row = on(made, "city", "2024-12-01")
    assert (row["side"], row["state"], row["certainty"]) == ("opposition", "held", "confirmed")
    assert row["readings"] == []


@pytest.mark.parametrize("form", ["adjectival", "verb"])
def test_government_held_city_two_days_after_its_fall_changes_nothing(form):
    fall = claim("gain", "opposition", "city", "2024-12-01")
    late = claim("control", "government", "city", "2024-12-03", form=form, date_text=None)
    made = control(fall, late)
    row = on(made, "city", "2024-12-04")
    assert (row["side"], row["state"], row["certainty"]) == ("opposition", "held", "confirmed")
    assert row["shares"] == on(control(fall), "city", "2024-12-04")["shares"]


def test_two_independent_sources_may_reverse_a_recent_fall():
    made = control(
        claim("gain", "opposition", "city", "2024-12-01"),
        claim("control", "government", "city", "2024-12-03", form="adjectival", date_text=None, source="One"),
        claim(
            "control",
            "government",
            "city",
            "2024-12-03",
            form="adjectival",
            date_text=None,
            source="Two",
            report_id="x",
        ),
    )
    assert on(made, "city", "2024-12-04")["side"] == "government"


def test_clashes_in_a_province_do_not_hatch_the_province():
    made = control(claim("contested", "opposition", "P", opponent_side="government", scope="part"))
    assert not any(made["contested"].tolist())


def test_clashes_in_a_city_hatch_the_city_and_end():
    made = control(claim("contested", "opposition", "city", opponent_side="government"))
    assert on(made, "city", "2024-12-02")["contested"] == ["government", "opposition"]
    assert on(made, "city", "2024-12-15")["contested"] == []
    assert on(made, "P", "2024-12-02")["contested"] == []


def test_a_siege_rings_the_besieged():
    made = control(claim("siege", "opposition", "city", opponent_side="government"))
    row = on(made, "city", "2024-12-02")
    assert (row["side"], row["besieged_by"]) == ("government", "opposition")
    assert on(made, "village", "2024-12-02")["besieged_by"] is None
    lifted = control(
        claim("siege", "opposition", "city", opponent_side="government"),
        claim("siege_lifted", "government", "city", "2024-12-05"),
    )
    assert on(lifted, "city", "2024-12-04")["besieged_by"] == "opposition"
    assert on(lifted, "city", "2024-12-05")["besieged_by"] is None


@pytest.mark.parametrize("date_text", [None, "on the day"])
def test_five_restatements_lose_nothing(date_text):
    first = claim("gain", "opposition", "P", "2024-12-01")
    known = claim("control", "government", "village", "2024-12-01")
    again = [claim("gain", "opposition", "P", f"2024-12-0{d}", date_text=None) for d in range(2, 7)]
    if date_text:
        again = [claim("gain", "opposition", "P", "2024-12-01", published=f"2024-12-0{d}") for d in range(2, 7)]
    once, often = control(first, known), control(first, known, *again)
    for node in ("P", "D1", "city", "village", "D2"):
        assert on(often, node, "2024-12-07")["shares"] == on(once, node, "2024-12-07")["shares"], node
        assert on(often, node, "2024-12-07")["certainty"] == on(once, node, "2024-12-07")["certainty"]


def test_more_gain_never_means_less_certainty():
    made = control(
        claim("control", "opposition", "P", "2024-12-01", scope="part", extent_low=0.9, extent_high=1.0),
        claim("gain", "opposition", "D1", "2024-12-02", scope="part", extent_low=1.0, extent_high=1.0),
    )
    assert on(made, "P", "2024-12-01")["shares"]["opposition"][0] == 0.9
    assert on(made, "P", "2024-12-02")["shares"]["opposition"][0] >= 0.9
    assert on(made, "D1", "2024-12-02")["shares"]["opposition"] == [1.0, 1.0, 1.0]
