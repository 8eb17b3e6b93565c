"""Tables as files: read back as written, and harmless in a spreadsheet."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from territory import tablefiles
from territory.errors import TableError
from territory.tables import CLAIMS, REPORTS, SCHEMAS

text = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), max_size=40)


@given(text)
def test_escaping_is_reversible(value):
    assert tablefiles.unescape_cell(tablefiles.escape_cell(value)) == value


@given(text)
def test_no_cell_starts_like_a_formula(value):
    assert not tablefiles.escape_cell(value).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.tuples(text.filter(bool), text.filter(bool), st.none() | text.filter(bool)), max_size=5))
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_reports_come_back_as_written(form, rows):
    table = REPORTS.frame(
        {"report_id": f"r{i}", "published": "2024-12-06", "text": a, "source": b, "title": c}
        for i, (a, b, c) in enumerate(rows)
    )
    again = tablefiles.loads(tablefiles.dumps(table, REPORTS, form), REPORTS, form)
    pd.testing.assert_frame_equal(again, table)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_lists_numbers_and_flags_come_back(form):
    row = {
        "claim_id": "c1", "report_id": "r1", "relation": "control", "place": "Daraa", "start": 3, "extent_low": 0.9,
        "except_places": ["Sanamayn", "=1+1"], "background": True, "context": [],
    }  # fmt: skip
    table = CLAIMS.frame([row, {**row, "claim_id": "c2", "background": False, "start": None}])
    again = tablefiles.loads(tablefiles.dumps(table, CLAIMS, form), CLAIMS, form)
    pd.testing.assert_frame_equal(again, table)


def test_jsonl_is_one_object_a_line():
    table = REPORTS.frame([{"report_id": "a", "published": "2024-12-06", "text": "x\ny"}])
    (line,) = tablefiles.dumps(table, REPORTS, "jsonl").splitlines()
    assert json.loads(line)["text"] == "x\ny"


def test_a_wrong_value_names_row_and_column():
    table = CLAIMS.frame([{"claim_id": "c", "report_id": "r", "relation": "control", "place": "X"}])
    with pytest.raises(TableError, match=r"row 1: relation is 'owns'"):
        CLAIMS.conform(table.assign(relation="owns"))


def test_a_missing_column_is_named(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text("claim_id,place\nc1,Daraa\n")
    with pytest.raises(TableError, match=r"claims\.csv: claims: no column report_id, relation"):
        tablefiles.read(path, CLAIMS)


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    tablefiles.write_text(path, "old")
    monkeypatch.setattr(tablefiles.os, "replace", lambda *a: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        tablefiles.write_text(path, "new")
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]
    assert path.read_text() == "old"


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=list(SCHEMAS))
def test_every_column_says_what_it_is(schema):
    assert all(c.description for c in schema.columns)
    assert len(set(schema.names)) == len(schema.names)
    assert schema.frame([]).columns.tolist() == schema.names
