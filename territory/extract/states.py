"""Claims of states: "X is under the control of Y", "in full control of X", "fell into the hands of Y"."""

from __future__ import annotations

from territory.extract.actors import Actor
from territory.extract.adjectives import describes, name_before
from territory.extract.drafts import Draft
from territory.extract.exceptions import only_claims
from territory.extract.items import Item
from territory.extract.placenames import Core, Limit, PlacePhrase
from territory.extract.scene import Scene
from territory.extract.sieges import kept_under


def state_claims(scene: Scene, k: int) -> list[Draft]:
    """Claims of "under … control", "in … hands", "under siege" that start at item k."""
    items = scene.items
    item = items[k]
    value = item.entries["prep"].value if item.kind == "prep" else "to"
    if value == "in" and (made := _in_control_of(scene, k)):
        return made
    end, actor, noun = _predicate(scene, k)
    if noun is None:
        return []
    siege = noun in ("siege", "blockade", "encirclement")
    motion = _motion(scene, k)
    if value == "under" and siege:
        relation = "siege"
    elif (
        (
            value == "under"
            and noun
            in (
                "control",
                "rule",
                "occupation",
                "grip",
                "domination",
                "hands",
                "hold",
                "thumb",
                "yoke",
                "sway",
                "authority",
            )
        )
        or (value == "in" and noun in ("hands", "grip", "control"))
        or value in ("from", "near")
        or (value in ("to", "into") and noun in ("control", "rule", "hands", "grip"))
    ):
        relation = "control"
    else:
        return []
    negated = value in ("from", "near") or (k and items[k - 1].kind == "not")
    if siege and value != "under":
        return []
    if value in ("to", "into", "from") and motion is None and item.low in ("to", "into", "from"):
        return []
    places = _shared(scene, k, _subject_places(scene, k))
    if actor is None and siege and motion is not None and scene.items[motion].low.startswith(("plac", "put", "bring")):
        who = scene.who(scene.clause.subject(motion))
        actor = who[0] if who else None
    keepers = kept_under(scene, k) if siege and actor is None else []
    if keepers:
        actor = keepers[0]
    if actor is None and not siege:
        return []
    if relation == "control" and motion is not None and not negated:
        relation = "gain"
    actors = [actor] if actor is not None else []
    made = scene.emit(relation, places, actors, [], k, "state", at=(end - 1,))
    if relation == "control" and not negated:
        only_claims(scene, k, made)
    if negated:
        for draft in made:
            if value == "from" and motion is not None:
                draft.relation = "loss"
            else:
                draft.status = "negated"
    return made


def _shared(scene: Scene, k: int, places: list[tuple[Core, Limit, int]]) -> list[tuple[Core, Limit, int]]:
    """ "X is almost entirely under … control": the share stands before the predicate."""
    for j in range(k - 1, max(-1, k - 3), -1):
        item = scene.items[j]
        if item.kind == "share" and item.entries["share"].value != (1.0, 1.0):
            text = scene.tokens.text[scene.tokens.starts[item.i] : scene.tokens.ends[item.j - 1]]
            limit = Limit(text, "part", "share", extent=item.entries["share"].value)
            return [(core, limit, index) for core, _, index in places]
    return places


def _in_control_of(scene: Scene, k: int) -> list[Draft]:
    """ "A is now in full control of X"."""
    items = scene.items
    n = next(
        (m for m in range(k + 1, min(k + 4, len(items))) if items[m].has("noun") and items[m].low == "control"), None
    )
    if n is None or n + 2 >= len(items) or items[n + 1].kind != "of" or items[n + 2].kind != "place":
        return []
    j = k - 1
    while j > 0 and items[j].kind == "adverb":
        j -= 1
    if j < 1 or items[j].kind != "be":
        return []
    actors = scene.who(scene.clause.subject_before(j))
    return (
        scene.emit("control", scene.places(scene.clause.coordinates(n + 2)), actors, [], k, "state") if actors else []
    )


def _motion(scene: Scene, k: int) -> int | None:
    """A verb of becoming before a predicate: come, fall, return, bring (back)."""
    for j in range(k - 1, max(-1, k - 6), -1):
        item = scene.items[j]
        if (
            item.kind == "motion"
            or item.has("motion")
            or item.low == "back"
            or (item.kind == "verb" and item.entries["verb"].data[0] == "fall")
        ):
            return j
        if item.kind not in ("adverb", "place", "time", "be", "have", "actor", "word", "conj", "det"):
            return None
    return None


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
        elif (
            item.kind in ("noun", "verb", "head")
            and item.has("noun")
            and item.entries["noun"].value in ("control", "siege")
        ):
            noun = item.low
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


def _subject_places(scene: Scene, k: int) -> list[tuple[Core, Limit, int]]:
    """The place phrase that a predicate at item k is about."""
    items = scene.items
    start = scene.clause.verb_start(k)
    if start < k and start and items[start - 1].kind == "conj":
        earlier = next((j for j in range(start - 2, -1, -1) if items[j].kind in ("be", "verb", "have")), None)
        if earlier is not None:
            subject = scene.clause._scan_left(scene.clause.verb_start(earlier), 0)
            if subject.place is not None:
                return scene.places([subject.place])
    j = k
    while (j := scene.clause.brackets.left(j)) >= 0:
        item = items[j]
        if item.kind == "place":
            qualified = j + 1 < len(items) and items[j + 1].kind == "relative" and items[j + 1].low in ("which", "that")
            if (
                j
                and not qualified
                and items[j - 1].kind in ("prep", "of", "to")
                and _copula(items, j, k)
                and items[j - 1].kind != "of"
            ):
                continue
            j = scene.clause.named(j)
            phrase = items[j].value
            said_of = describes(scene, phrase) and (phrase.open or scene.tokens.lows[phrase.i] == "one")
            return (name_before(scene, j) if said_of else []) or scene.places(scene.clause.joined(j))
        if item.kind in ("pron_place", "pron_actor") and item.low in ("it",):
            return scene.pronoun_places(j)
        if item.kind in ("boundary", "say") and not any(items[m].low == "," for m in range(j + 1, k)):
            return []
    return []


def _copula(items: list[Item], j: int, k: int) -> bool:
    return any(items[m].kind in ("be", "motion", "verb") for m in range(j + 1, k))


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
