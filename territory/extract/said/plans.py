"""Claims about what is meant to come to pass, and the order in which all that did not is looked for."""

from __future__ import annotations

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
from territory.extract.said.status import apply

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
    voices = scene.memory.voices
    for draft in scene.drafts:
        draft.said = voices is not None and voices.of(scene, draft) is not None


def attempt_claims(scene: Scene, noun: int) -> list[Draft]:
    """ "an attempt by A to take P (failed)", "A's plan to take P": the actor stands at the noun."""
    v = aim_of(scene, noun)
    if v is None and failed_later(scene, noun) == "negated":
        places = scene.places(aimed_slot(scene, noun))
        who = attacker_of(scene, noun, -1, None) or scene.memory.pronoun(scene.number)
        return scene.emit("gain", places, [who], [], noun, "attempt", form="nominal", status="negated") if who else []
    if v is None or any(d.trigger == v or (d.rule == "repelled" and d.first <= noun < d.last) for d in scene.drafts):
        return []
    actor = attacker_of(scene, noun, -1, None)
    relation = scene.items[v].entries["verb"].data[1].relation
    if actor is None or relation not in ("gain", "siege", "contested"):
        return []
    made = scene.emit(relation, aimed_at(scene, v), [actor], [], v, "attempt", at=(noun,))
    for draft in made:
        apply(mood_of(scene, v), draft)
    return made


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
    """ "The next target of A is P", "P is A's next target": A means to take P."""
    items = scene.items
    be = next((j for j in range(k + 1, min(k + 7, len(items))) if items[j].kind in ("be", "modal")), None)
    places = scene.places([be + 1]) if be is not None and items[min(be + 1, len(items) - 1)].kind == "place" else []
    if not places and any(i.kind == "be" for i in items[max(0, k - 6) : k]):
        subject = scene.clause.subject(next(j for j in range(k - 1, -1, -1) if items[j].kind == "be"))
        places = scene.places([subject.place]) if subject.place is not None else []
    if not places or not {"next", "main", "final", "ultimate", "chief", "new"} & {
        i.low for i in items[max(0, k - 3) : k]
    }:
        return []
    owner = attacker_of(scene, k, -1, None)
    of = [a for a in (scene.actor(x) for x in scene.clause.slot_actor(k, ["of", "for"])) if a is not None]
    speaker = speaking_side(scene, k)
    who = [owner] if owner is not None else of or ([speaker] if speaker is not None else [])
    return scene.emit("threat", places, who[:1], [], k, "meant", form="nominal", status="planned") if who else []


def prepared_claims(scene: Scene, noun: int) -> list[Draft]:
    """ "an assault on P is being prepared", with nobody named."""
    if any(d.trigger == noun for d in scene.drafts):
        return []
    lows = scene.tokens.lows[scene.items[noun].j : scene.items[noun].j + 10]
    if not {"preparation", "prepared", "planned", "expected", "imminent"} & set(lows):
        return []
    return _meant(scene, scene.places(aimed_slot(scene, noun)), noun)


def _meant(scene: Scene, places: Places, k: int) -> list[Draft]:
    recent = [d for n, d in scene.memory.drafts if scene.number - n <= 3 and d.relation == "gain"]
    speaker = speaking_side(scene, k)
    takers = [speaker] if speaker else [d.actor for d in recent if d.actor is not None]
    if not takers or not places:
        return []
    return scene.emit("threat", places, takers[-1:], [], k, "meant", form="nominal", status="planned")
