"""The places of a verb that stand in none of its slots: subjects and what joins them, pronouns, antecedents."""

from __future__ import annotations

from territory.extract.clauses import Subject
from territory.extract.placenames import Core, Limit
from territory.extract.scene import Scene

Places = list[tuple[Core, Limit, int]]


def left_coordinates(scene: Scene, index: int) -> Places:
    """Places joined to the left of a subject: "X and Y were captured"."""
    found: Places = []
    k = index
    while (
        k >= 2
        and (scene.items[k - 1].kind == "conj" or (scene.items[k - 1].low == "," and k < index))
        and scene.items[k - 2].kind == "place"
        and scene.items[k - 2].value.limit.part_kind != "offset"
    ):
        k -= 2
        found += scene.places([k])
    return found


def joined_subjects(scene: Scene, index: int) -> list[int]:
    """The place at index and those joined to it; what follows only a comma and ends in one explains the first."""
    joined = scene.clause.coordinates(index)
    last = joined[-1]
    if (
        len(joined) == 2
        and scene.items[last - 1].low == ","
        and scene.items[min(last + 1, len(scene.items) - 1)].low == ","
    ):
        return joined[:1]
    return joined


def explained(scene: Scene, index: int) -> int:
    """The name that ", 700 km from Y," or ", the largest city of Y," before a verb explains; else the index itself."""
    items = scene.items
    if index + 1 >= len(items) or items[index + 1].low != "," or index < 2:
        return index
    k = index - 1
    while k > 0 and items[k].kind in ("det", "place_adj", "word", "num", "unit_km", "kind", "prep") and index - k < 7:
        k -= 1
    if items[k].low != "," or k < 1 or items[k - 1].kind != "place" or not items[k - 1].value.cores:
        return index
    return k - 1


def subject_names(scene: Scene, subject: Subject) -> Places:
    """The places of a subject, with those joined to its left."""
    if subject.place is None:
        return []
    index = explained(scene, subject.place)
    return scene.places([index]) + left_coordinates(scene, index)


def pronoun_object(scene: Scene, v: int) -> Places:
    """ "have surrounded it", "took it over", "retook them": what was spoken of."""
    k = v + 1
    verb = scene.items[v].entries["verb"]
    if k >= len(scene.items) or scene.items[k].low not in ("it", "them"):
        return []
    if scene.items[k].low == "them" and verb.data[0] not in ("take", "hold"):
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
    if name == "withdraw" and not indexes:
        return _left_behind(scene, v)
    if not indexes or not scene.items[indexes[0]].value.open:
        return []
    mention = scene.spoken_of(scene.items[v].i)
    if mention is None:
        return []
    phrase = scene.items[indexes[0]].value
    core = Core(mention.name, mention.kind, phrase.i, phrase.j, True, "any", mention.within)
    return [(core, Limit(phrase.limit.words, "part", "areas"), indexes[0])]


def _left_behind(scene: Scene, v: int) -> Places:
    """ "they pulled out": the place that the same side was just said to hold or fight for."""
    after = scene.items[v + 1] if v + 1 < len(scene.items) else None
    if after is not None and after.kind not in ("punct", "time", "conj", "boundary"):
        return []
    actors = scene.who(scene.clause.subject(v))
    mention = scene.memory.holds.get(actors[0].key or "") if actors else None
    if mention is None or scene.number - mention.sentence > 2:
        return []
    item = scene.items[v]
    return [(Core(mention.name, mention.kind, item.i, item.j, True, "any", mention.within), Limit(), v)]


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
    for k in range(v - 1, max(-1, v - 9), -1):
        stranded = items[k].low == "which" and k > 0 and items[k - 1].kind in ("prep", "to")
        if stranded or (where and items[k].low == "where"):
            j = k - 1 - stranded
            j -= j > 0 and items[j].low == ","
            if j >= 0 and items[j].kind == "place":
                return scene.places([j]) + left_coordinates(scene, j)
        if items[k].kind in ("say", "boundary"):
            break
    return []


def relative_object(scene: Scene, v: int, subject: Subject) -> Places:
    """The object of a relative clause: "the areas (that) they hold", "the town which rebels captured"."""
    items = scene.items
    left = subject.index if subject.index >= 0 else scene.clause.verb_start(v)
    k = left - 1
    while k >= 0 and (items[k].kind in ("relative", "det", "adverb") or items[k].low == ","):
        k -= 1
    relative = any(items[m].kind == "relative" for m in range(k + 1, left))
    if k >= 0 and items[k].kind == "place" and left - k <= (5 if relative else 3):
        if any(items[m].low == "," for m in range(k + 1, left)) and not relative:
            return []
        if not relative and k <= 1:
            return []
        k = scene.clause.named(k)
        return scene.described(k) or scene.places([k])
    return []
