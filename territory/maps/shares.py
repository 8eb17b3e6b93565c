"""How much of the area each side holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from territory.maps.looks import UNKNOWN, Look

SEEN = 0.0005
"""A smaller share is shown as nothing."""


def shares_of(looks: Iterable[Look], areas: Sequence[float]) -> dict[str, float]:
    """Share of the area by side (0 to 1), by the estimates; what nobody is known to hold is ``unknown``."""
    sums: dict[str, float] = {}
    whole = float(sum(areas)) or 1.0
    for look, area in zip(looks, areas, strict=True):
        for side, _, estimate, _ in look.shares:
            sums[side] = sums.get(side, 0.0) + estimate * area / whole
    sums[UNKNOWN] = max(0.0, 1.0 - sum(sums.values()))
    return sums


def percent(share: float) -> str:
    """A share in words: whole per cent, or that it is less than one."""
    return "<1 %" if SEEN < share < 0.01 else f"{round(100 * share)} %"
