"""Sieges by who is besieged and by what is drawn around a place. Sentences are our own."""

import pytest
from reading import rows_of


def sieges(conflict, text):
    rows = rows_of(conflict, text, "2022-06-20", language="en")
    return {
        (c["side"], c["place"]) for c in rows if c["relation"] == "siege" and c["status"] in ("asserted", "claimed")
    }


@pytest.mark.parametrize(
    ("conflict", "text", "side", "places"),
    [
        ("syria", "Bread was brought to the besieged in Yarmouk.", None, {"Yarmouk"}),
        ("syria", "Besieged inhabitants of Moadamiya eat grass.", None, {"Moadamiya"}),
        ("myanmar", "Junta soldiers besieged in Falam gave up on Friday.", None, {"Falam"}),
        ("somalia", "Kenyan soldiers in Kolbiyow were encircled by al-Shabaab.", "al_shabaab", {"Kolbiyow"}),
        ("sudan", "The army's 14th Division in Kadugli has been under siege since 2023.", None, {"Kadugli"}),
        ("sudan", "In Kadugli the 14th Division is reported to be encircled.", None, {"Kadugli"}),
        ("ukraine", "Ukrainian marines in Ilovaisk are almost surrounded.", None, {"Ilovaisk"}),
        ("ukraine", "Russian troops are closing a ring around Soledar.", "russia", {"Soledar"}),
        ("syria", "Three besieged towns got flour: Madaya, Foua and Kefraya.", None, set()),
        ("syria", "Flour went to three besieged towns: Madaya, Foua and Kefraya.", None, {"Madaya", "Foua", "Kefraya"}),
        ("syria", "The army besieged Arbin along with Zamalka.", "government", {"Arbin", "Zamalka"}),
        ("mali", "Boni remains blockaded by JNIM.", "jnim", {"Boni"}),
        ("mali", "The blockade of Nioro declared by JNIM goes on.", "jnim", {"Nioro"}),
        ("lebanon", "Gunmen are trapped in Nahr al-Bared, ringed by Hezbollah.", "hezbollah", {"Nahr al-Bared"}),
    ],
)
def test_who_or_what_is_besieged(conflict, text, side, places):
    assert sieges(conflict, text) == {(side, place) for place in places}


@pytest.mark.parametrize(
    "text",
    [
        "The besieged minister spoke in Damascus.",
        "Fuel deliveries to Homs were cut off.",
        "Water was cut off in Hama.",
        "A ring around the moon was seen in Idlib.",
    ],
)
def test_what_is_no_siege(text):
    assert sieges("syria", text) == set()


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("yemen", "In Taiz, a city that the Houthis have kept under siege for years, a bomb went off.", "Taiz"),
        ("yemen", "Taiz is a city in the hills near Ibb and has been under siege by the Houthis since 2015.", "Taiz"),
        ("yemen", "Houthi fighters took the villages around Taiz, having encircled the city.", "Taiz"),
    ],
)
def test_sieges_in_clauses_beside_the_main_one(conflict, text, expected):
    assert ("houthis", expected) in sieges(conflict, text)


def lifted(text):
    rows = rows_of("syria", text, "2022-06-20", language="en")
    return {(c["side"], c["place"]) for c in rows if c["relation"] == "siege_lifted"}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The siege of Inkhil ended after two years.", None),
        ("The army reached Inkhil, ending a siege of three years.", "government"),
        ("The siege of Inkhil, a town in the south, was lifted.", None),
        ("The army opened a corridor into Inkhil, breaking the siege imposed by rebels.", "government"),
    ],
)
def test_how_a_siege_ends(text, side):
    assert lifted(text) == {(side, "Inkhil")}


def test_besieged_after_a_verb_describes_the_name_that_follows():
    assert sieges("syria", "Trucks entered besieged Inkhil.") == {(None, "Inkhil")}


@pytest.mark.parametrize(
    "text",
    [
        "The army blocked all roads leading to Inkhil.",
        "The army has imposed a complete blockade on Inkhil.",
        "The army refuses to lift the blockade it imposed on Inkhil last summer.",
        "The army has kept the town of Inkhil in the country's south under siege since May.",
        "The army severed the last supply line into Inkhil.",
        "Inkhil has spent a year under a siege imposed by the army.",
    ],
)
def test_ways_to_besiege_without_the_verb(text):
    assert sieges("syria", text) == {("government", "Inkhil")}


def test_closing_one_road_is_no_siege():
    assert sieges("syria", "The army blocked a road to Inkhil.") == set()


def test_a_siege_that_was_relieved_is_not_laid_by_who_relieved_it():
    assert ("government", "Inkhil") not in sieges("syria", "Inkhil was relieved by the army after a siege of a year.")


def test_a_noose_that_tightens_is_a_siege():
    assert sieges("syria", "The noose is tightening around Inkhil.") == {(None, "Inkhil")}
