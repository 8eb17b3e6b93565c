"""The question sets that measure the places room: aliases of units, places abroad, places left out of the gazetteer."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from territory.boundaries import BoundarySet
from territory.places import Answer, Places
from territory.places.names import fold, key

FIXTURES = Path(__file__).resolve().parent.parent / "tests" / "places" / "fixtures"
LEVELS = {"governorates": "province", "districts": "district", "subdistricts": "subdistrict"}
SETTLEMENTS = ("city", "town", "village", "neighbourhood")


@dataclass(frozen=True)
class Question:
    """A name as it is asked, with the p-code that is right."""

    name: str
    kind: str
    parent: str | None
    pcode: str


@dataclass(frozen=True)
class Tally:
    """How many of some questions were answered, and how many of those rightly."""

    asked: int
    answered: int
    right: int

    @property
    def accuracy(self) -> float:
        """Share of the answers that are right."""
        return self.right / self.answered if self.answered else 1.0

    @property
    def abstained(self) -> float:
        """Share of the questions without an answer."""
        return 1 - self.answered / self.asked


def unit_aliases(folder: Path) -> list[Question]:
    """Every English and Arabic name and alias of Syrian units, with the kind of their level and their parent."""
    units = {stem: json.loads((folder / f"{stem}.json").read_text(encoding="utf-8")) for stem in LEVELS}
    by_id = {u["id"]: u for group in units.values() for u in group}
    rows = []
    for stem, kind in LEVELS.items():
        for unit in units[stem]:
            parent = by_id.get(unit.get("districtId") or unit.get("governorateId"))
            names = {n for n in unit["name"].values() if n} | {a["value"] for a in unit["aliases"]}
            within, pcode = parent["name"]["en"] if parent else None, unit["externalIds"]["ochaPcode"]
            rows += [Question(name, kind, within, pcode) for name in sorted(names)]
    return rows


def ask(places: Places, questions: list[Question], *, bare: bool) -> list[tuple[Question, Answer]]:
    """Answers to questions, with kind and parent or without."""
    if bare:
        return [(q, places.lookup(q.name)) for q in questions]
    return [(q, places.lookup(q.name, kind=q.kind, within=q.parent)) for q in questions]


def tally(asked: list[tuple[Question, Answer]]) -> Tally:
    """Count answers and right answers."""
    found = [(q, a.place) for q, a in asked if a.place is not None]
    return Tally(len(asked), len(found), sum(place.pcode == q.pcode for q, place in found))


def neighbours() -> list[str]:
    """Names of 500 towns and villages in the countries around Syria."""
    with (FIXTURES / "neighbours.csv").open(encoding="utf-8", newline="") as file:
        return [row["name"] for row in csv.DictReader(file)]


def left_out(gazetteer: pd.DataFrame, boundaries: BoundarySet, parts: int = 5) -> Iterator[tuple[Places, Any]]:
    """Settlements, each with a gazetteer that lacks it and a fifth of the others, and has no place of its name."""
    settled = gazetteer[gazetteer["kind"].isin(SETTLEMENTS) & gazetteer["radius_km"].isna()]
    ids = sorted(settled["place_id"])
    random.Random(1).shuffle(ids)
    for part in range(parts):
        gone = set(ids[part::parts])
        places = Places(gazetteer[~gazetteer["place_id"].isin(gone)], boundaries)
        known = {key(fold(name)) for row in places.gazetteer.itertuples() for name in (row.name, *row.names)}
        for row in settled[settled["place_id"].isin(gone)].itertuples():
            if not known & {key(fold(name)) for name in (row.name, *row.names)}:
                yield places, row
