"""Conflict profiles: sides, aliases, sources and whose party they are."""

from territory.conflicts.loader import list_conflicts, load_conflict
from territory.conflicts.profile import Alias, Conflict, ExtraPlace, Side, Source

__all__ = ["Alias", "Conflict", "ExtraPlace", "Side", "Source", "list_conflicts", "load_conflict"]
