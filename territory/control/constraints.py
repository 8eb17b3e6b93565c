"""From located claims to distinct effective constraints: one a day, node, side and kind, however often it is told."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from territory.conflicts.profile import Conflict
from territory.control.sources import rolled
from territory.control.tree import Bools, Floats, Ints, Tree

STATE, GAIN, LOSS, OPEN_GAIN, OPEN_LOSS = range(5)
KEPT, BEFORE, SUPERSEDED, DISPUTED, WEAK, OWN_WORD = range(6)
PRESENCE = 1e-6
AREA_WHOLE = 0.5
EXACT = 1e-9


@dataclass(frozen=True)
class Constraints:
    """What claims say, as arrays with one entry a constraint.

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


@dataclass(frozen=True)
class Ops(Constraints):
    """Effective constraints, sorted by day, node and precedence.

    Parameters
    ----------
    sources
        Independent root sources.
    published
        Newest day of publication.
    fate
        KEPT, or why it does not count.
    members, offsets
        Row numbers of the claims behind op i are ``members[offsets[i]:offsets[i + 1]]``.
    """

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

    def gainer(self, index: Ints) -> Ints:
        """Side that each op speaks for: of a loss and of what a side does not hold, the other one (-1: none named)."""
        return np.where((self.high[index] <= 0) | (self.kind[index] == LOSS), self.opponent[index], self.side[index])


@dataclass(frozen=True)
class Raw(Constraints):
    """Constraints before they are merged; ``row`` is the claim's row."""

    row: Ints

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
) -> tuple[Raw, Bools, Ints]:
    """Turn claims into constraints, one a claim; claims that constrain nothing are left out.

    Parameters
    ----------
    located
        Claims in the ``located`` schema.
    tree, sides
        What positions refer to.
    baseline_day
        Day number of the baseline: history whose dates reach from before to after it is taken to be before it.

    Returns
    -------
    tuple
        The constraints; whether each claim is a negated state; the first day of each claim's onset.
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
        day_to[rows], node[rows], side[rows], opponent[rows], kind[rows], low[rows], high[rows], cap[rows],
        whole[rows], soft[rows], firm[rows], background[rows], rows,
    )  # fmt: skip
    return raw, negated, day_from


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
