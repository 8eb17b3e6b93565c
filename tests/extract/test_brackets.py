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
