"""Figures for settlements: their kinds by population and seat, and how far they reach (data/boundaries)."""

from __future__ import annotations

from functools import cache
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from territory.datafiles import data_dir


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Kind(_Model):
    """A kind of settlement, with the least population or the least level of the unit whose seat it is."""

    kind: Literal["city", "town", "village"]
    population: int = Field(ge=0)
    seat_level: int | None


class Metropolis(_Model):
    """How far a settlement of at least so many inhabitants reaches."""

    population: int = Field(ge=0)
    radius_km: float = Field(gt=0)


class Figures(_Model):
    """All of ``data/boundaries/settlements.yaml``."""

    kinds: tuple[Kind, ...]
    radius_km: dict[Literal["city", "town", "village"], float]
    metropolis: tuple[Metropolis, ...]
    least_open_km2: float = Field(ge=0)

    def kind(self, population: float | None, seat_level: int | None = None) -> str:
        """Kind of a settlement by population (None: unknown) and level of the unit whose seat it is (None: of none)."""
        people = population if population is not None and population == population else 0
        for kind in self.kinds:
            is_seat = seat_level is not None and kind.seat_level is not None and seat_level <= kind.seat_level
            if people >= kind.population or is_seat:
                return kind.kind
        return self.kinds[-1].kind

    def reach_km(self, kind: str, population: float | None) -> float:
        """Radius in kilometres that a settlement of a kind and population (None: unknown) is cut to."""
        for metropolis in self.metropolis:
            if kind == "city" and population is not None and population >= metropolis.population:
                return metropolis.radius_km
        return {str(k): v for k, v in self.radius_km.items()}[kind]


@cache
def load_figures() -> Figures:
    """Read the figures that ship with the package."""
    text = (data_dir() / "boundaries" / "settlements.yaml").read_text(encoding="utf-8")
    return Figures.model_validate(yaml.safe_load(text))
