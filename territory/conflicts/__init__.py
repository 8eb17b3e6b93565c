"""Conflict profiles: sides, aliases, sources and whose party they are."""

from territory.conflicts.baseline import read_baseline
from territory.conflicts.loader import list_conflicts, load_conflict
from territory.conflicts.profile import Alias, Conflict, ExtraPlace, Side, Source
from territory.conflicts.summary import show_conflict
from territory.conflicts.template import new_profile

__all__ = [
    "Alias",
    "Conflict",
    "ExtraPlace",
    "Side",
    "Source",
    "list_conflicts",
    "load_conflict",
    "new_profile",
    "read_baseline",
    "show_conflict",
]
