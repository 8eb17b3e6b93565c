"""Lands that are several units together and no unit themselves: Darfur is five states, Donbas two oblasts."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from territory.boundaries.sets import BoundarySet
from territory.datafiles import data_dir


@dataclass(frozen=True, slots=True)
class Union:
    """A land that is a union of units of one parent.

    Parameters
    ----------
    node
        Its id as a node of the tree and an entry of the gazetteer.
    name, names
        Main name and other names.
    units
        P-codes of the units that make it up.
    parent
        P-code of the unit above all of them.
    source
        What makes it that union.
    """

    node: str
    name: str
    names: tuple[str, ...]
    units: tuple[str, ...]
    parent: str
    source: str


@lru_cache(maxsize=1)
def _rows() -> tuple[dict[str, str], ...]:
    path = data_dir() / "boundaries" / "unions.csv"
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def unions_of(boundaries: BoundarySet) -> list[Union]:
    """Unions of a country whose units are all in a boundary set, under one parent."""
    parent = dict(zip(boundaries.units["pcode"], boundaries.units["parent"], strict=True))
    found = []
    for row in _rows():
        units = tuple(row["units"].split())
        above = {parent.get(code) for code in units}
        if row["country"] == boundaries.country and len(above) == 1 and isinstance(one := above.pop(), str):
            names = tuple(name.strip() for name in row["names"].split(";") if name.strip())
            found.append(Union(row["node"], row["name"], names, units, one, row["source"]))
    return found
