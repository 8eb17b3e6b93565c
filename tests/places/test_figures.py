"""The figures that the places room keeps: right names of units, and abstention from places it does not know."""

import csv
from pathlib import Path

import pytest

from benchmarks.places_sets import ask, left_out, neighbours, tally, unit_aliases
from territory.boundaries import load_boundaries
from territory.places import Places, load_gazetteer, locate
from territory.tables import CLAIMS

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(scope="module")
def syria():
    return load_boundaries("SYR")


@pytest.fixture(scope="module")
def gazetteer(syria):
    return load_gazetteer(syria)


@pytest.fixture(scope="module")
def places(syria, gazetteer):
    return Places(gazetteer, syria)


def test_aliases_of_units_with_kind_and_parent(places, shared):
    figures = tally(ask(places, unit_aliases(shared / "boundaries" / "syr_names"), bare=False))
    assert figures.asked > 3000
    assert figures.accuracy >= 0.99
    assert figures.abstained <= 0.05


def test_aliases_of_units_bare(places, shared):
    assert tally(ask(places, unit_aliases(shared / "boundaries" / "syr_names"), bare=True)).accuracy >= 0.9


@pytest.mark.parametrize("kind", [None, "village", "town"])
def test_places_of_neighbouring_countries_are_not_found(places, kind):
    names = neighbours()
    assert len(names) == 500
    assert sum(places.lookup(name, kind=kind).place is not None for name in names) <= 0.03 * len(names)


def test_places_left_out_of_the_gazetteer_are_not_found(syria, gazetteer):
    answers = [places.lookup(row.name).place for places, row in left_out(gazetteer, syria)]
    assert len(answers) >= 500
    assert sum(place is not None for place in answers) <= 0.04 * len(answers)


def test_places_of_reports_land_on_the_units_that_hold_them(syria, gazetteer):
    with (FIXTURES / "syria_places.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    claims = [
        {"claim_id": str(i), "report_id": str(i), "relation": "control", "place": row["name"],
         "place_kind": row["kind"], "within": row["within"] or None}
        for i, row in enumerate(rows)
    ]  # fmt: skip
    located = locate(CLAIMS.frame(claims), boundaries=syria, gazetteer=gazetteer)
    found = located["node"].notna()
    right = located["pcode"] == [row["pcode"] for row in rows]
    assert len(rows) == 100
    assert found.mean() >= 0.95
    assert right[found].mean() >= 0.97, located.loc[found & ~right, "place"].tolist()
