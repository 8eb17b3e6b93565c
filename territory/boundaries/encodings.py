"""The encoding of a shapefile's text, where no .cpg file says it."""

from __future__ import annotations

import re
import struct
from pathlib import Path

_BY_LANGUAGE = {"ar": "cp1256", "fa": "cp1256", "ps": "cp1256", "ru": "cp1251", "uk": "cp1251", "ua": "cp1251"}
_CODE_PAGES = {0x57: None, 0x00: None, 0x03: "cp1252", 0x7E: "cp1256", 0xC9: "cp1251"}
_SAID_BY_FILE = "said by the file"
_CUT_OFF = 0.05  # share of letters that may be broken in UTF-8 because a column is too narrow for its text


def guess_encoding(path: Path) -> str | None:
    """Encoding of a shapefile's text; None where a .cpg file or the language id of the .dbf says it.

    Text that reads as UTF-8 is UTF-8; else the code page of the language that a column's name ends in (``NAME_AR``);
    else Western European where letters beyond ASCII stand alone, Arabic where words begin with its article, Cyrillic
    otherwise.
    """
    siblings = {file.suffix.lower(): file for file in path.parent.glob("*") if file.stem == path.stem}
    table = siblings.get(".dbf")
    if ".cpg" in siblings or table is None:
        return None
    content = table.read_bytes()
    if len(content) < 32 or _CODE_PAGES.get(content[29], _SAID_BY_FILE) is _SAID_BY_FILE:
        return None
    if known := _CODE_PAGES[content[29]]:
        return known
    start = struct.unpack("<H", content[8:10])[0]
    text = content[start:]
    if text.isascii():
        return None
    broken = text.decode("utf-8", errors="replace").count("\ufffd")
    if broken <= _CUT_OFF * len(re.findall(rb"[\xc0-\xff]", text)):
        return "utf-8"
    return _code_page(_column_names(content[32:start]), text)


def _column_names(header: bytes) -> list[str]:
    fields = (header[i : i + 32] for i in range(0, len(header) - 31, 32))
    return [field[:11].split(b"\0")[0].decode("latin-1") for field in fields]


def _code_page(columns: list[str], text: bytes) -> str:
    endings = {match[1].lower() for column in columns if (match := re.search(r"_([A-Za-z]{2})$", column))}
    hints = {_BY_LANGUAGE[language] for language in endings & set(_BY_LANGUAGE)}
    if len(hints) == 1:
        return hints.pop()
    runs = re.findall(rb"[\x80-\xff]{3,}", text)
    if sum(len(run) for run in runs) < 0.5 * len(re.findall(rb"[\x80-\xff]", text)):
        return "cp1252"
    return "cp1256" if sum(run.startswith(b"\xc7\xe1") for run in runs) > 0.05 * len(runs) else "cp1251"
