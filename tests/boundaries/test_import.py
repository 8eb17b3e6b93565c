"""Every agency's file becomes the same tree, with one call and no options."""

import zipfile

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from territory.boundaries import build_tree, import_boundaries, load_boundaries
from territory.boundaries.coverage import is_coverage, narrow_gaps
from territory.errors import BoundaryError
from territory.places import load_gazetteer
from territory.tables import UNITS

COUNTS = [1, 3, 8, 35]


def _counts(boundaries):
    return [len(boundaries.at(level)) for level in boundaries.levels]


def _check_south(boundaries, counts=None):
    UNITS.check(boundaries.units)
    assert _counts(boundaries) == (counts or COUNTS)
    for level in boundaries.levels:
        units = boundaries.at(level)
        assert is_coverage(units.geometry.to_numpy())
        assert not narrow_gaps(units.geometry.to_numpy())
        assert units["area_km2"].sum() == pytest.approx(boundaries.units["area_km2"].iloc[0], rel=1e-9)
    return boundaries


def _renamed(frame, patterns, level):
    """Columns of a style: {"code": "ADM{n}_PCODE", ...} for all levels down to one."""
    names = {f"{field}{n}": pattern.format(n=n) for field, pattern in patterns.items() for n in range(level + 1)}
    return frame.rename(columns=names)[[*names.values(), "geometry"]]


@pytest.mark.parametrize(
    ("patterns", "suffix"),
    [
        ({"code": "ADM{n}_PCODE", "en": "ADM{n}_EN", "ar": "ADM{n}_AR"}, "shp"),
        ({"code": "admin{n}Pcode", "en": "admin{n}Name_en", "ar": "admin{n}Name_ar"}, "geojson"),
        ({"code": "admin{n}Pcod", "en": "admin{n}Name"}, "shp"),
        ({"code": "adm{n}_pcode", "en": "adm{n}_name", "ar": "adm{n}_name1"}, "gpkg"),
    ],
)
def test_ocha_files_of_every_generation_are_recognised(south, tmp_path, patterns, suffix, lines):
    frame = _renamed(south[3], patterns, 3)
    if "ar" in patterns and patterns["ar"].endswith("1"):
        frame["lang"], frame["lang1"] = "en", "ar"
    path = tmp_path / f"syr_admbnda_adm3.{suffix}"
    frame.to_file(path, encoding="utf-8")
    made = _check_south(import_boundaries(path, report=lines.append))
    assert made.country == "SYR"
    assert "OCHA COD-AB" in lines[0]
    daraa = made.units.set_index("pcode").loc["SY12"]
    assert daraa["parent"] == "SY"
    assert daraa["name"] == "Dar'a"
    assert daraa["names"] == {"en": "Dar'a", **({"ar": "درعا"} if "ar" in patterns else {})}


def test_gadm_as_geopackage_with_a_layer_a_level_and_as_zipped_json(south, tmp_path):
    frames = {n: _renamed(south[n], {"code": "GID_{n}", "en": "NAME_{n}", "ar": "NL_NAME_{n}"}, n) for n in (1, 2, 3)}
    for n, frame in frames.items():
        frame["COUNTRY"], frame[f"VARNAME_{n}"] = "Syria", "NA"
        frame["GID_0"] = "SYR"
        frame.drop(columns=["NAME_0", "NL_NAME_0"]).to_file(
            tmp_path / "gadm41_SYR.gpkg", layer=f"ADM_ADM_{n}", driver="GPKG"
        )
    made = _check_south(import_boundaries(tmp_path / "gadm41_SYR.gpkg"))
    assert made.units["name"].iloc[0] == "Syria"
    assert made.units.set_index("pcode").loc["SY12", "names"] == {"en": "Dar'a", "und": "درعا"}
    json_file = tmp_path / "gadm41_SYR_2.json"
    frames[2].drop(columns=["NAME_0", "NL_NAME_0"]).to_file(json_file, driver="GeoJSON")
    with zipfile.ZipFile(tmp_path / "gadm41_SYR_2.json.zip", "w") as archive:
        archive.write(json_file, json_file.name)
    _check_south(import_boundaries(tmp_path / "gadm41_SYR_2.json.zip"), COUNTS[:3])


def test_gadm_2_numbers_every_level_from_one(south, tmp_path, lines):
    frame = gpd.GeoDataFrame({"ISO": "SYR", "ID_0": 1, "NAME_0": "Syria"}, geometry=south[2].geometry, index=range(8))
    frame["ID_1"] = [1 + sorted(set(south[2]["code1"])).index(code) for code in south[2]["code1"]]
    frame["NAME_1"], frame["ID_2"], frame["NAME_2"] = south[2]["en1"], range(1, 9), south[2]["en2"]
    frame.to_file(tmp_path / "SYR_adm2.shp")
    made = _check_south(import_boundaries(tmp_path / "SYR_adm2.shp", report=lines.append), COUNTS[:3])
    assert list(made.at(1)["pcode"]) == ["1.1", "1.2", "1.3"]
    assert any("the level is put before them" in line for line in lines)


def test_levels_that_are_only_named_are_kept(south, tmp_path, lines):
    frame = _renamed(south[2], {"en": "NAME_{n}"}, 2)[["NAME_1", "NAME_2", "geometry"]]
    frame.to_file(tmp_path / "names.geojson")
    made = _check_south(import_boundaries(tmp_path / "names.geojson", country="SYR", report=lines.append), COUNTS[:3])
    assert set(made.at(1)["name"]) == {"Dar'a", "As-Sweida", "Quneitra"}
    assert any("level 1: 3 units have names but no codes" in line for line in lines)


def test_geoboundaries_one_file_a_level_find_their_parents_by_overlap(south, tmp_path, lines):
    paths = []
    for n in (1, 2, 3):
        frame = gpd.GeoDataFrame(
            {
                "shapeName": south[n][f"en{n}"],
                "shapeISO": [f"SY-{i}" if n == 1 else "" for i in range(len(south[n]))],
                "shapeID": [f"{n}00B{i}" for i in range(len(south[n]))],
                "shapeGroup": "SYR",
                "shapeType": f"ADM{n}",
            },
            geometry=south[n].geometry,
            crs=4326,
        )
        paths.append(tmp_path / f"geoBoundaries-SYR-ADM{n}.geojson")
        frame.to_file(paths[-1])
    made = _check_south(import_boundaries(paths, report=lines.append))
    assert any("parents found by largest overlap, the smallest 1.00" in line for line in lines)
    parent = dict(zip(made.units["pcode"], made.units["parent"], strict=True))
    for i, code in enumerate(south[3]["code2"]):
        assert parent[f"300B{i}"] == f"200B{list(south[2]['code2']).index(code)}"


def test_natural_earth_and_fieldmaps_hold_many_countries_and_one_is_chosen(south, tmp_path):
    frame = gpd.GeoDataFrame(
        {
            "adm1_code": ["SYR-1", "SYR-2", "JOR-3"], "iso_3166_2": ["SY-DR", "SY-SU", "JO-X"],
            "name": ["Dara", "Suwayda", "Q"], "name_ar": ["درعا", "السويداء", "ق"],
            "adm0_a3": ["SYR", "SYR", "JOR"], "admin": ["Syria", "Syria", "Jordan"],
        },
        geometry=south[1].geometry,
        crs=4326,
    )  # fmt: skip
    path = tmp_path / "ne_10m_admin_1_states_provinces.shp"
    frame.to_file(path, encoding="utf-8")
    with pytest.raises(BoundaryError, match=r"holds 2 countries \(JOR, SYR\); choose one, such as --country JOR"):
        import_boundaries(path)
    made = import_boundaries(path, country="SYR")
    assert list(made.units["pcode"]) == ["SYR", "SY-DR", "SY-SU"]
    fieldmaps = _renamed(south[2], {"code": "adm{n}_src", "en": "adm{n}_name", "ar": "adm{n}_name1"}, 2)
    fieldmaps["adm2_id"] = [f"SYR-2019-{i}" for i in range(len(fieldmaps))]
    fieldmaps["iso_3"] = "SYR"
    fieldmaps.to_file(tmp_path / "adm2_polygons.gpkg", driver="GPKG")
    made = _check_south(import_boundaries(tmp_path / "adm2_polygons.gpkg"), COUNTS[:3])
    assert "SY1200" in set(made.units["pcode"])


def test_a_plain_file_needs_a_mapping_and_a_level(south, tmp_path):
    frame = south[2].rename(columns={"code2": "KOD", "en2": "Bezeichnung"})[["KOD", "Bezeichnung", "geometry"]]
    path = tmp_path / "bezirke.gpkg"
    frame.to_file(path, driver="GPKG")
    with pytest.raises(
        BoundaryError, match=r"none of its columns .* \(KOD, Bezeichnung\); say which do, such as --map"
    ):
        import_boundaries(path)
    mapping = {"pcode": "kod", "name": "Bezeichnung"}
    with pytest.raises(BoundaryError, match="which admin level its 8 units are of; give it, such as --level 1"):
        import_boundaries(path, mapping=mapping)
    made = import_boundaries(path, mapping=mapping, level=1, country="sy")
    assert _counts(made) == [1, 8]
    with pytest.raises(BoundaryError, match="has no column 'CODE'; it has KOD, Bezeichnung"):
        import_boundaries(path, mapping={"pcode": "CODE"}, level=1)


def test_names_without_codes_get_codes_that_stay_the_same(south, tmp_path, lines):
    path = tmp_path / "daraa_adm1.geojson"
    south[1].rename(columns={"en1": "name"})[["name", "geometry"]].to_file(path)
    made = import_boundaries(path, country="SYR", report=lines.append)
    assert list(made.at(1)["pcode"]) == ["SYR-1-1", "SYR-1-2", "SYR-1-3"]
    assert sorted(made.at(1)["name"]) == list(made.at(1)["name"])
    assert any("has no codes" in line for line in lines)


def test_a_set_is_equal_after_the_round_trip_through_a_geopackage_and_its_bytes_do_not_change(south, tmp_path):
    path = tmp_path / "syr_adm3.geojson"
    _renamed(south[3], {"code": "ADM{n}_PCODE", "en": "ADM{n}_EN"}, 3).to_file(path)
    made = import_boundaries(path, tmp_path / "one.gpkg", licence="CC BY 4.0", source="OCHA", year="2019")
    import_boundaries(path, tmp_path / "two.gpkg", licence="CC BY 4.0", source="OCHA", year="2019")
    assert (tmp_path / "one.gpkg").read_bytes() == (tmp_path / "two.gpkg").read_bytes()
    back = load_boundaries(tmp_path / "one.gpkg")
    assert_geodataframe_equal(back.units, made.units)
    assert {k: v for k, v in vars(back).items() if k != "units"} == {
        k: v for k, v in vars(made).items() if k != "units"
    }
    tree = build_tree(back)
    assert (tree["kind"] == "unit").sum() == sum(COUNTS)


def test_a_raw_file_can_be_used_in_place_of_a_set(south, tmp_path):
    path = tmp_path / "syr_adm2.geojson"
    _renamed(south[2], {"code": "ADM{n}_PCODE", "en": "ADM{n}_EN"}, 2).to_file(path)
    _check_south(load_boundaries(path), COUNTS[:3])


def test_overlaps_slivers_and_gaps_are_cleaned_and_areas_kept(south, tmp_path, lines):
    rng = np.random.default_rng(1)
    frame = _renamed(south[3], {"code": "ADM{n}_PCODE", "en": "ADM{n}_EN"}, 3)
    frame = frame.set_geometry(
        [
            shapely.simplify(shapely.buffer(g, d), 0.002)
            for g, d in zip(frame.geometry, rng.uniform(-1e-3, 1e-3, 35), strict=True)
        ],
        crs=4326,
    )
    path = tmp_path / "syr_adm3.gpkg"
    frame.to_file(path, driver="GPKG")
    made = _check_south(import_boundaries(path, report=lines.append))
    drawn = load_boundaries("SYR").units.set_index("pcode")["area_km2"]
    assert made.at(1)["area_km2"].sum() == pytest.approx(sum(drawn[c] for c in ("SY12", "SY13", "SY14")), rel=0.01)
    assert any("cleaned as a coverage" in line for line in lines)


def test_official_syrian_files_import_with_one_call(shared, lines):
    made = import_boundaries(shared / "boundaries" / "syr_cod_ab_2019", report=lines.append)
    assert _counts(made) == [1, 14, 62, 272]
    for level in range(4):
        units = made.at(level)
        official = pyogrio.read_dataframe(shared / "boundaries" / "syr_cod_ab_2019" / f"syr_admin{level}.shp")
        assert units["area_km2"].sum() == pytest.approx(official.to_crs(6933).area.sum() / 1e6, rel=0.001)
        assert is_coverage(units.geometry.to_numpy())
        assert not narrow_gaps(units.geometry.to_numpy())
    assert made.units.loc[0, "names"]["ar"] == "الجمهورية العربية السورية"
    assert any("swapped" in line for line in lines)


def test_official_ukrainian_files_import_with_one_call_and_the_nameless_overlay_is_left_out(shared, lines):
    made = import_boundaries(shared / "boundaries" / "ukr_geoboundaries", report=lines.append)
    assert _counts(made) == [1, 27, 494]
    assert made.country == "UKR"
    assert any("row 495 has neither code nor name and lies on other units" in line for line in lines)
    totals = [made.at(n)["area_km2"].sum() for n in made.levels]
    assert max(totals) / min(totals) - 1 < 0.001


def test_the_embedded_places_of_a_country_fit_sets_with_other_codes_and_levels(south, tmp_path):
    frame = gpd.GeoDataFrame(
        {"shapeName": south[1]["en1"], "shapeID": ["1B1", "1B2", "1B3"], "shapeGroup": "SYR", "shapeType": "ADM1"},
        geometry=south[1].geometry,
        crs=4326,
    )
    frame.to_file(tmp_path / "adm1.geojson")
    made = import_boundaries(tmp_path / "adm1.geojson")
    places = load_gazetteer(made)
    daraa = places[places["place_id"] == "gn:170905"].iloc[0]
    assert daraa["pcode"] == "1B1"
    assert set(places["pcode"].dropna()) <= set(made.units["pcode"])
    assert {code for codes in places["seat_of"] if codes for code in codes} <= set(made.units["pcode"])
    tree = build_tree(made, places)
    assert tree.set_index("node").loc["gn:170905", "parent"] == "1B1"
