"""Claims land on the node their words mean, or on none."""

import pytest

from territory.boundaries import load_boundaries
from territory.places import load_gazetteer, locate, unplaced
from territory.tables import CLAIMS, LOCATED


@pytest.fixture(scope="module")
def place():
    """Locate claims given as keyword mappings, all of one report."""
    boundaries = load_boundaries("SYR")
    gazetteer = load_gazetteer(boundaries)

    def run(*claims):
        rows = [{"claim_id": f"c{i}", "report_id": "r", "relation": "control", **c} for i, c in enumerate(claims)]
        return locate(CLAIMS.frame(rows), boundaries=boundaries, gazetteer=gazetteer)

    return run


def one(table):
    return table.iloc[0]


def test_city_is_a_settlement_and_province_a_unit(place):
    table = place(
        {"place": "Daraa", "place_kind": "city"}, {"place": "Daraa", "place_kind": "province"}, {"place": "Daraa"}
    )
    assert table["node"].tolist() == ["gn:170905", "SY12", "gn:170905"]
    assert table["level"].tolist() == [3, 1, 3]
    LOCATED.check(table)


def test_area_of_a_town_is_part_of_its_smallest_unit(place):
    row = one(place({"place": "Sanamayn", "scope": "part", "part_kind": "area", "within": "Daraa province"}))
    assert (row.node, row.node_part) == ("SY120200", True)


def test_exception_is_a_unit_inside_the_place(place):
    row = one(place({"place": "Daraa", "place_kind": "province", "status": "negated", "except_places": ["Sanamayn"]}))
    assert row.except_nodes == ["SY1202"]


def test_near_is_a_disc_and_not_the_place(place):
    row = one(place({"place": "Manbij", "place_kind": "city", "scope": "near"}))
    assert row.node == "SY020500"
    assert row.node_part
    assert row.radius_km > 0


def test_offset_lies_in_its_direction(place):
    claim = {"place": "Raqqa", "place_kind": "city", "scope": "near", "part_kind": "offset"}
    row = one(place({**claim, "direction": "n", "distance_km": 30}))
    assert row.latitude == pytest.approx(35.95 + 30 / 111.2, abs=0.02)
    assert row.longitude == pytest.approx(39.01, abs=0.02)
    assert row.pcode.startswith("SY11")


def test_place_abroad_is_not_placed_but_listed(place):
    table = place({"place": "Mosul", "place_kind": "city"}, {"place": "Mosul", "place_kind": "city"}, {"place": "Homs"})
    assert table["node"].isna().tolist() == [True, True, False]
    assert table["match"].tolist()[0] == "abstained"
    lost = unplaced(table)
    assert lost[["place", "times"]].to_numpy().tolist() == [["Mosul", 2]]


def test_same_claims_give_the_same_table(place):
    claims = [{"place": p} for p in ("Suran", "Hama", "Daraa", "Nowhere", "Tadmur")]
    assert place(*claims).equals(place(*claims))


def test_no_claims_give_an_empty_table(place):
    assert place().columns.tolist() == LOCATED.names
