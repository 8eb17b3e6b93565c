"""``import_boundaries``: official files of any common format into one boundary set."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from territory.boundaries.catalogue import assemble
from territory.boundaries.countries import country_of, iso3_of
from territory.boundaries.coverage import areas_km2, clean_coverage, is_coverage, narrow_gaps
from territory.boundaries.geopackage import save_boundaries
from territory.boundaries.layers import Report, read_layers
from territory.boundaries.levels import ReadLayer, Unit, merged_parts, read_units
from territory.boundaries.parents import by_overlap, by_prefix
from territory.boundaries.sets import BoundarySet
from territory.errors import BoundaryError
from territory.tables import UNITS

_MOST_LOST = 0.5  # share of a unit that cleaning may take; more means that units lie on each other
_AREA_TOLERANCE = 0.001


def _silent(line: str) -> None:
    pass


@dataclass
class _Level:
    """Units of one level: as a layer of their own, or as the columns of the units below say."""

    units: dict[str, Unit] = field(default_factory=dict)
    has_polygons: bool = False


def import_boundaries(
    paths: Path | str | list[Path] | list[str],
    out: Path | None = None,
    *,
    country: str | None = None,
    mapping: dict[str, str] | None = None,
    level: int | None = None,
    deepest: int | None = None,
    crs: str | None = None,
    encoding: str | None = None,
    layer: str | None = None,
    title: str | None = None,
    source: str = "",
    licence: str = "",
    year: str = "",
    worldview: str = "as the file draws it",
    report: Report = _silent,
) -> BoundarySet:
    """Read official boundary files into one boundary set.

    OCHA COD-AB of all column styles, geoBoundaries, GADM, Natural Earth, FieldMaps and plain files are told by their
    columns (``data/boundaries/schemes.yaml``). Polygons are made valid and cleaned as a coverage where they are none;
    parents come from codes, else from the largest overlap; levels above the smallest are dissolved from it.

    Parameters
    ----------
    paths
        One or several files, folders or zip archives, each with one or several admin levels of one country.
    out
        GeoPackage to write the set to (``load_boundaries`` reads it); nothing is written when absent.
    country
        ISO 3166-1 alpha-3 code; needed where a file holds several countries or does not say which it is.
    mapping
        Columns of plain files: field to column, with fields ``pcode``, ``name``, ``name_LANGUAGE``, ``parent``,
        ``level``, and OCHA's ``adm1_pcode``, ``adm1_name`` and so on for levels above.
    level
        Admin level of the files, where neither columns nor names say it.
    deepest
        Deepest level to import; default all.
    crs, encoding, layer
        Coordinate reference system, text encoding and layer, where the file does not say or has several.
    title, source, licence, year, worldview
        Metadata of the set.
    report
        Called with one line for everything that was detected or repaired; ``territory boundaries import`` prints them.

    Returns
    -------
    BoundarySet
        Key: the country's code.

    Raises
    ------
    BoundaryError
        If the files cannot be a boundary set; the message names file and rows and says what to do.
    """
    files = [Path(p) for p in (paths if isinstance(paths, list) else [paths])]
    country = _known_country(country)
    layers = [
        read_units(read, level=level, country=country, mapping=mapping, report=report)
        for read in read_layers(files, crs=crs, encoding=encoding, layer=layer, report=report)
    ]
    iso3 = country or _country(layers, files, report)
    levels = _levels(layers, deepest, report)
    _add_country(levels, layers, iso3)
    _find_parents(levels, report)
    units = _units(levels, report)
    name, agency = str(units["name"].iloc[0]), max(layers, key=lambda read: max(u.level for u in read.units)).title
    made = BoundarySet(
        iso3 or str(units["pcode"].iloc[0]),
        iso3,
        units,
        title=title or f"{name} ({agency})",
        source=source or ", ".join(path.name for path in files),
        licence=licence,
        year=year,
        worldview=worldview,
        attribution=f"Boundaries: {source or agency}" + (f" ({licence})" if licence else ""),
    )
    if out is not None:
        save_boundaries(made, out)
        report(f"{out}: written; {', '.join(f'{len(made.at(n))} units of level {n}' for n in made.levels)}")
    return made


def _known_country(country: str | None) -> str | None:
    if country is None:
        return None
    code = iso3_of(country)
    if code is None:
        raise BoundaryError(f"{country!r} is no country code; give ISO 3166-1 alpha-3, such as SYR")
    return code


def _country(layers: list[ReadLayer], files: list[Path], report: Report) -> str:
    """Country that the files are of: as a column says, as the codes begin, as the file is named; else unknown."""
    said = [code for layer in layers if (code := iso3_of(layer.country))]
    begin = [iso3_of(code[:2]) for layer in layers for u in layer.units for code, _ in u.above.values() if code]
    named = [iso3_of(part) for path in files for part in path.stem.replace("-", "_").split("_") if len(part) == 3]
    for codes in (said, begin, named):
        counts = Counter(code for code in codes if code)
        if len(counts) == 1:
            return next(iter(counts))
        if len(counts) > 1 and codes is said:
            raise BoundaryError(
                f"the files are of several countries ({', '.join(sorted(counts))}); import one at a time"
            )
    report("the country is not said; give it (--country ISO3) to use place names with this set")
    return ""


def _levels(layers: list[ReadLayer], deepest: int | None, report: Report) -> dict[int, _Level]:
    """Units by level and code: from the layers of that level, and from the columns of layers below."""
    levels: dict[int, _Level] = {}
    by_level: dict[int, list[tuple[ReadLayer, list[Unit]]]] = {}
    for layer in layers:
        for n in sorted({u.level for u in layer.units}):
            if deepest is None or n <= deepest:
                units = merged_parts([u for u in layer.units if u.level == n], layer.label, report)
                by_level.setdefault(n, []).append((layer, units))
    if not by_level:
        raise BoundaryError(f"the files hold no units of level {deepest} or above")
    for n, read in sorted(by_level.items()):
        levels[n] = _Level({u.code: u for u in _combined(n, read, report) if u.code}, True)
    for n in sorted(levels, reverse=True):
        for unit in levels[n].units.values():
            for upper, (code, names) in unit.above.items():
                if code and not (upper in levels and levels[upper].has_polygons):
                    at = levels.setdefault(upper, _Level())
                    above = {m: v for m, v in unit.above.items() if m < upper}
                    at.units.setdefault(code, Unit(code, names, upper, None, above, None, unit.where))
    return levels


def _combined(level: int, read: list[tuple[ReadLayer, list[Unit]]], report: Report) -> list[Unit]:
    """Units of one level from several layers: side by side, or, where they are the same units, the most detailed."""
    for layer, units in read:
        if any(u.code is None for u in units):
            _make_codes(units, layer)
            report(f"{layer.label}: has no codes; units are numbered in the order of their names")
    read = sorted(read, key=lambda item: -int(shapely.get_num_coordinates([u.geometry for u in item[1]]).sum()))
    out: dict[str | None, Unit] = {}
    for layer, units in read:
        again = [u for u in units if u.code in out]
        if len(again) == len(units) and out:
            report(f"{layer.label}: left aside, the same units of level {level} are in a more detailed layer")
        elif again:
            raise BoundaryError(
                f"{layer.label}: {again[0].where}: code {again[0].code} is in another file of level {level} too"
            )
        else:
            out.update({u.code: u for u in units})
    return list(out.values())


def _make_codes(units: list[Unit], layer: ReadLayer) -> None:
    start = (iso3_of(layer.country) or "X") + f"-{units[0].level}-"
    order = sorted(units, key=lambda u: (str(u.above), sorted(u.names.values()), shapely.to_wkb(u.geometry)))
    for i, unit in enumerate(order, 1):
        unit.code = f"{start}{i:0{len(str(len(units)))}d}"


def _add_country(levels: dict[int, _Level], layers: list[ReadLayer], iso3: str) -> None:
    """See that level 0 is one unit."""
    named = next((layer.country_name for layer in layers if layer.country_name), None)
    known = country_of(iso3)
    top = levels.setdefault(0, _Level())
    if len(top.units) > 1:
        codes = ", ".join(sorted(top.units)[:8])
        raise BoundaryError(
            f"level 0 holds {len(top.units)} countries ({codes}); choose one, such as --country {sorted(top.units)[0]}"
        )
    if not top.units:
        code = iso3 or "X"
        top.units[code] = Unit(code, {}, 0, None, {}, None, "")
    unit = next(iter(top.units.values()))
    name = unit.names.get("en") or next(iter(unit.names.values()), None) or named or (known["name"] if known else iso3)
    unit.names = {"en": name or "country", **unit.names}


def _find_parents(levels: dict[int, _Level], report: Report) -> None:
    """Give every unit its parent's code."""
    order = sorted(levels)
    for upper, n in pairwise(order):
        above = levels[upper].units
        units = list(levels[n].units.values())
        if n - upper > 1:
            report(f"level {n - 1} is not in the files: units of level {n} hang below level {upper}")
        if upper == 0:
            parents: list[str | None] = [next(iter(above))] * len(units)
        else:
            parents = [u.parent or u.above.get(upper, (None, {}))[0] for u in units]
            parents = [p if p in above else None for p in parents]
            if not any(parents):
                parents = list(by_prefix([str(u.code) for u in units], list(above)) or parents)
        _by_overlap(units, parents, list(above.values()), n, report)
        for unit, parent in zip(units, parents, strict=True):
            unit.parent = parent


def _by_overlap(units: list[Unit], parents: list[str | None], above: list[Unit], level: int, report: Report) -> None:
    """Fill in the parents that codes do not tell."""
    open_ = [i for i, parent in enumerate(parents) if parent is None]
    if not open_:
        return
    if any(u.geometry is None for u in above) or any(units[i].geometry is None for i in open_):
        rows = ", ".join(units[i].where for i in open_[:8])
        raise BoundaryError(
            f"level {level}, {rows}: no code of a unit above, nor a layer of the level above; add that file"
        )
    found, share = by_overlap([units[i].geometry for i in open_], [u.geometry for u in above])
    for i, n in zip(open_, found, strict=True):
        parents[i] = above[n].code
    report(f"level {level}: {len(open_)} parents found by largest overlap, the smallest {min(share):.2f} of the unit")


def _units(levels: dict[int, _Level], report: Report) -> gpd.GeoDataFrame:
    """Table of all units: the smallest cleaned as a coverage, the others dissolved from them."""
    units = [unit for n in sorted(levels) for unit in sorted(levels[n].units.values(), key=lambda u: str(u.code))]
    seen = Counter(u.code for u in units)
    if clash := [code for code, count in seen.items() if count > 1]:
        numbers = " and ".join(str(u.level) for u in units if u.code == clash[0])
        raise BoundaryError(f"code {clash[0]} stands at level {numbers}; codes must be unique in a set")
    with_children = {u.parent for u in units}
    smallest = [u for u in units if u.code not in with_children]
    if absent := [u for u in smallest if u.geometry is None]:
        raise BoundaryError(f"level {absent[0].level}, unit {absent[0].code} has neither a polygon nor units below it")
    shapes = _cleaned(smallest, report)
    table = pd.DataFrame(
        {
            "pcode": pd.Series([u.code for u in units], dtype=object),
            "name": pd.Series([u.names.get("en") or next(iter(u.names.values()), u.code) for u in units], dtype=object),
            "names": pd.Series([u.names for u in units], dtype=object),
            "level": pd.Series([u.level for u in units], dtype="Int64"),
            "parent": pd.Series([u.parent for u in units], dtype=object),
            "area_km2": 0.0,
            "flags": pd.Series([u.flags for u in units], dtype=object),
        }
    )
    frame = assemble(table, np.array([u.code for u in smallest], dtype=object), shapes)
    frame["area_km2"] = areas_km2(frame.geometry.to_numpy())
    UNITS.check(frame)
    _compare(levels, frame, report)
    return frame


def _cleaned(units: list[Unit], report: Report) -> np.ndarray[Any, np.dtype[np.object_]]:
    raw = np.array([u.geometry for u in units], dtype=object)
    fits = is_coverage(raw)
    if fits and not narrow_gaps(raw):
        return raw
    shapes = clean_coverage(raw)
    before, after = areas_km2(raw), areas_km2(shapes)
    lost = np.flatnonzero(after < (1 - _MOST_LOST) * before)
    if len(lost):
        rows = ", ".join(f"{units[i].where} ({units[i].code})" for i in lost[:8])
        raise BoundaryError(
            f"{rows}: lies on other units of its level for the most part; keep one of them, or one level a file"
        )
    moved = int((np.abs(after - before) > 0.01 * before).sum())
    report(
        f"cleaned as a coverage ({'narrow gaps' if fits else 'borders of neighbours did not match'}): "
        f"{before.sum():,.1f} km² before, {after.sum():,.1f} after; "
        f"{moved} of {len(units)} units changed by more than 1 %"
    )
    return shapes


def _compare(levels: dict[int, _Level], frame: gpd.GeoDataFrame, report: Report) -> None:
    """Report each level's total area, and how it differs from the file's own polygons of that level."""
    for n in sorted(levels):
        total = float(frame.loc[frame["level"] == n, "area_km2"].sum())
        line = f"level {n}: {len(levels[n].units)} units, {total:,.1f} km²"
        if levels[n].has_polygons:
            drawn = float(areas_km2([u.geometry for u in levels[n].units.values()]).sum())
            line += f", {abs(total / drawn - 1):.3%} from the file's own polygons"
            if abs(total / drawn - 1) > _AREA_TOLERANCE:
                line += " (levels of the file do not agree; the smallest was taken)"
        report(line)
