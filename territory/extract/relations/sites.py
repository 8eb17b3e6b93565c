"""Sites as objects: "overran two army posts near X", "left its barracks in X", "the town hall of X"."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.where.placenames import Core, Limit
from territory.extract.words.items import Item

_INSIDE = frozenset({"in", "at", "inside", "within", "on", "of"})
_BEFORE = frozenset(
    {
        "det",
        "poss",
        "num",
        "vague",
        "share",
        "place_adj",
        "modifier",
        "word",
        "about",
        "more_than",
        "people",
        "compass",
        "actor",
        "-",
        "'s",
        "former",
        "place",
        "kind",
        "adverb",
        "head",
        "group_word",
    }
)
_BETWEEN = frozenset({"det", "place_adj", "word", "adverb", "vague", "compass", "time"})
_LONGEST = 12


def site_places(scene: Scene, v: int) -> list[tuple[Core, Limit, int]]:
    """The places that sites in object position lie in, stand near, or guard; each is taken in part."""
    items, right = scene.items, scene.clause.brackets.right
    site, k = 0, right(v)
    while k < len(items) and k - v < _LONGEST:
        if items[k].kind == "place" and _named(items[k]) and (site or k > right(v)):
            return _listed(scene, k) if _describes(scene, items[k]) else []
        if _is_site(scene, items, k):
            site = k
        elif (site and (items[k].kind == "conj" or items[k].low == ",")) or (not site and items[k].kind == "of"):
            pass
        elif items[k].kind not in _BEFORE or (site and k == site + 1):
            break
        k += 1
    if not site:
        return []
    return _located(scene, site)


def _named(item: Item) -> bool:
    return any(core.name is not None for core in item.value.cores)


def _describes(scene: Scene, item: Item) -> bool:
    """Whether a place phrase begins with a site: "checkpoints in X", "positions around X"."""
    return bool(item.value.head) or not scene.lexicon.sites.isdisjoint(scene.tokens.lows[item.i : item.i + 4])


def _listed(scene: Scene, k: int) -> list[tuple[Core, Limit, int]]:
    return scene.places(scene.clause.coordinates(k))


def _is_site(scene: Scene, items: list[Item], k: int) -> bool:
    """Whether the noun at item k is something that is taken or left, but no place of its own."""
    item = items[k]
    if item.kind == "place" and _named(item):
        return False
    after = items[k + 1] if k + 1 < len(items) else None
    compound = after is not None and after.kind in ("word", "'s") and after.low != "guarding"
    return scene.tokens.lows[item.j - 1] in scene.lexicon.sites and not compound


def _located(scene: Scene, site: int) -> list[tuple[Core, Limit, int]]:
    """The places after the preposition or the participle that says where the site at an item is."""
    items, k = scene.items, site + 1
    while k < len(items) and items[k].kind == "time":
        k += 1
    if k >= len(items):
        return []
    item = items[k]
    inside = item.kind == "of" or (item.kind == "prep" and str(item.entries["prep"].value) in _INSIDE)
    guards = item.low in scene.lexicon.guards
    if not inside and not guards and item.kind != "prep":
        return []
    if item.kind == "prep" and str(item.entries["prep"].value) in ("from", "with", "by", "for"):
        return []
    k += 1
    while k < len(items) and (
        items[k].kind in _BETWEEN
        or (
            guards
            and (items[k].kind in ("prep", "to", "of", "verb") or (items[k].kind == "place" and not _named(items[k])))
        )
    ):
        k += 1
    if k >= len(items) or items[k].kind != "place":
        return []
    listed = scene.clause.coordinates(k)
    listed += scene.clause.including(listed[-1])
    near = Limit(scene.tokens.lows[scene.items[site].j - 1], "near", "around")
    part = Limit(scene.tokens.lows[scene.items[site].j - 1], "part", "areas")
    found = []
    for core, limit, index in scene.places(listed):
        if (index == k or index > listed[-1] - 1) and limit.scope == "whole":
            limit = part if inside else near
        found.append((core, limit, index))
    return found
