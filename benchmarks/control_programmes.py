"""Exact linear programmes for the bounds of one date and of several, solved with HiGHS (scipy)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from control_worlds import World, random_tree, random_world
from scipy.optimize import linprog
from scipy.sparse import coo_matrix, csr_matrix

from territory.control.bounds import close
from territory.control.constraints import GAIN, LOSS, OPEN_GAIN, STATE, Ops
from territory.control.inference import Rules
from territory.control.timeline import Timeline
from territory.control.tree import Floats, Ints, Tree


@dataclass
class Tightness:
    """How many bounds are exactly the programme's, how far the others are, and how many instances are wholly tight.

    Two bounds are equal where they differ by less land than the solver can tell apart: `tolerance`, as a share of the
    whole tree (HiGHS keeps each row to 1e-7).
    """

    tolerance: float = 5e-7
    bounds: int = 0
    tight: int = 0
    excess: float = 0.0
    unsound: int = 0
    instances: int = 0
    whole: int = 0

    def add(self, ours: Floats, exact: Floats, upper: bool, tree: Tree) -> bool:
        """Compare bounds (shares of each node); returns whether all are tight."""
        gap = (ours - exact) if upper else (exact - ours)
        land = gap * (tree.mass[:, None] / float(tree.mass[tree.parent < 0].sum()))
        self.bounds += gap.size
        self.tight += int((np.abs(land) <= self.tolerance).sum())
        self.unsound += int((land < -self.tolerance).sum())
        self.excess += float(np.where(land > self.tolerance, gap, 0.0).sum())
        return bool((land <= self.tolerance).all())

    def __str__(self) -> str:
        return (
            f"{self.instances} instances, {self.bounds:,} bounds, {100 * self.tight / self.bounds:.2f} % tight, "
            f"mean excess {self.excess / self.bounds:.4f}, {self.unsound} tighter than possible, "
            f"{100 * self.whole / self.instances:.1f} % of instances wholly tight"
        )


def one_date(instances: int, seed: int = 3) -> Tightness:
    """Bounds of one date: trees of up to 40 nodes, 2 to 5 sides, random true bounds."""
    result = Tightness()
    for number in range(instances):
        rng = np.random.default_rng([seed, number])
        tree, sides = random_tree(rng, 40, 3), int(rng.integers(2, 6))
        low, high = random_bounds(rng, tree, sides)
        closed = close(tree, low, high)
        assert not len(closed.failed)
        programme = Programme(tree, sides, 1)
        programme.within(0, low, high)
        least, most = programme.solve(0)
        mass = tree.mass[:, None]
        result.instances += 1
        result.whole += _compare(result, tree, closed.low / mass, closed.high / mass, (least, most))
    return result


def many_dates(instances: int, seed: int = 4) -> Tightness:
    """Bounds after several days of claims, against one programme over all days up to then."""
    result = Tightness()
    number = 0
    while result.instances < instances:
        number += 1
        rng = np.random.default_rng([seed, number])
        world = random_world(rng, int(rng.integers(4, 16)), days=int(rng.integers(2, 5)))
        ops = world.ops()
        timeline = Timeline(world.tree, world.sides, ops, Rules(seat=False))
        last = [day for day in timeline.days() if day < len(world.truth)][-1:]
        if not last:
            continue
        programme = history_programme(world, ops)
        least, most = programme.solve(len(world.truth) - 1)
        mass = world.tree.mass[:, None]
        state = timeline.state
        result.instances += 1
        result.whole += _compare(result, world.tree, state.low / mass, state.high / mass, (least, most))
    return result


def _compare(result: Tightness, tree: Tree, low: Floats, high: Floats, exact: tuple[Floats, Floats]) -> bool:
    below, above = result.add(low, exact[0], False, tree), result.add(high, exact[1], True, tree)
    return below and above


def random_bounds(rng: np.random.Generator, tree: Tree, sides: int) -> tuple[Ints, Ints]:
    """Bounds around a random truth, some exact."""
    truth = np.zeros((tree.size, sides))
    truth[tree.leaves] = rng.dirichlet(np.full(sides, 0.3), len(tree.leaves)) * tree.mass[tree.leaves][:, None]
    truth = np.asarray(tree.up(truth))
    low = np.zeros((tree.size, sides), dtype=np.int64)
    high = np.repeat(tree.mass[:, None], sides, axis=1)
    for _ in range(int(rng.integers(1, 2 * tree.size))):
        node, side = int(rng.integers(tree.size)), int(rng.integers(sides))
        share, mass = truth[node, side], tree.mass[node]
        low[node, side] = max(low[node, side], int(share * rng.uniform() ** 0.3))
        high[node, side] = min(high[node, side], int(np.ceil(share + (mass - share) * (1 - rng.uniform() ** 0.3))))
    return low, high


class Programme:
    """Variables: the share of the whole that each side holds of each leaf on each day, and what each change moved.

    Parameters
    ----------
    tree, sides, days
        Size of the programme.
    """

    def __init__(self, tree: Tree, sides: int, days: int) -> None:
        self.tree, self.sides, self.days = tree, sides, days
        self.leaves = len(tree.leaves)
        self.total = float(tree.mass[tree.parent < 0].sum())
        self.columns = days * self.leaves * sides
        self.rows: list[tuple[list[int], list[float], float]] = []
        self.equal: list[tuple[list[int], list[float], float]] = []
        for day in range(days):
            for leaf in range(self.leaves):
                at = [self.at(day, leaf, s) for s in range(sides)]
                self.equal.append((at, [1.0] * sides, tree.mass[tree.leaves[leaf]] / self.total))

    def at(self, day: int, leaf: int, side: int) -> int:
        """Column of a leaf's share."""
        return (day * self.leaves + leaf) * self.sides + side

    def span(self, node: int) -> range:
        """Leaves of a node."""
        first, last = self.tree.leaf_range
        return range(int(first[node]), int(last[node]))

    def sum_at(self, day: int, node: int, side: int) -> list[int]:
        """Columns that add up to a node's share."""
        return [self.at(day, leaf, side) for leaf in self.span(node)]

    def new_columns(self, count: int) -> list[int]:
        """More variables, at least 0."""
        self.columns += count
        return list(range(self.columns - count, self.columns))

    def at_most(self, columns: list[int], limit: float, sign: float = 1.0) -> None:
        """sign * sum of columns <= limit (of the whole)."""
        self.rows.append((columns, [sign] * len(columns), limit))

    def within(self, day: int, low: Ints, high: Ints) -> None:
        """Bounds on every node and side of a day (masses)."""
        for node in range(self.tree.size):
            for side in range(self.sides):
                columns = self.sum_at(day, node, side)
                self.at_most(columns, high[node, side] / self.total)
                self.at_most(columns, -low[node, side] / self.total, -1.0)

    def solve(self, day: int) -> tuple[Floats, Floats]:
        """Least and greatest share of every side at every node on a day."""
        limits = {
            "A_ub": _matrix(self.rows, self.columns), "b_ub": [r[2] for r in self.rows] or None,
            "A_eq": _matrix(self.equal, self.columns), "b_eq": [r[2] for r in self.equal],
        }  # fmt: skip
        if not self.rows:
            limits["A_ub"] = None
        least, most = np.zeros((self.tree.size, self.sides)), np.zeros((self.tree.size, self.sides))
        for node in range(self.tree.size):
            for side in range(self.sides):
                goal = np.zeros(self.columns)
                goal[self.sum_at(day, node, side)] = 1.0
                scale = self.total / self.tree.mass[node]
                for sign, out in ((1.0, least), (-1.0, most)):
                    solved = linprog(sign * goal, **limits, method="highs")
                    assert solved.success, solved.message
                    out[node, side] = sign * solved.fun * scale
        return least, most


def _matrix(rows: list[tuple[list[int], list[float], float]], columns: int) -> csr_matrix:
    index = [(i, c, v) for i, (at, values, _) in enumerate(rows) for c, v in zip(at, values, strict=True)]
    i, c, v = zip(*index, strict=True) if index else ((), (), ())
    return coo_matrix((v, (i, c)), shape=(len(rows), columns)).tocsr()


def history_programme(world: World, ops: Ops) -> Programme:
    """Everything that the claims and the axioms say of a world's days, each change with variables of its own."""
    tree, sides, days = world.tree, world.sides, len(world.truth)
    programme = Programme(tree, sides, days)
    for day in range(days):
        today = np.flatnonzero(ops.day == day).tolist()
        for op in today:
            _assert_claim(programme, ops, op, day)
        if day:
            _link(programme, ops, [op for op in today if ops.kind[op] != STATE], day)
    return programme


def _assert_claim(programme: Programme, ops: Ops, op: int, day: int) -> None:
    share = float(programme.tree.mass[ops.node[op]]) / programme.total
    columns = programme.sum_at(day, int(ops.node[op]), int(ops.side[op]))
    if ops.kind[op] in (STATE, GAIN, LOSS):
        programme.at_most(columns, float(ops.high[op]) * share + 1e-12)
        programme.at_most(columns, -float(ops.low[op]) * share + 1e-12, -1.0)


def _link(programme: Programme, ops: Ops, changes: list[int], day: int) -> None:
    """Each leaf: today = yesterday + what each change that covers it moved; a change moves land one way only."""
    moved: dict[tuple[int, int], list[tuple[int, float]]] = {}
    for op in changes:
        node, side = int(ops.node[op]), int(ops.side[op])
        rose = ops.kind[op] in (GAIN, OPEN_GAIN)
        total: list[int] = []
        for leaf in programme.span(node):
            for other in (s for s in range(programme.sides) if s != side):
                (column,) = programme.new_columns(1)
                total.append(column)
                moved.setdefault((leaf, side), []).append((column, 1.0 if rose else -1.0))
                moved.setdefault((leaf, other), []).append((column, -1.0 if rose else 1.0))
        share = float(programme.tree.mass[node]) / programme.total
        programme.at_most(total, float(ops.cap[op]) * share + 1e-12)
    for leaf in range(programme.leaves):
        for side in range(programme.sides):
            terms = moved.get((leaf, side), [])
            columns = [programme.at(day, leaf, side), programme.at(day - 1, leaf, side), *(c for c, _ in terms)]
            programme.equal.append((columns, [1.0, -1.0, *(-v for _, v in terms)], 0.0))
