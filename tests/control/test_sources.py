"""Whose word counts: neutral sources, parties, independence, disputes."""

from worlds import baseline, claim, located, on, province

from territory.control import resolve


def control(*claims, **more):
    return resolve(located(*claims), "syria", tree=province(), baseline=baseline(P="government"), **more)


def test_a_party_alone_only_claims():
    made = control(claim("gain", "opposition", "city", source="X", attributed_to="HTS", status="claimed"))
    row = on(made, "city", "2024-12-02")
    assert (row["side"], row["certainty"], row["claimant"]) == ("government", "claimed", "opposition")
    assert row["against"]


def test_a_party_counts_against_its_own_interest():
    made = control(claim("loss", "government", "city", source="SANA"))
    row = on(made, "city", "2024-12-02")
    assert (row["state"], row["certainty"]) == ("vacated", "confirmed")


def test_another_voice_confirms_what_a_party_claims():
    made = control(
        claim("gain", "opposition", "city", source="X", attributed_to="HTS", status="claimed"),
        claim("gain", "opposition", "city", source="Agency"),
    )
    row = on(made, "city", "2024-12-02")
    assert (row["side"], row["certainty"], row["claimant"]) == ("opposition", "confirmed", None)


def test_a_partys_own_word_lapses_when_what_it_spoke_of_is_taken():
    lines = claim("control", "government", "S1", scope="near", source="SANA", form="adjectival")
    made = control(lines, claim("gain", "opposition", "city", "2024-12-05"))
    assert on(made, "S1", "2024-12-05")["side"] == "opposition"
    assert (on(made, "S1", "2024-12-05")["claimant"], on(made, "S1", "2024-12-05")["against"]) == (None, [])
    above = control(claim("gain", "opposition", "village", source="HTS"), claim("gain", "sdf", "P", "2024-12-05"))
    assert [on(above, "village", f"2024-12-0{day}")["claimant"] for day in (4, 5)] == ["opposition", None]


def test_a_report_that_was_overtaken_no_longer_says_so():
    area = claim("control", "government", "S1", "2024-12-03", scope="part", part_kind="area")
    taken = claim("gain", "opposition", "city", "2024-12-05")
    made = control(area, taken)
    assert on(made, "S1", "2024-12-04")["claims"] == [area["claim_id"]]
    assert on(made, "S1", "2024-12-05")["claims"] == [taken["claim_id"]]


def test_a_report_of_a_capture_does_not_speak_against_it():
    taken, stronghold = claim("gain", "opposition", "city"), claim("control", "government", "city", date_text=None)
    assert on(control(taken, stronghold), "city", "2024-12-02")["against"] == []
    elsewhere = on(control(taken, {**stronghold, "report_id": "other"}), "city", "2024-12-02")
    assert elsewhere["against"] == [stronghold["claim_id"]]


def test_neutral_sources_that_disagree_on_a_day_are_a_dispute_with_both_readings():
    made = control(
        claim("control", "government", "city", source="One"), claim("control", "opposition", "city", source="Two")
    )
    row = on(made, "city", "2024-12-01")
    assert row["certainty"] == "disputed"
    assert {r["side"] for r in row["readings"]} == {"government", "opposition"}


def test_the_better_supported_reading_is_shown():
    made = control(
        claim("control", "government", "city", source="One"), claim("control", "opposition", "city", source="Two"),
        claim("control", "opposition", "city", source="Three", report_id="other"),
    )  # fmt: skip
    assert on(made, "city", "2024-12-01")["side"] == "opposition"


def test_the_same_text_in_two_papers_is_one_source():
    copies = [
        claim("control", "opposition", "city", "2024-12-03", date_text=None, source=s, text_group="g", report_id=s)
        for s in ("One", "Two")
    ]
    made = control(claim("gain", "government", "city", "2024-12-01"), *copies)
    assert on(made, "city", "2024-12-04")["side"] == "government"


def test_denied_and_planned_colour_nothing():
    made = control(
        claim("gain", "opposition", "city", status="planned"), claim("gain", "opposition", "village", status="denied"),
        claim("gain", "opposition", "D2", status="negated"),
    )  # fmt: skip
    assert set(made.loc[made["basis"] == "reported", "side"]) == set()


def test_a_deal_between_two_holders_is_shared_and_no_dispute():
    made = control(
        claim("control", "government", "city", manner="deal"), claim("control", "sdf", "city", manner="deal")
    )
    row = on(made, "city", "2024-12-02")
    assert row["state"] == "shared"
    assert row["certainty"] == "confirmed"
