"""How fast reports are read and their reprints found: 100,000 reports of 180 words, one in ten a reprint.

python benchmarks/bench_reports.py [NUMBER]
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from territory.reports import read_reports
from territory.reports.duplicates import group_near_duplicates

WORDS = "the army rebels town city control of took lost said monitor on Friday near province forces village".split()


def texts(number: int) -> list[str]:
    """Texts of 180 words, every tenth a light edit of the one before."""
    chance = random.Random(1)
    words = WORDS + [f"name{n}" for n in range(20_000)]
    weights = [40] * len(WORDS) + [1] * 20_000
    made: list[str] = []
    for n in range(number):
        made.append(made[-1] + " Read more." if n % 10 == 9 else " ".join(chance.choices(words, weights, k=180)))
    return made


def main() -> None:
    """Print seconds, reports a second and peak memory."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    made = texts(number)
    started = time.perf_counter()
    groups = group_near_duplicates([str(n) for n in range(number)], ["2024-12-01"] * number, made)
    seconds = time.perf_counter() - started
    print(f"near-duplicates of {number} texts: {seconds:.1f} s, {number - len(set(groups))} of {number // 10} found")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        lines = (json.dumps({"id": n, "published": "2024-12-01", "text": t}) for n, t in enumerate(made))
        path.write_text("\n".join(lines), encoding="utf-8")
        started = time.perf_counter()
        table = read_reports(path)
        seconds = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"reading {len(table)} reports: {seconds:.1f} s, {len(table) / seconds:.0f} a second, peak {memory} MB")


if __name__ == "__main__":
    main()
