"""Claims of passives and of participles: "X was captured by A", "X, captured last year", "taken by A in May, X …"."""

from __future__ import annotations

from territory.extract.clause.clauses import Subject
from territory.extract.clause.scene import Scene
from territory.extract.relations.departures import ends_here, from_which, held_by
from territory.extract.relations.drafts import Draft
from territory.extract.relations.falls import control_of
from territory.extract.relations.fighting import divided, fought_over
from territory.extract.relations.locations import lies_in
from territory.extract.relations.predicated import at_home
from territory.extract.relations.sieges import encircled
from territory.extract.relations.verb_drafts import drafts_of, finite
from territory.extract.relations.verb_places import Places, named_after
from territory.extract.relations.verb_sides import context_actor, occupier, resolved, taker_said
from territory.extract.where.placenames import Limit
from territory.extract.who.actors import Actor
from territory.extract.words.lexicon_files import Frame

# Power, phones and roads are cut and sealed too.
_PLAIN_SENSES = frozenset({"cut", "sealed", "trapped"})

# Who is repelled had not got there.
_THROWN_BACK = frozenset({"repel", "push", "push back", "drive", "drive back", "beat back", "chase", "rout", "dispel"})


def passive_claims(scene: Scene, v: int, name: str, frame: Frame, subject: Subject) -> list[Draft]:
    clause, items = scene.clause, scene.items
    if name == "divide":
        return divided(scene, v, subject)
    if name == "fight" and (made := fought_over(scene, v, subject)):
        return made
    if subject.place is not None and not subject.actors and items[v].entries["verb"].value in scene.lexicon.clears:
        name, frame = "clear", scene.lexicon.triggers.frames["clear"]
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
    if (
        v
        and items[v - 1].kind == "place"
        and (not items[v - 1].value.open or (index is None and lies_in(scene, v - 1)))
    ):
        index = v - 1
    elif (apart := _set_off(scene, v)) and not finite(scene, v):
        index = apart
    elif index is None and not finite(scene, v) and v and items[v - 1].kind == "conj":
        index = _explained(scene, v)
    if index is None and name == "hold" and agents and subject.index >= 0 and (home := at_home(scene, subject.index)):
        return drafts_of(scene, "control", home, agents, opponents, v, name, subject)
    fronted = _fronted(scene, v) if index is None and agents else []
    if fronted and name == "take":
        return drafts_of(scene, "gain", fronted, agents, opponents, v, name, subject)
    named = named_after(scene, v, subject)
    if named and agents and name == "hold":
        return drafts_of(scene, "control", scene.places(named), agents, opponents, v, name, subject)
    if named and name == "take":
        agents = agents or taker_said(scene, v, opponents) or context_actor(scene, opponents)
        return drafts_of(scene, "gain", scene.places(named), agents, opponents, v, name, subject) if agents else []
    relation = frame.relation
    if name == "besiege" and index is None and v > 1 and items[v - 1].low == "," and items[v - 2].kind == "place":
        index = v - 2
    pronoun = subject.index >= 0 and items[subject.index].low == "it"
    if name == "storm" and not agents:
        return []
    if name == "besiege" and not agents and _by_land(scene, v):
        return []
    if name == "besiege" and index is None and not pronoun:
        return encircled(scene, v)
    if name == "expel" or name == "withdraw":
        losers = scene.who(subject)
        places = scene.places(clause.slot_places(v, ["from"])) or from_which(scene, v)
        if not places and ends_here(scene, v) and items[v].entries["verb"].value not in _THROWN_BACK:
            places = held_by(scene, losers, v)
        if not losers or not places:
            return []
        if agents:
            return drafts_of(scene, "gain", places, agents, losers, v, name, subject)
        return drafts_of(scene, "loss", places, losers, [], v, name, subject)
    if (
        index is None
        and subject.index >= 0
        and items[subject.index].kind == "pron_actor"
        and items[subject.index].low == "it"
    ):
        places = scene.pronoun_places(subject.index)
    elif index is None:
        places = _both(scene, v) or (control_of(scene, v) if name in ("hand", "take", "lose") else [])
        if not places:
            return []
    else:
        lying = lies_in(scene, index) if relation == "control" else []
        places = (
            lying
            or scene.described(index)
            or scene.places([*clause.meant(index), *clause.gapped(v)] if index < v else [index])
        )
        if name == "besiege" and not agents and items[v].low in _PLAIN_SENSES:
            places = [p for p in places if p[0].known or p[0].kind != "unknown"]
        if index == v - 1 and not items[index].value.open:
            places = [(core, Limit() if limit.scope == "near" and core.name else limit, k) for core, limit, k in places]
    if name in ("hand", "lose") and (name == "hand" or resolved(scene, clause.slot_actor(v, ["to"]))):
        taker = resolved(scene, clause.slot_actor(v, ["to"]))
        return drafts_of(scene, "gain", places, taker, agents, v, name, subject) if taker else []
    if name == "leave" and not agents and finite(scene, v):
        holder = next((key for key, m in scene.memory.holds.items() if places and m.name == places[0][0].name), None)
        return drafts_of(scene, "loss", places, [Actor(holder, "", 2)], [], v, name, subject) if holder else []
    if name == "fight" or (name in ("advance", "assault", "leave", "enter", "into") and not agents):
        return []
    if (name == "hold" and not agents) or (name == "lose" and not agents and not finite(scene, v)):
        return []
    dated = v + 1 < len(items) and items[v + 1].kind == "time"
    declared = index is not None and index == v - 1 and index > 0 and items[index - 1].kind == "claim"
    bare = not agents and not opponents and not finite(scene, v)
    if name in ("take", "clear") and bare and not dated and not declared:
        return []
    if name in ("take", "clear") and not agents and (finite(scene, v) or not opponents):
        occupied = items[v].entries["verb"].value == "occupy"
        agents = occupier(scene) if occupied else taker_said(scene, v, opponents) or context_actor(scene, opponents)
        if not agents and not finite(scene, v):
            return []
        places = [p for p in places if p[0].known or p[0].kind != "unknown"]
        if index is not None and any(core.several is not None for core in items[index].value.cores):
            taken = {
                d.core.name
                for _, d in scene.memory.drafts[-12:]
                if d.relation == "gain" and d.status in ("asserted", "claimed")
            }
            places = [p for p in places if agents and p[0].name in taken]
    return drafts_of(scene, relation, places, agents, opponents, v, name, subject)


def _set_off(scene: Scene, v: int) -> int:
    """The place that a participle behind a comma explains: "P, taken by A", "P, once held by A"; 0 without one."""
    k = v - 1
    while k > 1 and scene.items[k].kind in ("adverb", "former", "time"):
        k -= 1
    if k < v - 1 and scene.items[k].kind == "place":
        return k
    return k - 1 if k > 0 and scene.items[k].low == "," and scene.items[k - 1].kind == "place" else 0


def _by_land(scene: Scene, v: int) -> bool:
    """ "surrounded by hills": what lies around a place besieges no one."""
    after = scene.items[v + 1 : v + 4]
    if not after or after[0].low != "by":
        return False
    return any(i.kind == "place" and all(c.nation is None for c in i.value.cores) for i in after[1:])


def _both(scene: Scene, v: int) -> Places:
    """ "Both were taken by rebels": the two places just listed."""
    start = scene.clause.verb_start(v)
    at = next((k for k in (start, start - 1) if k >= 0 and scene.items[k].low == "both"), -1)
    return scene.pronoun_places(at) if at >= 0 else []


def _explained(scene: Scene, v: int) -> int | None:
    """The place that a participle explains together with a noun: "P, home to 40,000 people and held by A"."""
    clause = scene.clause.brackets.around(v)
    named = clause is not None and clause.kind == "apposition" and clause.head >= 0
    return clause.head if clause is not None and named and scene.items[clause.head].kind == "place" else None


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
