"""Claims of falling: "X fell to A", "X has fallen", "control of X passed to A"."""

from __future__ import annotations

from territory.extract.clause.clauses import Subject
from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.relations.verb_drafts import drafts_of
from territory.extract.relations.verb_places import Places, subject_names
from territory.extract.relations.verb_sides import context_actor, long_ago, resolved
from territory.extract.who.actors import Actor
from territory.extract.words.lexicon_files import Frame


def fall_claims(scene: Scene, v: int, frame: Frame, subject: Subject) -> list[Draft]:
    """ "X fell to Y", "X has fallen", "X has fallen from army control"."""
    passed = control_of(scene, v)
    if passed:
        takers = resolved(scene, scene.clause.slot_actor(v, ["to", "into"]))
        return drafts_of(scene, "gain", passed, takers, [], v, "fall", subject) if takers else []
    if subject.place is None and subject.index >= 0 and scene.items[subject.index].low == "it":
        takers = resolved(scene, scene.clause.slot_actor(v, ["to", "into"]))
        places = scene.pronoun_places(subject.index) if takers else []
        return drafts_of(scene, "gain", places, takers, [], v, "fall", subject) if places else []
    if subject.place is None:
        back = str(scene.items[v].entries["verb"].value).endswith(" back")
        left = scene.places(scene.clause.slot_places(v, ["from"])) if back and subject.actors else []
        return drafts_of(scene, "loss", left, scene.who(subject), [], v, "withdraw", subject) if left else []
    places = subject_names(scene, subject, v)
    entry = scene.items[v].entries["verb"].value
    takers = resolved(scene, scene.clause.slot_actor(v, ["to", "into"])) or _them(scene, v)
    if takers and takers[0].key is None and any(i.low == "hands" for i in scene.items[v : v + 6]):
        return []
    if takers:
        return drafts_of(
            scene, "gain", places, takers, resolved(scene, scene.clause.slot_actor(v, ["from"])), v, "fall", subject
        )
    losers = resolved(scene, scene.clause.slot_actor(v, ["from"]))
    if not losers and entry == "fall" and not _into_something(scene, v):
        takers = [] if long_ago(scene, v) else context_actor(scene, [])
        return drafts_of(scene, "gain", [p for p in places if p[0].known], takers, [], v, "fall", subject)
    if losers and entry in ("fall", "slip"):
        return drafts_of(scene, "loss", places, losers, [], v, "fall", subject)
    return []


def _them(scene: Scene, v: int) -> list[Actor]:
    """The side spoken of, in "the town fell to them"."""
    items = scene.items
    if v + 2 >= len(items) or items[v + 1].kind != "to" or items[v + 2].low != "them":
        return []
    return scene.who(Subject([], None, v + 2))


def control_of(scene: Scene, v: int) -> Places:
    """ "control of P passed to A": P."""
    left = scene.clause.brackets.left
    k = last = left(scene.clause.verb_start(v))
    while k >= 0 and v - k < 24:
        item = scene.items[k]
        if item.kind == "noun" and item.entries["noun"].value == "control":
            listed = scene.clause.joined(last) if scene.items[last].kind == "place" else []
            indexes = scene.clause.slot_places(k, ["of", "over"])
            return scene.places(listed if set(indexes) < set(listed) else indexes)
        if item.kind in ("verb", "boundary", "relative", "say", "actor"):
            break
        k = left(k)
    return []


def _into_something(scene: Scene, v: int) -> bool:
    """Whether what follows says that something else fell ("fell silent", "fell by 5 percent")."""
    after = scene.items[v + 1] if v + 1 < len(scene.items) else None
    return after is not None and after.kind not in ("punct", "time", "conj", "boundary", "relative", "say", "adverb")
