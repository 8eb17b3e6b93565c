"""How a claim is put forward: plain, planned, negated or not at all, by the words that govern its verb or noun."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.said.moods import mood_of, offensive_mood
from territory.extract.said.outcomes import Mood, failed_later
from territory.extract.said.suppositions import conditional

_NEXT_VERB = frozenset({"be", "have", "modal", "verb", "say", "relative"})
_LOST = {"contested", "threat", "siege_lifted"}
# An assault that failed is a place not taken.
_ASSAULTS = {"storm", "noun-threat", "attempt"}


def modality(scene: Scene, v: int, draft: Draft) -> None:
    """Set the status of a verb's draft from its auxiliaries and the words that govern it."""
    mood = mood_of(scene, v)
    if mood == "negated":
        _prevented(scene, v, draft)
        if draft.relation == "loss" and any(i.kind == "modal" for i in scene.items[scene.clause.verb_start(v) : v]):
            mood = "hypothetical"
    elif mood == "hypothetical" and (draft.relation == "gain" or draft.rule == "storm") and _meant(scene, v):
        mood = "planned"
    apply(mood, draft)


def _meant(scene: Scene, v: int) -> bool:
    """Whether what is only supposed is an aim: commanded, or what something goes on until."""
    return _commanded(scene, v) or _sworn(scene, scene.clause.verb_start(v))


def _commanded(scene: Scene, v: int) -> bool:
    """ "ordered A to take P", "A were ordered to take P": what is commanded is meant."""
    items = scene.items
    if items[scene.clause.verb_start(v)].kind == "modal":
        return False
    for k in range(v - 1, max(-1, v - 9), -1):
        if items[k].low in scene.lexicon.orders:
            return not any(i.has("hedge_if") or i.kind == "not" for i in items[:k])
        if items[k].kind in ("verb", "say", "boundary", "modal"):
            return False
    return False


def _sworn(scene: Scene, start: int) -> bool:
    """ "would not rest until P was liberated": the aim of what goes on until it is reached."""
    items = scene.items
    k = next((k for k in range(start - 1, max(-1, start - 14), -1) if items[k].low in ("until", "till")), None)
    if k is None or any(i.has("hedge_if") for i in items[:start]):
        return False
    return any(i.kind in ("modal", "planned") and i.low not in scene.lexicon.demands for i in items[max(0, k - 7) : k])


def _prevented(scene: Scene, v: int, draft: Draft) -> None:
    """ "A prevented B from taking P": it is B who did not take it."""
    items = scene.items
    found = None
    for k in range(scene.clause.verb_start(v) - 1, max(-1, v - 10), -1):
        if items[k].kind == "actor" and (found is None or items[k + 1].kind == "conj"):
            found = scene.actor(items[k].value)
        if items[k].has("prevent"):
            if found is not None and (draft.actor is None or found.key != draft.actor.key):
                draft.actor, draft.opponent = found, draft.actor
            return
        if items[k].kind in ("verb", "boundary", "say"):
            return


def apply(mood: Mood, draft: Draft) -> None:
    """Turn a mood into relation and status; ``unsaid`` marks what no one asserts."""
    relation = draft.relation
    if mood == "plain":
        return
    if mood == "hypothetical":
        draft.status = "unsaid"
    elif mood == "negated" and draft.rule in _ASSAULTS:
        draft.relation, draft.status = "gain", "negated"
    elif mood == "negated":
        draft.status = "unsaid" if relation in _LOST else "negated"
    elif mood == "planned":
        meant = relation == "gain" or draft.rule == "storm"
        draft.relation = "threat" if meant and draft.rule != "hand" else relation
        draft.status = "unsaid" if draft.relation == "contested" else "planned"
    elif mood == "offensive":
        if relation in ("gain", "contested", "threat", "siege"):
            draft.relation = "threat"
        else:
            draft.status = "planned"
    elif relation == "siege":
        draft.status = "planned"
    elif relation in ("loss", "siege_lifted"):
        draft.status = "unsaid" if mood == "effort" else "planned"
    elif mood == "fight":
        draft.relation = "contested" if relation in ("gain", "control") else relation
    elif relation == "control":
        draft.status = "unsaid"
    elif relation in ("gain", "contested"):
        draft.relation = "contested" if draft.rule == "expel" else "threat"


def nominal_modality(scene: Scene, n: int, draft: Draft) -> None:
    """A noun after "attempts at", "plans for", "prevent" is no event."""
    lows, items = scene.tokens.lows, scene.items
    if draft.relation == "threat" and draft.status != "planned":
        apply(_threat_mood(scene, n), draft)
        return
    if draft.relation == "gain" and _aimed(scene, n):
        apply("planned", draft)
        return
    for k in range(n - 1, max(-1, n - 5), -1):
        item = items[k]
        governs = k + 1 == n or items[k + 1].kind != "'s"
        if item.kind in ("planned", "failed") or (item.has("planned_nouns") and item.kind != "noun" and governs):
            apply("planned", draft)
            return
        kept = draft.rule == "noun-control" and item.has("verb") and item.entries["verb"].data[0] == "hold"
        if item.has("prevent") and item.kind in ("prevent", "verb") and not kept:
            apply("negated", draft)
            return
        if item.kind in ("verb", "say", "not_event", "boundary", "place") or item.low in scene.lexicon.claim_nouns:
            break
    if draft.relation in ("gain", "loss", "contested"):
        verb = next((i for i in items[n + 1 : n + 14] if i.kind in _NEXT_VERB), None)
        if draft.relation == "contested" and verb is not None and verb.kind == "modal":
            draft.relation, draft.status = "threat", "planned" if draft.actor is not None else "unsaid"
            return
        if verb is not None and verb.kind == "modal":
            apply("planned" if verb.low in ("will", "shall") else "hypothetical", draft)
            return
    i = items[n].i
    ahead = scene.lexicon.looming - (scene.lexicon.announcing if draft.relation in ("gain", "loss") else frozenset())
    if set(lows[max(scene.span[0], i - 3) : i]) & ahead or conditional(scene, n):
        apply("planned" if draft.relation != "contested" else "hypothetical", draft)


def _aimed(scene: Scene, n: int) -> bool:
    """ "the aim of the campaign is the recapture of P": the noun says what is aimed at."""
    items = scene.items
    if any(i.low in scene.lexicon.making for i in items[max(0, n - 3) : n]):
        return any(i.low in scene.lexicon.targets for i in items[n + 1 : n + 9])
    be = next((k for k in range(n - 1, max(-1, n - 4), -1) if items[k].kind == "be"), None)
    if be is None or any(i.kind not in ("det", "adverb") for i in items[be + 1 : n]):
        return False
    return any(i.low in scene.lexicon.targets for i in items[max(0, be - 12) : be])


def _threat_mood(scene: Scene, n: int) -> Mood:
    mood = failed_later(scene, n) or offensive_mood(scene, n)
    return "plain" if mood == "offensive" else mood
