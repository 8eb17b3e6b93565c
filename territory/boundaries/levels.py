"""Layers of boundary files as tables of units by level, with whatever the columns say of the units above."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from territory.boundaries.layers import Layer, Report
from territory.boundaries.schemes import Detected, LevelColumns, detect, load_schemes
from territory.errors import BoundaryError

_MOSTLY = 0.5


@dataclass
class Unit:
    """One unit as a file has it; ``above`` holds what the row says of the levels above: (code, names)."""

    code: str | None
    names: dict[str, str]
    level: int
    parent: str | None
    above: dict[int, tuple[str | None, dict[str, str]]]
    geometry: Any
    where: str
    flags: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ReadLayer:
    """The units of one layer, and the country and scheme it was read by."""

    label: str
    title: str
    units: list[Unit]
    country: str | None
    country_name: str | None


def read_units(
    layer: Layer, *, level: int | None, country: str | None, mapping: dict[str, str] | None, report: Report
) -> ReadLayer:
    """Tell what the columns of a layer mean and read its units.

    Raises
    ------
    BoundaryError
        If no column can be told to be a code or name, if a mapped column is absent, or if the layer holds several
        countries and none is asked for.
    """
    frame = _renamed(layer, mapping)
    columns = [str(c) for c in frame.columns if c not in ("row", "geometry")]
    found = detect(columns)
    if found is None:
        raise BoundaryError(
            f"{layer.label}: none of its columns is known to hold codes or names "
            f"({', '.join(columns) or 'it has none'}); say which do, such as --map pcode=CODE --map name=NAME"
        )
    frame = _without_nulls(frame, found)
    frame = _one_country(layer, frame, found, country)
    own_levels = _own_levels(layer, frame, found, level)
    units = [_unit(layer, found, row, n) for row, n in zip(frame.to_dict("records"), own_levels, strict=True)]
    _choose_codes(units, found, frame, own_levels)
    swapped = _swap_scripts(units)
    numbers = ", ".join(str(n) for n in sorted(set(own_levels)))
    report(f"{layer.label}: {len(units)} units of level {numbers}, {found.scheme.title} ({_said(found, own_levels)})")
    if swapped:
        report(f"{layer.label}: names in {swapped} stood under each other's column and were swapped")
    return ReadLayer(
        layer.label,
        found.scheme.title,
        units,
        _only(frame, found.country) or country,
        _only(frame, found.country_name),
    )


def _renamed(layer: Layer, mapping: dict[str, str] | None) -> gpd.GeoDataFrame:
    """The layer with the columns of a mapping under the names that the plain scheme (or OCHA's) knows."""
    if not mapping:
        return layer.frame
    by_fold = {str(c).casefold(): str(c) for c in layer.frame.columns}
    absent = [column for column in mapping.values() if column.casefold() not in by_fold]
    if absent:
        have = ", ".join(c for c in by_fold.values() if c not in ("row", "geometry"))
        raise BoundaryError(f"{layer.label}: has no column {absent[0]!r}; it has {have}")
    renamed = {by_fold[column.casefold()]: field for field, column in mapping.items()}
    kept = [*renamed, "row", "geometry"]
    return layer.frame[kept].rename(columns=renamed)


def _without_nulls(frame: gpd.GeoDataFrame, found: Detected) -> gpd.GeoDataFrame:
    texts = frame.columns.difference(["row", "geometry"])
    nulls = {"", "<Null>", "NULL", "None", "nan", *found.scheme.nulls}
    plain = {
        c: pd.Series([None if v in nulls else v for v in frame[c]], index=frame.index, dtype=object) for c in texts
    }
    return frame.assign(**plain)


def _one_country(layer: Layer, frame: gpd.GeoDataFrame, found: Detected, country: str | None) -> gpd.GeoDataFrame:
    if found.country is None:
        return frame
    held = sorted({v for v in frame[found.country] if v})
    if country in held:
        return frame[frame[found.country] == country]
    if len(held) > 1:
        shown = ", ".join(held[:12]) + (", ..." if len(held) > 12 else "")
        raise BoundaryError(
            f"{layer.label}: holds {len(held)} countries ({shown}); choose one, such as --country {held[0]}"
        )
    return frame


def _own_levels(layer: Layer, frame: gpd.GeoDataFrame, found: Detected, level: int | None) -> list[int]:
    """Level of each row: as given, as a column or the scheme says, as the columns are numbered, as the name says."""
    filled = [
        n for n, at in found.levels.items() if any(frame[c].notna().any() for c in [*at.codes, *at.names.values()])
    ]
    own = bool(found.own.codes or found.own.names)
    if level is not None:
        return [level] * len(frame)
    said = [re.search(r"[0-9]", v) if v else None for v in frame[found.level_column]] if found.level_column else []
    deepest = max((int(number[0]) for number in said if number), default=None)
    if deepest is not None:
        return [int(number[0]) if number else deepest for number in said]
    if found.scheme.level is not None:
        return [found.scheme.level] * len(frame)
    if filled:
        return [max(filled) + (1 if own else 0)] * len(frame)
    stem = re.sub(r".*[/\\]", "", layer.path)
    for text in (layer.name, stem):
        if match := re.search(
            r"(?:adm(?:in)?|level|lvl|adm_adm)[^a-z0-9]*([0-5])|[_-]([0-5])(?:$|\.)", text, re.IGNORECASE
        ):
            return [int(match[1] or match[2])] * len(frame)
    if len(frame) == 1:
        return [0]
    raise BoundaryError(
        f"{layer.label}: does not say which admin level its {len(frame)} units are of; give it, such as --level 1"
    )


def _unit(layer: Layer, found: Detected, row: dict[str, Any], level: int) -> Unit:
    own = _own(found, level)
    above = {
        n: (next((row[c] for c in at.codes if row[c]), None), _names(at, row))
        for n, at in found.levels.items()
        if n < level
    }
    names = _names(own, row)
    if (extra := row.get("names")) and extra.startswith("{"):
        names.update({str(k): str(v) for k, v in json.loads(extra).items()})
    flags = json.loads(row["flags"]) if (row.get("flags") or "").startswith("[") else []
    parent = row[found.parent] if found.parent else None
    return Unit(None, names, level, parent, above, row["geometry"], f"row {row['row']}", flags)


def _own(found: Detected, level: int) -> LevelColumns:
    numbered = found.levels.get(level)
    return found.own if found.own.codes or found.own.names or numbered is None else numbered


def _names(at: LevelColumns, row: dict[str, Any]) -> dict[str, str]:
    names: dict[str, str] = {}
    for language, column in at.names.items():
        if row[column]:
            further = at.further.get(column)
            said = (
                row.get(f"lang{further}")
                if further
                else (row.get("lang") if column.lower().endswith("_name") else None)
            )
            names.setdefault(said or language, row[column])
    for column in at.variants:
        for i, variant in enumerate((row[column] or "").split("|")):
            if variant.strip():
                names.setdefault(f"und-x-{column[-1].lower()}{i}", variant.strip())
    known = {name for language, name in names.items() if "und" not in language and "-x" not in language}
    return {k: v for k, v in names.items() if v not in known or ("und" not in k and "-x" not in k)}


def _choose_codes(units: list[Unit], found: Detected, frame: gpd.GeoDataFrame, levels: list[int]) -> None:
    """Give each unit its code: of the first column that is full and unique in its level, else that is full."""
    for level in sorted(set(levels)):
        rows = np.flatnonzero(np.array(levels) == level)
        rows_of_use = [i for i in rows if units[i].names or any(frame[c].iloc[i] for c in _own(found, level).codes)]
        full = [c for c in _own(found, level).codes if frame[c].iloc[rows_of_use].notna().all()]
        part = [c for c in _own(found, level).codes if frame[c].iloc[rows].notna().any()]
        unique = [c for c in full if frame[c].iloc[rows_of_use].is_unique]
        chosen = next(iter([*unique, *full, *part]), None)
        if chosen is not None:
            found.chosen = chosen
            for i in rows:
                units[i].code = frame[chosen].iloc[i]


def _swap_scripts(units: list[Unit]) -> str | None:
    """Swap a pair of names whose scripts say that each stands under the other's language; tell which languages."""
    scripts = load_schemes().scripts
    swapped = set()
    for names in [names for unit in units for names in (unit.names, *(n for _, n in unit.above.values()))]:
        for language in [k for k in names if k in scripts and "en" in names]:
            if _script(names[language]) == "LATIN" and _script(names["en"]) == scripts[language]:
                names["en"], names[language] = names[language], names["en"]
                swapped.add(f"en and {language}")
    return ", ".join(sorted(swapped)) or None


def _script(text: str) -> str:
    counts: dict[str, int] = defaultdict(int)
    for letter in text:
        if letter.isalpha():
            counts[unicodedata.name(letter, "?").split()[0]] += 1
    return max(counts, key=lambda k: counts[k], default="")


def _said(found: Detected, levels: list[int]) -> str:
    own = _own(found, max(levels))
    parts = [f"code {found.chosen}" if found.chosen else "no codes"]
    columns = list(dict.fromkeys(own.names.values()))
    if columns:
        parts.append("name " + ", ".join(columns[:3]) + (f" and {len(columns) - 3} more" if len(columns) > 3 else ""))
    above = sorted(n for n in found.levels if n < max(levels))
    if found.parent:
        parts.append(f"parent {found.parent}")
    elif above:
        parts.append("parents of level " + ", ".join(str(n) for n in above))
    return "; ".join(parts)


def _only(frame: gpd.GeoDataFrame, column: str | None) -> str | None:
    values = {v for v in frame[column] if v} if column else set()
    return values.pop() if len(values) == 1 else None


def without_overlays(units: list[Unit], label: str, report: Report) -> list[Unit]:
    """Leave out rows that say nothing (neither code nor name) and lie on other units for the most part."""
    silent = [u for u in units if u.code is None and not u.names]
    if not silent or len(silent) == len(units):
        return units
    named = [u for u in units if u.code is not None or u.names]
    tree = shapely.STRtree([u.geometry for u in named])
    out = list(named)
    for unit in silent:
        under = [named[i].geometry for i in tree.query(unit.geometry, predicate="intersects")]
        share = shapely.intersection(unit.geometry, shapely.union_all(under)).area / unit.geometry.area
        if share < _MOSTLY:
            out.append(unit)
        else:
            report(f"{label}: {unit.where} has neither code nor name and lies on other units ({share:.0%}): left out")
    return out


def merged_parts(units: list[Unit], label: str, report: Report) -> list[Unit]:
    """Join the rows of one unit: those of the same code, name and parents; leave out nameless overlays.

    Raises
    ------
    BoundaryError
        If units of different names have the same code, or only some units have a code; the rows are named.
    """
    units = without_overlays(units, label, report)
    without = [unit for unit in units if unit.code is None]
    if without and len(without) < len(units):
        rows = ", ".join(unit.where for unit in without[:8])
        raise BoundaryError(f"{label}: {rows}: no code; give every unit one or delete those rows")
    by_code: dict[str | None, list[Unit]] = defaultdict(list)
    for unit in units:
        by_code[unit.code].append(unit)
    out = list(by_code.pop(None, []))
    joined = 0
    for code, same in by_code.items():
        if len(same) > 1:
            if len({(tuple(u.names.items()), u.parent, str(u.above)) for u in same}) > 1 or not same[0].names:
                rows = ", ".join(f"{u.where} ({next(iter(u.names.values()), 'no name')})" for u in same[:8])
                raise BoundaryError(f"{label}: code {code} stands in {rows}; codes must be unique within a level")
            same[0].geometry = shapely.union_all([u.geometry for u in same])
            joined += len(same) - 1
        out.append(same[0])
    if joined:
        report(f"{label}: {joined} rows joined to the unit of the same code and name")
    return out
