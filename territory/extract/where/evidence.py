"""Which names of a text are those of places: some sentence treats them so."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.where.placenames import PlacePhrase

_LOCATIVE = frozenset({"in", "at", "near", "towards", "into", "from", "through"})


def place_evidence(scenes: list[Scene]) -> frozenset[str]:
    """Names with a kind noun, after a locative preposition, explained as a place, or known."""
    found: set[str] = set()
    for scene in scenes:
        for k in scene.at("place"):
            phrase: PlacePhrase = scene.items[k].value
            shown = bool(phrase.head) or _located(scene, k) or _explained(scene, k)
            for core in phrase.cores:
                if core.name is not None and (shown or core.known or core.kind != "unknown"):
                    found.add(core.name.lower())
    return frozenset(found)


def _located(scene: Scene, k: int) -> bool:
    """Whether a locative preposition governs the place at item k."""
    j = k - 1
    while j >= max(0, k - 2) and scene.items[j].kind in ("det", "adverb"):
        j -= 1
    if j > 0 and scene.items[j].kind == "of":
        return scene.items[j - 1].low in scene.lexicon.dwellers
    if j >= max(0, k - 2) and scene.items[j].low in scene.lexicon.bombs:
        return True
    return j >= max(0, k - 2) and scene.items[j].kind == "prep" and scene.items[j].entries["prep"].value in _LOCATIVE


def _explained(scene: Scene, k: int) -> bool:
    """Whether what follows says where or what it is: "X, 20 km east of Y", "X, a border town", "X, home to"."""
    if k + 2 < len(scene.items) and scene.items[k + 2].low == "home":
        return scene.items[k + 1].low == "," or scene.items[k + 1].kind == "be"
    if k + 2 >= len(scene.items) or scene.items[k + 1].low != "," or scene.items[k + 2].kind != "place":
        return False
    after: PlacePhrase = scene.items[k + 2].value
    return after.limit.part_kind == "offset" or (after.open and after.j - after.i > 1) or after.appositive
