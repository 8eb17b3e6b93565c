"""What narrows a place, and when: shares, parts, surroundings, distances, exceptions, onsets and ends."""

import pytest
from reading import rows_of


def rows(conflict, text, published="2024-02-14"):
    return rows_of(conflict, text, published)


def one(conflict, text, published="2024-02-14"):
    found = rows(conflict, text, published)
    assert len(found) == 1, [(r["relation"], r["place"], r["part"]) for r in found]
    return found[0]


@pytest.mark.parametrize(
    ("conflict", "text", "extents"),
    [
        ("syria", "The rebels hold most of Aleppo.", {"Aleppo": (0.5, 1.0)}),
        ("libya", "The LNA controls almost all of Cyrenaica and about 70 percent of Fezzan.",
         {"Cyrenaica": (0.9, 1.0), "Fezzan": (0.7, 0.7)}),
        ("syria", "The government controlled less than a third of Homs province.", {"Homs": (0.0, 0.333)}),
        ("yemen", "The Houthis control more than two thirds of Taiz city.", {"Taiz": (0.667, 1.0)}),
        ("syria", "At least 75 percent of Zabadani is under army control.", {"Zabadani": (0.75, 1.0)}),
        ("sudan", "The RSF holds the western half of Khartoum.", {"Khartoum": (0.5, 0.5)}),
        ("yemen", "Loyalists hold between 40 and 50 percent of the city of Dhale.", {"Dhale": (0.4, 0.5)}),
        ("sudan", "Some 60-70% of Omdurman is under army control.", {"Omdurman": (0.6, 0.7)}),
        ("somalia", "The government holds a quarter to a third of Gedo.", {"Gedo": (0.25, 0.333)}),
        ("ethiopia", "Fano militiamen control eight of Metekel zone's 20 woredas.", {"Metekel": (0.4, 0.4)}),
        ("afghanistan", "The Taliban hold seven of the ten districts of Paktika.", {"Paktika": (0.7, 0.7)}),
        ("afghanistan", "The Taliban rule all but one of the five districts of Nimroz.", {"Nimroz": (0.8, 0.8)}),
        ("syria", "The rebels control all of Idlib province.", {"Idlib": (1.0, 1.0)}),
        ("syria", "The rebels control the entire city of Hama.", {"Hama": (1.0, 1.0)}),
    ],
)  # fmt: skip
def test_shares_are_bounds(conflict, text, extents):
    assert {r["place"]: (r["extent_low"], r["extent_high"]) for r in rows(conflict, text)} == extents


def test_a_distance_lies_outside_the_place():
    row = one("syria", "ISIS captured two villages 12 km north of Palmyra.")
    assert (row["scope"], row["distance_km"], row["direction"]) == ("near", 12, "n")


def test_land_between_two_places_names_both():
    row = one("ukraine", "Russian forces took positions between Vuhledar and Marinka.")
    assert (row["place"], row["place_to"], row["part_kind"]) == ("Vuhledar", "Marinka", "between")


@pytest.mark.parametrize(
    ("text", "place", "kept"),
    [
        ("The army took all of Aleppo except Sheikh Maqsoud.", "Aleppo", ["Sheikh Maqsoud"]),
        ("With the exception of Sanamayn, the rebels control Daraa province.", "Daraa", ["Sanamayn"]),
        ("The rebels control Idlib province, but not Jisr al-Shughur.", "Idlib", ["Jisr al-Shughur"]),
    ],
)
def test_exceptions_are_kept_by_name(text, place, kept):
    row = one("syria", text)
    assert (row["place"], row["except_places"]) == (place, kept)


def test_what_is_held_goes_on_behind_an_exception():
    text = "The SDF hold the city of Deir ez-Zor, all of Hasakah province apart from the Ras al-Ain area, and Raqqa."
    kept = {row["place"]: row["except_places"] for row in rows("syria", text)}
    assert kept == {"Deir ez-Zor": None, "Hasakah": ["Ras al-Ain area"], "Raqqa": None}
    row = one("syria", "The army took all of Aleppo except Sheikh Maqsoud and Ashrafiyeh.")
    assert row["except_places"] == ["Sheikh Maqsoud", "Ashrafiyeh"]


def test_a_crossing_told_by_where_it_leads_is_not_the_one_spoken_of():
    text = "Gunmen seized the Nassib crossing with Jordan. The SDF took Abu Kamal and the crossing with Iraq."
    assert "Nassib crossing" not in {r["place"] for r in rows("syria", text) if r["side"] == "sdf"}


def test_who_no_longer_holds_any_part_holds_nothing():
    row = one("syria", "The regime no longer holds any territory in Syria.")
    assert (row["relation"], row["status"], row["place"], row["scope"]) == ("control", "negated", "Syria", "whole")


def test_a_limit_is_not_that_of_an_adjective_behind_it():
    row = one("syria", "Two people died in a town in rebel-held Idlib.")
    assert (row["place"], row["scope"]) == ("Idlib", "whole")


@pytest.mark.parametrize(
    ("conflict", "text", "onset", "end"),
    [
        ("afghanistan", "The Taliban held Kunduz from 2015 to 2016.", ("2015-01-01", "2015-12-31"), "2016-12-31"),
        ("syria", "The rebels controlled Homs until May 2014.", None, "2014-05-31"),
        ("mali", "Rebels took Kidal over the weekend.", ("2024-02-10", "2024-02-11"), None),
        ("syria", "The army took Nawa on Monday.", ("2024-02-12", "2024-02-12"), None),
        ("syria", "The army took Nawa, which rebels had regained, on Monday.", ("2024-02-12", "2024-02-12"), None),
        ("somalia", "Al-Shabaab captured Jilib two decades ago.", ("2004-01-01", "2004-12-31"), None),
    ],
)  # fmt: skip
def test_onsets_and_ends(conflict, text, onset, end):
    row = rows(conflict, text)[0]
    assert onset is None or (row["date_from"], row["date_to"]) == onset
    assert row["until_to"] == end


def test_each_place_of_a_list_has_its_own_day():
    found = rows("syria", "The rebels took Nawa on Tuesday and Jasim on Thursday.", "2024-02-16")
    assert {r["place"]: r["date_from"] for r in found} == {"Nawa": "2024-02-13", "Jasim": "2024-02-15"}


def test_a_state_told_as_past_ends_with_the_change_that_the_report_tells():
    text = "The army abandoned Hama on Thursday. Government forces had held Hama throughout the war."
    state = next(r for r in rows("syria", text, "2024-12-06") if r["relation"] == "control")
    assert (state["until_to"], state["background"]) == ("2024-12-05", True)
    assert state["date_to"] < state["until_to"]


@pytest.mark.parametrize(
    ("conflict", "text", "scopes"),
    [
        ("ethiopia", "Federal forces hold the centres of Dessie, Kombolcha and Woldia.",
         {"Dessie": "part", "Kombolcha": "part", "Woldia": "part"}),
        ("syria", "The army took the southern quarter of Ariha.", {"Ariha": "part"}),
        ("iraq", "Parts of Hawija, a large town, are in the hands of Islamic State.", {"Hawija": "part"}),
        ("lebanon", "Bint Jbeil, large parts of which the Israelis have occupied since May, was shelled.",
         {"Bint Jbeil": "part"}),
        ("somalia", "All of Bakool north of the road is under government control.", {"Bakool": "part"}),
        ("iraq", "Islamic State still holds the eastern fringe, in Khalidiya and Karma.",
         {"Khalidiya": "whole", "Karma": "whole"}),
        ("syria", "Most of Maskanah is IS territory.", {"Maskanah": "part"}),
    ],
)  # fmt: skip
def test_what_is_only_partly_meant(conflict, text, scopes):
    held = [r for r in rows(conflict, text) if r["relation"] in ("control", "gain")]
    assert {r["place"]: r["scope"] for r in held} == scopes


@pytest.mark.parametrize(
    "text",
    [
        "All of Lahj but the airport is in the hands of the loyalists.",
        "Lahj, apart from a few villages, is held by loyalists.",
        "Lahj, bar the coast, was under loyalist control.",
    ],
)
def test_an_exception_is_hopped_over(text):
    held = [r for r in rows("yemen", text) if r["relation"] == "control"]
    assert [(r["place"], r["side"]) for r in held] == [("Lahj", "government")]


def test_an_adjective_may_be_the_predicate():
    held = rows("syria", "Harem is still rebel-held, while Ariha is largely government-controlled.")
    assert {(r["place"], r["side"], r["scope"]) for r in held} == {
        ("Harem", "opposition", "whole"), ("Ariha", "government", "part")
    }  # fmt: skip
