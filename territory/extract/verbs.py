"""Claims of verbs: frames say which slot is the place, who acts and who loses."""

from __future__ import annotations

from territory.extract.actors import Actor
from territory.extract.clauses import Subject
from territory.extract.drafts import Draft
from territory.extract.lexicon import Frame
from territory.extract.placenames import Core, Limit
from territory.extract.scene import Scene
from territory.extract.status import modality

Places = list[tuple[Core, Limit, int]]


def verb_claims(scene: Scene, v: int) -> list[Draft]:
    """Claims of the verb at item v."""
    entry = scene.items[v].entries["verb"]
    name, frame = entry.data
    passive = scene.clause.passive(v)
    subject = scene.clause.subject(v)
    if passive:
        return _passive(scene, v, name, frame, subject)
    return _active(scene, v, name, frame, subject)


def _active(scene: Scene, v: int, name: str, frame: Frame, subject: Subject) -> list[Draft]:
    clause = scene.clause
    if name == "divide":
        return []
    if name == "fall":
        return _fall(scene, v, frame, subject)
    if name == "belong":
        owners = _resolved(scene, clause.object_actor(v))
        left = _subject_names(scene, subject) if owners else []
        return _made(scene, "control", left, owners, [], v, name, subject)
    actors = scene.who(subject)
    if subject.blocked:
        actors = _voice(scene, v, subject)
        if not actors and name == "withdraw":
            return _carried(scene, v, subject)
        if not actors and name != "hand":
            return []
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
    if not places and name in ("fight", "besiege", "storm"):
        places = _where(scene, v) or (
            [(c, Limit(), i) for c, _, i in scene.places(clause.later_places(v))] if name == "fight" else []
        )
    if not places and "obj" in frame.place and frame.relation not in ("threat",):
        places = _gap(scene, v, subject)
    if name == "withdraw" and v + 1 < len(scene.items) and _other_object(scene, v):
        return []
    if name == "lose":
        takers = _resolved(scene, clause.slot_actor(v, ["to"]))
        if takers:
            return _made(scene, "gain", places, takers, actors, v, name, subject)
    if not places and "obj" in frame.place:
        places = _it_object(scene, v)
    if not places and name in ("besiege", "withdraw", "expel"):
        places = _there(scene, v) or _positions(scene, v, name)
    opponents = _opponents(scene, v, frame)
    if name == "expel" and not opponents:
        cleared = scene.places(clause.object_places(v))
        losers = _resolved(scene, clause.slot_actor(v, ["of", "from"]))
        if cleared and losers and actors:
            return _made(scene, "gain", cleared, actors, losers, v, "clear", subject)
    if frame.needs_opponent and not opponents:
        return []
    if frame.needs_actor:
        opponents, actors = actors, _resolved(scene, clause.slot_actor(v, [s for s in frame.actor if s != "obj"]))
        if not actors:
            if name == "hand" and opponents:
                return _made(scene, "loss", places, opponents, [], v, name, subject)
            return []
    if not places and frame.relation in ("loss", "gain") and name in ("withdraw", "expel"):
        places = _where_it_was(scene, v, frame, subject)
    if name == "lift":
        _presupposed(scene, v, places, opponents)
    if not places or (not actors and not _may_lack_actor(scene, v, name, subject)):
        return []
    return _made(scene, frame.relation, places, actors, opponents, v, name, subject)


def _voice(scene: Scene, v: int, subject: Subject) -> list[Actor]:
    """The side whose ministry or leader "claimed control of" a place."""
    item = scene.items[subject.index]
    claims = str(scene.items[v].entries["verb"].value).startswith("claim")
    return _resolved(scene, [item.value]) if claims and isinstance(item.value, Actor) else []


def _carried(scene: Scene, v: int, subject: Subject) -> list[Draft]:
    """ "buses evacuated the rebels from X": who is carried leaves."""
    losers = _resolved(scene, scene.clause.object_actor(v))
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
    if relation == "contested" and len(actors) > 1 and not opponents:
        actors, opponents = actors[:1], actors[1:]
    made = scene.emit(relation, places, actors, opponents, v, name, at=at)
    for draft in made:
        modality(scene, v, draft)
    return made


def _context_actor(scene: Scene, opponents: list[Actor]) -> list[Actor]:
    """Who took a place that "was captured": the side the text has just spoken of, when it is not the loser."""
    found = next(
        (
            draft.actor
            for number, draft in reversed(scene.memory.drafts[-12:])
            if draft.relation == "gain"
            and draft.actor is not None
            and draft.status in ("asserted", "claimed")
            and scene.number - number <= 3
        ),
        None,
    ) or scene.memory.pronoun(scene.number)
    if found is None or found.key in {o.key for o in opponents}:
        return []
    return [Actor(found.key, found.text, 2)]


def _ground(scene: Scene, v: int) -> bool:
    """ "gained ground in X", "made inroads into X": some of it."""
    words = str(scene.items[v].entries["verb"].value).split()
    return bool({"ground", "gains", "inroads", "progress", "advances"} & {*words})


def _occupier(scene: Scene) -> list[Actor]:
    """Who "still occupies" a place: the last side spoken of that is not the state's own."""
    for mention in reversed(scene.memory.sides[-20:]):
        if mention.actor.key != scene.sides.incumbent:
            return [mention.actor]
    return []


def _passive(scene: Scene, v: int, name: str, frame: Frame, subject: Subject) -> list[Draft]:
    clause, items = scene.clause, scene.items
    agents = _resolved(scene, clause.slot_actor(v, ["by"]))
    if not agents and any(
        items[k].kind == "prep" and items[k].low == "by" for k in range(v + 1, min(v + 3, len(items)))
    ):
        nation = clause.slot_places(v, ["by"])
        agents = scene.place_as_side(nation[0]) if nation else []
        if not agents and frame.relation != "siege":
            return []
    opponents = _resolved(scene, clause.slot_actor(v, [s for s in frame.opponent if s not in ("obj", "subj")]))
    index = subject.place if subject.place is not None and not subject.actors else None
    if v and items[v - 1].kind == "place" and not items[v - 1].value.open:
        index = v - 1
    index = _head(scene, index) if index is not None else None
    relation = frame.relation
    if name == "divide":
        sides = _resolved(scene, clause.slot_actor(v, ["between"]))
        if index is None:
            return []
        return _made(
            scene, "contested", [(c, Limit(), i) for c, _, i in scene.places([index])], sides, [], v, name, subject
        )
    if name == "besiege" and index is None and v > 1 and items[v - 1].low == "," and items[v - 2].kind == "place":
        index = v - 2
    pronoun = subject.index >= 0 and items[subject.index].low == "it"
    if name == "besiege" and index is None and not pronoun:
        places = scene.places(clause.slot_places(v, ["in", "at"]))
        return _made(scene, "siege", places, agents, [], v, name, subject) if places else []
    if name == "expel" or name == "withdraw":
        losers = scene.who(subject)
        places = scene.places(clause.slot_places(v, ["from"]))
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
        places = scene.described(index) or scene.places(_subjects(scene, index) if index < v else [index])
        places += _left_coordinates(scene, index)
        if index == v - 1 and not items[index].value.open:
            places = [(core, Limit() if limit.scope == "near" and core.name else limit, k) for core, limit, k in places]
    if name == "hand":
        taker = _resolved(scene, clause.slot_actor(v, ["to"]))
        return _made(scene, "gain", places, taker, agents, v, name, subject) if taker else []
    if name == "leave" and not agents and _finite(scene, v):
        holder = next((key for key, m in scene.memory.holds.items() if places and m.name == places[0][0].name), None)
        return _made(scene, "loss", places, [Actor(holder, "", 2)], [], v, name, subject) if holder else []
    if name == "fight" or (name in ("advance", "assault", "leave", "enter", "into") and not agents):
        return []
    if name == "hold" and not agents:
        return []
    if name == "take" and not agents and not opponents and not _finite(scene, v):
        return []
    if name in ("take", "clear") and not agents and _finite(scene, v):
        occupied = items[v].entries["verb"].value == "occupy"
        agents = _occupier(scene) if occupied else _context_actor(scene, opponents)
        places = [p for p in places if p[0].known or p[0].kind != "unknown"]
        if index is not None and any(core.several is not None for core in items[index].value.cores):
            taken = {
                d.core.name
                for _, d in scene.memory.drafts[-12:]
                if d.relation == "gain" and d.status in ("asserted", "claimed")
            }
            places = [p for p in places if agents and p[0].name in taken]
    return _made(scene, relation, places, agents, opponents, v, name, subject)


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


def _left_coordinates(scene: Scene, index: int) -> Places:
    """Places joined to the left of a subject: "X and Y were captured"."""
    found: Places = []
    k = index
    while (
        k >= 2
        and (scene.items[k - 1].kind == "conj" or scene.items[k - 1].low == ",")
        and scene.items[k - 2].kind == "place"
    ):
        k -= 2
        found += scene.places([k])
    return found


def _subjects(scene: Scene, index: int) -> list[int]:
    """The place at index and those joined to it; what follows only a comma and ends in one explains the first."""
    joined = scene.clause.coordinates(index)
    last = joined[-1]
    if (
        len(joined) == 2
        and scene.items[last - 1].low == ","
        and scene.items[min(last + 1, len(scene.items) - 1)].low == ","
    ):
        return joined[:1]
    return joined


def _head(scene: Scene, index: int) -> int:
    """The name that ", 700 km from Y," or ", the largest city of Y," before a verb explains; else the index itself."""
    items = scene.items
    if index + 1 >= len(items) or items[index + 1].low != "," or index < 2:
        return index
    k = index - 1
    while k > 0 and items[k].kind in ("det", "place_adj", "word", "num", "unit_km", "kind", "prep") and index - k < 7:
        k -= 1
    if items[k].low != "," or k < 1 or items[k - 1].kind != "place" or not items[k - 1].value.cores:
        return index
    return k - 1


def _subject_names(scene: Scene, subject: Subject) -> Places:
    """The places of a subject, with those joined to its left."""
    if subject.place is None:
        return []
    index = _head(scene, subject.place)
    return scene.places([index]) + _left_coordinates(scene, index)


def _fall(scene: Scene, v: int, frame: Frame, subject: Subject) -> list[Draft]:
    """ "X fell to Y", "X has fallen", "X has fallen from army control"."""
    if subject.place is None:
        back = str(scene.items[v].entries["verb"].value).endswith(" back")
        left = scene.places(scene.clause.slot_places(v, ["from"])) if back and subject.actors else []
        return _made(scene, "loss", left, scene.who(subject), [], v, "withdraw", subject) if left else []
    places = _subject_names(scene, subject)
    entry = scene.items[v].entries["verb"].value
    takers = _resolved(scene, scene.clause.slot_actor(v, ["to", "into"]))
    if takers and takers[0].key is None and any(i.low == "hands" for i in scene.items[v : v + 6]):
        return []
    if takers:
        return _made(
            scene, "gain", places, takers, _resolved(scene, scene.clause.slot_actor(v, ["from"])), v, "fall", subject
        )
    losers = _resolved(scene, scene.clause.slot_actor(v, ["from"]))
    if not losers and entry == "fall" and not _into_something(scene, v):
        return _made(
            scene, "gain", [p for p in places if p[0].known], _context_actor(scene, []), [], v, "fall", subject
        )
    if losers and entry in ("fall", "slip"):
        return _made(scene, "loss", places, losers, [], v, "fall", subject)
    return []


def _presupposed(scene: Scene, v: int, places: Places, opponents: list[Actor]) -> None:
    """ "to break a siege of X by Y" says that there is one."""
    besiegers = _resolved(scene, scene.clause.slot_actor(v, ["by"]))
    start = scene.clause.verb_start(v)
    if besiegers or scene.items[start].kind in ("to", "planned", "failed"):
        scene.emit("siege", places, besiegers, [], v, "presupposed")


def _it_object(scene: Scene, v: int) -> Places:
    """ "have surrounded it", "took it over", "retook them": what was spoken of."""
    k = v + 1
    verb = scene.items[v].entries["verb"]
    if k >= len(scene.items) or scene.items[k].low not in ("it", "them"):
        return []
    if scene.items[k].low == "them" and verb.data[0] not in ("take", "hold"):
        return []
    after = scene.items[k + 1] if k + 1 < len(scene.items) else None
    if after is not None and after.kind not in _AFTER_PRONOUN and after.low not in _SAME_TIME:
        return []
    return scene.pronoun_places(k)


_AFTER_PRONOUN = frozenset({"punct", "time", "prep", "conj", "boundary", "adverb", "not_event", "to"})
_SAME_TIME = frozenset({"the", "a", "an", "this", "that", "back", "over", "without", "once", "ever"})


def _positions(scene: Scene, v: int, name: str) -> Places:
    """ "withdrew from several of its positions", "cut off all routes out of the city"."""
    if name == "besiege":
        indexes = scene.clause.object_places(v)
        roads = {*scene.lexicon.places.kinds["road"]}
        if indexes and scene.items[indexes[0]].value.head in roads:
            return scene.places(scene.clause.slot_places(indexes[0], ["from", "to", "into"]))
        return []
    indexes = scene.clause.slot_places(v, ["from"]) if name == "withdraw" else []
    if name == "withdraw" and not indexes:
        return _left_behind(scene, v)
    if not indexes or not scene.items[indexes[0]].value.open:
        return []
    mention = scene.memory.definite("any", scene.number, "it")
    if mention is None:
        return []
    phrase = scene.items[indexes[0]].value
    core = Core(mention.name, mention.kind, phrase.i, phrase.j, True, "any", mention.within)
    return [(core, Limit(phrase.limit.words, "part", "areas"), indexes[0])]


def _left_behind(scene: Scene, v: int) -> Places:
    """ "they pulled out": the place that the same side was just said to hold or fight for."""
    after = scene.items[v + 1] if v + 1 < len(scene.items) else None
    if after is not None and after.kind not in ("punct", "time", "conj", "boundary"):
        return []
    actors = scene.who(scene.clause.subject(v))
    mention = scene.memory.holds.get(actors[0].key or "") if actors else None
    if mention is None or scene.number - mention.sentence > 2:
        return []
    item = scene.items[v]
    return [(Core(mention.name, mention.kind, item.i, item.j, True, "any", mention.within), Limit(), v)]


def _there(scene: Scene, v: int) -> Places:
    """ "besieging 200,000 people there": the place spoken of."""
    for k in range(v + 1, min(v + 8, len(scene.items))):
        item = scene.items[k]
        after = scene.items[k + 1].kind if k + 1 < len(scene.items) else ""
        if item.kind == "pron_place" and item.low == "there" and after not in ("be", "have"):
            mention = scene.memory.definite("any", scene.number, "there")
            if mention is None:
                return []
            return [(Core(mention.name, mention.kind, item.i, item.j, True, "there", mention.within), Limit(), k)]
        if item.kind in ("boundary", "say", "verb"):
            break
    return []


def _where(scene: Scene, v: int) -> Places:
    """ "X, where rebels are fighting the army": the antecedent."""
    for k in range(v - 1, max(-1, v - 9), -1):
        if scene.items[k].low == "where" and k and scene.items[k - 1].kind == "place":
            return scene.places([k - 1])
        if scene.items[k].kind in ("say", "boundary"):
            break
    return []


def _into_something(scene: Scene, v: int) -> bool:
    """Whether what follows says that something else fell ("fell silent", "fell by 5 percent")."""
    after = scene.items[v + 1] if v + 1 < len(scene.items) else None
    return after is not None and after.kind not in ("punct", "time", "conj", "boundary", "relative", "say")


def _gap(scene: Scene, v: int, subject: Subject) -> Places:
    """The object of a relative clause: "the areas (that) they hold", "the town which rebels captured"."""
    items = scene.items
    left = subject.index if subject.index >= 0 else scene.clause.verb_start(v)
    k = left - 1
    while k >= 0 and (items[k].kind in ("relative", "det", "adverb") or items[k].low == ","):
        k -= 1
    relative = any(items[m].kind == "relative" for m in range(k + 1, left))
    if k >= 0 and items[k].kind == "place" and left - k <= (5 if relative else 3):
        if any(items[m].low == "," for m in range(k + 1, left)) and not relative:
            return []
        if not relative and k <= 1:
            return []
        k = scene.clause.named(k)
        return scene.described(k) or scene.places([k])
    return []


def _opponents(scene: Scene, v: int, frame: Frame) -> list[Actor]:
    found: list[Actor] = []
    if "obj" in frame.opponent:
        found = scene.clause.object_actor(v)
    if not found:
        slots = [s for s in frame.opponent if s not in ("obj", "subj")]
        found = scene.clause.slot_actor(v, slots) if slots else []
    return _resolved(scene, found)


def _resolved(scene: Scene, actors: list[Actor]) -> list[Actor]:
    return [a for a in (scene.actor(x) for x in actors) if a is not None]


def _where_it_was(scene: Scene, v: int, frame: Frame, subject: Subject) -> Places:
    """ "the army pulled back": the place is the one just spoken of, only when the clause names no other."""
    return []


def _may_lack_actor(scene: Scene, v: int, name: str, subject: Subject) -> bool:
    return False
