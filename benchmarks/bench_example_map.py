"""How right the map of the example reports is: districts and days on which it shows the side of the public record.

`syria-2024-control.csv` holds, for the Syrian districts whose holder on a day is no matter of debate, who held most of
each from 26 November to 8 December 2024 (`to` is the first day after); divided districts and days of change are left
out.

python benchmarks/bench_example_map.py [--errors]
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from territory.datafiles import data_dir
from territory.pipeline import Options, build

RECORD = Path(__file__).with_name("syria-2024-control.csv")
FIRST, LAST = "2024-11-26", "2024-12-08"


def record() -> dict[tuple[str, str], str]:
    """Holder of a district on a day."""
    held = {}
    with RECORD.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["from"])
            while day < date.fromisoformat(row["to"]):
                held[row["pcode"], day.isoformat()] = row["side"]
                day += timedelta(days=1)
    return held


def shown(control: pd.DataFrame, pcode: str, day: str) -> str:
    """Side that a control table shows for a district on a day."""
    runs = control[(control["kind"] == "unit") & (control["pcode"] == pcode)]
    runs = runs[(runs["from"].isna() | (runs["from"] <= day)) & (runs["to"].isna() | (runs["to"] > day))]
    return str(runs["side"].iloc[0] or "nobody") if len(runs) else "nothing"


def compare() -> tuple[Counter[str], Counter[str], list[str]]:
    """Districts that the record names and those that the map has right, by day, and the errors in words."""
    with tempfile.TemporaryDirectory() as folder:
        options = Options(start=FIRST, end=LAST)
        made = build([data_dir() / "reports" / "syria-2024"], folder, "syria", options=options)
    wanted, right, errors = Counter[str](), Counter[str](), []
    for (pcode, day), side in record().items():
        found = shown(made.control, pcode, day)
        wanted[day] += 1
        right[day] += found == side
        if found != side:
            errors.append(f"{day} {pcode}: {found}, not {side}")
    return wanted, right, sorted(errors)


def main() -> None:
    """Print the share of districts and days that are right, by day, and the errors where asked."""
    wanted, right, errors = compare()
    for day in sorted(wanted):
        print(f"{day}  {right[day]:3} of {wanted[day]:3} districts right")
    print(f"in all {right.total()} of {wanted.total()} = {right.total() / wanted.total():.3f}")
    if "--errors" in sys.argv:
        print("\n".join(errors))


if __name__ == "__main__":
    main()
