"""Claims that are more than one constraint: with exceptions, with an onset known as a range, with an end."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from territory.control.constraints import (
    LOSS,
    NO_DAY,
    OPEN_GAIN,
    OPEN_LOSS,
    PRESENCE,
    STATE,
    Raw,
    day_numbers,
)  # fmt: skip
from territory.control.tree import Bools, Ints, Tree


def spread_claims(raw: Raw, located: pd.DataFrame, tree: Tree, negated: Bools, day_from: Ints) -> Raw:
    """All constraints of claims that were read one constraint each.

    Parameters
    ----------
    negated
        Whether each claim (row of `located`) is a negated state.
    day_from
        First day of each claim's onset.
    """
    return Raw.join([_exceptions(raw, located, tree, negated), *open_ranges(raw, day_from), *_ends(raw, located)])


def _exceptions(raw: Raw, located: pd.DataFrame, tree: Tree, negated: Bools) -> Raw:
    """Spread claims with exceptions over what is left of their node; of "the X area" only some is excepted."""
    holes = located["except_nodes"].to_numpy(dtype=object)[raw.row]
    has = np.array([isinstance(h, (list, tuple)) and len(h) > 0 for h in holes], dtype=bool)
    if not has.any():
        return raw
    in_part = located["except_part"].fillna(False).to_numpy(dtype=bool)[raw.row]
    parts = [raw.take(~has)]
    for i in np.flatnonzero(has):
        out = [tree.index[h] for h in holes[i] if h in tree.index]
        one = raw.take(np.array([i]))
        rest = tree.less(int(raw.node[i]), out)
        if not negated[raw.row[i]] and not one.whole[0]:
            parts.append(one)
            continue
        parts.append(_at(one, rest))
        if one.kind[0] == STATE and not negated[raw.row[i]]:
            left = tree.mass[rest].sum() / tree.mass[raw.node[i]] if rest else 0.0
            high = one.high if in_part[i] else one.high * left
            parts.append(replace(one, low=one.low * left, high=high, whole=np.array([False])))
            most = np.array([1.0 - PRESENCE if in_part[i] else 0.0])
            parts.append(_at(replace(one, low=np.zeros(1), high=most, whole=np.array([False])), out))
    return Raw.join(parts)


def _at(one: Raw, nodes: list[int]) -> Raw:
    """One constraint said of several nodes."""
    return replace(one.take(np.zeros(len(nodes), dtype=np.int64)), node=np.array(nodes, dtype=np.int64))


def open_ranges(raw: Raw, day_from: Ints, *, same_event: bool = True) -> list[Raw]:
    """For onsets known as a range: from its first day both the old and the new state are possible.

    What is told or happens on a day within the range says nothing of what comes after, so the range opens again on
    that day and on the next.
    With `same_event`, an event told of a day within the range, of the same node, side and kind, is taken to be it.
    """
    ranged = raw.take(day_from[raw.row] < raw.day)
    if not len(ranged.row):
        return []
    start = day_from[ranged.row]
    dated = raw.take(day_from[raw.row] == raw.day)
    known: dict[tuple[int, int, int], list[int]] = {
        (n, s, k): [] for n, s, k in zip(dated.node, dated.side, dated.kind, strict=True)
    }
    for n, s, k, d in zip(dated.node, dated.side, dated.kind, dated.day, strict=True):
        known[n, s, k].append(d)
    same = np.array(
        [
            same_event and any(a <= d <= b for d in known.get((n, s, k), ()))
            for n, s, k, a, b in zip(ranged.node, ranged.side, ranged.kind, start, ranged.day, strict=True)
        ]
    )
    ranged, start = ranged.take(~same), start[~same]
    told = np.unique(raw.day)
    days = np.union1d(told, told + 1)
    first, last = np.searchsorted(days, start, side="right"), np.searchsorted(days, ranged.day)
    count = last - first + 1
    each = np.arange(len(start)).repeat(count)
    turn = np.arange(len(each)) - np.repeat(np.cumsum(count) - count, count)
    day = np.where(turn == 0, start[each], days[np.minimum(first[each] + turn - 1, len(days) - 1)])
    open_ = ranged.take(each)
    falls = (open_.kind == LOSS) | ((open_.kind == STATE) & (open_.high <= 0))
    size = len(each)
    opening = replace(
        open_, day=day, kind=np.where(falls, OPEN_LOSS, OPEN_GAIN), low=np.zeros(size), high=np.ones(size),
        whole=np.zeros(size, dtype=bool), soft=np.zeros(size, dtype=bool),
    )  # fmt: skip
    return [opening.take(day < open_.day)]


def _ends(raw: Raw, located: pd.DataFrame) -> list[Raw]:
    """The end of a state that the words date is a loss on that day."""
    last = day_numbers(located["until_to"])[raw.row]
    first = day_numbers(located["until_from"])[raw.row]
    last = np.where(last == NO_DAY, first, last)
    ended = (last != NO_DAY) & (raw.kind != LOSS) & (last >= raw.day)
    if not ended.any():
        return []
    part = raw.take(ended)
    first, last = np.where(first == NO_DAY, last, first)[ended], last[ended]
    size = len(part.row)
    end = replace(
        part, day=last, kind=np.full(size, LOSS), low=np.zeros(size), high=np.where(part.whole, 0.0, 1.0),
        cap=np.ones(size), opponent=np.full(size, -1),
    )  # fmt: skip
    opening = replace(end, day=first, kind=np.full(size, OPEN_LOSS), high=np.ones(size)).take(first < last)
    return [end, opening]
