"""Measures the places room: accuracy against coverage, abstention, look-ups a second.

With TERRITORY_SHARED set the aliases of Syrian units are asked too, the curve of accuracy against coverage is drawn to
``outputs/places_curve.png``, and the places that the annotated articles name below the level of provinces are located.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from annotated import corpus
from places_sets import Question, ask, left_out, neighbours, tally, unit_aliases

from territory.boundaries import load_boundaries
from territory.places import Answer, Places, load_gazetteer, locate
from territory.tables import CLAIMS

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 5
_ASKED = ("relation", "place", "place_kind", "within", "scope", "part")


def main() -> None:
    """Print the figures; draw the curve where the aliases are at hand."""
    boundaries = load_boundaries("SYR")
    gazetteer = load_gazetteer(boundaries)
    places = Places(gazetteer, boundaries)
    print(f"{len(gazetteer)} entries")
    abroad = [places.lookup(name).place for name in neighbours()]
    print(f"500 places of neighbouring countries: {_share(abroad):.1%} answered")
    absent = [left.lookup(row.name).place for left, row in left_out(gazetteer, boundaries)]
    print(f"{len(absent)} Syrian places left out of the gazetteer: {_share(absent):.1%} answered")
    _speed(places)
    if shared := os.environ.get("TERRITORY_SHARED"):
        _aliases(places, unit_aliases(Path(shared) / "boundaries" / "syr_names"))
        _articles(corpus(Path(shared)))


def _share(found: list[object]) -> float:
    return sum(place is not None for place in found) / len(found)


def _aliases(places: Places, questions: list[Question]) -> None:
    curves = {}
    for label, bare in (("with kind and parent", False), ("bare", True)):
        answers = ask(places, questions, bare=bare)
        figures = tally(answers)
        print(
            f"{figures.asked} aliases of units, {label}: {figures.accuracy:.2%} of answers right, "
            f"{figures.abstained:.1%} abstained"
        )
        curves[label] = _curve(answers)
    _draw(curves, ROOT / "outputs" / "places_curve.png")


def _articles(articles: list[dict[str, Any]]) -> None:
    """How many of the places that articles name below the level of provinces are placed, or could be pinned."""
    claims = [
        {"claim_id": f"{a['id']}-{i}", "report_id": str(a["id"]), **{k: claim.get(k) for k in _ASKED}}
        for a in articles
        for i, claim in enumerate(a["claims"])
        if claim["place_kind"] not in ("province", "country", "region")
    ]
    located = locate(CLAIMS.frame(claims))
    placed = set(located.loc[located["node"].notna(), "place"])
    lost = located[~located["place"].isin(placed)].drop_duplicates("place")
    shown = [bool(candidates) for candidates in lost["candidates"]]
    print(
        f"{located['place'].nunique()} places of the annotated articles: {len(placed)} placed, "
        f"{sum(shown)} abstained with candidates, {len(shown) - sum(shown)} without"
    )


def _curve(asked: list[tuple[Question, Answer]]) -> tuple[np.ndarray, np.ndarray]:
    """Coverage and accuracy as ever less certain answers are let in."""
    ranked = sorted(((_certainty(a), a.place.pcode == q.pcode) for q, a in asked if a.place), key=lambda x: -x[0])
    right = np.cumsum([ok for _, ok in ranked])
    count = np.arange(1, len(ranked) + 1)
    return count / len(asked), right / count


def _certainty(answer: Answer) -> float:
    """How far the best candidate on another unit is behind."""
    assert answer.place is not None
    rivals = [c.score for c in answer.candidates if c.pcode != answer.place.pcode]
    return answer.place.score - max(rivals, default=0.0)


def _draw(curves: dict[str, tuple[np.ndarray, np.ndarray]], path: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(6, 4))
    for label, (coverage, accuracy) in curves.items():
        axes.plot(coverage, accuracy, label=label)
    axes.set(xlabel="answered (share of all aliases)", ylabel="right (share of the answers)", ylim=(0.8, 1.005))
    axes.grid(alpha=0.3)
    axes.legend(loc="lower left")
    figure.tight_layout()
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, dpi=120)
    print(f"curve: {path.relative_to(ROOT)}")


def _speed(places: Places) -> None:
    names = sorted({name for row in places.gazetteer.itertuples() for name in (row.name, *row.names)})
    rng = random.Random(0)
    rng.shuffle(names)
    misspelt = [_misspell(name, rng) for name in names if len(name) > 5][:3000]
    places.lookup(misspelt[0])
    print(f"exact: {_rate(places.lookup, names):,.0f} look-ups a second of processor time (median of {REPEATS})")
    print(f"misspelt: {_rate(places.lookup, misspelt):,.0f} look-ups a second")


def _misspell(name: str, rng: random.Random) -> str:
    at = rng.randrange(len(name))
    return name[:at] + rng.choice("abdeiklmnrstuz") + name[at + 1 :]


def _rate(look: Callable[[str], Answer], names: list[str]) -> float:
    rates = []
    for _ in range(REPEATS):
        start = time.process_time()
        for name in names:
            look(name)
        rates.append(len(names) / (time.process_time() - start))
    return statistics.median(rates)


if __name__ == "__main__":
    main()
