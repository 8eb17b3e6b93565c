"""Random worlds for the control engine: trees, who really held what on every day, and what was reported of it.

A world keeps the three axioms of the guarantee, or breaks one of them: A1 claims are true at the end of their day; A2
every change is reported on its day, on the unit or an ancestor; A3 the change that a report tells runs one way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from territory.control.constraints import GAIN, LOSS, PRESENCE, STATE, Ops, Raw
from territory.control.merging import merge
from territory.control.sources import Voices
from territory.control.spreading import open_ranges
from territory.control.tree import Floats, Ints, Tree, make_tree

Breaks = Literal["none", "A1", "A2", "A3"]


@dataclass
class World:
    """A tree, the true shares of every day (days, nodes, sides; masses) and the claims about them."""

    tree: Tree
    sides: int
    truth: list[Floats]
    claims: list[tuple[int, int, int, int, float, float, float, bool, int]] = field(default_factory=list)

    def add(
        self, day: int, node: int, side: int, kind: int, low: float, high: float,
        cap: float = 1.0, whole: bool = False, day_from: int | None = None,
    ) -> None:  # fmt: skip
        """Report something."""
        self.claims.append((day, node, side, kind, low, high, cap, whole, day if day_from is None else day_from))

    def ops(self) -> Ops:
        """The claims as constraints, each from a source of its own."""
        rows = sorted(self.claims)
        column = list(zip(*rows, strict=True)) if rows else [()] * 9
        count = len(rows)
        index = np.arange(count)
        ints = [np.array(column[i], dtype=np.int64) for i in range(4)]
        floats = [np.array(column[i], dtype=np.float64) for i in range(4, 7)]
        yes = np.ones(count, dtype=bool)
        raw = Raw(
            ints[0], ints[1], ints[2], np.full(count, -1), ints[3], floats[0], floats[1], floats[2],
            np.array(column[7], dtype=bool), ~yes, yes, ~yes, index,
        )  # fmt: skip
        raw = Raw.join([raw, *open_ranges(raw, np.array(column[8], dtype=np.int64), same_event=False)])
        return merge(raw, Voices(index, index, ~yes), ints[0], np.ones(count))


def random_tree(rng: np.random.Generator, most_units: int = 400, levels: int = 4) -> Tree:
    """A tree of 1 to `levels` levels below the root, with at most `most_units` nodes."""
    ids: list[str] = ["r"]
    parents: list[str | None] = [None]
    frontier = ["r"]
    for level in range(int(rng.integers(1, levels + 1))):
        below: list[str] = []
        for node in frontier:
            for child in range(int(rng.integers(0 if level else 2, 7))):
                if len(ids) >= most_units:
                    break
                ids.append(f"{node}.{child}")
                parents.append(node)
                below.append(ids[-1])
        frontier = below
    return make_tree(ids, parents, rng.lognormal(0, 1, len(ids)))


def random_world(
    rng: np.random.Generator, most_units: int = 400, breaks: Breaks = "none", days: int | None = None
) -> World:
    """A tree, a history and reports of it."""
    tree = random_tree(rng, most_units)
    sides = int(rng.integers(2, 6))
    leaves = _settle(rng, tree, sides)
    world = World(tree, sides, [])
    known = float(rng.uniform(0.05, 0.8))
    late: list[tuple[int, int, int, bool, float, int]] = []
    count = int(rng.integers(3, 12)) if days is None else days
    for day in range(count):
        events = []
        if day:
            for _ in range(int(rng.choice([0, 1, 1, 2, 3]))):
                event = _change(rng, tree, leaves, both_ways=breaks == "A3")
                if event is not None:
                    events.append(event)
        truth = _up(tree, leaves)
        world.truth.append(truth)
        for node, side, rose, moved in events:
            if breaks == "A2" and rng.random() < 0.3:
                continue
            told_of = _above(rng, tree, node)
            if rng.random() < 0.15:
                first = int(rng.integers(0, day + 1))
                late.append((min(day + int(rng.integers(0, 4)), count - 1), told_of, side, rose, moved, first))
                continue
            _report_event(rng, world, day, told_of, side, rose, moved, day)
        for when, told_of, side, rose, moved, first in late:
            if when == day:
                _report_event(rng, world, day, told_of, side, rose, moved, first)
        told = rng.random((tree.size, sides)) < (known if day == 0 else known * rng.uniform(0, 0.3))
        for node, side in zip(*np.nonzero(told), strict=True):
            wrong = breaks == "A1" and rng.random() < 0.1
            seen = int(rng.integers(sides)) if wrong else int(side)
            _report_state(rng, world, day, int(node), int(side), truth[node, seen] / tree.mass[node])
    return world


def _settle(rng: np.random.Generator, tree: Tree, sides: int) -> Floats:
    """Masses at the leaves to begin with: most have one holder."""
    count = len(tree.leaves)
    mass = tree.mass[tree.leaves][:, None].astype(np.float64)
    share = rng.dirichlet(np.full(sides, 0.4), count)
    single = rng.random(count) < rng.choice([0.3, 0.8, 1.0])
    share[single] = np.eye(sides)[rng.choice(sides, int(single.sum()), p=rng.dirichlet(np.ones(sides)))]
    return _whole(share * mass, mass)


def _whole(masses: Floats, total: Floats) -> Floats:
    """Integer masses with the right sums: what rounding leaves goes to the largest."""
    floor = np.floor(masses)
    floor[np.arange(len(floor)), masses.argmax(axis=1)] += (total - floor.sum(axis=1, keepdims=True))[:, 0]
    return floor


def _up(tree: Tree, leaves: Floats) -> Floats:
    truth = np.zeros((tree.size, leaves.shape[1]))
    truth[tree.leaves] = leaves
    return np.asarray(tree.up(truth))


def _change(
    rng: np.random.Generator, tree: Tree, leaves: Floats, both_ways: bool
) -> tuple[int, int, bool, float] | None:
    """Let a side gain or lose land under a random node, in place; (node, side, rose, mass moved at the node)."""
    node = int(rng.integers(tree.size))
    span = np.arange(tree.leaf_range[0][node], tree.leaf_range[1][node])
    side, rose = int(rng.integers(leaves.shape[1])), bool(rng.random() < 0.7)
    hit = span[rng.random(len(span)) < rng.choice([0.3, 0.7, 1.0])]
    before = leaves[span, side].sum()
    moved = 0.0
    for leaf in hit:
        fraction = float(rng.choice([1.0, 1.0, rng.uniform()]))
        others = [s for s in range(leaves.shape[1]) if s != side]
        if rose:
            for other in others:
                part = np.floor(leaves[leaf, other] * fraction)
                leaves[leaf, other] -= part
                leaves[leaf, side] += part
                moved += part
        else:
            part = np.floor(leaves[leaf, side] * fraction)
            leaves[leaf, side] -= part
            leaves[leaf, rng.choice(others)] += part
            moved += part
    if both_ways and len(span) > 1 and rng.random() < 0.5:
        leaf = int(rng.choice(span))
        giver, taker = rng.choice(leaves.shape[1], 2, replace=False)
        part = np.floor(leaves[leaf, giver] * rng.uniform())
        leaves[leaf, giver] -= part
        leaves[leaf, taker] += part
        moved = abs(leaves[span, side].sum() - before)
    return (node, side, rose, moved) if moved > 0 else None


def _above(rng: np.random.Generator, tree: Tree, node: int) -> int:
    while tree.parent[node] >= 0 and rng.random() < 0.25:
        node = int(tree.parent[node])
    return node


def _report_event(
    rng: np.random.Generator, world: World, day: int, node: int, side: int, rose: bool, moved: float, first: int
) -> None:
    """Report a change truly: as everything, as a quantity, or as something."""
    mass = float(world.tree.mass[node])
    now, share = world.truth[day][node, side] / mass, moved / mass
    how = rng.random()
    if rose:
        if now >= 1 - 1e-15 and how < 0.5:
            world.add(day, node, side, GAIN, 1.0, 1.0, whole=True, day_from=first)
        elif now >= 0.5 and how < 0.5:
            world.add(day, node, side, GAIN, 0.5, 1.0, whole=True, day_from=first)
        elif how < 0.85:
            low, cap = min(share, now) * rng.uniform() ** 0.3, share + (1 - share) * rng.uniform() ** 3
            world.add(day, node, side, GAIN, _down(low), 1.0, _upward(cap), day_from=first)
        else:
            world.add(day, node, side, GAIN, PRESENCE if now > 2 * PRESENCE else 0.0, 1.0, day_from=first)
        return
    if now <= 0 and how < 0.5:
        world.add(day, node, side, LOSS, 0.0, 0.0, whole=True, day_from=first)
    elif how < 0.85:
        low, cap = min(share, 1 - now) * rng.uniform() ** 0.3, share + (1 - share) * rng.uniform() ** 3
        world.add(day, node, side, LOSS, 0.0, _upward(1 - low), _upward(cap), day_from=first)
    else:
        world.add(day, node, side, LOSS, 0.0, 1.0, day_from=first)


def _report_state(rng: np.random.Generator, world: World, day: int, node: int, side: int, share: float) -> None:
    """Report a state truly, more or less exactly."""
    how = rng.random()
    if share >= 1 - 1e-15 and how < 0.7:
        world.add(day, node, side, STATE, 1.0, 1.0, whole=True)
    elif share <= 0 and how < 0.7:
        world.add(day, node, side, STATE, 0.0, 0.0, whole=True)
    elif share > 0.5 and how < 0.4:
        world.add(day, node, side, STATE, 0.5, 1.0, whole=True)
    elif share > 2 * PRESENCE and how < 0.5:
        world.add(day, node, side, STATE, PRESENCE, 1.0)
    elif how < 0.65:
        world.add(day, node, side, STATE, _down(share), _upward(share))
    else:
        slack = rng.uniform() ** 2
        low, high = share - share * slack * rng.uniform(), share + (1 - share) * slack * rng.uniform()
        world.add(day, node, side, STATE, _down(low), _upward(high))


def _down(share: float) -> float:
    return float(max(0.0, share - 1e-13))


def _upward(share: float) -> float:
    return float(min(1.0, share + 1e-13))


@dataclass
class Verdict:
    """How a world's bounds did: bounds checked, those that the truth breaks, their summed width, estimates outside."""

    checked: int = 0
    broken: int = 0
    width: float = 0.0
    outside: int = 0


def judge(tree: Tree, low: Ints, high: Ints, truth: Floats, verdict: Verdict) -> None:
    """Compare the bounds of one day with the truth; one part in 10^9 is forgiven."""
    slack = np.maximum(tree.mass[:, None] * 1e-9, 8)
    verdict.checked += 2 * low.size
    verdict.broken += int((low > truth + slack).sum() + (high < truth - slack).sum())
    verdict.width += 2 * float(((high - low) / tree.mass[:, None]).sum())
