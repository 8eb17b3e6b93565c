"""Bounds for one date: as tight as an exact linear programme, and never rounded."""

import numpy as np
import pytest
from scipy.optimize import linprog

from territory.control.bounds import close, close_by_boxes
from territory.control.tree import make_tree


def random_tree(rng, branching=3, depth=3):
    ids, parents, frontier = ["r"], [None], ["r"]
    for level in range(rng.integers(1, depth + 1)):
        below = []
        for node in frontier:
            for child in range(rng.integers(0 if level else 2, branching + 1)):
                ids.append(f"{node}.{child}")
                parents.append(node)
                below.append(ids[-1])
        frontier = below
    return make_tree(ids, parents, rng.uniform(1, 10, len(ids)))


def random_truth(rng, tree, sides):
    truth = np.zeros((tree.size, sides))
    truth[tree.leaves] = rng.dirichlet(np.full(sides, 0.3), len(tree.leaves)) * tree.mass[tree.leaves][:, None]
    return tree.up(truth)


def random_bounds(rng, tree, sides):
    truth = random_truth(rng, tree, sides)
    low = np.zeros((tree.size, sides), dtype=np.int64)
    high = np.repeat(tree.mass[:, None], sides, axis=1)
    for _ in range(rng.integers(1, 2 * tree.size)):
        node, side = rng.integers(tree.size), rng.integers(sides)
        share, mass = truth[node, side], tree.mass[node]
        low[node, side] = max(low[node, side], int(share * rng.uniform() ** 0.3))
        high[node, side] = min(high[node, side], int(np.ceil(share + (mass - share) * (1 - rng.uniform() ** 0.3))))
    return low, high, truth


def by_programme(tree, low, high):
    """The exact bounds, by one linear programme a bound."""
    sides, leaves, total = low.shape[1], len(tree.leaves), tree.mass[0]
    first, last = tree.leaf_range
    each = np.zeros((leaves, leaves * sides))
    for i in range(leaves):
        each[i, i * sides : (i + 1) * sides] = 1
    sums = np.zeros((tree.size, sides, leaves * sides))
    for node in range(tree.size):
        for side in range(sides):
            sums[node, side, np.arange(first[node], last[node]) * sides + side] = 1
    flat = sums.reshape(-1, leaves * sides)
    limits = {"A_ub": np.vstack([flat, -flat]), "b_ub": np.r_[high.ravel(), -low.ravel()] / total}
    parts = {"A_eq": each, "b_eq": tree.mass[tree.leaves] / total}
    least = [linprog(row, **limits, **parts, method="highs").fun for row in flat]
    most = [-linprog(-row, **limits, **parts, method="highs").fun for row in flat]
    return np.reshape(least, low.shape), np.reshape(most, low.shape)


@pytest.mark.parametrize("seed", range(12))
def test_bounds_are_exactly_those_of_a_linear_programme(seed):
    rng = np.random.default_rng(seed)
    tree = random_tree(rng)
    low, high, _ = random_bounds(rng, tree, int(rng.integers(2, 5)))
    closed = close(tree, low, high)
    assert len(closed.failed) == 0
    least, most = by_programme(tree, low, high)
    assert np.abs(closed.low / tree.mass[0] - least).max() < 1e-7
    assert np.abs(closed.high / tree.mass[0] - most).max() < 1e-7


@pytest.mark.parametrize("seed", range(60))
def test_truth_lies_inside_and_bounds_on_single_sides_are_never_tighter(seed):
    rng = np.random.default_rng(1000 + seed)
    tree = random_tree(rng)
    low, high, truth = random_bounds(rng, tree, int(rng.integers(2, 6)))
    closed, boxes = close(tree, low, high), close_by_boxes(tree, low, high)
    assert (closed.low <= truth + tree.size).all()
    assert (truth <= closed.high + tree.size).all()
    assert (closed.low >= boxes.low).all()
    assert (closed.high <= boxes.high).all()
    assert (closed.low <= closed.high).all()


def test_a_contradiction_is_found_where_it_is():
    tree = make_tree(["r", "a", "b"], [None, "r", "r"], [0, 1, 1])
    low = np.zeros((3, 2), dtype=np.int64)
    high = np.repeat(tree.mass[:, None], 2, axis=1)
    low[1, 0] = low[1, 1] = tree.mass[1] // 2 + 1
    assert 1 in close(tree, low, high).failed
