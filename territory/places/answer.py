"""What a look-up found, or why it abstained."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from territory.places.scoring import Candidate

_DETAILS = ("name", "kind", "place_id", "pcode", "adm1", "adm2", "adm3", "latitude", "longitude")


@dataclass(frozen=True)
class Answer:
    """What a look-up found.

    Parameters
    ----------
    query
        The name as it was asked.
    place
        The answer; None when it abstained.
    candidates
        What came into question, best first.
    reason
        Why it abstained: ``unknown`` (no name like it), ``weak`` (none alike enough, or of an unfitting kind or outside
        the container), ``ambiguous`` (several places tie), ``abroad`` (it is another country's).
    details
        Name, kind, units and coordinates of the answer, where they were asked for.
    direction
        Compass code, where the name was only found without words such as "northern" or "countryside": the place meant
        is a part of the one found.
    to
        The other end of a road that is named by both ("the Aleppo-Damascus highway").
    inside
        Whether the place meant is not known and the one found, which holds it, stands in for it.
    """

    query: str
    place: Candidate | None
    candidates: tuple[Candidate, ...] = ()
    reason: str | None = None
    details: dict[str, Any] = field(default_factory=dict)
    direction: str | None = None
    to: Candidate | None = None
    inside: bool = False

    @property
    def match(self) -> str:
        """How the name was matched: exact, alias, fuzzy or abstained."""
        return self.place.how if self.place else "abstained"

    def as_dict(self) -> dict[str, Any]:
        """The answer as plain values, with None for what an abstention does not know."""
        known = {name: self.details.get(name) for name in _DETAILS}
        return {
            "query": self.query, **known, "match": self.match,
            "score": round(self.place.score, 3) if self.place else None, "reason": self.reason,
            "candidates": [c.record() for c in self.candidates],
        }  # fmt: skip
