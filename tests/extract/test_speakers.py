"""Whose word a claim is: offices, persons, pronouns and quotations are followed to a party, or to nobody's."""

import pytest
from reading import claims

from territory.extract.said.quotes import quotations


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        (
            "libya",
            "Colonel Idris Bu Zaid, a spokesman for the LNA, told reporters that all was well. "
            "His men had entered Sirte, Bu Zaid said.",
            ("gain", "lna", "Sirte", "claimed"),
        ),
        (
            "syria",
            "An army officer at a checkpoint told reporters on Friday that the rebels were retreating. "
            "The officer added that soldiers had taken Maaret al-Numan.",
            ("gain", "government", "Maaret al-Numan", "claimed"),
        ),
        (
            "yemen",
            "A Houthi commander reached by telephone said the road was quiet. “Our men still hold Taiz,” he said.",
            ("control", "houthis", "Taiz", "claimed"),
        ),
        (
            "ethiopia",
            "Tigrayan officials rejected the statement, saying their forces had captured Kobo.",
            ("gain", "tigray", "Kobo", "claimed"),
        ),
        (
            "nigeria",
            "The army declined to say how many had died, adding only that troops had recaptured Baga.",
            ("gain", "government", "Baga", "claimed"),
        ),
        (
            "syria",
            "A shopkeeper who fled Saraqib said rebels had left the town. "
            "She said the army had captured Khan Sheikhoun.",
            ("gain", "government", "Khan Sheikhoun", "asserted"),
        ),
        (
            "ukraine",
            "Ukrainian troops entered Lyman on Saturday, the defence ministry in Kyiv said, "
            "months after Russian troops captured Izium.",
            ("gain", "russia", "Izium", "asserted"),
        ),
    ],
)
def test_the_speaker_is_found_and_followed(conflict, text, expected):
    assert expected in claims(conflict, text, "2022-10-03")


def test_a_quotation_left_open_ends_nowhere():
    assert quotations('“We left,” he said. "They came back and "we fled".') == [(0, 10), (40, 49)]


def test_a_body_speaks_through_its_media_team_and_a_spokesman_of_an_operation_for_its_side():
    text = (
        "GNA forces moved on Tuesday. A spokesman for the operation said the GNA had taken Tarhuna. "
        "The media office of the LNA said its fighters held Jufra."
    )
    found = claims("libya", text)
    assert ("gain", "gna", "Tarhuna", "claimed") in found
    assert ("control", "lna", "Jufra", "claimed") in found


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("dr-congo", "M23 spokesperson Willy Ngoma wrote on X that Masisi had been taken.", ("gain", "m23", "Masisi")),
        ("iraq", "Bartella has been liberated, Lieutenant General Ali Hasan said.", ("gain", "government", "Bartella")),
        ("mali", "CSP rebels captured Bourem, they said in a statement.", ("gain", "opposition", "Bourem")),
    ],
)
def test_ranks_posts_and_pronouns_of_the_same_sentence(conflict, text, expected):
    assert (*expected, "claimed") in claims(conflict, text)
