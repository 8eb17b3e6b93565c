"""Claims about what is meant to come to pass, and the order in which all that did not is looked for."""

from __future__ import annotations

from territory.extract.clause.brackets import VERBAL
from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.said.beaten import (
    Places,
    aim_of,
    aimed_at,
    aimed_slot,
    attacker_of,
    defended_claims,
    repelled_claims,
    speaking_side,
    thrown_back,
)
from territory.extract.said.denials import denied_claims
from territory.extract.said.moods import mood_of
from territory.extract.said.outcomes import failed_later
from territory.extract.said.parties import party_before
from territory.extract.said.status import apply
from territory.extract.who.actors import Actor

_FOREMOST = frozenset({"next", "main", "final", "ultimate", "chief", "new", "top", "primary", "key", "immediate"})
_UNMADE = frozenset({"prevent", "deny", "planned_nouns", "modal", "noun", "be"})


def unmade_claims(scene: Scene) -> None:
    """Claims of a sentence about what did not come to pass; run when its other claims are known."""
    targets = scene.lexicon.targets
    for k, item in enumerate(scene.items):
        if (not item.entries or item.entries.keys().isdisjoint(_UNMADE)) and item.low not in targets:
            continue
        if "prevent" in item.entries and not repelled_claims(scene, k):
            thrown_back(scene, k)
        if "deny" in item.entries:
            denied_claims(scene, k)
        if "planned_nouns" in item.entries and item.kind not in ("actor", "place"):
            attempt_claims(scene, k)
        if item.kind == "modal" and item.low in scene.lexicon.status.future:
            next_claims(scene, k)
        elif item.kind == "be" and k + 1 < len(scene.items) and scene.items[k + 1].low == "next":
            next_claims(scene, k - 1)
        if "noun" in item.entries and item.entries["noun"].value == "threat":
            if item.kind == "noun":
                prepared_claims(scene, k)
            defended_claims(scene, k)
        if scene.tokens.lows[item.j - 1] in scene.lexicon.targets:
            target_claims(scene, k)
    _retreats(scene)
    voices = scene.memory.voices
    for draft in scene.drafts:
        draft.said = voices is not None and voices.of(scene, draft) is not None


def _retreats(scene: Scene) -> None:
    """ "attacked P but were forced to retreat": those who left did not take it."""
    for left in [d for d in scene.drafts if d.rule == "withdraw" and d.relation == "loss" and d.status == "asserted"]:
        tried = [
            d
            for d in scene.drafts
            if d.relation in ("threat", "contested") and d.core.name == left.core.name and d.trigger < left.trigger
        ]
        same = any(d.actor and left.actor and d.actor.key == left.actor.key for d in tried)
        if same and any(i.low == "but" for i in scene.items[tried[0].trigger : left.trigger]):
            left.relation, left.status = "gain", "negated"


def attempt_claims(scene: Scene, noun: int) -> list[Draft]:
    """ "an attempt by A to take P (failed)", "A's plan to take P": the actor stands at the noun."""
    v = aim_of(scene, noun)
    if v is None and failed_later(scene, noun) == "negated":
        places = scene.places(aimed_slot(scene, noun))
        who = attacker_of(scene, noun, -1, None) or scene.memory.pronoun(scene.number)
        return scene.emit("gain", places, [who], [], noun, "attempt", form="nominal", status="negated") if who else []
    if v is None:
        return _meant_by(scene, noun)
    if _driven_out(scene, noun, v):
        return []
    if any(d.trigger == v or (d.rule == "repelled" and d.first <= noun < d.last) for d in scene.drafts):
        return []
    actor = _planner(scene, noun)
    relation = scene.items[v].entries["verb"].data[1].relation
    if actor is None or relation not in ("gain", "siege", "contested"):
        return []
    made = scene.emit(relation, aimed_at(scene, v), [actor], [], v, "attempt", at=(noun,))
    for draft in made:
        apply(mood_of(scene, v), draft)
    return made


def _driven_out(scene: Scene, noun: int, v: int) -> bool:
    """ "the goal is to drive B from P": what B is to lose, whoever's goal it is means to take."""
    lost = [d for d in scene.drafts if d.trigger == v and d.relation == "loss" and d.status == "planned"]
    who = (_planner(scene, noun) or speaking_side(scene, v)) if lost else None
    if who is None or any(d.actor is not None and d.actor.key == who.key for d in lost):
        return False
    for draft in lost:
        draft.relation, draft.actor, draft.opponent = "threat", who, draft.actor
    return True


def _planner(scene: Scene, noun: int) -> Actor | None:
    """Whose plan or aim the noun names: "A's plan", "the aim of A", "preparations by A"."""
    found = attacker_of(scene, noun, -1, None)
    found = found or next((a for a in map(scene.actor, scene.clause.slot_actor(noun, ["of"])) if a is not None), None)
    if found is not None:
        return found
    for k in range(noun - 1, max(-1, noun - 5), -1):
        if scene.items[k].kind in VERBAL:
            return party_before(scene, k)
        if scene.items[k].kind not in ("det", "of", "prep", "poss", "place_adj", "word", "vague"):
            return None
    return None


def _meant_by(scene: Scene, noun: int) -> list[Draft]:
    """ "preparations by A for an assault on P", "A's plans for the recapture of P": P is what A means to take."""
    items = scene.items
    for n in range(noun + 1, min(noun + 11, len(items))):
        item = items[n]
        if item.kind == "noun" and item.entries["noun"].value in ("threat", "gain"):
            slots = scene.lexicon.triggers.noun_place[item.entries["noun"].value]
            places = scene.places(aimed_slot(scene, n) or scene.clause.slot_places(n, slots))
            who = _planner(scene, noun) if places and not any(d.trigger == n for d in scene.drafts) else None
            return scene.emit("threat", places, [who], [], n, "meant", form="nominal", status="planned") if who else []
        if item.kind not in ("prep", "of", "det", "actor", "conj", "adverb", "word", "place_adj", "poss", "modifier"):
            return []
    return []


def next_claims(scene: Scene, k: int) -> list[Draft]:
    """ "P will be next": whoever took the place before means to take P."""
    items = scene.items
    following = [i.low for i in items[k + 1 : k + 5]]
    if "next" not in following or not any(i.kind == "be" for i in items[k + 1 : k + 3]):
        return []
    subject = scene.clause.subject(k + 1)
    if subject.place is None:
        return []
    return _meant(scene, scene.places([subject.place]), k)


def target_claims(scene: Scene, k: int) -> list[Draft]:
    """ "The next target of A is P", "the capture of P is A's main goal": A means to take P."""
    items = scene.items
    before = {i.low for i in items[max(0, k - 3) : k]}
    if not before & _FOREMOST and (not k or items[k - 1].kind not in ("det", "poss", "'s")):
        return []
    if before & {"a", "an"}:
        return []
    be = next((j for j in range(k + 1, min(k + 9, len(items))) if items[j].kind in ("be", "modal")), None)
    places = _named_by(scene, be) if be is not None else []
    if not places and any(i.kind == "be" for i in items[max(0, k - 6) : k]):
        places = _subject_of_be(scene, next(j for j in range(k - 1, -1, -1) if items[j].kind == "be"))
    if not places:
        return []
    owner = _planner(scene, k) or next(
        (a for a in map(scene.actor, scene.clause.slot_actor(k, ["for"])) if a is not None), None
    )
    if owner is None and _FOREMOST & before:
        owner = speaking_side(scene, k)
    return scene.emit("threat", places, [owner], [], k, "meant", form="nominal", status="planned") if owner else []


def _named_by(scene: Scene, be: int) -> Places:
    """The place that "is P", "will be P" or "is the capture of P" names."""
    items = scene.items
    k = be + 1
    while k < len(items) and (items[k].kind in ("be", "det", "adverb", "of") or _taking(scene, k)):
        k += 1
    return scene.places(scene.clause.coordinates(k)) if k < len(items) and items[k].kind == "place" else []


def _subject_of_be(scene: Scene, be: int) -> Places:
    """The place of "P is", "the capture of P is", "retaking P is"."""
    subject = scene.clause.subject(be)
    if subject.place is not None:
        return scene.places([subject.place])
    for n in range(be - 1, max(-1, be - 8), -1):
        if _taking(scene, n):
            slots = scene.lexicon.triggers.noun_place["gain"]
            found = scene.clause.object_places(n) or scene.clause.slot_places(n, slots)
            return scene.places(found)
    return []


def _taking(scene: Scene, k: int) -> bool:
    """Whether an item names the taking of a place: "capture", "retaking"."""
    item = scene.items[k]
    if item.kind == "noun":
        return bool(item.entries["noun"].value == "gain")
    return (
        item.kind == "verb" and "ing" in item.entries["verb"].forms and item.entries["verb"].data[1].relation == "gain"
    )


def prepared_claims(scene: Scene, noun: int) -> list[Draft]:
    """ "an assault on P is being prepared", with nobody named."""
    if any(d.trigger == noun for d in scene.drafts):
        return []
    lows = scene.tokens.lows[scene.items[noun].j : scene.items[noun].j + 10]
    if not {"preparation", "prepared", "planned", "expected", "imminent"} & set(lows):
        return []
    return _meant(scene, scene.places(aimed_slot(scene, noun)), noun)


def _meant(scene: Scene, places: Places, k: int) -> list[Draft]:
    recent = [
        d
        for n, d in scene.memory.drafts
        if scene.number - n <= 3 and d.relation == "gain" and d.status in ("asserted", "claimed")
    ]
    speaker = speaking_side(scene, k)
    takers = [speaker] if speaker else [d.actor for d in recent if d.actor is not None]
    if not takers or not places:
        return []
    return scene.emit("threat", places, takers[-1:], [], k, "meant", form="nominal", status="planned")
