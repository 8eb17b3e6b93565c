"""Reports are read whole or refused by name; one broken file never stops the others."""

import codecs
import json
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territory.errors import ReportError
from territory.reports import is_claims_table, read_reports
from territory.reports.normalise import normalise
from territory.tables import REPORTS

ARTICLE = (
    "---\ntitle: Daraa falls\nsource: Wire\npublished: 2024-12-06\n---\nRebels took the city of Daraa on Friday.\n"
)


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


def test_markdown_with_front_matter(write):
    table = read_reports(write("daraa.md", ARTICLE))
    assert list(table.columns) == REPORTS.names
    assert table.iloc[0].drop(["location", "text_group"]).to_dict() == {
        "report_id": "daraa",
        "published": "2024-12-06",
        "source": "Wire",
        "title": "Daraa falls",
        "url": None,
        "language": "en",
        "text": "Rebels took the city of Daraa on Friday.\n",
    }


def test_text_needs_a_day_from_somewhere(write):
    path = write("note.txt", "Rebels took Daraa.")
    with pytest.raises(ReportError, match=r"note\.txt: the report has no date; add `published"):
        read_reports(path)
    assert read_reports(path, published="2024-12-06")["published"].tolist() == ["2024-12-06"]


def test_a_report_keeps_its_own_day(write):
    assert read_reports(write("a.md", ARTICLE), published="2020-01-01")["published"].tolist() == ["2024-12-06"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-12-06T23:30:00-05:00", "2024-12-07"),
        ("2024-12-06 14:00", "2024-12-06"),
        ("Fri, 06 Dec 2024 18:00:00 GMT", "2024-12-06"),
        ("December 6, 2024", "2024-12-06"),
        ("Friday 6 Dec 2024", "2024-12-06"),
    ],
)
def test_ways_to_write_a_day(write, written, day):
    line = json.dumps({"id": "a", "text": "x", "published": written})
    assert read_reports(write("a.jsonl", line))["published"].tolist() == [day]


@pytest.mark.parametrize(
    "written", ["06/12/2024", "2024-13-45", "2024-02-30", "yesterday", "0024-12-06", "31 June 2024"]
)
def test_a_day_that_is_none_is_refused(write, written):
    line = json.dumps({"id": "a", "text": "x", "published": written})
    with pytest.raises(ReportError, match=r"a\.jsonl, line 1: published .* is no day; write it as YYYY-MM-DD"):
        read_reports(write("a.jsonl", line))


def test_json_lines_take_known_keys_only(write):
    record = {"id": 7, "text": "Hama fell.", "published": "2024-12-05", "claims": [{"x": 1}], "source": "Wire"}
    table = read_reports(write("a.jsonl", json.dumps(record) + "\n\n" + json.dumps({**record, "id": None})))
    assert table["report_id"].tolist() == ["7", "a:3"]


def test_csv_restores_escaped_cells_and_finds_its_delimiter(write):
    comma = write("a.csv", "id,text,published\n1,'=Aleppo fell.,2024-11-30\n")
    semicolon = write("b.csv", 'text;published\n"Hama fell; then Homs.";2024-12-05\n')
    table = read_reports([comma, semicolon])
    assert table["text"].tolist() == ["=Aleppo fell.", "Hama fell; then Homs."]
    assert table["report_id"].tolist() == ["1", "b:2"]


def test_html_gives_the_article_without_the_furniture(write):
    page = """<html><head><title>Hama falls | Site</title>
    <meta property="article:published_time" content="2024-12-05T20:00Z">
    <script>var a = "rebels took Mars"</script></head><body><nav>World Sport</nav><article><h1>Hama</h1>
    <p>Rebels took <b>Hama</b> &amp; its airbase.</p><p>The army left.</p></article><footer>About us</footer></body>"""
    table = read_reports(write("a.html", page))
    assert table["text"].tolist() == ["Rebels took Hama & its airbase.\nThe army left."]
    assert table["published"].tolist() == ["2024-12-05"]
    assert table["title"].tolist() == ["Hama falls | Site"]


def test_html_with_stray_signs_keeps_its_text(write):
    page = '<p title="a > b">Losses of < 10 &amp; > 5 percent.</p><!-- <p>old</p> --><p>Rebels hold P</p'
    table = read_reports(write("a.html", page), published="2024-12-05")
    assert table["text"].tolist() == ["Losses of < 10 & > 5 percent.\nRebels hold P</p"]


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!", "<!--", "<div>", "&#", '<a b="', "<script></scrip", "</", '<a ">', "<p>x"]
)
def test_hostile_pages_take_no_time(write, piece):
    path = write("a.html", "<p>Rebels hold P.</p>" + piece * (300_000 // len(piece)))
    started = time.process_time()
    read_reports(path, published="2024-12-05", problems=[])
    assert time.process_time() - started < 4


def test_folder_is_read_recursively_and_sorted(write, tmp_path):
    for name in ("b/two.md", "a/one.md", "a/.hidden.md", "README.md", "a/picture.png"):
        write(name, ARTICLE + name)
    assert read_reports(tmp_path)["report_id"].tolist() == ["a/one", "b/two"]
    assert len(read_reports([tmp_path, tmp_path / "a" / "one.md"])) == 2


def test_standard_input(monkeypatch):
    class Stdin:
        def __init__(self, text):
            self.buffer = self
            self.read = lambda: text.encode("utf-8")

    monkeypatch.setattr("sys.stdin", Stdin(ARTICLE))
    assert read_reports("-")["report_id"].tolist() == ["stdin"]
    monkeypatch.setattr("sys.stdin", Stdin('{"text": "Hama fell.", "published": "2024-12-05"}\n'))
    assert read_reports("-")["report_id"].tolist() == ["stdin:1"]


BROKEN = {
    "empty.md": (b"", "the file is empty"),
    "blank.txt": (b" \n\n", "the file is empty"),
    "binary.txt": (bytes(range(256)), "is a binary file"),
    "picture.txt": (b"\x89PNG\r\n\x1a\nxx", "is a picture"),
    "utf16.txt": (codecs.BOM_UTF16_LE + "Hama".encode("utf-16-le"), "is UTF-16 text"),
    "latin.txt": ("first\nprès de Hama".encode("latin-1"), r"is no UTF-8 \(byte 0xe8 in line 2\)"),
    "columns.csv": (b"id,body\n1,Hama fell\n", r"no column `text` \(it has id, body\)"),
    "ragged.csv": (b"id,text,published\n1,Hama, fell,2024-12-05\n", "row 2: has 4 cells and the header 3"),
    "claims.csv": (b"claim_id,report_id\n1,2\n", "is a table of claims"),
    "bad.jsonl": (b'{"text": \n', "line 1: is no JSON"),
    "list.jsonl": (b"[1]\n", "line 1: is no JSON object"),
    "deep.jsonl": (b"[" * 100_000, "line 1: is no JSON"),
    "notext.jsonl": (b'{"id": 1, "published": "2024-12-05"}', "the report has no text"),
    "liststext.jsonl": (b'{"text": ["a"], "published": "2024-12-05"}', "line 1: text is a list"),
    "open.md": (b"---\ntitle: x\n", "the front matter does not end"),
    "yaml.md": (b"---\ntitle: [x\n---\ntext", "the front matter is no YAML in line"),
    "tag.md": (b"---\n- a\n---\ntext", "has no `key: value` lines"),
    "deep.md": (b"---\na: " + b"[" * 9000 + b"\n---\ntext", "the front matter is no YAML"),
    "headonly.md": (b"---\npublished: 2024-12-05\n---\n", "the report has no text"),
    "word.docx": (b"PK\x03\x04", "not a kind of report"),
    "bad.pdf": (b"%PDF-1.4 nothing", "PDF"),
    "blank.html": (b"<html><body><script>1</script></body></html>", "the page has no text"),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_broken_input_is_one_clear_line_and_the_rest_is_read(write, name):
    content, message = BROKEN[name]
    bad, good = write(name, content), write("good.md", ARTICLE)
    with pytest.raises(ReportError, match=message):
        read_reports([bad, good])
    problems = []
    table = read_reports([bad, good], problems=problems)
    assert table["report_id"].tolist() == ["good"]
    assert len(problems) == 1
    assert name in problems[0]
    assert "\n" not in problems[0]


def test_missing_file_and_second_id_are_refused(write, tmp_path):
    problems = []
    first = write("a.jsonl", '{"id": "x", "text": "Hama fell.", "published": "2024-12-05"}')
    second = write("b.jsonl", '{"id": "x", "text": "Homs fell.", "published": "2024-12-08"}')
    table = read_reports([first, tmp_path / "none.txt", second], problems=problems)
    assert table["text"].tolist() == ["Hama fell."]
    assert "there is no such file" in problems[0]
    assert "the id 'x' is already that of" in problems[1]


def test_front_matter_is_data(write):
    table = read_reports(
        write("a.md", "---\npublished: 2024-12-05\ntitle: !!python/object/apply:os.getcwd []\n---\nx"),
        problems=(p := []),
    )
    assert table.empty
    assert "title is a list" in p[0]
    table = read_reports(write("b.md", "---\npublished: 2024-12-05\nurl: file:///etc/passwd\ntext: other\n---\nx"))
    assert table["url"].tolist() == ["file:///etc/passwd"]
    assert table["text"].tolist() == ["x"]


def test_default_day_must_be_one(write):
    with pytest.raises(ReportError, match="published '06/12/24' is no day"):
        read_reports([], published="06/12/24")


def test_no_paths_give_an_empty_table():
    assert list(read_reports([]).columns) == REPORTS.names


def test_claims_tables_are_told_from_reports(write):
    assert is_claims_table(write("c.csv", "\ufeffclaim_id,report_id\n"))
    assert is_claims_table(write("c.jsonl", '{"claim_id": "a"}\n'))
    assert not is_claims_table(write("r.csv", "id,text,published\n1,claim_id,2024-12-05\n"))
    assert not is_claims_table(write("r.txt", "claim_id"))


@given(st.text())
def test_normalising_is_idempotent_nfc_and_without_carriage_returns(text):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
    once.encode("utf-8")


@given(content=st.binary(max_size=300), suffix=st.sampled_from([".txt", ".md", ".jsonl", ".csv", ".html"]))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content, suffix):
    path = tmp_path_factory.mktemp("fuzz") / f"x{suffix}"
    path.write_bytes(content)
    problems = []
    table = read_reports(path, published="2024-12-05", problems=problems)
    assert all("\n" not in line for line in problems)
    assert len(table) + len(problems) > 0 or suffix in (".csv", ".jsonl")
