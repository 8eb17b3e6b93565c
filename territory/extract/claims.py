"""The verb of this room: a table of reports in, a table of claims out."""

from __future__ import annotations

import pandas as pd

from territory.conflicts import Conflict, load_conflict
from territory.errors import ExtractError
from territory.tables import CLAIMS, REPORTS


def extract(reports: pd.DataFrame, conflict: str | Conflict = "syria", *, extractor: str = "rules") -> pd.DataFrame:
    """Extract the claims about places from reports.

    Parameters
    ----------
    reports
        Table of the ``reports`` schema.
    conflict
        Name of a profile, path of one, or a loaded one.
    extractor
        ``rules``: offline and deterministic.

    Returns
    -------
    DataFrame
        Table of the ``claims`` schema, in order of report and position.

    Raises
    ------
    ExtractError
        If the extractor is unknown.
    TableError
        If ``reports`` is no table of reports.
    """
    if extractor != "rules":
        raise ExtractError(f"extractor {extractor!r} is unknown; it may be rules")
    REPORTS.conform(reports)
    if not isinstance(conflict, Conflict):
        conflict = load_conflict(conflict)
    return CLAIMS.frame([])
