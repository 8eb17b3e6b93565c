"""Equal constraints as one, however often they are told; and what contradicts itself on one node and day."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from territory.control.constraints import (
    BEFORE,
    DISPUTED,
    EXACT,
    KEPT,
    LOSS,
    NO_DAY,
    OWN_WORD,
    STATE,
    SUPERSEDED,
    Ops,
    Raw,
)  # fmt: skip
from territory.control.sources import Voices
from territory.control.tree import Bools, Floats, Ints


def merge(raw: Raw, voices: Voices, published: Ints, confidence: Floats) -> Ops:
    """Merge equal constraints, count their independent sources, and settle what meets on one node and day."""
    key = _group_codes(raw)
    unique, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    count = len(unique)
    own_word = np.ones(count, dtype=bool)
    own_word[inverse[~voices.interested[raw.row]]] = False
    heard = np.where(voices.interested[raw.row] & ~own_word[inverse], False, True)
    sources = np.minimum(
        _distinct(inverse[heard], voices.root[raw.row][heard], count),
        _distinct(inverse[heard], voices.text[raw.row][heard], count),
    )
    newest = np.full(count, NO_DAY)
    np.maximum.at(newest, inverse, published[raw.row])
    trust = np.zeros(count)
    np.maximum.at(trust, inverse, np.nan_to_num(confidence[raw.row], nan=1.0))
    opponent = np.full(count, -1)
    np.maximum.at(opponent, inverse, raw.opponent)
    one = raw.take(first)
    event = (one.kind != STATE).astype(np.int64)
    lead = np.where(event, newest, sources)
    then = np.where(event, sources, newest)
    history = np.ones(count, dtype=bool)
    history[inverse[~raw.background]] = False
    order = np.lexsort((one.side, -trust, -then, -lead, own_word, -event, history, one.node, one.day))
    place = np.empty(count, dtype=np.int64)
    place[order] = np.arange(count)
    members = np.argsort(place[inverse], kind="stable")
    offsets = np.r_[0, np.cumsum(np.bincount(place[inverse], minlength=count))]
    one = one.take(order)
    ops = Ops(
        one.day, one.node, one.side, opponent[order], one.kind, one.low, one.high, one.cap, one.whole, one.soft,
        one.firm, history[order], sources[order], newest[order], np.where(own_word[order], OWN_WORD, KEPT),
        raw.row[members], offsets,
    )  # fmt: skip
    return replace(ops, fate=_settle_same_node(ops))


def _group_codes(raw: Raw) -> Ints:
    """One integer for each distinct (day, node, side, kind, bounds, whole, soft, firm)."""
    code = np.zeros(len(raw.row), dtype=np.int64)
    for values in (raw.day, raw.node, raw.side, raw.kind, raw.whole, raw.soft, raw.firm, raw.low, raw.high, raw.cap):
        codes, unique = pd.factorize(values, sort=True)
        code = code * max(len(unique), 1) + codes
    return code


def _distinct(group: Ints, value: Ints, count: int) -> Ints:
    """How many distinct values each group has (an unknown value counts once)."""
    if not len(group):
        return np.zeros(count, dtype=np.int64)
    width = int(value.max()) + 2
    pairs = np.sort(group * width + value + 1)
    new = np.r_[True, pairs[1:] != pairs[:-1]]
    return np.bincount(pairs[new] // width, minlength=count)


def _settle_same_node(ops: Ops) -> Ints:
    """Of what contradicts itself on one node and day the first in precedence stands; say why the others do not."""
    fate = ops.fate.copy()
    usable = np.flatnonzero((fate == KEPT) & (ops.kind <= LOSS))
    if len(usable) < 2:
        return fate
    new = np.r_[True, (ops.day[usable][1:] != ops.day[usable][:-1]) | (ops.node[usable][1:] != ops.node[usable][:-1])]
    winner = usable[np.maximum.accumulate(np.where(new, np.arange(len(usable)), 0))]
    clash = _clashes(ops, winner, usable) & (winner != usable)
    was_state = (ops.kind[usable] == STATE) & (ops.kind[winner] != STATE)
    older = (ops.kind[usable] != STATE) & (ops.published[usable] < ops.published[winner])
    older |= ops.background[usable]
    fate[usable] = np.where(clash, np.select([was_state, older], [BEFORE, SUPERSEDED], DISPUTED), fate[usable])
    return fate


def _clashes(ops: Ops, a: Ints, b: Ints) -> Bools:
    """Whether two constraints on one node cannot both hold (or hold only at the touch of two ranges)."""
    same = ops.side[a] == ops.side[b]
    low, high = np.maximum(ops.low[a], ops.low[b]), np.minimum(ops.high[a], ops.high[b])
    apart = same & (low > high + EXACT)
    total = ops.low[a] + ops.low[b]
    wide = ops.whole[a] & ops.whole[b] & (np.minimum(ops.low[a], ops.low[b]) > 0)
    crowded = ~same & ((total > 1 + EXACT) | (wide & (total >= 1 - EXACT)))
    return np.asarray(apart | crowded)
