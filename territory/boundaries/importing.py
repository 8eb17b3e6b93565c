"""``import_boundaries``: official files of any common format into one boundary set."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from territory.boundaries.catalogue import assemble
from territory.boundaries.combining import Level, combined_levels
from territory.boundaries.countries import country_of, iso3_of
from territory.boundaries.coverage import areas_km2, clean_coverage, is_coverage, narrow_gaps
from territory.boundaries.geopackage import save_boundaries
from territory.boundaries.layers import Report, read_layers
from territory.boundaries.levels import ReadLayer, Unit, read_units
from territory.boundaries.parents import find_parents
from territory.boundaries.sets import BoundarySet
from territory.errors import BoundaryError
from territory.tables import UNITS

_MOST_LOST = 0.5  # share of a unit that cleaning may take; more means that units lie on each other
_AREA_TOLERANCE = 0.001


def _silent(line: str) -> None:
    pass


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
    levels = combined_levels(layers, deepest, report)
    _add_country(levels, layers, iso3)
    find_parents(levels, report)
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


def _add_country(levels: dict[int, Level], layers: list[ReadLayer], iso3: str) -> None:
    """See that level 0 is one unit."""
    named = next((layer.country_name for layer in layers if layer.country_name), None)
    known = country_of(iso3)
    top = levels.setdefault(0, Level())
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


def _units(levels: dict[int, Level], report: Report) -> gpd.GeoDataFrame:
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


def _compare(levels: dict[int, Level], frame: gpd.GeoDataFrame, report: Report) -> None:
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
