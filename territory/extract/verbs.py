"""Claims of verbs: frames say which slot is the place, who acts and who loses."""

from __future__ import annotations

from territory.extract.actors import Actor
from territory.extract.clauses import Subject
from territory.extract.departures import ends_here, from_which, held_by, stationed_at
from territory.extract.drafts import Draft
from territory.extract.fighting import divided, fight_verb, fought_over, shared_hold, swapped
from territory.extract.lexicon_files import Frame
from territory.extract.placenames import Core, Limit
from territory.extract.scene import Scene
from territory.extract.sieges import besieged_people, encircled
from territory.extract.sites import site_places
from territory.extract.status import modality
from territory.extract.verb_places import (
    Places,
    antecedent,
    named_after,
    positions,
    pronoun_object,
    relative_object,
    subject_names,
    there,
)
from territory.extract.verb_sides import (
    announcer,
    context_actor,
    occupier,
    opponents_of,
    resolved,
    taker_said,
    voice_of,
)

# Coming and going says nothing of a country as a whole.
_MOVES = frozenset({"enter", "into", "arrive", "leave", "withdraw", "expel"})
_OF_SITES = frozenset({"take", "enter", "clear", "hand", "lose", "leave", "hold"})

# Power, phones and roads are cut and sealed too.
_PLAIN_SENSES = frozenset({"cut", "sealed", "trapped"})


def verb_claims(scene: Scene, v: int) -> list[Draft]:
    """Claims of the verb at item v."""
    entry = scene.items[v].entries["verb"]
    name, frame = entry.data
    passive = scene.clause.passive(v) and (name != "withdraw" or _finite(scene, v))
    subject = scene.clause.subject(v)
    if passive and name != "fall":
        return _passive(scene, v, name, frame, subject)
    return _active(scene, v, name, frame, subject)


def _active(scene: Scene, v: int, name: str, frame: Frame, subject: Subject) -> list[Draft]:
    clause = scene.clause
    if name == "fight":
        return fight_verb(scene, v, frame, subject)
    if name in ("divide", "swap"):
        return divided(scene, v, subject) if name == "divide" else swapped(scene, v, subject)
    if name == "fall":
        return _fall(scene, v, frame, subject)
    if name == "belong":
        owners = resolved(scene, clause.object_actor(v))
        left = subject_names(scene, subject) if owners else []
        return _made(scene, "control", left, owners, [], v, name, subject)
    reduced = v + 1 < len(scene.items) and scene.items[v + 1].kind == "prep"
    participle = name == "besiege" and "pp" in scene.items[v].entries["verb"].forms
    if participle and reduced and (made := besieged_people(scene, v)):
        return made
    actors = scene.who(subject)
    if subject.blocked:
        actors = voice_of(scene, v, subject) or announcer(scene, v)
        if not actors and name == "withdraw":
            return _carried(scene, v, subject)
        if not actors and name != "hand":
            return []
    actors = actors or announcer(scene, v)
    places: Places = []
    indexes: list[int] = []
    for slot in frame.place:
        indexes = clause.object_places(v) if slot == "obj" else clause.slot_places(v, [slot])
        places = scene.places(indexes, opened=frame.relation not in ("threat", "siege"))
        if places:
            break
    if not places and name == "advance":
        places = [p for p in scene.places(clause.slot_places(v, ["in", "into"])) if p[1].distance_km is None]
        frame = frame.model_copy(update={"relation": "contested"}) if places else frame
    if not places and name in ("besiege", "storm", "advance", "assault"):
        places = antecedent(scene, v, where=frame.relation != "threat")
    if not places and name in _OF_SITES:
        places = site_places(scene, v)
    if not places and "obj" in frame.place and frame.relation not in ("threat",):
        places = relative_object(scene, v, subject)
    if name == "withdraw" and v + 1 < len(scene.items) and _other_object(scene, v):
        return []
    if name == "leave" and (kept := _left_with(scene, v, subject)):
        return kept
    if name == "flag" and not _flag(scene, v):
        return []
    if not places and "obj" in frame.place:
        places = pronoun_object(scene, v)
    if name == "lose":
        takers = resolved(scene, clause.slot_actor(v, ["to"]))
        if takers:
            return _made(scene, "gain", places, takers, actors, v, name, subject)
    if name == "hand" and not places and not actors and subject.place is not None:
        places = subject_names(scene, subject)
    if not places and name in ("besiege", "withdraw", "expel"):
        places = there(scene, v) or positions(scene, v, name)
    if not places and name in ("withdraw", "leave") and not indexes and ends_here(scene, v, strict=name == "leave"):
        places = stationed_at(scene, v, subject)
    opponents = opponents_of(scene, v, frame)
    if not places and name == "arrive" and ends_here(scene, v):
        places = _arrived(scene, v)
    if not places and name == "expel":
        places = from_which(scene, v)
    if not actors and places and opponents and name in ("expel", "clear", "empty"):
        return _made(scene, "loss", places, opponents, [], v, name, subject)
    if name == "expel" and not opponents:
        cleared = scene.places(clause.object_places(v))
        losers = resolved(scene, clause.slot_actor(v, ["of", "from"]))
        if cleared and losers and actors:
            return _made(scene, "gain", cleared, actors, losers, v, "clear", subject)
    if frame.needs_opponent and not opponents:
        return []
    if frame.needs_actor:
        opponents, actors = actors, resolved(scene, clause.slot_actor(v, [s for s in frame.actor if s != "obj"]))
        if not actors:
            if name == "hand" and opponents:
                return _made(scene, "loss", places, opponents, [], v, name, subject)
            return []
    if name == "lift":
        _presupposed(scene, v, places, opponents)
    agents = resolved(scene, clause.slot_actor(v, ["by"])) if name == "withdraw" and actors and places else []
    if agents and agents[0].key not in {None, *(a.key for a in actors)}:
        return _made(scene, "gain", places, agents, actors, v, name, subject)
    if not places or not actors:
        return []
    relation = "contested" if name == "hold" and shared_hold(subject) else frame.relation
    return _made(scene, relation, places, actors, opponents, v, name, subject)


def _left_with(scene: Scene, v: int, subject: Subject) -> list[Draft]:
    """ "leaving the army with only P": P is what it still holds."""
    holders = resolved(scene, scene.clause.object_actor(v))
    places = scene.places(scene.clause.slot_places(v, ["with"])) if holders else []
    return _made(scene, "control", places, holders, [], v, "left with", subject) if places else []


def _complement(scene: Scene, k: int) -> bool:
    """Whether the place at k is only left in some state: "left X exposed", "left X in ruins"."""
    after = [item for item in scene.items[k + 1 : k + 3] if item.kind != "adverb"]
    if not after:
        return False
    states = scene.lexicon.left_states
    if after[0].kind == "prep" and after[0].low in ("in", "under"):
        return len(after) > 1 and (after[1].low in states or after[1].kind in ("noun", "actor"))
    return after[0].low == "without" or after[0].low in states or after[0].kind in ("besieged", "held")


def _flag(scene: Scene, v: int) -> bool:
    """Whether what is raised or planted is a flag."""
    return any(item.low in scene.lexicon.flags for item in scene.items[v + 1 : v + 7])


def _arrived(scene: Scene, v: int) -> Places:
    """Where those who "moved in" moved: the place last spoken of."""
    item = scene.items[v]
    mention = scene.spoken_of(item.i)
    if mention is None or scene.number - mention.sentence > 1:
        return []
    return [(Core(mention.name, mention.kind, item.i, item.j, True, "there", mention.within), Limit(), v)]


def _carried(scene: Scene, v: int, subject: Subject) -> list[Draft]:
    """ "buses evacuated the rebels from X": who is carried leaves."""
    losers = resolved(scene, scene.clause.object_actor(v))
    places = scene.places(scene.clause.slot_places(v, ["from"]))
    return _made(scene, "loss", places, losers, [], v, "withdraw", subject) if losers and places else []


def _made(
    scene: Scene,
    relation: str,
    places: Places,
    actors: list[Actor],
    opponents: list[Actor],
    v: int,
    name: str,
    subject: Subject,
) -> list[Draft]:
    at = (subject.index,) if subject.index >= 0 and abs(subject.index - v) < 14 else ()
    if name in _MOVES:
        places = [p for p in places if p[0].kind != "country" or p[1].scope != "whole"]
    if name == "leave" and places and _complement(scene, places[-1][2]):
        return []
    if relation == "contested":
        places = [p for p in places if p[0].kind != "country" or p[1].scope != "whole"]
    if name == "take" and _ground(scene, v):
        places = [(c, Limit("ground", "part", "areas") if lim.scope == "whole" else lim, k) for c, lim, k in places]
    if relation == "threat" and scene.items[v].low.startswith("attack"):
        places = [p for p in places if p[1].scope == "whole" and p[0].kind != "other"]
    if relation == "threat" and name != "advance":
        places = [p for p in places if p[1].scope != "near" or p[1].part_kind == "outskirts"]
    if relation == "siege":
        roads = [p for p in places if p[0].kind == "road"]
        if roads:
            relation, places = "gain", roads
    opponents = [o for o in opponents if o.key is None or o.key not in {a.key for a in actors}]
    if relation == "contested" and len(actors) > 1 and not opponents:
        actors, opponents = actors[:1], actors[1:]
    made = scene.emit(relation, places, actors, opponents, v, name, at=at)
    for draft in made:
        modality(scene, v, draft)
    return made


def _ground(scene: Scene, v: int) -> bool:
    """ "gained ground in X", "made inroads into X": some of it."""
    words = str(scene.items[v].entries["verb"].value).split()
    return bool({"ground", "gains", "inroads", "progress", "advances"} & {*words})


def _passive(scene: Scene, v: int, name: str, frame: Frame, subject: Subject) -> list[Draft]:
    clause, items = scene.clause, scene.items
    if name == "divide":
        return divided(scene, v, subject)
    if name == "fight" and (made := fought_over(scene, v, subject)):
        return made
    agents = resolved(scene, clause.slot_actor(v, ["by"]))
    if not agents and any(
        items[k].kind == "prep" and items[k].low == "by" for k in range(v + 1, min(v + 3, len(items)))
    ):
        nation = clause.slot_places(v, ["by"])
        agents = scene.place_as_side(nation[0]) if nation else []
        if not agents and frame.relation != "siege":
            return []
    opponents = resolved(scene, clause.slot_actor(v, [s for s in frame.opponent if s not in ("obj", "subj")]))
    index = subject.place if subject.place is not None and not subject.actors else None
    if v and items[v - 1].kind == "place" and not items[v - 1].value.open:
        index = v - 1
    elif v > 1 and items[v - 1].low == "," and items[v - 2].kind == "place" and not _finite(scene, v):
        index = v - 2
    fronted = _fronted(scene, v) if index is None and agents else []
    if fronted and name == "take":
        return _made(scene, "gain", fronted, agents, opponents, v, name, subject)
    named = named_after(scene, v, subject)
    if named and name == "take":
        agents = agents or taker_said(scene, v, opponents) or context_actor(scene, opponents)
        return _made(scene, "gain", scene.places(named), agents, opponents, v, name, subject) if agents else []
    relation = frame.relation
    if name == "besiege" and index is None and v > 1 and items[v - 1].low == "," and items[v - 2].kind == "place":
        index = v - 2
    pronoun = subject.index >= 0 and items[subject.index].low == "it"
    if name == "besiege" and index is None and not pronoun:
        return encircled(scene, v)
    if name == "expel" or name == "withdraw":
        losers = scene.who(subject)
        places = scene.places(clause.slot_places(v, ["from"])) or from_which(scene, v)
        if not places and ends_here(scene, v):
            places = held_by(scene, losers, v)
        if not losers or not places:
            return []
        if agents:
            return _made(scene, "gain", places, agents, losers, v, name, subject)
        return _made(scene, "loss", places, losers, [], v, name, subject)
    if (
        index is None
        and subject.index >= 0
        and items[subject.index].kind == "pron_actor"
        and items[subject.index].low == "it"
    ):
        places = scene.pronoun_places(subject.index)
    elif index is None:
        return []
    else:
        places = scene.described(index) or scene.places(clause.joined(index) if index < v else [index])
        if name == "besiege" and not agents and items[v].low in _PLAIN_SENSES:
            places = [p for p in places if p[0].known or p[0].kind != "unknown"]
        if index == v - 1 and not items[index].value.open:
            places = [(core, Limit() if limit.scope == "near" and core.name else limit, k) for core, limit, k in places]
    if name == "hand":
        taker = resolved(scene, clause.slot_actor(v, ["to"]))
        return _made(scene, "gain", places, taker, agents, v, name, subject) if taker else []
    if name == "leave" and not agents and _finite(scene, v):
        holder = next((key for key, m in scene.memory.holds.items() if places and m.name == places[0][0].name), None)
        return _made(scene, "loss", places, [Actor(holder, "", 2)], [], v, name, subject) if holder else []
    if name == "fight" or (name in ("advance", "assault", "leave", "enter", "into") and not agents):
        return []
    if (name == "hold" and not agents) or (name == "lose" and not agents and not _finite(scene, v)):
        return []
    dated = v + 1 < len(items) and items[v + 1].kind == "time"
    if name == "take" and not agents and not opponents and not _finite(scene, v) and not dated:
        return []
    if name in ("take", "clear") and not agents and (_finite(scene, v) or not opponents):
        occupied = items[v].entries["verb"].value == "occupy"
        agents = occupier(scene) if occupied else taker_said(scene, v, opponents) or context_actor(scene, opponents)
        if not agents and not _finite(scene, v):
            return []
        places = [p for p in places if p[0].known or p[0].kind != "unknown"]
        if index is not None and any(core.several is not None for core in items[index].value.cores):
            taken = {
                d.core.name
                for _, d in scene.memory.drafts[-12:]
                if d.relation == "gain" and d.status in ("asserted", "claimed")
            }
            places = [p for p in places if agents and p[0].name in taken]
    return _made(scene, relation, places, agents, opponents, v, name, subject)


def _fronted(scene: Scene, v: int) -> Places:
    """ "Taken by rebels in May, X …", "…: taken by rebels in May, it …": what the participle says it of."""
    items = scene.items
    if v and items[v - 1].low not in (":", ";", "-", "–", "—", "first", "once"):
        return []
    comma = next((k for k in range(v + 1, min(v + 12, len(items) - 1)) if items[k].low == ","), 0)
    if not comma:
        return []
    k = comma + 1
    while k < len(items) - 1 and items[k].kind == "det":
        k += 1
    return scene.pronoun_places(k) if items[k].low == "it" else scene.places([k]) if items[k].kind == "place" else []


def _other_object(scene: Scene, v: int) -> bool:
    """Whether what is withdrawn is no force: diplomats, a motion, an offer."""
    for item in scene.items[v + 1 : v + 4]:
        if item.kind in ("not_actor", "speaker", "speakers"):
            return True
        if item.kind not in ("poss", "det", "word", "people"):
            return False
    return False


def _finite(scene: Scene, v: int) -> bool:
    return any(scene.items[k].kind in ("be", "have", "motion") for k in range(max(0, v - 4), v))


def _fall(scene: Scene, v: int, frame: Frame, subject: Subject) -> list[Draft]:
    """ "X fell to Y", "X has fallen", "X has fallen from army control"."""
    passed = _control_of(scene, v)
    if passed:
        takers = resolved(scene, scene.clause.slot_actor(v, ["to", "into"]))
        return _made(scene, "gain", passed, takers, [], v, "fall", subject) if takers else []
    if subject.place is None:
        back = str(scene.items[v].entries["verb"].value).endswith(" back")
        left = scene.places(scene.clause.slot_places(v, ["from"])) if back and subject.actors else []
        return _made(scene, "loss", left, scene.who(subject), [], v, "withdraw", subject) if left else []
    places = subject_names(scene, subject)
    entry = scene.items[v].entries["verb"].value
    takers = resolved(scene, scene.clause.slot_actor(v, ["to", "into"]))
    if takers and takers[0].key is None and any(i.low == "hands" for i in scene.items[v : v + 6]):
        return []
    if takers:
        return _made(
            scene, "gain", places, takers, resolved(scene, scene.clause.slot_actor(v, ["from"])), v, "fall", subject
        )
    losers = resolved(scene, scene.clause.slot_actor(v, ["from"]))
    if not losers and entry == "fall" and not _into_something(scene, v):
        return _made(scene, "gain", [p for p in places if p[0].known], context_actor(scene, []), [], v, "fall", subject)
    if losers and entry in ("fall", "slip"):
        return _made(scene, "loss", places, losers, [], v, "fall", subject)
    return []


def _control_of(scene: Scene, v: int) -> Places:
    """ "control of P passed to A": P."""
    for k in range(v - 1, max(-1, v - 8), -1):
        item = scene.items[k]
        if item.kind == "noun" and item.entries["noun"].value == "control":
            return scene.places(scene.clause.slot_places(k, ["of", "over"]))
        if item.kind in ("verb", "boundary", "relative", "say", "prep"):
            break
    return []


def _presupposed(scene: Scene, v: int, places: Places, opponents: list[Actor]) -> None:
    """ "to break a siege of X by Y" says that there is one."""
    besiegers = resolved(scene, scene.clause.slot_actor(v, ["by"]))
    start = scene.clause.verb_start(v)
    if besiegers or scene.items[start].kind in ("to", "planned", "failed"):
        scene.emit("siege", places, besiegers, [], v, "presupposed")


def _into_something(scene: Scene, v: int) -> bool:
    """Whether what follows says that something else fell ("fell silent", "fell by 5 percent")."""
    after = scene.items[v + 1] if v + 1 < len(scene.items) else None
    return after is not None and after.kind not in ("punct", "time", "conj", "boundary", "relative", "say")
