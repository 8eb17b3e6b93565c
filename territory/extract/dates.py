"""Time expressions of a text, resolved to ranges of days against the report's own day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from territory.extract.lexicon_files import TimeFile
from territory.extract.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression: its characters, its range of days (ISO) and the rule that read it."""

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    rule: str
    lead: str
    until: tuple[date, date] | None = None


class Clock:
    """Finds the time expressions of a language."""

    def __init__(self, lexicon: TimeFile) -> None:
        self.lexicon = lexicon
        words = {
            "month": _any(lexicon.months),
            "weekday": _any(lexicon.weekdays),
            "unit": _any(lexicon.units),
            "number": _any(lexicon.numbers),
            "part": _any(lexicon.parts),
        }
        lists = {"{month}": lexicon.months, "{weekday}": lexicon.weekdays, "{unit}": lexicon.units}
        self.rules: list[tuple[str, re.Pattern[str]]] = []
        self.cues: list[tuple[str, ...]] = []
        for item in lexicon.patterns:
            self.cues.append(_shortest(word for cue in item.cues for word in lists.get(cue, (cue,))))
            pattern = re.sub(r"\{(month|weekday|unit|number|part)\}", lambda m: f"(?:{words[m[1]]})", item.pattern)
            self.rules.append((item.rule, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")))
        self.hints = frozenset((*lexicon.months, *lexicon.weekdays, *lexicon.units, *lexicon.hints))
        self.hints |= {f"{day}s" for day in lexicon.weekdays}

    def dateline(self, text: str, published: date) -> date:
        """The full date printed at the head of the text, if there is one, else the day of publication."""
        head = text[:160].lower()
        for rule, pattern in self.rules:
            if rule not in ("day_month_year", "iso"):
                continue
            for match in pattern.finditer(head):
                found = _READERS[rule](self, match, published)
                if found and abs((found[0] - published).days) < 120 and (match.start() < 90):
                    day: date = found[0]
                    return day
        return published

    def moments(self, source: Tokens | str, today: date) -> list[Moment]:
        """Time expressions in order, none overlapping; the more specific rule wins.

        With tokens, patterns are tried only around words of time, which is quicker.
        """
        text = source if isinstance(source, str) else source.text
        low = text.lower()
        if len(low) != len(text):
            low = text
        windows = [(0, len(text))] if isinstance(source, str) else self._windows(source)
        taken: list[Moment] = []
        used: set[int] = set()
        cued = self._cued(low, windows)
        for (rule, pattern), cues in zip(self.rules, self.cues, strict=True):
            for start, end in cued[cues]:
                for match in pattern.finditer(low, start, end):
                    moment = self._moment(rule, match, text, today)
                    if moment is not None and used.isdisjoint(range(moment.start, moment.end)):
                        used.update(range(moment.start, moment.end))
                        taken.append(moment)
        return sorted(taken, key=lambda m: m.start)

    def _moment(self, rule: str, match: re.Match[str], text: str, today: date) -> Moment | None:
        start, end = match.span()
        found = _READERS[rule](self, match, today) if end > start else None
        if found is None:
            return None
        first, last = found[:2]
        if first is not None and last is not None:
            first, last = min(first, today), min(last, today)
        until = (min(found[2], today), min(found[3], today)) if len(found) > 2 else None
        return Moment(start, end, text[start:end], first, last, rule, match.group().split()[0], until)

    def _cued(self, low: str, windows: list[tuple[int, int]]) -> dict[tuple[str, ...], list[tuple[int, int]]]:
        """The windows that hold one of some cues; all of them where there are no cues."""
        found: dict[tuple[str, ...], list[tuple[int, int]]] = {cues: [] for cues in self.cues}
        for start, end in windows:
            piece = low[start:end]
            for cues, near in found.items():
                for cue in cues or ("",):
                    if cue in piece:
                        near.append((start, end))
                        break
        return found

    def _windows(self, tokens: Tokens) -> list[tuple[int, int]]:
        """Stretches around words of time; only there are the patterns tried."""
        found: list[tuple[int, int]] = []
        last, hints = len(tokens.words) - 1, self.hints
        for k, low in enumerate(tokens.lows):
            if low in hints or low[0].isdigit():
                start, end = tokens.starts[max(0, k - 7)], tokens.ends[min(last, k + 6)]
                if found and start <= found[-1][1]:
                    found[-1] = (found[-1][0], end)
                else:
                    found.append((start, end))
        return found


def _shortest(cues: Iterable[str]) -> tuple[str, ...]:
    """Cues without those that hold another: "days" stands nowhere without "day"."""
    found: list[str] = []
    for cue in sorted(cues, key=lambda c: (len(c), c)):
        if not any(short in cue for short in found):
            found.append(cue)
    return tuple(found)


def _any(words: dict[str, Any]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


Reader = Callable[[Clock, "re.Match[str]", date], Any]


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


def _full(clock: Clock, m: re.Match[str], today: date) -> Any:
    number = _group(m, "month_number")
    month = int(number) if number else clock.lexicon.months[m["month"]]
    return _day(int(m["year"]), month, int(m["day"]))


def _day_month(clock: Clock, m: re.Match[str], today: date) -> Any:
    month, day = clock.lexicon.months[m["month"]], int(m["day"])
    if day > 31:
        return None
    for year in (today.year, today.year - 1, today.year - 4):
        found = _day(year, month, day)
        if found and found[0] <= today:
            return found
    return None


def _month(clock: Clock, m: re.Match[str], today: date) -> Any:
    month = clock.lexicon.months[m["month"]]
    year = today.year if month <= today.month else today.year - 1
    if _group(m, "lead") == "last" and month == today.month:
        year -= 1
    return month_range(year, month)


def _month_year(clock: Clock, m: re.Match[str], today: date) -> Any:
    return month_range(int(m["year"]), clock.lexicon.months[m["month"]])


def _part_month(clock: Clock, m: re.Match[str], today: date) -> Any:
    month = clock.lexicon.months[m["month"]]
    year = int(m["year"]) if m["year"] else (today.year if month <= today.month else today.year - 1)
    first, last = month_range(year, month)
    part = clock.lexicon.parts[m["part"]]
    edge = {"early": (0, 9), "mid": (9, 20), "late": (19, 30)}[part]
    return first + timedelta(edge[0]), min(first + timedelta(edge[1]), last)


def _part_year(clock: Clock, m: re.Match[str], today: date) -> Any:
    year, part = int(m["year"]), clock.lexicon.parts[m["part"]]
    months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
    return month_range(year, months[0])[0], month_range(year, months[1])[1]


def _decade(clock: Clock, m: re.Match[str], today: date) -> Any:
    year, part = int(m["decade"]), clock.lexicon.parts.get(m["part"] or "")
    years = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), None: (0, 9)}[part]
    return date(year + years[0], 1, 1), date(year + years[1], 12, 31)


def _year(clock: Clock, m: re.Match[str], today: date) -> Any:
    year = int(m["year"])
    return None if year > today.year else (date(year, 1, 1), date(year, 12, 31))


def _span(clock: Clock, m: re.Match[str], today: date) -> Any:
    """ "from May 2014 to 2017", "between 2014 and 2017": onset and end."""
    ends: list[date] = []
    for month, year in ((m["month"], int(m["year"])), (m["month2"], int(m["year2"]))):
        if year > today.year:
            return None
        whole = (date(year, 1, 1), date(year, 12, 31))
        ends += month_range(year, clock.lexicon.months[month]) if month else whole
    return ends if ends[0] <= ends[3] else None


def _weekend(clock: Clock, m: re.Match[str], today: date) -> Any:
    saturday = today - timedelta((today.weekday() + 2) % 7)
    return saturday, min(saturday + timedelta(1), today)


def _weekday(clock: Clock, m: re.Match[str], today: date) -> Any:
    back = (today.weekday() - clock.lexicon.weekdays[m["weekday"]]) % 7
    day = today - timedelta(back)
    return day, day


def _yesterday(clock: Clock, m: re.Match[str], today: date) -> Any:
    return today - timedelta(1), today - timedelta(0 if "night" in m.group() else 1)


def _last_unit(clock: Clock, m: re.Match[str], today: date) -> Any:
    unit = clock.lexicon.spans.get(m["unit"], m["unit"])
    if unit in ("week", "weekend"):
        monday = today - timedelta(today.weekday() + 7)
        return (monday + timedelta(5 if unit == "weekend" else 0)), monday + timedelta(6)
    if unit == "month":
        return month_range(*((today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)))
    return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)


def _this_unit(clock: Clock, m: re.Match[str], today: date) -> Any:
    unit = clock.lexicon.spans.get(m["unit"], m["unit"])
    if unit in ("week", "weekend"):
        return today - timedelta(today.weekday()), today
    return (today.replace(day=1) if unit == "month" else date(today.year, 1, 1)), today


def _number(clock: Clock, m: re.Match[str], default: int = 1) -> int:
    text = _group(m, "number")
    if not text:
        return default
    return int(text) if text.isdigit() else clock.lexicon.numbers[text]


def _past(clock: Clock, m: re.Match[str], today: date) -> Any:
    days = min(_number(clock, m) * clock.lexicon.units[m["unit"]], 36500)
    return today - timedelta(days), today


def _ago(clock: Clock, m: re.Match[str], today: date) -> Any:
    unit = clock.lexicon.units[m["unit"]]
    number = min(_number(clock, m), 36500 // max(unit, 1))
    day = today - timedelta(number * unit)
    if unit >= 365:
        year = max(1, today.year - number * (unit // 365))
        return date(year, 1, 1), date(year, 12, 31)
    if unit == 30:
        index = today.year * 12 + today.month - 1 - number
        return month_range(index // 12, index % 12 + 1)
    return day, day


def _for_units(clock: Clock, m: re.Match[str], today: date) -> Any:
    return _ago(clock, m, today) if m.group().startswith("for") else (None, None)


_READERS: dict[str, Reader] = {
    "day_month_year": _full,
    "iso": _full,
    "day_month": _day_month,
    "month": _month,
    "month_year": _month_year,
    "part_month": _part_month,
    "part_year": _part_year,
    "decade": _decade,
    "month_last_year": lambda c, m, t: month_range(t.year - 1, c.lexicon.months[m["month"]]),
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
