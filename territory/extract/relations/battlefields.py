"""Where fighting that a noun names takes place: slots of the noun and of its predicate, what saw it, what it is for."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.relations.landmarks import spot, there
from territory.extract.where.placenames import Core, Limit

Places = list[tuple[Core, Limit, int]]
_BEFORE = frozenset(
    {"det", "place_adj", "adverb", "word", "modifier", "vague", "num", "unit_km", "of", "time", "conj", "about"}
)
_ENDS = frozenset({"verb", "say", "boundary", "relative"})
_OCCASION = frozenset({"at", "in", "during", "about", "to"})
# What makes fighting a circumstance of something else: "after clashes, …".
_CIRCUMSTANCE = frozenset({"after", "following", "amid", "despite"})
_GOALS = frozenset({"take", "hold", "clear", "enter", "expel", "into"})
_NEAR = Limit("around", "near")


def where_fought(scene: Scene, n: int) -> Places:
    """Places of the fighting at item n, the nearest words first."""
    if _set_apart(scene, n):
        return _before(scene, n) or _fronted(scene, n)
    slots = scene.lexicon.triggers.noun_place["contested"]
    slotted = scene.places(_joined(scene, _within(scene, n, scene.clause.slot_places(n, slots))))
    found = [place for place in slotted if place[0].kind != "country" or place[1].scope != "whole"]
    return (
        found
        or _where(scene, n)
        or _on_front(scene, n)
        or _goal(scene, n)
        or _edges(scene, n)
        or _after(scene, n)
        or _before(scene, n)
        or _fronted(scene, n)
        or there(scene, n)
        or spot(scene, n)
        or _told_by(scene, n)
        or ([] if _object(scene, n) else scene.places(later_places(scene, n)))
    )


def fronted(scene: Scene, k: int) -> Places:
    """ "In X, …": the place that opens the clause which begins at item k."""
    items = scene.items
    while k > 0 and (
        items[k].kind in ("det", "place_adj", "adverb", "modifier", "vague", "time", "num", "actor", "conj")
        or items[k].low == ","
    ):
        k -= 1
    opening = k > 0 and items[k].kind == "place" and items[k - 1].kind == "prep"
    if not opening or items[k - 1].entries["prep"].value not in ("in", "at"):
        return []
    return [place for place in scene.places([k]) if place[0].kind != "country"]


def later_places(scene: Scene, n: int) -> list[int]:
    """A place after "in" or "at" later in the clause, unless a thing that has its own place stands between."""
    return _within(scene, n, scene.clause.later_places(n))


def _set_apart(scene: Scene, n: int) -> bool:
    """Whether the fighting at item n is only a circumstance, which a comma parts from the rest: "after clashes, …"."""
    items = scene.items
    return n > 0 and n + 1 < len(items) and items[n + 1].low == "," and items[n - 1].low in _CIRCUMSTANCE


def _within(scene: Scene, n: int, found: list[int]) -> list[int]:
    """Those places, unless "at a conference" or the like stands before them."""
    items = scene.items
    for k in range(n + 1, found[0] - 2 if found else 0):
        occasion = items[k].kind == "prep" and items[k].low in _OCCASION and items[k + 1].kind in ("det", "poss")
        if occasion and items[k + 2].kind in ("word", "not_event", "not_actor", "speakers"):
            return []
    return found


def _joined(scene: Scene, found: list[int]) -> list[int]:
    """Places of a slot with what goes on after them: "in A and B has …", "to A and then to B"."""
    items = scene.items
    while found:
        j = found[-1] + 1
        if j + 1 >= len(items) or items[j].kind != "conj" or items[j].low == "but":
            break
        if items[j + 1].low in scene.lexicon.reaches and j + 3 < len(items) and items[j + 2].kind in ("prep", "to"):
            j += 2
        elif items[j + 1].kind in ("prep", "to") and j + 2 < len(items):
            before = items[found[0] - 1]
            j += before.kind == items[j + 1].kind and before.low == items[j + 1].low
        if items[j + 1].kind != "place" or not items[j + 1].value.cores:
            break
        found = [*found, j + 1]
    return found


def _where(scene: Scene, n: int) -> Places:
    """ "X, where there has been fighting"."""
    for k in range(n - 1, max(-1, n - 9), -1):
        if scene.items[k].low == "where" and k:
            at = past_locale(scene, k - 2 if scene.items[k - 1].low == "," and k > 1 else k - 1)
            return scene.places(scene.clause.joined(at)) if scene.items[at].kind == "place" else []
    return []


def past_locale(scene: Scene, at: int) -> int:
    """The item that "in the country's north", which ends at item ``at``, locates; else ``at``."""
    items, k = scene.items, at
    while k > 2 and items[k].kind in ("compass", "'s", "det"):
        k -= 1
    located = k < at and items[k].kind == "place" and items[k - 1].kind == "prep" and items[k - 2].kind == "place"
    return k - 2 if located else at


def _on_front(scene: Scene, n: int) -> Places:
    """ "X, a town on the front line", "X lies on the front line"."""
    items, k = scene.items, n - 1
    if not items[n].low.startswith("front"):
        return []
    while k > 0 and items[k].kind in ("det", "poss", "place_adj"):
        k -= 1
    if k < 1 or items[k].low not in ("on", "along"):
        return []
    if items[k - 1].kind == "place":
        named = scene.clause.named(k - 1)
        return scene.places([named]) if any(core.name for core in items[named].value.cores) else []
    if items[k - 1].kind != "be" and items[k - 1].low not in scene.lexicon.stands:
        return []
    subject = scene.clause._scan_left(scene.clause.verb_start(k - 1), 0)
    return scene.places([subject.place]) if subject.place is not None else []


def _told_by(scene: Scene, n: int) -> Places:
    """ "residents of X said fighting broke out": where those live who tell of it."""
    items, k = scene.items, n - 1
    while k > 0 and items[k].kind in ("det", "place_adj", "modifier", "vague", "relative"):
        k -= 1
    if k < 3 or items[k].kind != "say" or items[k - 1].kind != "place":
        return []
    local = items[k - 2].kind in ("of", "prep") and items[k - 3].kind in ("not_actor", "speakers")
    return scene.places([k - 1]) if local else []


def _object(scene: Scene, n: int) -> bool:
    """Whether the fighting is what somebody fled, condemned or spoke of: its place is not where that was done."""
    items, k = scene.items, n - 1
    while k > 0 and items[k].kind in ("det", "poss", "place_adj", "modifier", "vague", "adverb"):
        k -= 1
    return k >= 0 and (items[k].kind in ("say", "claim") or items[k].low.endswith("ed") or items[k].low == "about")


def _goal(scene: Scene, n: int) -> Places:
    """ "the battle to control X", "a fight to dislodge rebels from X"."""
    items = scene.items
    for k in range(n + 1, min(n + 4, len(items) - 1)):
        if items[k].kind == "to" and items[k + 1].kind == "verb" and items[k + 1].entries["verb"].data[0] in _GOALS:
            frame = items[k + 1].entries["verb"].data[1]
            found = scene.clause.object_places(k + 1) if "obj" in frame.place else []
            return scene.places(found or scene.clause.slot_places(k + 1, ["from", "in", "into", "of"]))
    return []


def _edges(scene: Scene, n: int) -> Places:
    """ "battles on the outskirts of X", "fighting around X"; what is only near X says nothing about X."""
    for k in range(n + 1, min(n + 12, len(scene.items) - 1)):
        item = scene.items[k]
        words = " ".join(scene.tokens.lows[item.i : item.j])
        if item.kind == "prep" and words in scene.lexicon.triggers.edges and scene.items[k + 1].kind == "place":
            found = scene.places([k + 1])
            if words != "around":
                return found
            return [(core, _NEAR if limit.scope == "whole" else limit, at) for core, limit, at in found]
        if item.kind in _ENDS:
            break
    return []


def _after(scene: Scene, n: int) -> Places:
    """The slots of the predicate: "… broke out at X", "… spread to X and Y", "… engulfed X"."""
    items = scene.items
    for k in range(n + 1, min(n + 12, len(items))):
        item = items[k]
        if item.has("occur") or (item.kind == "verb" and item.entries["verb"].data[0] == "fight"):
            found = scene.clause.object_places(k) or scene.clause.slot_places(k, ["in", "at", "to", "into", "for"])
            if found:
                return scene.places(_joined(scene, found))
        elif item.low in scene.lexicon.reaches:
            found = scene.clause.object_places(k) or scene.clause.slot_places(k, ["through", "to", "into"])
            if found:
                return scene.places(_joined(scene, found))
        elif item.kind in _ENDS:
            break
    return []


def _before(scene: Scene, n: int) -> Places:
    """The subject of what leads to the noun: a copula, a verb of seeing, "was rocked by", "was the scene of"."""
    items, lexicon = scene.items, scene.lexicon
    for k in range(n - 1, max(-1, n - 9), -1):
        item = items[k]
        by = item.low == "by" and k and items[k - 1].has("occur")
        if item.kind == "be" or item.low.startswith("remain") or item.low.split()[-1] in lexicon.witnesses or by:
            start = k - 1 if by else k
            subject = scene.clause._scan_left(scene.clause.verb_start(start), 0)
            return scene.places([subject.place]) if subject.place is not None else []
        adjective = k == n - 1 and item.kind == "not_event" and item.low.endswith("ed")
        if (
            not adjective
            and item.kind not in _BEFORE
            and scene.tokens.lows[item.j - 1] not in lexicon.triggers.scene_nouns
        ):
            break
    return []


def _fronted(scene: Scene, n: int) -> Places:
    """ "In X, clashes left ten dead"; "X clashes" with the name right before the noun."""
    found = fronted(scene, n - 1)
    if found or not n or scene.items[n - 1].kind != "place":
        return found
    return [place for place in scene.places([n - 1]) if place[0].known]
