"""Which of the places spoken of a definite noun or a pronoun means."""

import pytest
from reading import facts

from territory.extract.where.antecedents import ASIDE, LANDMARK, OBJECT, PlaceMention, Places


def places(*mentions: tuple[str, str, int, float]) -> Places:
    found = Places()
    for at, (name, kind, sentence, weight) in enumerate(mentions):
        found.see(PlaceMention(name, kind, None, sentence, at, weight))
    return found


def test_the_last_one_that_fits_is_meant():
    spoken = places(("Derna", "city", 0, OBJECT), ("Brak", "airport", 1, OBJECT))
    assert spoken.meant("city", 2, ("the", "city")).name == "Derna"
    assert spoken.meant("airport", 2, ("the", "airport")).name == "Brak"
    assert spoken.meant("province", 2, ("the", "province")) is None


def test_what_only_says_where_another_lies_is_not_meant():
    assert places(("Tarhuna", "unknown", 0, OBJECT), ("Tripoli", "city", 0, LANDMARK)).meant("any", 1).name == "Tarhuna"


def test_two_that_are_as_likely_are_neither_meant():
    assert places(("Sorman", "town", 0, OBJECT), ("Sabratha", "town", 0, OBJECT)).meant("town", 1) is None


def test_what_comes_later_is_not_meant_while_something_came_before():
    spoken = places(("Waw", "town", 0, ASIDE), ("Wau", "town", 1, OBJECT))
    assert spoken.meant("town", 1, ("the", "town"), at=1).name == "Waw"


@pytest.mark.parametrize("words", [("the", "neighbouring", "town"), ("the", "other", "town"), ("the", "last", "town")])
def test_other_places_have_not_been_spoken_of(words):
    assert places(("Sorman", "town", 0, OBJECT)).meant("town", 1, words) is None


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        (
            "libya",
            "LNA columns left Jufra and reached Bani Walid, a hilltop town. The GNA retook the hilltop town on Sunday.",
            "gain gna Bani Walid",
        ),
        (
            "syria",
            "Soldiers pulled out of Saraqib on the road to Idlib. Rebels entered the town and raised their flags.",
            "gain opposition Saraqib",
        ),
        (
            "ukraine",
            "Lyman, a rail hub, lies north of Sloviansk. Russian forces captured the town.",
            "gain russia Lyman",
        ),
        (
            "mali",
            "NAIROBI (Wire) - Gunmen overran Menaka, residents said. The city fell to JNIM on Monday.",
            "gain jnim Menaka",
        ),
        (
            "somalia",
            "Al-Shabaab stormed the old airport in Afgooye. The militants held the site overnight.",
            "control al_shabaab old airport",
        ),
        (
            "iraq",
            "ISIS fighters overran Baiji. The group, which had taken Tikrit, the provincial capital, holds both.",
            "gain isis Tikrit",
        ),
    ],
)
def test_definite_nouns_in_reports(conflict, text, expected):
    assert expected in facts(conflict, text)


def test_the_place_of_the_dateline_is_not_spoken_of():
    text = "ADEN, Yemen - Houthi fighters overran Mukayras. Pro-government forces recaptured the town."
    assert facts("yemen", text) == {"gain houthis Mukayras", "gain government Mukayras"}


def test_the_headline_tells_what_a_report_is_about():
    text = "Soldiers from Gao and Ansongo met on Monday. Tuareg rebels seized the town in the evening."
    assert "gain rebels Ansongo" not in facts("mali", text)
    assert any(f.endswith(" Ansongo") for f in facts("mali", text, title="Ansongo falls"))


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("sudan", "RSF fighters seized the army base at Jebel Moya.", "gain rsf Jebel Moya"),
        ("mali", "JNIM fighters captured a military barracks at Konna.", "gain jnim Konna"),
        (
            "libya",
            "LNA troops captured the headquarters of the army's 32nd Brigade in Sirte.",
            "gain lna headquarters of the army's 32nd Brigade",
        ),
        ("iraq", "Iraqi forces retook Ramadi's Old Town.", "gain government Old Town"),
        ("south-sudan", "Rebels captured the U.N. compound in Bor.", "gain opposition U.N. compound"),
        ("syria", "Rebels took the main government compound in Idlib.", "gain opposition main government compound"),
        ("syria", "Rebels captured Base 46 in March.", "gain opposition Base 46"),
        ("yemen", "Houthi fighters captured the police headquarters.", "gain houthis police headquarters"),
        ("afghanistan", "The Taliban took the headquarters of Dasht-e Archi district.", "gain taliban Dasht-e Archi"),
        ("iraq", "ISIS once ruled Mosul. Its eastern half was retaken by Iraqi forces.", "gain government Mosul"),
    ],
)
def test_places_without_a_name_of_their_own(conflict, text, expected):
    assert expected in facts(conflict, text)


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        (
            "somalia",
            "Al-Shabaab captured a small town in central Somalia, elders said. Fighting broke out in Budbud on Friday.",
            {"gain al_shabaab Budbud"},
        ),
        (
            "ukraine",
            "Russian forces have captured a village in the Kharkiv region. They took the village of Lyptsi on Sunday.",
            {"gain russia Lyptsi"},
        ),
        (
            "sudan",
            "The RSF seized an army base in North Kordofan. The Umm Samima base fell after a siege.",
            {"gain rsf Umm Samima base"},
        ),
    ],
)
def test_what_is_brought_in_without_its_name_is_named_soon(conflict, text, expected):
    assert expected <= facts(conflict, text)


def test_of_two_names_that_follow_neither_is_the_one_brought_in():
    text = "Rebels captured a town in Idlib province. Residents of Kafr Takharim and Armanaz fled."
    assert not facts("syria", text) & {"gain opposition Kafr Takharim", "gain opposition Armanaz"}


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("mali", "JNIM fighters took Farabougou after the army pulled out.", "loss government Farabougou"),
        ("iraq", "ISIS fighters seized Rutba but withdrew two days later.", "loss isis Rutba"),
        ("libya", "GNA forces hold Gharyan. They drove the LNA out in June.", "gain gna Gharyan"),
        ("mali", "Konna and Diabaly fell to JNIM. The army retook both.", "gain government Konna"),
        ("iraq", "ISIS fighters seized Rutba and Hit but withdrew.", "loss isis Rutba"),
        ("dr-congo", "Government troops left before dawn. M23 captured Sake.", ""),
    ],
)
def test_who_leaves_leaves_the_place_just_told_of(conflict, text, expected):
    found = facts(conflict, text)
    assert expected in found if expected else not any(f.startswith("loss") for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured Morek. Government negotiators left the talks.",
        "Rebels captured Morek. Soldiers left two tanks behind.",
        "Rebels captured Morek. Soldiers retreated from Sinjar.",
    ],
)
def test_other_things_that_are_left_are_no_place_just_told_of(text):
    assert "loss government Morek" not in facts("syria", text)


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        (
            "afghanistan",
            "The Taliban captured two villages in Ghazni province, Nawa and Gelan.",
            {"gain taliban Nawa", "gain taliban Gelan"},
        ),
        ("afghanistan", "Baghlan's capital, Poli-Khumri, also fell to the Taliban.", {"gain taliban Poli-Khumri"}),
        ("sudan", "The RSF took Bara. The army regained the North Kordofan town.", {"gain government Bara"}),
    ],
)
def test_areas_only_say_where_the_places_meant_are(conflict, text, expected):
    found = facts(conflict, text)
    assert expected <= found
    assert not any(f.endswith((" Ghazni", " Baghlan", " North Kordofan")) for f in found)


def test_what_only_locates_a_noun_is_not_taken():
    text = "The army regained Hawija, one of two towns on the Zab that ISIS overran in May."
    found = facts("iraq", text)
    assert "gain isis Hawija" in found
    assert not any(f.endswith(" Zab") for f in found)


def test_the_city_is_the_one_just_named_in_the_sentence():
    text = (
        "Rebels took Hama on Thursday and the governor left the city. "
        "The army had withdrawn from Homs a few hours earlier, and rebels took full control of the city before dawn."
    )
    assert {"loss government Homs", "gain opposition Homs"} <= facts("syria", text, title="Hama falls, governor gone")
