"""One sentence, one phenomenon: what the rules read in it. Sentences are our own, from many conflicts."""

import pytest
from reading import rows_of

DAY = "2016-08-20"


def read(text, conflict="syria", published=DAY):
    return rows_of(conflict, text, published, language="en")


def facts(text, conflict="syria", published=DAY):
    return sorted((c["relation"], c["side"], c["place"]) for c in read(text, conflict, published))


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("nigeria", "Boko Haram militants seized the town of Bama in Borno state.", [("gain", "boko_haram", "Bama")]),
        ("syria", "Palmyra was recaptured by Syrian troops.", [("gain", "government", "Palmyra")]),
        ("syria", "The town of Azaz, held by rebels, was calm.", [("control", "opposition", "Azaz")]),
        ("syria", "The capture of Manbij by the SDF came in August.", [("gain", "sdf", "Manbij")]),
        ("syria", "The town of Maan fell to the rebels.", [("gain", "opposition", "Maan")]),
        ("somalia", "African Union forces captured the al Shabaab stronghold of Barawe.", [("gain", "au", "Barawe")]),
        ("somalia", "Somali government forces drove al-Shabaab out of Merca.", [("gain", "government", "Merca")]),
        ("dr-congo", "Congolese troops have withdrawn from Sake.", [("loss", "government", "Sake")]),
        ("dr-congo", "The M23 rebels have captured Goma, the capital of North Kivu.", [("gain", "m23", "Goma")]),
        ("ukraine", "Ukrainian forces have pulled out of Lysychansk.", [("loss", "ukraine", "Lysychansk")]),
        ("ukraine", "Moscow's forces are advancing towards Pokrovsk.", [("threat", "russia", "Pokrovsk")]),
        ("sudan", "The paramilitary RSF has besieged al-Fashir since May 10.", [("siege", "rsf", "al-Fashir")]),
        ("libya", "Misrata fighters clashed with Haftar's forces in Sirte.", [("contested", "gna", "Sirte")]),
        ("afghanistan", "The provincial capital Lashkar Gah is surrounded by the Taliban.",
         [("siege", "taliban", "Lashkar Gah")]),
        ("yemen", "Fighters loyal to President Hadi have regained control of Aden from the Houthis.",
         [("gain", "government", "Aden")]),
        ("yemen", "The Houthis, who seized the capital Sanaa last September, hold Taiz.",
         [("control", "houthis", "Taiz"), ("gain", "houthis", "Sanaa")]),
        ("syria", "Rebels lost Qusayr to government forces.", [("gain", "government", "Qusayr")]),
        ("syria", "Darayya has been under government siege since 2012.", [("siege", "government", "Darayya")]),
        ("mali", "French and Malian troops entered the historic city of Timbuktu.", [("gain", "france", "Timbuktu")]),
        ("syria", "Clashes raged between government troops and rebels in the Salaheddin neighbourhood.",
         [("contested", "government", "Salaheddin")]),
        ("burkina-faso", "The army has lost control of about 40 percent of the country.",
         [("loss", "government", "Burkina Faso")]),
    ],
)  # fmt: skip
def test_who_did_what_where(conflict, text, expected):
    assert facts(text, conflict, "2024-12-01") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Air strikes on Idlib killed ten people.",
        "Aid convoys reached Madaya on Monday.",
        "The foreign ministry withdrew its ambassador from Damascus.",
        "Rebels and the government held talks in Geneva.",
        "The army captured 30 fighters and seized weapons in Homs.",
    ],
)
def test_what_is_no_claim_about_territory(text):
    assert facts(text) == []


def test_places_and_verbs_are_coordinated():
    found = facts("Rebels captured Taftanaz, Binnish and Saraqib and besieged Idlib.")
    assert found == [
        ("gain", "opposition", "Binnish"),
        ("gain", "opposition", "Saraqib"),
        ("gain", "opposition", "Taftanaz"),
        ("siege", "opposition", "Idlib"),
    ]


def test_pronouns_and_definite_nouns_mean_what_was_spoken_of():
    found = facts(
        "Islamic State fighters attacked the city of Hasaka on Monday. They seized several districts of the city."
    )
    assert ("gain", "isis", "Hasaka") in found


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("The SDF now hold 70 percent of the town of Manbij.", (0.7, 0.7)),
        ("Rebels control more than 90 percent of Daraa province.", (0.9, 1.0)),
        ("The rebels control almost all of Qabun.", (0.9, 1.0)),
        ("IS controls most of the Euphrates valley.", (0.5, 1.0)),
        ("The city of Raqqa is almost entirely under SDF control.", (0.9, 1.0)),
        ("Iraqi forces hold half of Mosul.", (0.5, 0.5)),
    ],
)
def test_shares_become_bounds(text, extent):
    (claim,) = read(text)
    assert (claim["extent_low"], claim["extent_high"]) == extent
    assert (claim["scope"], claim["part_kind"]) == ("part", "share")


@pytest.mark.parametrize(
    ("text", "scope", "part_kind"),
    [
        ("Rebels captured two villages near Jarablus.", "near", "around"),
        ("Rebels hold areas in Hama province.", "part", "areas"),
        ("Rebels hold parts of Aleppo.", "part", "areas"),
        ("Rebels hold the east of Aleppo.", "part", "direction"),
        ("Rebels captured a village 12 km south of Homs.", "near", "offset"),
        ("The army holds the Sanamayn area.", "whole", "area"),
        ("Rebels captured all of Idlib.", "whole", None),
    ],
)
def test_limits_of_a_place(text, scope, part_kind):
    (claim,) = read(text)
    assert (claim["scope"], claim["part_kind"]) == (scope, part_kind)


def test_distance_and_direction_are_kept():
    (claim,) = read("Rebels captured a village 12 km south of Homs.")
    assert (claim["distance_km"], claim["direction"], claim["place"]) == (12.0, "s", "Homs")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The army said it had captured Maan.", "claimed"),
        ("Residents said the army had captured Maan.", "asserted"),
        ("The rebels failed to capture Maan.", "negated"),
        ("The Division 17 base is out of government control.", "negated"),
    ],
)
def test_how_it_is_put_forward(text, status):
    assert [c["status"] for c in read(text)] == [status]


def test_a_plan_to_take_a_place_is_a_threat():
    assert facts("Rebels launched an operation to capture Maan.") == [("threat", "opposition", "Maan")]


def test_a_condition_asserts_nothing_that_colours_a_map():
    assert [
        c for c in read("If rebels capture Maan they will open a road.") if c["status"] in ("asserted", "claimed")
    ] == []


@pytest.mark.parametrize(
    ("text", "first", "last", "background"),
    [
        ("Rebels took Maan on Tuesday.", "2016-08-16", "2016-08-16", False),
        ("Rebels took Maan in April.", "2016-04-01", "2016-04-30", True),
        ("Rebels took Maan in 2012.", "2012-01-01", "2012-12-31", True),
        ("Rebels took Maan yesterday.", "2016-08-19", "2016-08-19", False),
        ("Rebels took Maan in mid-2015.", "2015-05-01", "2015-08-31", True),
        ("Rebels took Maan.", "2016-08-20", "2016-08-20", False),
    ],
)
def test_dates_are_resolved_against_the_day_of_publication(text, first, last, background):
    (claim,) = read(text)
    assert (claim["date_from"], claim["date_to"], claim["background"]) == (first, last, background)


def test_a_group_that_no_profile_names_is_a_side_of_its_own():
    assert facts("Homeland Shield brigades captured Maan.", "libya")[0][1] not in (None, "government")


def test_text_that_lost_its_apostrophes_is_read():
    assert facts("Air strikes hit Aleppos rebel-held Marjeh district. Aleppo is quiet.") == [
        ("control", "opposition", "Marjeh")
    ]
