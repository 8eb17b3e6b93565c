"""Clauses that leave out the verb of the one before: "P is held by A and Q by B", "A hold P and B Q", "Q to B"."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.relations.verb_places import Places
from territory.extract.said.status import modality
from territory.extract.where.placenames import Limit

_SHARED = frozenset({"take", "hold", "fall"})
_BEFORE_SIDE = frozenset({"det", "adverb", "vague"})
_AGENT = frozenset({"prep", "to", "det", "actor", "adverb", "time"})
_ENDS = frozenset({"punct", "time", "conj", "boundary", "adverb"})


def gapped_claims(scene: Scene, v: int, made: list[Draft], passive: bool) -> list[Draft]:
    """Claims of the clause behind that of the verb at item v, when it only swaps side and place."""
    items = scene.items
    name = items[v].entries["verb"].data[0]
    if name not in _SHARED:
        return []
    mark = "to" if name == "fall" else "by" if passive else ""
    k = scene.clause.brackets.right(max(v, *(d.last for d in made)))
    while mark and k < len(items) and items[k].kind in _AGENT:
        k += 1
    place, side = _swapped(scene, _joint(scene, k), mark)
    actor = scene.actor(items[side].value) if place else None
    if actor is None or actor.key in (None, *(d.actor.key for d in made if d.actor is not None)):
        return []
    found = scene.emit(made[0].relation, _where(scene, place, made[0]), [actor], [], v, "gapped", at=(place, side))
    for draft in found:
        modality(scene, v, draft)
    return found


def _swapped(scene: Scene, k: int, mark: str) -> tuple[int, int]:
    """Place and side of "Q by B" (with that mark) or "B Q" from item k on; (0, 0) when it is neither."""
    items = scene.items
    while k and k < len(items) and items[k].kind in _BEFORE_SIDE:
        k += 1
    m = k + 1
    if not k or m >= len(items) or (mark and items[m].low != mark):
        return 0, 0
    m += int(bool(mark))
    m += int(m < len(items) and items[m].kind == "det")
    place, side = (k, m) if mark else (m, k)
    if m >= len(items) or items[side].kind != "actor" or items[place].kind not in ("place", "compass"):
        return 0, 0
    after = m + 1 if mark or items[place].kind != "place" else scene.clause.coordinates(place)[-1] + 1
    ended = bool(mark) or after >= len(items) or items[after].kind in _ENDS
    return (place, side) if ended else (0, 0)


def _joint(scene: Scene, k: int) -> int:
    """Index past the conjunction or comma at item k (times may stand before it); 0 without one."""
    items = scene.items
    while k < len(items) and items[k].kind == "time":
        k += 1
    first = k
    while k < len(items) - 1 and (items[k].low in (",", ";", "while") or items[k].kind == "conj"):
        k += 1
    return k if k > first else 0


def _where(scene: Scene, k: int, before: Draft) -> Places:
    """The place at item k with its list; "the west", "its outskirts", "the rest" are parts of the one before."""
    item = scene.items[k]
    if item.kind == "place" and any(core.name is not None or core.definite for core in item.value.cores):
        return scene.places(scene.clause.coordinates(k))
    words = scene.tokens.span(item.i, item.j)
    near = item.kind == "place" and item.value.limit.scope == "near"
    return [(before.core, Limit(words, "near" if near else "part", "areas"), k)]
