"""The guarantee: in worlds that keep the axioms the truth lies inside every bound; the long run is in benchmarks/."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from control_programmes import many_dates, one_date
from control_worlds import Verdict, judge, random_world

from territory.control.constraints import KEPT
from territory.control.inference import Rules
from territory.control.timeline import Timeline


def run(worlds, breaks="none", seed=100, most=30):
    verdict, bad, lost = Verdict(), 0, 0
    for number in range(worlds):
        rng = np.random.default_rng([seed, number])
        world = random_world(rng, 400 if number % 60 == 59 else int(rng.integers(3, most)), breaks)
        ops = world.ops()
        timeline = Timeline(world.tree, world.sides, ops, Rules(seat=False))
        before = verdict.broken
        for day in timeline.days():
            if day < len(world.truth):
                judge(world.tree, timeline.state.low, timeline.state.high, world.truth[day], verdict)
                assert (timeline.state.low <= timeline.state.high).all()
        bad += verdict.broken > before
        lost += int((ops.fate != KEPT).sum())
    return verdict, bad, lost


@pytest.mark.parametrize("seed", range(4))
def test_truth_lies_inside_every_bound_where_the_axioms_hold(seed):
    verdict, bad, _ = run(75, seed=100 + seed)
    assert bad == 0
    assert verdict.width / verdict.checked < 0.5


@pytest.mark.parametrize("axiom", ["A1", "A2", "A3"])
def test_each_axiom_is_needed(axiom):
    assert run(60, axiom, seed=200)[1] > 0


def test_bounds_of_one_date_are_a_linear_programmes():
    tight = one_date(4, seed=11)
    assert (tight.tight, tight.unsound) == (tight.bounds, 0)


def test_bounds_of_several_dates_are_close_to_a_linear_programmes():
    tight = many_dates(12, seed=12)
    assert tight.unsound == 0
    assert tight.tight / tight.bounds >= 0.9
    assert tight.excess / tight.bounds < 0.01
