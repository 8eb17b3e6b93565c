"""Places that change hands: where the place, the side or the verb's object stands elsewhere in the text."""

import pytest
from reading import rows_of


def read(text, conflict="syria"):
    return rows_of(conflict, text, "2016-12-01", language="en")


def facts(text, conflict="syria"):
    found = read(text, conflict)
    return sorted((c["relation"], c["side"], c["place"]) for c in found if c["status"] in ("asserted", "claimed"))


def scopes(text):
    return [(c["side"], c["place"], c["scope"]) for c in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels captured a police station and two checkpoints in Inkhil.", [("opposition", "Inkhil", "part")]),
        ("Islamic State seized a grain silo at Tell Hamis.", [("isis", "Tell Hamis", "part")]),
        ("Rebels have overrun two checkpoints guarding the road into Morek.", [("opposition", "Morek", "near")]),
        ("Rebels overran half a dozen army positions around Kafr Zita.", [("opposition", "Kafr Zita", "near")]),
        ("Rebels gave up the last of their posts in Zabadani.", [("opposition", "Zabadani", "part")]),
        ("Fighting neared Daraa, whose customs house rebels had overrun.", [("opposition", "Daraa", "part")]),
    ],
)
def test_a_site_is_part_of_its_place(text, expected):
    assert scopes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured 12 soldiers near Saraqib.",
        "Rebels seized weapons and ammunition in Saraqib.",
        "Government forces recovered the bodies of 20 soldiers in Raqqa.",
        "The SDF seized a shipment of drugs in Hasakah.",
        "The rebels left for Geneva on Monday.",
        "The army left Aleppo exposed to attack.",
        "The rebels left Homs without electricity.",
        "Turkish troops entered Syria in August.",
        "The army's withdrawal of heavy weapons from Aleppo has begun.",
    ],
)
def test_taking_what_is_no_site_says_nothing_of_the_place(text):
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Palmyra, from which the army drove Islamic State in March, engineers were at work.",
         [("gain", "government", "Palmyra")]),
        ("Islamic State captured Palmyra in May 2015 but pulled out ten months later.",
         [("gain", "isis", "Palmyra"), ("loss", "isis", "Palmyra")]),
        ("Islamic State took Palmyra in May. The army drove the militants out ten months later.",
         [("gain", "government", "Palmyra"), ("gain", "isis", "Palmyra")]),
        ("Islamic State entered Kobani in June, only to be driven out a day later.",
         [("gain", "isis", "Kobani"), ("loss", "isis", "Kobani")]),
        ("The soldiers stationed in Tabqa fled towards Salamiyah.", [("loss", "government", "Tabqa")]),
        ("A month-long push emptied al-Hama of rebels.", [("loss", "opposition", "al-Hama")]),
        ("Residents left Manbij when Islamic State moved in.", [("gain", "isis", "Manbij")]),
        ("Soldiers planted the Syrian flag on the roof of the post office in Nawa.", [("gain", "government", "Nawa")]),
        ("Rebels took Saraqib. The army took it back in May.",
         [("gain", "government", "Saraqib"), ("gain", "opposition", "Saraqib")]),
        ("Control of Tasil passed to the rebels.", [("gain", "opposition", "Tasil")]),
        ("Rebels held Darayya for years. The town surrendered to the army in August.",
         [("control", "opposition", "Darayya"), ("gain", "government", "Darayya")]),
        ("They visited Rankous, a farming centre the rebels seized in May.", [("gain", "opposition", "Rankous")]),
        ("Rebels had overrun nine army posts in Daraa province, among them those at Tafas and Nawa.",
         [("gain", "opposition", "Daraa"), ("gain", "opposition", "Nawa"), ("gain", "opposition", "Tafas")]),
        ("Masyaf suffered: taken by rebels in May, it was recovered by the army.",
         [("gain", "government", "Masyaf"), ("gain", "opposition", "Masyaf")]),
        ("Soldiers recovered Tell Touqan, a hilltop overlooking Morek that rebels had taken.",
         [("gain", "government", "Tell Touqan"), ("gain", "opposition", "Tell Touqan")]),
        ("Hundreds of people have not been heard of since Islamic State took Palmyra.", [("gain", "isis", "Palmyra")]),
        ("In Palmyra itself, which the army retook in March, mines lay.", [("gain", "government", "Palmyra")]),
        ("Rebels recaptured Saraqib, five months after its capture by the army.",
         [("gain", "government", "Saraqib"), ("gain", "opposition", "Saraqib")]),
        ("The loss of Saraqib in May was the rebels' worst defeat this year.", [("loss", "opposition", "Saraqib")]),
        ("Within days of taking Saraqib, the rebels set up a court.", [("gain", "opposition", "Saraqib")]),
        ("Insurgents who seized Saraqib in August were forced out a month later.",
         [("gain", "opposition", "Saraqib"), ("loss", "opposition", "Saraqib")]),
        ("Islamic State, driven from Dabiq by the rebels, has regrouped.", [("gain", "opposition", "Dabiq")]),
        ("Rebels abandoned Saraqib without a fight.", [("loss", "opposition", "Saraqib")]),
        ("The offensive leaves Islamic State with only Sukhna in the province.", [("control", "isis", "Sukhna")]),
    ],
)  # fmt: skip
def test_places_that_stand_elsewhere(text, expected):
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army took Saraqib on Monday. Kafr Nabl, captured last week, was calm.",
         [("gain", "government", "Kafr Nabl"), ("gain", "government", "Saraqib")]),
        ("Rebels lost Saraqib. Kafr Nabl, captured last week, was calm.", [("loss", "opposition", "Saraqib")]),
        ("Saraqib had been retaken, the army said.", [("gain", "government", "Saraqib")]),
        ("The army pressed on after the capture of Kafr Nabl.", [("gain", "government", "Kafr Nabl")]),
        ("The army advanced. Saraqib was the first to be captured, followed by Sarmin.",
         [("gain", "government", "Saraqib"), ("gain", "government", "Sarmin")]),
        ("The army took Saraqib on Monday, Sarmin on Tuesday and Kafr Nabl a day later.",
         [("gain", "government", "Kafr Nabl"), ("gain", "government", "Saraqib"), ("gain", "government", "Sarmin")]),
    ],
)  # fmt: skip
def test_takers_that_the_text_has_named(text, expected):
    assert facts(text) == expected


def test_what_came_before_by_a_stated_time_is_dated_back():
    text = "Government forces retook Saraqib on Thursday, two weeks after rebels overran the town."
    found = {c["side"]: c["date_from"] for c in read(text)}
    assert found == {"government": "2016-12-01", "opposition": "2016-11-17"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels stormed and captured Morek.", [("gain", "opposition", "Morek")]),
        ("Morek was stormed and captured by rebels.", [("gain", "opposition", "Morek")]),
        ("The army pressed on with its offensive and took Morek.", [("gain", "government", "Morek")]),
    ],
)
def test_two_verbs_that_share_an_object_are_one_event(text, expected):
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army established full control over Nawa.", [("gain", "government", "Nawa")]),
        ("Rebels regained possession of Nawa.", [("gain", "opposition", "Nawa")]),
        ("The army lost its firm grip on Nawa.", [("loss", "government", "Nawa")]),
        ("Control over Nawa was transferred to the army.", [("gain", "government", "Nawa")]),
        ("Aid reached Nawa, where rebels had taken control.", [("gain", "opposition", "Nawa")]),
        ("Rebels entered the town of Nawa. Later they took full control.", [("gain", "opposition", "Nawa")] * 2),
    ],
)
def test_a_noun_of_holding_is_gained_and_lost_by_the_verb_that_carries_it(text, expected):
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The SDF kicked the rebels out of Manbij.", [("gain", "sdf", "Manbij")]),
        ("Rebels were bombed out of Manbij by the army.", [("gain", "government", "Manbij")]),
        ("Rebels were starved out of Manbij.", [("loss", "opposition", "Manbij")]),
        ("The army moved its soldiers out of Manbij.", [("loss", "government", "Manbij")]),
        ("The army kept rebels out of Manbij.", []),
        ("Rebels moved the civilians out of Manbij.", []),
    ],
)
def test_whatever_makes_a_side_leave_a_place_takes_it(text, expected):
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels celebrated the capture of Nawa.", [("gain", "opposition", "Nawa")]),
        ("With the capture of Nawa, the army was near the border.", [("gain", "government", "Nawa")]),
        ("Following its capture of Nawa, the army shelled the north.", [("gain", "government", "Nawa")]),
        ("Rebels suffered a setback with the loss of Nawa.", [("loss", "opposition", "Nawa")]),
        ("The loss of Nawa to the army was a blow to rebels.", [("gain", "government", "Nawa")]),
    ],
)
def test_a_taking_told_as_a_noun_has_the_side_of_its_clause(text, expected):
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Activists said that after taking Nawa, rebels halted.", [("gain", "opposition", "Nawa")]),
        ("Rebels dealt the army a heavy blow by taking Nawa.", [("gain", "opposition", "Nawa")]),
        ("People died as rebels swooped on the army and captured Nawa.", [("gain", "opposition", "Nawa")]),
        ("Rebels succeeded in taking the town of Nawa.", [("gain", "opposition", "Nawa")]),
        ("Jets bombed Nawa, recently won back by rebels.", [("gain", "opposition", "Nawa")]),
        ("Nawa was the latest town to fall to rebels.", [("gain", "opposition", "Nawa")]),
        ("The towns captured by rebels include Nawa.", [("gain", "opposition", "Nawa")]),
        ("Nawa changed hands when rebels drove out the army.", [("gain", "opposition", "Nawa")]),
        ("The army not only captured Nawa but also entered Inkhil.",
         [("gain", "government", "Inkhil"), ("gain", "government", "Nawa")]),
        ("Rebels melted away, leaving Nawa to the army.", [("gain", "government", "Nawa")]),
        ("Rebels stormed homes in Nawa.", []),
        ("Rebels forced the army to withdraw from Nawa.", [("loss", "government", "Nawa")]),
        ("Rebels took advantage of the chaos to seize Nawa.", [("gain", "opposition", "Nawa")]),
        ("The last of the rebels pulled out of Nawa.", [("loss", "opposition", "Nawa")]),
        ("Rebels pressed ahead and by dusk had taken Nawa.", [("gain", "opposition", "Nawa")]),
        ("The army is near Nawa, the rebels having left the town.", [("loss", "opposition", "Nawa")]),
        ("Rebels paraded captured tanks hours after retaking Nawa.", [("gain", "opposition", "Nawa")]),
        ("Following their capture of Nawa rebels shelled the north.", [("gain", "opposition", "Nawa")]),
    ],
)  # fmt: skip
def test_who_took_a_place_is_found_around_the_verb(text, expected):
    assert facts(text) == expected
