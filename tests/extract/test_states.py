"""The state of holding: predicates, what they are said of, and who holds."""

import pytest
from reading import rows_of


def found(conflict, text, published="2016-02-14"):
    return {(r["relation"], r["status"], r["side"], r["place"]) for r in rows_of(conflict, text, published)}


@pytest.mark.parametrize(
    ("conflict", "text", "place", "side"),
    [
        ("yemen", "Most of Hajjah, a province bordering Saudi Arabia, is in the hands of the Houthis.", "Hajjah",
         "houthis"),
        ("iraq", "Baiji, the site of a large refinery, has been under Islamic State control since June.", "Baiji",
         "isis"),
        ("libya", "Ghat, under the authority of the LNA since the spring, has run out of petrol.", "Ghat", "lna"),
        ("somalia", "Jilib is still under al-Shabaab.", "Jilib", "al_shabaab"),
        ("iraq", "Mosul, the largest city under Islamic State, has no mobile network.", "Mosul", "isis"),
        ("ukraine", "Snizhne is back in Ukrainian possession, the brigade wrote.", "Snizhne", "ukraine"),
        ("sudan", "What is left in the army's hands is the town of Dilling.", "Dilling", "government"),
    ],
)  # fmt: skip
def test_a_state_is_said_of_its_subject(conflict, text, place, side):
    assert {(s, p) for r, st, s, p in found(conflict, text) if r == "control" and st != "negated"} == {(side, place)}


def test_a_place_passes_into_hands_once():
    assert found("iraq", "Tuz Khurmatu passed into Kurdish hands in the summer.") == {
        ("gain", "asserted", "peshmerga", "Tuz Khurmatu")
    }


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ubari lies beyond the reach of the GNA.", "negated"),
        ("Ubari is outside the control of the GNA.", "negated"),
        ("Ubari has never been out of the hands of the GNA.", "asserted"),
        ("Ubari is not in the hands of the GNA.", "negated"),
    ],
)
def test_out_of_reach_is_not_held(text, status):
    assert found("libya", text) == {("control", status, "gna", "Ubari")}


def test_a_list_is_joined_at_its_own_level():
    text = "Loyalists hold the hills, but the town of Damt is in Houthi hands."
    assert ("control", "asserted", "houthis", "Damt") in found("yemen", text)
    assert {p for _, _, s, p in found("yemen", "Damt, Juban and Qataba are under Houthi rule.")} == {
        "Damt", "Juban", "Qataba"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("conflict", "text", "claims"),
    [
        ("libya", "The LNA, already in charge of Derna, may turn west.", {("lna", "Derna")}),
        ("syria", "Truce talks failed, with the army in possession of Rankous.", {("government", "Rankous")}),
        ("ethiopia", "Tigrayan forces ended the week in full control of Maychew.", {("tigray", "Maychew")}),
        ("iraq", "Tal Keif is the last town left to Islamic State.", {("isis", "Tal Keif")}),
        ("yemen", "The Houthis advanced again, leaving the government with Shabwa and Mukalla.",
         {("government", "Shabwa"), ("government", "Mukalla")}),
        ("myanmar", "The army has only Minbya and Ponnagyun left.",
         {("government", "Minbya"), ("government", "Ponnagyun")}),
        ("ukraine", "Mortars were fired by Russian troops dug in at Polohy.", {("russia", "Polohy")}),
        ("somalia", "Al-Shabaab fighters were still holding out on Friday in Bu'aale.", {("al_shabaab", "Bu'aale")}),
        ("libya", "Only Tarhuna and Waddan are left to the LNA.", {("lna", "Tarhuna"), ("lna", "Waddan")}),
    ],
)  # fmt: skip
def test_other_words_for_holding(conflict, text, claims):
    assert {(s, p) for r, _, s, p in found(conflict, text) if r == "control"} == claims


def test_a_place_may_be_theirs():
    text = "Militiamen of the RSF rode into Kutum on Sunday. Kutum has been theirs ever since."
    assert ("control", "asserted", "rsf", "Kutum") in found("sudan", text)


def test_a_channel_is_no_place():
    assert found("yemen", "He spoke to Houthi-run Al Maseera television about aid.") == set()
