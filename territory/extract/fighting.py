"""Where fighting that a noun names takes place, when no preposition of its own says so."""

from __future__ import annotations

from territory.extract.placenames import Core, Limit
from territory.extract.scene import Scene

Places = list[tuple[Core, Limit, int]]
_BEFORE = frozenset(
    {"det", "place_adj", "adverb", "word", "modifier", "vague", "num", "unit_km", "of", "time", "conj", "about"}
)
_ENDS = frozenset({"verb", "say", "boundary", "relative"})


def where_fought(scene: Scene, n: int) -> Places:
    """Places of the fighting at item n: "… broke out at X", "X saw …", "X was rocked by …", "X was the scene of …"."""
    return _edges(scene, n) or _after(scene, n) or _before(scene, n) or _fronted(scene, n)


def no_armed_fight(scene: Scene, n: int) -> bool:
    """ "a battle of words", "the fight against corruption", "clashes between protesters and police"."""
    items = scene.items
    after = items[n + 1] if n + 1 < len(items) else None
    if after is None or after.kind not in ("of", "prep") or after.low not in ("of", "against", "between", "with"):
        return False
    k = n + 2
    while k < len(items) and items[k].kind in ("det", "place_adj", "modifier", "vague", "num"):
        k += 1
    if k >= len(items):
        return False
    if after.low == "of":
        return items[k].kind == "word"
    following = items[k + 1].kind if k + 1 < len(items) else "punct"
    plain = items[k].kind == "not_actor" or (
        items[k].kind == "word" and following in ("prep", "conj", "punct", "occur")
    )
    return plain and not any(item.kind == "actor" for item in items[n + 2 : k])


def _edges(scene: Scene, n: int) -> Places:
    """ "battles on the outskirts of X", "fighting around X"; what is only near X says nothing about X."""
    for k in range(n + 1, min(n + 12, len(scene.items) - 1)):
        item = scene.items[k]
        words = " ".join(scene.tokens.lows[item.i : item.j])
        if item.kind == "prep" and words in scene.lexicon.triggers.edges and scene.items[k + 1].kind == "place":
            return scene.places([k + 1])
        if item.kind in _ENDS:
            break
    return []


def _after(scene: Scene, n: int) -> Places:
    items = scene.items
    for k in range(n + 1, min(n + 12, len(items))):
        item = items[k]
        if item.has("occur") or (item.kind == "verb" and item.entries["verb"].data[0] == "fight"):
            found = scene.clause.object_places(k) or scene.clause.slot_places(k, ["in", "at", "to", "into", "for"])
            if found:
                return scene.places(found)
        elif item.low in scene.lexicon.reaches:
            found = scene.clause.object_places(k) or scene.clause.slot_places(k, ["through"])
            if found:
                return scene.places(found)
        elif item.kind in _ENDS:
            break
    return []


def _before(scene: Scene, n: int) -> Places:
    """The subject of what leads to the noun: a copula, a verb of seeing, "was rocked by", "was the scene of"."""
    items, lexicon = scene.items, scene.lexicon
    for k in range(n - 1, max(-1, n - 9), -1):
        item = items[k]
        by = item.low == "by" and k and items[k - 1].has("occur")
        if item.kind == "be" or item.low.startswith("remain") or item.low.split()[-1] in lexicon.witnesses or by:
            start = k - 1 if by else k
            subject = scene.clause._scan_left(scene.clause.verb_start(start), 0)
            return scene.places([subject.place]) if subject.place is not None else []
        if item.kind not in _BEFORE and item.low not in lexicon.triggers.scene_nouns:
            break
    return []


def _fronted(scene: Scene, n: int) -> Places:
    """ "In X, clashes left ten dead"."""
    items = scene.items
    k = n - 1
    while k > 0 and (
        items[k].kind in ("det", "place_adj", "adverb", "modifier", "vague", "time") or items[k].low == ","
    ):
        k -= 1
    fronted = k > 0 and items[k].kind == "place" and items[k - 1].kind == "prep"
    return scene.places([k]) if fronted and items[k - 1].entries["prep"].value in ("in", "at") else []
