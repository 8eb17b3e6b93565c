"""The day of publication as an ISO day, from the ways in which files write it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january,feb february,mar march,apr april,may,jun june,jul july,aug august,sep sept september,"
        "oct october,nov november,dec december".split(","),
        1,
    )
    for name in names.split()
}
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]+)\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.IGNORECASE)


def parse_day(text: str) -> str:
    """Read a day (ISO 8601, RFC 2822 or English words) as an ISO day in UTC.

    A time with an offset is moved to UTC; one without counts as UTC. All-number days other than ISO's are refused,
    since 06/12/2024 is two days.

    >>> parse_day("2024-12-06T23:30:00-05:00")
    '2024-12-07'
    >>> parse_day("Friday 6 Dec 2024")
    '2024-12-06'

    Raises
    ------
    ValueError
        If it is no such day, or the calendar has no such day.
    """
    text = text.strip()
    try:
        return _iso(datetime.fromisoformat(text))
    except ValueError:
        pass
    bare = _WEEKDAY.sub("", text)
    if match := _DAY_FIRST.fullmatch(bare):
        day, month, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(bare):
        month, day, year = match.groups()
    else:
        return _iso(parsedate_to_datetime(text))
    if month.lower() not in _MONTHS:
        raise ValueError(f"no month {month}")
    return _checked(date(int(year), _MONTHS[month.lower()], int(day)))


def _iso(moment: datetime) -> str:
    try:
        return _checked((moment.astimezone(UTC) if moment.tzinfo else moment).date())
    except OverflowError:
        raise ValueError("outside the calendar") from None


def _checked(day: date) -> str:
    if day.year < 1900:
        raise ValueError(f"{day.isoformat()} is before 1900")
    return day.isoformat()
