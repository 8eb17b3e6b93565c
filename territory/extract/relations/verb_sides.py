"""The sides of a verb: those in its slots, and those that only the text before it names."""

from __future__ import annotations

from datetime import date

from territory.extract.clause.clauses import Subject
from territory.extract.clause.scene import Scene
from territory.extract.said.parties import party_before
from territory.extract.said.speech import party
from territory.extract.who.actors import Actor
from territory.extract.words.lexicon_files import Frame

_NEAR, _MONTHS = 6, 90


def voice_of(scene: Scene, v: int, subject: Subject) -> list[Actor]:
    """The side whose ministry or leader "claimed control of" a place, or "vowed to retake" it."""
    item = scene.items[subject.index]
    start = scene.clause.verb_start(v)
    governed = start > 0 and scene.items[start].kind == "to" and scene.items[start - 1].has("planned")
    if governed or any(i.has("planned") for i in scene.items[start:v]):
        voice = party_before(scene, start - governed)
        return [voice] if voice is not None else []
    claims = str(scene.items[v].entries["verb"].value).startswith("claim")
    return resolved(scene, [item.value]) if claims and isinstance(item.value, Actor) else []


def announcer(scene: Scene, v: int) -> list[Actor]:
    """The side whose leader "announced an operation to take" a place."""
    start, voices = scene.clause.verb_start(v), scene.memory.voices
    found = voices.author(scene, start) if voices is not None and scene.items[start].kind == "to" else None
    return [found] if found is not None else []


def launcher(scene: Scene, v: int) -> tuple[list[Actor], int | None]:
    """ "an offensive aimed at taking X was launched by A": who launched what verb v is the aim of, and that verb."""
    start = scene.clause.verb_start(v)
    aimed = start - 1 if start and scene.items[start - 1].kind == "prep" else start + 1
    if aimed < 2 or not scene.items[aimed - 1].has("planned") or scene.items[aimed].kind not in ("prep", "to"):
        return [], None
    before = scene.items[aimed - 2]
    if before.kind == "verb" and before.entries["verb"].data[0] == "assault":
        return scene.who(scene.clause.subject(aimed - 2)), aimed - 2
    for k in range(v + 1, min(v + 12, len(scene.items) - 1)):
        if scene.items[k].low in scene.lexicon.launches and scene.items[k - 1].kind == "be":
            return resolved(scene, scene.clause.slot_actor(k, ["by"])), None
        if scene.items[k].kind in ("boundary", "relative", "say"):
            break
    return [], None


def context_actor(scene: Scene, opponents: list[Actor]) -> list[Actor]:
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
    ) or scene.memory.pronoun(scene.number, scene.sides.slurs)
    if found is None or found.key in {o.key for o in opponents} or _losing(scene, found):
        return []
    return [Actor(found.key, found.text, 2)]


def long_ago(scene: Scene, v: int) -> bool:
    """Whether the clause of the item v is dated months before the report."""
    today = date.fromisoformat(scene.memory.day)
    for item in scene.items[v + 1 : v + _NEAR]:
        if item.kind in ("verb", "boundary", "relative", "say"):
            return False
        if item.kind == "time" and item.value.last is not None:
            return bool((today - item.value.last).days > _MONTHS)
    return False


def _losing(scene: Scene, side: Actor) -> bool:
    """Whether the last change told of was a loss of this side's."""
    for number, draft in reversed(scene.memory.drafts[-4:]):
        if draft.relation in ("gain", "loss") and scene.number - number <= 2:
            return draft.relation == "loss" and draft.actor is not None and draft.actor.key == side.key
    return False


def taker_said(scene: Scene, v: int, opponents: list[Actor]) -> list[Actor]:
    """The side that says a place "was captured" without saying by whom: it speaks of what it did itself."""
    voices = scene.memory.voices
    speech = voices.over(scene, v) if voices is not None else None
    key = party(scene, speech) if speech is not None else None
    if speech is None or key is None or key in {o.key for o in opponents}:
        return []
    return [Actor(key, speech.text, 2)]


def occupier(scene: Scene) -> list[Actor]:
    """Who "still occupies" a place: the last side spoken of that is not the state's own."""
    for mention in reversed(scene.memory.sides[-20:]):
        if mention.actor.key != scene.sides.incumbent:
            return [mention.actor]
    return []


def opponents_of(scene: Scene, v: int, frame: Frame) -> list[Actor]:
    found: list[Actor] = []
    if "obj" in frame.opponent:
        found = scene.clause.object_actor(v)
    if not found:
        slots = [s for s in frame.opponent if s not in ("obj", "subj")]
        found = scene.clause.slot_actor(v, slots) if slots else []
    return resolved(scene, found)


def resolved(scene: Scene, actors: list[Actor]) -> list[Actor]:
    return [a for a in (scene.actor(x) for x in actors) if a is not None]
