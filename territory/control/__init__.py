"""Located claims → who held what, when: safe bounds and a sensible estimate for every node of the tree."""

from territory.control.check import CHECKS, check
from territory.control.diff import DIFF, diff
from territory.control.explain import explain
from territory.control.resolve import resolve
from territory.control.runs import select_runs

__all__ = ["CHECKS", "DIFF", "check", "diff", "explain", "resolve", "select_runs"]
