"""What a predicate is said of: "X, a town near Y, is in A's hands", ", under A's control since May,"."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.relations.adjectives import describes, name_before
from territory.extract.relations.drafts import Draft
from territory.extract.where.placenames import Core, Limit

Places = list[tuple[Core, Limit, int]]
_SPAN = frozenset({"word", "det", "num", "vague", "share", "time", "adverb", "about", "more_than", "less_than", "of"})
_BETWEEN = frozenset(
    {"former", "adverb", "time", "not", "share", "vague", "num", "percent", "have", "motion", "managed"}
)


def said_of(scene: Scene, k: int) -> Places:
    """The places that the predicate at item k is said of."""
    items, clause = scene.items, scene.clause
    governing = verb_of(scene, k)
    if governing is None:
        j = clause.brackets.left(k)
        while j > 0 and items[j].kind in ("adverb", "former"):
            j = clause.brackets.left(j)
        if j < 0 and k > 1 and items[k - 1].low == "," and items[k - 2].kind == "place":
            return _named(scene, k - 2)
        if j >= 0 and items[j].low == ",":
            j = clause.brackets.left(j)
        if j >= 0 and items[j].kind == "place":
            return _named(scene, j)
        subject = clause._scan_left(k, 0)
        if subject.place is not None and items[subject.place].value.cores:
            return _named(scene, subject.place)
    else:
        subject = clause.subject(governing)
        if subject.place is not None:
            return _named(scene, subject.place)
        if subject.index >= 0 and items[subject.index].low == "it":
            return scene.pronoun_places(subject.index)
        head = where(scene, k) if items[k].low == "under" else -1
        if head >= 0:
            return _named(scene, head)
        if subject.index >= 0:
            return at_home(scene, subject.index)
    return _nearest(scene, k)


def where(scene: Scene, k: int) -> int:
    """The place of the "where" clause that item k stands in: "X, where a market reopened under A's rule"; else -1."""
    clause = scene.clause.brackets.around(k)
    if clause is None or clause.pronoun < 0 or scene.items[clause.pronoun].low != "where":
        return -1
    return clause.head if clause.head >= 0 and scene.items[clause.head].kind == "place" else -1


def at_home(scene: Scene, index: int) -> Places:
    """ "residents of X live under A's rule": where those at the item are at home."""
    items = scene.items
    if index + 2 >= len(items) or items[index].low not in scene.lexicon.dwellers:
        return []
    linked = items[index + 1].kind == "of" or items[index + 1].low == "in"
    return scene.places(scene.clause.coordinates(index + 2)) if linked and items[index + 2].kind == "place" else []


def verb_of(scene: Scene, k: int) -> int | None:
    """The form of be, or the verb, that a predicate at item k completes."""
    items = scene.items
    if items[k].kind == "verb":
        return k
    j = scene.clause.brackets.left(k)
    while j >= 0 and k - j < 12:
        item = items[j]
        if item.kind in ("be", "motion", "verb", "managed", "not_event", "occur"):
            return j
        if item.kind not in _BETWEEN and item.low != "back":
            return _spending(scene, j)
        j = scene.clause.brackets.left(j)
    return None


def _spending(scene: Scene, k: int) -> int | None:
    """The verb of "spent the best part of a year under A's rule", at or before item k."""
    for j in range(k, max(-1, k - 7), -1):
        item = scene.items[j]
        if item.low in scene.lexicon.spends:
            return j
        if item.kind not in _SPAN:
            return None
    return None


def share_said(scene: Scene, k: int, places: Places) -> Places:
    """The places with the share said before the predicate at item k: "X is almost entirely under A's control"."""
    j = scene.clause.brackets.left(k)
    while j >= 0 and scene.items[j].kind in _BETWEEN:
        item = scene.items[j]
        if item.has("share") and item.entries["share"].value != (1.0, 1.0):
            text = scene.tokens.span(item.i, item.j)
            limit = Limit(text, "part", "share", extent=item.entries["share"].value)
            return [(core, limit, index) for core, _, index in places]
        j -= 1
    return places


def _named(scene: Scene, j: int) -> Places:
    """The place at item j with those joined before it; a description stands for the name that it describes."""
    j = scene.clause.named(j)
    phrase = scene.items[j].value
    complement = j > 0 and scene.items[j - 1].kind == "be"
    described = describes(scene, phrase) and (phrase.open or complement or scene.tokens.lows[phrase.i] == "one")
    return (name_before(scene, j) if described else []) or scene.places(scene.clause.meant(j))


def _nearest(scene: Scene, k: int) -> Places:
    """The nearest place before the predicate that no preposition governs, where the clause shows no subject."""
    items = scene.items
    j = scene.clause.brackets.left(k)
    while j >= 0:
        item = items[j]
        if item.kind == "place" and not (
            j
            and items[j - 1].kind in ("prep", "to")
            and any(items[m].kind in ("be", "motion", "verb") for m in range(j + 1, k))
        ):
            return _named(scene, j)
        if item.kind in ("pron_place", "pron_actor") and item.low == "it":
            return scene.pronoun_places(j)
        if item.kind in ("boundary", "say") and not any(items[m].low == "," for m in range(j + 1, k)):
            return []
        j = scene.clause.brackets.left(j)
    return []


def predicative_claims(scene: Scene, k: int) -> list[Draft]:
    """ "X is largely rebel-held", ", Houthi-controlled since March,": the adjective itself is the predicate at k."""
    items = scene.items
    if k < 3 or items[k - 1].kind != "-" or items[k - 2].kind != "actor" or items[k].j >= items[-1].j:
        return []
    if items[k + 1].kind in ("place", "word", "kind", "actor", "noun", "place_adj", "people", "org", "not_actor"):
        return []
    actor = scene.actor(items[k - 2].value)
    governing = verb_of(scene, k - 2)
    apposed = items[k - 3].low == "," and items[k - 4].kind == "place"
    if actor is None or not ((governing is not None and items[governing].kind == "be") or apposed):
        return []
    places = share_said(scene, k - 2, said_of(scene, k - 2))
    return scene.emit("control", places, [actor], [], k, "held-predicate", form="adjectival", at=(k - 2,))
