"""Claims of verbs: frames say which slot is the place, who acts and who loses."""

from __future__ import annotations

from territory.extract.clause.clauses import Subject
from territory.extract.clause.scene import Scene
from territory.extract.relations.departures import ends_here, from_which, stationed_at
from territory.extract.relations.drafts import Draft
from territory.extract.relations.falls import fall_claims
from territory.extract.relations.fighting import divided, fight_verb, meanwhile, shared_hold, sided, swapped
from territory.extract.relations.gapping import gapped_claims
from territory.extract.relations.holding import left_claims, present_claims
from territory.extract.relations.passives import passive_claims
from territory.extract.relations.predicated import said_of
from territory.extract.relations.sieges import besieged_people
from territory.extract.relations.sites import site_places
from territory.extract.relations.verb_drafts import drafts_of, finite
from territory.extract.relations.verb_places import (
    Places,
    antecedent,
    positions,
    pronoun_object,
    relative_object,
    spoken_before,
    subject_names,
    there,
)
from territory.extract.relations.verb_sides import announcer, launcher, opponents_of, resolved, voice_of
from territory.extract.where.placenames import Core, Limit
from territory.extract.who.actors import Actor
from territory.extract.words.lexicon_files import Frame

_AGAINST = frozenset({"expel", "assault"})
_OF_SITES = frozenset({"take", "enter", "clear", "hand", "lose", "leave", "hold"})


def verb_claims(scene: Scene, v: int) -> list[Draft]:
    """Claims of the verb at item v."""
    entry = scene.items[v].entries["verb"]
    name, frame = entry.data
    if name == "present":
        return present_claims(scene, v)
    if name == "leave" and (made := left_claims(scene, v)):
        return made
    if frame.relation in ("contested", "threat") and _one_event(scene, v):
        return []
    passive = scene.clause.passive(v) and (name != "withdraw" or finite(scene, v))
    subject = scene.clause.subject(v)
    if passive and name not in ("fall", "swap"):
        made = passive_claims(scene, v, name, frame, subject)
    else:
        made = _active(scene, v, name, frame, subject)
    return made + gapped_claims(scene, v, made, passive) if made else made


def _one_event(scene: Scene, v: int) -> bool:
    """Whether the attack at item v only led to the taking told with it: "stormed and captured P"."""
    after = scene.clause.shares_object(v)
    return after > 0 and scene.items[after].entries["verb"].data[1].relation == "gain"


def _active(scene: Scene, v: int, name: str, frame: Frame, subject: Subject) -> list[Draft]:
    clause = scene.clause
    if name == "fight":
        return fight_verb(scene, v, frame, subject)
    if name in ("divide", "swap"):
        return divided(scene, v, subject) if name == "divide" else swapped(scene, v, subject)
    if name == "fall":
        return fall_claims(scene, v, frame, subject)
    if name == "belong":
        owners = resolved(scene, clause.object_actor(v))
        left = said_of(scene, v) if owners else []
        return drafts_of(scene, "control", left, owners, [], v, name, subject)
    reduced = v + 1 < len(scene.items) and scene.items[v + 1].kind == "prep"
    if scene.items[v].low == "surrounding" and v and scene.items[v - 1].kind in ("place", "word", "not_actor"):
        return []
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
    launching = None
    if not actors:
        actors, launching = launcher(scene, v)
    places: Places = []
    indexes: list[int] = []
    manned = 0
    for slot in frame.place:
        if name == "storm" and slot == "in" and _raid(scene, v):
            return []
        indexes = clause.object_places(v) if slot == "obj" else clause.slot_places(v, [slot])
        manned = manned or next((k for k in indexes if scene.items[k].value.open), 0)
        places = scene.places(indexes, opened=frame.relation not in ("threat", "siege"))
        if places:
            break
    if not places and name == "advance":
        places = [p for p in scene.places(clause.slot_places(v, ["in", "into"])) if p[1].distance_km is None]
        frame = frame.model_copy(update={"relation": "contested"}) if places else frame
    if not places and name == "advance" and actors and ends_here(scene, v):
        places = meanwhile(scene, v, subject)
    if not places and name in ("besiege", "storm", "advance", "assault", "flag", "sway", "prevail"):
        places = antecedent(scene, v, where=frame.relation != "threat")
    if not places and name == "hold" and v + 1 < len(scene.items) and scene.items[v + 1].low == "everything":
        places = scene.places(clause.slot_places(v, ["in"]))
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
    if name in ("lose", "leave"):
        takers = resolved(scene, clause.slot_actor(v, ["to"]))
        if takers:
            return drafts_of(scene, "gain", places, takers, actors, v, name, subject)
    if name == "hand" and not places and not actors and subject.place is not None:
        places = subject_names(scene, subject, v)
    if not places and name == "assault" and (manned or clause.slot_actor(v, ["against"])):
        places = scene.places(clause.slot_places(v, ["in"]))
    if not places and name == "lift" and actors:
        places = spoken_before(scene, v)
    if not places and name in ("besiege", "withdraw", "expel"):
        places = there(scene, v) or positions(scene, v, name)
    if not places and name in ("withdraw", "leave") and not indexes and ends_here(scene, v, strict=name == "leave"):
        places = stationed_at(scene, v, subject)
    opponents = opponents_of(scene, v, frame)
    if not places and name in ("arrive", "prevail") and ends_here(scene, v):
        places = [] if name == "prevail" and _recalled(scene, v) else _arrived(scene, v)
    if not places and name == "expel":
        places = from_which(scene, v)
    if name == "assault" and manned and not opponents:
        opponents = resolved(scene, clause.slot_actor(manned, ["of"]))
    if name == "hold" and (attackers := resolved(scene, clause.slot_actor(v, ["against"]))):
        sided(scene, v, [*actors[:1], *attackers[:1]])
    if name in _AGAINST and not places and sided(scene, v, [*actors[:1], *opponents[:1]]):
        return []
    if not actors and places and opponents and name in ("expel", "clear", "empty"):
        return drafts_of(scene, "loss", places, opponents, [], v, name, subject)
    if name == "expel" and not opponents:
        cleared = scene.places(clause.object_places(v)) or pronoun_object(scene, v)
        losers = resolved(scene, clause.slot_actor(v, ["of", "from"]))
        if cleared and losers and actors:
            return drafts_of(scene, "gain", cleared, actors, losers, v, "clear", subject)
    if frame.needs_opponent and not opponents:
        return []
    if frame.needs_actor:
        opponents, actors = actors, resolved(scene, clause.slot_actor(v, [s for s in frame.actor if s != "obj"]))
        if not actors:
            if name == "hand" and opponents:
                return drafts_of(scene, "loss", places, opponents, [], v, name, subject)
            return []
    if name == "lift":
        _presupposed(scene, v, places, opponents)
    agents = resolved(scene, clause.slot_actor(v, ["by"])) if name == "withdraw" and actors and places else []
    if agents and agents[0].key not in {None, *(a.key for a in actors)}:
        return drafts_of(scene, "gain", places, agents, actors, v, name, subject)
    if not places or not actors:
        return []
    if launching is not None and frame.relation in ("gain", "contested"):
        start = clause.subject(launching)
        return drafts_of(scene, "threat", places, actors, opponents, launching, "assault", start)
    each = v > 0 and scene.items[v - 1].low == "each" and len(actors) > 1
    relation = "contested" if name == "hold" and (each or shared_hold(subject)) else frame.relation
    return drafts_of(scene, relation, places, actors, opponents, v, name, subject)


def _left_with(scene: Scene, v: int, subject: Subject) -> list[Draft]:
    """ "leaving the army with only P": P is what it still holds."""
    holders = resolved(scene, scene.clause.object_actor(v))
    places = scene.places(scene.clause.slot_places(v, ["with"])) if holders else []
    return drafts_of(scene, "control", places, holders, [], v, "left with", subject) if places else []


def _flag(scene: Scene, v: int) -> bool:
    """Whether what is raised or planted is a flag."""
    return any(item.low in scene.lexicon.flags for item in scene.items[v + 1 : v + 7])


def _raid(scene: Scene, v: int) -> bool:
    """Whether only a house is stormed: "stormed several homes in P"."""
    return any(item.low in scene.lexicon.triggers.raided for item in scene.items[v + 1 : v + 4])


def _recalled(scene: Scene, v: int) -> bool:
    """Whether the clause of the verb at v only says when: "since they took control"."""
    return any(item.kind == "boundary" for item in scene.items[max(0, v - 8) : v])


def _arrived(scene: Scene, v: int) -> Places:
    """Where those who "moved in" or "took control" did so: the place last spoken of."""
    item = scene.items[v]
    mention = scene.spoken_of(item.i)
    if mention is None or scene.number - mention.sentence > 1:
        return []
    return [(Core(mention.name, mention.kind, item.i, item.j, True, "there", mention.within), Limit(), v)]


def _carried(scene: Scene, v: int, subject: Subject) -> list[Draft]:
    """ "buses evacuated the rebels from X": who is carried leaves."""
    losers = resolved(scene, scene.clause.object_actor(v))
    places = scene.places(scene.clause.slot_places(v, ["from"]))
    return drafts_of(scene, "loss", places, losers, [], v, "withdraw", subject) if losers and places else []


def _other_object(scene: Scene, v: int) -> bool:
    """Whether what is withdrawn is no force: diplomats, a motion, an offer."""
    for item in scene.items[v + 1 : v + 4]:
        if item.kind in ("not_actor", "speaker", "speakers"):
            return True
        if item.kind not in ("poss", "det", "word", "people"):
            return False
    return False


def _presupposed(scene: Scene, v: int, places: Places, opponents: list[Actor]) -> None:
    """ "to break a siege of X by Y" says that there is one."""
    besiegers = resolved(scene, scene.clause.slot_actor(v, ["by"]))
    start = scene.clause.verb_start(v)
    if besiegers or scene.items[start].kind in ("to", "planned", "failed"):
        scene.emit("siege", places, besiegers, [], v, "presupposed")
