"""Names that are another country's: countries, and cities of a hundred thousand and more."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from territory.datafiles import data_dir
from territory.places.names import without_articles


@dataclass(frozen=True, slots=True)
class Foreign:
    """A country or large city: its name, kind (``country`` or ``city``), ISO 3166-1 alpha-3 code and population."""

    name: str
    kind: str
    country: str
    population: float


@lru_cache(maxsize=1)
def _world() -> dict[str, tuple[Foreign, ...]]:
    """Folded name without articles → places, countries first, then the largest."""
    path = data_dir() / "gazetteer" / "world.csv"
    table: dict[str, tuple[Foreign, ...]] = {}
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                place = Foreign(row["name"], row["kind"], row["country"], float(row["population"] or 0))
                for folded in row["folds"].split(";"):
                    table[folded] = (*table.get(folded, ()), place)
    return table


@lru_cache(maxsize=16384)
def foreign(folded: str, country: str) -> Foreign | None:
    """The country or large city outside a country that bears a folded name; None if the country has one itself."""
    found = _world().get(" ".join(without_articles(folded)))
    if not found or any(place.country == country for place in found):
        return None
    return found[0]
