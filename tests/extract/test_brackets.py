"""What stands between a verb and its subject or object: it explains, and is hopped over."""

import pytest
from test_phenomena import facts


def told(text, conflict):
    return facts(text, conflict, "2024-12-01")


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("syria", "Rebels, according to activists in the area, have lost Kafr Hamra.",
         [("loss", "opposition", "Kafr Hamra")]),
        ("libya", "Misrata fighters, backed by American jets, retook Harawa on Monday.",
         [("gain", "gna", "Harawa")]),
        ("mali", "The army, which broke with France two years ago and hired Russian mercenaries, recaptured Tessalit.",
         [("gain", "government", "Tessalit")]),
        ("yemen", "Government forces, a spokesman said, captured the town of Midi from the Houthis.",
         [("gain", "government", "Midi")]),
    ],
)  # fmt: skip
def test_subjects_lie_behind_what_explains_them(conflict, text, expected):
    assert told(text, conflict) == expected


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("syria", "Rebels who hold the eastern districts lost Karm al-Jabal on Saturday",
         [("loss", "opposition", "Karm al-Jabal")]),
        ("syria", "Government forces backed by Russian jets captured Kafr Nabl", [("gain", "government", "Kafr Nabl")]),
    ],
)  # fmt: skip
def test_text_without_commas_is_bracketed_by_its_verbs(conflict, text, expected):
    assert told(text, conflict) == expected


def test_lists_go_on_behind_an_aside():
    text = "The jihadists still control Tal Abta, 60 km to the west, Hammam al-Alil, and Qayara."
    assert [place for _, _, place in told(text, "iraq")] == ["Hammam al-Alil", "Qayara", "Tal Abta"]


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("myanmar", "Namhkam, through which the pipeline runs, and Kutkai, home of a tea school, are in rebel hands.",
         [("control", "resistance", "Kutkai"), ("control", "resistance", "Namhkam")]),
        ("ethiopia", "Alamata, and the whole of Raya, are held by Amhara militias.",
         [("control", "amhara_forces", "Alamata"), ("control", "amhara_forces", "Raya")]),
    ],
)  # fmt: skip
def test_each_subject_of_a_list_keeps_its_explanation_to_itself(conflict, text, expected):
    assert told(text, conflict) == expected


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("iraq", "Makhmour itself, which the Kurds recaptured in August, was calm.",
         [("gain", "peshmerga", "Makhmour")]),
        ("afghanistan", "Baghlan, whose capital, Pul-e-Khumri, the Taliban seized for a day, is quiet.",
         [("gain", "taliban", "Pul-e-Khumri")]),
        ("syria", "Kafr Zita, a hill town near Murek that rebels had taken in July, was shelled.",
         [("gain", "opposition", "Kafr Zita")]),
        ("syria", "Soussa the last town the group holds in the east was shelled.", [("control", None, "Soussa")]),
    ],
)  # fmt: skip
def test_what_a_relative_clause_lacks_is_what_it_explains(conflict, text, expected):
    assert told(text, conflict) == expected


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("afghanistan", "The Taliban captured Farah, the birthplace of a poet, overnight, and hours earlier Zaranj.",
         [("gain", "taliban", "Farah"), ("gain", "taliban", "Zaranj")]),
        ("afghanistan", "Aybak was taken by the Taliban on Monday and Taloqan the day after.",
         [("gain", "taliban", "Aybak"), ("gain", "taliban", "Taloqan")]),
        ("dr-congo", "On Friday the rebels took Walikale, the last town before the mine, and Pinga.",
         [("gain", "m23", "Pinga"), ("gain", "m23", "Walikale")]),
    ],
)  # fmt: skip
def test_a_verb_may_be_left_out(conflict, text, expected):
    assert told(text, conflict) == expected


def test_two_verbs_share_an_object_and_its_examples():
    text = "The rebels raided and briefly occupied a string of camps, among them Menaka and Gossi."
    assert set(told(text, "mali")) == {("gain", "opposition", "Menaka"), ("gain", "opposition", "Gossi")}


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("syria", "Hawsh Nasri and Shayfuniya, captured by rebels last year, were quiet.",
         [("gain", "opposition", "Hawsh Nasri"), ("gain", "opposition", "Shayfuniya")]),
        ("lebanon", "Yaroun, parts of which the Israelis have occupied since Saturday, lies on the border.",
         [("gain", "israel", "Yaroun")]),
        ("syria", "Mayadin, where the militants run everything, was quiet.", [("control", "opposition", "Mayadin")]),
        ("syria", "Mayadin, where the militants keep their tanks, was quiet.", []),
    ],
)  # fmt: skip
def test_what_stands_between_commas_is_said_of_the_name_before(conflict, text, expected):
    assert told(text, conflict) == expected


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("sudan", "Food is short in El Fasher, the only capital that the army still holds and which the RSF besieges.",
         [("control", "government", "El Fasher"), ("siege", "rsf", "El Fasher")]),
        ("sudan", "The RSF, which holds Nyala and which has besieged El Fasher, took Kutum.",
         [("control", "rsf", "Nyala"), ("gain", "rsf", "Kutum"), ("siege", "rsf", "El Fasher")]),
        ("sudan", "The base had served it as a supply point for El Fasher, the last capital that the army still holds.",
         [("control", "government", "El Fasher")]),
    ],
)  # fmt: skip
def test_a_second_relative_clause_explains_the_same_noun(conflict, text, expected):
    assert told(text, conflict) == expected


def test_any_verb_ends_a_relative_clause_without_commas():
    text = "The Observatory which relies on a network of sources said government forces had left the al-Tanf crossing."
    assert told(text, "syria") == [("loss", "government", "al-Tanf crossing")]
