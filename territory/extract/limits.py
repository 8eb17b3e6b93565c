"""Whether the words that narrow a place belong to a claim: "areas of the divided city" does not divide only areas."""

from __future__ import annotations

from territory.extract.drafts import Draft
from territory.extract.exceptions import excepted
from territory.extract.items import Item
from territory.extract.placenames import Limit, PlacePhrase
from territory.extract.scene import Scene

_POSTS = frozenset({"position", "positions", "post", "posts", "checkpoint", "checkpoints", "defences", "lines"})


def settle(scene: Scene, draft: Draft) -> None:
    """Drop a draft's limit where the words say it of the whole place."""
    index = next((n for n, i in enumerate(scene.items) if i.kind == "place" and i.i <= draft.core.i < i.j), None)
    if index is None:
        return
    item = scene.items[index]
    phrase: PlacePhrase = item.value
    if draft.status == "asserted" and draft.relation in ("control", "gain", "loss") and not draft.exceptions:
        draft.exceptions = excepted(scene, index)
    if draft.limit.scope == "whole" and draft.limit.extent is None:
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
    return bool(following) and (
        following[0].kind == "relative"
        or (following[0].low == "," and len(following) > 1 and following[1].kind == "relative")
    )
