"""A profile to start from."""

from __future__ import annotations

import csv
import json
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
        Name of the country in English; taken from the embedded boundary sets by default.
    boundaries
        Boundary set or file, for a country that none is embedded for.

    Raises
    ------
    ConflictError
        If the code is none, or neither an embedded set nor `boundaries` covers it; the message lists those embedded.
    """
    code = country.strip().upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise ConflictError(f"country {country!r} is no ISO 3166 code of three letters, such as SYR")
    with (data_dir() / "boundaries" / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        sets = {row["country"]: row for row in csv.DictReader(file)}
    if code not in sets and boundaries is None:
        raise ConflictError(
            f"no boundaries are embedded for {code} (there are {', '.join(sorted(sets))}); "
            "import a file with `territory boundaries import`, copy a profile and name that file as its boundaries"
        )
    found = sets.get(code)
    shown = name or (found["title"].split(" (")[0] if found else code)
    key = "_".join("".join(c if c.isascii() and c.isalnum() else " " for c in shown.lower()).split()) or code.lower()
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        key=key,
        name=shown,
        quoted=json.dumps(shown, ensure_ascii=False),
        country=code,
        boundaries=boundaries or (found["key"] if found else code),
    )
