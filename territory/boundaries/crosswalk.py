"""From the units of one boundary set to those of another of the same country."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd
import shapely

from territory.boundaries.coverage import EQUAL_AREA, polygonal, project
from territory.boundaries.sets import BoundarySet

_COVERED = 0.5  # share of a unit that the codes must cover to tell anything of it


def crosswalk(codes: Collection[str], source: BoundarySet, target: BoundarySet) -> pd.DataFrame:
    """Tell which of some units of one set covers most of each smallest unit of another.

    Where units of several levels are given, a place belongs to the smallest of them that holds it, so that a table
    that names a province and, apart from it, one of its districts is carried over as it is meant.

    Parameters
    ----------
    codes
        P-codes of ``source``; those that it does not have are passed over.
    source, target
        Two sets of one country.

    Returns
    -------
    DataFrame
        ``pcode`` (of ``target``), ``of`` (of ``source``) and ``share`` (of the unit's area that the units told as
        ``of`` cover, 0 to 1), by p-code. Units that the codes cover less than half of are absent.
    """
    told = _told(set(codes), source)
    old, new = _smallest(source), _smallest(target)
    old = old[old["pcode"].isin(set(told))]
    if old.empty:
        return pd.DataFrame({"pcode": [], "of": [], "share": []})
    before, after = (polygonal(project(u.geometry.to_numpy(), 4326, EQUAL_AREA)) for u in (old, new))
    i, j = shapely.STRtree(before).query(after, predicate="intersects")
    shared = pd.DataFrame(
        {
            "pcode": new["pcode"].to_numpy(dtype=object)[i],
            "of": np.array([told[code] for code in old["pcode"]], dtype=object)[j],
            "share": shapely.area(shapely.intersection(after[i], before[j])) / shapely.area(after)[i],
        }
    )
    total = shared.groupby(["pcode", "of"], as_index=False)["share"].sum()
    total = total[total.groupby("pcode")["share"].transform("sum") >= _COVERED]
    total = total.sort_values(["pcode", "share", "of"], ascending=[True, False, True])
    return pd.DataFrame(total.drop_duplicates("pcode").reset_index(drop=True))


def carried_over(table: pd.DataFrame, source: BoundarySet, target: BoundarySet) -> pd.DataFrame:
    """A table with a ``pcode`` column of one set as a table of the smallest units of another.

    Every row is repeated for each unit that its unit covers most of (see :func:`crosswalk`); the other columns stay.
    """
    units = crosswalk(set(table["pcode"]), source, target).rename(columns={"pcode": "unit"})
    joined = units.merge(table, left_on="of", right_on="pcode", sort=False)
    return pd.DataFrame(joined.assign(pcode=joined["unit"])[list(table.columns)])


def _smallest(boundaries: BoundarySet) -> Any:
    units = boundaries.units
    return units[~units["pcode"].isin(set(units["parent"].dropna()))].reset_index(drop=True)


def _told(codes: set[str], boundaries: BoundarySet) -> dict[str, str]:
    """For each smallest unit that one of the codes holds, the smallest such code."""
    parent = dict(zip(boundaries.units["pcode"], boundaries.units["parent"], strict=True))
    told: dict[str, str] = {}
    for code in _smallest(boundaries)["pcode"]:
        at: str | None = code
        while at is not None and at not in codes:
            at = parent[at]
        if at is not None:
            told[code] = at
    return told
