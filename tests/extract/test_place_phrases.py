"""Which places a phrase names: described, listed, within others, and joined to a verb in many ways."""

import pytest
from reading import rows_of


def facts(text, conflict="syria"):
    return {(c["relation"], c["side"], c["place"]) for c in rows_of(conflict, text, "2016-08-20")}


@pytest.mark.parametrize(
    "phrase",
    [
        "the long-contested town of Azaz",
        "the contested town of Azaz",
        "the mostly Sunni town of Azaz",
        "the key supply hub of Azaz",
        "the once-bustling trading town of Azaz",
        "the battle-scarred town of Azaz",
        "the front-line town of Azaz",
        "Azaz, the largest town in the area,",
        "the northern Aleppo town of Azaz",
        "the Aleppo province town of Azaz",
        "Aleppo province's second-largest town, Azaz,",
        "the town of Azaz on the highway between Homs and the city of Hama",
        "the rural town of Azaz",
        "Azaz, Aleppo province, and raised their flag",
    ],
)
def test_a_description_leaves_the_named_place(phrase):
    assert facts(f"On Monday rebels captured {phrase} overnight.") == {("gain", "opposition", "Azaz")}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels withdrew from Azaz and from the town of Morek.",
        "Rebels withdrew from a number of towns, among them Azaz and Morek.",
        "Not only Azaz but also the town of Morek was lost by rebels.",
        "Several villages, including Azaz and Morek, were lost by rebels.",
        "Rebels withdrew from four villages in Aleppo province, including Azaz and Morek.",
        "Rebels lost two villages - Azaz and Morek - overnight.",
        "Rebels lost Azaz and Morek, two towns in Aleppo province, overnight.",
        "Rebels lost not just Azaz but Morek too.",
        "Rebels lost Azaz in the morning and Morek at noon.",
    ],
)
def test_every_place_of_a_list_is_meant(text):
    assert facts(text) == {("loss", "opposition", "Azaz"), ("loss", "opposition", "Morek")}


def test_unnamed_places_behind_named_ones_are_not_parts_of_these():
    found = rows_of("syria", "Rebels took Azaz, Morek and several checkpoints.", "2016-08-20")
    assert {(c["place"], c["scope"]) for c in found} == {("Azaz", "whole"), ("Morek", "whole")}


def test_the_area_is_the_one_spoken_of():
    text = "The Zabadani district saw air strikes. The area has been controlled by rebels for two years."
    assert facts(text) == {("control", "opposition", "Zabadani")}


def test_fighting_there_is_in_the_place_spoken_of():
    text = "The army reached Morek on Monday. Heavy clashes with rebels erupted there on Tuesday."
    assert facts(text) == {("contested", "government", "Morek")}


def test_a_flag_raised_where_it_stands_tells_who_took_the_place():
    assert ("gain", "opposition", "Azaz") in facts("Azaz, where rebels raised their flag, had been held by the army.")


def test_two_sides_share_one_verb():
    text = "Rebels hold Morek, and the army the town of Azaz."
    assert facts(text) == {("control", "opposition", "Morek"), ("control", "government", "Azaz")}


def test_a_gerund_at_the_head_of_what_is_said_has_the_subject_behind_it():
    text = "According to residents, after taking Azaz, rebels captured Morek."
    assert facts(text) == {("gain", "opposition", "Azaz"), ("gain", "opposition", "Morek")}


def test_neither_of_two_places_is_held():
    found = rows_of("syria", "Neither Azaz nor Morek is held by rebels.", "2016-08-20")
    assert {(c["place"], c["status"]) for c in found} == {("Azaz", "negated"), ("Morek", "negated")}


def test_what_stands_behind_an_opening_phrase_explains_nothing():
    text = "In the north, farmland east of Saraqib came under the control of rebels."
    assert facts(text) == {("gain", "opposition", "Saraqib")}


@pytest.mark.parametrize("facility", ["Azaz barracks", "Azaz gas field", "Azaz dam"])
def test_a_facility_keeps_its_noun(facility):
    assert facts(f"Rebels captured the {facility}.") == {("gain", "opposition", facility)}


def test_but_begins_another_statement():
    text = "Rebels took Morek but Azaz remains in the hands of the army."
    assert facts(text) == {("gain", "opposition", "Morek"), ("control", "government", "Azaz")}


@pytest.mark.parametrize("aside", ["in the south of Aleppo province", "overlooking the highway", "near the border"])
def test_where_a_place_lies_may_stand_between_commas(aside):
    text = f"With Azaz, {aside}, now in the hands of rebels, people fled."
    assert facts(text) == {("control", "opposition", "Azaz")}


@pytest.mark.parametrize("places", ["Morek and the adjoining district of Azaz", "Azaz and Morek, in the north,"])
def test_control_of_several_places_passes_at_once(places):
    text = f"Activists said that control of {places} has passed to rebels."
    assert facts(text) == {("gain", "opposition", "Morek"), ("gain", "opposition", "Azaz")}


def test_both_are_the_places_just_listed():
    text = "Azaz and Morek are a few kilometres apart. Both were seized by rebels in the spring."
    assert facts(text) == {("gain", "opposition", "Azaz"), ("gain", "opposition", "Morek")}


def test_a_town_falls_to_those_spoken_of():
    text = "Rebels began shelling the town of Azaz in May. The town fell to them in July."
    assert facts(text) == {("gain", "opposition", "Azaz")}


def test_one_side_holds_half_and_another_the_rest():
    text = "The markets of Azaz are empty. Rebels hold the southern half of the city, the army the rest."
    assert facts(text) == {("control", "opposition", "Azaz"), ("control", "government", "Azaz")}


def test_a_stronghold_is_what_the_sentence_is_about():
    text = "Rebels took the village of Azaz. The village, 10 kilometres from Morek, had been a stronghold of the army."
    assert facts(text) == {("gain", "opposition", "Azaz"), ("control", "government", "Azaz")}


def test_who_did_something_before_is_who_takes():
    assert facts("Rebels reopened the road to Morek after taking Azaz.") == {("gain", "opposition", "Azaz")}


def test_land_around_a_place_is_not_the_place():
    found = rows_of("syria", "Rebels captured the countryside surrounding Azaz.", "2016-08-20")
    assert [(c["place"], c["scope"]) for c in found] == [("Azaz", "near")]


def test_as_at_the_head_of_a_sentence_is_no_name():
    assert facts("As rebel fighters seized Azaz, warplanes bombed Morek.") == {("gain", "opposition", "Azaz")}


def test_what_is_lost_to_a_side_is_taken_by_it():
    assert facts("The loss of Azaz to rebels came as a surprise.") == {("gain", "opposition", "Azaz")}
    assert facts("The nearby town of Azaz was lost to rebels.") == {("gain", "opposition", "Azaz")}


def test_a_brother_lost_is_no_place_lost():
    assert facts("A woman who had fled to Azaz lost her brother to rebels.") == set()


def test_all_three_are_the_places_just_listed():
    text = "Azaz, Nawa and Morek are farming villages. The army captured all three on Sunday."
    assert facts(text) == {("gain", "government", place) for place in ("Azaz", "Nawa", "Morek")}


def test_places_fall_to_different_sides():
    text = "Nawa and Azaz fell to rebels, and Palmyra to the army."
    assert ("gain", "government", "Palmyra") in facts(text)


def test_where_the_next_place_lies_does_not_part_a_list():
    text = "Rebels remain in control of Nawa and, a little further south, Azaz."
    assert facts(text) == {("control", "opposition", "Nawa"), ("control", "opposition", "Azaz")}


def test_fighting_before_a_comma_is_not_where_the_rest_happens():
    text = "After heavy clashes, Nawa and Azaz, both in Idlib province, had been seized by rebels."
    assert facts(text) == {("gain", "opposition", "Nawa"), ("gain", "opposition", "Azaz")}


def test_securing_a_road_between_places_threatens_neither():
    text = "Rebels captured Azaz to secure the supply line between Nawa and Morek."
    assert facts(text) == {("gain", "opposition", "Azaz")}


def test_what_kind_of_towns_they_are_makes_them_no_part():
    found = rows_of("syria", "Rebels captured the strategic villages of Nawa and Azaz.", "2016-08-20")
    assert {(c["place"], c["scope"]) for c in found} == {("Nawa", "whole"), ("Azaz", "whole")}


def test_villages_of_a_province_are_part_of_it():
    found = rows_of("syria", "Rebels captured key villages of Idlib province.", "2016-08-20")
    assert [(c["place"], c["scope"]) for c in found] == [("Idlib", "part")]


def test_hills_besiege_no_one():
    assert facts("The town of Azaz is surrounded by hills.") == set()


def test_a_place_along_with_another_is_a_subject_too():
    text = "Morek, along with Azaz, had come under the control of rebels."
    assert facts(text) == {("gain", "opposition", "Morek"), ("gain", "opposition", "Azaz")}


def test_two_towns_are_the_names_behind_them():
    assert facts("Rebels captured two towns, Azaz and Morek.") == {
        ("gain", "opposition", "Azaz"),
        ("gain", "opposition", "Morek"),
    }


@pytest.mark.parametrize("part", ["the city centre", "the market area"])
def test_a_quarter_of_a_place_is_part_of_it(part):
    found = rows_of("syria", f"Rebels pulled out of {part} of Azaz on Tuesday.", "2016-08-20")
    assert [(c["relation"], c["place"], c["scope"]) for c in found] == [("loss", "Azaz", "part")]


def test_what_residents_tell_of_does_not_explain_them():
    text = "According to residents, a stretch of highway outside Azaz fell to rebels."
    assert facts(text) == {("gain", "opposition", "Azaz")}


def test_a_part_stays_one_when_some_of_it_is_named():
    found = rows_of("syria", "Rebels have seized a large part of Azaz, including the city centre.", "2016-08-20")
    assert [(c["place"], c["scope"]) for c in found] == [("Azaz", "part")]
