"""A profile as text for a reader."""

from __future__ import annotations

from pathlib import Path

from territory.conflicts.loader import load_conflict
from territory.conflicts.profile import Alias, Conflict, Side


def show_conflict(conflict: str | Path | Conflict) -> str:
    """Describe a profile: its sides with their aliases and dates, its sources by party, its baseline and places.

    Raises
    ------
    ConflictError
        If there is no such profile.
    """
    profile = load_conflict(conflict)
    names = " · ".join(profile.name.values())
    lines = [f"{profile.key}: {names} ({profile.country}, boundaries {profile.boundaries})"]
    if profile.summary:
        lines += ["", profile.summary.strip()]
    lines += ["", "Sides"]
    for top in profile.sides:
        if top.parent is None:
            lines += _side(profile, top, 1)
    if profile.sources:
        lines += ["", "Sources and whose party they are"]
        lines += [f"  {label}: {', '.join(found)}" for label, found in _parties(profile)]
    if profile.baseline:
        lines += ["", f"Baseline of {profile.baseline_date}: {Path(profile.baseline).name}"]
    if profile.places:
        lines += ["", f"Extra places: {', '.join(place.name for place in profile.places)}"]
    return "\n".join(lines)


def _side(profile: Conflict, side: Side, depth: int) -> list[str]:
    indent = "  " * depth
    marks = [side.kind, *(["incumbent"] if side.incumbent else []), side.colour]
    if span := _span(side):
        marks.append(span)
    lines = [f"{indent}{side.key}: {' · '.join(side.name.values())} ({', '.join(marks)})"]
    by_language: dict[str, list[str]] = {}
    for alias in side.aliases:
        span = _span(alias)
        by_language.setdefault(alias.language, []).append(f"{alias.text} ({span})" if span else alias.text)
    lines += [f"{indent}  {language}: {', '.join(found)}" for language, found in by_language.items()]
    for child in profile.sides:
        if child.parent == side.key:
            lines += _side(profile, child, depth + 1)
    return lines


def _span(dated: Alias | Side) -> str:
    parts = [f"from {dated.from_}"] if dated.from_ else []
    return " ".join([*parts, *([f"to {dated.to}"] if dated.to else [])])


def _parties(profile: Conflict) -> list[tuple[str, list[str]]]:
    parties: dict[str | None, list[str]] = {}
    for source in profile.sources:
        parties.setdefault(source.party, []).append(source.name)
    order = [None, *(side.key for side in profile.sides)]
    return [(party or "neutral", parties[party]) for party in order if party in parties]
