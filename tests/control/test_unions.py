"""A claim on a land that is several units together reaches each of them, and no more than it says."""

import pytest

from territory.boundaries import build_tree, list_boundaries, load_boundaries, unions_of
from territory.control import resolve
from territory.places import Places, load_gazetteer, locate
from territory.tables import CLAIMS

DARFUR = {"SD-DC", "SD-DE", "SD-DN", "SD-DS", "SD-DW"}


@pytest.fixture(scope="module")
def sudan():
    return load_boundaries("SDN")


def resolved(*claims):
    rows = [
        {"claim_id": f"c{i}", "report_id": "r", "published": "2025-03-01", "date_from": "2025-03-01",
         "date_to": "2025-03-01", "status": "asserted", "form": "verb", "confidence": 0.9, "source": "AFP", **claim}
        for i, claim in enumerate(claims)
    ]  # fmt: skip
    located = locate(CLAIMS.frame(rows), "sudan")
    control = resolve(located, "sudan")
    return located, control[control["to"].isna()].set_index("node")


def test_every_union_is_of_units_of_one_parent_that_no_other_union_has():
    total = 0
    for key in list_boundaries()["key"]:
        units = load_boundaries(key).units.set_index("pcode")
        members = [code for union in unions_of(load_boundaries(key)) for code in union.units]
        assert len(members) == len(set(members))
        assert set(members) <= set(units.index)
        total += len(members)
    assert total > 40


def test_union_stands_between_its_units_and_their_parent(sudan):
    tree = build_tree(sudan, load_gazetteer(sudan)).set_index("node")
    darfur = tree.loc["SD+darfur"]
    assert (darfur.kind, darfur.parent, darfur.pcode) == ("union", "SD", "SD")
    assert set(tree.index[tree["parent"] == "SD+darfur"]) == DARFUR
    assert darfur.area_km2 == pytest.approx(tree.loc[sorted(DARFUR), "area_km2"].sum())
    assert darfur.geometry.covers(tree.loc["SD-DN"].geometry.representative_point())


def test_union_is_absent_from_a_set_with_other_codes(sudan):
    other = sudan.units.assign(pcode=sudan.units["pcode"].str.replace("SD", "XX"),
                               parent=sudan.units["parent"].str.replace("SD", "XX"))  # fmt: skip
    assert unions_of(type(sudan)("XX", "SDN", other)) == []


def test_claim_on_darfur_colours_its_states_and_no_others():
    located, control = resolved({"relation": "control", "side": "rsf", "place": "Darfur", "place_kind": "region"})
    assert located["node"].tolist() == ["SD+darfur"]
    assert control.loc["SD+darfur", ["state", "side", "basis"]].tolist() == ["held", "rsf", "reported"]
    assert set(control.index[(control["level"] == 1) & (control["side"] == "rsf")]) == DARFUR
    assert control.loc["SD+darfur", "shares"]["rsf"][0] == pytest.approx(0.5)
    assert control.loc["SD-DW", "shares"]["rsf"][0] == 0


def test_state_with_a_report_of_its_own_is_left_alone():
    _, control = resolved(
        {"relation": "control", "side": "rsf", "place": "Darfur", "place_kind": "region"},
        {"relation": "control", "side": "government", "place": "West Darfur", "place_kind": "province",
         "extent_low": 1.0, "extent_high": 1.0, "scope": "whole", "part_kind": "share"},
    )  # fmt: skip
    assert control.loc["SD-DW", "side"] == "government"
    assert control.loc["SD-DS", "side"] == "rsf"


def test_union_holds_the_places_in_it(sudan):
    places = Places(load_gazetteer(sudan), sudan)
    assert places.container("Kordofan").units == {"SD-GK", "SD-KN", "SD-KS"}
    assert places.lookup("Nyala", within="Darfur").place.pcode.startswith("SD-DS")
    assert places.beside(places.lookup("Darfur")).units == DARFUR
