"""Who says it, and whether a party says it of itself or of its enemy."""

from __future__ import annotations

from territory.extract.actors import Actor
from territory.extract.drafts import Draft
from territory.extract.scene import Scene
from territory.extract.speech import Speech, party


def attribute(scene: Scene, draft: Draft) -> tuple[str, str | None]:
    """(status, who says it) of a draft: ``claimed`` when the speaker is a party to the conflict."""
    voices = scene.memory.voices
    speech = voices.of(scene, draft) if voices is not None else None
    if draft.status == "asserted" and _untrue(scene, draft):
        return "denied", speech.text if speech is not None else None
    if speech is None:
        return draft.status, None
    _first_person(scene, draft, speech)
    if draft.status == "asserted" and speech.kind == "deny" and speech.verb < draft.trigger:
        return "denied", speech.text
    side = party(scene, speech)
    if side is None:
        return draft.status, speech.text
    if draft.relation in ("gain", "loss") and draft.form == "verb" and (draft.actor is None or draft.actor.key is None):
        draft.actor = Actor(side, draft.actor.text if draft.actor is not None else speech.text, 1)
    if draft.status == "asserted":
        return "claimed", speech.text
    if draft.status == "negated" and draft.relation == "loss" and draft.actor is not None and draft.actor.key == side:
        return "denied", speech.text
    return draft.status, speech.text


def _first_person(scene: Scene, draft: Draft, speech: Speech) -> None:
    """ "our men hold X", "its forces had taken X": the speaker's own side, where nothing nearer is known."""
    key = party(scene, speech)
    if key is None:
        return
    for k in range(draft.trigger - 1, max(-1, draft.trigger - 12), -1):
        item = scene.items[k]
        first = item.low in scene.lexicon.status.first_person
        if item.kind in ("poss", "pron_actor") and (first or item.low in scene.lexicon.status.third_person):
            if (draft.actor is None or draft.actor.key is None) or (first and draft.relation != "loss"):
                draft.actor = Actor(key, draft.actor.text if draft.actor is not None else item.low, 3)
            return
        if item.kind in ("verb", "boundary", "say"):
            return


def _untrue(scene: Scene, draft: Draft) -> bool:
    """Whether "it is not true that" or "false reports that" stands before the trigger."""
    end = scene.items[draft.trigger].i
    words = scene.tokens.lows[max(scene.span[0], end - 12) : end]
    before = " ".join(w for w in words if w.isalnum())
    return any(f"{phrase} " in f"{before} " for phrase in scene.lexicon.status.untrue)


def unsaid(scene: Scene, draft: Draft) -> bool:
    """ "did not say that X fell", "could not confirm …": nothing is asserted."""
    items = scene.items
    for k in range(draft.trigger - 1, max(-1, draft.trigger - 10), -1):
        if items[k].kind in ("say", "claim") and k and items[k - 1].kind in ("not", "modal"):
            return any(items[j].kind == "not" for j in range(max(0, k - 3), k))
        if items[k].kind in ("verb", "boundary"):
            return False
    return False
