"""Claims of nouns of holding with the verb that carries them: "established full control over P", "lost hold of P"."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.relations.verb_sides import resolved
from territory.extract.said.status import modality
from territory.extract.where.placenames import Core, Limit

_DESCRIBES = frozenset({"det", "poss", "place_adj", "word", "modifier", "adverb", "share", "time", "vague"})


def supported_claims(scene: Scene, n: int, places: list[tuple[Core, Limit, int]]) -> list[Draft]:
    """Claims of the noun of holding at item n when a verb says that it is gained, lost or kept."""
    found = _support(scene, n)
    if found is None:
        return []
    v, relation = found
    if told := [draft for draft in scene.drafts if draft.trigger == v]:
        return told
    actors = scene.who(scene.clause.subject(v))
    if not actors:
        return []
    opponents = resolved(scene, scene.clause.slot_actor(n, ["from"])) if relation == "gain" else []
    made = scene.emit(relation, places, actors, opponents, v, "support", at=(n,))
    for draft in made:
        modality(scene, v, draft)
    return made


def _support(scene: Scene, n: int) -> tuple[int, str] | None:
    """The verb whose object the noun at item n is, and what it says of the hold."""
    items, supports = scene.items, scene.lexicon.supports
    for k in range(n - 1, max(-1, n - 6), -1):
        relation = supports.get(scene.tokens.lows[items[k].i])
        if relation is not None and items[k].kind != "noun":
            return k, relation
        if items[k].kind not in _DESCRIBES:
            return None
    return None
