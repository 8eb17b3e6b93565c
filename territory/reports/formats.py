"""From one file to the reports it holds, format by format."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable

import yaml

from territory.errors import ReportError
from territory.reports.draft import Draft, Drafts, pick_fields
from territory.reports.files import ReportFile
from territory.reports.normalise import decode
from territory.reports.page import read_page
from territory.reports.pdf import read_pdf
from territory.tablefiles import unescape_cell

FRONT_MATTER_LIMIT = 16_384


def read_drafts(file: ReportFile) -> Drafts:
    """Reports of a file, or the errors that stand in their place."""
    try:
        content = file.content()
        if file.suffix == ".pdf":
            yield Draft(file.location, file.stem, read_pdf(content, file.location))
            return
        if file.suffix in (".html", ".htm"):
            yield Draft(file.location, file.stem, read_page(content, file.location))
            return
        text = decode(content, file.location).removeprefix("\ufeff")
        if file.suffix == ".csv":
            yield from _csv(text, file)
        elif file.suffix in (".jsonl", ".ndjson") or (not file.suffix and _is_json_lines(text)):
            yield from _json_lines(text, file)
        else:
            yield Draft(file.location, file.stem, _text(text, file.location))
    except ReportError as error:
        yield error


def _text(text: str, location: str) -> dict[str, str]:
    """Front matter (YAML between two lines of ``---``), read as plain strings, and the text below it."""
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].rstrip() != "---":
        return {"text": text}
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        raise ReportError(f"{location}: the front matter does not end; close it with a line `---`")
    head = "\n".join(lines[1:end])
    if len(head) > FRONT_MATTER_LIMIT:
        raise ReportError(f"{location}: the front matter is longer than {FRONT_MATTER_LIMIT} characters")
    try:
        # BaseLoader builds nothing but strings, lists and mappings, and keeps `2024-12-06` as it is written.
        record = yaml.load(head, Loader=yaml.BaseLoader) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        said = " ".join(str(getattr(error, "problem", None) or error).split())
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        raise ReportError(
            f"{location}: the front matter is no YAML{where} ({said}); write `key: value` lines"
        ) from None
    if not isinstance(record, dict):
        raise ReportError(f"{location}: the front matter has no `key: value` lines")
    record = {key: None if value in ("~", "null") else value for key, value in record.items() if key != "text"}
    return {**pick_fields(record, location), "text": "\n".join(lines[end + 1 :])}


def _is_json_lines(text: str) -> bool:
    first = next((line for line in text.split("\n") if line.strip()), "")
    return first.lstrip().startswith("{") and first.rstrip().endswith("}")


def _json_lines(text: str, file: ReportFile) -> Drafts:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        location = f"{file.location}, line {number}"
        try:
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as error:
                said = getattr(error, "msg", "") or "not readable"
                raise ReportError(f"{location}: is no JSON ({said}); write one JSON object a line") from None
            if not isinstance(record, dict):
                raise ReportError(f"{location}: is no JSON object; write one JSON object a line")
            yield Draft(location, f"{file.stem}:{number}", pick_fields(record, location))
        except ReportError as error:
            yield error


def _csv(text: str, file: ReportFile) -> Drafts:
    csv.field_size_limit(1 << 30)
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        yield from _table(rows, file)
    except csv.Error as error:
        yield ReportError(f"{file.location}: is no CSV table ({error} in line {rows.line_num})")


def _table(rows: Iterable[list[str]], file: ReportFile) -> Drafts:
    rows = iter(rows)
    header = [name.strip().lower() for name in next(rows, [])]
    if "claim_id" in header:
        raise ReportError(f"{file.location}: is a table of claims, not of reports; give it to `locate` or `control`")
    if "text" not in header:
        raise ReportError(
            f"{file.location}: no column `text` (it has {', '.join(header[:8]) or 'none'}); "
            "a table of reports has the columns id, text, published, source, title, url"
        )
    for number, cells in enumerate(rows, 2):
        if not any(cells):
            continue
        location = f"{file.location}, row {number}"
        if len(cells) != len(header):
            yield ReportError(
                f"{location}: has {len(cells)} cells and the header {len(header)}; put text with commas in quotes"
            )
            continue
        record: dict[object, object] = {name: unescape_cell(cell) for name, cell in zip(header, cells, strict=True)}
        yield Draft(location, f"{file.stem}:{number}", pick_fields(record, location))
