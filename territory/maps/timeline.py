"""The control table as a timeline: looks once, and for every row of the map the days on which its look changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pandas as pd

from territory.errors import RenderError
from territory.maps.looks import Look, look_of
from territory.tables import CONTROL

_OPEN = ("shares", "contested", "readings")
_BLANK = {"state": "unknown", "basis": "unknown", "certainty": "confirmed"}


@dataclass(frozen=True)
class Run:
    """One stretch of days of one row: from ``day`` (days since the start) to the next run's."""

    day: int
    look: int
    last_report: str | None
    claims: tuple[str, ...]
    against: tuple[str, ...]
    since: str | None
    rules: tuple[str, ...] = ()


@dataclass
class Timeline:
    """Runs of every node within a period.

    Attributes
    ----------
    start, days
        First day (ISO) and the number of days shown, both ends included.
    looks
        Distinct looks.
    rows
        ``{node: runs}``; the first run of a node begins on day 0.
    blank
        Number of the look of what nothing is known about.
    """

    start: str
    days: int
    looks: list[Look] = field(default_factory=list)
    rows: dict[str, list[Run]] = field(default_factory=dict)
    blank: int = 0

    @property
    def end(self) -> str:
        """Last day shown (ISO)."""
        return self.date(self.days - 1)

    def date(self, day: int) -> str:
        """ISO date of a day number."""
        return (date.fromisoformat(self.start) + timedelta(days=day)).isoformat()

    def day(self, iso: str) -> int:
        """Day number of an ISO date."""
        return (date.fromisoformat(iso) - date.fromisoformat(self.start)).days

    def runs(self, node: str) -> list[Run]:
        """Runs of a node; one of unknown for a node that the table does not have."""
        return self.rows.get(node) or [Run(0, self.blank, None, (), (), None)]

    def look_on(self, node: str, day: int) -> Look:
        """The look of a node on a day."""
        return self.looks[self.run_on(node, day).look]

    def run_on(self, node: str, day: int) -> Run:
        """The run of a node on a day."""
        found, *later = self.runs(node)
        for run in later:
            if run.day > day:
                break
            found = run
        return found

    def change_days(self) -> list[int]:
        """Days on which anything looks different from the day before, and the first day."""
        changed = {b.day for runs in self.rows.values() for a, b in pairwise(runs) if a.look != b.look}
        return sorted({0, *changed})


def timeline_of(control: pd.DataFrame, start: str | None = None, end: str | None = None) -> Timeline:
    """Cut a control table to a period.

    Parameters
    ----------
    control
        Table in the ``control`` schema.
    start, end
        First and last day shown (ISO, both included); by default the first and last day on which something changes or
        was last reported.

    Raises
    ------
    RenderError
        If the table is empty, or the period is.
    """
    first, last = period_of(control)
    start, end = start or first or end, end or last or start
    if start is None or end is None:
        raise RenderError("the control table names no day: give start and end")
    if end < start:
        raise RenderError(f"the map would end on {end}, before it starts on {start}")
    out = Timeline(start, (date.fromisoformat(end) - date.fromisoformat(start)).days + 1)
    known: dict[Look, int] = {}
    out.blank = _number(out, known, look_of(_BLANK))
    for record in _records(control):
        _add(out, known, record)
    for node, runs in out.rows.items():
        out.rows[node] = _whole(out, node, sorted(runs, key=lambda run: run.day))
    return out


def period_of(control: pd.DataFrame) -> tuple[str | None, str | None]:
    """First and last day that a control table names."""
    days = [d for column in ("from", "to", "last_report") if column in control for d in control[column] if _is(d)]
    begins = [d for d in control["from"] if _is(d)] if "from" in control else []
    return (min(begins) if begins else min(days, default=None)), max(days, default=None)


def _is(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _records(control: pd.DataFrame) -> Iterable[dict[str, Any]]:
    names = [name for name in CONTROL.names if name in control.columns]
    columns = [control[name].tolist() for name in names]
    for values in zip(*columns, strict=True):
        yield {
            name: None if value is pd.NA or value != value else value for name, value in zip(names, values, strict=True)
        }


def _add(out: Timeline, known: dict[Look, int], record: dict[str, Any]) -> None:
    begins, ends = record.get("from"), record.get("to")
    runs = out.rows.setdefault(record["node"], [])
    if (ends is not None and ends <= out.start) or (begins is not None and begins > out.end):
        return
    day = 0 if begins is None or begins <= out.start else out.day(begins)
    runs.append(
        Run(
            day,
            _number(out, known, look_of(record)),
            record.get("last_report"),
            tuple(record.get("claims") or ()),
            tuple(record.get("against") or ()),
            begins,
            tuple(record.get("rules") or ()),
        )
    )
    if ends is not None and ends <= out.end:
        runs.append(Run(out.day(ends), -1, None, (), (), ends))


def _whole(out: Timeline, node: str, runs: Sequence[Run]) -> list[Run]:
    """Runs without holes: a gap in the table is unknown."""
    days = [run.day for run in runs if run.look >= 0]
    starts = set(days)
    if len(starts) < len(days):
        twice = out.date(next(day for day in days if days.count(day) > 1))
        raise RenderError(f"control table: two runs of node {node} hold on {twice}; a node has one run on each day")
    kept = [run for run in runs if run.look >= 0 or run.day not in starts]
    filled = [Run(run.day, out.blank, None, (), (), run.since) if run.look < 0 else run for run in kept]
    if not filled or filled[0].day > 0:
        filled.insert(0, Run(0, out.blank, None, (), (), None))
    return filled


def _number(out: Timeline, known: dict[Look, int], look: Look) -> int:
    number = known.setdefault(look, len(out.looks))
    if number == len(out.looks):
        out.looks.append(look)
    return number
