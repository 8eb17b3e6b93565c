"""The worked example of the design: Daraa province on 6 December 2024."""

import pandas as pd
import pytest
from worlds import claim, located, nodes, on, unit

from territory.control import resolve

DAY = "2024-12-06"


@pytest.fixture(scope="module")
def daraa():
    tree = nodes(
        unit("SY", None, 0, 185000), unit("SY12", "SY", 1, 3834, "Daraa"), unit("SY1200", "SY12", 2, 1000, "Daraa"),
        unit("SY1201", "SY12", 2, 1331, "As-Sanamayn"), unit("SY1202", "SY12", 2, 1503, "Izra'"),
        unit("SY120100", "SY1201", 3, 498, "As-Sanamayn"), unit("SY120101", "SY1201", 3, 833, "Masmiyyeh, Ghabagheb"),
        unit("SY01", "SY", 1, 181166, "elsewhere"),
    )  # fmt: skip
    held = {"pcode": "SY12", "side": "government", "low": 1.0, "high": 1.0}
    claims = located(
        claim("loss", "government", "SY12", DAY, scope="part", extent_low=0.5, extent_high=1.0),
        claim("control", "opposition", "SY12", DAY, scope="part", extent_low=0.9, extent_high=1.0, date_text=None),
        claim("control", "government", "SY120100", DAY, scope="part", part_kind="area", date_text=None),
        claim("control", "government", "SY12", DAY, status="negated", except_nodes=["SY120100"], date_text=None),
    )
    return resolve(claims, "syria", tree=tree, baseline=pd.DataFrame([held]))


def test_governments_share_is_bounded_by_what_the_opposition_leaves(daraa):
    district, subdistrict = on(daraa, "SY1201", DAY), on(daraa, "SY120100", DAY)
    low, _, high = district["shares"]["government"]
    assert low > 0
    assert high == pytest.approx(0.1 * 3834 / 1331, abs=1e-5)
    assert subdistrict["shares"]["government"][2] == pytest.approx(0.1 * 3834 / 498, abs=1e-5)


def test_the_other_districts_are_the_oppositions(daraa):
    for pcode in ("SY1200", "SY1202"):
        row = on(daraa, pcode, DAY)
        assert "government" not in row["shares"]
        assert (row["state"], row["side"]) == ("held", "opposition")


def test_the_district_is_mixed_and_nothing_is_disputed(daraa):
    assert on(daraa, "SY1201", DAY)["state"] == "mixed"
    assert not (daraa["certainty"] == "disputed").any()


def test_the_day_before_is_the_baselines(daraa):
    row = on(daraa, "SY1201", "2024-12-05")
    assert (row["state"], row["side"], row["basis"]) == ("held", "government", "assumed")
