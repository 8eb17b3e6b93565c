"""The mood of a verb: plain, planned, an effort, negated, hypothetical, by its auxiliaries and what governs it."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.said.outcomes import Mood, failed_later, launched, offensive_noun
from territory.extract.said.suppositions import supposed
from territory.extract.words.items import Item

_CLAUSE_END = frozenset({"boundary", "relative"})
_BETWEEN = frozenset({"actor", "place", "noun", "head", "stronghold", "kind", "area", "cap", "not_actor", "people"}) | {
    "linker",
    "nation",
    "conj",
    "backing",
}
_GOVERNORS = frozenset({"not_event", "say", "claim", "motion", "verb"})


def mood_of(scene: Scene, v: int) -> Mood:
    """Mood of the verb at item v."""
    items, status = scene.items, scene.lexicon.status
    start = scene.clause.verb_start(v)
    group = items[start:v]
    kinds = [i.kind for i in group]
    if supposed(scene, v, start):
        return "hypothetical"
    if "not" in kinds or "failed" in kinds or _nothing(scene, v) or (start and items[start - 1].low == "without"):
        if any(i.kind == "modal" and i.low in status.opinion for i in group):
            return "hypothetical"
        return "negated"
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
    if before.kind == "conj" and "base" in _forms(items[v]):
        return _shared(scene, start - 1, v)
    if before.kind in ("prep", "of") and "ing" in _forms(items[v]):
        return _gerund(scene, start - 1, v)
    if "ing" in _forms(items[v]) and before.kind in ("planned", "prevent"):
        return "negated" if before.kind == "prevent" else _governed(scene, start - 1)
    return "plain"


def _shared(scene: Scene, c: int, v: int) -> Mood:
    """Mood of the second of two infinitives, "to storm and capture P", "will attack and take P": that of the first."""
    items, status = scene.items, scene.lexicon.status
    for k in range(c - 1, max(-1, c - 14), -1):
        item = items[k]
        if item.kind == "to":
            return _infinitive(scene, k, v)
        if item.kind == "modal":
            return "planned" if item.low in status.future and not _supposed(scene, item.low, k) else "hypothetical"
        if item.kind in ("be", "have", "do", "say", *_CLAUSE_END) or item.low in (";", ":"):
            return "plain"
        if item.kind == "verb" and "base" not in _forms(item):
            return "plain"
    return "plain"


def _nothing(scene: Scene, v: int) -> bool:
    """Whether the object is none: "has lost no position in P", "took no ground"."""
    after = scene.items[v + 1] if v + 1 < len(scene.items) else None
    return after is not None and scene.tokens.lows[after.i] == "no"


def _forms(item: Item) -> tuple[str, ...]:
    entry = item.entries.get("verb")
    if entry is None:
        return ("ing",) if item.low.endswith("ing") else ()
    return entry.forms


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
    if g and "pp" in item.entries.get(item.kind, item.entries["planned"]).forms and offensive_noun(scene, g - 1):
        return offensive_mood(scene, g - 1)
    if item.low in ("have", "has", "had") and item.j - item.i > 1:
        return "negated"
    return "planned"


def offensive_mood(scene: Scene, k: int) -> Mood:
    """Mood of an offensive at item k, and of its launching: "vowed to launch an offensive" is a plan."""
    mood = launched(scene, k)
    if mood != "offensive":
        return mood
    for m in range(k - 1, max(-1, k - 8), -1):
        item = scene.items[m]
        if item.low in scene.lexicon.launches and item.kind != "actor":
            return _of_launch(scene, m)
        if item.kind in ("boundary", "relative", "punct", "verb"):
            break
    return mood


def _of_launch(scene: Scene, k: int) -> Mood:
    """Mood of what is launched by the verb at item k."""
    mood = mood_of(scene, k)
    return mood if mood in ("planned", "hypothetical", "negated") else "offensive"


def _infinitive(scene: Scene, at: int, v: int) -> Mood:
    """Mood of "to VERB" at item ``at`` by what governs it to the left: a verb, or a noun such as "offensive"."""
    items, lexicon = scene.items, scene.lexicon
    for k in range(at - 1, max(-1, at - 15), -1):
        item, steps = items[k], at - k
        if item.kind in _CLAUSE_END or (item.kind == "punct" and item.low in ";:"):
            break
        if item.kind in ("prevent",) or (item.has("prevent") and item.kind == "verb"):
            return "negated"
        if (steps <= 3 and item.low in lexicon.ordinals) or (item.kind == "place" and _ordinal(scene, item)):
            return "plain"
        if item.low in lexicon.status.binding:
            return "planned"
        if item.low in lexicon.implicative and item.kind not in ("place", "actor", "linker"):
            return "plain"
        if steps <= 10 and offensive_noun(scene, k) and not (item.kind == "verb" and "noun" not in item.entries):
            return failed_later(scene, v) or offensive_mood(scene, k)
        if item.has("planned_nouns") and item.kind != "actor":
            return _attempt(scene, k, v)
        if item.kind == "planned" or (item.has("planned") and item.kind in _GOVERNORS):
            return _governed(scene, k) if item.has("planned") else "planned"
        if item.low in lexicon.demands or item.low in lexicon.status.demand_nouns:
            return "hypothetical"
        if item.kind in ("be", "have", "modal"):
            return "planned"
        if item.kind in ("failed",) or item.has("failed_nouns"):
            return "negated"
        if item.kind == "verb" and item.entries["verb"].data[0] == "fight" and steps <= 2:
            return "fight"
        if item.kind == "not_event" and item.entries["not_event"].value == "give":
            return "hypothetical"
        if item.kind in ("verb", "not_event", "motion", "occur", "say", "claim"):
            launch = item.low in lexicon.launches or (
                item.kind == "verb" and item.entries["verb"].data[0] in ("assault", "advance", "storm")
            )
            words = scene.tokens.lows[item.i : items[at].i]
            if launch and (item.kind == "verb" or set(words) & lexicon.offensive_nouns):
                return failed_later(scene, v) or _of_launch(scene, k)
            return "planned"
    return "planned"


def _ordinal(scene: Scene, item: Item) -> bool:
    """Whether a place phrase counts: "the latest town (to fall)"."""
    return not scene.lexicon.ordinals.isdisjoint(scene.tokens.lows[item.i : item.j])


def _attempt(scene: Scene, k: int, v: int) -> Mood:
    """ "a (failed) attempt to take X (failed)"."""
    i = scene.items[k].i
    before = {*scene.tokens.lows[max(scene.span[0], i - 3) : i]}
    dropped = before & scene.lexicon.drops and not any(j.kind == "not" for j in scene.items[max(0, k - 5) : k])
    if dropped or before & scene.lexicon.failed_words:
        return "negated"
    return failed_later(scene, v) or (
        "hypothetical" if scene.items[k].low in scene.lexicon.status.demand_nouns else "planned"
    )


def _gerund(scene: Scene, p: int, v: int) -> Mood:
    """Mood of "of/at/from VERBing" whose preposition is item p."""
    items, lexicon = scene.items, scene.lexicon
    if scene.tokens.lows[items[p].i : items[p].j] == ["close", "to"]:
        return "negated"
    for k in range(p - 1, max(-1, p - 7), -1):
        item = items[k]
        if item.low in lexicon.status.verges:
            return "effort"
        if item.has("prevent") and items[p].low == "from":
            return "plain" if any(i.kind in ("not", "failed") for i in items[max(0, k - 3) : k]) else "negated"
        if item.kind == "failed":
            return "negated"
        if item.kind == "not_event" and any(i.kind == "modal" for i in items[max(0, k - 2) : k]):
            return "hypothetical"
        if item.kind in _CLAUSE_END or item.kind == "punct":
            break
        if offensive_noun(scene, k) and items[p].low in ("for", "at", "of"):
            return failed_later(scene, v) or offensive_mood(scene, k)
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
