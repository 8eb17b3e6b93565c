"""How near a side has come: "5 km from X", "at the gates of X", "on the road to X", "toward which A is advancing"."""

from __future__ import annotations

from territory.extract.clause.clauses import Subject
from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.said.moods import mood_of
from territory.extract.said.status import apply
from territory.extract.where.placenames import Limit, PlacePhrase
from territory.extract.who.actors import Actor

_FAR_KM = 100.0
_PASSED = frozenset({"time", "adverb", "about", "less_than", "more_than", "det", "not_known"})
_TO = frozenset({"within", "at", "on", "to", "just", "only", "one", "half"})
_ATTACK_WORDS = frozenset({"actor", "word", "place_adj", "modifier", "adverb", "vague"})
_STANDS = frozenset({"be", "verb", "not_event", "managed", "motion", "occur"})


def approach_claims(scene: Scene, k: int) -> list[Draft]:
    """A threat to the place at item k, whose phrase says how near to it a side stands."""
    items = scene.items
    phrase: PlacePhrase = items[k].value
    gates = phrase.head in scene.lexicon.gates
    if not gates and not _measured(scene, phrase):
        return []
    j = k - 1
    while j >= 0 and (items[j].kind in _PASSED or items[j].low in _TO):
        j -= 1
    if j < 0 or (gates and all(item.kind not in ("prep", "to") for item in items[j + 1 : k])):
        return []
    actors = _who_stands(scene, j, gates)
    places = [(core, Limit(), at) for core, _, at in scene.places([k]) if core.kind != "country"]
    made = scene.emit("threat", places, actors, [], k, "gates" if gates else "distance") if actors else []
    for draft in made if items[j].kind in _STANDS else []:
        apply(mood_of(scene, j), draft)
    return made


def under_attack(scene: Scene, k: int) -> list[Draft]:
    """ "X came under attack by A", "X was under rebel assault", "X is under threat from A"."""
    items, n = scene.items, k + 1
    if items[k].low != "under" or not k:
        return []
    while n < len(items) - 1 and items[n].kind in _ATTACK_WORDS:
        n += 1
    if n >= len(items) or scene.tokens.lows[items[n].j - 1] not in scene.lexicon.attacks:
        return []
    found = [items[m].value for m in range(k + 1, n) if items[m].kind == "actor"]
    found = found or scene.clause.slot_actor(n, ["by", "from"])
    actors = [a for a in (scene.actor(x) for x in found) if a is not None]
    subject = scene.clause._scan_left(scene.clause.verb_start(k - 1), 0)
    if subject.place is None or not actors:
        return []
    joined = scene.places(scene.clause.joined(subject.place))
    places = [(core, limit, at) for core, limit, at in joined if core.kind != "country"]
    made = scene.emit("threat", places, actors, [], n, "attacked", form="nominal")
    for draft in made:
        apply(mood_of(scene, k - 1), draft)
    return made


def road_claims(scene: Scene, k: int) -> list[Draft]:
    """ "A is on the road to X", "on its way to X"."""
    items = scene.items
    if scene.tokens.lows[items[k].i] not in scene.lexicon.ways_first:
        return []
    words = " ".join(scene.tokens.lows[items[k].i : items[k].i + 4])
    if not words.startswith(scene.lexicon.ways):
        return []
    place = next((m for m in range(k, min(k + 6, len(items))) if items[m].kind == "place"), None)
    j = k - 1
    while j > 0 and items[j].kind in ("adverb", "time"):
        j -= 1
    if place is None or j < 0 or items[j].kind != "be":
        return []
    actors = scene.who(scene.clause._scan_left(scene.clause.verb_start(j), 0))
    places = [(core, Limit(), at) for core, _, at in scene.places([place]) if core.kind != "country"]
    return scene.emit("threat", places, actors, [], k, "road") if actors else []


def _measured(scene: Scene, phrase: PlacePhrase) -> bool:
    """Whether the phrase gives a distance: in kilometres, or "a few miles from"."""
    if phrase.limit.distance_km is None and phrase.limit.scope != "near":
        return False
    lows = scene.tokens.lows[phrase.i : phrase.j]
    unit = next((n for n, low in enumerate(lows[:6]) if low in scene.lexicon.places.units_km), None)
    if unit is None or (phrase.head in lows and lows.index(phrase.head) < unit):
        return False
    if phrase.limit.distance_km is not None:
        return phrase.limit.distance_km <= _FAR_KM
    return True


def _who_stands(scene: Scene, j: int, gates: bool) -> list[Actor]:
    """Who is there, by what stands before the distance: be or a verb of place, "leaves A", "A, now"."""
    items, clause = scene.items, scene.clause
    item = items[j]
    word = item.low.split()[0]
    if item.kind == "be" or (gates and item.kind in _STANDS):
        start = clause.verb_start(j)
        if start and items[start - 1].has("noun") and "front" in items[start - 1].low:
            return _attackers(scene, start - 1)
        return scene.who(clause._scan_left(start, 0))
    if word in scene.lexicon.stands:
        return scene.who(clause.subject(j) if item.kind in item.entries else _subject_of(scene, j))
    moved = any(items[m].low.split()[0] in scene.lexicon.brings for m in range(max(0, j - 3), j))
    if item.kind == "actor" and moved:
        found = scene.actor(item.value)
        return [found] if found is not None else []
    if item.kind == "pron_actor" and moved:
        return scene.who(_subject_of(scene, j - 1))
    if item.low == "," and j and items[j - 1].kind == "actor" and j + 1 < len(items):
        found = scene.actor(items[j - 1].value) if items[j + 1].kind in ("adverb", "about", "less_than") else None
        return [found] if found is not None else []
    return []


def _subject_of(scene: Scene, j: int) -> Subject:
    """The subject of a word of place that the lexicon does not list as a verb: "closing to within"."""
    participle = scene.items[j].low.endswith("ing") and scene.items[max(0, j - 1)].kind != "be"
    return scene.clause._participle_subject(j, j, 0) if participle else scene.clause._scan_left(j, 0)


def _attackers(scene: Scene, n: int) -> list[Actor]:
    """Whose front line comes near: its possessor's, else the side that last took or threatened a place."""
    if n and scene.items[n - 1].kind == "poss":
        near = scene.pronoun_actor(n - 1)
        return [near] if near is not None else []
    for number, draft in reversed(scene.memory.drafts[-20:]):
        if scene.number - number > 8:
            break
        if draft.relation in ("gain", "threat", "siege") and draft.actor is not None and draft.actor.key is not None:
            return [Actor(draft.actor.key, draft.actor.text, 2)]
    return []
