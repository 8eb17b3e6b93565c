"""Reports: files and standard input, read into the ``reports`` table."""

from territory.reports.files import is_claims_table
from territory.reports.reader import read_reports

__all__ = ["is_claims_table", "read_reports"]
