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
    assert (row.except_nodes, row.except_part) == (["SY1202"], False)


def test_an_area_that_is_excepted_is_a_part_of_its_unit(place):
    row = one(place({"place": "Hasakah", "place_kind": "province", "except_places": ["Ras al-Ain area"]}))
    assert (row.except_nodes, row.except_part) == (["SY0804"], True)


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


def test_land_around_a_city_is_part_of_its_province(place):
    rows = place(
        {"place": "Aleppo", "scope": "part", "part_kind": "countryside"},
        {"place": "northern Aleppo countryside"},
        {"place": "northern Syria", "place_kind": "region"},
        {"place": "Damascus", "scope": "part", "part_kind": "countryside"},
    )
    assert rows["node"].tolist() == ["SY02", "SY02", "SY", "SY03"]
    assert rows["node_part"].all()


def test_region_without_a_unit_is_part_of_the_unit_that_holds_it(place):
    rows = place({"place": "Eastern Ghouta"}, {"place": "Golan Heights plateau"}, {"place": "M5 highway"})
    assert rows["node"].tolist() == ["SY03", "SY14", "SY"]
    assert rows["node_part"].all()


def test_near_a_capital_is_the_land_around_it(place):
    assert one(place({"place": "Damascus", "place_kind": "city", "scope": "near"})).node == "SY03"


def test_near_a_province_is_not_the_province(place):
    row = one(place({"place": "Daraa", "place_kind": "province", "scope": "near"}))
    assert (row.node, row.node_part) == ("SY", True)


def test_road_between_two_places_is_in_the_unit_that_holds_it(place):
    rows = place(
        {"place": "Homs-Palmyra road", "place_kind": "road"},
        {"place": "Homs", "part_kind": "between", "place_to": "Palmyra", "scope": "part"},
        {"place": "Damascus to Aleppo highway", "place_kind": "road"},
    )
    assert rows["node"].tolist() == ["SY04", "SY04", "SY"]
    assert rows["node_part"].all()
    assert rows["place_id"].iloc[0].count("--") == 1


def test_quarter_of_a_city_is_a_point_of_its_own(place):
    row = one(place({"place": "Salahuddin", "place_kind": "district", "within": "Aleppo"}))
    assert (row.node, row.pcode, row.node_part) == ("SYR/salahuddin/neighbourhood", "SY020000", False)


def test_province_named_in_the_report_tells_homonyms_apart(place):
    assert place({"place": "Hader", "place_kind": "village"})["node"].isna().all()
    rows = place({"place": "Hader", "place_kind": "village"}, {"place": "Quneitra", "place_kind": "province"})
    assert rows["pcode"].tolist() == ["SY140001", "SY14"]


def test_possessive_without_its_apostrophe_is_the_name(place):
    assert one(place({"place": "Aleppos", "place_kind": "city"})).node == "gn:170063"


def test_known_place_stands_in_for_one_inside_it(place):
    rows = place(
        {"place": "Hayy al-Mithal", "place_kind": "neighbourhood", "within": "Homs"},
        {"place": "presidential palace", "place_kind": "other", "within": "Aleppo"},
        {"place": "Salqin", "place_kind": "base"},
    )
    assert rows["node"].tolist() == ["gn:169577", "gn:170063", "SY070302"]
    assert rows["place_id"].isna().all()
    assert rows["node_part"].all()


def test_unnamed_airport_is_its_city_s(place):
    row = one(place({"place": "the military airport", "place_kind": "airport", "within": "Deir Ezzor"}))
    assert row.node == "SYR/deir-ez-zor-military-airport/airport"


def test_unknown_village_of_a_province_is_not_placed(place):
    assert place({"place": "Umm al-Nowhere", "place_kind": "village", "within": "Homs province"})["node"].isna().all()


def test_province_of_an_unknown_village_is_shown_as_where_it_could_be_pinned(place):
    lost = unplaced(place({"place": "Umm al-Nowhere", "place_kind": "village", "within": "Homs province"}))
    assert lost["candidates"].tolist() == ["Homs (province, SY04)"]


def test_unknown_village_of_a_district_is_a_part_of_it(place):
    rows = place(
        {"place": "Umm al-Nowhere", "place_kind": "village", "within": "Salqin area"},
        {"place": "Umm al-Nowhere", "place_kind": "village", "within": "Suran area, north of Hama"},
        {"place": "Umm al-Nowhere", "place_kind": "hill", "within": "Suran to the north of Aleppo"},
    )
    assert rows["node"].tolist() == ["SY070302", "SY050101", "SY020405"]
    assert rows["place_id"].isna().all()
    assert rows["node_part"].all()


def test_unknown_hill_in_the_countryside_of_a_city_is_not_in_the_city(place):
    row = one(place({"place": "Hill 731", "place_kind": "hill", "within": "Homs eastern countryside"}))
    assert row.match == "abstained"
    assert [c["pcode"] for c in row.candidates] == ["SY04"]


def test_village_known_by_its_unit_only_is_somewhere_in_it(place):
    claim = {"place": "Umm al-Karamel", "place_kind": "village"}
    assert one(place(claim)).match == "abstained"
    for known in (
        one(place({**claim, "within": "Aleppo province"})),
        place(claim, {"place": "Al-Hader", "place_kind": "town", "within": "Aleppo province"}).iloc[0],
        one(place({**claim, "within": "Aleppo province", "scope": "near"})),
    ):
        assert (known.node, known.pcode, known.node_part) == ("SY020002", "SY020002", True)
        assert known.place_id == "SYR/um-al-karamel/village/SY020002"
        assert known.radius_km > 10


def test_same_claims_give_the_same_table(place):
    claims = [{"place": p} for p in ("Suran", "Hama", "Daraa", "Nowhere", "Tadmur")]
    assert place(*claims).equals(place(*claims))


def test_no_claims_give_an_empty_table(place):
    assert place().columns.tolist() == LOCATED.names
