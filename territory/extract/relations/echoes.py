"""Clauses that only echo the last taking: "Y followed on Sunday", "and so did Z", "as was W"."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.where.placenames import Core, Limit
from territory.extract.words.items import Item

_AFTER = frozenset({"punct", "time", "adverb", "boundary", "conj", "word"})
_WINDOW = 2


def echo_claims(scene: Scene, k: int) -> list[Draft]:
    """Claims of the place at item k when its clause says no more than that it shared the fate just told."""
    at = _followed(scene.items, k) or _so_did(scene.items, k) or _next_in_row(scene.items, k)
    if not at:
        return []
    told = _told(scene, k)
    places = _named(scene, k)
    if told is None or told.actor is None or not places:
        return []
    opponents = [told.opponent] if told.opponent is not None else []
    made = scene.emit(told.relation, places, [told.actor], opponents, k, "echo", at=(at,))
    for draft in made:
        draft.status = told.status
    return made


def _named(scene: Scene, k: int) -> list[tuple[Core, Limit, int]]:
    """The places at k and those joined to it, named ones only."""
    indexes = scene.clause.coordinates(k)
    while k >= 2 and scene.items[k - 1].kind == "conj" and scene.items[k - 2].kind == "place":
        k -= 2
        indexes.insert(0, k)
    return [p for p in scene.places(indexes, opened=False) if p[0].kind != "country"]


def _followed(items: list[Item], k: int) -> int:
    """Index of "followed" after the place at k, when nothing is its object; else 0."""
    j = k + 1
    while j < len(items) and (items[j].kind in ("adverb", "modal", "have") or items[j].low == "soon"):
        j += 1
    if j >= len(items) or items[j].low not in ("followed", "follows", "follow"):
        return 0
    ended = j + 1 >= len(items) or items[j + 1].kind in _AFTER
    started = k == 0 or items[k - 1].kind in ("punct", "boundary", "conj", "adverb", "time", "det")
    return j if ended and started else 0


def _so_did(items: list[Item], k: int) -> int:
    """Index of the auxiliary of "so did", "as was" before the place at k; else 0."""
    j = k - 1
    while j > 0 and items[j].kind == "det":
        j -= 1
    if j < 1 or items[j].low not in ("did", "was", "were", "had", "has", "have", "is", "are"):
        return 0
    if items[j - 1].low not in ("so", "as", "and so"):
        return 0
    after = items[k + 1] if k + 1 < len(items) else None
    return j if after is None or after.kind in _AFTER else 0


def _next_in_row(items: list[Item], k: int) -> int:
    """Index of "followed by" or "then" before the place at k: "X fell first, followed by Y", "first X fell, then Y"."""
    j = k - 1
    while j > 0 and items[j].kind == "det":
        j -= 1
    if j > 1 and items[j].low == "by" and items[j - 1].low == "followed":
        return j - 1
    ended = k + 1 >= len(items) or items[k + 1].kind in ("punct", "time", "boundary")
    return j if j > 0 and ended and items[j].low == "then" and items[j - 1].low in (",", "and") else 0


def _told(scene: Scene, k: int) -> Draft | None:
    """The last taking, losing or holding asserted before item k."""
    for draft in reversed(scene.drafts):
        if draft.last < k and draft.relation in ("gain", "loss", "control") and draft.status != "planned":
            return draft
    for number, draft in reversed(scene.memory.drafts[-8:]):
        if scene.number - number > _WINDOW:
            return None
        if draft.relation in ("gain", "loss") and draft.status in ("asserted", "claimed"):
            return draft
    return None
