"""What is said: the speech verbs of a report, what they cover, and quotations over several sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from territory.extract.actors import Actor
from territory.extract.drafts import Draft
from territory.extract.scene import Scene
from territory.extract.speakers import after_verb, before_verb, may_speak, party_of

_VERBS = ("say", "claim", "deny")
_AFTER_CLOSING = frozenset({"punct", "time", "prep", "adverb", "conj", "boundary", "say", "to", "word", "not_event"})
_QUOTE_MAX = 1500
_QUOTED = re.compile(r"“[^”]{3,1500}”|\"[^\"]{3,1500}\"|«[^»]{3,1500}»")


@dataclass(slots=True)
class Speech:
    """One act of speech: its verb (item of a sentence), who speaks, and whether that is a party."""

    sentence: int
    verb: int
    at: int
    kind: str
    text: str
    key: str | None
    actor: Actor | None = None
    pronoun: bool = False
    accords: bool = False
    inverted: bool = False
    start: int = 0
    possessive: bool = False


@dataclass
class Voices:
    """Everything said in a report, in order, and the stretches of text that stand in quotation marks."""

    speeches: list[Speech] = field(default_factory=list)
    by_sentence: dict[int, list[Speech]] = field(default_factory=dict)
    quotes: list[tuple[int, int]] = field(default_factory=list)

    def of(self, scene: Scene, draft: Draft) -> Speech | None:
        """The speech that a draft stands in, or None where the report says it itself."""
        return None if draft.form == "adjectival" else self.over(scene, draft.trigger)

    def over(self, scene: Scene, trigger: int) -> Speech | None:
        """The speech that an item of a sentence stands in."""
        position = scene.tokens.starts[scene.items[trigger].i]
        quoted = self._quoting(position, scene)
        if quoted is not None:
            return quoted
        own = self.by_sentence.get(scene.number, [])
        before = [s for s in own if s.verb < trigger and not s.inverted and _reaches(scene, s, trigger)]
        if before:
            return None if _aside(scene, before[-1], trigger) else before[-1]
        return next((s for s in own if s.verb > trigger and _closes(scene, s, trigger)), None) or next(
            (s for s in own if s.accords), None
        )

    def first_person(self, scene: Scene, k: int) -> Actor | None:
        """The side of whoever says "we" at item k."""
        if scene.items[k].low not in scene.lexicon.status.first_person:
            return None
        speech = self.over(scene, k)
        key = party(scene, speech) if speech is not None else None
        return Actor(key, scene.items[k].low, 3) if key is not None else None

    def _quoting(self, position: int, scene: Scene) -> Speech | None:
        """The speech next to the quotation that holds a position."""
        span = next(((a, b) for a, b in self.quotes if a <= position < b), None)
        if span is None:
            return None
        near = [
            (min(abs(s.at - span[0]), abs(s.at - span[1])), s) for s in self.speeches if not span[0] < s.at < span[1]
        ]
        best = min(near, key=lambda pair: pair[0], default=None)
        if best is not None and best[0] < 120:
            return best[1]
        earlier = [s for s in self.speeches if s.at < span[0] and scene.number - s.sentence <= 2]
        return earlier[-1] if earlier and span[1] - span[0] > 40 else None


def party(scene: Scene, speech: Speech) -> str | None:
    """Key of the side that speaks, or None for a speaker that is no party."""
    if speech.key is not None:
        return speech.key
    if speech.possessive:
        actor = scene.pronoun_actor(speech.start if speech.sentence == scene.number else None)
    elif speech.actor is not None:
        actor = scene.actor(speech.actor)
    elif speech.pronoun:
        actor = scene.memory.pronoun(scene.number)
    else:
        return None
    return actor.key if actor is not None else None


def hear(scenes: Sequence[Scene]) -> Voices:
    """Find the speeches and quotations of a report."""
    voices = Voices()
    if scenes:
        text = scenes[0].tokens.text
        voices.quotes = [m.span() for m in _QUOTED.finditer(text)]
    persons: dict[str, str] = {}
    monitors = False
    for scene in scenes:
        for k, item in enumerate(scene.items):
            if item.kind not in _VERBS:
                continue
            speech = _speech(scene, k, persons)
            if speech is None:
                continue
            if speech.pronoun and voices.speeches and scene.number - voices.speeches[-1].sentence <= 3:
                last = voices.speeches[-1]
                speech.text, speech.key, speech.actor, speech.pronoun = last.text, last.key, last.actor, last.pronoun
            monitors = monitors or _monitor(scene, speech)
            if monitors and speech.actor is not None and speech.actor.rank < 2:
                speech.actor = None
            voices.speeches.append(speech)
            voices.by_sentence.setdefault(scene.number, []).append(speech)
    return voices


def _monitor(scene: Scene, speech: Speech) -> bool:
    """Whether a watchdog speaks: later "the group said" is its word, not that of an armed group."""
    words = set(speech.text.lower().split())
    return speech.key is None and bool(words & {*scene.lexicon.status.neutral})


def _speech(scene: Scene, k: int, persons: dict[str, str]) -> Speech | None:
    items, tokens = scene.items, scene.tokens
    item = items[k]
    at = tokens.starts[item.i]
    accords = item.low == "according"
    inverted = False
    if accords:
        span = after_verb(items, k + (1 if item.j - item.i > 1 else 2))
    else:
        entry = item.entries.get(item.kind)
        if tokens.words[item.i] == "Said" or (entry is not None and entry.forms == ("ing",)) or _noun(scene, k):
            return None
        found = before_verb(items, k)
        if found is None:
            return None
        span = found
        if span[0] == span[1]:
            span, inverted = after_verb(items, k + 1), True
    if span[0] >= span[1]:
        return None
    members = items[span[0] : span[1]]
    text = tokens.text[tokens.starts[members[0].i] : tokens.ends[members[-1].j - 1]]
    speech = Speech(scene.number, k, at, item.kind, text, None, accords=accords, inverted=inverted, start=span[0])
    if len(members) == 1 and members[0].kind == "pron_actor":
        speech.pronoun = True
        return speech
    if not may_speak(scene, members):
        return None
    speech.key, speech.actor = party_of(scene, members, persons)
    speech.possessive = speech.key is None and speech.actor is None and members[0].kind == "poss"
    return speech


def _noun(scene: Scene, k: int) -> bool:
    """Whether a bare form ("air", "state", "claim") follows what is no subject of it."""
    items = scene.items
    entry = items[k].entries.get(items[k].kind)
    if entry is not None and entry.value in scene.lexicon.status.nounlike_says and "past" not in entry.forms:
        return True
    if entry is None or "base" not in entry.forms or "past" in entry.forms or not k:
        return False
    before = items[k - 1]
    if before.kind in ("to", "modal", "do", "pron_actor", "adverb", "not", "relative"):
        return False
    return not scene.tokens.lows[before.j - 1].endswith("s")


def _reaches(scene: Scene, speech: Speech, trigger: int) -> bool:
    """Whether what follows a speech verb up to the trigger is what is said."""
    items = scene.items
    after = items[speech.verb + 1] if speech.verb + 1 < len(items) else None
    if speech.accords:
        return True
    light = items[speech.verb].low.split()[0] in scene.lexicon.announcing
    if light and after is not None and after.kind in ("det", "place", "actor", "noun") and after.low not in ("that",):
        return any(i.kind in ("be", "have", "modal") or i.low == "that" for i in items[speech.verb + 1 : trigger])
    return not any(i.kind == "punct" and i.low in ";" for i in items[speech.verb + 1 : trigger])


def _aside(scene: Scene, speech: Speech, trigger: int) -> bool:
    """Whether the trigger stands in a relative clause, which the report adds on its own: "said it took P, which …"."""
    items = scene.items
    for k in range(trigger - 1, speech.verb + 1, -1):
        item = items[k]
        if item.kind in ("verb", "say", "boundary", "not_event") or item.low == ";":
            return False
        if item.kind == "relative":
            before = items[k - 1]
            return before.kind in ("place", "actor") or (before.low == "," and item.low != "that")
    return False


def _closes(scene: Scene, speech: Speech, trigger: int) -> bool:
    """Whether a speech verb after the trigger closes the sentence's statement: "…, the army said"."""
    items = scene.items
    if speech.accords:
        return True
    if any(i.low == ";" for i in items[trigger : speech.verb]):
        return False
    after = items[speech.verb + 1] if speech.verb + 1 < len(items) else None
    if speech.start and items[speech.start - 1].kind == "conj" and not speech.inverted:
        return False
    if after is not None and after.kind in ("word", "not_event") and not after.low.endswith("ing"):
        return speech.inverted
    return speech.inverted or after is None or after.kind in _AFTER_CLOSING
