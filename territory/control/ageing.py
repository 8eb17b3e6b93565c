"""Silence made visible: bounds widen with the age of the last report, by the half-lives of the profile.

At each half-life since the newest claim in force, what the bounds exclude is halved again: low becomes low / 2^k and
1 - high becomes (1 - high) / 2^k. From the first half-life on the basis is `stale`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from territory.control.constraints import GAIN, LOSS, NO_DAY, STATE, Ops
from territory.control.history import ASSUMED_BASIS, STALE, UNKNOWN_BASIS, Rows
from territory.control.tree import Ints

RELATIONS = {STATE: "control", GAIN: "gain", LOSS: "loss"}
BASELINE = "baseline"
MOST_HALVINGS = 6
FOREVER = np.iinfo(np.int64).max


def age(rows: Rows, ops: Ops, half_life: Mapping[str, float | None]) -> Rows:
    """Rows cut at every half-life of the newest claim that they rest on, with bounds widened.

    Parameters
    ----------
    half_life
        Days by relation (control, gain, loss) and for the `baseline`; absent or null never ages.
    """
    if not any(half_life.values()):
        return rows
    newest, span = _newest(rows, ops, half_life)
    ends = np.where(np.r_[rows.node[1:] == rows.node[:-1], False], np.r_[rows.day[1:], 0], FOREVER)
    halvings = np.arange(MOST_HALVINGS + 1)
    cut = newest[:, None] + np.ceil(span[:, None] * halvings).astype(np.int64)
    cut = np.where(span[:, None] > 0, cut, FOREVER)
    cut[:, 0] = rows.day
    already = (span > 0) & (newest != NO_DAY)
    first = np.where(already, (np.maximum(rows.day - newest, 0) // np.maximum(span, 1)).astype(np.int64), 0)
    first = np.minimum(first, MOST_HALVINGS)
    there = (cut > rows.day[:, None]) & (cut < ends[:, None]) & (halvings > first[:, None])
    there[:, 0] = True
    row, times = np.nonzero(there)
    day = np.where(times == 0, rows.day[row], cut[row, times])
    times = np.where(times == 0, first[row], times)
    kept = 0.5 ** times[:, None]
    aged = rows.take(row)
    basis = np.where((times > 0) & (aged.basis != UNKNOWN_BASIS), STALE, aged.basis)
    return replace(
        aged, day=day, low=aged.low * kept, high=1.0 - (1.0 - aged.high) * kept, basis=basis,
    )  # fmt: skip


def _newest(rows: Rows, ops: Ops, half_life: Mapping[str, float | None]) -> tuple[Ints, Ints]:
    """Day of the newest claim of each row and its half-life in days (0: it does not age)."""
    count = len(rows.node)
    op = np.maximum(rows.own, rows.own_change)
    if len(rows.sources):
        np.maximum.at(op, np.repeat(np.arange(count), np.diff(rows.offsets)), rows.sources)
    days_of = np.array([half_life.get(RELATIONS.get(k, ""), None) or 0 for k in range(5)], dtype=np.int64)
    assumed = rows.basis == ASSUMED_BASIS
    since = rows.day
    if len(ops):
        newest = np.where(op >= 0, ops.day[np.maximum(op, 0)], since)
        span = np.where(op >= 0, days_of[ops.kind[np.maximum(op, 0)]], 0)
    else:
        newest, span = since, np.zeros(count, dtype=np.int64)
    span = np.where(assumed, int(half_life.get(BASELINE) or 0), span)
    return np.where(assumed & (op < 0), since, newest), np.where(rows.day == NO_DAY, 0, span)
