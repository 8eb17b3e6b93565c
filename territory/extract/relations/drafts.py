"""A claim in the making: what the rules found, before dates, status and confidence."""

from __future__ import annotations

from dataclasses import dataclass, field

from territory.extract.where.placenames import Core, Limit
from territory.extract.who.actors import Actor


@dataclass(slots=True)
class Draft:
    """One assertion about one place, as items [first, last) of a sentence say it."""

    relation: str
    core: Core
    limit: Limit
    actor: Actor | None
    opponent: Actor | None
    first: int
    last: int
    trigger: int
    form: str = "verb"
    rule: str = ""
    manner: str | None = None
    status: str = "asserted"
    until: bool = False
    background: bool = False
    strength: int = 0
    said: bool = False
    exceptions: list[str] = field(default_factory=list)
    place_to: str | None = None
