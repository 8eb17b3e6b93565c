"""Quantities before a place, as shares of it: "60 to 70 percent of", "11 of the state's 17 townships"."""

from __future__ import annotations

from territory.extract.toponyms.words import PlaceWords
from territory.extract.words.entries import Entry
from territory.extract.words.items import Item

_RANGE = frozenset({"to", "and", "or", "-", "–"})
_UNITS = frozenset({"kind", "area", "stronghold", "outskirts", "word"})


def with_shares(items: list[Item], words: PlaceWords) -> list[Item]:
    """The items of a sentence with every quantity that says a share of something as one item of kind ``share``."""
    out: list[Item] = []
    done, counts = 0, words.counts
    begins = [
        k
        for k, item in enumerate(items)
        if item.kind in _BEGINS or item.low in counts or (item.kind == "prep" and item.low in _BEFORE)
    ]
    for k in begins:
        made = None
        if k >= done:
            made = _percents(items, k, words) or _all_but(items, k, words) or _counted(items, k, words)
        if made is not None:
            out += items[done:k]
            out += made[0]
            done = made[1]
    return out + items[done:] if done else items


_BEGINS = frozenset({"num", "share"})
_BEFORE = frozenset({"all", "between", "from"})


def _number(item: Item, words: PlaceWords) -> float | None:
    if item.low[:1].isdigit():
        try:
            return float(item.low.replace(",", ""))
        except ValueError:
            return None
    return words.counts.get(item.low)


def _share(items: list[Item], a: int, b: int, low: float, high: float) -> Item:
    return Item("share", items[a].i, items[b - 1].j, items[a].low, {"share": Entry("share", (low, high))})


def _percents(items: list[Item], k: int, words: PlaceWords) -> tuple[list[Item], int] | None:
    """ "between 60 and 70 percent", "60-70 %", "a quarter to a third"; not "70 percent", which needs no range."""
    a = k
    if items[k].kind == "prep":
        if items[k].low not in ("between", "from"):
            return None
        k += 1
    bounds: list[float] = []
    while k < len(items) and len(bounds) < 2:
        item = items[k]
        if item.kind == "share" and (not bounds or bounds[0] <= 1):
            low, high = item.entries["share"].value
            if low != high:
                return None
            bounds.append(low)
            k += 1
        else:
            value = _number(item, words)
            if value is None:
                return None
            k += 1
            percent = k < len(items) and items[k].kind == "percent"
            k += percent
            if bounds and not percent:
                return None
            bounds.append(value / 100)
        if len(bounds) == 1:
            if k + 1 >= len(items) or items[k].low not in _RANGE:
                spelt = items[k - 1].kind == "percent" and items[a].low in words.counts
                return ([_share(items, a, k, bounds[0], bounds[0])], k) if spelt and bounds[0] <= 1 else None
            k += 1
    if len(bounds) < 2 or not bounds[0] <= bounds[1] <= 1:
        return None
    return [_share(items, a, k, *bounds)], k


def _all_but(items: list[Item], k: int, words: PlaceWords) -> tuple[list[Item], int] | None:
    """ "all but two of the 14 districts of", "all but a handful of villages in": all of it save some."""
    if items[k].low != "all" or k + 3 >= len(items) or items[k + 1].low != "but":
        return None
    total = len(items)
    items = [*items[: k + 2], *_one_of(items[k + 2]), *items[k + 3 :]]
    left = _number(items[k + 2], words)
    if left is not None:
        counted = _counted(items, k + 2, words)
        if counted is not None:
            inner, end = counted
            low = 1 - inner[0].entries["share"].value[0]
            return [_share(items, k, k + 3, low, low), *inner[1:]], end - len(items) + total
    if left is None and items[k + 2].kind not in ("vague", "num"):
        return None
    return [Item("vague", items[k].i, items[k + 2].j, "all but", {"vague": Entry("vague", "all but")})], k + 3


def _one_of(item: Item) -> list[Item]:
    """ "one of the", which is read as one word, as the words that it is."""
    if item.low != "one" or item.j == item.i + 1:
        return [item]
    one = [Item("num", item.i, item.i + 1, "one", {}), Item("of", item.i + 1, item.i + 2, "of", {})]
    return one if item.j == item.i + 2 else [*one, Item("det", item.i + 2, item.i + 3, "the", {})]


def _counted(items: list[Item], k: int, words: PlaceWords) -> tuple[list[Item], int] | None:
    """ "11 of the state's 17 townships", "nine of 23 districts in", "three of its ten counties"."""
    some = _number(items[k], words)
    if some is None or k + 3 >= len(items) or (items[k + 1].kind != "of" and items[k + 1].low != "out"):
        return None
    for m in range(k + 2, min(k + 9, len(items) - 1)):
        item = items[m]
        whole = _number(item, words)
        if whole is not None:
            return _units(items, k, m, some, whole)
        if item.kind in ("num", "punct", "verb", "conj", "boundary"):
            return None
    return None


def _units(items: list[Item], k: int, m: int, some: float, whole: float) -> tuple[list[Item], int] | None:
    """The share and what it is a share of, when units are counted at item m."""
    end = m + 1
    while end < len(items) and items[end].kind in ("place_adj", "people", "compass", "modifier") and end - m < 3:
        end += 1
    if end >= len(items) or not 0 < some <= whole or not items[end].low.endswith("s") or items[end].kind not in _UNITS:
        return None
    before = items[m - 1]
    share = _share(items, k, k + 2, some / whole, some / whole)
    if before.kind == "poss":
        return [share, *items[k + 2 : end + 1]], end + 1
    if before.kind == "'s":
        return [share, *_owner(items[k + 2 : m - 1]), _counted_units(items, m - 1, end)], end + 1
    if before.kind == "kind" and before.low.endswith("s") and m - 1 > k + 2:
        owner = Item("kind", before.i, before.j, before.low[:-1], before.entries)
        return [share, *items[k + 2 : m - 1], owner, _counted_units(items, m, end)], end + 1
    if before.kind not in ("of", "det") and before.low != "out":
        return None
    after = items[end + 1] if end + 1 < len(items) else None
    if after is None or (after.kind != "of" and after.low not in ("in", "across")):
        return None
    return [_share(items, k, end + 1, some / whole, some / whole)], end + 2


def _owner(items: list[Item]) -> list[Item]:
    """Whose units they are; "the state" is the province here, not the government."""
    if len(items) == 1 and items[0].kind == "actor" and items[0].value.text.lower() == "the state":
        item = items[0]
        province = Item("kind", item.j - 1, item.j, "state", {"kind": Entry("kind", "province")})
        return [Item("det", item.i, item.j - 1, "the", {}), province]
    return items


def _counted_units(items: list[Item], m: int, end: int) -> Item:
    """The units themselves, which the place phrase before them takes in."""
    return Item("counted", items[m].i, items[end].j, items[m].low, {})
