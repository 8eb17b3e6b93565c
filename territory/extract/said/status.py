"""How a claim is put forward: plain, planned, negated or not at all, by the words that govern its verb or noun."""

from __future__ import annotations

from typing import Literal

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.words.items import Item

Mood = Literal["plain", "negated", "planned", "effort", "fight", "offensive", "hypothetical"]

_CLAUSE_END = frozenset({"boundary", "relative"})
_BETWEEN = frozenset({"actor", "place", "noun", "head", "stronghold", "kind", "area", "cap", "not_actor", "people"})
_NEXT_VERB = frozenset({"be", "have", "modal", "verb", "say", "relative"})
_GOVERNORS = frozenset({"not_event", "say", "claim", "motion", "verb"})
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
    apply(mood, draft)


def _prevented(scene: Scene, v: int, draft: Draft) -> None:
    """ "A prevented B from taking P": it is B who did not take it."""
    items = scene.items
    found = None
    for k in range(scene.clause.verb_start(v) - 1, max(-1, v - 10), -1):
        if items[k].kind == "actor" and found is None:
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


def mood_of(scene: Scene, v: int) -> Mood:
    """Mood of the verb at item v."""
    items, status = scene.items, scene.lexicon.status
    start = scene.clause.verb_start(v)
    group = items[start:v]
    kinds = [i.kind for i in group]
    if "not" in kinds or "failed" in kinds or _nothing(scene, v) or (start and items[start - 1].low == "without"):
        return "plain" if _not_only(scene, group) else "negated"
    if _conditional(scene, start):
        return "hypothetical"
    if "planned" in kinds:
        governor = next(n for n, i in enumerate(group) if i.kind == "planned")
        return "negated" if _held_off(scene, start) else _governed(scene, start + governor)
    modal = next((i.low for i in group if i.kind == "modal"), None)
    if modal is not None:
        return "planned" if modal in status.future and not _supposed(scene, modal, start) else "hypothetical"
    if "to" in kinds:
        at = start + kinds.index("to")
        if kinds.index("to") == 0:
            return _infinitive(scene, at, v)
        return "planned" if items[at - 1].kind in ("be", "have") else "plain"
    before = items[start - 1] if start else None
    if before is None:
        return "plain"
    if before.kind == "boundary" and scene.tokens.lows[before.j - 1] == "to":
        return failed_later(scene, v) or "planned"
    if before.low == "without":
        return "negated"
    if before.kind in ("prep", "of") and "ing" in _forms(items[v]):
        return _gerund(scene, start - 1, v)
    if "ing" in _forms(items[v]) and before.kind in ("planned", "prevent"):
        return "negated" if before.kind == "prevent" else _governed(scene, start - 1)
    return "plain"


def _nothing(scene: Scene, v: int) -> bool:
    """Whether the object is none: "has lost no position in P", "took no ground"."""
    after = scene.items[v + 1] if v + 1 < len(scene.items) else None
    return after is not None and scene.tokens.lows[after.i] == "no"


def _forms(item: Item) -> tuple[str, ...]:
    entry = item.entries.get("verb")
    return entry.forms if entry is not None else ()


def _not_only(scene: Scene, group: list[Item]) -> bool:
    """ "not only took X": no negation."""
    index = next((n for n, i in enumerate(group) if i.kind == "not"), None)
    if index is None:
        return False
    after = group[index].j
    return after < len(scene.tokens.lows) and scene.tokens.lows[after] in ("only", "just", "merely", "simply")


def _conditional(scene: Scene, start: int) -> bool:
    """Whether the clause begins with "if", "unless", "until" or "whether"."""
    for k in range(start - 1, max(-1, start - 8), -1):
        item = scene.items[k]
        if item.has("hedge_if") or item.low in ("until", "till"):
            return True
        if item.kind in ("verb", "say", "not_event", "boundary", "relative", "punct", "be"):
            return False
    return False


def _supposed(scene: Scene, modal: str, start: int) -> bool:
    """Whether "would" only follows from a condition or is held possible: "if P falls, A would be left with Q"."""
    if modal not in ("would", "'d"):
        return False
    return any(i.has("hedge_if") or i.low in ("possible", "possibly", "unlikely") for i in scene.items[:start])


def _held_off(scene: Scene, start: int) -> bool:
    """ "A held off B trying to take P": the one who tries is the object of a verb of prevention."""
    k = start - 1
    if k < 0 or scene.items[k].kind not in ("actor", "pron_actor"):
        return False
    while k > 0 and scene.items[k].kind in ("actor", "pron_actor", "det", "modifier", "place_adj", "vague", "num"):
        k -= 1
    return scene.items[k].has("prevent")


def _governed(scene: Scene, g: int) -> Mood:
    """Mood that a governing verb or participle gives: try, aim, demand, force."""
    item, lexicon = scene.items[g], scene.lexicon
    first = item.low
    if any(i.kind == "not" for i in scene.items[max(0, g - 2) : g]) and first in lexicon.yet:
        return "negated"
    if first in lexicon.fights:
        return "fight"
    if first in lexicon.efforts:
        return "effort"
    if first in lexicon.demands:
        return "hypothetical"
    if first in lexicon.implicative:
        return "plain"
    if g and "pp" in item.entries.get(item.kind, item.entries["planned"]).forms and _offensive_noun(scene, g - 1):
        return _launched(scene, g - 1)
    if item.low in ("have", "has", "had") and item.j - item.i > 1:
        return "negated"
    return "planned"


def _offensive_noun(scene: Scene, k: int) -> bool:
    item = scene.items[k]
    return scene.tokens.lows[item.j - 1] in scene.lexicon.offensive_nouns or (
        item.has("noun") and item.entries["noun"].value == "threat"
    )


def _launched(scene: Scene, k: int) -> Mood:
    """Mood of an offensive at item k: under way, announced only, failed or beaten back."""
    lows = scene.tokens.lows
    i = scene.items[k].i
    before = lows[max(scene.span[0], i - 7) : i]
    if set(before[-3:]) & scene.lexicon.failed_words:
        return "negated"
    if set(before) & (scene.lexicon.launches - scene.lexicon.looming):
        return "offensive"
    return "planned" if set(before) & scene.lexicon.looming else "offensive"


def _infinitive(scene: Scene, at: int, v: int) -> Mood:
    """Mood of "to VERB" at item ``at`` by what governs it to the left: a verb, or a noun such as "offensive"."""
    items, lexicon = scene.items, scene.lexicon
    for k in range(at - 1, max(-1, at - 15), -1):
        item, steps = items[k], at - k
        if item.kind in _CLAUSE_END or (item.kind == "punct" and item.low in ";:"):
            break
        if item.kind in ("prevent",) or (item.has("prevent") and item.kind == "verb"):
            return "negated"
        if steps <= 3 and item.low in lexicon.status.ordinals:
            return "plain"
        if item.low in lexicon.implicative and item.kind not in ("place", "actor"):
            return "plain"
        if steps <= 10 and _offensive_noun(scene, k) and not (item.kind == "verb" and "noun" not in item.entries):
            return failed_later(scene, v) or _launched(scene, k)
        if item.has("planned_nouns") and item.kind != "actor":
            return _attempt(scene, k, v)
        if item.kind == "planned" or (item.has("planned") and item.kind in _GOVERNORS):
            return _governed(scene, k) if item.has("planned") else "planned"
        if item.low in lexicon.demands:
            return "hypothetical"
        if item.kind in ("be", "have", "modal"):
            return "planned"
        if item.kind in ("failed",) or item.has("failed_nouns"):
            return "negated"
        if item.kind == "verb" and item.entries["verb"].data[0] == "fight" and steps <= 2:
            return "fight"
        if item.kind in ("verb", "not_event", "motion", "occur", "say", "claim"):
            launch = item.low in lexicon.launches or (
                item.kind == "verb" and item.entries["verb"].data[0] in ("assault", "advance", "storm")
            )
            words = scene.tokens.lows[item.i : items[at].i]
            if launch and (item.kind == "verb" or set(words) & lexicon.offensive_nouns):
                return failed_later(scene, v) or "offensive"
            return "planned"
    return "planned"


def _attempt(scene: Scene, k: int, v: int) -> Mood:
    """ "a (failed) attempt to take X (failed)"."""
    i = scene.items[k].i
    if set(scene.tokens.lows[max(scene.span[0], i - 3) : i]) & scene.lexicon.failed_words:
        return "negated"
    return failed_later(scene, v) or (
        "hypothetical" if scene.items[k].low in scene.lexicon.status.demand_nouns else "planned"
    )


def failed_later(scene: Scene, v: int) -> Mood | None:
    """Whether the sentence goes on to say that it failed or was beaten back."""
    items, failed = scene.items, scene.lexicon.failed_words
    for k in range(v + 1, len(items)):
        item = items[k]
        if item.kind in ("boundary", "relative") or (item.kind == "punct" and item.low in ";:"):
            return None
        failing = "failing" in item.entries and not (k + 1 < len(items) and items[k + 1].kind == "to")
        prevented = "prevent" in item.entries or item.low in failed
        if not (failing or prevented) or any(i.kind == "modal" for i in items[max(0, k - 3) : k]):
            continue
        passive = any(i.kind == "be" for i in items[max(0, k - 3) : k])
        return "negated" if failing or passive else None
    return None


def _gerund(scene: Scene, p: int, v: int) -> Mood:
    """Mood of "of/at/from VERBing" whose preposition is item p."""
    items, lexicon = scene.items, scene.lexicon
    for k in range(p - 1, max(-1, p - 7), -1):
        item = items[k]
        if item.has("prevent") and items[p].low == "from":
            return "negated"
        if item.kind in _CLAUSE_END or item.kind == "punct":
            break
        if _offensive_noun(scene, k) and items[p].low in ("for", "at", "of"):
            return failed_later(scene, v) or _launched(scene, k)
        if item.has("planned_nouns") and k >= p - 2:
            return _attempt(scene, k, v)
        if item.kind == "planned" or item.has("planned"):
            return _governed(scene, k) if items[p].low != "by" else "plain"
        if item.low in lexicon.failed_words and items[p].low in ("in", "at"):
            return "negated"
        if item.low in lexicon.implicative and any(i.kind == "not" for i in items[max(0, k - 3) : k]):
            return "negated"
        if item.kind not in _BETWEEN and item.kind not in ("det", "adverb", "word", "place_adj", "of", "modifier"):
            break
    return "hypothetical" if items[p].low in ("instead", "rather") else "plain"


def nominal_modality(scene: Scene, n: int, draft: Draft) -> None:
    """A noun after "attempts at", "plans for", "prevent" is no event."""
    lows, items = scene.tokens.lows, scene.items
    if draft.relation == "threat" and draft.status != "planned":
        apply(_threat_mood(scene, n), draft)
        return
    for k in range(n - 1, max(-1, n - 5), -1):
        item = items[k]
        governs = k + 1 == n or items[k + 1].kind != "'s"
        if item.kind in ("planned", "failed") or (item.has("planned_nouns") and item.kind != "noun" and governs):
            apply("planned", draft)
            return
        if item.has("prevent") and item.kind in ("prevent", "verb"):
            apply("negated", draft)
            return
        if item.kind in ("verb", "say", "not_event", "boundary", "place"):
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
    if set(lows[max(scene.span[0], i - 3) : i]) & ahead or _conditional(scene, n):
        apply("planned" if draft.relation != "contested" else "hypothetical", draft)


def _threat_mood(scene: Scene, n: int) -> Mood:
    mood = failed_later(scene, n) or _launched(scene, n)
    return "plain" if mood == "offensive" else mood
