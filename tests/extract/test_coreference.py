"""Nouns and pronouns for what was said before, and who acts where a clause leaves it out."""

import pytest
from reading import facts


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


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("yemen", "The Houthis captured Hazm on Friday. Ataq followed on Saturday.", "gain houthis Ataq"),
        ("iraq", "Mosul fell to ISIS in June 2014, as did Tikrit.", "gain isis Tikrit"),
        ("ukraine", "Lyman was retaken by Ukrainian troops and so was Izium.", "gain ukraine Izium"),
        ("somalia", "Al-Shabaab took Jilib and, a day later, Buale.", "gain al_shabaab Buale"),
        ("ukraine", "Ukrainian soldiers are back in Lyman.", "gain ukraine Lyman"),
        ("libya", "Sirte remains with the LNA.", "control lna Sirte"),
        ("syria", "Afrin belongs to the YPG.", "control ypg Afrin"),
    ],
)
def test_clauses_that_leave_out_who_or_what(conflict, text, expected):
    assert expected in facts(conflict, text)


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("mali", "Konna, 700 km from Bamako, was overrun by Ansar Dine.", "gain jnim Konna"),
        ("myanmar", "Lashio, the largest city in northern Shan State, was captured by the MNDAA.", "gain mndaa Lashio"),
        ("iraq", "Islamic State seized Mosul Iraqs second largest city in 2014.", "gain isis Mosul"),
        ("syria", "The army restored security to Aleppos Balouzeh village.", "gain government Balouzeh"),
        ("iraq", "ISIS fighters took Pul-e-Khumri.", "gain isis Pul-e-Khumri"),
    ],
)
def test_what_explains_a_name_is_no_second_place(conflict, text, expected):
    assert facts(conflict, text) == {expected}


def test_a_place_that_is_followed_by_something_else_shares_no_fate():
    text = "The army took Palmyra. Homs followed the talks closely. As was reported, so did the markets."
    assert facts("syria", text) == {"gain government Palmyra"}


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("syria", "Rebels said they had entered Douma, a day after regaining control of Manbij.",
         {"gain opposition Douma", "gain opposition Manbij"}),
        ("syria", "Islamic State militants seized the last government controlled crossing after they took Palmyra.",
         {"gain isis Palmyra"}),
        ("syria", "Jabhat al-Nusra captured the city of Idlib. Raqqa fell in March 2013.",
         {"gain hts Idlib", "gain None Raqqa"}),
    ],
)  # fmt: skip
def test_who_acts_is_neither_a_holder_nor_whoever_was_spoken_of_last(conflict, text, expected):
    assert expected <= facts(conflict, text)


@pytest.mark.parametrize("land", ["a third of the country", "a third of Syrian territory", "a third of Syria"])
def test_a_share_of_the_land_is_one_of_the_country(land):
    assert facts("syria", f"The jihadists of IS control {land}.") == {"control isis Syria"}


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("syria", "The SDF took Tabqa from Islamic State. IS had held it for years. The coalition then besieged Raqqa.",
         "siege sdf Raqqa"),
        ("iraq", "IS seized Tikrit. Soldiers left Kirkuk, where peshmerga deployed. The group also holds Fallujah.",
         "control isis Fallujah"),
        ("syria", "IS advanced in the north against rebels, seizing six villages near Marea.", "gain isis Marea"),
        ("syria", "IS advanced in the north against rebels seizing six villages near Marea.", "gain isis Marea"),
        ("syria", "IS retook Raqqa. They entered Tel Abyad after Ahrar al-Sham left. The jihadists lost Manbij.",
         "loss isis Manbij"),
        ("ethiopia", "The TPLF claimed on Sunday to have captured Dessie.", "gain tigray Dessie"),
        ("myanmar", "The Kokang army of the MNDAA took Laukkai.", "gain mndaa Laukkai"),
        ("syria", "The army took Daraa city. Insurgents surrendered. The army now holds most of the province.",
         "control government Daraa"),
    ],
)  # fmt: skip
def test_who_and_where_is_meant_in_longer_texts(conflict, text, expected):
    assert expected in facts(conflict, text)


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("syria", "The army took Albu Kamal but the jihadists of IS retook most of it.", "gain isis Albu Kamal"),
        ("syria", "Kurdish fighters hold most of Kobane. IS still holds the eastern industrial quarter.",
         "control isis Kobane"),
        ("syria", "Government troops stormed Midan on Friday and cleared it of rebels.", "gain government Midan"),
        ("syria", "It was a setback for regime troops after the loss of Idlib city.", "loss government Idlib"),
        ("syria", "IS entered Palmyra. The governor of Homs Talal Barazi said the army was in the city.",
         "control government Palmyra"),
        ("ukraine", "Rebels left Sloviansk. They fled to Donetsk, where the city is controlled by separatists.",
         "control separatists Donetsk"),
        ("iraq", "The army has retaken the last district held by Islamic State in Falluja.", "gain government Falluja"),
        ("somalia", "African Union troops drove al-Shabaab from Afgoye. Barawe remains in the group's grip.",
         "control al_shabaab Barawe"),
    ],
)  # fmt: skip
def test_what_is_meant_by_it_by_a_part_and_by_the_group(conflict, text, expected):
    assert expected in facts(conflict, text)
