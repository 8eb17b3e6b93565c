"""The places of a verb that stand in none of its slots: subjects and what joins them, pronouns, antecedents."""

from __future__ import annotations

from territory.extract.clauses import Subject
from territory.extract.placenames import Core, Limit
from territory.extract.scene import Scene

Places = list[tuple[Core, Limit, int]]


def subject_names(scene: Scene, subject: Subject) -> Places:
    """The places of a subject."""
    return scene.places(scene.clause.joined(subject.place)) if subject.place is not None else []


def pronoun_object(scene: Scene, v: int) -> Places:
    """ "have surrounded it", "took it over", "retook them": what was spoken of."""
    k = v + 1
    verb = scene.items[v].entries["verb"]
    inside = [w for w in scene.tokens.lows[scene.items[v].i + 1 : scene.items[v].j] if w in ("it", "them")]
    if inside:
        return scene.pronoun_places(v, inside[0])
    if k >= len(scene.items) or scene.items[k].low not in ("it", "them", "both"):
        return []
    if scene.items[k].low != "it" and verb.data[0] not in ("take", "hold"):
        return []
    after = scene.items[k + 1] if k + 1 < len(scene.items) else None
    if after is not None and after.kind not in _AFTER_PRONOUN and after.low not in _SAME_TIME:
        return []
    return scene.pronoun_places(k)


_AFTER_PRONOUN = frozenset({"punct", "time", "prep", "conj", "boundary", "adverb", "not_event", "to"})
_SAME_TIME = frozenset({"the", "a", "an", "this", "that", "back", "over", "without", "once", "ever"})


def positions(scene: Scene, v: int, name: str) -> Places:
    """ "withdrew from several of its positions", "cut off all routes out of the city"."""
    if name == "besiege":
        indexes = scene.clause.object_places(v)
        roads = {*scene.lexicon.places.kinds["road"]}
        if indexes and scene.items[indexes[0]].value.head in roads:
            return scene.places(scene.clause.slot_places(indexes[0], ["from", "to", "into"]))
        return []
    indexes = scene.clause.slot_places(v, ["from"]) if name == "withdraw" else []
    if not indexes or not scene.items[indexes[0]].value.open:
        return []
    mention = scene.spoken_of(scene.items[v].i)
    if mention is None:
        return []
    phrase = scene.items[indexes[0]].value
    core = Core(mention.name, mention.kind, phrase.i, phrase.j, True, "any", mention.within)
    return [(core, Limit(phrase.limit.words, "part", "areas"), indexes[0])]


def there(scene: Scene, v: int) -> Places:
    """ "besieging 200,000 people there": the place spoken of."""
    for k in range(v + 1, min(v + 8, len(scene.items))):
        item = scene.items[k]
        after = scene.items[k + 1].kind if k + 1 < len(scene.items) else ""
        if item.kind == "pron_place" and item.low == "there" and after not in ("be", "have"):
            mention = scene.spoken_of(item.i)
            if mention is None:
                return []
            return [(Core(mention.name, mention.kind, item.i, item.j, True, "there", mention.within), Limit(), k)]
        if item.kind in ("boundary", "say", "verb"):
            break
    return []


def antecedent(scene: Scene, v: int, where: bool = True) -> Places:
    """ "X and Y, where A is fighting B", "X, on which A is advancing": the antecedents."""
    items = scene.items
    clause = scene.clause.brackets.around(v)
    if clause is None or clause.kind != "relative" or clause.head < 0 or items[clause.head].kind != "place":
        return []
    at = next((k for k in range(clause.first, v) if items[k].kind == "relative"), clause.first)
    stranded = items[at].low == "which" and items[at - 1].kind in ("prep", "to")
    return scene.places(scene.clause.joined(clause.head)) if stranded or (where and items[at].low == "where") else []


def relative_object(scene: Scene, v: int, subject: Subject) -> Places:
    """The object of a relative clause: "the areas (that) they hold", "the town which rebels captured"."""
    items = scene.items
    left = subject.index if subject.index >= 0 else scene.clause.verb_start(v)
    possessed = _whose(scene, left)
    if possessed:
        return possessed
    clause = scene.clause.brackets.around(v)
    if clause is not None and clause.kind == "relative" and subject.index > clause.first:
        owned = [m for m in range(clause.first, subject.index) if items[m].kind == "place" and items[m].value.cores]
        k = owned[-1] if owned else _apposed_to(scene, clause.head if clause.head >= 0 else clause.first - 1)
        k = k if owned or items[clause.first].low == "," else _noun_of(scene, k)
        return (scene.described(k) or scene.places([k])) if k >= 0 and items[k].kind == "place" else []
    k = left - 1
    while k >= 0 and items[k].kind in ("relative", "det", "adverb"):
        k -= 1
    told = _noun_apposed(scene, k)
    if told:
        return scene.places([told])
    if k < 0 or items[k].kind != "place" or left - k > 3 or k <= 1:
        return []
    k = scene.clause.named(_noun_of(scene, k))
    return scene.described(k) or scene.places([k])


def _noun_of(scene: Scene, k: int) -> int:
    """The noun that the place at k only locates: villages in "villages on the river that rebels took", else k."""
    items = scene.items
    linked = k > 1 and items[k - 1].kind == "prep" and items[k - 2].kind == "place" and items[k - 2].value.open
    return k - 2 if linked and items[k].kind == "place" else k


def _apposed_to(scene: Scene, k: int) -> int:
    """The name that the place phrase at k explains: "X, the camp that …", "X, a hill near Y that …"; else k itself."""
    items = scene.items
    while k > 0 and (items[k].kind == "adverb" or items[k].low == ","):
        k -= 1
    if k < 2 or items[k].kind != "place" or items[k - 1].low != "," or items[k - 2].kind != "place":
        return k
    phrase = items[k].value
    own = any(core.name is not None and core.definite is None and core.fallback is None for core in phrase.cores)
    first = scene.tokens.lows[phrase.i]
    if own and not (phrase.limit.scope == "near" and first in ("a", "an", "the")):
        return k
    return k - 2 if first in ("a", "an", "the", "one", "another") and items[k - 2].value.cores else k


def _noun_apposed(scene: Scene, k: int) -> int:
    """The name before ", a farming centre" whose last word stands at k; 0 without one."""
    items, end = scene.items, k
    while k > 1 and end - k < 5 and items[k].kind in ("word", "place_adj", "compass", "num", "modifier", "kind", "-"):
        k -= 1
    told = k < end and items[k].kind == "det" and items[k - 1].low == "," and items[k - 2].kind == "place"
    return k - 2 if told and items[k - 2].value.cores else 0


def _whose(scene: Scene, left: int) -> Places:
    """ "P, whose airport they took": part of P; "P, whose capital, Q, they took": Q."""
    items = scene.items
    for r in range(left - 1, max(0, left - 8), -1):
        if items[r].low == "whose":
            break
        if items[r].kind not in ("place", "word", "place_adj", "kind", "det", "punct", "modifier", "compass", "former"):
            return []
    else:
        return []
    named = [k for k in range(r + 1, left) if items[k].kind == "place" and any(c.name for c in items[k].value.cores)]
    if named:
        return scene.places(named[-1:])
    k = scene.clause.brackets.left(r)
    while k > 0 and items[k].low == ",":
        k -= 1
    if k < 0 or items[k].kind != "place":
        return []
    words = scene.tokens.lows[items[left - 1].j - 1]
    return [(core, Limit(words, "part", "areas"), j) for core, _, j in scene.places([scene.clause.named(k)])]


def named_after(scene: Scene, v: int, subject: Subject) -> list[int]:
    """Indexes of the names in "among the villages captured were P and Q", "the towns taken by A are P and Q"."""
    items = scene.items
    k = subject.place if subject.place is not None else v - 1
    if (
        k < 0
        or items[k].kind != "place"
        or any(c.name for c in items[k].value.cores)
        or k + 1 < scene.clause.verb_start(v)
    ):
        return []
    for j in range(v + 1, min(v + 8, len(items) - 1)):
        if items[j].kind == "be":
            return scene.clause.coordinates(j + 1) if items[j + 1].kind == "place" else []
        if items[j].kind not in ("prep", "actor", "det", "time", "adverb"):
            return []
    return []
