"""How near a side has come. Sentences are our own."""

import pytest
from reading import rows_of


def threats(conflict, text):
    rows = rows_of(conflict, text, "2022-06-20", language="en")
    made = [c for c in rows if c["relation"] == "threat" and c["status"] in ("asserted", "claimed")]
    return {(c["side"], c["place"]) for c in made}


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("ukraine", "Russian troops were eight kilometres from Izium on Monday.", ("russia", "Izium")),
        ("yemen", "The Houthis are a few miles from Harib.", ("houthis", "Harib")),
        ("libya", "Haftar's forces stood 25 km (16 miles) south of Garabulli.", ("lna", "Garabulli")),
        ("dr-congo", "The M23, now 40 km from Uvira, kept up its march.", ("m23", "Uvira")),
        (
            "syria",
            "Taking the ridge puts the army within four kilometres of Saraqeb.",
            ("government", "Saraqeb"),
        ),
        ("syria", "Rebels took Souran, bringing them to within 20 km of Hama.", ("opposition", "Hama")),
        ("syria", "Rebels seized Halfaya. The front line is now nine kilometres from Hama.", ("opposition", "Hama")),
        ("sudan", "RSF columns are on the road to Shendi.", ("rsf", "Shendi")),
        ("ukraine", "Lyman, on which Russian troops are advancing, was emptied.", ("russia", "Lyman")),
    ],
)
def test_who_has_come_near(conflict, text, expected):
    assert threats(conflict, text) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "The hospital is eight kilometres from Idlib.",
        "The army built a school 5 km from Hama.",
        "Families were on the road to Homs.",
        "The army could be within 10 km of Hama next year.",
    ],
)
def test_what_only_lies_near(text):
    assert threats("syria", text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Inkhil came under attack by rebels.",
        "Inkhil is under threat from rebels.",
        "Rebels started an operation aimed to liberate Inkhil.",
        "Rebels were attacking districts of Inkhil.",
        "Rebels are within artillery range of Inkhil.",
        "Rebels have fought their way to the outskirts of Inkhil.",
        "Rebels have begun an all-out assault on Inkhil.",
        "Thousands have fled Inkhil as rebels close in.",
        "Rebels crossed the river and attacked Inkhil.",
        "Rebels launched an assault on positions of the army in Inkhil.",
        "An offensive aimed at capturing Inkhil was launched by rebels last week.",
        "Rebels announced the start of an operation to clear Inkhil of the army.",
        "Rebels have mounted repeated assaults on Inkhil.",
        "Rebels resumed their offensive against the army in Inkhil.",
    ],
)
def test_what_is_attacked_is_threatened(text):
    assert threats("syria", text) == {("opposition", "Inkhil")}
