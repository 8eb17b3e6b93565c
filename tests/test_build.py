"""The whole way: from report files to a folder of maps."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from territory import tablefiles
from territory.cli import main
from territory.datafiles import data_dir
from territory.tables import CONTROL, LOCATED

EXAMPLE = data_dir() / "reports" / "syria-2024"
ARTICLE = """---
published: 2024-12-06
source: Wire service
---
Rebels seized the city of Hama on Thursday after government forces withdrew, a monitor said.
"""


def run(*args: str, stdin: str | None = None):
    return CliRunner().invoke(main, [str(a) for a in args], input=stdin)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The example of the README, built once."""
    out = tmp_path_factory.mktemp("example")
    result = run("build", EXAMPLE, "-o", out, "--from", "2024-11-26", "--to", "2024-12-09")
    assert result.exit_code == 0, result.output
    return out


def holder(out: Path, node: str, day: str) -> str:
    """State and side of a node on a day."""
    runs = tablefiles.read(out / "control.csv", CONTROL)
    row = runs[
        (runs["node"] == node)
        & (runs["from"].isna() | (runs["from"] <= day))
        & (runs["to"].isna() | (runs["to"] > day))
    ]
    assert len(row) == 1, f"{node} has {len(row)} runs on {day}"
    return str(row.iloc[0]["side"])


def test_the_example_map_is_made_with_its_tables(built):
    for name in ("map.html", "index.html", "claims.csv", "control.csv", "unplaced.csv", "build.json"):
        assert (built / name).stat().st_size > 0, name
    assert (built / "maps" / "2024-12-06.html").exists()


def test_no_run_of_the_example_overlaps_another(built):
    runs = tablefiles.read(built / "control.csv", CONTROL)
    for node, rows in runs.groupby("node"):
        ends = rows["to"].tolist()[:-1]
        assert ends == rows["from"].tolist()[1:], node


def test_two_builds_of_the_same_input_give_the_same_bytes(built, tmp_path):
    code = "import sys; from territory.cli import main; main(sys.argv[1:])"
    arguments = ["build", EXAMPLE, "-o", tmp_path, "--from", "2024-11-26", "--to", "2024-12-09"]
    subprocess.run([sys.executable, "-c", code, *map(str, arguments)], check=True, capture_output=True)
    ours = {p.relative_to(tmp_path): p.read_bytes() for p in sorted(tmp_path.rglob("*")) if p.is_file()}
    theirs = {p.relative_to(built): p.read_bytes() for p in sorted(built.rglob("*")) if p.is_file()}
    assert ours.keys() == theirs.keys()
    assert [str(name) for name in ours if ours[name] != theirs[name]] == []


BROKEN = {
    "empty.txt": b"",
    "binary.md": b"\x7fELF\x00\x01\x02\xff\xfe" * 50,
    "latin.txt": "Damas a été prise".encode("latin-1"),
    "columns.csv": b"a,b\n1,2\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_gives_one_line_and_the_other_reports_are_done(name, tmp_path):
    (tmp_path / "good.md").write_text(ARTICLE)
    (tmp_path / name).write_bytes(BROKEN[name])
    result = run("extract", tmp_path, "--published", "2024-12-06")
    assert result.exit_code == 1
    complaints = [line for line in result.stderr.splitlines() if name in line]
    assert len(complaints) == 1, result.stderr
    assert "Hama" in result.stdout


@pytest.mark.parametrize("command", ["build", "extract", "locate", "control"])
def test_an_unknown_conflict_is_one_line(command, tmp_path):
    (tmp_path / "good.md").write_text(ARTICLE)
    result = run(command, tmp_path / "good.md", "-c", "atlantis")
    assert result.exit_code == 1
    assert "unknown conflict 'atlantis'" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_report_without_a_date_is_refused_by_name(tmp_path):
    (tmp_path / "note.txt").write_text("Rebels seized Hama.")
    refused = run("extract", tmp_path / "note.txt")
    assert refused.exit_code == 1
    assert "note.txt" in refused.stderr
    assert "--published" in refused.stderr
    assert run("extract", tmp_path / "note.txt", "--published", "2024-12-05").exit_code == 0


def test_a_report_comes_from_standard_input():
    result = run("extract", "-", "--published", "2024-12-05", "--format", "jsonl", stdin="Rebels seized Hama.")
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["place"] == "Hama"


def test_stages_can_be_run_one_by_one_through_files(tmp_path):
    (tmp_path / "a.md").write_text(ARTICLE)
    claims, control, page = tmp_path / "claims.csv", tmp_path / "control.csv", tmp_path / "map.html"
    assert run("locate", tmp_path / "a.md", "-o", claims).exit_code == 0
    assert run("control", claims, "-o", control).exit_code == 0
    assert run("map", control, "--claims", claims, "-o", page).exit_code == 0
    located = tablefiles.read(claims, LOCATED)
    assert "Hama" in set(located["place"])
    assert page.read_text().lstrip().lower().startswith("<!doctype html>")


def test_a_control_table_is_drawn_as_a_page_a_plate_or_a_film(built, tmp_path):
    for name, magic in (("a.html", b"<!DOCTYPE html>"), ("a.png", b"\x89PNG"), ("a.pdf", b"%PDF"), ("a.gif", b"GIF8")):
        dates = ["--date", "2024-11-29", "--date", "2024-12-08"] if name in ("a.png", "a.pdf") else []
        result = run("map", built / "control.csv", "-o", tmp_path / name, *dates, "--from", "2024-12-06")
        assert result.exit_code == 0, result.output
        assert (tmp_path / name).read_bytes()[:20].lstrip().startswith(magic)
    assert run("map", built / "control.csv", "-o", tmp_path / "a.docx").exit_code == 1


def test_claims_of_another_country_draw_a_warning(tmp_path):
    text = "Rebels seized Bamako, Mopti, Gao, Timbuktu and Kidal on Tuesday."
    (tmp_path / "mali.txt").write_text(text)
    result = run("build", tmp_path / "mali.txt", "-o", tmp_path / "out", "--published", "2024-12-06")
    assert "is 'syria' the right conflict?" in result.stderr


def test_a_build_can_be_asked_why_and_what_changed(built):
    why = run("explain", "Aleppo", "--date", "2024-12-01", "-i", built)
    assert why.exit_code == 0
    assert "because:" in why.stdout
    changes = run("diff", "2024-11-28", "2024-12-01", "-i", built, "--level", "1")
    assert changes.stdout.startswith("node,pcode,name")
    assert run("check", "-i", built).exit_code == 0
    for by in ("area", "population"):
        shares = run("shares", "SY02", "--by", by, "-i", built, "--format", "jsonl").stdout.splitlines()
        last = {r["side"]: r["estimate"] for r in map(json.loads, shares[-8:])}
        assert last["opposition"] == max(last.values())


def test_a_day_outside_the_build_is_refused(built):
    result = run("explain", "Aleppo", "--date", "2031-01-01", "-i", built)
    assert result.exit_code == 1
    assert "from 2024-11-26 to 2024-12-09" in result.stderr


def test_the_real_article_builds_in_five_seconds_of_work(shared, tmp_path):
    article = shared / "reports" / "daraa-2024-12-06.md"
    command = [sys.executable, "-m", "territory", "build", str(article), "-o", str(tmp_path)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr
    for name in ("map.html", "maps/2024-12-06.html", "claims.csv", "control.csv"):
        assert (tmp_path / name).exists(), name
    assert (tmp_path / "map.html").stat().st_size < 1_000_000
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 5
