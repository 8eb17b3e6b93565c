"""How the words of a time pattern become a range of days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from territory.extract.words.lexicon_files import TimeFile

Reader = Callable[[TimeFile, "re.Match[str]", date], Any]


def month_range(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> tuple[date, date] | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found


def _group(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def _full(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    number = _group(m, "month_number")
    month = int(number) if number else lexicon.months[m["month"]]
    return _day(int(m["year"]), month, int(m["day"]))


def _day_month(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    month, day = lexicon.months[m["month"]], int(m["day"])
    if day > 31:
        return None
    for year in (today.year, today.year - 1, today.year - 4):
        found = _day(year, month, day)
        if found and found[0] <= today:
            return found
    return None


def _month(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    month = lexicon.months[m["month"]]
    year = today.year if month <= today.month else today.year - 1
    if _group(m, "lead") == "last" and month == today.month:
        year -= 1
    return month_range(year, month)


def _month_year(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    return month_range(int(m["year"]), lexicon.months[m["month"]])


def _part_month(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    month = lexicon.months[m["month"]]
    year = int(m["year"]) if m["year"] else (today.year if month <= today.month else today.year - 1)
    return _within(month_range(year, month), lexicon.parts[m["part"]])


def _part_year(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    year, part = int(m["year"]), lexicon.parts[m["part"]]
    months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
    return month_range(year, months[0])[0], month_range(year, months[1])[1]


def _decade(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    year, part = int(m["decade"]), lexicon.parts.get(m["part"] or "")
    years = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), None: (0, 9)}[part]
    return date(year + years[0], 1, 1), date(year + years[1], 12, 31)


def _year(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    year = int(m["year"])
    return None if year > today.year else (date(year, 1, 1), date(year, 12, 31))


def _span(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    """ "from May 2014 to 2017", "between 2014 and 2017": onset and end."""
    ends: list[date] = []
    for month, year in ((m["month"], int(m["year"])), (m["month2"], int(m["year2"]))):
        if year > today.year:
            return None
        whole = (date(year, 1, 1), date(year, 12, 31))
        ends += month_range(year, lexicon.months[month]) if month else whole
    return ends if ends[0] <= ends[3] else None


def _weekend(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    saturday = today - timedelta((today.weekday() + 2) % 7)
    return saturday, min(saturday + timedelta(1), today)


def _weekday(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    back = (today.weekday() - lexicon.weekdays[m["weekday"]]) % 7
    day = today - timedelta(back)
    return day, day


def _yesterday(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    return today - timedelta(1), today - timedelta(0 if "night" in m.group() else 1)


def _last_unit(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    if m["unit"] in _SEASONS:
        return _season(lexicon, m, today)
    unit = lexicon.spans.get(m["unit"], m["unit"])
    if unit in ("week", "weekend"):
        monday = today - timedelta(today.weekday() + 7)
        return (monday + timedelta(5 if unit == "weekend" else 0)), monday + timedelta(6)
    if unit == "month":
        return month_range(*((today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)))
    return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)


def _this_unit(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    unit = lexicon.spans.get(m["unit"], m["unit"])
    if unit in ("week", "weekend"):
        return today - timedelta(today.weekday()), today
    return (today.replace(day=1) if unit == "month" else date(today.year, 1, 1)), today


def number_of(lexicon: TimeFile, m: re.Match[str], default: int = 1) -> int:
    text = _group(m, "number")
    if not text:
        return default
    return int(text) if text.isdigit() else lexicon.numbers[text]


def _past(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    days = min(number_of(lexicon, m) * lexicon.units[m["unit"]], 36500)
    return today - timedelta(days), today


def shifted(base: date, number: int, unit: int) -> tuple[date, date]:
    """Range of days that lies a number of units before a day (after it, where the number is negative).

    >>> shifted(date(2020, 3, 10), 2, 7)
    (datetime.date(2020, 2, 25), datetime.date(2020, 2, 25))
    """
    number = max(-36500, min(number, 36500 // max(unit, 1)))
    if unit >= 365:
        year = min(max(1, base.year - number * (unit // 365)), 9998)
        return date(year, 1, 1), date(year, 12, 31)
    if unit == 30:
        index = min(max(12, base.year * 12 + base.month - 1 - number), 9998 * 12)
        return month_range(index // 12, index % 12 + 1)
    day = base - timedelta(number * unit)
    return day, day


def _ago(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    return shifted(today, number_of(lexicon, m), lexicon.units[m["unit"]])


def _month_last_year(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    year = today.year - (_group(m, "which") in (None, "last", "the previous"))
    whole = month_range(year, lexicon.months[m["month"]])
    part = _group(m, "part")
    return _within(whole, lexicon.parts[part]) if part else whole


def _within(whole: tuple[date, date], part: str) -> tuple[date, date]:
    """The early, middle or late third of a month."""
    first, last = whole
    edge = {"early": (0, 9), "mid": (9, 20), "late": (19, 30)}[part]
    return first + timedelta(edge[0]), min(first + timedelta(edge[1]), last)


def _part_unit(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    """ "late last month", "the beginning of last year"."""
    part, back = lexicon.parts[m["part"]], m["which"] == "last"
    if m["unit"] == "month":
        index = today.year * 12 + today.month - 1 - back
        return _within(month_range(index // 12, index % 12 + 1), part)
    months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
    year = today.year - back
    return month_range(year, months[0])[0], month_range(year, months[1])[1]


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def _season(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    """The last season of a name that has begun; of "last summer", the last that is over."""
    start = _SEASONS[m["unit"]]
    year = today.year if today.month >= start else today.year - 1
    if (
        m.group().startswith(("last", "since last", "in the last"))
        and year * 12 + start + 2 >= today.year * 12 + today.month
    ):
        year -= 1
    end = year * 12 + start - 1 + 2
    return date(year, start, 1), month_range(end // 12, end % 12 + 1)[1]


def _for_units(lexicon: TimeFile, m: re.Match[str], today: date) -> Any:
    return _ago(lexicon, m, today) if m.group().startswith("for") else (None, None)


READERS: dict[str, Reader] = {
    "day_month_year": _full,
    "iso": _full,
    "day_month": _day_month,
    "month": _month,
    "month_year": _month_year,
    "part_month": _part_month,
    "part_year": _part_year,
    "decade": _decade,
    "month_last_year": _month_last_year,
    "part_unit": _part_unit,
    "season": _season,
    "bygone": lambda c, m, t: (None, None),
    "same": lambda c, m, t: (None, None),
    "offset": lambda c, m, t: (None, None),
    "later": lambda c, m, t: (None, None),
    "season_year": _year,
    "year": _year,
    "weekday": _weekday,
    "weekend": _weekend,
    "span": _span,
    "yesterday": _yesterday,
    "today": lambda c, m, t: (t, t),
    "last_unit": _last_unit,
    "this_unit": _this_unit,
    "past_units": _past,
    "ago": _ago,
    "recent": lambda c, m, t: (None, None),
    "for_units": _for_units,
    "ignore": lambda c, m, t: (None, None),
}
