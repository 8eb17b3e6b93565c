"""The shipped example, from reports to dates of change, against a table of facts with sources."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from territory.conflicts import load_conflict
from territory.control import explain, resolve
from territory.datafiles import data_dir
from territory.pipeline import Options, Scene, extract_claims, locate_claims
from territory.reports import read_reports

with (Path(__file__).parent / "facts-syria-2024.csv").open(encoding="utf-8") as file:
    FACTS = list(csv.DictReader(file))


@pytest.fixture(scope="module")
def scene():
    return Scene.load("syria")


@pytest.fixture(scope="module")
def control(scene):
    reports = read_reports([data_dir() / "reports" / "syria-2024"])
    located = locate_claims(extract_claims(reports, Options()), scene, Options())
    return resolve(located, "syria", tree=scene.tree)


def city(scene, name):
    found = scene.gazetteer[(scene.gazetteer["kind"] == "city")]
    names = {str(n).casefold() for n in (name, name.replace("-", " "))}
    hits = [
        row.place_id
        for row in found.itertuples()
        if {str(row.name).casefold(), *(str(n).casefold() for n in _all_names(row))} & names
    ]
    assert hits, name
    return hits[0]


def _all_names(row):
    names = getattr(row, "names", None)
    if isinstance(names, dict):
        return [n for value in names.values() for n in (value if isinstance(value, list) else [value])]
    return names if isinstance(names, list) else []


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f["place"])
def test_dates_of_change_agree_with_the_public_record(fact, control, scene):
    runs = control[(control["node"] == city(scene, fact["place"])) & (control["to"].fillna("9999") > "2024-11-26")]
    lost = runs[(runs["side"] != fact["from_side"]) & (runs["from"].fillna("") > "2024-11-26")]
    assert lost["from"].min() == fact["day"]
    assert lost["side"].dropna().iloc[0] in fact["to_sides"].split("/")
    assert fact["from_side"] not in set(lost["side"])


def test_the_north_east_stays_with_the_sdf(control):
    runs = control[(control["node"] == "SY08") & (control["to"].fillna("9999") > "2024-11-26")]
    assert set(runs.loc[runs["from"].fillna("") >= "2024-11-26", "side"]) == {"sdf"}


def article(shared):
    return read_reports([shared / "reports" / "daraa-2024-12-06.md"])


def test_the_article_on_the_embedded_boundaries(shared, scene):
    located = locate_claims(extract_claims(article(shared), Options()), scene, Options())
    check_daraa(resolve(located, "syria", tree=scene.tree), scene.tree)
    text = explain(
        resolve(located, "syria", tree=scene.tree), located, "SY1202", "2024-12-06", conflict=load_conflict("syria")
    )
    assert "mixed" in text
    assert "more than 90 percent" in text


def test_the_article_on_the_official_boundaries(shared):
    scene = Scene.load("syria", shared / "boundaries" / "syr_cod_ab_2019" / "syr_admin3.shp")
    located = locate_claims(extract_claims(article(shared), Options()), scene, Options())
    check_daraa(resolve(located, "syria", tree=scene.tree), scene.tree)


def check_daraa(control, tree):
    """The worked example of the design, by the areas of the boundaries in use."""
    area = dict(zip(tree["node"], tree["area_km2"], strict=True))
    day = control[(control["from"].fillna("") <= "2024-12-06") & (control["to"].fillna("9999") > "2024-12-06")]
    rows = {row["node"]: row for row in day.to_dict("records")}
    district, subdistrict = rows["SY1202"], rows["SY120200"]
    low, _, high = district["shares"]["government"]
    assert low > 0
    assert high == pytest.approx(0.1 * area["SY12"] / area["SY1202"], abs=1e-4)
    assert subdistrict["shares"]["government"][2] == pytest.approx(0.1 * area["SY12"] / area["SY120200"], abs=1e-4)
    assert district["state"] == "mixed"
    for pcode in ("SY1200", "SY1203"):
        assert "government" not in rows[pcode]["shares"]
        assert (rows[pcode]["state"], rows[pcode]["side"]) == ("held", "opposition")
    daraa = day[day["pcode"].str.startswith("SY12")]
    assert not (daraa["certainty"] == "disputed").any()


def test_without_a_tree_the_places_of_the_gazetteer_are_nodes(scene):
    aleppo = city(scene, "Aleppo")
    fall = {
        "claim_id": "c", "report_id": "r", "relation": "gain", "side": "hts", "node": aleppo, "place": "Aleppo",
        "status": "asserted", "published": "2024-11-30", "date_text": "on Saturday",
    }  # fmt: skip
    made = resolve(pd.DataFrame([fall]), "syria")
    row = made[(made["node"] == aleppo) & (made["from"].fillna("") == "2024-11-30")].iloc[0]
    assert (row["side"], row["basis"]) == ("opposition", "reported")
