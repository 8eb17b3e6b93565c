"""What is only supposed: conditions, questions, demands, what nobody says and what would follow."""

from __future__ import annotations

from territory.extract.clause.scene import Scene

_CLAUSE_ENDS = frozenset({"verb", "say", "not_event", "boundary", "relative", "punct", "be"})
_UNSETTLED = frozenset({"modal", "be", "do", "have"})
_OBJECT = frozenset(
    {"place", "actor", "det", "of", "prep", "adverb", "time", "conj", "poss", "'s", "place_adj", "compass", "kind"}
)
_SUBJECT = frozenset({"place", "actor", "pron_actor", "det", "poss", "num", "vague", "place_adj", "of", "conj"})
_MIND = frozenset({"planned", "say", "claim", "not_event", "managed"})


def supposed(scene: Scene, v: int, start: int) -> bool:
    """Whether the verb at item v, whose group begins at ``start``, asserts nothing."""
    items = scene.items
    if conditional(scene, start) or _asked(scene):
        return True
    if start and (
        _inverted(scene, start)
        or _still_to_come(scene, v, start)
        or _demanded(scene, v, start)
        or _nobody(scene, start)
    ):
        return True
    return start == v and _leads_on(scene, v) and (not v or items[v - 1].kind not in ("prep", "of", "boundary"))


def conditional(scene: Scene, start: int) -> bool:
    """Whether the clause begins with "if", "unless", "until" or "whether"."""
    items, brackets = scene.items, scene.clause.brackets
    k, steps = brackets.left(start), 0
    while k >= 0 and steps < 8:
        item = items[k]
        if item.has("hedge_if") or item.low in ("until", "till"):
            return True
        if item.kind in _CLAUSE_ENDS and not (item.kind == "verb" and "ing" in item.entries["verb"].forms):
            return False
        k, steps = brackets.left(k), steps + 1
    return False


def _asked(scene: Scene) -> bool:
    """Whether the sentence is a question that may be answered with no: "Can the rebels hold P?"."""
    if scene.tokens.lows[scene.span[1] - 1] != "?":
        return False
    first = next((i for i in scene.items if i.kind not in ("conj", "punct", "adverb")), None)
    return first is not None and first.kind in _UNSETTLED


def _inverted(scene: Scene, start: int) -> bool:
    """ "should A take P", "had A taken P, ...": the auxiliary stands before the subject."""
    items, brackets = scene.items, scene.clause.brackets
    if items[start - 1].kind not in ("actor", "place", "pron_actor", "time", "adverb", "punct", "place_adj"):
        return False
    k = first = start
    while (k := brackets.left(k)) >= 0:
        if items[k].kind in ("boundary", "punct", "say", "relative", "conj", "verb"):
            break
        first = k
        if items[k].kind == "be":
            break
    auxiliary = items[first].kind == "modal" or (items[first].low == "had" and first + 1 < start)
    return first < start and (auxiliary or (items[first].low == "were" and items[start].kind == "to"))


def _demanded(scene: Scene, v: int, start: int) -> bool:
    """ "demanded that A withdraw": the verb after "that" is in its plain form."""
    items, lexicon = scene.items, scene.lexicon
    verb = items[v].entries.get("verb")
    if items[start].low != "be" and (start != v or verb is None or "base" not in verb.forms):
        return False
    for k in range(start - 1, max(0, start - 8), -1):
        if items[k].low == "that" and items[k].kind == "relative":
            before = items[k - 1]
            return before.low in lexicon.proposals or before.low in lexicon.status.demand_nouns
        if items[k].kind in ("verb", "be", "have", "say", "boundary"):
            return False
    return False


def _still_to_come(scene: Scene, v: int, start: int) -> bool:
    """ "once P is captured", "before A take P": a clause of the future in the present tense."""
    items = scene.items
    if not {"is", "are"} & {i.low for i in items[start:v]}:
        verb = items[v].entries.get("verb")
        if start != v or verb is None or {"past", "pp", "ing"} & {*verb.forms}:
            return False
    for k in range(start - 1, max(-1, start - 8), -1):
        if items[k].kind == "boundary":
            named = sum(i.kind in ("place", "actor", "pron_actor") for i in items[k + 1 : start])
            return items[k].low in scene.lexicon.status.future_clauses and named == 1
        if items[k].kind not in _SUBJECT:
            return False
    return False


def _nobody(scene: Scene, start: int) -> bool:
    """ "nobody expects A to take P", "few believe that A will": it is what nobody says."""
    items, minded = scene.items, False
    for k in range(start, max(-1, start - 10), -1):
        item = items[k]
        if item.low in scene.lexicon.nobody:
            return minded
        minded = minded or item.kind in _MIND
        if item.kind in ("verb", "boundary", "punct"):
            return False
    return False


def _leads_on(scene: Scene, v: int) -> bool:
    """ "taking P would allow A to ...": a gerund that is the subject of what might be."""
    items = scene.items
    verb = items[v].entries.get(items[v].kind)
    if verb is None or "ing" not in verb.forms:
        return False
    for item in items[v + 1 : v + 14]:
        if item.kind == "modal" or item.low == "remains":
            return True
        if item.kind not in _OBJECT:
            return False
    return False
