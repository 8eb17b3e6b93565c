"""Located claims → who held what, when: safe bounds and a sensible estimate for every node of the tree."""

from territory.control.checks import CHECKS, check
from territory.control.corrections import CORRECTIONS, apply_corrections, read_corrections
from territory.control.differences import DIFF, diff
from territory.control.engine import resolve
from territory.control.explanation import explain
from territory.control.polygons import baseline_from_polygons
from territory.control.runs import select_runs
from territory.control.shares import SHARES, shares_over_time

__all__ = [
    "CHECKS",
    "CORRECTIONS",
    "DIFF",
    "SHARES",
    "apply_corrections",
    "baseline_from_polygons",
    "check",
    "diff",
    "explain",
    "read_corrections",
    "resolve",
    "select_runs",
    "shares_over_time",
]
