"""What an act of speech covers within its sentence, and what the report adds on its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from territory.extract.words.items import Item

if TYPE_CHECKING:
    from territory.extract.clause.scene import Scene
    from territory.extract.said.speech import Speech

_AFTER_CLOSING = frozenset({"punct", "time", "prep", "adverb", "conj", "boundary", "to", "word", "not_event", "say"})
_GOES_ON = frozenset({"be", "have", "modal", "verb", "do", "not", "motion"})
_NEW_SUBJECT = frozenset({"det", "actor", "place", "pron_actor", "poss", "speaker", "speakers", "word", "people"})
_SAID_NOUNS = frozenset({"gain", "loss", "withdrawal", "control"})
_RECIPIENTS = frozenset(
    {"source", "word", "not_actor", "pron_actor", "org", "cap", "place", "det", "poss", "speakers"}
) | {"title"}
# Where none of these stands between, "that" opens what is said: "wrote on X that …".
_CONTENT = frozenset({"verb", "noun", "be", "have", "pron_actor", "stronghold", "not_event", "motion"})
_OWN_WORDS = frozenset({"but", "while", "whereas", "although", "though"})


def covers(scene: Scene, said: Sequence[Speech], trigger: int) -> Speech | None:
    """The speech of a sentence that item ``trigger`` stands in."""
    if not said:
        return None
    before = [s for s in said if s.verb < trigger and not s.inverted and _reaches(scene, s, trigger)]
    if before:
        return None if _aside(scene, before[-1].verb, trigger) else before[-1]
    after = next((s for s in said if s.verb > trigger and _closes(scene, s, trigger)), None)
    after = after or next((s for s in said if s.accords), None)
    if after is None or (after.verb > trigger and _aside(scene, -1, trigger)):
        return None
    return after


def _reaches(scene: Scene, speech: Speech, trigger: int) -> bool:
    """Whether what follows a speech verb up to the trigger is what is said."""
    items = scene.items
    after = items[speech.verb + 1] if speech.verb + 1 < len(items) else None
    if speech.accords:
        return speech.end <= trigger
    light = items[speech.verb].low.split()[0] in scene.lexicon.announcing
    said = items[trigger].kind == "noun" and items[trigger].entries["noun"].value in _SAID_NOUNS
    if (
        light
        and not said
        and after is not None
        and after.kind in ("det", "place", "actor", "noun")
        and after.low not in ("that",)
    ):
        found = items[speech.verb + 1 : trigger]
        named = items[trigger].kind == "verb" and all(i.kind in ("place", "conj") for i in found)
        return named or any(i.kind in ("be", "have", "modal") or i.low == "that" for i in found)
    between = items[speech.verb + 1 : trigger]
    if any(i.kind == "punct" and i.low == ";" for i in between):
        return False
    if speech.start and items[speech.start - 1].low == "what" and after is not None and after.low == ",":
        return False
    if speech.start and items[speech.start - 1].kind == "relative":
        return sum(i.kind in ("verb", "motion", "managed") for i in between) == 0 and not any(
            i.kind in ("be", "have") for i in between[:-1] if i is not items[scene.clause.verb_start(trigger)]
        )
    if _inserted(items, speech):
        return _resumes(items, speech)
    return not _own_words(items, speech.verb, trigger)


def _inserted(items: list[Item], speech: Speech) -> bool:
    """Whether the speech stands between commas in what is said: "A, they said, took P"."""
    if speech.shared or not speech.start or items[speech.start - 1].low not in (",", '"', "”"):
        return False
    if not any(i.kind in ("verb", "actor", "place", "noun") for i in items[: speech.start - 1]):
        return False
    k = speech.verb + 1
    while (
        k < len(items) and k - speech.verb < 8 and items[k].kind in ("time", "adverb", "prep", "place", "det", "word")
    ):
        k += 1
    return k < len(items) and items[k].low == "," and _opening_clause(items, speech.start - 1)


def _opening_clause(items: list[Item], comma: int) -> bool:
    """Whether what stands before a comma is more than an opening phrase ("On Friday, …")."""
    return items[0].kind not in ("prep", "time", "boundary", "adverb") or any(i.kind == "verb" for i in items[:comma])


def _resumes(items: list[Item], speech: Speech) -> bool:
    """Whether the statement goes on behind an inserted "they said"."""
    comma = next(k for k in range(speech.verb + 1, len(items)) if items[k].low == ",")
    after = items[comma + 1] if comma + 1 < len(items) else None
    return after is not None and (after.kind in _GOES_ON or (after.kind == "conj" and after.low != "but"))


def _own_words(items: list[Item], verb: int, trigger: int) -> bool:
    """Whether ", but B …" or ", while B …" with a subject of its own follows what is said."""
    for k in range(verb + 2, trigger):
        if items[k].low in _OWN_WORDS and items[k - 1].low == "," and items[k + 1].kind in _NEW_SUBJECT:
            return True
    return False


def _aside(scene: Scene, verb: int, trigger: int) -> bool:
    """Whether the trigger stands in a relative clause, which the report adds on its own: "said it took P, which …"."""
    items = scene.items
    for k in range(trigger - 1, verb + 1, -1):
        item = items[k]
        if item.kind in ("verb", "say", "boundary", "not_event") or item.low == ";":
            return False
        if item.kind == "relative":
            before = items[k - 1] if k else item
            if item.low == "that" and before.kind == "actor" and items[k + 1].kind in _NEW_SUBJECT:
                continue
            if item.low == "that" and verb >= 0 and not any(i.kind in _CONTENT for i in items[verb + 1 : k]):
                continue
            if verb < 0:
                return before.low == "," and item.low != "that"
            return before.kind in ("place", "actor") or (before.low == "," and item.low != "that")
    return False


def _closes(scene: Scene, speech: Speech, trigger: int) -> bool:
    """Whether a speech verb after the trigger closes the sentence's statement: "…, the army said"."""
    items = scene.items
    if speech.accords:
        return True
    if speech.shared or any(i.low == ";" for i in items[trigger : speech.verb]):
        return False
    if speech.start <= trigger:
        return False
    k = speech.verb + 1
    entry = items[speech.verb].entries.get(items[speech.verb].kind)
    while k < len(items) and entry is not None and entry.value == "tell" and items[k].kind in _RECIPIENTS:
        k += 1
    after = items[k] if k < len(items) else None
    if speech.start and items[speech.start - 1].kind in ("conj", "relative") and not speech.inverted:
        return False
    if after is not None and after.kind in ("word", "not_event") and not after.low.endswith("ing"):
        return speech.inverted
    return speech.inverted or after is None or after.kind in _AFTER_CLOSING
