"""Hears a report: each of its speech verbs with who speaks, pronouns and "the officer" resolved."""

from __future__ import annotations

from collections.abc import Sequence

from territory.extract.clause.scene import Scene
from territory.extract.said.parties import Party, Register, may_speak, party_of, speaker_like
from territory.extract.said.quotes import quotations
from territory.extract.said.speakers import Phrase, after_verb, before_verb
from territory.extract.said.speech import Speech, Voices
from territory.extract.who.actors import Actor
from territory.extract.words.items import Item

_VERBS = ("say", "claim", "deny")
# What stands before "claims" and "reports" as nouns.
_BEFORE_THING = frozenset(
    {"deny", "prep", "of", "det", "poss", "people", "place_adj", "'s", "verb", "modifier", "conj"}
)
_QUOTING = frozenset({"quote", "cite"})
_PERSONS = frozenset({"he", "she", "i"})


def hear(scenes: Sequence[Scene]) -> Voices:
    """Find the speeches and quotations of a report."""
    voices = Voices()
    if scenes:
        voices.quotes = quotations(scenes[0].tokens.text)
    hearer = _Hearer(voices)
    if scenes:
        hearer.accounts = scenes[0].lexicon.accounts
    for scene in scenes:
        for k in sorted(k for kind in _VERBS for k in scene.at(kind)):
            hearer.hear(scene, k)
        hearer.previous = scene
    return voices


class _Hearer:
    """Reads the speech verbs of a report in order, with what has been said so far."""

    def __init__(self, voices: Voices) -> None:
        self.voices = voices
        self.register = Register()
        self.monitors = False
        self.previous: Scene | None = None
        self.accounts: frozenset[str] = frozenset()

    def hear(self, scene: Scene, k: int) -> None:
        """Add the speech of the verb at item k, if it is one."""
        item = scene.items[k]
        if (
            scene.tokens.words[item.i][:1].isupper()
            and scene.items[0] is not item
            and not item.low.startswith("according")
        ):
            return
        if k and (scene.items[k - 1].kind == "-" or _attributive(scene.items, k)):
            return
        if item.low.startswith("according"):
            phrase = after_verb(scene.items, k + (1 if item.j - item.i > 1 else 2))
            self._add(scene, k, phrase, accords=True)
            return
        entry = item.entries.get(item.kind)
        if entry is not None and entry.value in _QUOTING:
            phrase = after_verb(scene.items, k + 1)
            if phrase is not None and speaker_like(scene, phrase):
                self._add(scene, k, phrase)
                return
        if (entry is not None and entry.forms == ("ing",)) or _noun(scene, k):
            if entry is not None and entry.forms == ("ing",):
                self._continue(scene, k)
            return
        if _hearsay(scene, k):
            return
        before = before_verb(scene.items, k)
        after = after_verb(scene.items, k + 1) if _inverts(scene.items, k) else None
        plain = before is None or not (before.until and speaker_like(scene, before))
        if after is not None and plain and (after.pronoun or speaker_like(scene, after)):
            self._add(scene, k, after, inverted=True)
            return
        if before is not None and item.low in scene.lexicon.showing and not speaker_like(scene, before):
            return
        if before is None:
            self._continue(scene, k)
            return
        self._add(scene, k, before)

    def _continue(self, scene: Scene, k: int) -> None:
        """ "…, adding that", "and denied that": the speaker is that of the sentence's main clause."""
        own = self.voices.by_sentence.get(scene.number, [])
        if own:
            self._keep(scene, k, own[-1])
            return
        j = k - 1
        while j > 0 and (scene.items[j].kind in ("adverb", "conj", "time") or scene.items[j].low == ","):
            j -= 1
        if j == k - 1:
            return
        subject = _first_phrase(scene)
        if subject is not None and subject.end() < k:
            self._add(scene, k, subject, shared=True)

    def _keep(self, scene: Scene, k: int, last: Speech) -> None:
        item = scene.items[k]
        speech = Speech(
            scene.number, k, scene.tokens.starts[item.i], item.kind, last.text, last.key, last.actor, start=k, end=k + 1
        )
        speech.possessive, speech.body, speech.plural, speech.shared = last.possessive, last.body, last.plural, True
        if last.possessive:
            speech.start = last.start
        self._store(scene, speech)

    def _add(
        self,
        scene: Scene,
        k: int,
        phrase: Phrase | None,
        accords: bool = False,
        inverted: bool = False,
        shared: bool = False,
    ) -> None:
        if phrase is None:
            return
        items, tokens = scene.items, scene.tokens
        text = tokens.span(items[phrase.start()].i, items[phrase.end() - 1].j)
        speech = Speech(scene.number, k, tokens.starts[items[k].i], items[k].kind, text)
        speech.accords, speech.inverted, speech.shared = accords, inverted, shared
        speech.start, speech.end = phrase.start(), max(k + 1, phrase.end())
        if phrase.pronoun:
            self._pronoun(scene, speech, phrase.pronoun)
        elif not may_speak(scene, phrase):
            return
        else:
            self._settle(scene, speech, phrase)
        self._store(scene, speech)

    def _settle(self, scene: Scene, speech: Speech, phrase: Phrase) -> None:
        """Whose word it is, as the phrase and what was said before tell."""
        found = party_of(scene, phrase, self.register, lambda noun: self._earlier(noun, scene.number))
        self.monitors = self.monitors or found.neutral
        actor = found.actor
        if (
            self.monitors
            and actor is not None
            and actor.rank < 2
            and actor.text.split()[-1] not in scene.lexicon.fighting_voices
        ):
            actor = None
        speech.key, speech.actor, speech.possessive = found.key, actor, found.own
        speech.body, speech.plural = found.body, found.plural

    def _earlier(self, noun: str, number: int) -> Party:
        """The party of who was called so before: "a military source said … The source added"."""
        recent = [s for s in self.voices.speeches[-12:] if number - s.sentence <= 8]
        said = next((s for s in reversed(recent) if noun in s.text.lower().replace(",", "").split()), None)
        if said is None and recent and noun in self.accounts:
            said = recent[-1]
        return Party(said.key, said.actor, said.possessive, known=True) if said is not None else Party()

    def _pronoun(self, scene: Scene, speech: Speech, word: str) -> None:
        """Who "he", "it" or "they" is: the last speaker that the pronoun fits."""
        speech.body, speech.plural = word == "it", word in ("they", "we")
        fits = [
            s
            for s in self.voices.speeches
            if scene.number - s.sentence <= (6 if word in _PERSONS else 3)
            and (not (s.body or s.plural) if word in _PERSONS else (s.body if word == "it" else s.plural or s.body))
        ]
        last = fits[-1] if fits else None
        previous = self.previous if word not in _PERSONS else None
        if previous is not None and (last is None or last.sentence < previous.number):
            phrase = _first_phrase(previous)
            found = party_of(previous, phrase, self.register) if phrase is not None and phrase.pronoun == "" else None
            if found is not None and (found.key is not None or found.actor is not None):
                speech.key, speech.actor = found.key, found.actor
                if phrase is not None:
                    speech.text = _words(previous, phrase)
                return
        own = _first_phrase(scene) if last is None and word in ("they", "it") else None
        if own is not None and not own.pronoun and own.end() < speech.verb:
            found = party_of(scene, own, self.register)
            speech.key, speech.actor, speech.text = found.key, found.actor, _words(scene, own)
        if last is not None:
            speech.text, speech.key, speech.actor, speech.possessive = last.text, last.key, last.actor, False
            if last.possessive:
                speech.actor = Actor(None, last.text, 1, None, True)

    def _store(self, scene: Scene, speech: Speech) -> None:
        self.voices.speeches.append(speech)
        self.voices.by_sentence.setdefault(scene.number, []).append(speech)


def _words(scene: Scene, phrase: Phrase) -> str:
    tokens, items = scene.tokens, scene.items
    return tokens.span(items[phrase.first].i, items[phrase.last - 1].j)


def _first_phrase(scene: Scene) -> Phrase | None:
    """The subject that opens a sentence, behind opening phrases that end with a comma."""
    items = scene.items
    start = 0
    while start < len(items) and items[start].kind in ("conj", "adverb", "time", "boundary", "punct", "-"):
        start += 1
    if start < len(items) and items[start].kind in ("prep", "boundary"):
        comma = next((k for k in range(start, min(start + 14, len(items))) if items[k].low == ","), None)
        if comma is None:
            return None
        start = comma + 1
    end = start
    while end < len(items) and end - start < 12 and not _ends_subject(items, end, start):
        end += 1
    if end <= start or end == len(items):
        return None
    if items[start].kind == "pron_actor" or items[start].low == "it":
        return Phrase(start, start + 1, pronoun=items[start].low)
    return Phrase(start, end)


def _ends_subject(items: list[Item], k: int, start: int) -> bool:
    item = items[k]
    verbal = item.kind in (
        "verb",
        "say",
        "claim",
        "deny",
        "not_event",
        "planned",
        "prevent",
        "managed",
        "failed",
        "motion",
    )
    if verbal and k > start and "pp" in (item.entries[item.kind].forms if item.kind in item.entries else ()):
        after = items[k + 1] if k + 1 < len(items) else None
        entry = item.entries[item.kind]
        if "past" not in entry.forms and after is not None and after.kind == "prep":
            return False
    return verbal or item.kind in ("be", "have", "do", "modal", "relative", "boundary") or item.low in (",", ";", ":")


def _hearsay(scene: Scene, k: int) -> bool:
    """ "they were said to be", "civilians had been told": nobody speaks; "was quoted as saying" is speech."""
    items = scene.items
    passive = any(i.kind == "be" for i in items[max(0, k - 2) : k]) and scene.clause.passive(k)
    return passive and items[k].low not in ("quoted", "cited") and not (k + 1 < len(items) and items[k + 1].low == "as")


def _attributive(items: list[Item], k: int) -> bool:
    """ "their declared goal", "the stated aim": a participle before a noun."""
    entry = items[k].entries.get(items[k].kind)
    after = items[k + 1] if k + 1 < len(items) else None
    if entry is None or "pp" not in entry.forms or after is None:
        return False
    return items[k - 1].kind in ("det", "poss", "'s") and after.kind in ("planned_nouns", "noun", "word")


def _inverts(items: list[Item], k: int) -> bool:
    """Whether the speaker follows ("…, said the officer."); a clause after the phrase would be what is said."""
    before = items[k - 1] if k else None
    entry = items[k].entries.get(items[k].kind)
    if entry is not None and entry.value in ("tell", "deny"):
        return False
    if before is not None and not (before.kind == "punct" or before.low in (",", '"', "”", "’")):
        return False
    after = after_verb(items, k + 1)
    if after is None:
        return False
    end = after.last
    following = items[end] if end < len(items) else None
    return (
        following is None
        or (following.kind == "relative" and following.low != "that")
        or following.kind in ("punct", "time", "prep", "boundary", "conj", "adverb")
    )


def _noun(scene: Scene, k: int) -> bool:
    """Whether a bare form ("air", "state", "claim") follows what is no subject of it."""
    items = scene.items
    entry = items[k].entries.get(items[k].kind)
    if entry is not None and entry.value in scene.lexicon.status.nounlike_says and "past" not in entry.forms:
        return True
    if entry is None or not k:
        return False
    before = items[k - 1]
    denied = any(i.kind == "deny" for i in items[max(0, k - 5) : k])
    if items[k].low in scene.lexicon.claim_nouns and (denied or before.kind in _BEFORE_THING):
        return True
    if "base" not in entry.forms or "past" in entry.forms or entry.value == "say":
        return False
    if before.kind in ("to", "modal", "do", "pron_actor", "adverb", "not", "relative"):
        return False
    return not scene.tokens.lows[before.j - 1].endswith("s")
