"""From located claims to distinct effective constraints: one a day, node, side and kind, however often it is told."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from territory.conflicts.profile import Conflict
from territory.control.sources import Voices, rolled
from territory.control.tree import Bools, Floats, Ints, Tree

STATE, GAIN, LOSS, OPEN_GAIN, OPEN_LOSS = range(5)
KEPT, BEFORE, SUPERSEDED, DISPUTED, WEAK, OWN_WORD = range(6)
PRESENCE = 1e-6
AREA_WHOLE = 0.5
EXACT = 1e-9


@dataclass(frozen=True)
class Ops:
    """Effective constraints, sorted by day, node and precedence; every array has one entry an op.

    Parameters
    ----------
    day
        Day number (since 1970-01-01, UTC).
    node, side, opponent
        Positions in the tree and in the list of sides (-1: none).
    kind
        STATE, GAIN, LOSS, or the opening of a gain's or loss's range of onset.
    low, high
        Bounds on the share after the claim.
    cap
        Greatest share of the node that changed hands (events); for a state shared by a deal, each side's equal part.
    whole
        Nothing limits the claim: its estimate is everything.
    soft
        A claim to "the X area": its estimate is what nobody else is known to hold.
    firm
        Dated and said by a verb: may reverse a recent change.
    background
        Told only as history: never makes a dispute.
    sources
        Independent root sources.
    published
        Newest day of publication.
    fate
        KEPT, or why it does not count.
    members, offsets
        Row numbers of the claims behind op i are ``members[offsets[i]:offsets[i + 1]]``.
    """

    day: Ints
    node: Ints
    side: Ints
    opponent: Ints
    kind: Ints
    low: Floats
    high: Floats
    cap: Floats
    whole: Bools
    soft: Bools
    firm: Bools
    background: Bools
    sources: Ints
    published: Ints
    fate: Ints
    members: Ints
    offsets: Ints

    def __len__(self) -> int:
        return len(self.day)

    def rows(self, op: int) -> Ints:
        """Row numbers of the claims behind an op."""
        return self.members[self.offsets[op] : self.offsets[op + 1]]


@dataclass(frozen=True)
class Raw:
    """Constraints before they are merged: as :class:`Ops`, one entry a constraint; ``row`` is the claim's row."""

    row: Ints
    day: Ints
    node: Ints
    side: Ints
    opponent: Ints
    kind: Ints
    low: Floats
    high: Floats
    cap: Floats
    whole: Bools
    soft: Bools
    firm: Bools
    background: Bools

    def take(self, index: Ints | Bools) -> Raw:
        """The entries at some positions."""
        return Raw(**{name: getattr(self, name)[index] for name in Raw.__dataclass_fields__})

    @staticmethod
    def join(parts: list[Raw]) -> Raw:
        """Several as one."""
        return Raw(**{n: np.concatenate([getattr(p, n) for p in parts]) for n in Raw.__dataclass_fields__})


def day_numbers(dates: pd.Series) -> Ints:
    """ISO days as day numbers since 1970-01-01; the smallest integer where there is none."""
    codes, unique = pd.factorize(dates)
    days = np.array([str(u) for u in unique], dtype="datetime64[D]").astype(np.int64)
    return np.asarray(np.r_[days, np.iinfo(np.int64).min][codes], dtype=np.int64)


NO_DAY = np.iinfo(np.int64).min


def read_claims(
    located: pd.DataFrame, tree: Tree, sides: list[str], conflict: Conflict, depth: int, baseline_day: int | None = None
) -> Raw:
    """Turn claims into constraints, one or more a claim; claims that constrain nothing are left out.

    Parameters
    ----------
    located
        Claims in the ``located`` schema.
    tree, sides
        What positions refer to.
    baseline_day
        Day number of the baseline: history whose dates reach from before to after it is taken to be before it.
    """
    node = _positions(located["node"], tree.index)
    side_at = {s: i for i, s in enumerate(sides)}
    side = _positions(rolled(located["side"], conflict, depth), side_at)
    opponent = _positions(rolled(located["opponent_side"], conflict, depth), side_at)
    relation, status = located["relation"].to_numpy(dtype=object), located["status"].to_numpy(dtype=object)
    unnamed_taker = (relation == "gain") & (side < 0) & (opponent >= 0)
    kind = np.select(
        [relation == "control", (relation == "loss") | unnamed_taker, relation == "gain"], [STATE, LOSS, GAIN], -1
    )
    side = np.where(unnamed_taker, opponent, side)
    negated = (status == "negated") & (kind == STATE)
    asserted = np.isin(status, ("asserted", "claimed")) | pd.isna(status)
    background = located["background"].fillna(False).to_numpy(dtype=bool)
    undated = located["date_text"].isna().to_numpy()
    active = (kind >= 0) & (side >= 0) & (node >= 0) & (asserted | negated) & ~(background & undated)
    low, high, cap, whole = _extents(located, tree, node, kind, negated)
    published = day_numbers(located["published"])
    day_to = day_numbers(located["date_to"])
    day_from = day_numbers(located["date_from"])
    day_to = np.where(day_to == NO_DAY, np.where(day_from == NO_DAY, published, day_from), day_to)
    day_from = np.where(day_from == NO_DAY, day_to, day_from)
    soft = (located["part_kind"] == "area").to_numpy() & np.isin(kind, (STATE, GAIN)) & ~negated
    soft &= (located["place_kind"] != "village").to_numpy()
    if baseline_day is not None:
        straddles = background & (day_from < baseline_day) & (day_to >= baseline_day)
        day_to = np.where(straddles, baseline_day - 1, day_to)
    firm = ~(undated | (located["form"] == "adjectival").to_numpy())
    rows = np.flatnonzero(active & (day_to != NO_DAY))
    raw = Raw(
        rows, day_to[rows], node[rows], side[rows], opponent[rows], kind[rows], low[rows], high[rows], cap[rows],
        whole[rows], soft[rows], firm[rows], background[rows],
    )  # fmt: skip
    parts = [_exceptions(raw, located, tree, negated), *open_ranges(raw, day_from), *_ends(raw, located)]
    return Raw.join(parts)


def _positions(values: pd.Series, index: dict[str, int]) -> Ints:
    codes, unique = pd.factorize(values)
    return np.array([index.get(u, -1) for u in unique] + [-1], dtype=np.int64)[codes]


def rounding(share: Floats) -> Floats:
    """Half the unit that a single figure is rounded to: tenths, twentieths, else hundredths; none for 0 and 1."""
    percent = share * 100
    tenth = np.abs(percent / 10 - np.rint(percent / 10)) < 1e-6
    twentieth = np.abs(percent / 5 - np.rint(percent / 5)) < 1e-6
    third = np.abs(share * 3 - np.rint(share * 3)) < 0.02
    half_unit = np.select([tenth | third, twentieth], [0.05, 0.025], 0.005)
    return np.where((share <= 0) | (share >= 1), 0.0, half_unit)


def _extents(
    located: pd.DataFrame, tree: Tree, node: Ints, kind: Ints, negated: Bools
) -> tuple[Floats, Floats, Floats, Bools]:
    """Bounds after the claim, greatest change, and whether nothing limits it, as DESIGN.md §4's table."""
    least = located["extent_low"].to_numpy(dtype=np.float64)
    most = located["extent_high"].to_numpy(dtype=np.float64)
    place_inside = located["node_part"].fillna(False).to_numpy(dtype=bool)
    figure = ~(np.isnan(least) | np.isnan(most) | place_inside)
    single = figure & (most - least < EXACT)
    slack = np.where(single, rounding(np.where(single, least, 0.0)), 0.0)
    least, most = np.clip(least - slack, 0, 1), np.clip(most + slack, 0, 1)
    scope = located["scope"].to_numpy(dtype=object)
    kinds = tree.table["kind"].to_numpy(dtype=object)[node] if tree.table is not None else np.full(len(node), "unit")
    part = (np.isin(scope, ("part", "near")) | (located["part_kind"] == "area").to_numpy() | place_inside) & ~figure
    near = scope == "near"
    small = np.isin(kinds, ("cell", "point"))
    low = np.select([figure, part, small], [least, PRESENCE, 1.0], AREA_WHOLE)
    high = np.where(figure & (kind == STATE), most, 1.0)
    partners = _partners(located, node, kind)
    joint = partners > 1
    low, high = np.where(joint, PRESENCE, low), np.where(joint, 1.0, high)
    cap = np.where(kind == STATE, 1.0 / np.maximum(partners, 1), np.where(figure, most, 1.0))
    loss = kind == LOSS
    taken = np.select([figure, part], [least, 0.0], 1.0)
    low, high = np.where(loss, 0.0, low), np.where(loss, 1.0 - taken, high)
    low, high = np.where(negated, 0.0, low), np.where(negated, np.where(part | near, 1.0, 0.0), high)
    return low, high, cap, ~(figure | part | near | joint)


def _partners(located: pd.DataFrame, node: Ints, kind: Ints) -> Ints:
    """How many sides are told to hold a node jointly, by a deal, on the day of a claim; 0 without a deal."""
    deal = (located["manner"] == "deal").to_numpy(dtype=bool) & (kind == STATE)
    partners = np.zeros(len(node), dtype=np.int64)
    if deal.any():
        told = located.loc[deal, ["date_to", "side"]].assign(node=node[deal])
        partners[deal] = told.groupby(["node", "date_to"], dropna=False)["side"].transform("nunique")
    return partners


def _exceptions(raw: Raw, located: pd.DataFrame, tree: Tree, negated: Bools) -> Raw:
    """Spread claims with exceptions over what is left of their node."""
    holes = located["except_nodes"].to_numpy(dtype=object)[raw.row]
    has = np.array([isinstance(h, (list, tuple)) and len(h) > 0 for h in holes], dtype=bool)
    if not has.any():
        return raw
    parts = [raw.take(~has)]
    for i in np.flatnonzero(has):
        out = [tree.index[h] for h in holes[i] if h in tree.index]
        one = raw.take(np.array([i]))
        rest = tree.less(int(raw.node[i]), out)
        if negated[raw.row[i]]:
            parts += [replace(one, node=np.array([n], dtype=np.int64)) for n in rest]
            continue
        if not one.whole[0]:
            parts.append(one)
            continue
        parts += [replace(one, node=np.array([n], dtype=np.int64)) for n in rest]
        if one.kind[0] == STATE:
            left = tree.mass[rest].sum() / tree.mass[raw.node[i]] if rest else 0.0
            parts.append(replace(one, low=one.low * left, high=one.high * left, whole=np.array([False])))
            none = replace(one, low=np.zeros(1), high=np.zeros(1))
            parts += [replace(none, node=np.array([n], dtype=np.int64)) for n in out]
    return Raw.join(parts)


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
