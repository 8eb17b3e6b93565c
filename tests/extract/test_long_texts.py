"""Fifty thousand characters of anything take less than two seconds, in every language."""

import time

import pytest

from territory.extract import extract
from territory.tables import REPORTS

LENGTH = 50_000
MONOTONOUS = {
    "en": [
        "rebels took Hama ",
        "and ",
        "took ",
        "Hama ",
        "Hama; ",
        "(",
        '"',
        ".",
        "on ",
        "the village of ",
        "90 percent of ",
    ],
    "ar": ["سيطرت قوات النظام على مدينة حماة و", "على ", "في ", "ا", "يوم "],
    "uk": ["Українські війська звільнили місто Херсон і ", "міста ", "в ", "у ", "від ", "до "],
    "ru": ["Российские войска взяли село Роботино и ", "в ", "на ", "с ", "до "],
}


@pytest.mark.parametrize(("language", "piece"), [(k, piece) for k, pieces in MONOTONOUS.items() for piece in pieces])
def test_monotonous_texts_take_linear_time(language, piece):
    conflict = "ukraine" if language in ("uk", "ru") else "syria"

    def seconds(text):
        table = REPORTS.frame([{"report_id": "a", "published": "2024-12-06", "text": text, "language": language}])
        started = time.process_time()
        extract(table, conflict)
        return time.process_time() - started

    seconds(piece)
    assert seconds((piece * LENGTH)[:LENGTH]) < 2
