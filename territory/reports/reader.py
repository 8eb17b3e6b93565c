"""``read_reports``: any mix of files, folders and standard input into one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from territory.errors import ReportError
from territory.reports.dates import parse_day
from territory.reports.draft import Draft
from territory.reports.duplicates import group_near_duplicates
from territory.reports.files import find_files
from territory.reports.formats import read_drafts
from territory.reports.language import guess_language
from territory.reports.normalise import normalise
from territory.tables import REPORTS

Row = dict[str, str | None]


def read_reports(
    paths: str | Path | Iterable[str | Path],
    *,
    published: str | None = None,
    problems: list[str] | None = None,
) -> pd.DataFrame:
    r"""Read reports into the ``reports`` table.

    Parameters
    ----------
    paths
        Files (.txt, .md with optional YAML front matter, .jsonl, .csv, .html, .pdf), folders (recursive, in order of
        path; READMEs and hidden files are passed over) and ``-`` for standard input, in any mix. A file named twice
        is read once.
    published
        Day for reports that carry none.
    problems
        List that receives one line for each report that is refused, while the others are read. Without it the first
        refusal raises.

    Returns
    -------
    DataFrame
        In the ``reports`` schema, in the order given. Text is normalised once (NFC, newlines as ``\n``); every later
        offset refers to it. Nothing that a report names is ever opened.

    Raises
    ------
    ReportError
        At the first refused report, when `problems` is None; always when `published` is no day. The message names
        file, row, what is wrong and what to do.
    """
    if published is not None:
        try:
            published = parse_day(published)
        except (ValueError, TypeError):
            raise ReportError(f"published {published!r} is no day; write it as YYYY-MM-DD") from None
    paths = [paths] if isinstance(paths, (str, Path)) else list(paths)
    rows: list[Row] = []
    locations: dict[str, str] = {}
    for item in _drafts(paths):
        try:
            if isinstance(item, ReportError):
                raise item
            row = _row(item, published)
            report_id = str(row["report_id"])
            if report_id in locations:
                raise ReportError(
                    f"{item.location}: the id {report_id!r} is already that of {locations[report_id]}; "
                    "give each report an id of its own"
                )
        except ReportError as error:
            if problems is None:
                raise
            problems.append(str(error))
            continue
        locations[report_id] = item.location
        rows.append(row)
    table = REPORTS.frame(rows)
    table["text_group"] = pd.Series(
        group_near_duplicates(table["report_id"].tolist(), table["published"].tolist(), table["text"].tolist()),
        dtype=object,
    )
    return table


def _drafts(paths: Iterable[str | Path]) -> Iterator[Draft | ReportError]:
    seen = set()
    for path in paths:
        for file in find_files(path):
            if isinstance(file, ReportError):
                yield file
                continue
            same = file.path.resolve() if file.path else None
            if same not in seen:
                seen.add(same)
                yield from read_drafts(file)


def _row(draft: Draft, published: str | None) -> Row:
    fields = {name: normalise(value) for name, value in draft.fields.items()}
    text = fields.get("text", "")
    if not text.strip():
        raise ReportError(
            f"{draft.location}: the report has no text; put the report under its front matter or in `text`"
        )
    row: Row = {name: " ".join(fields[name].split()) or None for name in ("source", "title", "url") if name in fields}
    report_id = " ".join(fields.get("id", "").split()) or draft.default_id
    day = _published(draft, fields.get("published", "").strip(), published)
    return {
        **row,
        "report_id": report_id,
        "published": day,
        "language": guess_language(text),
        "text": text,
        "location": draft.location,
    }


def _published(draft: Draft, written: str, default: str | None) -> str:
    if not written:
        if default is None:
            raise ReportError(
                f"{draft.location}: the report has no date; add `published: YYYY-MM-DD` or give --published"
            )
        return default
    try:
        return parse_day(written)
    except (ValueError, TypeError):
        shown = written if len(written) <= 40 else written[:40] + "…"
        raise ReportError(f"{draft.location}: published {shown!r} is no day; write it as YYYY-MM-DD") from None
