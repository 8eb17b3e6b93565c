"""A profile to start from."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from string import Template

from territory.datafiles import data_dir
from territory.errors import ConflictError

_TEMPLATE = Path(__file__).with_name("template.yaml")


def new_profile(country: str, *, name: str | None = None, boundaries: str | None = None) -> str:
    """Write a profile with two sides and a comment on every field, as YAML text to be edited.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code.
    name
        Name of the country in English; the usual one by default.
    boundaries
        Boundary set or file, for a country that none is embedded for.

    Raises
    ------
    ConflictError
        If the code is none, or neither an embedded set nor `boundaries` covers it; the message lists those embedded.
    """
    code = country.strip().upper()
    names = {row["iso3"]: row["name"] for row in _rows("countries.csv")}
    if code not in names and name is None:
        raise ConflictError(f"country {country!r} is no ISO 3166 code of three letters, such as SYR")
    sets = {row["country"]: row["key"] for row in _rows("catalogue.csv")}
    if code not in sets and boundaries is None:
        raise ConflictError(
            f"no boundaries are embedded for {code} (there are {', '.join(sorted(sets))}); "
            "import a file with `territory boundaries import`, copy a profile and name that file as its boundaries"
        )
    shown = name or names[code]
    plain = unicodedata.normalize("NFKD", shown.lower()).encode("ascii", "ignore").decode()
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        key="-".join(re.findall(r"[a-z0-9]+", plain)) or code.lower(),
        name=shown,
        quoted=json.dumps(shown, ensure_ascii=False),
        country=code,
        boundaries=json.dumps(boundaries or sets[code]),
    )


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (data_dir() / "boundaries" / table).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
