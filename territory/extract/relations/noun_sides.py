"""The sides of a noun: whose capture, loss or control it is, by the words before it and behind it."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.who.actors import Actor

_CLAUSES = frozenset({"verb", "be", "have", "modal", "relative", "say"})
_PLACED = frozenset({"of", "prep", "det", "place", "compass", "'s", "time", "conj"})
_TO_NATION = frozenset(
    {"be", "have", "adverb", "not_event", "word", "verb", "managed", "occur", "time", "say", "claim", "det"}
)


def noun_sides(scene: Scene, n: int, name: str) -> tuple[list[Actor], list[Actor]]:
    items = scene.items
    actors: list[Actor] = []
    k = n - 1
    while k >= 0 and (
        items[k].low in scene.lexicon.triggers.enforced
        or items[k].low in ("'", "’")
        or items[k].kind
        in ("place_adj", "word", "modifier", "'s", "-", "adverb", "vague", "former", "managed", "planned_nouns")
    ):
        k -= 1
        if n - k > 4:
            break
    if k >= 0 and items[k].kind == "actor":
        actors = [items[k].value]
    elif k >= 0 and items[k].kind == "poss":
        who = scene.pronoun_actor(k) or main_subject(scene, n)
        actors = [who] if who is not None and who.key is not None else _owning_nation(scene, k)
    elif k >= 0:
        actors = _nation(scene, k)
    if not actors and name in ("loss", "withdrawal"):
        actors = losers_of(scene, n)
    if not actors and items[n].low.startswith("advance"):
        actors = scene.clause.slot_actor(n, ["of"])
    by = slot_sides(scene, n, ["by"])
    if not actors and not by and name in ("gain", "loss"):
        actors = _of_clause(scene, n, name)
    if name == "threat" and not actors and not by:
        for j in range(n - 1, max(-1, n - 6), -1):
            if items[j].low.split()[0] in scene.lexicon.launches or items[j].kind == "planned":
                by = scene.who(scene.clause.subject(j)) or _bringing_up(scene, j)
                break
            if items[j].kind not in (
                "det",
                "word",
                "place_adj",
                "vague",
                "adverb",
                "title",
                "modifier",
                "noun",
                "num",
                "-",
            ):
                break
    against = slot_sides(scene, n, ["against", "from"]) if name != "withdrawal" else []
    resolved = [a for a in (scene.actor(x) for x in (by or actors)) if a is not None]
    return resolved, against


def _nation(scene: Scene, k: int) -> list[Actor]:
    """ "Ukraine's withdrawal", "the Russian retreat": a nation as the side."""
    item = scene.items[k]
    if item.kind == "people":
        return [Actor(scene.sides.nation(str(item.entries["people"].value)), item.low, 3)]
    if item.kind != "place" or not item.value.cores:
        return []
    bare = f"{item.value.cores[0].name or ''}s".lower()
    return scene.place_as_side(k) if scene.tokens.lows[item.j - 1] in ("'s", "’s", bare) else []


def _owning_nation(scene: Scene, k: int) -> list[Actor]:
    """ "Russia is pressing its offensive": the nation that the possessive at k means."""
    for j in range(k - 1, max(-1, k - 6), -1):
        if scene.items[j].kind == "place":
            return scene.place_as_side(j)
        if scene.items[j].kind not in _TO_NATION:
            break
    return []


def losers_of(scene: Scene, n: int) -> list[Actor]:
    """ "the withdrawal of A from P", "the loss of P was a blow to A", "A admitted the loss of P"."""
    items = scene.items
    found = scene.clause.slot_actor(n, ["of"]) if scene.clause.slot_places(n, ["from"]) else []
    k = n
    for _ in range(12):
        k = scene.clause.brackets.right(k)
        if found or k >= len(items) - 2 or items[k].kind in ("boundary", "relative", "say"):
            break
        if items[k].kind == "actor" and {i.low for i in items[k + 1 : k + 5]} & {*scene.lexicon.triggers.blows}:
            found = [items[k].value]
            break
        if items[k].low in scene.lexicon.triggers.blows and items[k + 1].low in ("to", "for"):
            found = scene.clause.slot_actor(k, ["to", "for"])
    found = found or _struck(scene, n)
    losers = [a for a in (scene.actor(x) for x in found) if a is not None]
    if losers and all(a.key is None for a in losers):
        return _owning_nation(scene, n) or losers
    return losers or _admitting(scene, n)


def _struck(scene: Scene, n: int) -> list[Actor]:
    """ "a setback for A after the loss of P"."""
    items, blows = scene.items, {*scene.lexicon.triggers.blows}
    for k in range(n - 1, max(-1, n - 9), -1):
        if items[k].low in blows and items[k + 1].low in ("to", "for"):
            return scene.clause.slot_actor(k, ["to", "for"])
        if items[k].kind in ("relative", "say", "verb"):
            break
    return []


def _admitting(scene: Scene, n: int) -> list[Actor]:
    """Who "admitted the loss of P"."""
    k = _before_phrase(scene, n)
    if scene.items[n].low != "loss" or k < 1 or scene.items[k].low not in scene.lexicon.admits:
        return []
    return scene.who(scene.clause._scan_left(scene.clause.verb_start(k), 0))


def _of_clause(scene: Scene, n: int, name: str) -> list[Actor]:
    """Whose gain or loss the clause tells of: "A celebrated the capture of P", "with the loss of P, A …"."""
    items, k = scene.items, _before_phrase(scene, n)
    if k < 0:
        return []
    if name == "gain" and items[k].low in scene.lexicon.achieves:
        return scene.who(scene.clause.subject(k)) or _main(scene, n)
    if items[k].low != "with" or items[k].kind != "prep":
        return []
    if not any(item.kind == "actor" for item in items[:k]):
        return _main(scene, n)
    if any(item.low in scene.lexicon.triggers.blows for item in items[:k]) != (name == "loss"):
        return []
    v = scene.clause._verb_before(k)
    return scene.who(scene.clause.subject(v) if v is not None else scene.clause._scan_left(k, 0))


def _main(scene: Scene, n: int) -> list[Actor]:
    found = main_subject(scene, n)
    return [found] if found is not None else []


def _before_phrase(scene: Scene, n: int) -> int:
    """The item before the noun at n and what describes it."""
    k = n - 1
    while k > 0 and scene.items[k].kind in ("det", "adverb", "place_adj"):
        k -= 1
    return k


def main_subject(scene: Scene, n: int) -> Actor | None:
    """The side that begins the clause after the phrase of item n: "following its capture of P, A …"."""
    items = scene.items
    for c in range(n + 1, min(n + 16, len(items) - 2)):
        if items[c].kind in _CLAUSES:
            return None
        if items[c].low == "," or items[c].kind == "place":
            k = c + 1
            while k < len(items) - 1 and items[k].kind in ("det", "num", "modifier") and k - c < 3:
                k += 1
            if items[k].kind == "actor":
                return scene.actor(items[k].value)
    return None


def taken_over_by(scene: Scene, n: int) -> list[Actor]:
    """Who gains by "the loss of P to A"."""
    items, k = scene.items, n
    while (k := scene.clause.brackets.right(k)) < len(items) - 1 and items[k].kind in _PLACED:
        pass
    if k >= len(items) - 1 or items[k].kind != "to":
        return []
    while k < len(items) - 1 and items[k + 1].kind in ("det", "modifier", "num"):
        k += 1
    found = scene.clause.actors_from(k + 1) if items[k + 1].kind == "actor" else []
    return [a for a in (scene.actor(x) for x in found) if a is not None]


def _bringing_up(scene: Scene, k: int) -> list[Actor]:
    """ "A brought up tanks ahead of an expected assault on P": who prepares for what is looming at item k."""
    items = scene.items
    j = k - 1
    while j > 0 and items[j].kind in ("det", "poss", "adverb"):
        j -= 1
    return scene.who(scene.clause.subject_of_main(j)) if items[j].kind == "boundary" and items[j].low == "ahead" else []


def slot_sides(scene: Scene, n: int, prepositions: list[str]) -> list[Actor]:
    found = [a for a in (scene.actor(x) for x in scene.clause.slot_actor(n, prepositions)) if a is not None]
    if found or prepositions == ["against", "from"]:
        return found
    return [a for k in scene.clause.slot_places(n, prepositions) for a in scene.place_as_side(k)]
