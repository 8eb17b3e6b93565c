"""The places of a verb that stand in none of its slots: subjects and what joins them, pronouns, antecedents."""

from __future__ import annotations

from territory.extract.clause.brackets import Bracket
from territory.extract.clause.clauses import Subject
from territory.extract.clause.scene import Scene
from territory.extract.where.placenames import Core, Limit

Places = list[tuple[Core, Limit, int]]


def subject_names(scene: Scene, subject: Subject, v: int) -> Places:
    """The places of the subject of the verb at v."""
    return (
        scene.places([*scene.clause.meant(subject.place), *scene.clause.gapped(v)]) if subject.place is not None else []
    )


def pronoun_object(scene: Scene, v: int) -> Places:
    """ "have surrounded it", "took it over", "retook them": what was spoken of."""
    k = v + 1
    verb = scene.items[v].entries["verb"]
    inside = [w for w in scene.tokens.lows[scene.items[v].i + 1 : scene.items[v].j] if w in ("it", "them")]
    if inside:
        return scene.pronoun_places(v, inside[0])
    if (some := _some_of_it(scene, k)) and verb.data[0] in ("take", "hold", "lose"):
        return some
    counted = k + 1 < len(scene.items) and scene.items[k + 1].low in scene.lexicon.places.counts
    if k < len(scene.items) and scene.items[k].low == "all" and counted:
        k += 1
    elif k >= len(scene.items) or scene.items[k].low not in ("it", "them", "both"):
        return []
    if scene.items[k].low != "it" and verb.data[0] not in ("take", "hold"):
        return []
    after = scene.items[k + 1] if k + 1 < len(scene.items) else None
    if after is not None and after.kind not in _AFTER_PRONOUN and after.low not in _SAME_TIME:
        return []
    return scene.pronoun_places(k)


def _some_of_it(scene: Scene, k: int) -> Places:
    """ "retook most of it", "hold parts of it": a share of what was spoken of."""
    items = scene.items
    if k + 2 >= len(items) or items[k + 1].kind != "of" or items[k + 2].low != "it":
        return []
    if items[k].kind == "place" and not items[k].value.cores:
        limit = items[k].value.limit
    elif items[k].kind == "share":
        share = items[k].entries["share"].value
        words = scene.tokens.span(items[k].i, items[k].j)
        limit = Limit() if share == (1.0, 1.0) else Limit(words, "part", "share", extent=share)
    else:
        return []
    return [(core, limit, n) for core, _, n in scene.pronoun_places(k + 2)]


_AFTER_PRONOUN = frozenset({"punct", "time", "prep", "of", "conj", "boundary", "adverb", "not_event", "to"})
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


def spoken_before(scene: Scene, v: int) -> Places:
    """ "reached X, breaking the siege": the place named before the verb, else the one spoken of."""
    for k in range(v - 1, -1, -1):
        if scene.items[k].kind == "place" and any(core.name for core in scene.items[k].value.cores):
            return [
                (core, Limit(), at) for core, _, at in scene.places(scene.clause.joined(k)) if core.kind != "country"
            ]
    item = scene.items[v]
    mention = scene.spoken_of(item.i)
    if mention is None or mention.kind in ("country", "province", "region"):
        return []
    return [(Core(mention.name, mention.kind, item.i, item.j, True, "it", mention.within), Limit(), v)]


def antecedent(scene: Scene, v: int, where: bool = True) -> Places:
    """ "X and Y, where A is fighting B", "X, on which A is advancing": the antecedents."""
    items = scene.items
    clause = scene.clause.brackets.around(v)
    if clause is None or clause.pronoun < 0 or clause.head < 0 or items[clause.head].kind != "place":
        return []
    here = where and items[clause.pronoun].low == "where"
    return scene.places(scene.clause.joined(clause.head)) if here or _stranded(scene, clause) else []


def relative_object(scene: Scene, v: int, subject: Subject) -> Places:
    """The object of a relative clause: "the areas (that) they hold", "the town which rebels captured"."""
    items = scene.items
    clause = scene.clause.brackets.around(v)
    if clause is not None and clause.kind == "relative" and subject.index > clause.first:
        if clause.pronoun >= 0 and (
            _stranded(scene, clause) or (items[clause.pronoun].low == "where" and _laden(scene, v))
        ):
            return []
        owned = [m for m in range(clause.first, subject.index) if items[m].kind == "place"]
        named = [m for m in owned if items[m].value.cores]
        k = named[-1] if named else _described(scene, clause)
        apart = items[clause.first].low == "," or (k == clause.head and k < clause.first - 1)
        k = k if named or apart else _noun_of(scene, k)
        if k < 0 or items[k].kind != "place":
            return []
        found = scene.described(k) or scene.places([k])
        limit = items[owned[0]].value.limit if owned else None
        if not owned and clause.pronoun >= 0 and items[clause.pronoun].low == "whose":
            limit = Limit(items[clause.pronoun + 1].low, "part", "areas")
        return [(c, limit, i) for c, _, i in found] if limit is not None and not named else found
    if subject.index < 0 and _laden(scene, v):
        return []
    left = subject.index if subject.index >= 0 else scene.clause.verb_start(v)
    k = left - 1
    while k >= 0 and items[k].kind in ("relative", "det", "adverb"):
        k -= 1
    if k < 0 or items[k].kind != "place" or left - k > 3 or k <= 1:
        return []
    k = scene.clause.named(_noun_of(scene, k))
    return scene.described(k) or scene.places([k])


def _noun_of(scene: Scene, k: int) -> int:
    """The noun that the place at k only locates: villages in "villages on the river that rebels took", else k."""
    items = scene.items
    linked = k > 1 and items[k - 1].kind == "prep" and items[k - 2].kind == "place" and items[k - 2].value.open
    return k - 2 if linked and items[k].kind == "place" else k


def _laden(scene: Scene, v: int) -> bool:
    """Whether the verb of a "where" clause has an object of its own, other than all there is: "run everything"."""
    after = scene.items[v + 1] if v + 1 < len(scene.items) else None
    return after is not None and after.low != "everything" and after.kind not in ("punct", "time", "prep", "conj")


def _stranded(scene: Scene, clause: Bracket) -> bool:
    """Whether a preposition stands before the pronoun: "on which", "through which"."""
    at = clause.pronoun
    return scene.items[at].low == "which" and at > 0 and scene.items[at - 1].kind in ("prep", "to")


def _described(scene: Scene, clause: Bracket) -> int:
    """What a relative clause explains; a definite noun before it rather than a list: "X and Y, the city, which"."""
    brackets = scene.clause.brackets
    before = next((b for b in brackets.found if b.last == clause.first and b.kind == "apposition"), None)
    if before is None:
        return clause.head if clause.head >= 0 else scene.clause.brackets.left(clause.first)
    noun = next((m for m in range(before.first, before.last) if scene.items[m].kind == "place"), clause.head)
    cores = scene.items[noun].value.cores
    return noun if cores and cores[0].name is None else clause.head


_BY_WHOM = frozenset(
    {"prep", "actor", "det", "time", "adverb", "linker", "backing", "leading", "of", "modifier", "conj"}
)


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
        if items[j].kind == "be" or items[j].low in scene.lexicon.includes:
            return scene.clause.coordinates(j + 1) if items[j + 1].kind == "place" else []
        if items[j].kind not in _BY_WHOM:
            return []
    return []
