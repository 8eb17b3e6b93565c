"""From a colour to its quotes; what changed between two dates; what does not add up."""

import pytest
from worlds import baseline, claim, located, province

from territory.conflicts import load_conflict
from territory.control import check, diff, explain, resolve
from territory.errors import ControlError

CLAIMS = located(
    claim("gain", "opposition", "city", "2024-12-01", claim_id="fall", quote="rebels took the city"),
    claim(
        "control", "government", "city", "2024-12-01", claim_id="held", quote="the army holds the city", report_id="r2"
    ),
    claim(
        "gain", "sdf", "S2", "2024-12-01", claim_id="boast", quote="we took S2", attributed_to="SDF", status="claimed"
    ),
    claim("gain", "opposition", "D2", "2024-12-01", claim_id="plan", status="planned"),
    claim("gain", "opposition", None, "2024-12-01", claim_id="lost", place="Nowhere", match="abstained"),
)


@pytest.fixture(scope="module")
def control():
    return resolve(CLAIMS, "syria", tree=province(), baseline=baseline(P="government"))


def test_explain_goes_from_the_colour_to_the_quotes_for_and_against(control):
    text = explain(control, CLAIMS, "city", "2024-12-01", conflict=load_conflict("syria"))
    assert "held by Opposition" in text
    because, against = text.split("against it:")
    assert "“rebels took the city” [fall]" in because
    assert "“the army holds the city” [held]" in against


def test_explain_names_the_side_that_alone_claims_it(control):
    text = explain(control, CLAIMS, "S2", "2024-12-01", conflict=load_conflict("syria"))
    assert "claimed by Syrian Democratic Forces alone" in text
    assert "[boast]" in text.split("against it:")[1]


def test_explain_refuses_a_name_it_does_not_know(control):
    with pytest.raises(ControlError, match="'Atlantis' is no unit"):
        explain(control, CLAIMS, "Atlantis", "2024-12-01")


def test_diff_gives_the_change_and_the_claims_that_made_it(control):
    table = diff(control, "2024-11-30", "2024-12-02")
    row = table[table["node"] == "city"].iloc[0]
    assert (row["side_before"], row["side_after"], row["since"]) == ("government", "opposition", "2024-12-01")
    assert row["claims"] == ["fall"]
    assert diff(control, "2024-12-02", "2024-12-03").empty
    assert set(diff(control, "2024-11-30", "2024-12-02", level=1)["level"]) <= {1}


def test_check_lists_what_could_not_be_placed_and_what_had_no_effect(control):
    table = check(control, CLAIMS, conflict=load_conflict("syria"), tree=province())
    assert table.loc[table["kind"] == "abstained", "claims"].tolist() == [["lost"]]
    idle = table[table["kind"] == "no_effect"].iloc[0]
    assert idle["claims"] == ["plan"]
    assert "it is planned" in idle["message"]


def test_check_finds_extents_that_cannot_both_be():
    claims = located(
        claim("control", "opposition", "P", claim_id="most", scope="part", extent_low=0.9, extent_high=1.0),
        claim("control", "government", "D1", claim_id="district", scope="part", extent_low=1.0, extent_high=1.0),
    )
    made = resolve(claims, "syria", tree=province(), baseline=baseline(D2="government"))
    table = check(made, claims, conflict=load_conflict("syria"), tree=province())
    row = table[table["kind"] == "impossible"].iloc[0]
    assert row["message"] == (
        "opposition cannot hold 90% or more of P while government holds 100% or more of D1, which is 35% of it"
    )
    assert row["claims"] == ["most", "district"]
    assert "contradiction" in set(table["kind"])
