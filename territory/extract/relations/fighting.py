"""Places that sides fight in or for: "clashes broke out in X", "A and B battled for X", "X has changed hands twice"."""

from __future__ import annotations

from territory.extract.clause.clauses import Subject
from territory.extract.clause.scene import Scene
from territory.extract.relations.battlefields import Places, fronted, later_places, past_locale, where_fought
from territory.extract.relations.combatants import (
    combatants,
    distinct,
    is_pair,
    last_two,
    listed_sides,
    parties,
    told_apart,
)
from territory.extract.relations.drafts import Draft
from territory.extract.relations.landmarks import spot, there
from territory.extract.relations.verb_places import antecedent
from territory.extract.said.status import modality, nominal_modality
from territory.extract.where.placenames import Limit
from territory.extract.who.actors import Actor
from territory.extract.words.lexicon_files import Frame

_UNSIDED = frozenset({"noun-contested", "fight"})


def fight_claims(scene: Scene, n: int) -> list[Draft]:
    """Claims of the fighting that the noun at item n names."""
    shots = scene.items[n].entries["noun"].value == "shots"
    if no_armed_fight(scene, n) or _over(scene, n) or (shots and not _heard(scene, n)):
        return []
    places = [] if shots else _aftermath(scene, n)
    sides = combatants(scene, n)
    if not places:
        places = where_fought(scene, n)
    elif not sides:
        draft = scene.drafts[-1]
        sides = [side for side in (draft.actor, draft.opponent) if side is not None]
    return fought(scene, places, sides, n, "noun-contested")


def fought(scene: Scene, places: Places, sides: list[Actor], at: int, rule: str, verb: bool = False) -> list[Draft]:
    """Contested drafts: one with the first two sides, one for each further side."""
    places = [p for p in places if p[0].kind != "country" or p[1].scope != "whole"]
    if not places:
        return []
    form = "verb" if verb else "nominal"
    made = scene.emit("contested", places, sides[:1], sides[1:2], at, rule, form=form)
    for other in sides[2:]:
        made += scene.emit("contested", places, [other], [], at, rule, form=form)
    for draft in made:
        (modality if verb else nominal_modality)(scene, at, draft)
    return made


def fight_verb(scene: Scene, v: int, frame: Frame, subject: Subject) -> list[Draft]:
    """Claims of a verb of fighting in the active voice; "fighting under the name of" is none."""
    if v + 1 < len(scene.items) and scene.items[v + 1].low == "under":
        return []
    two = _two(scene, subject, v)
    if (subject.blocked and not two) or (subject.place is not None and not scene.who(subject)):
        return []
    clause = scene.clause
    places: Places = []
    for slot in frame.place:
        indexes = [k for k in clause.slot_places(v, [slot]) if scene.items[k].value.head != "side"]
        places = places or scene.places(indexes)
    places = places or antecedent(scene, v) or spot(scene, v)
    if not places and clause.slot_places(v, ["near"]):
        return []
    places = (
        places
        or fronted(scene, (subject.index if subject.index >= 0 else clause.verb_start(v)) - 1)
        or there(scene, v)
        or [(c, Limit(), k) for c, lim, k in scene.places(later_places(scene, v)) if lim.words != "the side"]
    )
    sides = last_two(scene) if two else parties(scene, subject)
    against = clause.object_actor(v) or clause.slot_actor(v, [s for s in frame.opponent if s != "obj"])
    if against:
        sides = [*sides[:1], *told_apart(scene, against)]
    if not places and sided(scene, v, distinct(sides)):
        return []
    places = places or (meanwhile(scene, v, subject) if len(distinct(sides)) > 1 else [])
    known = subject.actors or two or any(side.key is not None for side in sides)
    return fought(scene, places, distinct(sides), v, "fight", verb=True) if known else []


def meanwhile(scene: Scene, v: int, subject: Subject) -> Places:
    """ "X was in chaos as A fought B": the only place of the clause that "as" goes on from."""
    items, k = scene.items, subject.index
    while k > 0 and items[k].low != "as":
        if items[k].kind in ("verb", "say", "place", "relative"):
            return []
        k -= 1
    named = [j for j in range(k) if items[j].kind == "place" and any(core.name for core in items[j].value.cores)]
    if not named or items[k].low != "as" or len({*named} - {*scene.clause.joined(named[-1])}) > 0:
        return []
    found = scene.places(scene.clause.joined(named[-1]))
    return [p for p in found if p[0].kind not in ("country", "province", "region") and p[1].scope != "near"]


def sided(scene: Scene, v: int, sides: list[Actor]) -> bool:
    """ "clashes rocked X as A fought B": the sides of fighting that the sentence has told of without them."""
    open_ = [d for d in scene.drafts if d.relation == "contested" and d.actor is None and d.rule in _UNSIDED]
    for draft in open_ if len(sides) > 1 else []:
        draft.actor, draft.opponent = sides[:2]
        draft.last = max(draft.last, v)
    return bool(open_) and len(sides) > 1


def fought_over(scene: Scene, v: int, subject: Subject) -> list[Draft]:
    """ "X has been fought over for weeks": the subject of the passive, with the preposition left behind."""
    after = scene.items[v + 1] if v + 1 < len(scene.items) else None
    if subject.place is None or after is None or after.low not in ("over", "for"):
        return []
    agents = [k for k in range(v + 2, min(v + 9, len(scene.items))) if scene.items[k].low in ("by", "between")]
    sides = next((found for k in agents if (found := distinct(listed_sides(scene, k)))), [])
    return fought(scene, scene.places(scene.clause.joined(subject.place)), sides, v, "fight", verb=True)


def divided(scene: Scene, v: int, subject: Subject) -> list[Draft]:
    """ "X is split between A and B", "control of X is divided", "described the town as divided between …"."""
    items = scene.items
    joins = ("between", "among", "by")
    between = next((k for k in range(v + 1, min(v + 4, len(items))) if items[k].low in joins), None)
    index = subject.place
    if v and items[v - 1].kind == "place":
        index = v - 1
    elif v > 1 and items[v - 1].low == "as" and items[v - 2].kind == "place":
        index = v - 2
    if index is None:
        index = _whose_control(scene, v)
    disputed = items[v].low.startswith("disput")
    if index is None or (between is None and (disputed or not scene.clause.passive(v))):
        return []
    partly = items[v].low.startswith(("contest", "disput"))
    found = scene.places(scene.clause.joined(index))
    places: Places = [(core, limit if partly else Limit(), k) for core, limit, k in found]
    sides = listed_sides(scene, between) if between is not None else []
    return fought(scene, places, distinct(sides), v, "divide", verb=True)


def swapped(scene: Scene, v: int, subject: Subject) -> list[Draft]:
    """ "X has changed hands several times": no one holds it for good."""
    items = scene.items
    if not any(i.kind == "have" or i.low.startswith("keep") for i in items[max(0, v - 4) : v]):
        return []
    again = any(i.low in scene.lexicon.triggers.repeated for i in items[max(0, v - 2) : v + 6])
    if subject.place is None or not again:
        return []
    return fought(scene, scene.places(scene.clause.joined(subject.place)), [], v, "swap", verb=True)


def shared_hold(subject: Subject) -> bool:
    """ "both sides hold parts of X": whoever they are, the place is divided."""
    return len(subject.actors) == 1 and is_pair(subject.actors[0])


def no_armed_fight(scene: Scene, n: int) -> bool:
    """ "a battle of words", "the fight against corruption", "clashes between protesters and police"."""
    items = scene.items
    if n and scene.tokens.lows[items[n].i - 1] in scene.lexicon.unarmed:
        return True
    after = items[n + 1] if n + 1 < len(items) else None
    if after is None or after.kind not in ("of", "prep") or after.low not in ("of", "against", "between", "with"):
        return False
    k = n + 2
    while k < len(items) and items[k].kind in ("det", "place_adj", "modifier", "vague", "num"):
        k += 1
    if k >= len(items):
        return False
    if after.low == "of":
        return items[k].kind == "word"
    following = items[k + 1].kind if k + 1 < len(items) else "punct"
    plain = items[k].kind == "not_actor" or (
        items[k].kind == "word" and following in ("prep", "conj", "punct", "occur")
    )
    return plain and not any(item.kind == "actor" for item in items[n + 2 : k])


def _two(scene: Scene, subject: Subject, v: int) -> bool:
    """Whether the subject is "the two", "the two allies", "both camps": two parties by another word."""
    lows = scene.tokens.lows
    if subject.blocked:
        item = scene.items[subject.index]
        return not {"two", "both"}.isdisjoint(lows[max(scene.span[0], item.i - 3) : item.j]) and item.low.endswith("s")
    start = scene.items[scene.clause.verb_start(v)].i
    return not subject.actors and lows[max(scene.span[0], start - 2) : start] == ["the", "two"]


def _whose_control(scene: Scene, v: int) -> int | None:
    """ "control of X is split": the place before the verb that "of" or "over" ties to the noun."""
    items, k = scene.items, past_locale(scene, scene.clause.brackets.left(scene.clause.verb_start(v)))
    if k < 2 or items[k].kind != "place" or items[k - 2].kind != "noun":
        return None
    return k if items[k - 2].entries["noun"].value == "control" else None


def _heard(scene: Scene, n: int) -> bool:
    """Whether the shots at item n are told as going on there, by who hears them or by a verb of happening."""
    return any(
        item.low.split()[-1] in scene.lexicon.hears or item.has("occur") or item.low in scene.lexicon.reaches
        for item in scene.items[max(0, n - 4) : n + 8]
    )


def _over(scene: Scene, n: int) -> bool:
    """ "the fighting has stopped", "clashes are no longer heard", "a lull in the fighting"."""
    items, lexicon = scene.items, scene.lexicon
    for k in range(n + 1, min(n + 12, len(items))):
        item = items[k]
        if item.kind in ("boundary", "relative", "say", "punct"):
            break
        if item.kind == "not" or item.low in lexicon.ceases:
            return True
        if item.kind in ("verb", "occur", "not_event", "managed"):
            break
    before = items[max(0, n - 4) : n]
    return any(item.low in lexicon.triggers.pauses for item in before) and any(
        item.low in ("in", "to", "of") for item in before
    )


def _aftermath(scene: Scene, n: int) -> Places:
    """ "took X after days of street battles": fighting that can only be in the place just taken."""
    lows = scene.tokens.lows
    item = scene.items[n]
    if scene.lexicon.urban.isdisjoint(lows[max(scene.span[0], item.i - 3) : item.j]) or not scene.drafts:
        return []
    for k in range(n - 1, max(-1, n - 10), -1):
        before = scene.items[k]
        if before.kind in ("boundary", "time") and before.low in ("after", "following", "amid", "during"):
            draft = scene.drafts[-1]
            return [(draft.core, Limit(), n)] if draft.trigger < k else []
        if before.kind in ("verb", "say", "place", "actor", "relative"):
            return []
    return []
