"""A name from outside the country is not placed inside it."""

import csv

import pytest

from territory.boundaries import load_boundaries
from territory.datafiles import data_dir
from territory.places import Places, load_gazetteer
from territory.places.evidence import Surroundings
from territory.places.names import fold, without_articles


@pytest.fixture(scope="module")
def places():
    boundaries = load_boundaries("SYR")
    return Places(load_gazetteer(boundaries), boundaries)


@pytest.mark.parametrize("name", ["Mosul", "الموصل", "Мосул", "Beirut", "Iraq", "Lebanon", "Ramadi", "southern Turkey"])
def test_large_cities_and_countries_abroad(places, name):
    answer = places.lookup(name)
    assert (answer.place, answer.reason) == (None, "abroad")
    assert "outside the country" in answer.candidates[0].reasons[0]


def test_a_container_abroad_settles_it(places):
    assert places.lookup("Hit", within="Anbar, Iraq").reason == "abroad"
    assert places.lookup("Hit", within="Daraa province").place.pcode.startswith("SY12")


def test_a_village_near_the_other_places_of_a_report_is_at_home(places):
    near = Surroundings(points=((34.45, 40.92),))  # Abu Kamal
    assert places.lookup("Ramadi", beside=near).place.pcode.startswith("SY09")


def test_cities_of_the_country_stay_its_own(places):
    for name in ("Aleppo", "Homs", "Latakia", "Raqqa"):
        assert places.lookup(name).place is not None


def test_world_names_are_folded_as_names_are():
    with (data_dir() / "gazetteer" / "world.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 4000
    for row in rows[::10]:
        for folded in row["folds"].split(";"):
            assert " ".join(without_articles(fold(folded))) == folded
