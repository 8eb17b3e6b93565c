"""Nouns and pronouns for what was said before, and who acts where a clause leaves it out."""

import pytest

from territory.extract.claims import extract
from territory.tables import REPORTS


def facts(conflict: str, text: str) -> set[str]:
    table = REPORTS.frame([{"report_id": "a", "published": "2024-06-15", "text": text, "language": "en"}])
    return {f"{r.relation} {r.side} {r.place}" for r in extract(table, conflict).itertuples()}


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        (
            "nigeria",
            "Boko Haram insurgents raided the towns of Bama and Gwoza. The army retook the towns in March.",
            ["gain government Bama", "gain government Gwoza"],
        ),
        (
            "ukraine",
            "Ukrainian troops took the villages of Blahodatne and Neskuchne. Russia later recaptured the two villages.",
            ["gain russia Blahodatne", "gain russia Neskuchne"],
        ),
        (
            "yemen",
            "Houthi fighters seized Marib and Ataq. Pro-government forces retook them a week later.",
            ["gain government Marib", "gain government Ataq"],
        ),
        (
            "syria",
            "The town of Morek is north of Hama city. The army said the town had been seized by rebels.",
            ["gain opposition Morek"],
        ),
        (
            "iraq",
            "Fighting raged near Tal Afar, a town west of Mosul. Iraqi forces later captured the town.",
            ["gain government Tal Afar"],
        ),
        (
            "ethiopia",
            "Federal troops entered Mekelle, the capital of Tigray. The army controls the city.",
            ["control government Mekelle"],
        ),
        ("dr-congo", "Congolese troops left Rutshuru. M23 captured it the same day.", ["gain m23 Rutshuru"]),
        ("iraq", "ISIS took Hawija in 2014. The militants have held it since.", ["control isis Hawija"]),
        ("afghanistan", "The governor handed over Ghazni to the Taliban.", ["gain taliban Ghazni"]),
        (
            "ukraine",
            "Russian troops had taken Bakhmut. Kyiv said its forces still held the city's western edge.",
            ["control ukraine Bakhmut"],
        ),
    ],
)
def test_nouns_and_pronouns_mean_what_was_spoken_of(conflict, text, expected):
    assert {*expected} <= facts(conflict, text)


def test_a_landmark_is_not_what_was_taken():
    text = "Fighting raged near Tal Afar, a town west of Mosul. Iraqi forces later captured the town."
    assert facts("iraq", text) == {"gain government Tal Afar"}


def test_villages_that_come_later_are_not_those_just_listed():
    text = "The army advanced in the villages and areas where rebels are, regaining control of Qaiqan and Ayyubiya."
    assert not any(f.startswith("contested") for f in facts("syria", text))
