"""GeoNames country dumps as a gazetteer."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml
from pydantic import BaseModel, ConfigDict

from territory.boundaries.figures import load_figures
from territory.boundaries.locate import units_of_points
from territory.boundaries.sets import BoundarySet
from territory.datafiles import data_dir
from territory.errors import BoundaryError
from territory.tables import GAZETTEER

_COLUMNS = 19  # of the main table, as GeoNames' readme.txt lists them
_SOURCE = "GeoNames (CC BY 4.0)"


class FeatureCodes(BaseModel):
    """All of ``data/gazetteer/geonames.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    settlements: tuple[str, ...]
    seats: dict[str, int]
    kinds: dict[str, tuple[str, ...]]

    def kind(self, code: str) -> str | None:
        """Kind of a place that is no settlement; None for codes that are passed over."""
        return next((kind for kind, codes in self.kinds.items() if code in codes), None)


@cache
def load_feature_codes() -> FeatureCodes:
    """Read the feature codes that ship with the package."""
    text = (data_dir() / "gazetteer" / "geonames.yaml").read_text(encoding="utf-8")
    return FeatureCodes.model_validate(yaml.safe_load(text))


def read_geonames(path: Path, boundaries: BoundarySet) -> pd.DataFrame:
    """Read a country's GeoNames dump (``CC.zip`` or ``CC.txt``) as places on the units of a boundary set.

    Settlements, airports, bases, crossings, dams, oil fields and hills are taken (``data/gazetteer/geonames.yaml``);
    places outside the set are passed over.

    Returns
    -------
    DataFrame
        In the ``gazetteer`` schema, by GeoNames id.

    Raises
    ------
    BoundaryError
        If the file is no GeoNames dump; the message names the line.
    """
    codes, figures = load_feature_codes(), load_figures()
    rows = []
    for place in _places(path):
        is_settlement = place["code"] in codes.settlements
        kind = "settlement" if is_settlement else codes.kind(place["code"])
        if kind is not None:
            rows.append({**place, "kind": kind})
    table = pd.DataFrame(
        rows, columns=["place_id", "name", "names", "code", "kind", "latitude", "longitude", "population"]
    )
    units = boundaries.units
    smallest = units[~units["pcode"].isin(set(units["parent"].dropna()))]
    table["pcode"] = units_of_points(smallest, table["longitude"].to_numpy(float), table["latitude"].to_numpy(float))
    table = table[table["pcode"].notna()].reset_index(drop=True)
    parent = dict(zip(units["pcode"], units["parent"], strict=True))
    level = dict(zip(units["pcode"], units["level"], strict=True))
    table["seat_of"] = [
        _seat_of(code, pcode, parent, level, codes) for code, pcode in zip(table["code"], table["pcode"], strict=True)
    ]
    table["kind"] = [
        figures.kind(people, codes.seats.get(code)) if kind == "settlement" else kind
        for kind, code, people in zip(table["kind"], table["code"], table["population"], strict=True)
    ]
    table["source"] = _SOURCE
    return GAZETTEER.conform(table.drop(columns="code"))


def _seat_of(
    code: str, pcode: str, parent: dict[str, str | None], level: dict[str, int], codes: FeatureCodes
) -> list[str]:
    """The units above a seat's smallest one that its feature code makes it the seat of."""
    if code not in codes.seats:
        return []
    found: list[str] = []
    at: str | None = pcode
    while at is not None:
        if level[at] >= codes.seats[code]:
            found.append(at)
        at = parent[at]
    return sorted(found)


def _places(path: Path) -> list[dict[str, Any]]:
    """Rows of the main table of a dump."""
    rows = []
    for number, cells in enumerate(csv.reader(io.StringIO(_text(path)), delimiter="\t", quoting=csv.QUOTE_NONE), 1):
        if len(cells) != _COLUMNS:
            raise BoundaryError(
                f"{path}: line {number} has {len(cells)} columns, not the {_COLUMNS} of a GeoNames dump; "
                "give CC.zip or CC.txt from download.geonames.org/export/dump"
            )
        try:
            latitude, longitude, population = float(cells[4]), float(cells[5]), int(cells[14] or 0)
        except ValueError:
            raise BoundaryError(f"{path}: line {number} has no coordinates or population as numbers") from None
        name = unicodedata.normalize("NFC", cells[1])
        others = {unicodedata.normalize("NFC", other) for other in (cells[2], *cells[3].split(",")) if other} - {name}
        rows.append(
            {
                "place_id": f"gn:{int(cells[0])}", "name": name, "names": sorted(others), "code": cells[7],
                "latitude": latitude, "longitude": longitude, "population": population or None,
            }
        )  # fmt: skip
    return sorted(rows, key=lambda row: int(row["place_id"][3:]))


def _text(path: Path) -> str:
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                name = next((n for n in archive.namelist() if n == f"{path.stem}.txt"), None)
                if name is None:
                    raise BoundaryError(f"{path}: holds no {path.stem}.txt; a GeoNames dump is named by its country")
                return archive.read(name).decode("utf-8")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise BoundaryError(f"{path}: cannot be read as a GeoNames dump ({error})") from None
