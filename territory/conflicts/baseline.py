"""The state before the first report, as a table by unit."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from territory.errors import ConflictError
from territory.tablefiles import unescape_cell

COLUMNS = ("pcode", "side", "low", "high", "note", "source")


def read_baseline(path: str | Path) -> pd.DataFrame:
    """Read a baseline: one row a unit and side, the bounds of the side's share of the unit.

    A unit of any level may stand in it; the sides that a unit does not name are absent from it. ``low`` and ``high``
    may be left empty together: the side holds the unit whole.

    Parameters
    ----------
    path
        CSV with the columns pcode, side and, optionally, low, high (0 to 1), note, source.

    Returns
    -------
    DataFrame
        Columns :data:`COLUMNS`, in the order of the file.

    Raises
    ------
    ConflictError
        If it is no such table: a column is missing, a share is no number from 0 to 1, a unit names a side twice, or
        its shares cannot sum to 1. The message names the row.
    """
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise ConflictError(f"{path}: no baseline can be read from it ({' '.join(str(error).split())})") from None
    absent = [name for name in ("pcode", "side") if name not in table.columns]
    if absent:
        raise ConflictError(f"{path}: no column {', '.join(absent)}; a baseline has {', '.join(COLUMNS)}")
    table = table.reindex(columns=list(COLUMNS), fill_value="")
    for name in ("pcode", "side", "note", "source"):
        table[name] = [unescape_cell(cell.strip()) for cell in table[name]]
    for name in ("low", "high"):
        table[name] = [_share(cell, f"{path} row {row}: {name}") for row, cell in enumerate(table[name], 2)]
    _check(table, str(path))
    return table


def _share(cell: str, where: str) -> float:
    try:
        share = float(cell) if cell.strip() else 1.0
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ConflictError(f"{where} is {cell!r}; write a share from 0 to 1")
    return share


def _check(table: pd.DataFrame, path: str) -> None:
    for row, (pcode, side, low, high) in enumerate(
        zip(table["pcode"], table["side"], table["low"], table["high"], strict=True), 2
    ):
        if not pcode or not side:
            raise ConflictError(f"{path} row {row}: pcode and side must both be given")
        if low > high:
            raise ConflictError(f"{path} row {row}: low {low} is above high {high}")
    twice = table.duplicated(["pcode", "side"])
    if twice.any():
        row = int(twice.to_numpy().argmax())
        raise ConflictError(f"{path} row {row + 2}: {table['pcode'][row]} names {table['side'][row]} twice")
    for pcode, sums in table.groupby("pcode")[["low", "high"]].sum().iterrows():
        if sums["low"] > 1 + 1e-9 or sums["high"] < 1 - 1e-9:
            raise ConflictError(
                f"{path}: the shares of {pcode} sum to {sums['low']:g}..{sums['high']:g}, which cannot be 1"
            )
