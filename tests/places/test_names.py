"""Names in different spellings and scripts are one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territory.places.names import fold, folding, key, skeleton

ONE_KEY = [
    ["Daraa", "Dar'a", "Dar‘ā", "Dar’a"],
    ["Sanamayn", "As-Sanamayn", "Sanamein", "Aş Şanamayn", "al-Sanamayn", "Assanamayn"],
    ["Deir ez-Zor", "Deir Ezzor", "Dayr az-Zawr", "Deir al-Zour", "Deir Az-Zour", "Дейр-эз-Зор"],
    ["Hama", "Hamah", "Ḩamāh"],
    ["Raqqa", "Ar-Raqqah", "Rakka", "Raqa", "al-Raqqa", "Эр-Ракка"],
    ["Hasakah", "Al-Hasakeh", "Hassaké", "Al Ḩasakah"],
    ["Salamiyah", "As-Salamiyeh", "Salamieh", "As Salamīyah"],
    ["Khan Shaykhun", "Khan Sheikhoun", "Khan Shaykhoun"],
    ["Ein Tarma", "Ayn Tarma", "Ain Tarma"],
    ["Maarat al-Numan", "Ma'arrat an-Nu'man", "Maarrat al-Nu'man"],
    ["Kharkiv", "Харків"],
]


@pytest.mark.parametrize("names", ONE_KEY, ids=lambda names: names[0])
def test_spellings_share_a_key(names):
    assert len({key(fold(n)) for n in names}) == 1


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("الصنمين", "Sanamayn"),
        ("دير الزور", "Deir ez-Zor"),
        ("درعا", "Deraa"),
        ("الرقة", "Raqqa"),
        ("عين ترما", "Ein Tarma"),
    ],
)
def test_arabic_and_latin_share_consonants(arabic, latin):
    assert skeleton(key(fold(arabic))) == skeleton(key(fold(latin)))


def test_different_towns_keep_different_keys():
    names = ["Hama", "Homs", "Harem", "Hajin", "Daraa", "Darayya", "Douma", "Damascus", "Idlib", "Al-Bab", "Binnish"]
    assert len({key(fold(n)) for n in names}) == len(names)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name):
    assert fold(fold(name)) == fold(name)


@given(st.text(alphabet="abdrszhtnklm'-‘āṣ ", max_size=20))
def test_case_and_diacritics_do_not_matter(name):
    assert fold(name.upper()) == fold(name)


@given(st.text(max_size=40))
def test_any_text_has_a_key_and_a_skeleton(name):
    assert isinstance(skeleton(key(fold(name))), str)


def test_tables_are_well_formed():
    tables = folding()
    assert tables.articles
    assert all(len(letter) == 1 for table in (tables.letters, tables.cyrillic, tables.arabic) for letter in table)
