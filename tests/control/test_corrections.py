"""An analyst's corrections are part of the input."""

import pandas as pd
import pytest
from worlds import baseline, claim, located, on, province

from territory.control import apply_corrections, resolve
from territory.errors import ControlError

FALL = claim("gain", "opposition", "city", "2024-12-01", claim_id="fall")


def control(corrections, *claims, **more):
    table = pd.DataFrame(corrections)
    held = baseline(P="government")
    return resolve(located(*claims), "syria", tree=province(), baseline=held, corrections=table, **more)


def test_a_rejected_claim_has_no_effect():
    made = control([{"action": "reject", "claim_id": "fall", "who": "LK", "why": "wrong city"}], FALL)
    assert on(made, "city", "2024-12-02")["side"] == "government"


def test_an_accepted_claim_counts_though_a_party_said_it():
    boast = claim("gain", "opposition", "city", claim_id="fall", source="X", attributed_to="HTS", status="claimed")
    row = on(control([{"action": "accept", "claim_id": "fall", "who": "LK"}], boast), "city", "2024-12-02")
    assert (row["side"], row["certainty"]) == ("opposition", "confirmed")
    assert "correction" in row["rules"]


def test_an_edit_replaces_the_columns_it_fills():
    made = control(
        [{"action": "edit", "claim_id": "fall", "side": "sdf", "date_from": "2024-12-03", "date_to": "2024-12-03"}],
        FALL,
    )
    assert on(made, "city", "2024-12-02")["side"] == "government"
    assert on(made, "city", "2024-12-03")["side"] == "sdf"


def test_a_pin_moves_a_claim_to_the_right_place():
    made = control([{"action": "pin", "claim_id": "fall", "node": "village"}], FALL)
    assert on(made, "city", "2024-12-02")["side"] == "government"
    assert on(made, "village", "2024-12-02")["side"] == "opposition"


def test_a_claim_can_be_added():
    added = {"action": "add", "relation": "gain", "side": "sdf", "node": "S2", "published": "2024-12-05", "why": "seen"}
    made = control([added], FALL)
    assert on(made, "S2", "2024-12-05")["side"] == "sdf"


def test_corrections_made_later_are_not_known_before():
    late = {"action": "reject", "claim_id": "fall", "when": "2024-12-10"}
    assert on(control([late], FALL, as_known_on="2024-12-09"), "city", "2024-12-02")["side"] == "opposition"
    assert on(control([late], FALL, as_known_on="2024-12-10"), "city", "2024-12-02")["side"] == "government"


def test_they_are_read_from_a_file(tmp_path):
    path = tmp_path / "corrections.csv"
    path.write_text("action,claim_id,who,why\nreject,fall,LK,wrong city\n", encoding="utf-8")
    assert apply_corrections(located(FALL), path)["status"].tolist() == ["denied"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"action": "reject", "claim_id": "nope"}, "row 1: no claim 'nope'"),
        ({"action": "erase", "claim_id": "fall"}, "row 1: action is 'erase'"),
        ({"action": "add", "side": "sdf"}, "row 1: add needs relation, node and published"),
        ({"action": "pin", "claim_id": "fall"}, "row 1: pin needs a node"),
    ],
)
def test_a_wrong_correction_is_named(row, message):
    with pytest.raises(ControlError, match=message):
        apply_corrections(located(FALL), pd.DataFrame([row]))
