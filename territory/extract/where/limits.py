"""Whether the words that narrow a place belong to a claim: "areas of the divided city" does not divide only areas.

Who no longer holds any part of a place holds nothing of it.
"""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.relations.exceptions import excepted, opening_exceptions
from territory.extract.where.placenames import AREAS, Limit, PlacePhrase
from territory.extract.words.items import Item

_POSTS = frozenset({"position", "positions", "post", "posts", "checkpoint", "checkpoints", "defences", "lines"})


def settle(scene: Scene, draft: Draft) -> None:
    """Drop a draft's limit where the words say it of the whole place."""
    index = next((n for n, i in enumerate(scene.items) if i.kind == "place" and i.i <= draft.core.i < i.j), None)
    if index is None:
        return
    item = scene.items[index]
    phrase: PlacePhrase = item.value
    if draft.core.definite is not None and draft.core.name in opening_exceptions(scene, index):
        draft.status = "unsaid"
        return
    if draft.status == "asserted" and draft.relation in ("control", "gain", "loss") and not draft.exceptions:
        draft.exceptions = excepted(scene, index)
    if draft.status == "negated" and draft.relation == "control" and draft.limit.words.lower().startswith("any "):
        draft.limit = Limit(entire=True)
        return
    if draft.limit.scope == "whole" and draft.limit.extent is None:
        draft.limit = _behind(scene, index, draft) or draft.limit
        return
    if draft.limit.part_kind == "between" and len(phrase.cores) > 1:
        draft.place_to = phrase.cores[1].name
        draft.status = "unsaid" if draft.core.name == draft.place_to else draft.status
    fought_over = draft.relation in ("contested", "threat") and draft.limit.scope == "part" and phrase.head in _POSTS
    if (
        fought_over
        or draft.rule == "held-apposed"
        or _of_the_name(scene, draft, item, phrase)
        or _relative(scene, draft, index)
    ):
        draft.limit = Limit()


def _behind(scene: Scene, index: int, draft: Draft) -> Limit | None:
    """What narrows a place from behind: "P, parts of which A holds", "all of P east of the river"."""
    items = scene.items
    after = items[index + 1] if index + 1 < len(items) else None
    offset = after is not None and after.kind == "place" and after.value.limit.part_kind == "offset"
    if after is not None and offset and (draft.limit.entire or (draft.core.kind in AREAS and not draft.core.definite)):
        text = scene.tokens.span(after.i, after.j)
        return Limit(text, "part", "direction", after.value.limit.direction)
    for r in range(index + 2, min(index + 8, draft.trigger)):
        if items[r].kind == "relative" and items[r].low in ("which", "whose") and items[r - 1].kind == "of":
            partition = items[r - 2]
            if partition.kind not in ("share", "vague", "area"):
                return None
            text = scene.tokens.span(partition.i, items[r].j)
            extent = partition.entries["share"].value if partition.has("share") else None
            return Limit(text, "part", "share" if extent else "areas", extent=extent) if extent != (1.0, 1.0) else None
        if items[r].kind in ("verb", "place", "boundary"):
            return None
    return None


def _of_the_name(scene: Scene, draft: Draft, item: Item, phrase: PlacePhrase) -> bool:
    """Whether an adjective stands behind the limiting words: "a town in rebel-held P", "parts of besieged P"."""
    triggers, lows = scene.lexicon.triggers, scene.tokens.lows
    at = None
    if draft.rule == "held" and draft.actor is not None:
        spans = [start for _, actor, start, _ in phrase.holders if actor.text == draft.actor.text]
        at = spans[0] if len(spans) == 1 else None
    elif draft.rule in ("besieged", "divided"):
        words = {*triggers.besieged, *triggers.divided}
        at = next((i for i in range(item.i, draft.core.i) if lows[i] in words), None)
    if at is None:
        return False
    links = {"of", "in", "inside", "near", "around", "outside", "from", "within", "across", "to"}
    return any(lows[i] in links for i in range(item.i, at))


def _relative(scene: Scene, draft: Draft, index: int) -> bool:
    """ "the east of P, which has been divided since": the relative clause is about P."""
    if draft.relation not in ("contested", "siege") or draft.trigger <= index + 1:
        return False
    following = scene.items[index + 1 : index + 3]
    after = next((item for item in following if item.low != ","), None)
    return after is not None and after.kind == "relative" and after.low != "where"
