"""Claims of states: "X is under the control of Y", "fell into the hands of Y", "the largest city under Y"."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.relations.equations import equated
from territory.extract.relations.exceptions import only_claims
from territory.extract.relations.predicated import Places, said_of, share_said, verb_of, where
from territory.extract.relations.sieges import declarers, held_in, kept, kept_under
from territory.extract.where.placenames import PlacePhrase
from territory.extract.who.actors import Actor
from territory.extract.words.items import Item

_BECOMING = frozenset({"to", "into", "from"})
_NOUNS = frozenset({"word", "head", "stronghold", "not_event"})
_AWAY = frozenset({"outside", "beyond"})
_OPENING = frozenset({"relative", "say", "boundary", "punct", "conj"})
_ENDED = frozenset({"punct", "time", "conj", "boundary", "relative", "prep", "adverb"})


def state_claims(scene: Scene, k: int) -> list[Draft]:
    """Claims of "under … control", "in … hands", "under siege" that start at item k."""
    items = scene.items
    item = items[k]
    value = str(item.entries["prep"].value) if item.kind == "prep" else scene.tokens.lows[item.j - 1]
    if item.low in _AWAY:
        value = "from"
    if value not in ("under", "in", "to", "into", "from") or (value != "under" and not _may_predicate(items, k + 1)):
        return []
    end, actor, noun = _predicate(scene, k)
    if noun is None:
        return _under_side(scene, k) if value == "under" else []
    if noun in ("siege", "blockade", "encirclement"):
        return _besieged(scene, k, end, actor) if value == "under" else []
    triggers = scene.lexicon.triggers.predicates
    motion = _motion(scene, k)
    if noun not in triggers.get({"from": "out", "into": "to"}.get(value, value), ()):
        return []
    if value in _BECOMING and motion is None and item.low in _BECOMING:
        return []
    if actor is None:
        return []
    negated = (value == "from") != _denied(scene, k)
    told = equated(scene, k, end) or said_of(scene, k) or _cleft(scene, end) or _fronted(scene, k, end)
    places = share_said(scene, k, told)
    relation = "gain" if motion is not None and not negated else "control"
    made = scene.emit(relation, places, [actor], [], k, "state", at=(end - 1,))
    if relation == "control" and not negated:
        only_claims(scene, k, made)
    for draft in made if negated else []:
        if value == "from" and motion is not None:
            draft.relation = "loss"
        else:
            draft.status = "negated"
    return made


def _may_predicate(items: list[Item], k: int) -> bool:
    """Whether "A's hands" or "the control of A" can begin at item k, as it cannot with a time or a plain place."""
    if k >= len(items) or items[k].kind == "time":
        return False
    return items[k].kind != "place" or any(core.nation for core in items[k].value.cores)


def _denied(scene: Scene, k: int) -> bool:
    """Whether "not" or "never" stands in the verb group that the predicate at item k completes."""
    return any(i.kind == "not" for i in scene.items[scene.clause.verb_start(k) : k])


def _besieged(scene: Scene, k: int, end: int, actor: Actor | None) -> list[Draft]:
    """ "X is under siege", "was placed under a siege by A", "A has kept X under siege"."""
    motion = _motion(scene, k)
    if actor is None and motion is not None and scene.items[motion].low.startswith(("plac", "put", "bring")):
        who = scene.who(scene.clause.subject(motion))
        actor = who[0] if who else None
    if actor is None:
        actor = next(iter(declarers(scene, end - 1)), None)
    keepers, under = kept_under(scene, k) if actor is None else ([], [])
    actor = keepers[0] if keepers else actor
    scene.drafts = [d for d in scene.drafts if d.trigger != k - 1 or d.relation != "control"]
    places = under or kept(scene, k) or said_of(scene, k) or held_in(scene, k)
    made = scene.emit("siege", places, [actor] if actor else [], [], k, "state", at=(end - 1,))
    if _denied(scene, k):
        for draft in made:
            draft.status = "negated"
    return made


def _under_side(scene: Scene, k: int) -> list[Draft]:
    """ "X is under the Taliban", "the largest city under A": a side itself is what a place is under."""
    items = scene.items
    j = k + 1
    while j < len(items) and items[j].kind in ("det", "title", "place_adj"):
        j += 1
    if j >= len(items) or items[j].kind != "actor" or items[j].value.rank < 3:
        return []
    if j + 1 < len(items) and items[j + 1].kind not in _ENDED:
        return []
    governing = verb_of(scene, k)
    there = where(scene, k) >= 0
    spent = governing is not None and items[governing].low in scene.lexicon.spends
    if governing is not None and items[governing].kind != "be" and not (spent or there):
        return []
    if governing is None and items[scene.clause.brackets.left(k)].kind != "place":
        return []
    actor = scene.actor(items[j].value)
    places = [p for p in said_of(scene, k) if p[0].kind != "country"]
    return scene.emit("control", places, [actor], [], k, "state", at=(j,)) if actor is not None else []


def _cleft(scene: Scene, end: int) -> Places:
    """ "what remains in A's hands is X": the place that follows the form of be."""
    items = scene.items
    if not any(item.low in ("what", "all") for item in items[max(0, end - 8) : end]):
        return []
    for j in range(end, min(end + 8, len(items) - 1)):
        if items[j].kind == "be":
            k = j + 1
            while k < len(items) and items[k].kind in ("adverb", "det"):
                k += 1
            return scene.places(scene.clause.coordinates(k)) if k < len(items) and items[k].kind == "place" else []
        if items[j].kind not in ("time", "adverb", "prep", "place"):
            return []
    return []


def _fronted(scene: Scene, k: int, end: int) -> Places:
    """ "Under A's rule, X has become": the subject behind a predicate that opens its clause."""
    items = scene.items
    if items[k].low != "under" or (k and items[k - 1].kind not in _OPENING):
        return []
    while end < len(items) and items[end].kind == "time":
        end += 1
    end += int(end < len(items) and items[end].low == ",")
    if end >= len(items) - 1 or items[end].kind != "place" or items[end - 1].low != ",":
        return []
    return scene.places(scene.clause.coordinates(end))


def _motion(scene: Scene, k: int) -> int | None:
    """A verb of becoming before a predicate: come, fall, return, bring (back)."""
    for j in range(k - 1, max(-1, k - 6), -1):
        item = scene.items[j]
        if item.kind == "motion" or item.has("motion") or item.low == "back" or _falls(item):
            return j
        if item.kind not in ("adverb", "place", "time", "be", "have", "actor", "word", "conj", "det"):
            return None
    return None


def _falls(item: Item) -> bool:
    verb = item.entries["verb"] if item.kind == "verb" else None
    return verb is not None and verb.data[0] == "fall" and verb.value != "be left"


def _predicate(scene: Scene, k: int) -> tuple[int, Actor | None, str | None]:
    """(end, side, noun) of "under [the] [side] control [of side]"."""
    items = scene.items
    actor: Actor | None = None
    j = k + 1
    while j < len(items) and j - k < 6:
        item = items[j]
        if item.kind == "actor":
            actor = scene.actor(item.value)
        elif item.kind == "poss":
            actor = scene.pronoun_actor(j)
        elif (noun := _noun(scene, j)) is not None:
            if j + 1 < len(items) and items[j + 1].kind == "of":
                m = j + 2
                while m < len(items) and items[m].kind in ("det", "title", "word", "place_adj", "adverb") and m - j < 5:
                    m += 1
                if m < len(items) and items[m].kind == "actor":
                    return m + 1, scene.actor(items[m].value), noun
            if actor is None and j + 1 < len(items) and items[j + 1].kind == "prep" and items[j + 1].low == "by":
                found = scene.clause.slot_actor(j, ["by"])
                actor = scene.actor(found[0]) if found else None
            return j + 1, actor, noun
        elif item.kind == "people":
            nation = scene.sides.nation(str(item.entries["people"].value))
            actor = Actor(nation, item.low, 3)
        elif item.kind == "place" and item.value.cores and item.value.cores[0].nation and not actor:
            found = scene.place_as_side(j)
            actor = found[0] if found else None
        elif item.low in ("'", "’"):
            pass
        elif item.kind not in (
            "det",
            "place_adj",
            "word",
            "adverb",
            "modifier",
            "share",
            "vague",
            "'s",
            "former",
            "num",
        ):
            return k, None, None
        j += 1
    return k, None, None


def _noun(scene: Scene, j: int) -> str | None:
    """The noun of holding or besieging at item j."""
    item = scene.items[j]
    if item.has("noun"):
        return item.low if item.entries["noun"].value in ("control", "siege") else None
    return item.low if item.kind in _NOUNS and item.low in scene.lexicon.predicates else None


def stationed_claims(scene: Scene, k: int) -> list[Draft]:
    """ "The army is in the town": a side said to be in a settlement."""
    items = scene.items
    if items[k].low not in ("in", "inside") or k + 1 >= len(items) or items[k + 1].kind != "place":
        return []
    j = k - 1
    while j > 0 and items[j].kind == "adverb":
        j -= 1
    phrase: PlacePhrase = items[k + 1].value
    ended = k + 2 >= len(items) or items[k + 2].kind in ("punct", "conj", "time", "boundary")
    if j < 1 or items[j].kind != "be" or items[j - 1].kind != "actor" or not ended or phrase.limit.scope != "whole":
        return []
    actors = scene.who(scene.clause.subject_before(j))
    places = [
        p for p in scene.places([k + 1]) if p[0].kind in ("city", "town", "village", "neighbourhood", "base", "airport")
    ]
    return scene.emit("control", places, actors, [], k, "stationed") if actors else []
