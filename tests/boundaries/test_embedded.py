"""The embedded sets: whole trees, polygons that fit together, codes and parents as the official files have them."""

import geopandas as gpd
import pyogrio
import pytest
import shapely

from territory import tablefiles
from territory.boundaries import list_boundaries, load_boundaries
from territory.boundaries.coverage import EQUAL_AREA, is_coverage
from territory.datafiles import data_dir
from territory.errors import BoundaryError
from territory.tables import GAZETTEER, UNITS

KEYS = list(list_boundaries()["key"])


@pytest.mark.parametrize("key", KEYS)
def test_every_set_is_one_tree_whose_units_fit_together(key):
    boundaries = load_boundaries(key)
    units = boundaries.units
    UNITS.check(units)
    assert units["pcode"].is_unique
    assert list(units["level"]) == sorted(units["level"])
    assert (units["level"] == 0).sum() == 1
    level = dict(zip(units["pcode"], units["level"], strict=True))
    assert all(level[u.parent] == u.level - 1 for u in units.itertuples() if u.level)
    for n in boundaries.levels:
        assert is_coverage(boundaries.at(n).geometry.to_numpy())
    area = dict(zip(units["pcode"], units["area_km2"], strict=True))
    below = units[units["level"] > 0].groupby("parent")["area_km2"].sum()
    assert all(abs(total - area[code]) < 1e-3 for code, total in below.items())
    assert boundaries.licence
    assert boundaries.attribution
    assert boundaries.worldview


@pytest.mark.parametrize("key", KEYS)
def test_every_settlement_lies_on_a_smallest_unit(key):
    units = load_boundaries(key).units
    smallest = set(units["pcode"]) - set(units["parent"].dropna())
    places = tablefiles.read(data_dir() / "gazetteer" / f"{key}.csv", GAZETTEER)
    assert places["place_id"].is_unique
    assert set(places["pcode"]) <= smallest
    assert set(places["kind"]) <= {"city", "town", "village"}
    seats = [code for codes in places["seat_of"] for code in codes]
    assert len(seats) == len(set(seats))
    assert set(seats) <= set(units["pcode"])


def test_an_unknown_set_is_refused_with_the_names_of_those_there_are():
    with pytest.raises(BoundaryError, match=r"'XYZ' is unknown; embedded are .*SYR"):
        load_boundaries("XYZ")


def test_syria_has_14_governorates_62_districts_and_272_subdistricts_with_both_names():
    syria = load_boundaries("syr")
    assert [len(syria.at(level)) for level in (0, 1, 2, 3)] == [1, 14, 62, 272]
    daraa = syria.units.set_index("pcode").loc["SY12"]
    assert daraa["names"] == {"en": "Dar'a", "ar": "درعا"}
    assert daraa["area_km2"] == pytest.approx(3834, rel=0.01)
    flags = dict(zip(syria.units["pcode"], syria.units["flags"], strict=True))
    assert flags["SY1402"] == ["disputed"]
    assert flags["SY14"] == ["disputed_part"]
    assert flags["SY12"] == []
    places = tablefiles.read(data_dir() / "gazetteer" / "SYR.csv", GAZETTEER)
    assert len(places) >= 308


def test_syrian_codes_and_parents_are_the_official_ones_and_the_polygons_overlap_theirs(shared):
    syria = load_boundaries("SYR")
    smallest = 1.0
    for level in (1, 2, 3):
        official = pyogrio.read_dataframe(shared / "boundaries" / "syr_cod_ab_2019" / f"syr_admin{level}.shp")
        official = official.set_index("PCODE").sort_index().to_crs(EQUAL_AREA)
        ours: gpd.GeoDataFrame = syria.at(level).set_index("pcode").sort_index().to_crs(EQUAL_AREA)
        assert list(ours.index) == list(official.index)
        assert list(ours["parent"]) == list(official[f"ADM{level - 1}_PCODE"])
        assert [n["ar"] for n in ours["names"]] == [name.strip() for name in official["NAME_AR"]]
        both = shapely.area(shapely.intersection(ours.geometry.to_numpy(), official.geometry.to_numpy()))
        either = shapely.area(shapely.union(ours.geometry.to_numpy(), official.geometry.to_numpy()))
        smallest = min(smallest, (both / ours.area).min())
        assert (both / ours.area).min() > 0.75, f"level {level}"
        assert (both / either)[ours.area.to_numpy() > 1e6].min() > 0.7, f"level {level}"
    print(f"smallest overlap with the official unit: {smallest:.3f}")
