"""On the annotated corpus the extractor is no worse than it has been: floors.json holds figures that only rise."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
FLOORS = json.loads((BENCHMARKS / "floors.json").read_text(encoding="utf-8"))["corpus"]


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bench_corpus", BENCHMARKS / "bench_corpus.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_figures_do_not_fall_below_their_floors(bench, name):
    found = bench.figures(bench.total(bench.score_file(BENCHMARKS / "corpus" / f"{name}.jsonl").values()))
    below = {k: (round(found[k], 3), floor) for k, floor in FLOORS[name].items() if found[k] < floor}
    assert below == {}
