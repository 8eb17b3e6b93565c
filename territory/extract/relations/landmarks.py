"""Fighting at some spot of a place spoken of: "in the town's bazaar", "around the bakery", "there"."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.where.placenames import FACILITIES, Core, Limit

Places = list[tuple[Core, Limit, int]]
_LEADING = frozenset({"det", "poss", "place_adj", "vague", "num", "compass", "'s", "word", "modifier", "share", "of"})
_NO_OWNER = frozenset({"country", "province", "region", *FACILITIES})
_ENDS = frozenset({"boundary", "relative", "say", "verb"})
_SPOT = frozenset({"in", "at", "around", "for", "over", "through", "on", "near"})
_TO_THERE = frozenset({"prep", "actor", "det", "adverb", "time", "conj", "have", "be", "managed", "occur"})


def spot(scene: Scene, n: int) -> Places:
    """The place whose market, streets or edge the fighting at item n is about."""
    items, triggers = scene.items, scene.lexicon.triggers
    for k in range(n + 1, min(n + 10, len(items) - 1)):
        item = items[k]
        if item.kind in _ENDS or item.low in (";", ":"):
            break
        if item.kind != "prep" or item.entries["prep"].value not in _SPOT:
            continue
        j, owner = k + 1, None
        while j < len(items) and j - k < 6 and (items[j].kind in _LEADING or items[j].kind == "place"):
            last = scene.tokens.lows[items[j].j - 1]
            if items[j].kind == "place" and items[j].value.cores:
                owner = j
            if last in scene.lexicon.spots or last in triggers.rims:
                rim = last in triggers.rims
                if rim and j + 2 < len(items) and items[j + 1].kind in ("to", "of") and items[j + 2].kind == "place":
                    owner = j + 2
                words = " ".join(scene.tokens.words[items[k + 1].i : items[j].j])
                limit = Limit(words, "near" if rim else "part", "outskirts" if rim else "areas")
                return [(core, limit, j) for core in _owners(scene, owner, n)]
            j += 1
    return []


def there(scene: Scene, n: int) -> Places:
    """ "the clashes there", "street fighting there": the place spoken of last."""
    for k in range(n + 1, min(n + 8, len(scene.items))):
        item = scene.items[k]
        if item.kind == "pron_place" and item.low == "there":
            after = scene.items[k + 1].kind if k + 1 < len(scene.items) else ""
            return [] if after in ("be", "have") else [(core, Limit(), k) for core in _owners(scene, None, n)]
        if item.kind not in _TO_THERE:
            break
    return []


def _owners(scene: Scene, owner: int | None, n: int) -> list[Core]:
    """The place that has the spot: its possessor, else the nearest one named to the left, else the last spoken of."""
    if owner is not None:
        return [core for core, _, _ in scene.places([owner])]
    for k in range(n - 1, -1, -1):
        if scene.items[k].kind == "place" and scene.items[k].value.cores:
            found = [c for c, limit, _ in scene.places([k]) if c.kind not in _NO_OWNER and limit.scope != "near"]
            if found:
                return found[:1]
    mention = scene.spoken_of(scene.items[n].i)
    if mention is None or mention.kind in _NO_OWNER:
        return []
    item = scene.items[n]
    return [Core(mention.name, mention.kind, item.i, item.j, True, "it", mention.within)]
