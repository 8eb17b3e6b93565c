"""Which files a path means, and what their bytes are."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from territory.errors import ReportError

SUFFIXES = (".txt", ".md", ".jsonl", ".ndjson", ".csv", ".html", ".htm", ".pdf")


@dataclass(frozen=True)
class ReportFile:
    """One file of reports; ``stem`` is its stable short name, the default id of a report that fills it."""

    path: Path | None
    location: str
    stem: str

    @property
    def suffix(self) -> str:
        """Lower-case suffix; empty for standard input."""
        return self.path.suffix.lower() if self.path else ""

    def content(self) -> bytes:
        """Read the bytes.

        Raises
        ------
        ReportError
            If the system refuses.
        """
        try:
            return self.path.read_bytes() if self.path else sys.stdin.buffer.read()
        except OSError as error:
            raise ReportError(f"{self.location}: cannot be read ({error.strerror})") from None


def find_files(path: str | Path) -> Iterator[ReportFile | ReportError]:
    """Files that a path means: itself, standard input for ``-``, or those of a folder, recursive and sorted.

    In a folder hidden files, READMEs and files of other kinds are passed over.
    """
    if str(path) == "-":
        yield ReportFile(None, "standard input", "stdin")
        return
    path = Path(path)
    if path.is_dir():
        found = sorted(
            (p.relative_to(path) for p in _walk(path) if p.suffix.lower() in SUFFIXES and p.stem.lower() != "readme"),
            key=lambda p: p.as_posix(),
        )
        if not found:
            yield ReportError(f"{path}: no report in this folder; it may hold {', '.join(SUFFIXES)}")
        for p in found:
            yield ReportFile(path / p, (path / p).as_posix(), p.with_suffix("").as_posix())
    elif not path.exists():
        yield ReportError(f"{path}: there is no such file or folder")
    elif path.suffix.lower() not in SUFFIXES:
        yield ReportError(f"{path}: not a kind of report that can be read; it may be {', '.join(SUFFIXES)}")
    else:
        yield ReportFile(path, path.as_posix(), path.stem)


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(root) / name for name in names if not name.startswith("."))


def is_claims_table(path: str | Path) -> bool:
    """Whether a file is a table of claims (a CSV or JSONL with ``claim_id``) rather than reports."""
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".jsonl", ".ndjson") or not path.is_file():
        return False
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            line = file.readline(1 << 20)
    except (OSError, UnicodeDecodeError):
        return False
    return '"claim_id"' in line if suffix != ".csv" else "claim_id" in next(csv.reader([line]), [])
