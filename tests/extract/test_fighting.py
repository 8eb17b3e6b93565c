"""Fighting, sieges, losses and threats in the words of news. Sentences are our own, from many conflicts."""

import pytest
from reading import rows_of


def read(conflict, text):
    return rows_of(conflict, text, "2016-08-20", language="en")


def facts(conflict, text):
    return {(c["relation"], c["side"], c["place"]) for c in read(conflict, text)}


def claims(rows):
    """Each sentence also without its commas and apostrophes, as some archives have them."""
    return [
        (conflict, words, expected)
        for conflict, text, expected in rows
        for words in dict.fromkeys((text, text.replace(",", "").replace("'", "")))
    ]


FIGHTING = [
    ("ukraine", "Fighting was ongoing on the outskirts of Avdiivka.", "Avdiivka"),
    ("ukraine", "Battles are taking place around Pokrovsk.", "Pokrovsk"),
    ("ukraine", "Intense battles are being fought in Kurakhove.", "Kurakhove"),
    ("ukraine", "The front line runs through Vovchansk.", "Vovchansk"),
    ("libya", "Sirte saw fierce clashes on Friday.", "Sirte"),
    ("libya", "Street-to-street fighting was reported in Sirte.", "Sirte"),
    ("syria", "Deraa witnessed violent clashes between regime forces and rebels.", "Deraa"),
    ("syria", "The town of Saraqeb was the scene of fierce battles.", "Saraqeb"),
    ("syria", "There has been fighting inside Kobani.", "Kobani"),
    ("afghanistan", "Kunduz was rocked by heavy fighting.", "Kunduz"),
    ("mali", "Kidal remains a battleground.", "Kidal"),
    ("sudan", "Fighting between the army and the Rapid Support Forces reached Wad Madani.", "Wad Madani"),
    ("sudan", "Clashes spread to Nyala.", "Nyala"),
    ("sudan", "Nyala has seen weeks of fighting between the army and the RSF.", "Nyala"),
    ("syria", "In Deraa, clashes left ten people dead.", "Deraa"),
    ("dr-congo", "Combat between M23 and the army resumed around Masisi.", "Masisi"),
]


@pytest.mark.parametrize(("conflict", "text", "place"), claims(FIGHTING))
def test_where_there_is_fighting(conflict, text, place):
    assert {(relation, name) for relation, _, name in facts(conflict, text)} == {("contested", place)}


@pytest.mark.parametrize(
    "text",
    [
        "Clashes between protesters and riot police broke out in Hama.",
        "A battle of words over Idlib continued.",
        "The court battle over land in Idlib has dragged on.",
        "The fight against corruption in Damascus goes on.",
        "Residents of Hama live 5 km from Idlib.",
    ],
)
def test_what_is_no_fighting_over_a_place(text):
    assert facts("syria", text) == set()


EVENTS = [
    ("sudan", "The RSF imposed a suffocating siege on Kadugli.", ("siege", "rsf", "Kadugli")),
    ("sudan", "El Fasher has withstood a siege since May.", ("siege", None, "El Fasher")),
    ("syria", "Rebels were within five kilometres of Homs on Friday.", ("threat", "opposition", "Homs")),
    ("sudan", "The siege of El Obeid was broken.", ("siege_lifted", None, "El Obeid")),
    ("sudan", "The army said it broke the two-year RSF siege of El Obeid.", ("siege_lifted", "government", "El Obeid")),
    ("syria", "The army broke a three-year siege of Deir al-Zor.", ("siege_lifted", "government", "Deir al-Zor")),
    ("syria", "Regime forces have Daraya under siege.", ("siege", "government", "Daraya")),
    ("syria", "Regime troops have kept Daraya under siege since 2012.", ("siege", "government", "Daraya")),
    ("syria", "Hundreds of rebels and their families were evacuated from Al-Waer.", ("loss", "opposition", "Al-Waer")),
    ("syria", "The evacuation of rebel fighters from Al-Waer has ended.", ("loss", "opposition", "Al-Waer")),
    ("syria", "The withdrawal of the rebels from Qusayr followed.", ("loss", "opposition", "Qusayr")),
    ("syria", "The loss of Aleppo was a blow to the rebels.", ("loss", "opposition", "Aleppo")),
    ("syria", "Buses evacuated the rebels from Harasta.", ("loss", "opposition", "Harasta")),
    ("syria", "Regime forces fell back from Morek.", ("loss", "government", "Morek")),
    ("syria", "Having lost Palmyra, IS retreated to Sukhna.", ("loss", "isis", "Palmyra")),
    ("ukraine", "Russia announced the withdrawal of its forces from Kherson.", ("loss", "russia", "Kherson")),
    ("ukraine", "Russian forces were forced out of Lyman.", ("loss", "russia", "Lyman")),
    ("ukraine", "Ukraine's withdrawal from Severodonetsk was announced.", ("loss", "ukraine", "Severodonetsk")),
    ("ukraine", "The Russian retreat from Kherson was swift.", ("loss", "russia", "Kherson")),
    ("ukraine", "Kyiv conceded the loss of Soledar.", ("loss", "ukraine", "Soledar")),
    ("ukraine", "The fall of Vuhledar to Russia came in October.", ("gain", "russia", "Vuhledar")),
    ("ukraine", "Russian forces are 5 km from Pokrovsk.", ("threat", "russia", "Pokrovsk")),
    ("ukraine", "Russian troops came within 3 km of Kupiansk.", ("threat", "russia", "Kupiansk")),
    ("ukraine", "Russia is pressing its offensive towards Kupiansk.", ("threat", "russia", "Kupiansk")),
    ("iraq", "IS fighters are on the doorstep of Baghdad.", ("threat", "isis", "Baghdad")),
    ("syria", "The SDF is moving closer to Raqqa.", ("threat", "sdf", "Raqqa")),
    ("syria", "The SDF is edging towards Raqqa.", ("threat", "sdf", "Raqqa")),
    ("afghanistan", "The Taliban are just 11 km from Kabul.", ("threat", "taliban", "Kabul")),
]


@pytest.mark.parametrize(("conflict", "text", "expected"), claims(EVENTS))
def test_sieges_losses_and_threats(conflict, text, expected):
    assert expected in facts(conflict, text)


SIDES_OF_FIGHTING = [
    ("yemen", "Clashes pitting the Houthis against separatists erupted in Mokha.", "Mokha", {"houthis", "stc"}),
    ("ukraine", "The town of Siversk is split between Russian and Ukrainian troops.", "Siversk", {"russia", "ukraine"}),
    ("ukraine", "Ukrainian marines were engaged in heavy street fighting in Krynky.", "Krynky", {"ukraine"}),
    ("dr-congo", "Fighting between the M23 and the army was reported in Kirotshe.", "Kirotshe", {"m23", "government"}),
    ("sudan", "The army is advancing, the RSF said. Sinja, where both sides fought, is empty.", "Sinja", None),
    ("mali", "In Ménaka, Islamic State and the army traded fire for three hours.", "Ménaka", {"isis", "government"}),
    ("sudan", "The town of Dilling burns. Troops fought the RSF around the town's market.", "Dilling", None),
    ("iraq", "Baiji has been fought over for months.", "Baiji", None),
    ("libya", "The battle to control Bani Walid lasted all day.", "Bani Walid", None),
    ("somalia", "Gunfire rang out in Jowhar before dawn.", "Jowhar", None),
    ("ukraine", "Kupiansk remains contested, the staff said.", "Kupiansk", None),
]


@pytest.mark.parametrize(("conflict", "text", "place", "sides"), SIDES_OF_FIGHTING)
def test_who_fights_where(conflict, text, place, sides):
    found = [c for c in read(conflict, text) if c["relation"] == "contested"]
    assert {c["place"] for c in found} == {place}
    if sides is not None:
        assert {key for c in found for key in (c["side"], c["opponent_side"])} - {None} == sides


def test_street_battles_before_a_capture_are_in_the_place_taken():
    found = facts("syria", "Rebels seized Saraqeb on Monday after five days of street battles.")
    assert found == {("gain", "opposition", "Saraqeb"), ("contested", "opposition", "Saraqeb")}


@pytest.mark.parametrize(
    "text",
    [
        "Fighting in Jisr has stopped, residents said.",
        "There was a lull in the fighting in Saraqeb.",
        "Gunfire killed a shepherd in Hama.",
        "Envoys discussed the battle at a conference in Geneva.",
    ],
)
def test_fighting_that_is_over_or_elsewhere(text):
    assert facts("syria", text) == set()


@pytest.mark.parametrize(
    ("conflict", "text", "places"),
    [
        ("ethiopia", "Residents of Finote Selam said clashes broke out between soldiers and Fano.", {"Finote Selam"}),
        ("syria", "Fighting erupted in Nawa and spilled into Jasim.", {"Nawa", "Jasim"}),
        ("syria", "The war's bloodiest battles are now in Binnish.", {"Binnish"}),
        ("mali", "The governor's office in Kidal was taken but fighting for the tax office went on.", {"Kidal"}),
    ],
)
def test_fighting_told_beside_its_place(conflict, text, places):
    assert {name for relation, _, name in facts(conflict, text) if relation == "contested"} == places


@pytest.mark.parametrize(
    "text",
    ["Ministers condemned the fighting in a letter written in Aleppo.", "Homs is disputed, historians say."],
)
def test_fighting_is_not_where_it_is_spoken_of(text):
    assert facts("syria", text) == set()


def contested(conflict, text):
    found = [c for c in read(conflict, text) if c["relation"] == "contested"]
    return {(c["place"], c["scope"]): {c["side"], c["opponent_side"]} - {None} for c in found}


def test_clashes_after_a_reporting_that_are_a_noun():
    text = "The monitor said on Monday that clashes between the army and rebels broke out in Inkhil."
    assert contested("syria", text) == {("Inkhil", "whole"): {"government", "opposition"}}


def test_fighting_around_a_place_is_near_it():
    assert set(contested("sudan", "Fighting raged around Dilling.")) == {("Dilling", "near")}


@pytest.mark.parametrize(
    "text",
    [
        "Clashes rocked Inkhil as the army fought rebels street by street.",
        "Inkhil, a town on the front line between the army and rebels, has no water.",
        "Inkhil has been fought over by the army and rebels for months.",
        "The army and rebels met again. The fighting is for control of Inkhil.",
        "Rebels launched a counterattack in Inkhil, where clashes with the army went on.",
        "Inkhil has been the site of heavy fighting between the army and rebels.",
        "The army and rebels each hold part of Inkhil.",
        "Street fighting between rebels and the army has left Inkhil in ruins.",
        "The eastern part of Inkhil saw renewed fighting between the army and rebels.",
        "The two sides were still fighting in Inkhil, where the army tried to dislodge rebels.",
        "Inkhil was plunged into chaos as the army fought pitched battles with rebels.",
        "Fighting raged around the town of Inkhil in the country's south between the army and rebels.",
        "Rebels met again with the Syrian army and its allies. The fighting is for control of Inkhil.",
        "The battle for Inkhil, one of the bloodiest of the war, has pitted rebels against the army.",
        "A battle is raging for Inkhil, which rebels are defending against the army.",
        "Fighting has engulfed Inkhil since rebels attacked positions of the army on Monday.",
        "Clashes erupted in Inkhil, a town in the south, between the army and rebels.",
        "A battle is under way for Inkhil, with rebels trying to dislodge the army.",
        "Rebels met stiff resistance from the Syrian army and its allies in Inkhil.",
        "The army advanced. Rebels reached Inkhil. Clashes with the army are going on there.",
    ],
)
def test_sides_of_fighting_are_found_across_the_clause(text):
    assert {key for sides in contested("syria", text).values() for key in sides} == {"government", "opposition"}


def test_who_is_forced_to_flee_is_not_who_forces():
    text = "The army launched an offensive on Inkhil in recent days, forcing hundreds of families to flee."
    assert facts("syria", text) == {("threat", "government", "Inkhil")}


def test_fighting_where_a_relative_clause_says_is_in_the_part_before_it():
    text = "Rebels reached the eastern districts of Inkhil, where fighting with the army is going on."
    assert set(contested("syria", text)) == {("Inkhil", "part")}


def test_mourners_who_clash_with_guards_are_no_party():
    assert facts("syria", "Mourners clashed with security guards in Inkhil.") == set()


def test_neither_side_of_two_has_taken_a_place():
    found = read("syria", "Neither the army nor the Free Syrian Army has gained control of Inkhil.")
    assert {c["status"] for c in found} == {"negated"}


def test_parts_that_are_contested_are_parts():
    assert set(contested("syria", "Parts of Inkhil are contested by the army and rebels.")) == {("Inkhil", "part")}


def test_an_attack_repelled_in_the_same_sentence_took_nothing():
    found = read("syria", "Rebels attacked Inkhil on Monday, but the attack was repelled.")
    assert ("gain", "negated") in {(c["relation"], c["status"]) for c in found}
