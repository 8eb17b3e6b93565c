"""Countries by code (data/boundaries/countries.csv)."""

from __future__ import annotations

import csv
from functools import cache

from territory.datafiles import data_dir


@cache
def _countries() -> dict[str, dict[str, str]]:
    with (data_dir() / "boundaries" / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["iso3"]: row for row in csv.DictReader(file)}


@cache
def _by_iso2() -> dict[str, str]:
    return {row["iso2"]: row["iso3"] for row in _countries().values()}


def country_of(iso3: str) -> dict[str, str] | None:
    """Row of a country: ``iso3``, ``iso2``, ``name``; None when there is no such code."""
    return _countries().get(iso3)


def iso3_of(code: str | None) -> str | None:
    """ISO 3166-1 alpha-3 code of an alpha-3 or alpha-2 code in any case; None when it is neither."""
    if code is None:
        return None
    upper = code.strip().upper()
    return upper if upper in _countries() else _by_iso2().get(upper)
