"""How a claim is put forward: plain, planned, negated, denied, or claimed by a party; and who says it."""

from __future__ import annotations

from territory.extract.drafts import Draft
from territory.extract.scene import Scene


def modality(scene: Scene, v: int, draft: Draft) -> None:
    """Set the status of a verb's draft from its auxiliaries and the words that govern it."""
    clause, items = scene.clause, scene.items
    start = clause.verb_start(v)
    group = items[start:v]
    kinds = [i.kind for i in group]
    if "not" in kinds or "failed" in kinds:
        draft.status = "negated"
        return
    before = items[start - 1] if start else None
    if _conditional(scene, start):
        draft.status = "planned"
        if draft.relation == "gain":
            draft.relation = "threat"
        return
    if "planned" in kinds:
        draft.status = "planned"
        governor = next(i for i in group if i.kind == "planned")
        if draft.relation == "gain":
            first = governor.low.split()[0]
            if first.startswith(("aim", "design", "intend", "meant")) and _noun_before(scene, start):
                draft.relation = "threat"
                return
            inside = draft.rule == "expel" and first in scene.lexicon.efforts
            draft.relation = "contested" if inside or first in scene.lexicon.fights else "threat"
            draft.status = "asserted" if first in (scene.lexicon.fights | scene.lexicon.efforts) else "planned"
        return
    if "modal" in kinds:
        draft.status = "planned"
        if draft.relation == "gain":
            draft.relation = "threat"
        return
    if "to" in kinds and "managed" not in kinds and "claim" not in kinds and "say" not in kinds:
        if (kinds.index("to") > 0 and kinds[kinds.index("to") - 1] in ("be", "have")) or before is not None:
            draft.status = "planned"
            _offensive(scene, start, draft)
            if draft.relation == "gain":
                draft.relation = "threat"
        return
    if before is not None and before.kind == "boundary" and before.low in ("to",):
        draft.status = "planned"
    if before is not None and before.kind == "boundary" and _purpose(before.low):
        draft.status = "planned"
    if before is not None and before.kind == "prep" and start >= 2 and "ing" in items[v].entries["verb"].forms:
        near = items[start - 2]
        if near.kind == "prevent" or (near.kind == "actor" and start >= 3 and items[start - 3].kind == "prevent"):
            draft.status = "negated"
        elif near.kind == "planned" or (near.has("planned_nouns") and near.kind != "noun"):
            draft.status = "planned"
    if group and items[start].kind == "prevent":
        draft.status = "negated"


def _purpose(low: str) -> bool:
    return low in ("in", "to")


def _noun_before(scene: Scene, start: int) -> bool:
    """Whether "operation", "offensive" stands right before "aimed at taking"."""
    return any(i.has("noun") and i.entries["noun"].value == "threat" for i in scene.items[max(0, start - 3) : start])


def _conditional(scene: Scene, start: int) -> bool:
    """Whether the clause begins with "if", "unless", "until" or "whether"."""
    for k in range(start - 1, max(-1, start - 8), -1):
        item = scene.items[k]
        if item.has("hedge_if") or item.low in ("until", "till"):
            return True
        if item.kind in ("verb", "say", "not_event", "boundary", "relative", "punct"):
            return False
    return False


def _offensive(scene: Scene, start: int, draft: Draft) -> None:
    """ "launched an operation to clear X", "fighting to take X": a threat, or fighting, already under way."""
    if draft.relation not in ("gain", "contested", "siege"):
        return
    for k in range(start - 1, max(-1, start - 14), -1):
        item = scene.items[k]
        if item.kind == "verb" and item.entries["verb"].data[0] == "fight" and k >= start - 2:
            draft.relation, draft.status = "contested", "asserted"
            return
        if item.has("noun") and item.kind == "noun" and item.entries["noun"].value == "threat":
            draft.relation, draft.status = "threat", "asserted"
            return
        launching = item.low.split()[0] in scene.lexicon.launches or (
            item.kind == "verb" and item.entries["verb"].data[0] in ("assault", "advance")
        )
        if launching and (
            item.kind == "verb"
            or any(i.has("noun") and i.entries["noun"].value == "threat" for i in scene.items[k:start])
        ):
            draft.relation, draft.status = "threat", "asserted"
            return
        if item.kind in ("boundary", "relative"):
            return
