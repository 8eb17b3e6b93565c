"""Statements that somebody denies."""

from __future__ import annotations

from dataclasses import replace

from territory.extract.clause.brackets import VERBAL
from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft


def denied_claims(scene: Scene, k: int) -> list[Draft]:
    """ "The army denied this", "a statement that Kyiv flatly denied": what was said before is denied."""
    items, lows = scene.items, scene.tokens.lows
    after = [i for i in items[k + 1 : k + 4] if i.kind not in ("det", "poss", "adverb")]
    words = {lows[i] for item in items[k + 1 : k + 4] for i in range(item.i, item.j)}
    closes = not after or after[0].kind in ("punct", "prep", "time", "conj")
    thing = bool(words & scene.lexicon.claim_nouns) or lows[items[k].j : items[k].j + 1] in (["it"], ["this"])
    told = any(i.low == "that" for i in items[k + 1 : k + 9])
    if told or not (closes or thing):
        return []
    relative = any(i.kind == "relative" for i in items[max(0, k - 6) : k])
    said = [d for d in scene.drafts if d.trigger < k] if relative or scene.drafts else []
    said = [d for d in said if not _own(scene, d, k)]
    if not said and not relative:
        said = [d for d in scene.memory.earlier(scene.number, 1) if d.said]
    said = [
        d
        for d in said
        if d.relation in ("gain", "control", "loss") and d.status == "asserted" and d.form != "adjectival"
    ]
    span = (min(d.first for d in said), k) if said and said[0] in scene.drafts else (k, k)
    made = [
        replace(d, status="denied", rule="denied", first=span[0], last=span[1], trigger=k, exceptions=[]) for d in said
    ]
    scene.drafts += made
    return made


def _own(scene: Scene, draft: Draft, k: int) -> bool:
    """Whether a draft only says who denies: "the army, which holds P, denied the report"."""
    subject = scene.clause.subject(k) if scene.items[k].kind in VERBAL else None
    clause = scene.clause.brackets.around(draft.trigger)
    if subject is None or clause is None or clause.kind not in ("relative", "participle", "apposition"):
        return False
    return clause.head == subject.index and clause.last <= k
