"""Text that lost its commas is read like text that has them."""

from __future__ import annotations

import pytest

from territory.conflicts import load_conflict
from territory.extract.claims import known_names
from territory.extract.rules import engine

_SYRIA = load_conflict("syria")


def claims(text: str) -> set[tuple[str, str, str]]:
    report = {"report_id": "x", "published": "2016-03-01", "source": "agency", "title": "", "text": text}
    rows = engine(_SYRIA, "en", known_names(_SYRIA)).read(report)
    return {(row["relation"], _SYRIA.rollup(row["side"]), row["place"]) for row in rows if row["side"]}


@pytest.mark.parametrize(
    "text",
    [
        "In a major setback for the Syrian army, rebels captured Saraqib.",
        "After fighting with the SDF, ISIL fighters took Saraqib and Azaz.",
        "In the country's north, Azaz remained in the hands of Assad's forces.",
        "After Kurdish fighters took the town of Tell Rifaat, opposition fighters withdrew from the town of Azaz.",
        "Although the army recaptured Saraqib, fighters of the Islamic State group still held Tabqa.",
    ],
)
def test_subject_behind_what_opens_the_sentence(text):
    assert claims(text.replace(",", "").replace("'", "")) == claims(text) != set()


@pytest.mark.parametrize(
    "text",
    [
        "Azaz fell to the Syrian Democratic Forces, state media reported on Wednesday.",
        "Azaz remained in the hands of Islamic State militants, residents said.",
        "ISIL fighters, the monitor said, had captured Azaz.",
        "Rebels have, according to residents, taken Azaz.",
    ],
)
def test_who_says_it_behind_and_within_the_statement(text):
    assert claims(text.replace(",", "")) == claims(text) != set()


def test_known_names_side_by_side_are_a_list():
    assert {place for _, _, place in claims("Rebels captured Khan Shaykhun Manbij and Inkhil.")} == {
        "Khan Shaykhun",
        "Manbij",
        "Inkhil",
    }


def test_dates_part_the_members_of_a_list():
    text = "Rebels took the town of Azaz on Monday the town of Saraqib on Tuesday and Morek on Wednesday."
    assert {place for _, _, place in claims(text)} == {"Azaz", "Saraqib", "Morek"}


def test_what_explains_a_name_is_hopped_over():
    assert claims("Saraqib home to 50000 people before the war was captured by rebels.") == {
        ("gain", "opposition", "Saraqib")
    }


def test_a_militia_and_its_name_are_one_side():
    assert claims("The Shiite militia Hezbollah captured Zabadani.") == {("gain", "government", "Zabadani")}


@pytest.mark.parametrize(
    "text",
    [
        "Kurdish fighters on Tuesday, amid heavy shelling, captured Saraqib.",
        "In Azaz, which the army captured last year, schools have reopened.",
        "According to residents, Azaz, a town of 40000 people, fell to rebels.",
        "With air cover from the coalition, Kurdish fighters pushed IS out of Tabqa.",
    ],
)
def test_insertions_and_lists(text):
    assert claims(text.replace(",", "")) == claims(text) != set()


def test_names_that_ran_together_are_parted_where_one_is_known():
    text = "Rebels captured Maarat al-Numan Saraqib and Nawa."
    assert {place for _, _, place in claims(text)} == {"Maarat al-Numan", "Saraqib", "Nawa"}


def test_the_stronghold_of_a_side_falls():
    assert ("gain", "government", "Tabqa") in claims("The group's stronghold of Tabqa fell to the army.")
