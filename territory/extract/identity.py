"""Where a claim comes from: its name, a hash of what it says and where it stands, and what its report tells of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

_PARTS = ("report_id", "start", "end", "quote", "relation", "side", "place", "scope", "part", "status")

_FROM_REPORT = ("report_id", "published", "source", "title", "url", "text_group")


def claim_id(row: Mapping[str, Any]) -> str:
    """Sixteen hex digits that are the same for the same claim of the same text, in every run."""
    key = "\x1f".join("" if row.get(name) is None else str(row[name]) for name in _PARTS)
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def told_by(report: Mapping[str, Any]) -> dict[str, Any]:
    """Columns that every claim takes over from its report."""
    return {name: report.get(name) for name in _FROM_REPORT}
