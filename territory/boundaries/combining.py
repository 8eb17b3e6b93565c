"""Units of several layers as levels: side by side, each code once, units above told by the columns of those below."""

from __future__ import annotations

from dataclasses import dataclass, field

import shapely

from territory.boundaries.countries import iso3_of
from territory.boundaries.layers import Report
from territory.boundaries.levels import ReadLayer, Unit, merged_parts
from territory.errors import BoundaryError


@dataclass
class Level:
    """Units of one level: as a layer of their own, or as the columns of the units below say."""

    units: dict[str, Unit] = field(default_factory=dict)
    has_polygons: bool = False


def combined_levels(layers: list[ReadLayer], deepest: int | None, report: Report) -> dict[int, Level]:
    """Units by level and code: from the layers of that level, and from the columns of layers below."""
    levels: dict[int, Level] = {}
    by_level: dict[int, list[tuple[ReadLayer, list[Unit]]]] = {}
    for layer in layers:
        for n in sorted({u.level for u in layer.units}):
            if deepest is None or n <= deepest:
                units = merged_parts([u for u in layer.units if u.level == n], layer.label, report)
                by_level.setdefault(n, []).append((layer, units))
    if not by_level:
        raise BoundaryError(f"the files hold no units of level {deepest} or above")
    for n, read in sorted(by_level.items()):
        levels[n] = Level({u.code: u for u in _combined(n, read, report) if u.code}, True)
    _distinct(levels, report)
    for n in sorted(levels, reverse=True):
        _code_names_above(list(levels[n].units.values()), n, report)
        for unit in levels[n].units.values():
            for upper, (code, names) in unit.above.items():
                if code and not (upper in levels and levels[upper].has_polygons):
                    at = levels.setdefault(upper, Level())
                    above = {m: v for m, v in unit.above.items() if m < upper}
                    at.units.setdefault(code, Unit(code, names, upper, None, above, None, unit.where))
    return levels


def _distinct(levels: dict[int, Level], report: Report) -> None:
    """Where the same code stands at several levels, put the level before the codes of those levels."""
    known = {n: {*level.units, *_codes_above(levels, n)} for n, level in levels.items()}
    for upper in {m for level in levels.values() for u in level.units.values() for m in u.above} - set(levels):
        known[upper] = _codes_above(levels, upper)
    clashing = [n for n, codes in known.items() if any(codes & other for m, other in known.items() if m != n)]
    for level in levels.values():
        for unit in level.units.values():
            if unit.level in clashing:
                unit.code = f"{unit.level}.{unit.code}"
            unit.above = {
                n: (f"{n}.{code}" if code and n in clashing else code, names) for n, (code, names) in unit.above.items()
            }
        level.units = {str(unit.code): unit for unit in level.units.values()}
    if clashing:
        shown = ", ".join(str(n) for n in sorted(clashing))
        report(f"levels {shown} have codes in common: the level is put before them")


def _codes_above(levels: dict[int, Level], upper: int) -> set[str]:
    """Codes of a level that the columns of units below it hold."""
    said = (u.above.get(upper, (None, {}))[0] for level in levels.values() for u in level.units.values())
    return {code for code in said if code}


def _code_names_above(units: list[Unit], level: int, report: Report) -> None:
    """Give codes to the units above that columns name but do not code, in the order of their names."""
    for upper in range(1, level):
        named = [u for u in units if upper in u.above and u.above[upper][0] is None and u.above[upper][1]]
        if len(named) < len(units) or not units:
            continue
        chains = {id(u): str([sorted(u.above[n][1].items()) for n in sorted(u.above) if n <= upper]) for u in units}
        order = {chain: i for i, chain in enumerate(sorted(set(chains.values())), 1)}
        width = len(str(len(order)))
        for unit in units:
            code = f"{upper}-{order[chains[id(unit)]]:0{width}d}"
            unit.above[upper] = (code, unit.above[upper][1])
        report(f"level {upper}: {len(order)} units have names but no codes; they are numbered in the order of names")


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
