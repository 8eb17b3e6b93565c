"""What an unnamed place turns out to be: "the towns under A's control are P and Q", "areas held by A include P"."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.relations.predicated import Places

_BEFORE = frozenset({"adverb", "time", "be"})
_BETWEEN = frozenset({"time", "adverb", "prep", "place", "det"})


def equated(scene: Scene, k: int, end: int) -> Places:
    """The names that the clause gives to the unnamed place before the predicate of items [k, end)."""
    items = scene.items
    j = k - 1
    while j > 0 and items[j].kind in _BEFORE:
        j -= 1
    if j < 0 or items[j].kind != "place" or any(core.name for core in items[j].value.cores):
        return []
    return scene.places(named_from(scene, end))


def named_from(scene: Scene, k: int) -> list[int]:
    """The names behind the form of be, or the verb of including, that follows item k."""
    items = scene.items
    for j in range(k, min(k + 8, len(items) - 1)):
        if items[j].kind == "be" or items[j].low in scene.lexicon.includes:
            n = j + 1
            while n < len(items) - 1 and items[n].kind in ("adverb", "det"):
                n += 1
            found = scene.clause.coordinates(n) if items[n].kind == "place" else []
            return found if found and any(core.name for core in items[n].value.cores) else []
        if items[j].kind not in _BETWEEN:
            return []
    return []
