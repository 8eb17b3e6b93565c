"""The gazetteer holds what reports name, in the units where it lies."""

import pandas as pd
import pytest
import shapely

from territory import tablefiles
from territory.boundaries import build_tree, load_boundaries
from territory.conflicts import ExtraPlace, load_conflict
from territory.datafiles import data_dir
from territory.errors import GazetteerError
from territory.places import GazetteerGeocoder, load_gazetteer
from territory.places.gazetteer import distance_km
from territory.tables import GAZETTEER

EXTRAS = sorted((data_dir() / "gazetteer").glob("*.extra.csv"))


@pytest.fixture(scope="module")
def syria():
    return load_boundaries("SYR")


@pytest.fixture(scope="module")
def geocoder(syria):
    return GazetteerGeocoder(load_gazetteer(syria), boundaries=syria)


def test_gazetteer_keeps_its_schema_and_ids(syria):
    table = load_gazetteer(syria)
    GAZETTEER.check(table)
    assert table["place_id"].is_unique
    assert set(syria.units["pcode"]) <= set(table["place_id"])


@pytest.mark.parametrize("path", EXTRAS, ids=lambda p: p.name)
def test_extra_places_lie_where_they_are_known_to_lie(path):
    boundaries = load_boundaries(path.name.split(".")[0])
    units = boundaries.units.set_index("pcode").geometry
    for row in pd.read_csv(path, keep_default_na=False).itertuples():
        if row.kind in ("region", "road"):
            continue
        area = units.loc[row.within].buffer(0.06)
        assert area.covers(shapely.Point(row.longitude, row.latitude)), f"{row.name} is not in {row.within}"


@pytest.mark.parametrize(
    "name", ["Nassib-Jaber", "Nasib", "Nassib", "Nassib crossing", "Nasib border crossing", "معبر نصيب"]
)
def test_nassib_crossing_by_all_its_names(geocoder, name):
    found = geocoder.geocode(name)
    assert found.raw["kind"] == "crossing"
    assert found.raw["adm1"] == "Dar'a"


@pytest.mark.parametrize(
    ("name", "kind", "adm1"),
    [
        ("Hmeimim", "airport", "Lattakia"),
        ("Shayrat air base", "airport", "Homs"),
        ("T4", "airport", "Homs"),
        ("Kweyris military airport", "airport", "Aleppo"),
        ("Deir al-Zor army airport", "airport", "Deir-ez-Zor"),
        ("Tishreen dam", "dam", "Aleppo"),
        ("Omar oilfield", "oilfield", "Deir-ez-Zor"),
        ("Conoco gas field", "oilfield", "Deir-ez-Zor"),
        ("Jobar", "neighbourhood", "Damascus"),
        ("Eastern Ghouta", "region", "Rural Damascus"),
        ("Rif Dimashq", "province", "Rural Damascus"),
        ("Damascus province", "province", "Rural Damascus"),
        ("Damascus governorate", "province", "Damascus"),
        ("M5 highway", "road", None),
    ],
)
def test_places_of_reports(geocoder, name, kind, adm1):
    found = geocoder.geocode(name)
    assert found.raw["kind"] == kind
    assert adm1 is None or found.raw["adm1"] == adm1


def test_places_of_a_profile_are_added(syria):
    extra = ExtraPlace(name="Camp Alpha", kind="base", latitude=34.56, longitude=38.28, source="test")
    profile = load_conflict("syria").model_copy(update={"places": (extra,)})
    table = load_gazetteer(syria, profile).set_index("name")
    assert table.loc["Camp Alpha", "pcode"].startswith("SY0405")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,kind\nX,town\n", "no column"),
        (
            "name,names,kind,latitude,longitude,population,radius_km,source\nX,,castle,1,1,,,s\n",
            "line 2: kind 'castle'",
        ),
        ("name,names,kind,latitude,longitude,population,radius_km,source\nX,,town,north,1,,,s\n", "line 2"),
        ("name,names,kind,latitude,longitude,population,radius_km,source\nX,,town,95,1,,,s\n", "degrees"),
    ],
)
def test_malformed_extra_files_are_refused(syria, tmp_path, text, says):
    (tmp_path / "SYR.extra.csv").write_text(text, encoding="utf-8")
    with pytest.raises(GazetteerError, match=says):
        load_gazetteer(syria, folder=tmp_path)


def test_places_are_named_as_the_field_names_them_and_found_by_the_name_they_had(syria):
    table = load_gazetteer(syria).set_index("place_id")
    assert table.loc[["gn:173334", "gn:163808", "gn:172256"], "name"].tolist() == ["Quneitra", "Palmyra", "Kobani"]
    assert "Al Qunayţirah" in table.loc["gn:173334", "names"]
    settled = table[table.index.str.startswith("gn:")]
    assert not [name for name in settled["name"] if set(name) & set("āīūḩḑ‘")]
    assert table.loc["SY14", "name"] == "Quneitra"


def test_usual_name_of_an_absent_place_is_refused(syria, tmp_path):
    (tmp_path / "SYR.usual.csv").write_text("target,name\ngn:1,Emesa\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="no place has the id 'gn:1'"):
        load_gazetteer(syria, folder=tmp_path)


def test_villages_known_by_their_unit_only_lie_in_it_and_are_no_cells(syria):
    table = load_gazetteer(syria)
    villages = table[table["place_id"].str.count("/") == 3]
    units = syria.units.set_index("pcode").geometry
    assert len(villages) > 500
    assert all(units[v.pcode].covers(shapely.Point(v.longitude, v.latitude)) for v in villages.itertuples())
    assert villages["radius_km"].between(5, 120).all()
    assert not set(build_tree(syria, table)["node"]) & set(villages["place_id"])


def test_village_that_its_unit_has_already_only_adds_its_names(syria):
    table = load_gazetteer(syria).set_index("place_id")
    assert "كلجبرين" in table.loc["SYR/kaljibrin/village", "names"]
    assert not [p for p in table.index if p.startswith("SYR/kaljibrin/village/")]


def test_malformed_village_files_are_refused(syria, tmp_path):
    (tmp_path / "SYR.villages.csv").write_text("name,names,kind,within\nTell Mithal,,village,\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="line 2: a settlement needs a name, a kind"):
        load_gazetteer(syria, folder=tmp_path)


def test_distance_is_in_kilometres():
    assert distance_km(33.5, 36.3, 33.5, 36.3) == 0
    assert distance_km(0, 0, 0, 1) == pytest.approx(111.195, abs=0.01)


def test_further_places_from_a_table_and_from_a_geonames_dump(syria, tmp_path):
    row = {"place_id": "x:1", "name": "Tell Mithal", "names": ["تل مثال"], "kind": "village", "latitude": 36.2,
           "longitude": 37.9, "source": "test"}  # fmt: skip
    table = tmp_path / "more.csv"
    tablefiles.write(GAZETTEER.frame([row]), GAZETTEER, table)
    cells = [
        "99",
        "Kafr Mithal",
        "Kafr Mithal",
        "كفر مثال",
        "35.9",
        "36.7",
        "P",
        "PPL",
        "SY",
        "",
        "",
        "",
        "",
        "",
        "900",
    ]
    dump = tmp_path / "SY.txt"
    dump.write_text("\t".join([*cells, "", "", "Asia/Damascus", "2024-01-01"]) + "\n", encoding="utf-8")
    for path, name, province in ((table, "تل مثال", "Aleppo"), (dump, "Kafr Mithal", "Idleb")):
        found = GazetteerGeocoder(conflict="syria", boundaries=syria, more=path).geocode(name)
        assert (found.raw["kind"], found.raw["adm1"]) == ("village", province)


def test_a_place_that_is_known_already_only_adds_its_names(syria):
    row = {"place_id": "gn:169577", "name": "Emesa", "kind": "city", "latitude": 34.7, "longitude": 36.7, "source": "t"}
    plain, more = load_gazetteer(syria), load_gazetteer(syria, more=GAZETTEER.frame([row]))
    assert len(plain) == len(more)
    homs = more.set_index("place_id").loc["gn:169577"]
    assert homs["name"] == "Homs"
    assert "Emesa" in homs["names"]
