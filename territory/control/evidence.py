"""What each run rests on: claims for and against, the day last reported, certainty, and the readings of a dispute."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from territory.control.constraints import BEFORE, DISPUTED, KEPT, LOSS, NO_DAY, PRESENCE, Ops
from territory.control.history import INFERRED, REPORTED, STALE, Rows
from territory.control.tree import Ints

MOST_CLAIMS = 24
DIGITS = 6


@dataclass(frozen=True)
class Evidence:
    """One entry a row."""

    claims: list[list[str]]
    against: list[list[str]]
    last_report: list[str | None]


def iso(day: int) -> str | None:
    """ISO day of a day number; None for the beginning of time."""
    return None if day == NO_DAY else str(np.datetime64(int(day), "D"))


def groups_of(ops: Ops) -> Ints:
    """Number of the node and day of every op."""
    if not len(ops):
        return np.zeros(0, dtype=np.int64)
    new = np.r_[True, (ops.day[1:] != ops.day[:-1]) | (ops.node[1:] != ops.node[:-1])]
    return np.asarray(np.cumsum(new) - 1, dtype=np.int64)


def gather(ops: Ops, rows: Rows, ids: list[str], reports: Ints) -> Evidence:
    """Claims for and against every row, and the day of the newest in force.

    What was so until an event of the day does not speak against it where the report of the event itself says so.

    Parameters
    ----------
    reports
        Number of the report of every claim.
    """
    count = len(rows.node)
    if not len(ops):
        return Evidence([[] for _ in range(count)], [[] for _ in range(count)], [None] * count)
    group = groups_of(ops)
    fate = np.repeat(ops.fate == KEPT, np.diff(ops.offsets))
    of_member = np.repeat(group, np.diff(ops.offsets))
    told_in = of_member * (int(reports.max()) + 1) + reports[ops.members]
    until_then = np.repeat(ops.fate == BEFORE, np.diff(ops.offsets))
    contrary = ~fate & ~(until_then & np.isin(told_in, told_in[fate]))
    kept, lost = (_lists(ops.members[pick], of_member[pick], int(group[-1]) + 1, ids) for pick in (fate, contrary))
    told, offsets = _told(ops, rows, group)
    newest = np.full(count, NO_DAY)
    day_of = ops.day[np.searchsorted(group, np.arange(int(group[-1]) + 1))]
    np.maximum.at(newest, np.repeat(np.arange(count), np.diff(offsets)), day_of[told])
    names = {int(d): iso(int(d)) for d in np.unique(newest)}
    flat, ends, word = told.tolist(), offsets.tolist(), np.where(rows.word >= 0, group[rows.word], -1).tolist()
    claims: list[list[str]] = []
    against: list[list[str]] = []
    for first, last, extra in zip(ends[:-1], ends[1:], word, strict=True):
        if last - first == 1 and extra < 0:
            claims.append(kept[flat[first]])
            against.append(lost[flat[first]])
            continue
        mine = flat[first:last]
        claims.append(_joined(kept, mine))
        against.append(_joined(lost, mine if extra < 0 else [extra, *mine]))
    return Evidence(claims, against, [names[d] for d in newest.tolist()])


def _lists(members: Ints, group: Ints, count: int, ids: list[str]) -> list[list[str]]:
    """Claim ids of each group, not more than can be shown."""
    ends = np.searchsorted(group, np.arange(count + 1)).tolist()
    names = np.array(ids, dtype=object)[members].tolist()
    return [names[a : min(b, a + MOST_CLAIMS)] for a, b in pairwise(ends)]


def _told(ops: Ops, rows: Rows, group: Ints) -> tuple[Ints, Ints]:
    """Groups of ops that each row rests on, each once: its own change, its own newest, its leaves'; and offsets.

    Its own do not count once their side holds nothing there any more: what came after says so.
    """
    count = np.diff(rows.offsets)
    row = np.r_[np.arange(len(count)), np.arange(len(count)), np.repeat(np.arange(len(count)), count)]
    op = np.r_[rows.own_change, rows.own, rows.sources]
    overtaken = (ops.low[op] > 0) & (rows.estimate[row, ops.side[op]] < PRESENCE / 2)
    overtaken[2 * len(count) :] = False
    there = (op >= 0) & ~overtaken
    row, told = row[there], group[op[there]]
    place = np.arange(len(row))
    order = np.lexsort((place, told, row))
    again = np.r_[False, (row[order][1:] == row[order][:-1]) & (told[order][1:] == told[order][:-1])]
    first = np.sort(order[~again[: len(order)]])
    row, told = row[first], told[first]
    order = np.argsort(row, kind="stable")
    return told[order], np.r_[0, np.cumsum(np.bincount(row, minlength=len(count)))]


def _joined(lists: list[list[str]], groups: list[int]) -> list[str]:
    if len(groups) == 1:
        return lists[groups[0]]
    out: list[str] = []
    for group in groups:
        out += lists[group]
        if len(out) >= MOST_CLAIMS:
            break
    return list(dict.fromkeys(out))[:MOST_CLAIMS]


def certainties(ops: Ops, rows: Rows, side: Ints) -> tuple[Any, Ints]:
    """Certainty of every row and, where a party alone says so, the side that claims it (-1: none).

    Parameters
    ----------
    side
        The leading side of every row.
    """
    count = len(rows.node)
    disputed = np.zeros(count, dtype=bool)
    claimant = np.full(count, -1, dtype=np.int64)
    if len(ops):
        group = groups_of(ops)
        in_dispute = np.zeros(int(group[-1]) + 1, dtype=bool)
        in_dispute[group[ops.fate == DISPUTED]] = True
        word = np.maximum(rows.word, 0)
        disputed = (rows.own >= 0) & in_dispute[group[np.maximum(rows.own, 0)]]
        disputed |= (rows.word >= 0) & (ops.fate[word] == DISPUTED)
        claimant = np.where((rows.word >= 0) & (ops.fate[word] != DISPUTED), ops.gainer(word), -1)
        claimant = np.where(claimant == side, -1, claimant)
    known = (rows.basis == REPORTED) | (rows.basis == INFERRED) | (rows.basis == STALE)
    words = np.select([disputed, claimant >= 0, known], ["disputed", "claimed", "confirmed"], "").astype(object)
    words[words == ""] = None
    return words, claimant


def readings(ops: Ops, rows: Rows, sides: list[str], ids: list[str]) -> list[list[dict[str, Any]]]:
    """For disputed rows all readings, the one shown first: what each side's share is if its claims are taken."""
    out: list[list[dict[str, Any]]] = [[] for _ in range(len(rows.node))]
    lost = np.flatnonzero(ops.fate == DISPUTED)
    if not len(lost):
        return out
    group = groups_of(ops)
    others: dict[int, list[int]] = {}
    for op, g in zip(lost.tolist(), group[lost].tolist(), strict=True):
        others.setdefault(g, []).append(op)
    disputed = np.zeros(int(group[-1]) + 1, dtype=bool)
    disputed[group[lost]] = True
    made: dict[int, list[dict[str, Any]]] = {}
    shown = np.where((rows.own >= 0) & disputed[group[np.maximum(rows.own, 0)]], rows.own, rows.word)
    shown = np.where((shown >= 0) & disputed[group[np.maximum(shown, 0)]], shown, -1)
    for i in np.flatnonzero(shown >= 0).tolist():
        g = int(group[shown[i]])
        if g not in made:
            first = [int(shown[i])] if ops.fate[shown[i]] == KEPT else []
            made[g] = [_reading(ops, op, sides, ids) for op in (*first, *others[g])]
        out[i] = made[g]
    return out


def _reading(ops: Ops, op: int, sides: list[str], ids: list[str]) -> dict[str, Any]:
    low, high = float(ops.low[op]), float(ops.high[op])
    negative = high <= 0 or ops.kind[op] == LOSS
    middle = 0.0 if negative else 1.0 if ops.whole[op] else (low + high) / 2
    side = sides[int(ops.side[op])]
    return {
        "side": None if negative else side,
        "shares": {side: [round(low, DIGITS), round(middle, DIGITS), round(high, DIGITS)]},
        "claims": [ids[r] for r in ops.rows(op)[:MOST_CLAIMS]],
    }
