"""Places that lie in what a side holds: "X lies in territory held by A", "X, deep in rebel-held territory,"."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.where.placenames import Core, Limit

_BETWEEN = frozenset({"adverb", "time", "word"})


def lies_in(scene: Scene, k: int) -> list[tuple[Core, Limit, int]]:
    """What lies in the open area at item k."""
    items, clause = scene.items, scene.clause
    if not items[k].value.open or k < 2 or items[k - 1].kind != "prep" or items[k].value.limit.scope == "near":
        return []
    if items[k - 1].entries["prep"].value != "in" and items[k - 1].low != "among":
        return []
    j = k - 2
    while j > 0 and items[j].kind in _BETWEEN and items[j].low not in scene.lexicon.lies:
        j -= 1
    if j and items[j].low == "," and items[j - 1].kind == "place":
        return scene.places(clause.joined(clause.named(j - 1)))
    if items[j].low not in scene.lexicon.lies:
        return []
    subject = clause.subject_before(j)
    if subject.place is not None:
        return scene.places(clause.joined(subject.place))
    it = subject.index >= 0 and items[subject.index].low == "it"
    return scene.pronoun_places(subject.index) if it else []
