"""What a run of control looks like: which colours, which texture, which marks. One place decides it for every output.

A look is about sides and textures, never about colours or pixels; the page, the dated maps and the plates each draw it
in their own way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

UNKNOWN = "unknown"
_VISIBLE = 0.05


@dataclass(frozen=True)
class Look:
    """How one run is drawn.

    Attributes
    ----------
    state, basis, certainty
        As in the control table.
    side
        The side whose colour leads; None when unknown or vacated.
    fill
        ``(side, weight)`` pairs: one is a plain colour, several are stripes of these widths; the side ``unknown`` is
        grey. Empty when nobody holds it.
    texture
        ``plain``, ``thin`` (a plain colour with thin lines of the others), ``stripes`` (mixed), ``level`` (shared by
        agreement, horizontal), ``diamonds`` (disputed) or ``empty`` (vacated).
    tint
        0 full colour, 1 inferred, 2 assumed, 3 stale.
    claimant
        Side whose dots lie over the colour.
    contested
        Sides fighting inside; ``unknown`` stands for one that is not named.
    besieged_by, threatened_by
        The side of the heavy edge and of the chevron.
    shares
        ``(side, low, estimate, high)``, largest estimate first.
    """

    state: str
    basis: str
    certainty: str
    side: str | None
    fill: tuple[tuple[str, float], ...]
    texture: str
    tint: int
    claimant: str | None
    contested: tuple[str, ...]
    besieged_by: str | None
    threatened_by: str | None
    shares: tuple[tuple[str, float, float, float], ...]


TINTS = {"reported": 0, "inferred": 1, "assumed": 2, "stale": 3, "unknown": 0}


def look_of(run: Mapping[str, Any]) -> Look:
    """The look of one row of the control table."""
    shares = tuple(_shares(run.get("shares") or {}))
    side, state = run.get("side"), run["state"]
    readings = run.get("readings") or []
    certainty = run.get("certainty") or "confirmed"
    fill, texture = _fill(state, side, shares)
    if certainty == "disputed" and (others := [r["side"] for r in readings if r.get("side") and r["side"] != side]):
        base = side or others[0]
        fill, texture = tuple(dict.fromkeys([(base, 0.5), *((other, 0.5) for other in others)])), "diamonds"
    return Look(
        state=state,
        basis=run["basis"],
        certainty=certainty,
        side=side,
        fill=fill,
        texture=texture if len(fill) != 1 else "plain",
        tint=TINTS[run["basis"]],
        claimant=run.get("claimant"),
        contested=tuple(run.get("contested") or ()),
        besieged_by=run.get("besieged_by"),
        threatened_by=run.get("threatened_by"),
        shares=shares,
    )


def _shares(shares: Mapping[str, Sequence[float]]) -> Iterator[tuple[str, float, float, float]]:
    for key, bounds in sorted(shares.items(), key=lambda item: (-item[1][1], item[0])):
        low, estimate, high = (round(float(value), digits) for value, digits in zip(bounds, (3, 4, 3), strict=True))
        yield key, low, estimate, high


def _fill(
    state: str, side: str | None, shares: tuple[tuple[str, float, float, float], ...]
) -> tuple[tuple[tuple[str, float], ...], str]:
    """Colours with their widths, and the texture that carries them."""
    if state == "vacated":
        return (), "empty"
    if state == "unknown" or (side is None and not shares):
        return ((UNKNOWN, 1.0),), "plain"
    seen = [(key, estimate) for key, _, estimate, _ in shares if estimate >= _VISIBLE]
    rest = 1 - sum(weight for _, weight in seen)
    if rest >= _VISIBLE:
        seen.append((UNKNOWN, rest))
    seen = [(key, round(weight, 2)) for key, weight in seen]
    if state == "held" or not seen:
        return ((side or seen[0][0], 1.0),), "plain"
    if state == "mostly_held":
        return tuple(seen), "thin"
    if state == "shared":
        return tuple((key, 1.0) for key, _ in seen if key != UNKNOWN) or tuple(seen), "level"
    return tuple(seen), "stripes"
