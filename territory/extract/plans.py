"""Claims about what did not come to pass: attacks beaten back, and statements that somebody denies."""

from __future__ import annotations

from dataclasses import replace

from territory.extract.actors import Actor
from territory.extract.drafts import Draft
from territory.extract.placenames import Core, Limit
from territory.extract.scene import Scene
from territory.extract.speech import party
from territory.extract.status import apply, mood_of

Places = list[tuple[Core, Limit, int]]
_BEFORE_NOUN = frozenset(
    {"det", "poss", "num", "vague", "word", "place_adj", "modifier", "actor", "'s", "people", "adverb", "cap", "-"}
    | {"place", "former", "managed", "time", "compass", "nation", "no_place", "org"}
)
_AT = ["on", "against", "in", "at", "near", "for", "towards", "into", "over"]


def repelled_claims(scene: Scene, k: int) -> list[Draft]:
    """ "A repelled B's attack on P", "the attack on P was repelled": B did not take P."""
    noun, passive = _attack(scene, k)
    if noun is None:
        return []
    defender = _defender(scene, k, passive)
    attacker = _attacker(scene, noun, k, defender)
    aim = _aim(scene, noun)
    if aim is not None and scene.items[aim].entries["verb"].data[1].relation != "gain":
        return []
    places = _aimed_at(scene, aim) if aim is not None else (scene.places(_slot(scene, noun)) or _on_it(scene, noun))
    definite = noun and (scene.items[noun - 1].kind in ("det", "poss") or scene.items[noun].kind == "actor")
    if not places and definite:
        earlier = scene.memory.earlier(scene.number)
        fights = next(
            (found for r in ("threat", "contested", "gain") if (found := [d for d in earlier if d.relation == r])), []
        )
        places = _once([(d.core, d.limit, noun) for d in fights])
        if attacker is None and fights:
            attacker = _other(fights[-1], defender)
    if not places or attacker is None:
        return []
    scene.drafts = [
        d for d in scene.drafts if not (min(noun, k) <= d.trigger and d.trigger <= max(noun, k) + 3 and _moot(d))
    ]
    opponents = [defender] if defender else []
    return scene.emit(
        "gain", places, [attacker], opponents, k, "repelled", form="nominal", at=(noun,), status="negated"
    )


def _moot(draft: Draft) -> bool:
    """Whether a draft is the beaten attack itself, so that it is said once."""
    return draft.relation in ("threat", "contested") or draft.status in ("planned", "negated")


def _once(places: Places) -> Places:
    found: dict[str, tuple[Core, Limit, int]] = {}
    for core, limit, index in places:
        found.setdefault(core.name or "", (core, limit, index))
    return list(found.values())


def _attack(scene: Scene, k: int) -> tuple[int | None, bool]:
    """(item of the noun that is beaten back, whether the verb is passive)."""
    items = scene.items
    if scene.clause.passive(k) or (k and items[k - 1].kind == "be"):
        for j in range(k - 1, max(-1, k - 16), -1):
            if items[j].kind in ("boundary", "say", "claim"):
                return None, True
            if _attackish(scene, j):
                return j, True
        return None, True
    for j in range(k + 1, min(k + 9, len(items))):
        item = items[j]
        if _attackish(scene, j):
            return j, False
        if item.kind not in _BEFORE_NOUN:
            return None, False
    return None, False


def _attackish(scene: Scene, j: int) -> bool:
    item = scene.items[j]
    low = scene.tokens.lows[item.j - 1]
    if item.kind in ("actor", "place", "prep", "boundary"):
        return False
    return low in scene.lexicon.offensive_nouns or low in scene.lexicon.attempt_nouns


def _defender(scene: Scene, k: int, passive: bool) -> Actor | None:
    if passive:
        found = scene.clause.slot_actor(k, ["by"])
        who = [a for a in (scene.actor(x) for x in found) if a is not None]
        speaker = _speaking_side(scene, k)
        who = who or ([speaker] if speaker is not None else [])
    else:
        who = scene.who(scene.clause.subject(k))
    return who[0] if who else None


def _speaking_side(scene: Scene, k: int) -> Actor | None:
    """The side whose word item k is, if it is a party's."""
    voices = scene.memory.voices
    speech = voices.over(scene, k) if voices is not None else None
    key = party(scene, speech) if speech is not None else None
    return Actor(key, speech.text, 3) if key is not None and speech is not None else None


def _attacker(scene: Scene, noun: int, k: int, defender: Actor | None) -> Actor | None:
    items = scene.items
    for j in range(noun - 1, max(-1, noun - 5), -1):
        item = items[j]
        if j == k:
            break
        if item.kind == "actor":
            return scene.actor(item.value)
        if item.kind in ("people", "nation"):
            return Actor(scene.sides.nation(str(item.entries[item.kind].value)), item.low, 3)
        if item.kind in ("verb", "say", "boundary", "prep", "of"):
            break
    by = scene.clause.slot_actor(noun, ["by", "from"])
    who = [a for a in (scene.actor(x) for x in by) if a is not None]
    if who and not (defender is not None and who[0].key == defender.key):
        return who[0]
    if defender is None:
        return None
    for mention in reversed(scene.memory.sides[-20:]):
        if scene.number - mention.sentence > 2:
            return None
        if mention.actor.key not in (None, defender.key):
            return mention.actor
    return None


def _slot(scene: Scene, noun: int) -> list[int]:
    """Place phrases after "attack on", looking past the holder: "on military positions in P"."""
    items = scene.items
    for k in range(noun + 1, min(noun + 9, len(items))):
        if items[k].kind in ("boundary", "relative", "verb", "say", "be"):
            break
        if items[k].kind == "prep" and items[k].entries["prep"].value in _AT:
            for j in range(k + 1, min(k + 5, len(items))):
                if items[j].kind == "place":
                    return scene.clause.coordinates(j)
                if items[j].kind not in ("det", "poss", "actor", "adverb", "place_adj", "word", "'s", "-", "vague"):
                    break
    return []


def _on_it(scene: Scene, noun: int) -> Places:
    """ "an attack on it": the place named last."""
    items = scene.items
    after = items[noun + 1 : noun + 3]
    if len(after) < 2 or after[0].kind != "prep" or after[1].low not in ("it", "them"):
        return []
    for j in range(noun - 1, -1, -1):
        if items[j].kind == "place" and items[j].value.cores:
            return scene.places([j])
    mention = scene.spoken_of(after[1].i)
    if mention is None:
        return []
    core = Core(mention.name, mention.kind, after[1].i, after[1].j, True, "it", mention.within)
    return [(core, Limit(), noun)]


def _aim(scene: Scene, noun: int) -> int | None:
    """The verb of "an attempt (by A) to storm P"."""
    items = scene.items
    for j in range(noun + 1, min(noun + 9, len(items))):
        if items[j].kind == "verb":
            return j if items[j - 1].kind in ("to", "prep", "adverb", "of") else None
        if items[j].kind not in ("to", "prep", "actor", "det", "of", "adverb"):
            return None
    return None


def _aimed_at(scene: Scene, v: int) -> Places:
    """The place that the verb at item v is about."""
    frame = scene.items[v].entries["verb"].data[1]
    for slot in frame.place:
        found = scene.clause.object_places(v) if slot == "obj" else scene.clause.slot_places(v, [slot])
        if found:
            return scene.places(found)
    return []


def attempt_claims(scene: Scene, noun: int) -> list[Draft]:
    """ "an attempt by A to take P (failed)", "A's plan to take P": the actor stands at the noun."""
    v = _aim(scene, noun)
    if v is None or any(d.trigger == v for d in scene.drafts):
        return []
    actor = _attacker(scene, noun, -1, None)
    relation = scene.items[v].entries["verb"].data[1].relation
    if actor is None or relation not in ("gain", "siege", "contested"):
        return []
    made = scene.emit(relation, _aimed_at(scene, v), [actor], [], v, "attempt", at=(noun,))
    for draft in made:
        apply(mood_of(scene, v), draft)
    return made


_UNMADE = frozenset({"prevent", "deny", "planned_nouns", "modal", "noun"})


def unmade_claims(scene: Scene) -> None:
    """Claims of a sentence about what did not come to pass; run when its other claims are known."""
    for k, item in enumerate(scene.items):
        if not item.entries or item.entries.keys().isdisjoint(_UNMADE):
            continue
        if "prevent" in item.entries:
            repelled_claims(scene, k)
        if "deny" in item.entries:
            denied_claims(scene, k)
        if "planned_nouns" in item.entries and item.kind not in ("actor", "place"):
            attempt_claims(scene, k)
        if item.kind == "modal" and item.low in scene.lexicon.status.future:
            next_claims(scene, k)
        if item.kind == "noun" and "noun" in item.entries and item.entries["noun"].value == "threat":
            prepared_claims(scene, k)


def next_claims(scene: Scene, k: int) -> list[Draft]:
    """ "P will be next": whoever took the place before means to take P."""
    items = scene.items
    following = [i.low for i in items[k + 1 : k + 5]]
    if "next" not in following or not any(i.kind == "be" for i in items[k + 1 : k + 3]):
        return []
    subject = scene.clause.subject(k + 1)
    if subject.place is None:
        return []
    return _meant(scene, scene.places([subject.place]), k)


def prepared_claims(scene: Scene, noun: int) -> list[Draft]:
    """ "an assault on P is being prepared", with nobody named."""
    if any(d.trigger == noun for d in scene.drafts):
        return []
    lows = scene.tokens.lows[scene.items[noun].j : scene.items[noun].j + 10]
    if not {"preparation", "prepared", "planned", "expected", "imminent"} & set(lows):
        return []
    return _meant(scene, scene.places(_slot(scene, noun)), noun)


def _meant(scene: Scene, places: Places, k: int) -> list[Draft]:
    recent = [d for n, d in scene.memory.drafts if scene.number - n <= 3 and d.relation == "gain"]
    speaker = _speaking_side(scene, k)
    takers = [speaker] if speaker else [d.actor for d in recent if d.actor is not None]
    if not takers or not places:
        return []
    return scene.emit("threat", places, takers[-1:], [], k, "meant", form="nominal", status="planned")


def _other(draft: Draft, defender: Actor | None) -> Actor | None:
    for side in (draft.actor, draft.opponent):
        if side is not None and side.key is not None and (defender is None or side.key != defender.key):
            return side
    return None


def denied_claims(scene: Scene, k: int) -> list[Draft]:
    """ "The army denied this", "a statement that Kyiv flatly denied": what was said before is denied."""
    items, lows = scene.items, scene.tokens.lows
    after = [i for i in items[k + 1 : k + 4] if i.kind not in ("det", "poss", "adverb")]
    words = {lows[i] for item in items[k + 1 : k + 4] for i in range(item.i, item.j)}
    closes = not after or after[0].kind in ("punct", "prep", "time", "conj")
    thing = bool(words & scene.lexicon.claim_nouns) or lows[items[k].j : items[k].j + 1] in (["it"], ["this"])
    if not closes and not thing:
        return []
    relative = any(i.kind == "relative" for i in items[max(0, k - 6) : k])
    said = [d for d in scene.drafts if d.trigger < k] if relative or scene.drafts else []
    if not said:
        said = scene.memory.earlier(scene.number, 1)
    said = [
        d
        for d in said
        if d.relation in ("gain", "control", "loss") and d.status == "asserted" and d.form != "adjectival"
    ]
    span = (min(d.first for d in said), k) if said and said[0] in scene.drafts else (k, k)
    made = [
        replace(d, status="denied", rule="denied", first=span[0], last=span[1], trigger=k, exceptions=[]) for d in said
    ]
    scene.drafts += made
    return made
