"""Where those who leave were: "P, from which they were driven", "the soldiers stationed in P fled"."""

from __future__ import annotations

from territory.extract.clause.clauses import Subject
from territory.extract.clause.scene import Scene
from territory.extract.where.placenames import Core, Limit
from territory.extract.who.actors import Actor

Places = list[tuple[Core, Limit, int]]


def from_which(scene: Scene, v: int) -> Places:
    """The antecedent of "from which": "P, from which they were driven"."""
    items = scene.items
    for r in range(v - 1, max(1, v - 12), -1):
        if items[r].low == "which" and items[r - 1].kind == "prep" and items[r - 1].entries["prep"].value == "from":
            k = r - 2
            while k > 0 and items[k].low == ",":
                k -= 1
            return scene.places([scene.clause.named(k)]) if items[k].kind == "place" else []
        if items[r].kind in ("boundary", "say"):
            break
    return []


def held_by(scene: Scene, actors: list[Actor], v: int) -> Places:
    """The place that a side was just said to hold, to take or to fight for."""
    mention = scene.memory.holds.get(actors[0].key or "") if actors else None
    if mention is None or scene.number - mention.sentence > 1:
        return []
    item = scene.items[v]
    return [(Core(mention.name, mention.kind, item.i, item.j, True, "any", mention.within), Limit(), v)]


def ends_here(scene: Scene, v: int, *, strict: bool = False) -> bool:
    """Whether the verb at v has neither object nor "from": "pulled out", "left a week later", "withdrew towards Q".

    A ``strict`` one has no aim either: those who "left for Q" may have left anything.
    """
    items = scene.items
    if v + 1 >= len(items) or items[v + 1].kind in ("punct", "time", "conj", "boundary"):
        return True
    after = items[v + 1]
    if after.kind == "prep" or after.kind == "to":
        value = str(after.entries["prep"].value) if "prep" in after.entries else "to"
        return (
            value in ("in", "without")
            if strict
            else value in ("to", "towards", "into", "through", "in", "at", "by", "without", "along", "with", "under")
        )
    words = [item.low for item in items[v + 1 : v + 5]]
    return after.kind in ("adverb", "num", "vague", "det", "about", "more_than", "word") and any(
        word in ("later", "afterwards", "earlier", "after", "before") for word in words
    )


def stationed_at(scene: Scene, v: int, subject: Subject) -> Places:
    """Where the subject of a verb of leaving was: "the soldiers stationed in P fled", "the last rebels in P left"."""
    items = scene.items
    start = scene.clause.verb_start(v)
    if subject.index < 0 or subject.index >= start:
        return []
    for k in range(subject.index + 1, min(subject.index + 6, start - 1)):
        if items[k].kind == "prep" and items[k].entries["prep"].value in ("in", "at", "on", "near"):
            return scene.places([k + 1]) if items[k + 1].kind == "place" else []
        if items[k].kind not in ("word", "adverb", "planned", "not_event", "verb", "besieged", "held", "vague"):
            return []
    return []
