"""From reports to claims: who holds, takes, loses or fights for which place, in whose words and since when."""

from territory.extract.claims import extract

__all__ = ["extract"]
