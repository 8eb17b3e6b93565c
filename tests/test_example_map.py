"""The example map shows who held what: nearly every district on nearly every day as the public record has it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from bench_example_map import compare

FLOOR = 0.97


def test_the_example_map_agrees_with_the_public_record():
    wanted, right, errors = compare()
    assert right.total() >= FLOOR * wanted.total(), "\n".join(errors)
    for day in ("2024-11-27", "2024-11-30", "2024-12-08"):
        assert right[day] >= 0.95 * wanted[day], "\n".join(e for e in errors if e.startswith(day))
