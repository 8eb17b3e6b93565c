"""Sieges as things that a side lays, keeps up or ends: "imposed a suffocating siege on X", "the siege was broken"."""

from __future__ import annotations

from territory.extract.actors import Actor
from territory.extract.drafts import Draft
from territory.extract.placenames import Core, Limit
from territory.extract.scene import Scene
from territory.extract.status import modality, nominal_modality

Places = list[tuple[Core, Limit, int]]
_BEFORE = frozenset(
    {"det", "poss", "place_adj", "word", "modifier", "vague", "num", "-", "actor", "'s", "people", "adverb", "time"}
)


def siege_claims(scene: Scene, n: int, places: Places, besiegers: list[Actor]) -> list[Draft]:
    """Claims of the siege at item n, by what the sentence says is done with it."""
    v = _governing(scene, n)
    ended = _ended(scene, n)
    if v is not None and _word(scene, v) in scene.lexicon.lifts:
        return _lifted(scene, v, places, _who(scene, v), besiegers)
    if ended is not None:
        by = [a for a in (scene.actor(x) for x in scene.clause.slot_actor(ended, ["by"])) if a is not None]
        return _lifted(scene, ended, places, by, besiegers)
    if v is not None and not besiegers and _word(scene, v) in scene.lexicon.lays and not scene.clause.passive(v):
        besiegers = _who(scene, v)
    made = scene.emit("siege", places, besiegers, [], n, "noun-siege", form="nominal")
    for draft in made:
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


def kept_under(scene: Scene, k: int) -> list[Actor]:
    """Who keeps a place under siege, for the predicate at item k: "troops have kept X under siege"."""
    items = scene.items
    j = k - 1
    while j > 0 and items[j].kind in ("place", "conj", "adverb", "time", "punct"):
        j -= 1
    if j < 1 or j == k - 1 or items[j].low.split()[0] not in scene.lexicon.keeps_under or scene.clause.passive(j):
        return []
    held = {core.name for m in range(j + 1, k) if items[m].kind == "place" for core in items[m].value.cores}
    scene.drafts = [d for d in scene.drafts if not (d.trigger == j and d.core.name in held)]
    return _who(scene, j)


def _lifted(scene: Scene, v: int, places: Places, actors: list[Actor], besiegers: list[Actor]) -> list[Draft]:
    made = scene.emit("siege_lifted", places, actors, besiegers, v, "siege-ended")
    for draft in made:
        modality(scene, v, draft)
    lasts = any(draft.status != "asserted" for draft in made)
    scene.emit("siege", places, besiegers, [], v, "presupposed", until=not lasts)
    return made


def _who(scene: Scene, v: int) -> list[Actor]:
    """Sides that are the subject of the word at v; a pronoun is read as of where it stands."""
    subject = scene.clause.subject(v)
    if subject.index >= 0 and not subject.actors and scene.items[subject.index].kind == "pron_actor":
        near = scene.pronoun_actor(subject.index)
        return [near] if near is not None else []
    return scene.who(subject)


def _word(scene: Scene, k: int) -> str:
    return scene.items[k].low.split()[0]


def _governing(scene: Scene, n: int) -> int | None:
    """The verb that has the siege as its object."""
    governing = (scene.lexicon.lays, scene.lexicon.lifts, scene.lexicon.endures)
    for k in range(n - 1, max(-1, n - 9), -1):
        if any(_word(scene, k) in verbs for verbs in governing):
            return k
        if scene.items[k].kind not in _BEFORE:
            return None
    return None


def _ended(scene: Scene, n: int) -> int | None:
    """ "the siege of X was broken": the participle after it."""
    items = scene.items
    for k in range(n + 1, min(n + 9, len(items))):
        if items[k].kind in ("boundary", "relative", "say", "verb"):
            return None
        if _word(scene, k) in scene.lexicon.lifts and items[k - 1].kind in ("be", "adverb"):
            return k
    return None
