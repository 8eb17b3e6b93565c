"""Attacks beaten back: the place was not taken, whoever attacked it."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.said.speech import party
from territory.extract.where.placenames import Core, Limit
from territory.extract.who.actors import Actor

Places = list[tuple[Core, Limit, int]]
_BEFORE_NOUN = frozenset(
    {"det", "poss", "num", "vague", "word", "place_adj", "modifier", "actor", "'s", "people", "adverb", "cap", "-"}
    | {"place", "former", "managed", "time", "compass", "nation", "no_place", "org"}
)
_AIMS = ("gain", "contested", "threat")
_AT = ["on", "against", "in", "at", "near", "for", "towards", "into", "over"]


def repelled_claims(scene: Scene, k: int) -> list[Draft]:
    """ "A repelled B's attack on P", "the attack on P was repelled": B did not take P."""
    noun, passive = _attack(scene, k)
    if noun is None or _not_done(scene, k):
        return []
    defender = _defender(scene, k, passive)
    attacker = attacker_of(scene, noun, k, defender)
    if attacker is not None and attacker.key is None:
        attacker = _other_side(scene, defender) or attacker
    aim = aim_of(scene, noun)
    if aim is not None and scene.items[aim].entries["verb"].data[1].relation not in _AIMS:
        return []
    places = aimed_at(scene, aim) if aim is not None else (scene.places(aimed_slot(scene, noun)) or _on_it(scene, noun))
    definite = noun and (scene.items[noun - 1].kind in ("det", "poss") or scene.items[noun].kind == "actor")
    if not places and definite:
        own = [d for d in scene.drafts if d.trigger < noun and d.status == "asserted"]
        earlier = own or scene.memory.earlier(scene.number)
        fights = next(
            (found for r in ("threat", "contested", "gain") if (found := [d for d in earlier if d.relation == r])), []
        )
        places = _once([(d.core, d.limit, noun) for d in fights])
        if attacker is None and fights:
            attacker = _other(fights[-1], defender)
    if not places or attacker is None:
        return []
    scene.drafts = [
        d
        for d in scene.drafts
        if not (min(noun, k) <= d.trigger and (d.trigger <= max(noun, k) + 3 or d.trigger == aim) and _moot(d))
    ]
    opponents = [defender] if defender else []
    return scene.emit(
        "gain", places, [attacker], opponents, k, "repelled", form="nominal", at=(noun,), status="negated"
    )


def _not_done(scene: Scene, k: int) -> bool:
    """Whether the attack has still to be beaten back, or was not: "an attempt to stop", "could not repel"."""
    start = scene.clause.verb_start(k)
    before = scene.items[start - 1] if start else None
    if before is not None and before.kind == "boundary" and scene.tokens.lows[before.j - 1] == "to":
        return True
    kinds = {i.kind for i in scene.items[start:k]}
    return bool(kinds & {"modal", "not", "failed", "planned"}) or ("to" in kinds and "managed" not in kinds)


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
        speaker = speaking_side(scene, k)
        who = who or ([speaker] if speaker is not None else [])
    else:
        who = scene.who(scene.clause.subject(k))
    return who[0] if who else None


def thrown_back(scene: Scene, k: int) -> list[Draft]:
    """ "B attacked P but were thrown back", "B stormed P. The army drove them out": B did not take P."""
    items = scene.items
    if _not_done(scene, k):
        return []
    passive = scene.clause.passive(k) or (k > 0 and items[k - 1].kind == "be")
    if passive:
        beaten = scene.who(scene.clause.subject(k))
        defender = _defender(scene, k, True)
    elif (met := _met(scene, k)) is not None:
        beaten, defender = [met], _defender(scene, k, False)
    else:
        target = items[k + 1] if k + 1 < len(items) else None
        if target is None or not (target.low == "them" or (target.kind == "det" and _attackers(scene, k + 2))):
            return []
        defender = _defender(scene, k, False)
        found = _other_side(scene, defender)
        beaten = [found] if found is not None else []
    key = beaten[0].key if beaten else None
    if key is None or any(i.kind == "prep" and i.low in ("from", "into", "to") for i in items[k + 1 : k + 3]):
        return []
    own = [d for d in scene.drafts if _tried(d, key) and (d.trigger < k or _told_after(scene, k, d.trigger))]
    said = own or [d for d in scene.memory.earlier(scene.number, 1) if _tried(d, key)]
    if not said:
        return []
    scene.drafts = [d for d in scene.drafts if not any(d is o for o in own) or d.relation == "gain"]
    places = _once([(d.core, d.limit, d.trigger if own else k) for d in said])
    opponents = [defender] if defender is not None else []
    return scene.emit("gain", places, beaten[:1], opponents, k, "repelled", form="nominal", status="negated")


def _met(scene: Scene, k: int) -> Actor | None:
    """ "beat back B who tried to enter P": whom the verb has as its object, told of in a relative clause."""
    items = scene.items
    j = k + 1
    while j < len(items) and items[j].kind in ("det", "vague", "num", "place_adj", "modifier"):
        j += 1
    if j >= len(items) or items[j].kind != "actor":
        return None
    after = next((i for i in items[j + 1 : j + 7] if i.kind not in ("of", "det", "actor", "linker", "adverb")), None)
    return scene.actor(items[j].value) if after is not None and after.kind == "relative" else None


def _told_after(scene: Scene, k: int, trigger: int) -> bool:
    """Whether the attempt at item ``trigger`` is told behind its defeat at k: "were repulsed when they tried"."""
    between = scene.items[k + 1 : trigger]
    if not between or len(between) > 8:
        return False
    return any(i.kind == "relative" or (i.kind == "boundary" and i.low in ("when", "as", "while")) for i in between)


def _attackers(scene: Scene, k: int) -> bool:
    return k < len(scene.items) and scene.tokens.lows[scene.items[k].j - 1] in ("attackers", "assailants", "invaders")


def _tried(draft: Draft, key: str) -> bool:
    """Whether a draft says that a side attacked or tried to take a place."""
    if draft.actor is None or draft.actor.key != key or draft.status not in ("asserted", "planned"):
        return False
    return draft.relation in ("threat", "contested") or (draft.relation == "gain" and draft.status == "planned")


def _other_side(scene: Scene, defender: Actor | None) -> Actor | None:
    """The side spoken of last that is not the defender."""
    if defender is None:
        return None
    recent = [m.actor for m in scene.memory.sides[-20:] if scene.number - m.sentence <= 2]
    others = [a for a in reversed(recent) if a.key not in (None, defender.key)]
    state = defender.key in scene.state_sides
    return next((a for a in others if (a.key in scene.state_sides) != state), others[0] if others else None)


def defended_claims(scene: Scene, noun: int) -> list[Draft]:
    """ "A defended P against several assaults by B": B did not take P."""
    items = scene.items
    against = next((k for k in range(noun - 1, max(-1, noun - 7), -1) if items[k].low == "against"), None)
    if against is None:
        return []
    for k in range(against - 1, max(-1, against - 9), -1):
        if items[k].kind == "verb" and items[k].entries["verb"].value in ("defend", "hold", "keep"):
            defender = _defender(scene, k, False)
            attacker = attacker_of(scene, noun, against, defender)
            places = scene.places(scene.clause.object_places(k))
            if attacker is None or not places:
                return []
            return scene.emit(
                "gain", places, [attacker], [], noun, "repelled", form="nominal", at=(k,), status="negated"
            )
    return []


def attacker_of(scene: Scene, noun: int, k: int, defender: Actor | None) -> Actor | None:
    items = scene.items
    if isinstance(items[noun].value, Actor):
        return scene.actor(items[noun].value)
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
    return _other_side(scene, defender)


def aimed_slot(scene: Scene, noun: int) -> list[int]:
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


def aim_of(scene: Scene, noun: int) -> int | None:
    """The verb of "an attempt (by A) to storm P"."""
    items = scene.items
    for j in range(noun + 1, min(noun + 11, len(items))):
        if items[j].kind == "verb":
            return j if items[j - 1].kind in ("to", "prep", "adverb", "of") else None
        aimed = items[j].kind == "be" and any(i.kind == "to" for i in items[j + 1 : j + 3])
        if not aimed and items[j].kind not in ("to", "prep", "actor", "det", "of", "adverb", "conj", "poss"):
            return None
    return None


def aimed_at(scene: Scene, v: int) -> Places:
    """The place that the verb at item v is about."""
    frame = scene.items[v].entries["verb"].data[1]
    for slot in frame.place:
        found = scene.clause.object_places(v) if slot == "obj" else scene.clause.slot_places(v, [slot])
        if found:
            return scene.places(found)
    return []


def speaking_side(scene: Scene, k: int) -> Actor | None:
    """The side whose word item k is, if it is a party's."""
    voices = scene.memory.voices
    speech = voices.over(scene, k) if voices is not None else None
    key = party(scene, speech) if speech is not None else None
    return Actor(key, speech.text, 3) if key is not None and speech is not None else None


def _other(draft: Draft, defender: Actor | None) -> Actor | None:
    for side in (draft.actor, draft.opponent):
        if side is not None and side.key is not None and (defender is None or side.key != defender.key):
            return side
    return None
