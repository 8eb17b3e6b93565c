"""Every shipped profile says who is who, once, in words that cannot mean two sides on one day."""

import pytest
import yaml

from territory.conflicts import list_conflicts, load_conflict, new_profile, read_baseline, show_conflict
from territory.datafiles import data_dir
from territory.errors import ConflictError

NAMES = list_conflicts()


@pytest.mark.parametrize("name", NAMES)
def test_profile_has_sides_colours_and_an_incumbent(name):
    conflict = load_conflict(name)
    assert conflict.key == name
    assert conflict.summary
    assert any(side.incumbent for side in conflict.sides)
    tops = [side for side in conflict.sides if side.parent is None]
    assert len({side.colour for side in tops}) == len(tops) >= 2
    assert all("en" in side.name and side.aliases for side in conflict.sides)


@pytest.mark.parametrize("name", NAMES)
def test_an_alias_means_one_side_on_one_day(name):
    conflict = load_conflict(name)
    seen = {}
    for side in conflict.sides:
        for alias in side.aliases:
            span = (alias.from_ or "0000", alias.to or "9999")
            key = alias.text if alias.text.isupper() else alias.text.casefold().replace("’", "'")
            for other, language, (low, high) in seen.get(key, []):
                if language != alias.language:
                    continue
                assert span[1] <= low or high <= span[0], f"{alias.text}: {side.key} and {other} from {span[0]}"
            seen.setdefault(key, []).append((side.key, alias.language, span))


@pytest.mark.parametrize("name", NAMES)
def test_a_source_is_listed_once(name):
    conflict = load_conflict(name)
    names = [n.casefold() for source in conflict.sources for n in {source.name, *source.aliases}]
    assert len(names) == len(set(names)), {n for n in names if names.count(n) > 1}


def test_nineteen_conflicts_are_shipped():
    assert len(NAMES) >= 19
    assert {load_conflict(name).country for name in NAMES} >= {"SYR", "UKR", "LBY", "SSD", "NGA", "SDN", "MMR"}


def test_the_army_of_syria_changes_hands_after_the_eighth_of_december_2024():
    def sides(word, day):
        return [s.key for s in load_conflict("syria").sides for a in s.aliases if a.text == word and a.holds_on(day)]

    assert sides("army", "2024-12-08") == ["government"]
    assert sides("army", "2024-12-09") == ["opposition"]
    assert sides("regime", "2025-03-01") == ["government"]


def test_factions_roll_up_to_their_side():
    syria = load_conflict("syria")
    assert {key: syria.rollup(key) for key in ("hts", "sna", "fsa", "hezbollah", "ypg", "isis")} == {
        "hts": "opposition",
        "sna": "opposition",
        "fsa": "opposition",
        "hezbollah": "government",
        "ypg": "sdf",
        "isis": "isis",
    }


@pytest.mark.parametrize("name", NAMES)
def test_baseline_names_known_sides_and_shares_that_sum_to_one(name):
    conflict = load_conflict(name)
    if conflict.baseline is None:
        return
    table = read_baseline(conflict.baseline)
    assert set(table["side"]) <= {side.key for side in conflict.sides}
    assert all(table["source"])


def test_syrian_baseline_covers_every_district():
    units = {
        row.split(",")[0] for row in (data_dir() / "boundaries" / "SYR.csv").read_text(encoding="utf-8").splitlines()
    }
    subdistricts, districts = ({u for u in units if u.startswith("SY") and len(u) == n} for n in (8, 6))
    assert (len(subdistricts), len(districts)) == (272, 62)
    named = set(read_baseline(load_conflict("syria").baseline)["pcode"])
    assert named <= subdistricts | districts
    for district in districts:
        parts = {u for u in subdistricts if u.startswith(district)}
        assert district in named or parts <= named, f"{district} lacks {sorted(parts - named)}"


@pytest.mark.parametrize("name", NAMES)
def test_boundaries_are_embedded_and_baselines_name_their_units(name):
    conflict = load_conflict(name)
    path = data_dir() / "boundaries" / f"{conflict.boundaries}.csv"
    if name == "ethiopia":
        assert not path.exists(), "share-alike boundaries stay outside the package"
        return
    units = {row.split(",")[0] for row in path.read_text(encoding="utf-8").splitlines()}
    if conflict.baseline:
        assert set(read_baseline(conflict.baseline)["pcode"]) <= units


def test_baseline_errors_name_the_row(tmp_path):
    path = tmp_path / "b.csv"
    for text, message in {
        "unit,side\nSY01,government\n": "no column pcode",
        "pcode,side,low,high\nSY01,government,1.2,1\n": "row 2: low is '1.2'",
        "pcode,side,low,high\nSY01,government,0.9,0.2\n": "row 2: low 0.9 is above",
        "pcode,side,low,high\nSY01,government,1,1\nSY01,government,0,1\n": "row 3: SY01 names government twice",
        "pcode,side,low,high\nSY01,government,0.2,0.3\n": r"shares of SY01 sum to 0.2..0.3",
    }.items():
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ConflictError, match=message):
            read_baseline(path)


def test_a_whole_unit_needs_no_shares(tmp_path):
    path = tmp_path / "b.csv"
    path.write_text("pcode,side\nSY01,government\n", encoding="utf-8")
    assert read_baseline(path)[["low", "high"]].to_numpy().tolist() == [[1, 1]]


def test_show_tells_sides_dates_and_parties():
    text = show_conflict("syria")
    assert "    hts: Hayat Tahrir al-Sham" in text
    assert "army (to 2024-12-09)" in text
    assert "  government: SANA" in text
    assert "Baseline of 2024-11-26: syria.baseline.csv" in text


def test_new_profile_can_be_loaded(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(new_profile("syr"), encoding="utf-8")
    assert load_conflict(path).boundaries == "SYR"
    path.write_text(new_profile("SSD"), encoding="utf-8")
    assert (load_conflict(path).key, load_conflict(path).name["en"]) == ("south-sudan", "South Sudan")
    path.write_text(new_profile("ZZZ", name="Côte d'Or", boundaries="mine.gpkg"), encoding="utf-8")
    assert load_conflict(path).name["en"] == "Côte d'Or"
    with pytest.raises(ConflictError, match="no boundaries are embedded for ETH"):
        new_profile("ETH")
    with pytest.raises(ConflictError, match="no ISO 3166 code"):
        new_profile("Syria")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sides": []}, "sides"),
        ({"baseline": "x.csv"}, "baseline and baseline_date go together"),
        ({"country": "Syria"}, "country"),
        ({"unknown": 1}, "unknown"),
    ],
)
def test_a_broken_profile_is_named_with_its_field(tmp_path, change, message):
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump({**yaml.safe_load(new_profile("SYR")), **change}), encoding="utf-8")
    with pytest.raises(ConflictError, match=message):
        load_conflict(path)


def test_unknown_conflict_names_those_there_are():
    with pytest.raises(ConflictError, match=r"unknown conflict 'atlantis': give one of .*syria"):
        load_conflict("atlantis")
