"""The control engine measured: soundness on random worlds, tightness against linear programmes, numerical drift.

Run: python benchmarks/bench_control.py [share of the full run, default 1]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from control_programmes import many_dates, one_date
from control_worlds import Breaks, Verdict, judge, random_tree, random_world

from territory.control.bounds import close
from territory.control.inference import Rules
from territory.control.timeline import Timeline


def soundness(worlds: int, breaks: Breaks = "none", seed: int = 0) -> tuple[Verdict, int, int]:
    """Run worlds; returns the verdict over all bounds, how many worlds have a broken bound, and units in all."""
    verdict, bad, units = Verdict(), 0, 0
    for number in range(worlds):
        rng = np.random.default_rng([seed, number])
        most = 400 if number % 50 == 0 else int(rng.integers(5, 41))
        world = random_world(rng, most, breaks)
        units += world.tree.size
        timeline = Timeline(world.tree, world.sides, world.ops(), Rules(seat=False))
        before = verdict.broken
        for day in timeline.days():
            if day < len(world.truth):
                judge(world.tree, timeline.state.low, timeline.state.high, world.truth[day], verdict)
        bad += verdict.broken > before
    return verdict, bad, units


def drift(instances: int, seed: int = 7) -> tuple[int, int]:
    """Trees with exact claims about many nodes: contradictions found, and inverted bounds."""
    failed = inverted = 0
    for number in range(instances):
        rng = np.random.default_rng([seed, number])
        tree, sides = random_tree(rng, 60), int(rng.integers(2, 6))
        share = rng.dirichlet(np.full(sides, 0.4), len(tree.leaves))
        mass = tree.mass[:, None].astype(np.float64)
        truth = np.zeros((tree.size, sides))
        truth[tree.leaves] = share * mass[tree.leaves]
        truth = np.asarray(tree.up(truth))
        told = rng.random(truth.shape) < 0.6
        exact = truth / mass
        low = np.where(told, np.floor(exact * mass * (1 - 1e-12)) - 2, 0).clip(0).astype(np.int64)
        high = np.where(told, np.ceil(exact * mass * (1 + 1e-12)) + 2, mass).astype(np.int64)
        closed = close(tree, low, np.minimum(high, tree.mass[:, None]))
        failed += len(closed.failed) > 0
        inverted += bool(((closed.low - closed.high) / mass > 1e-9).any())
    return failed, inverted


def main(share: float = 1.0) -> None:
    """Print the figures."""
    start = time.perf_counter()
    verdict, bad, units = soundness(int(10_000 * share))
    print(
        f"soundness, axioms kept: {int(10_000 * share):,} worlds ({units:,} units), {verdict.checked:,} bounds, "
        f"{verdict.broken} broken in {bad} worlds; mean width {verdict.width / verdict.checked:.3f}"
    )
    breaking: tuple[Breaks, ...] = ("A1", "A2", "A3")
    for breaks in breaking:
        verdict, bad, _ = soundness(int(1_000 * share), breaks)
        print(
            f"  {breaks} broken: {100 * bad / int(1_000 * share):.0f} % of worlds and "
            f"{100 * verdict.broken / verdict.checked:.2f} % of bounds violated"
        )
    failed, inverted = drift(int(10_000 * share))
    print(f"drift: {int(10_000 * share):,} instances with exact claims, {failed} contradictions, {inverted} inversions")
    tight = one_date(int(500 * share))
    print(f"tightness, one date, against HiGHS: {tight}")
    tight = many_dates(int(200 * share))
    print(f"tightness, several dates, against HiGHS: {tight}")
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
