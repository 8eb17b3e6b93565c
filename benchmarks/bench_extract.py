"""How well and how fast claims are extracted, side by side with spaCy's small English pipeline where it is installed.

    TERRITORY_SHARED=... python benchmarks/bench_extract.py [--fuzz N] [--aside]

Prints the scorer's figures for all, working and set-aside articles with the reliability of the confidence, then
throughput, memory and load time; ``--fuzz N`` feeds N mutated texts and stops at the first fault.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import annotated
from territory.conflicts import load_conflict
from territory.extract.claims import known_names
from territory.extract.rules import Engine, engine

SHOWN = ("core_f1", "core_precision", "core_recall", "hold_f1", "loss_f1", "contested_f1", "siege_f1", "threat_f1",
         "scope", "date", "extent", "background", "status_f1")  # fmt: skip
ROOT = Path(__file__).resolve().parent.parent
LOAD = """
import time; start = time.process_time()
from territory.extract import claims, rules
from territory.conflicts import load_conflict
imported = time.process_time()
profile = load_conflict("syria")
reader = rules.engine(profile, "en", claims.known_names(profile))
reader.read({"report_id": "a", "published": "2024-12-06", "text": "Rebels took Hama."})
print(f"imports {imported - start:.2f} s; lexicon, profile and names {time.process_time() - imported:.2f} s")
"""
PEER = """
import sys, time, json
try:
    import spacy
    nlp = spacy.load("en_core_web_sm")
except Exception:
    print("not installed"); sys.exit(0)
texts = json.load(sys.stdin)
list(nlp.pipe(texts[:3]))
start = time.process_time(); list(nlp.pipe(texts)); print(f"{len(texts) / (time.process_time() - start):.0f} reports/s")
"""


def reader() -> Engine:
    """The engine of the annotated articles' conflict."""
    profile = load_conflict("syria")
    return engine(profile, "en", known_names(profile))


def print_figures(shared: Path) -> None:
    """The scorer's figures, and how far confidences can be believed."""
    module, articles = annotated.scorer(shared), annotated.corpus(shared)
    working, aside = annotated.split(articles)
    predicted = annotated.predict(articles)
    for name, some in (("all", articles), ("working", working), ("set aside", aside)):
        found = annotated.figures(module, some, predicted)
        print(f"{name:10}" + "  ".join(f"{k} {found[k]:.3f}" for k in SHOWN))
    for name, some in (("working", working), ("set aside", aside)):
        print(f"reliability, {name}: confidence, claims, mean, share right")
        for row in annotated.reliability(annotated.judged(module, some, predicted)):
            print("    {}  {:4d}  {:.2f}  {:.2f}".format(*row))


def print_speed(reports: list[dict[str, Any]]) -> None:
    """Reports a second of one core after load, beside the peer's on the same texts."""
    engine_ = reader()
    rates = []
    for _ in range(5):
        start = time.process_time()
        for report in reports:
            engine_.read(report)
        rates.append(len(reports) / (time.process_time() - start))
    load = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, cwd=ROOT, check=True)
    peer = subprocess.run(
        [sys.executable, "-c", PEER], input=json.dumps([r["text"] for r in reports]), capture_output=True, text=True
    )
    print(f"rules: {statistics.median(rates):.0f} reports/s (best of 5: {max(rates):.0f}); load: {load.stdout.strip()}")
    print(f"spaCy en_core_web_sm on the same texts: {peer.stdout.strip() or 'not installed'}")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def mutated(texts: list[str], random_: random.Random) -> str:
    """A text cut up, doubled, shuffled or sprinkled with what texts should not contain."""
    text = random_.choice(texts)
    for _ in range(random_.randint(1, 4)):
        a, b = sorted((random_.randrange(len(text) + 1), random_.randrange(len(text) + 1)))
        piece = random_.choice(
            [
                "",
                text[a:b][:300],
                "\n\n",
                "'s ",
                "-",
                " of the ",
                " and ",
                "(",
                "\u202e",
                "\x00",
                "نص",
                "Київ",
                "🙂",
                "%",
            ]
        )
        text = text[:a] + piece + text[random_.choice((a, b)) :]
    return text[: random_.choice((80, 400, 3000))] or " "


def fuzz(texts: list[str], number: int) -> None:
    """No exception, offsets exact, ids unique in a report, and no more than a second for 100 kB."""
    engine_, random_, slowest = reader(), random.Random(20241208), 0.0
    for n in range(number):
        text = mutated(texts, random_)
        start = time.process_time()
        rows = engine_.read({"report_id": str(n), "published": "2024-12-06", "text": text})
        slowest = max(slowest, (time.process_time() - start) / max(len(text), 2000) * 100_000)
        for row in rows:
            assert text[row["start"] : row["end"]] == row["quote"], text
    big = (" ".join(texts) * 20)[:100_000]
    start = time.process_time()
    engine_.read({"report_id": "big", "published": "2024-12-06", "text": big})
    spent = time.process_time() - start
    print(
        f"fuzz: {number} inputs, no exception, every quote exact; 100 kB of text in {spent:.2f} s, "
        f"slowest rate {slowest:.2f} s per 100 kB"
    )


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fuzz", type=int, default=2000, help="number of mutated texts (default 2000)")
    given = parser.parse_args()
    shared = annotated.shared_folder()
    if shared is None:
        print("TERRITORY_SHARED is not set: the annotated articles are not here")
        return 0
    print_figures(shared)
    articles = annotated.corpus(shared)
    print_speed([{**a, "report_id": a["id"]} for a in articles])
    fuzz([a["text"] for a in articles], given.fuzz)
    return 0


if __name__ == "__main__":
    sys.exit(main())
