"""Speed: a million located claims on 272 units and 1,000 dates, beside the plain pandas way that ignores intervals.

Run: python benchmarks/bench_control_speed.py [claims]
"""

from __future__ import annotations

import resource
import sys
import time

import numpy as np
import pandas as pd

from territory.conflicts import load_conflict
from territory.control import resolve
from territory.tables import NODES

UNITS, DAYS, SIDES = 272, 1000, ("government", "opposition", "sdf", "isis")


def make_nodes() -> pd.DataFrame:
    """A country of 14, 62 and 272 units, as Syria's."""
    rows = [_unit("C", None, 0)]
    rows += [_unit(f"C{i:02d}", "C", 1) for i in range(14)]
    rows += [_unit(f"C{i % 14:02d}{i // 14:02d}", f"C{i % 14:02d}", 2) for i in range(62)]
    second = [r["node"] for r in rows if r["level"] == 2]
    rows += [_unit(f"{second[i % 62]}{i // 62:02d}", second[i % 62], 3) for i in range(UNITS)]
    return NODES.frame(rows)


def _unit(code: str, parent: str | None, level: int) -> dict[str, object]:
    area = 100.0 + sum(map(ord, code)) % 900
    return {
        "node": code, "kind": "unit", "parent": parent, "pcode": code, "name": code, "level": level,
        "area_km2": area, "seat_of": [],
    }  # fmt: skip


def make_claims(count: int, nodes: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """Reports of units that change hands some six times; one in ten is wrong, one in three is an event."""
    rng = np.random.default_rng(seed)
    units = nodes.loc[nodes["level"] == 3, "node"].to_numpy(dtype=object)
    turns = np.sort(rng.integers(0, DAYS, (UNITS, 6)), axis=1)
    holders = rng.integers(0, len(SIDES), (UNITS, 7))
    unit, day = rng.integers(0, UNITS, count), rng.integers(0, DAYS, count)
    period = (turns[unit] <= day[:, None]).sum(axis=1)
    side = holders[unit, period]
    wrong = rng.random(count) < 0.1
    side[wrong] = rng.integers(0, len(SIDES), int(wrong.sum()))
    days = np.datetime_as_string(np.datetime64("2015-01-01") + np.arange(DAYS)).astype(object)
    dates = days[day]
    relation = np.where(rng.random(count) < 1 / 3, "gain", "control").astype(object)
    source = np.array([f"source {i}" for i in range(40)], dtype=object)[rng.integers(0, 40, count)]
    report = np.array([f"r{i}" for i in range(50_000)], dtype=object)[rng.integers(0, 50_000, count)]
    constant = {"scope": "whole", "status": "asserted", "form": "verb", "background": False, "confidence": 0.8}
    return pd.DataFrame(
        {
            "claim_id": [f"c{i}" for i in range(count)], "report_id": report, "relation": relation,
            "side": np.array(SIDES, dtype=object)[side], "node": units[unit], "place_id": units[unit],
            "date_from": dates, "date_to": dates, "date_text": dates, "published": dates, "source": source, **constant,
        }
    )  # fmt: skip


def plain_pandas(claims: pd.DataFrame) -> pd.DataFrame:
    """The last word on each unit and day, carried forward."""
    last = claims.sort_values(["date_to", "published"]).groupby(["node", "date_to"], sort=True)["side"].last()
    return last.unstack("node").ffill()


def main(counts: tuple[int, ...] = (100_000, 1_000_000)) -> None:
    """Print seconds, peak memory and runs for each number of claims."""
    nodes = make_nodes()
    profile = load_conflict("syria").model_copy(update={"baseline": None, "baseline_date": None})
    for count in counts:
        claims = make_claims(count, nodes)
        start = time.perf_counter()
        plain_pandas(claims)
        plain = time.perf_counter() - start
        start, cpu = time.perf_counter(), time.process_time()
        runs = resolve(claims, profile, tree=nodes)
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
        print(
            f"{count:>9,} claims: {cpu:6.2f} s of one core ({seconds:.2f} s by the clock), {len(runs):,} runs, "
            f"peak {peak:.2f} GB; "
            f"plain pandas (no intervals) {plain:.2f} s"
        )


if __name__ == "__main__":
    main(tuple(int(a) for a in sys.argv[1:]) or (100_000, 1_000_000))
