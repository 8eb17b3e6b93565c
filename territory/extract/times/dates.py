"""Time expressions of a text, resolved to ranges of days against the report's own day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from territory.extract.times.timewords import READERS, number_of
from territory.extract.words.lexicon_files import TimeFile
from territory.extract.words.tokens import Tokens


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
    number: int = 0
    unit: int = 0


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
        self._telling = {cues: tuple(max(cue.split(), key=len) for cue in cues) for cues in self.cues}
        self._cues_of: dict[str, tuple[tuple[str, ...], ...]] = {}

    def dateline(self, text: str, published: date) -> date:
        """The full date printed at the head of the text, if there is one, else the day of publication."""
        head = text[:160].lower()
        for rule, pattern in self.rules:
            if rule not in ("day_month_year", "iso"):
                continue
            for match in pattern.finditer(head):
                found = READERS[rule](self.lexicon, match, published)
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
        taken: list[Moment] = []
        used: set[int] = set()
        if isinstance(source, str):
            cued = {cues: [(0, len(text))] for cues in self.cues}
        else:
            cued = self._cued(source, self._windows(source))
        for (rule, pattern), cues in zip(self.rules, self.cues, strict=True):
            for start, end in cued[cues]:
                for match in pattern.finditer(low, start, end):
                    moment = self._moment(rule, match, text, today)
                    if moment is not None and used.isdisjoint(range(moment.start, moment.end)):
                        used.update(range(moment.start, moment.end))
                        taken.append(moment)
        return _same(sorted(taken, key=lambda m: m.start))

    def _moment(self, rule: str, match: re.Match[str], text: str, today: date) -> Moment | None:
        start, end = match.span()
        found = READERS[rule](self.lexicon, match, today) if end > start else None
        if found is None:
            return None
        first, last = found[:2]
        if first is not None and last is not None:
            first, last = min(first, today), min(last, today)
        until = (min(found[2], today), min(found[3], today)) if len(found) > 2 else None
        number, unit = _count(self.lexicon, match) if rule in _COUNTED else (0, 0)
        return Moment(start, end, text[start:end], first, last, rule, match.group().split()[0], until, number, unit)

    def _cued(self, tokens: Tokens, windows: list[tuple[int, int]]) -> dict[tuple[str, ...], list[tuple[int, int]]]:
        """The windows, as characters, that hold a word of one of some cues; all of them where there are no cues."""
        found: dict[tuple[str, ...], list[tuple[int, int]]] = {cues: [] for cues in self.cues}
        for first, last in windows:
            told = {cues for low in tokens.lows[first:last] for cues in self._cues_in(low)}
            for cues in told:
                found[cues].append((tokens.starts[first], tokens.ends[last - 1]))
        if () in found:
            found[()] = [(tokens.starts[first], tokens.ends[last - 1]) for first, last in windows]
        return found

    def _cues_in(self, low: str) -> tuple[tuple[str, ...], ...]:
        """The cues of which a word holds one, looked up once."""
        known = self._cues_of.get(low)
        if known is None:
            if len(self._cues_of) > _KEPT:
                self._cues_of.clear()
            known = tuple(cues for cues, words in self._telling.items() if any(word in low for word in words))
            self._cues_of[low] = known
        return known

    def _windows(self, tokens: Tokens) -> list[tuple[int, int]]:
        """Stretches of tokens around words of time; only there are the patterns tried."""
        found: list[tuple[int, int]] = []
        end, hints = len(tokens.words), self.hints
        for k in [k for k, low in enumerate(tokens.lows) if low in hints or low[0].isdigit()]:
            first, last = max(0, k - 7), min(end, k + 7)
            if found and first < found[-1][1]:
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
        return found


_KEPT = 20000
_COUNTED = ("ago", "offset", "later")


def _count(lexicon: TimeFile, m: re.Match[str]) -> tuple[int, int]:
    unit = m.groupdict().get("unit")
    return (number_of(lexicon, m), lexicon.units[unit]) if unit else (0, 0)


def _same(moments: list[Moment]) -> list[Moment]:
    """ "the same month" means that of the time before it."""
    out: list[Moment] = []
    for moment in moments:
        if moment.rule == "same":
            before = next((m for m in reversed(out) if m.first is not None and m.rule != "this_unit"), None)
            if before is not None:
                moment = replace(moment, first=before.first, last=before.last)
        out.append(moment)
    return out


def _shortest(cues: Iterable[str]) -> tuple[str, ...]:
    """Cues without those that hold another: "days" stands nowhere without "day"."""
    found: list[str] = []
    for cue in sorted(cues, key=lambda c: (len(c), c)):
        if not any(short in cue for short in found):
            found.append(cue)
    return tuple(found)


def _any(words: dict[str, Any]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
