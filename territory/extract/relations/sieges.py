"""Sieges as things that a side lays, keeps up or ends: "imposed a suffocating siege on X", "the siege was broken"."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.relations.battlefields import past_locale
from territory.extract.relations.drafts import Draft
from territory.extract.relations.verb_places import relative_object, spoken_before
from territory.extract.said.status import modality, nominal_modality
from territory.extract.where.placenames import Core, Limit
from territory.extract.who.actors import Actor

Places = list[tuple[Core, Limit, int]]
_BEFORE = frozenset(
    {"det", "poss", "place_adj", "word", "modifier", "vague", "num", "-", "actor", "'s", "people", "adverb", "time"}
)
_KEPT = frozenset({"place", "conj", "adverb", "time", "punct", "prep", "det", "compass", "'s"})


def siege_claims(scene: Scene, n: int, places: Places, besiegers: list[Actor]) -> list[Draft]:
    """Claims of the siege at item n, by what the sentence says is done with it."""
    besiegers = besiegers or declarers(scene, n)
    v = _governing(scene, n)
    ended = _ended(scene, n)
    if v is not None and _word(scene, v) in scene.lexicon.lifts:
        return _lifted(scene, v, places, _who(scene, v), besiegers)
    if ended is not None:
        return _lifted(scene, ended, places, _by(scene, ended), besiegers)
    if v is not None and not besiegers and _word(scene, v) in scene.lexicon.lays and not scene.clause.passive(v):
        besiegers = _who(scene, v)
    made = scene.emit("siege", places, besiegers, [], n, "noun-siege", form="nominal")
    withstood = v is not None and _word(scene, v) in scene.lexicon.endures
    for draft in made if not withstood else []:
        nominal_modality(scene, n, draft)
    return made


def endured(scene: Scene, n: int) -> Places:
    """ "X has withstood a siege": the place that does, for the siege at item n."""
    v = _governing(scene, n)
    if v is None or _word(scene, v) not in scene.lexicon.endures:
        return []
    subject = scene.clause._scan_left(scene.clause.verb_start(v), 0)
    if subject.place is not None:
        return scene.places([subject.place])
    if subject.index < 0 or scene.items[subject.index].low != "it":
        return []
    item = scene.items[subject.index]
    mention = scene.spoken_of(item.i)
    if mention is None:
        return []
    core = Core(mention.name, mention.kind, item.i, item.j, True, "it", mention.within)
    return [(core, Limit(), subject.index)]


def relieved(scene: Scene, n: int) -> Places:
    """ "reached X, ending a siege": the place named before, for the siege at item n."""
    v = _governing(scene, n)
    ends = v is not None and _word(scene, v) in scene.lexicon.lifts and _word(scene, v).endswith("ing")
    return spoken_before(scene, v) if v is not None and ends else []


def closed_off(scene: Scene, k: int) -> list[Draft]:
    """ "blocked all roads to X", "severed the last supply line into X": no way in is left."""
    items, lexicon = scene.items, scene.lexicon
    if scene.tokens.lows[items[k].j - 1] not in lexicon.roads:
        return []
    if lexicon.all_roads.isdisjoint(scene.tokens.lows[items[k].i : items[k].j]):
        return []
    v = k - 1
    while v > 0 and items[v].kind in ("det", "adverb", "word") and _word(scene, v) not in lexicon.closes_roads:
        v -= 1
    if v < 0 or _word(scene, v) not in lexicon.closes_roads:
        return []
    besiegers = _who(scene, v)
    places = scene.places(scene.clause.slot_places(k, ["to", "into", "from"])) if besiegers else []
    made = scene.emit("siege", [(c, Limit(), at) for c, _, at in places], besiegers, [], v, "closed-off")
    for draft in made:
        modality(scene, v, draft)
    return made


def besieged_people(scene: Scene, k: int) -> list[Draft]:
    """ "the besieged in X", "besieged residents of X", "soldiers besieged at X by A": where they are is besieged."""
    items = scene.items
    for j in range(k + 1, min(k + 6, len(items) - 1)):
        item = items[j]
        if item.kind in ("prep", "of") and items[j + 1].kind == "place":
            inside = item.kind == "of" or item.entries["prep"].value in ("in", "at")
            if not inside or (item.kind == "of" and j == k + 1):
                return []
            places = scene.places(scene.clause.coordinates(j + 1), opened=False)
            return scene.emit("siege", places, _by(scene, j), [], k, "besieged-people", form="adjectival")
        if item.kind not in ("not_actor", "actor", "head", "people", "speakers", "modifier", "time", "conj"):
            return []
    return []


def encircled(scene: Scene, v: int) -> list[Draft]:
    """ "soldiers in X are surrounded by A", "in X, the garrison was besieged": the place of who is besieged."""
    items = scene.items
    if items[min(v + 1, len(items) - 1)].kind == "prep":
        made = besieged_people(scene, v)
        if made:
            return made
    places = scene.places(scene.clause.slot_places(v, ["in", "at"])) or held_in(scene, scene.clause.verb_start(v))
    made = scene.emit("siege", places, _by(scene, v), [], v, "besiege")
    for draft in made:
        modality(scene, v, draft)
    return made


def held_in(scene: Scene, k: int) -> Places:
    """The place that "in" or "at" ties to the subject right before item k, or that opens the clause."""
    items, j = scene.items, k - 1
    while j > 1 and (items[j].kind in ("adverb", "time", "managed", "be", "have", "to") or items[j].low == "reported"):
        j -= 1
    j = past_locale(scene, scene.clause.brackets.left(j + 1))
    if j < 1 or items[j].kind == "place":
        tied = j > 1 and items[j - 1].kind == "prep" and items[j - 1].entries["prep"].value in ("in", "at")
        return scene.places([j], opened=False) if tied else []
    while j > 1 and items[j].kind in ("actor", "not_actor", "head", "det", "poss", "'s", "word", "place_adj", "num"):
        j -= 1
    if items[j].low == "," and j > 1:
        j -= 1
    opening = j > 0 and items[j].kind == "place" and items[j - 1].kind == "prep"
    if not opening or items[j - 1].entries["prep"].value not in ("in", "at"):
        return []
    return [place for place in scene.places([j], opened=False) if place[0].kind != "country"]


def ring_claims(scene: Scene, k: int) -> list[Draft]:
    """ "closing a ring around X", "the noose around X tightened": what encloses a place, as something drawn tight."""
    items, draws = scene.items, scene.lexicon.draws
    if items[k].low not in ("around", "on") or not k:
        return []
    ring = k - 1
    while ring > 0 and (items[ring].kind in ("be", "have", "adverb") or _word(scene, ring) in draws):
        ring -= 1
    if items[ring].low not in scene.lexicon.rings or (ring < k - 1 and items[k - 1].kind == "be"):
        return []
    drawn = k - 1 if ring < k - 1 else None
    v = (
        None
        if drawn is not None
        else next((j for j in range(k - 2, max(-1, k - 6), -1) if _word(scene, j) in draws), None)
    )
    after = drawn or next((j for j in range(k + 2, min(k + 6, len(items))) if _word(scene, j) in draws), None)
    if v is None and after is None:
        return []
    near = k + 1 < len(items) and items[k + 1].kind == "place"
    found = scene.clause.coordinates(k + 1) if near else scene.clause.slot_places(k, ["in", "at"])
    places = [(core, Limit(), at) for core, _, at in scene.places(found)]
    made = scene.emit("siege", places, _who(scene, v) if v is not None else [], [], k, "ring")
    for draft in made:
        modality(scene, v if v is not None else after or k, draft)
    return made


def without_doubles(drafts: list[Draft]) -> list[Draft]:
    """Sieges of a sentence without those that only repeat, unnamed, what another one says with its besieger."""
    named = {d.core.name for d in drafts if d.relation == "siege" and d.actor is not None}
    return [d for d in drafts if d.relation != "siege" or d.actor is not None or d.core.name not in named]


def kept_under(scene: Scene, k: int) -> tuple[list[Actor], Places]:
    """Who keeps what under siege, for the predicate at item k: "have kept X, a town in the east, under siege"."""
    items = scene.items
    j = k - 1
    while j > 0 and items[j].kind in _KEPT:
        j -= 1
    if j < 1 or items[j].low.split()[0] not in scene.lexicon.keeps_under or scene.clause.passive(j):
        return [], []
    held = {core.name for m in range(j + 1, k) if items[m].kind == "place" for core in items[m].value.cores}
    scene.drafts = [d for d in scene.drafts if not (d.trigger == j and d.core.name in held)]
    return _who(scene, j), scene.places(scene.clause.object_places(j))


def kept(scene: Scene, k: int) -> Places:
    """ "the city that A has kept under siege": what the relative clause before item k speaks of."""
    verb = scene.items[k - 1].low.split()[0] in scene.lexicon.keeps_under if k else False
    return relative_object(scene, k - 1, scene.clause.subject(k - 1)) if verb else []


def _lifted(scene: Scene, v: int, places: Places, actors: list[Actor], besiegers: list[Actor]) -> list[Draft]:
    made = scene.emit("siege_lifted", places, actors, besiegers, v, "siege-ended")
    for draft in made:
        modality(scene, v, draft)
    lasts = any(draft.status != "asserted" for draft in made)
    scene.emit("siege", places, besiegers, [], v, "presupposed", until=not lasts)
    return made


def _who(scene: Scene, v: int) -> list[Actor]:
    """Sides that are the subject of the word at v; a pronoun is read as of where it stands."""
    participle = scene.items[v].kind != "verb" and scene.items[v].low.endswith("ing")
    subject = scene.clause._participle_subject(v, v, 0) if participle else scene.clause.subject(v)
    if subject.index >= 0 and not subject.actors and scene.items[subject.index].kind == "pron_actor":
        near = scene.pronoun_actor(subject.index)
        return [near] if near is not None else []
    return scene.who(subject)


def _by(scene: Scene, k: int) -> list[Actor]:
    """Sides after "by" behind item k."""
    return [a for a in (scene.actor(x) for x in scene.clause.slot_actor(k, ["by"])) if a is not None]


def declarers(scene: Scene, n: int) -> list[Actor]:
    """ "the blockade of X imposed by A", "a siege that A has laid", "the blockade they imposed on X"."""
    for k in range(n + 1, min(n + 10, len(scene.items))):
        if scene.items[k].kind in ("boundary", "say") and _word(scene, k) not in scene.lexicon.lays:
            break
        if _word(scene, k) in scene.lexicon.lays:
            own = k > n + 1 and scene.items[k - 1].kind in ("actor", "pron_actor", "have", "adverb")
            return _by(scene, k) or (_who(scene, k) if own else [])
    return []


def _word(scene: Scene, k: int) -> str:
    return scene.items[k].low.split()[0]


def _governing(scene: Scene, n: int) -> int | None:
    """The verb that has the siege as its object."""
    governing = (scene.lexicon.lays, scene.lexicon.lifts, scene.lexicon.endures)
    for k in range(n - 1, max(-1, n - 9), -1):
        described = k > 0 and scene.items[k - 1].kind == "det"
        if not described and any(_word(scene, k) in verbs for verbs in governing):
            return k
        if scene.items[k].kind not in _BEFORE:
            return None
    return None


def _ended(scene: Scene, n: int) -> int | None:
    """ "the siege of X was broken": the participle after it."""
    items, k = scene.items, scene.clause.brackets.right(n)
    for _ in range(12):
        if k >= len(items) or items[k].kind in ("boundary", "relative", "say", "verb"):
            return None
        over = _word(scene, k) in scene.lexicon.over and _intransitive(scene, k)
        if over or (_word(scene, k) in scene.lexicon.lifts and items[k - 1].kind in ("be", "adverb")):
            return k
        k = scene.clause.brackets.right(k)
    return None


def _intransitive(scene: Scene, k: int) -> bool:
    """Whether nothing that could be an object follows the word at item k."""
    after = scene.items[k + 1] if k + 1 < len(scene.items) else None
    return after is None or after.kind in ("boundary", "time", "punct", "adverb", "prep")
