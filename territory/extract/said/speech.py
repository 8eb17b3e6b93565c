"""What is said in a report, and by whom: which speech a claim stands in, and whose word that is."""

from __future__ import annotations

from dataclasses import dataclass, field

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.said.scope import covers
from territory.extract.who.actors import Actor

_BEFORE_NEWS = frozenset(
    {"det", "adverb", "place_adj", "word", "prep", "time", "modifier", "managed", "noun", "planned"}
)
# What "completed the capture of P" has before its noun.
_DONE = frozenset({"word", "not_event", "managed", "occur"})
_LONG_QUOTE = 40
_BESIDE = 120


@dataclass(slots=True)
class Speech:
    """One act of speech: its verb (item of a sentence), who speaks, and whether that is a party."""

    sentence: int
    verb: int
    at: int
    kind: str
    text: str
    key: str | None = None
    actor: Actor | None = None
    accords: bool = False
    inverted: bool = False
    start: int = 0
    end: int = 0
    possessive: bool = False
    body: bool = False
    plural: bool = False
    shared: bool = False


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
        quoted = self._quoting(scene.tokens.starts[scene.items[trigger].i], scene)
        if quoted is not None:
            return quoted
        return covers(scene, self.by_sentence.get(scene.number, []), trigger)

    def first_person(self, scene: Scene, k: int) -> Actor | None:
        """The side of whoever says "we" at item k."""
        if scene.items[k].low not in scene.lexicon.status.first_person:
            return None
        speech = self.over(scene, k)
        key = party(scene, speech) if speech is not None else None
        return Actor(key, scene.items[k].low, 3) if key is not None else None

    def speaking(self, scene: Scene, k: int) -> Actor | None:
        """The side of the speaker whom a pronoun at item k means, whichever person it is in."""
        return self.first_person(scene, k) or self.third_person(scene, k)

    def third_person(self, scene: Scene, k: int) -> Actor | None:
        """The side of the speaker whom "they", "it" or "its" at item k means: no other side is named between."""
        if scene.items[k].low not in scene.lexicon.status.third_person:
            return None
        speech = self.over(scene, k)
        if speech is None or speech.sentence != scene.number or speech.verb > k or speech.inverted:
            return None
        if any(i.kind in ("actor", "speaker") and i.value.key is not None for i in scene.items[speech.verb + 1 : k]):
            return None
        key = party(scene, speech)
        return Actor(key, speech.text, 3) if key is not None else None

    def spoken_by(self, scene: Scene, verb: int) -> Actor | None:
        """The party that a speech verb of a sentence has as its speaker."""
        speech = next((s for s in self.by_sentence.get(scene.number, []) if s.verb == verb), None)
        return self.party_of(scene, speech) if speech is not None else None

    def party_of(self, scene: Scene, speech: Speech) -> Actor | None:
        """The side of a speaker, as an actor."""
        key = None if speech.possessive else party(scene, speech)
        return Actor(key, speech.text, 3) if key is not None else None

    def own_forces(self, scene: Scene, k: int, actor: Actor) -> Actor | None:
        """The speaker's side where a party says "its units", "our men" or, of a state, "troops"."""
        items = scene.items
        bare = actor.key is None and actor.rank < 3
        state = actor.key == scene.sides.incumbent and actor.text.lower() in scene.lexicon.troops
        if not (bare or state) or not (self.by_sentence.get(scene.number) or self.quotes):
            return None
        if bare and k and items[k - 1].low in scene.lexicon.status.first_person:
            return self.first_person(scene, k - 1)
        speech = self.over(scene, k)
        if speech is None or speech.sentence != scene.number:
            return None
        between = items[speech.verb + 1 : k] if speech.verb < k else items[:k]
        if any(i.kind in ("actor", "speaker") and i.value.key is not None for i in between):
            return None
        key = party(scene, speech)
        if key is None or (state and key not in scene.state_sides):
            return None
        return Actor(key, actor.text, 3)

    def author(self, scene: Scene, n: int) -> Actor | None:
        """The party that "announced the capture of P" or "claimed responsibility for its fall" (noun at item n)."""
        items = scene.items
        for k in range(n - 1, max(-1, n - 7), -1):
            lost = items[k].kind == "deny" and items[n].entries["noun"].value in ("loss", "withdrawal")
            if items[k].kind in ("say", "claim") or lost:
                own = next((s for s in self.by_sentence.get(scene.number, []) if s.verb == k), None)
                key = party(scene, own) if own is not None else None
                return Actor(key, own.text, 3) if own is not None and key is not None else None
            if items[k].kind not in _BEFORE_NEWS:
                break
        if n < 2 or items[n - 1].kind != "det" or items[n - 2].kind not in _DONE:
            return None
        speech = self.over(scene, n)
        key = party(scene, speech) if speech is not None else None
        return Actor(key, speech.text, 2) if speech is not None and key is not None else None

    def _quoting(self, position: int, scene: Scene) -> Speech | None:
        """The speech next to the quotation that holds a position."""
        span = next(((a, b) for a, b in self.quotes if a <= position < b), None)
        own = self.by_sentence.get(scene.number)
        if span is None or (own and span[1] - span[0] < _LONG_QUOTE and not any(s.inverted for s in own)):
            return None
        near = [
            (min(abs(s.at - span[0]), abs(s.at - span[1])), s)
            for s in self.speeches
            if not span[0] < s.at < span[1] and abs(s.sentence - scene.number) <= 12
        ]
        best = min(near, key=lambda pair: pair[0], default=None)
        if best is not None and best[0] < _BESIDE:
            return best[1]
        earlier = [s for s in self.speeches if s.at < span[0] and scene.number - s.sentence <= 2]
        return earlier[-1] if earlier and span[1] - span[0] > _LONG_QUOTE else None


def party(scene: Scene, speech: Speech) -> str | None:
    """Key of the side that speaks, or None for a speaker that is no party."""
    if speech.key is not None:
        return speech.key
    if speech.possessive:
        actor = scene.pronoun_actor(speech.start if speech.sentence == scene.number else None)
    elif speech.actor is not None:
        actor = scene.actor(speech.actor)
    else:
        return None
    return actor.key if actor is not None else None
