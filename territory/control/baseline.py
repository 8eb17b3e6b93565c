"""The state before the first report: a table by unit, or polygons of someone's map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from territory.conflicts import read_baseline
from territory.conflicts.profile import Conflict
from territory.control.sources import rolled
from territory.control.state import Baseline
from territory.control.tree import Tree
from territory.errors import ControlError


def load_baseline(given: str | Path | pd.DataFrame | None, conflict: Conflict) -> pd.DataFrame | None:
    """The baseline that is asked for, else the profile's: columns pcode, side, low, high, note, source.

    Parameters
    ----------
    given
        A table, the path of a CSV, or None.
    """
    if isinstance(given, pd.DataFrame):
        return given
    if given is not None:
        return read_baseline(given)
    if conflict.baseline is None:
        return None
    return read_baseline(conflict.baseline)


def place_baseline(
    table: pd.DataFrame | None, tree: Tree, sides: list[str], conflict: Conflict, depth: int, day: int
) -> Baseline | None:
    """A baseline as arrays; sides that are one at this depth are added up.

    Its estimate is the column `estimate`, where there is one, else the middle of the bounds.

    Raises
    ------
    ControlError
        If it names a unit that the tree does not have.
    """
    if table is None or table.empty:
        return None
    unknown = sorted(set(table["pcode"]) - set(tree.index))
    if unknown:
        raise ControlError(f"baseline: {unknown[0]} is no unit of the boundary set; give p-codes of the set in use")
    rows: dict[tuple[int, int], list[float]] = {}
    side = rolled(table["side"], conflict, depth)
    position: dict[Any, int] = {s: i for i, s in enumerate(sides)}
    middle = table["estimate"] if "estimate" in table.columns else (table["low"] + table["high"]) / 2
    for pcode, key, *bounds in zip(table["pcode"], side, table["low"], middle, table["high"], strict=True):
        share = rows.setdefault((tree.index[pcode], position[key]), [0.0, 0.0, 0.0])
        share[:] = [min(1.0, known + float(more)) for known, more in zip(share, bounds, strict=True)]
    named = {node for node, _ in rows}
    for node in named:
        for s in range(len(sides)):
            rows.setdefault((node, s), [0.0, 0.0, 0.0])
    keys = sorted(rows)
    low, estimate, high = (np.array([rows[k][i] for k in keys]) for i in range(3))
    return Baseline(day, np.array([k[0] for k in keys]), np.array([k[1] for k in keys]), low, estimate, high)
