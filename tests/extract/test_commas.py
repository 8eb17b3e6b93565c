"""Commas and apostrophes put back into texts that lost them."""

from __future__ import annotations

from territory.conflicts import load_conflict
from territory.extract.rules import engine

_MORE = " The roads have been closed for weeks and few lorries get through." * 6


def restored(sentence: str) -> str:
    tokens = engine(load_conflict("syria")).tokens(sentence + _MORE, "2016-03-01")
    first, last = tokens.sentences[0]
    return " ".join(tokens.words[first:last]).replace(" ,", ",")


def test_speech_behind_its_statement():
    assert restored("Soldiers captured the town of Sawran a field commander said.") == (
        "Soldiers captured the town of Sawran, a field commander said ."
    )


def test_subject_behind_an_opening_time():
    assert restored("On Monday rebels attacked Sawran.") == "On Monday, rebels attacked Sawran ."


def test_possessives_get_their_s():
    assert "army s advance" in restored("The armys advance has slowed.")


def test_a_text_with_commas_is_left_alone():
    assert restored("On Monday rebels attacked Sawran, Morek and Lahaya.").startswith("On Monday rebels")
