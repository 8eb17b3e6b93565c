"""Tables as files: CSV that a spreadsheet cannot be tricked by, and JSON Lines, both read back as they were.

A CSV text cell that a spreadsheet would run as a formula gets an apostrophe in front, removed again on reading
(OWASP, *CSV Injection*). Lists and mappings are JSON in a cell. Files appear whole or not at all.
"""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from territory.errors import TableError
from territory.tables import Schema

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def escape_cell(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula."""
    return "'" + text if text.startswith(_FORMULA) else text


def unescape_cell(text: str) -> str:
    """Undo :func:`escape_cell`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text so that the file is either the old one or the whole new one."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write bytes so that the file is either the old one or the whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def dumps(table: pd.DataFrame, schema: Schema, format: Literal["csv", "jsonl"]) -> str:
    """Write a table of a schema as text, the schema's columns first."""
    types = {c.name: c.type for c in schema.columns}
    names = [n for n in (*schema.names, *(n for n in table.columns if n not in types)) if types.get(n) != "geometry"]
    columns = {n: [_plain(v, types.get(n, "json")) for v in table[n]] for n in names if n in table.columns}
    if format == "jsonl":
        lines = (
            json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False)
            for row in zip(*columns.values(), strict=True)
        )
        return "".join(line + "\n" for line in lines)
    cells = {n: [_cell(v) for v in values] for n, values in columns.items()}
    buffer = io.StringIO()
    # The csv module leaves a lone carriage return unquoted, which its readers take for the end of a row.
    returns = any("\r" in v for values in cells.values() for v in values if isinstance(v, str))
    writer = csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL if returns else csv.QUOTE_MINIMAL)
    writer.writerow(cells)
    writer.writerows(zip(*cells.values(), strict=True))
    return buffer.getvalue()


def write(table: pd.DataFrame, schema: Schema, path: Path) -> None:
    """Write a table as the file's suffix says: ``.csv`` or ``.jsonl``."""
    write_text(path, dumps(table, schema, _format(path)))


def read(path: Path, schema: Schema) -> pd.DataFrame:
    """Read a table written by :func:`write` (or made by hand with the same columns).

    Raises
    ------
    TableError
        If the file is no such table; the message names the file and the row.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"{path}: cannot be read as UTF-8 text ({error})") from None
    try:
        return loads(text, schema, _format(path))
    except TableError as error:
        raise TableError(f"{path}: {error}") from None


def loads(text: str, schema: Schema, format: Literal["csv", "jsonl"]) -> pd.DataFrame:
    """Read a table of a schema from text."""
    if format == "jsonl":
        rows = []
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                try:
                    rows.append(json.loads(line))
                except ValueError as error:
                    raise TableError(f"line {number} is no JSON: {error}") from None
                if not isinstance(rows[-1], dict):
                    raise TableError(f"line {number} is no JSON object")
        return schema.conform(pd.DataFrame(rows, dtype=object) if rows else schema.frame([]))
    try:
        frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise TableError(f"is no CSV table: {error}") from None
    types = {c.name: c.type for c in schema.columns}
    cells = {n: frame[n].tolist() for n in frame.columns}
    table = {n: [_value(v, types.get(n, "text"), n, i) for i, v in enumerate(cells[n], 1)] for n in cells}
    return schema.conform(pd.DataFrame({n: pd.Series(v, dtype=object) for n, v in table.items()}))


def _format(path: Path) -> Literal["csv", "jsonl"]:
    return "jsonl" if path.suffix.lower() in (".jsonl", ".ndjson") else "csv"


def _plain(value: Any, type: str) -> Any:
    """Value as JSON knows it: missing as None, NumPy scalars as Python's."""
    if isinstance(value, (list, tuple, dict)):
        return value
    if value is None or value is pd.NA or value != value:
        return None
    if type == "boolean":
        return bool(value)
    if type == "integer":
        return int(value)
    return value.item() if hasattr(value, "item") else value


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False)
    return escape_cell(value) if isinstance(value, str) else value


def _value(cell: str, type: str, name: str, row: int) -> Any:
    if cell == "":
        return None
    if type == "boolean":
        return cell.strip().lower() in ("true", "1", "yes")
    if type in ("number", "integer"):
        try:
            return float(cell) if type == "number" else int(float(cell))
        except ValueError:
            raise TableError(f"row {row}: {name} is {cell!r}, no number") from None
    if type == "json":
        if cell == "[]":
            return []
        try:
            return json.loads(cell)
        except ValueError:
            raise TableError(f"row {row}: {name} is {cell!r}, no JSON") from None
    return unescape_cell(cell)
