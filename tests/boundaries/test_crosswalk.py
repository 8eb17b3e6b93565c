"""Tables by the units of one set are carried over to another set of the country."""

import geopandas as gpd
import pandas as pd
import pytest

from territory.boundaries import carried_over, crosswalk, import_boundaries, load_boundaries


@pytest.fixture
def other(south, tmp_path):
    """The districts of the south with codes of their own."""
    frame = gpd.GeoDataFrame(
        {
            "shapeName": south[2]["en2"], "shapeID": [f"2B{i}" for i in range(8)], "shapeGroup": "SYR",
            "shapeType": "ADM2",
        },
        geometry=south[2].geometry,
        crs=4326,
    )  # fmt: skip
    frame.to_file(tmp_path / "adm2.geojson")
    return import_boundaries(tmp_path / "adm2.geojson")


def test_every_unit_is_told_by_the_unit_that_covers_most_of_it(other, south):
    walk = crosswalk(south[2]["code2"], load_boundaries("SYR"), other)
    assert dict(zip(walk["pcode"], walk["of"], strict=True)) == {
        f"2B{i}": code for i, code in enumerate(south[2]["code2"])
    }
    assert walk["share"].min() > 0.999


def test_of_a_province_and_a_district_in_it_the_district_tells_its_own(other, south):
    table = pd.DataFrame({"pcode": ["SY12", "SY1202", "SY99"], "side": ["opposition", "government", "isis"]})
    carried = carried_over(table, load_boundaries("SYR"), other)
    sides = dict(zip(carried["pcode"], carried["side"], strict=True))
    in_daraa = {f"2B{i}": code for i, code in enumerate(south[2]["code2"]) if code.startswith("SY12")}
    assert sides == {unit: "government" if code == "SY1202" else "opposition" for unit, code in in_daraa.items()}


def test_no_code_in_common_gives_an_empty_table(other):
    table = pd.DataFrame({"pcode": ["XX"], "side": ["a"]})
    assert carried_over(table, load_boundaries("SYR"), other).empty
