"""How candidates for a name are scored, and when the best of them is an answer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import yaml
from pydantic import BaseModel, ConfigDict

from territory.places.names import TABLES


class Weights(BaseModel):
    """The figures of ``tables/scoring.yaml``: what each piece of evidence is worth, and when to abstain."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    answer: float
    fuzzy: float
    fuzzy_short: float
    fuzzy_held: float
    fuzzy_container: float
    short: int
    margin: float
    candidate: float
    candidates: int
    kind_share: float
    outside: float
    beside: float
    beside_km: float
    near_share: float
    near_km: float
    elsewhere: float
    size_share: float
    people: dict[str, float]
    city_km: float
    vague: float
    vouched: float
    vouched_km: float


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The scoring figures, read once."""
    return Weights.model_validate(yaml.safe_load((TABLES / "scoring.yaml").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entry of the gazetteer with the score it got and why."""

    entry: int
    place_id: str | None
    name: str
    kind: str
    pcode: str | None
    score: float
    similarity: float
    how: str
    reasons: tuple[str, ...] = ()

    def record(self) -> dict[str, object]:
        """The candidate as the ``candidates`` column holds it."""
        return {
            "place_id": self.place_id, "name": self.name, "kind": self.kind, "pcode": self.pcode,
            "score": round(self.score, 3), "reasons": list(self.reasons),
        }  # fmt: skip


def size_factor(kind: str, population: float) -> float:
    """Factor for the size of a settlement, 1 for a million inhabitants and more; its kind tells what is not known."""
    w = weights()
    people = population if population == population and population > 0 else w.people.get(kind, 1000.0)
    share = (math.log10(max(people, 100.0)) - 2) / 4
    return 1 - w.size_share * (1 - min(1.0, share))


def near_factor(km: float) -> float:
    """Factor for the distance to the nearest of the other places of a report."""
    w = weights()
    return 1 - w.near_share * (1 - math.exp(-km / w.near_km))
