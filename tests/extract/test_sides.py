"""Who a phrase names: possessives, full names, units, peoples, sponsors, coordinated sides."""

import pytest

from territory.conflicts import load_conflict
from territory.extract.claims import known_names
from territory.extract.rules import engine
from territory.extract.who.aliases import Aliases
from territory.extract.words.lexicon import load_lexicon


def sides(conflict, day, text):
    profile = load_conflict(conflict)
    report = {"id": "r", "title": "", "published": day, "source": "Wire", "text": text}
    return [row["side"] for row in engine(profile, "en", known_names(profile)).read(report)]


@pytest.mark.parametrize(
    ("conflict", "day", "text", "side"),
    [
        ("libya", "2019-06-10", "The LNA said its troops had taken Sirte.", "lna"),
        ("south-sudan", "2016-09-01", "A rebel spokesman said his fighters captured Torit.", "opposition"),
        ("yemen", "2020-07-01", "The Southern Transitional Council met. The council controls Lahij.", "stc"),
        ("dr-congo", "2025-02-20", "The army said its own units had retaken Kamanyola.", "government"),
    ],
)
def test_possessed_forces_are_those_of_the_side_spoken_of(conflict, day, text, side):
    assert sides(conflict, day, text) == [side]


@pytest.mark.parametrize(
    ("conflict", "text", "side"),
    [
        ("myanmar", "The Myanmar National Democratic Arms Alliance seized Kunlong.", "mndaa"),
        ("myanmar", "The Naga Hills Defence Front seized Lahe.", "resistance"),
        ("sudan", "The Kordofan Renewal Front seized Bara.", "kordofan_renewal_front"),
        ("sudan", "The 5th Infantry Division holds El Obeid.", "government"),
        ("ukraine", "Russia's 20th Motor Rifle Division captured Toretsk.", "russia"),
    ],
)
def test_full_names_and_units(conflict, text, side):
    assert sides(conflict, "2024-05-10", text) == [side]


def test_a_bracket_defines_a_short_form_for_the_rest_of_the_text():
    text = "The Kordofan Renewal Front (KRF) is small. On Sunday the KRF seized Bara."
    assert sides("sudan", "2024-05-10", text) == ["kordofan_renewal_front"]


@pytest.mark.parametrize(
    ("conflict", "text", "side"),
    [
        ("ukraine", "The Russians captured Avdiivka.", "russia"),
        ("mozambique", "Mozambican and Rwandan troops retook Mbau.", "government"),
        ("dr-congo", "Rwandan soldiers and M23 fighters took Katale.", "m23"),
        ("dr-congo", "Kigali-backed gunmen took Katale.", "m23"),
        ("myanmar", "Kokang militiamen captured Chinshwehaw.", "mndaa"),
    ],
)
def test_peoples_sponsors_and_helpers(conflict, text, side):
    assert sides(conflict, "2024-05-10", text) == [side]


def test_the_government_of_a_day_is_who_rules_then():
    assert sides("libya", "2019-06-10", "Government soldiers retook Sirte.") == ["gna"]
    assert sides("libya", "2011-08-20", "Government soldiers retook Sirte.") == ["government"]


@pytest.mark.parametrize(
    ("conflict", "day", "text", "side"),
    [
        ("ethiopia", "2021-09-10", "Forces from Tigray hold Kobo.", "tigray"),
        ("somalia", "2023-09-10", "Puntland took Galgala from Islamic State.", "puntland"),
        ("iraq", "2015-12-30", "Baghdad has recaptured Baiji.", "government"),
        ("afghanistan", "2022-05-10", "Kabul lost Khost.", "taliban"),
    ],
)
def test_a_seat_stands_for_who_rules_from_it(conflict, day, text, side):
    assert sides(conflict, day, text) == [side]


def test_an_alias_gives_other_words_for_the_same_force():
    aliases = Aliases(load_conflict("myanmar"), load_lexicon("en"))
    assert ("Kokang militiamen", "mndaa", (None, None)) in list(aliases.forces())


@pytest.mark.parametrize(
    ("conflict", "day", "text", "expected"),
    [
        ("sudan", "2024-08-10", "SPLM-N fighters crossed the Nuba hills. On Friday the rebels took Delling.", "splm_n"),
        ("sudan", "2024-08-10", "On Friday the rebels took Delling.", "rsf"),
        ("myanmar", "2024-08-10", "Soldiers of the Kachin Independence Army took Tanai.", "kia"),
        ("somalia", "2024-08-10", "Hargeisa's soldiers took Taleh.", "somaliland"),
        ("central-african-republic", "2018-05-10", "Darassa's men took Bria.", "seleka"),
        ("iraq", "2016-11-10", "The peshmerga took Bashiqa.", "peshmerga"),
    ],
)
def test_words_for_armed_men_follow_the_text(conflict, day, text, expected):
    assert sides(conflict, day, text) == [expected]


def test_soldiers_are_those_of_the_state_just_spoken_of():
    text = "Israeli troops captured Aitaroun. The soldiers later left Maroun al-Ras."
    assert sides("lebanon", "2024-10-20", text) == ["israel", "israel"]


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("syria", "Rebels and the army both claim to control Azaz.", ["government", "opposition"]),
        ("syria", "The army, along with local tribal fighters, captured Zabadani.", ["government"]),
        ("syria", "What remains of Islamic State has withdrawn from Mayadin.", ["isis"]),
        ("syria", "The Syrian National Army captured Atarib.", ["sna"]),
        ("mozambique", "Palma fell to Mozambique's defence and security forces.", ["government"]),
        ("dr-congo", "The March 23 Movement overran Sake.", ["m23"]),
        ("syria", "IS took Tabqa from the army on Monday. The latter still holds Manbij.", ["government", "isis"]),
        ("nigeria", "Boko Harams fighters took Marte.", ["boko_haram"]),
        ("libya", "Troops under Khalifa Haftar took Sirte.", ["lna"]),
        ("dr-congo", "Lubero is in the hands of President Felix Tshisekedi's troops.", ["government"]),
        ("yemen", "It was the STC, which is backed by the United Arab Emirates, that took Harib.", ["stc"]),
        ("mali", "The army entered Konna, raised its flag and went on to take Lere.", ["government", "government"]),
        ("libya", "It is the LNA and not the GNA who hold Bani Walid.", ["lna"]),
        ("mali", "The insurgents of the Islamic State took Bourem.", ["isis"]),
        ("mali", "A joint force made up of the army and local volunteers took Konna.", ["government"]),
        ("yemen", "The loss of Bayhan to al-Qaeda was a blow to the army.", ["aqap"]),
        ("syria", "The army, not the rebels, controls Saraqib.", ["government"]),
        ("syria", "The army, long accused of abuses by the United Nations, took Tabqa.", ["government"]),
        ("syria", "IS, which has lost most of its territory, took Tabqa.", ["isis"]),
        ("yemen", "The Houthis, the largest armed group in the area, took Nihm.", ["houthis"]),
        ("nigeria", "Armed bandits pushed Boko Haram out of Marte.", ["bandits"]),
        ("dr-congo", "The Allied Democratic Forces and the army both claim to control Sake.", ["adf", "government"]),
    ],
)
def test_heavy_subjects(conflict, text, expected):
    assert sorted(sides(conflict, "2024-05-10", text)) == expected


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("mali", "The Malian army accused JNIM of seizing Konna.", "jnim"),
        (
            "nigeria",
            "Boko Haram has been fighting the army for years. Its fighters took Marte on Sunday.",
            "boko_haram",
        ),
        ("mali", "The army lured the jihadists into an ambush before retaking Konna.", "government"),
        ("yemen", "The army could not prevent the Houthis from taking Hays.", "houthis"),
        ("iraq", "A source close to IS said the group had lost Hawija.", "isis"),
        ("mali", "Jihadists came to Konna after the army had gone. They captured Konna unopposed.", "jnim"),
        ("syria", "The expulsion of Islamic State from Tabqa by Kurdish fighters took a month.", "sdf"),
    ],
)
def test_who_does_it_is_not_whom_it_is_done_to(conflict, text, expected):
    assert sides(conflict, "2024-05-10", text) == [expected]
