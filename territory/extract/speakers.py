"""Who speaks: the noun phrase beside a speech verb, whether it can speak, and whose side it is of."""

from __future__ import annotations

from territory.extract.actors import Actor
from territory.extract.items import Item
from territory.extract.scene import Scene

_SKIP = frozenset({"adverb", "have", "be", "do", "modal", "not", "time", "to", "managed"})
_BORDER = frozenset(
    {"verb", "boundary", "relative", "say", "claim", "deny", "not_event", "occur", "time", "pron_actor"}
)
_SPEAKING = frozenset({"actor", "speaker", "speakers", "source", "org", "cap", "title", "head", "no_place"})
_NP_MAX = 14


def before_verb(items: list[Item], k: int) -> tuple[int, int] | None:
    """The noun phrase before a speech verb; empty where there is none; None where a relative pronoun stands there."""
    end = k
    while end > 0 and items[end - 1].kind in _SKIP:
        end -= 1
    if end and items[end - 1].kind == "pron_actor":
        return end - 1, end
    if end and items[end - 1].kind == "relative":
        return None
    start, comma, named = end, end, False
    if end > 1 and items[end - 1].low == ",":
        comma = start = end - 1
    while start > 0 and end - start < _NP_MAX:
        item = items[start - 1]
        before = items[start - 2] if start > 1 else None
        if item.kind in _BORDER or (item.kind == "punct" and not (item.low in "()." and not named)):
            break
        if item.kind in ("of", "prep") and (before is None or not (before.kind in _SPEAKING or before.has("speakers"))):
            break
        if named and item.kind in ("actor", "place", "conj", "num", "vague"):
            break
        start -= 1
        named = named or item.kind in _SPEAKING or item.kind == "place"
        if item.kind in ("of", "prep"):
            named = False
        if item.kind in ("det", "poss") and not (before is not None and before.kind in ("of", "prep")):
            break
    if comma != end:
        start, end = _apposed(items, start), comma
    if start < end and items[start].kind == "actor" and any(i.kind == "relative" for i in items[start:end]):
        return None
    return start, end


def _apposed(items: list[Item], start: int) -> int:
    """Start of "NAME" in "NAME, the founder of the group, said", given that of the apposition."""
    at = start
    while at > 0 and start - at < 12 and items[at - 1].low != ",":
        if items[at - 1].kind in _BORDER or items[at - 1].low in '.;:"':
            return start
        at -= 1
    if at < 2 or items[at - 1].low != ",":
        return start
    while at > 1 and items[at - 2].kind in (*_SPEAKING, "place", "'s", "word", "people", "det", "not_actor"):
        at -= 1
    return at - 1 if items[at - 1].low != "," else start


def after_verb(items: list[Item], k: int) -> tuple[int, int]:
    """The noun phrase after "said" or "according to"."""
    end = k
    while end < len(items) and end - k < _NP_MAX:
        item = items[end]
        if (
            item.kind == "punct"
            and item.low == ","
            and end + 1 < len(items)
            and items[end + 1].kind == "det"
            and end > k
        ):
            end += 1
            continue
        if item.kind == "punct" and item.low not in "()":
            break
        if (item.kind in _BORDER or item.kind in ("be", "have", "modal")) and not (item.kind == "verb" and end == k):
            break
        if (
            item.kind in ("num", "vague", "actor", "place")
            and any(i.kind in _SPEAKING for i in items[k:end])
            and items[end - 1].kind not in ("of", "prep", "det", "-", "people")
        ):
            break
        if item.kind == "prep" and item.low not in ("for", "in", "from", "at", "with"):
            break
        end += 1
    return k, end


def may_speak(scene: Scene, members: list[Item]) -> bool:
    """Whether a noun phrase can speak: persons, sides, offices, media; not planes or a clause's remains."""
    words = {scene.tokens.lows[i] for m in members for i in range(m.i, m.j)}
    if not words.isdisjoint(scene.lexicon.voices) or any(
        m.kind in ("actor", "speaker", "speakers", "source", "org", "cap", "cap_person", "no_place", "people", "nation")
        or m.has("source", "speakers", "title")
        for m in members
    ):
        return True
    return any(m.kind == "place" and scene.tokens.words[m.i][:1].isupper() for m in members)


def party_of(scene: Scene, members: list[Item], persons: dict[str, str]) -> tuple[str | None, Actor | None]:
    """(key of the side that a speaker is of, actor to be resolved by the discourse); None for others."""
    lexicon, sides = scene.lexicon, scene.sides
    span = range(members[0].i, members[-1].j)
    lows = " ".join(scene.tokens.lows[i] for i in span)
    padded = f" {lows} "
    for m in members:
        if m.has("source") and m.entries["source"].data is not None:
            return str(m.entries["source"].data), None
    if any(phrase in padded for phrase in lexicon.neutral):
        return None, None
    names = [scene.tokens.lows[i] for i in span if scene.tokens.words[i][:1].isupper()]
    key, actor = _named_party(scene, members, padded)
    if key is None and actor is None and any(phrase in padded for phrase in lexicon.state_voices):
        key = sides.incumbent
    if key is None and actor is None:
        key = next((persons[n] for n in reversed(names) if n in persons), None)
    if key is not None:
        for name in names[-2:]:
            persons.setdefault(name, key)
    return key, actor


def _named_party(scene: Scene, members: list[Item], padded: str) -> tuple[str | None, Actor | None]:
    sides = scene.sides
    official = len(members) == 1 or any(phrase in padded for phrase in scene.lexicon.officials)
    seats = scene.lexicon.seats
    for m in members:
        if m.kind in ("actor", "speaker") and m.value is not None:
            if m.value.key is not None:
                return (m.value.key if sides.conflict.side(m.value.key) is not None else None), None
            if m.value.rank >= 3 or m.value.default is not None or official or len(members) <= 2:
                return None, m.value
    for m in members:
        code = None
        for cls in ("people", "nation", "capital"):
            if m.has(cls):
                code = str(m.entries[cls].value)
        if m.kind == "place" and m.value.cores:
            code = m.value.cores[0].nation or (seats.get(m.low) if len(members) == 1 else None)
        if code is not None and official:
            key = sides.nation(code)
            return (key if sides.conflict.side(key) is not None else None), None
    return None, None
