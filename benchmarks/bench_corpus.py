"""Score the rule extractor on the annotated corpus in `corpus/`, conflict by conflict.

    python benchmarks/bench_corpus.py [--errors N] [FILE.jsonl ...]

Errors are listed only for the files that may be read while the extractor is worked on (not `held-*`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from score import Score, score

from territory.conflicts import Conflict, load_conflict
from territory.extract import extract
from territory.tables import REPORTS

CORPUS = Path(__file__).with_name("corpus")


def read(path: Path) -> list[dict[str, Any]]:
    """The annotated reports of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def score_conflict(reports: Sequence[dict[str, Any]], conflict: Conflict) -> Score:
    """Score the extractor on annotated reports about one conflict."""
    rows = [
        {**{k: r[k] for k in ("published", "source", "title", "language", "text")}, "report_id": r["id"]}
        for r in reports
    ]
    given: dict[str, list[dict[str, Any]]] = defaultdict(list)
    claims = extract(REPORTS.frame(rows), conflict)
    for claim in claims.astype(object).where(claims.notna(), None).to_dict("records"):
        given[str(claim["report_id"])].append({str(k): v for k, v in claim.items()})
    rollup = {side.key: conflict.rollup(side.key) for side in conflict.sides}
    total = Score()
    for report in reports:
        total.add(score(report["claims"], given[report["id"]], rollup, report["id"]))
    return total


def score_file(path: Path) -> dict[str, Score]:
    """Scores of a file by conflict, names in order."""
    by_conflict: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for report in read(path):
        by_conflict[report["conflict"]].append(report)
    return {name: score_conflict(by_conflict[name], load_conflict(name)) for name in sorted(by_conflict)}


def total(scores: Iterable[Score]) -> Score:
    """Scores added up."""
    out = Score()
    for one in scores:
        out.add(one)
    return out


def figures(found: Score) -> dict[str, float]:
    """The figures that have floors."""
    core = found.core
    return {"f1": core.f1, "precision": core.precision, "status_f1": found.hedged.f1}


def _line(name: str, found: Score) -> str:
    core = found.core
    return (
        f"{name:28} {core.right:4} right {core.spurious:4} made up {core.missed:4} missed   "
        f"P {core.precision:.3f}  R {core.recall:.3f}  F1 {core.f1:.3f}"
    )


def _show(path: Path, errors: int) -> None:
    scores = score_file(path)
    for name, found in scores.items():
        print(_line(name, found))
    everything = total(scores.values())
    print(_line(f"= {path.stem}", everything))
    for kind, tally in everything.classes.items():
        wanted = tally.right + tally.missed
        print(f"    {kind:14} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}  ({wanted})")
    for name, (right, asked) in sorted(everything.attributes.items()):
        print(f"    {name:14} {right}/{asked} = {right / asked:.3f}")
    print(f"    {'status_f1':14} {everything.hedged.f1:.3f} ({everything.hedged.right + everything.hedged.missed})")
    for error in everything.errors[: 0 if path.stem.startswith("held") else errors]:
        print("      " + " | ".join(error))


def main() -> None:
    """Print the figures of every file of the corpus, or of those named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="list this many errors of each file that is not held out")
    chosen = parser.parse_args()
    for path in chosen.files or sorted(CORPUS.glob("*.jsonl")):
        _show(path, chosen.errors)


if __name__ == "__main__":
    main()
