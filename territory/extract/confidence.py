"""Calibrated probability that a claim is right."""

from __future__ import annotations

from typing import Any

from territory.extract.drafts import Draft
from territory.extract.scene import Scene


def confidence(scene: Scene, draft: Draft, row: dict[str, Any]) -> float:
    """Probability that a claim is right."""
    return 0.8
