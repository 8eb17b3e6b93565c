"""The rules of time: persistence, onset ranges, ends, history, report time."""

from worlds import baseline, claim, located, on, province

from territory.control import resolve


def control(*claims, **more):
    return resolve(located(*claims), "syria", tree=province(), baseline=baseline(P="government"), **more)


def test_a_state_lasts_until_a_claim_touches_it():
    made = control(claim("gain", "opposition", "city", "2024-12-01"), claim("gain", "government", "city", "2025-03-01"))
    assert on(made, "city", "2024-11-30")["side"] == "government"
    assert on(made, "city", "2025-02-28")["side"] == "opposition"
    assert on(made, "city", "2025-03-01")["side"] == "government"


def test_between_the_ends_of_an_onset_range_both_are_possible():
    made = control(claim("gain", "opposition", "city", "2024-12-06", date_from="2024-11-28"))
    assert on(made, "city", "2024-11-27")["shares"]["government"] == [1.0, 1.0, 1.0]
    between = on(made, "city", "2024-12-01")
    assert between["shares"]["government"][::2] == [0.0, 1.0]
    assert between["shares"]["opposition"][::2] == [0.0, 1.0]
    assert between["side"] == "government"
    assert on(made, "city", "2024-12-06")["shares"]["opposition"] == [1.0, 1.0, 1.0]


def test_a_range_is_closed_by_a_report_of_the_day():
    made = control(
        claim("gain", "opposition", "city", "2024-11-30"),
        claim("gain", "opposition", "city", "2024-12-06", date_from="2024-11-27"),
    )
    assert on(made, "city", "2024-11-29")["shares"]["government"] == [1.0, 1.0, 1.0]
    assert on(made, "city", "2024-11-30")["shares"]["opposition"] == [1.0, 1.0, 1.0]


def test_a_state_with_an_end_ends():
    made = control(
        claim("control", "opposition", "city", "2024-12-01", until_from="2025-01-01", until_to="2025-01-01"),
    )
    assert on(made, "city", "2024-12-31")["side"] == "opposition"
    assert "opposition" not in on(made, "city", "2025-01-01")["shares"]
    assert on(made, "city", "2025-01-01")["state"] == "vacated"


def test_a_loss_with_no_taker_leaves_the_place_vacated_until_someone_is_reported():
    made = control(claim("loss", "government", "city", "2024-12-01"), claim("gain", "sdf", "city", "2024-12-03"))
    row = on(made, "city", "2024-12-02")
    assert (row["state"], row["side"]) == ("vacated", None)
    assert on(made, "city", "2024-12-03")["side"] == "sdf"


def test_what_its_holder_is_told_to_hold_no_longer_is_vacated_where_nobody_took_it():
    over = claim("control", "government", "XX", "2024-12-08", status="negated", date_text=None)
    made = control(claim("gain", "opposition", "S1", "2024-12-05"), over)
    assert (on(made, "S1", "2024-12-08")["side"], on(made, "S2", "2024-12-08")["state"]) == ("opposition", "vacated")
    assert on(made, "S2", "2024-12-07")["side"] == "government"


def test_history_acts_at_its_own_dates_and_never_at_publication():
    made = control(
        claim(
            "control", "opposition", "P", "2013-12-31", date_from="2010-01-01", published="2024-12-06", background=True
        ),
        claim("gain", "government", "P", "2018-12-31", date_from="2018-01-01", published="2024-12-06", background=True),
        claim("control", "isis", "P", "2024-12-06", background=True, date_text=None),
    )
    assert on(made, "D2", "2015-06-01")["side"] == "opposition"
    assert on(made, "D2", "2020-06-01")["side"] == "government"
    row = on(made, "D2", "2024-12-06")
    assert (row["side"], row["basis"]) == ("government", "assumed")


def test_the_map_as_it_was_known_on_a_day():
    claims = (
        claim("gain", "opposition", "city", "2024-12-01", published="2024-12-01"),
        claim("loss", "opposition", "city", "2024-12-02", published="2024-12-20", date_from="2024-12-02"),
    )
    assert on(control(*claims), "city", "2024-12-10")["state"] == "vacated"
    assert on(control(*claims, as_known_on="2024-12-10"), "city", "2024-12-10")["side"] == "opposition"


def test_a_claim_told_late_takes_its_place_in_time():
    made = control(
        claim("gain", "sdf", "city", "2024-12-05", published="2024-12-05"),
        claim("gain", "opposition", "city", "2024-12-01", published="2024-12-09"),
    )
    assert on(made, "city", "2024-12-03")["side"] == "opposition"
    assert on(made, "city", "2024-12-06")["side"] == "sdf"


def test_runs_are_cut_to_the_days_asked_for_and_do_not_overlap():
    made = control(claim("gain", "opposition", "city", "2024-12-01"), start="2024-11-28", end="2024-12-10")
    assert made["from"].min() == "2024-11-28"
    for _, runs in made.groupby("node"):
        assert list(runs["to"])[:-1] == list(runs["from"])[1:]


def test_of_events_on_one_node_and_day_the_later_published_stands():
    made = control(
        claim("gain", "opposition", "city", "2024-12-01", published="2024-12-01"),
        claim("gain", "government", "city", "2024-12-01", published="2024-12-02"),
    )
    assert on(made, "city", "2024-12-01")["side"] == "government"
    assert not (made["certainty"] == "disputed").any()


def test_a_change_on_the_whole_keeps_what_cannot_have_moved():
    made = control(
        claim("control", "opposition", "D1", "2024-12-01", scope="part", extent_low=1.0, extent_high=1.0),
        claim("gain", "opposition", "P", "2024-12-03", scope="part", extent_low=0.1, extent_high=0.1),
    )
    assert on(made, "D1", "2024-12-03")["shares"]["opposition"][0] == 1.0
    assert on(made, "D2", "2024-12-03")["shares"]["opposition"][2] <= (0.15 / 0.65) + 1e-3


def test_most_of_a_province_is_shown_as_mostly_held():
    made = control(claim("control", "opposition", "P", scope="part", extent_low=0.5, extent_high=1.0))
    row = on(made, "P", "2024-12-02")
    assert (row["state"], row["side"]) == ("mostly_held", "opposition")
    assert row["shares"]["opposition"][::2] == [0.5, 1.0]
