"""Claims of adjectives in a place phrase: "rebel-held X", "its capital X", "besieged X"."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.relations.locations import lies_in
from territory.extract.where.antecedents import PlaceMention
from territory.extract.where.placenames import Core, Limit, PlacePhrase


def holder_claims(scene: Scene, k: int) -> list[Draft]:
    """Claims of the adjectives inside the place phrase at item k."""
    phrase: PlacePhrase = scene.items[k].value
    made: list[Draft] = _own_capital(scene, k)
    if _institution(scene, k):
        return made
    for relation, actor, _, _ in phrase.holders:
        who = scene.actor(actor)
        predicative = _predicative(scene, k)
        apposed = name_before(scene, k) if describes(scene, phrase) or predicative else []
        named = scene.clause.including(k) if phrase.open else []
        places = (
            apposed
            or lies_in(scene, k)
            or _named_behind(scene, k)
            or scene.places(named)
            or _introduced(scene, k)
            or scene.places([k])
        )
        if phrase.limit_before_holder and not apposed:
            places = [(core, Limit(), index) for core, _, index in places]
        if who is not None:
            rule = ("held-predicate" if predicative else "held-apposed") if apposed else "held"
            held = scene.emit(relation, places, [who], [], k, rule, form="adjectival")
            for draft in held if phrase.former or (k and scene.items[k - 1].kind == "former") else []:
                draft.until = draft.background = True
            made += held
    return made


def _institution(scene: Scene, k: int) -> bool:
    """Whether the name only names what is run: "Houthi-run Al Masirah television", "the rebel-run Shaam network"."""
    after = scene.items[k + 1] if k + 1 < len(scene.items) else None
    return after is not None and scene.tokens.lows[after.i] in scene.lexicon.institutions


def _introduced(scene: Scene, k: int) -> list[tuple[Core, Limit, int]]:
    """ "a rebel-held village in the north": the village that the text names just before or after."""
    phrase: PlacePhrase = scene.items[k].value
    head = scene.lexicon.kind_of_noun.get(phrase.head)
    if scene.tokens.lows[phrase.i] not in ("a", "an") or head in (None, "province", "district"):
        return []
    if any(core.name is None for core in phrase.cores):
        return []
    mention = scene.memory.introduced(head, scene.number)
    if mention is None:
        return []
    return [(Core(mention.name, mention.kind, phrase.i, phrase.j, True, "introduced", mention.within), Limit(), k)]


def _own_capital(scene: Scene, k: int) -> list[Draft]:
    """ "its Syrian capital of Raqqa", "their stronghold Raqqa": held by who "its" is."""
    phrase: PlacePhrase = scene.items[k].value
    lexicon = scene.lexicon
    if phrase.possessor not in lexicon.possessives or not phrase.cores:
        return []
    if {*lexicon.triggers.strong_only, "capital"}.isdisjoint(scene.tokens.lows[phrase.i : phrase.j]):
        return []
    owner = scene.pronoun_actor(k)
    return (
        scene.emit("control", scene.places([k]), [owner], [], k, "capital", form="adjectival")
        if owner is not None
        else []
    )


def describes(scene: Scene, phrase: PlacePhrase) -> bool:
    """Whether a phrase describes the name before it: "another rebel-held area", "the last rebel-held town"."""
    lows = scene.tokens.lows[phrase.i : phrase.i + 4]
    if lows[0] in ("a", "an", "another", "one"):
        return True
    single = any(
        w in ("only", "last", "remaining", "first", "main") or (len(w) > 5 and w.endswith("est")) for w in lows
    )
    return single and phrase.limit.extent is None


def _named_behind(scene: Scene, k: int) -> list[tuple[Core, Limit, int]]:
    """ "the last rebel outpost in the region, X, has": the name between commas behind the description."""
    items, phrase = scene.items, scene.items[k].value
    if not describes(scene, phrase) or any(core.name for core in phrase.cores) or k + 2 >= len(items):
        return []
    closed = k + 3 >= len(items) or items[k + 3].kind == "punct"
    behind = items[k + 1].low == "," and items[k + 2].kind == "place" and closed
    return scene.places([k + 2]) if behind and any(core.name for core in items[k + 2].value.cores) else []


def _predicative(scene: Scene, k: int) -> bool:
    """Whether the phrase at item k is what something is said to be: "most of X is rebel territory"."""
    j = k - 1
    while j > 0 and scene.items[j].kind in ("adverb", "not", "time", "former"):
        j -= 1
    phrase: PlacePhrase = scene.items[k].value
    said = phrase.open or phrase.head in scene.lexicon.triggers.strong_only
    return j > 0 and scene.items[j].kind == "be" and said


def name_before(scene: Scene, k: int) -> list[tuple[Core, Limit, int]]:
    """ "X, a rebel-held district": an indefinite phrase after the name that it describes."""
    left = scene.clause.brackets.left
    j = left(k)
    while j >= 0 and k - j < 24:
        item = scene.items[j]
        if item.kind == "place" and item.value.cores:
            return scene.places([j])
        if item.kind == "pron_actor" and item.low == "it" and j < k - 1:
            return scene.pronoun_places(j)
        if item.kind not in ("-", "be", "adverb", "det", "time", "former") and item.low not in (",", '"', "by"):
            break
        j = left(j)
    return []


def besieged_claims(scene: Scene, k: int) -> list[Draft]:
    """ "the besieged X", "divided X": adjectives that need no side."""
    phrase: PlacePhrase = scene.items[k].value
    if any(relation == "siege" for relation, *_ in phrase.holders):
        return []
    lows = scene.tokens.lows[phrase.i : phrase.j]
    if not scene.lexicon.divided.isdisjoint(lows) and not _compounded(scene, phrase):
        whole = [(core, Limit(), index) for core, _, index in scene.places([k], opened=False)]
        return scene.emit("contested", whole, [], [], k, "divided", form="adjectival")
    if scene.lexicon.besieged.isdisjoint(lows):
        return []
    if phrase.cores and phrase.cores[0].definite and scene.memory.besieged:
        last = scene.memory.besieged[-1]
        core = Core(last.name, last.kind, phrase.i, phrase.j, True, "besieged", last.within)
        return scene.emit("siege", [(core, Limit(), k)], [], [], k, "besieged", form="adjectival")
    listed = scene.clause.including(k) if phrase.open else []
    places = scene.places(listed) or scene.places([k], opened=not phrase.open)
    for core, _, _ in places:
        scene.memory.besieged.append(PlaceMention(core.name or "", core.kind, core.within, scene.number))
    return scene.emit("siege", places, [], [], k, "besieged", form="adjectival")


def _compounded(scene: Scene, phrase: PlacePhrase) -> bool:
    """Whether the adjective is the second half of a compound, which tells of the past: "long-contested"."""
    lows, divided = scene.tokens.lows, scene.lexicon.divided
    at = next(i for i in range(phrase.i, phrase.j) if lows[i] in divided)
    return at > phrase.i and lows[at - 1] == "-"


def _won(event: Draft | None) -> bool:
    return event is not None and event.relation == "gain" and event.limit.scope == "whole"


def taken_from_holders(drafts: list[Draft]) -> list[Draft]:
    """ "captured rebel-held X", "captured the contested X": who held it lost it, and it is fought over no more."""
    taken = {
        (d.core.i, d.core.name): d
        for d in drafts
        if d.relation in ("gain", "loss") and d.rule != "held" and d.status == "asserted"
    }
    kept = []
    for draft in drafts:
        event = (
            taken.get((draft.core.i, draft.core.name)) if draft.rule == "held" and draft.relation == "control" else None
        )
        if (
            event is not None
            and event.relation == "gain"
            and event.actor is not None
            and draft.actor is not None
            and event.actor.key != draft.actor.key
        ):
            event.opponent = event.opponent or draft.actor
            continue
        if draft.rule == "divided" and _won(taken.get((draft.core.i, draft.core.name))):
            continue
        kept.append(draft)
    return kept
