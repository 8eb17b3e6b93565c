"""Sides that share a verb without repeating it: "A holds P, and B the town of Q"."""

from __future__ import annotations

from territory.extract.clause.clauses import Subject
from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.relations.verb_drafts import drafts_of
from territory.extract.relations.verb_places import Places

_SHARED = frozenset({"take", "hold"})
_BEFORE_SIDE = frozenset({"det", "adverb", "vague"})
_ENDS = frozenset({"punct", "time", "conj", "boundary", "adverb"})


def gapped_claims(scene: Scene, v: int, name: str, relation: str, places: Places) -> list[Draft]:
    """Claims of a further side and place that stand behind the places of the verb at item v."""
    items = scene.items
    k = scene.clause.brackets.right(max(place[2] for place in places)) if places and name in _SHARED else len(items)
    k += int(k < len(items) and items[k].low == ",")
    if k >= len(items) or (items[k].kind != "conj" and items[k].low != "while"):
        return []
    k += 1
    while k < len(items) and items[k].kind in _BEFORE_SIDE:
        k += 1
    if k + 1 >= len(items) or items[k].kind != "actor" or items[k + 1].kind != "place":
        return []
    listed = scene.clause.coordinates(k + 1)
    after = listed[-1] + 1
    actor = scene.actor(items[k].value)
    if actor is None or actor.key is None or (after < len(items) and items[after].kind not in _ENDS):
        return []
    return drafts_of(scene, relation, scene.places(listed), [actor], [], v, name, Subject([actor], None, k))
