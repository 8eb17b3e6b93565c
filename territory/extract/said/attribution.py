"""Who says it, and whether a party says it of itself or of its enemy."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.said.speech import Speech, party
from territory.extract.who.actors import Actor


def attribute(scene: Scene, draft: Draft) -> tuple[str, str | None]:
    """(status, who says it) of a draft: ``claimed`` when the speaker is a party to the conflict."""
    voices = scene.memory.voices
    speech = voices.of(scene, draft) if voices is not None else None
    untrue = draft.status == "asserted" and _untrue(scene, draft)
    if draft.status == "asserted" and not untrue and _self_claimed(scene, draft):
        return "claimed", draft.actor.text if draft.actor is not None else None
    if speech is None:
        return ("denied" if untrue else draft.status), None
    _first_person(scene, draft, speech)
    side = party(scene, speech)
    denied = untrue or (speech.kind == "deny" and speech.sentence == scene.number and speech.verb < draft.trigger)
    own = side is not None and draft.actor is not None and draft.actor.key == side
    if own and side is not None and draft.relation in ("gain", "control"):
        third = scene.items[max(0, scene.clause.verb_start(draft.trigger) - 1)].low in ("they", "it")
        if (draft.status == "asserted" and denied) or (
            draft.status == "negated" and third and draft.relation == "gain"
        ):
            draft.actor = _enemy(scene, speech, draft, side) or draft.actor
    if own and draft.rule == "fall" and draft.status == "negated" and side is not None:
        enemy = _enemy(scene, speech, draft, side)
        if enemy is not None:
            draft.actor = enemy
        else:
            draft.relation = "loss"
        return "denied", speech.text
    if denied and (draft.status == "asserted" or (draft.status == "planned" and draft.relation == "loss")):
        return "denied", speech.text
    if side is None:
        return draft.status, speech.text
    if draft.relation in ("gain", "loss") and draft.form == "verb" and (draft.actor is None or draft.actor.key is None):
        draft.actor = Actor(side, draft.actor.text if draft.actor is not None else speech.text, 1)
    if draft.status == "asserted":
        return ("asserted" if _presupposed(scene, draft) else "claimed"), speech.text
    if draft.status == "negated" and draft.relation == "loss" and draft.actor is not None and draft.actor.key == side:
        return "denied", speech.text
    return draft.status, speech.text


def _self_claimed(scene: Scene, draft: Draft) -> bool:
    """ "A claims control of P", "A claimed to have taken P": the verb itself says whose word it is."""
    if draft.form != "verb" or scene.items[draft.trigger].kind != "verb":
        return False
    if str(scene.items[draft.trigger].entries["verb"].value).startswith("claim "):
        return True
    start = scene.clause.verb_start(draft.trigger)
    return any(i.has("claim") and i.kind != "noun" for i in scene.items[start : draft.trigger])


def _presupposed(scene: Scene, draft: Draft) -> bool:
    """ "killed in the fight for P", "a response to an offensive on P": what is said is something else."""
    if draft.form != "nominal" or draft.relation not in ("contested", "threat", "siege"):
        return False
    for k in range(draft.trigger - 1, max(-1, draft.trigger - 6), -1):
        item = scene.items[k]
        if item.kind in ("prep", "to") or (
            item.kind == "boundary" and item.low in ("during", "amid", "after", "before")
        ):
            return True
        if item.kind not in ("det", "poss", "place_adj", "word", "modifier", "actor", "people", "'s", "vague", "num"):
            return False
    return False


def _first_person(scene: Scene, draft: Draft, speech: Speech) -> None:
    """ "our men hold X", "its forces had taken X": the speaker's own side, where nothing nearer is known."""
    key = party(scene, speech)
    if key is None:
        return
    status = scene.lexicon.status
    for k in range(draft.trigger - 1, max(-1, draft.trigger - 12), -1):
        item = scene.items[k]
        if item.kind in ("poss", "pron_actor") and item.low in (*status.first_person, *status.third_person):
            first = item.low in status.first_person and draft.relation != "loss"
            unknown = draft.actor is None or draft.actor.key is None
            if unknown or first or (item.kind == "poss" and _speakers_own(scene, speech, k)):
                draft.actor = Actor(key, draft.actor.text if draft.actor is not None else item.low, 3)
            return
        if item.kind in ("verb", "boundary", "say"):
            return


def _speakers_own(scene: Scene, speech: Speech, k: int) -> bool:
    """ "Moscow's ministry said its forces": nobody else is named between the verb and "its"."""
    if speech.sentence != scene.number or speech.verb > k or scene.items[k + 1].kind != "actor":
        return False
    return not any(i.kind == "actor" for i in scene.items[speech.verb + 1 : k])


def _enemy(scene: Scene, speech: Speech, draft: Draft, side: str) -> Actor | None:
    """Whose gain a party denies: the side whose claim it is, else the last one spoken of that is not its own."""
    if speech.sentence == scene.number:
        for item in scene.items[speech.verb + 1 : draft.trigger]:
            found = scene.actor(item.value) if item.kind == "actor" else None
            if found is not None and found.key not in (None, side):
                return found
    mentions = reversed(scene.memory.sides[-20:])
    found = next((m.actor for m in mentions if m.actor.key not in (None, side)), None)
    if found is None and draft.actor is not None and side != scene.sides.incumbent:
        return Actor(scene.sides.incumbent, draft.actor.text, 1)
    return found


def _untrue(scene: Scene, draft: Draft) -> bool:
    """Whether "it is not true that" or "false reports that" stands before the trigger."""
    end = scene.items[draft.trigger].i
    words = scene.tokens.lows[max(scene.span[0], end - 18) : end]
    before = f"{' '.join(w for w in words if w.isalnum())} "
    return any(phrase in before for phrase in scene.lexicon.untrue) or _belied(scene, draft)


def _belied(scene: Scene, draft: Draft) -> bool:
    """ "reports that A had taken P were false": what is reported is called untrue behind it."""
    items, lexicon = scene.items, scene.lexicon
    before = items[max(0, draft.trigger - 12) : draft.trigger]
    if not any(i.low in lexicon.claim_nouns for i in before):
        return False
    called = any(i.low in ("call", "calls", "called", "calling", "branded", "labelled") for i in before)
    for k in range(draft.trigger + 1, min(draft.trigger + 14, len(items) - 1)):
        if called and items[k].low in lexicon.untruths:
            return True
        if items[k].kind == "be":
            return any(i.low in lexicon.untruths for i in items[k + 1 : k + 4])
        if items[k].kind in ("say", "boundary", "verb"):
            return False
    return False


def unsaid(scene: Scene, draft: Draft) -> bool:
    """ "did not say that X fell", "could not confirm …": nothing is asserted."""
    items = scene.items
    for k in range(draft.trigger - 1, max(-1, draft.trigger - 10), -1):
        if items[k].kind in ("say", "claim") and k and items[k - 1].kind in ("not", "modal"):
            return any(items[j].kind == "not" for j in range(max(0, k - 3), k))
        if items[k].low in scene.lexicon.unproven:
            return any(i.low in ("no", "little", "any", "without") or i.kind == "not" for i in items[max(0, k - 4) : k])
        if items[k].kind in ("verb", "boundary"):
            return False
    return False
