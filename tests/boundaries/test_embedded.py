"""The embedded sets: whole trees, polygons that fit together, codes and parents as the official files have them."""

import csv
from itertools import pairwise

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
    above = dict(pairwise([*boundaries.levels[::-1], None]))
    assert all(level[u.parent] == above[u.level] for u in units.itertuples() if u.level)
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


def test_every_open_set_is_embedded_with_all_its_units(shared):
    with (shared / "boundaries" / "boundary-sources.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["licence_class"] == "open with attribution"]
    sets = list_boundaries().set_index("key")
    assert len(rows) == 26
    for row in rows:
        assert (f"ADM{sets.loc[row['iso3'], 'levels']}", sets.loc[row["iso3"], "units"]) == (
            row["level"],
            int(row["units"]),
        )


def test_crimea_and_sevastopol_are_ukrainian_and_flagged_and_the_worldview_says_so():
    ukraine = load_boundaries("UKR")
    units = ukraine.units.set_index("pcode")
    assert len(ukraine.at(1)) == 27
    assert units.loc["UA-43", "name"] == "Crimea"
    assert units.loc[["UA-43", "UA-40"], "flags"].tolist() == [["disputed"], ["disputed"]]
    assert units.loc["UA", "area_km2"] == pytest.approx(603_550, rel=0.01)
    assert "Crimea and Sevastopol within Ukraine" in ukraine.worldview
    assert units.loc["UA-65", "names"]["uk"] == "Херсонська область"


@pytest.mark.parametrize(
    ("key", "code", "inside"),
    [
        ("SDN", "SD-DN", "Al Fasher"), ("SSD", "SS-UY", "Rubkona"), ("YEM", "YE-SU", "Hadibu"),
        ("COD", "CD-NK", "Rutshuru"), ("KEN", "KE-30", "Kileleshwa"), ("MMR", "MM-17", "Laukkaing"),
        ("IRQ", "IQ-NI", "Sinjar"), ("AFG", "AF-HEL", "Sangin"), ("LBN", "LB-BH", "Hermel"), ("HTI", "HT-OU", "Delmas"),
        ("COL", "CO-ANT", "Turbo"), ("TCD", "TD-MA", "Barh-Sara"), ("NGA", "NG-BO", "Bama"), ("PSE", "PS-GZ", "Rafah"),
        ("GEO", "GE-AB", "Gagra"), ("ARM", "AM-SU", "Goris"), ("MLI", "ML-7", "Ansongo"), ("CAF", "CF-UK", "Bambari"),
    ],
)  # fmt: skip
def test_well_known_units_lie_in_their_province(key, code, inside):
    units = load_boundaries(key).units.set_index("pcode")
    found = [p for p, name in units["name"].items() if name == inside]
    assert found, [n for n in units["name"] if n[:3] == inside[:3]]
    assert any(p.startswith(f"{code}-") for p in found)


def test_communes_of_the_central_african_republic_have_their_sous_prefecture():
    units = load_boundaries("CAF").units.set_index("pcode")
    assert units["level"].value_counts().to_dict() == {0: 1, 1: 17, 2: 72, 3: 175}
    above = {(row.name, units.loc[row.parent, "name"]) for row in units[units["level"] == 3].itertuples(index=False)}
    assert {("Kotto-Oubangui", "Satéma"), ("Lili", "Bambouti"), ("Vassako", "Bamingui"), ("Mbata", "Mbaïki")} <= above
    areas = units.groupby("level")["area_km2"].sum()
    assert areas.tolist() == pytest.approx([areas[0]] * 4, rel=1e-9)
    bangui = units[units["parent"] == "CF-BGF-01"]
    assert bangui["name"].tolist() == [f"Arrondissement {n}" for n in range(1, 9)]


def test_all_embedded_sets_and_settlements_are_under_12_mb():
    folders = [data_dir() / "boundaries", data_dir() / "gazetteer"]
    files = [file for folder in folders for file in folder.iterdir()]
    assert sum(file.stat().st_size for file in files) < 12e6
    assert max(file.stat().st_size for file in files) < 3e6


def test_an_unknown_set_is_refused_with_the_names_of_those_there_are():
    with pytest.raises(BoundaryError, match=r"'XYZ' is unknown; embedded are .*SYR"):
        load_boundaries("XYZ")


def test_syria_has_14_governorates_62_districts_and_272_subdistricts_with_both_names():
    syria = load_boundaries("syr")
    assert [len(syria.at(level)) for level in (0, 1, 2, 3)] == [1, 14, 62, 272]
    daraa = syria.units.set_index("pcode").loc["SY12"]
    assert {k: daraa["names"][k] for k in ("en", "ar", "ru")} == {"en": "Dar'a", "ar": "درعا", "ru": "Даръа"}
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
