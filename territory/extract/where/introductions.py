"""Places that a report brings in before it names them: "rebels took a border town", named a sentence or two later."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.where.antecedents import ASIDE, FITS, LANDMARK, PlaceMention
from territory.extract.where.placenames import AREAS, SETTLEMENTS, Core, Limit, PlacePhrase

_NAMED_SOON = 2
_ARTICLES = frozenset({"a", "an", "another"})
_KINDS = SETTLEMENTS | {"base", "airport", "crossing", "neighbourhood", "oilfield", "dam"}


def introduce(scene: Scene, k: int) -> None:
    """Give the indefinite phrase at item k the name that follows, when one and only one fits."""
    phrase: PlacePhrase = scene.items[k].value
    noun = _noun(scene, phrase)
    kind = scene.lexicon.kind_of_noun[scene.tokens.lows[noun]] if noun else None
    if kind not in _KINDS or any(start > noun for _, _, start, _ in phrase.holders) or not _unnamed(scene, k):
        return
    named = _coming(scene, phrase.j, kind)
    if named is None:
        return
    within = phrase.cores[0].name if phrase.cores and phrase.limit.scope != "near" else named.within
    own = named.kind if named.kind != "unknown" else kind
    phrase.cores = [Core(named.name, own, phrase.i, phrase.j, True, "introduced", within)]
    phrase.limit = Limit()


def _noun(scene: Scene, phrase: PlacePhrase) -> int:
    """Token of the first noun of an indefinite phrase: "a small town in the middle of the country"; else 0."""
    lows, kinds = scene.tokens.lows, scene.lexicon.kind_of_noun
    if lows[phrase.i] not in _ARTICLES:
        return 0
    return next((t for t in range(phrase.i, phrase.j) if lows[t] in kinds), 0)


def _unnamed(scene: Scene, k: int) -> bool:
    """Whether the phrase stands for a place of its own: it has no name, and explains none."""
    phrase: PlacePhrase = scene.items[k].value
    limit, items = phrase.limit, scene.items
    if limit.extent is not None or limit.part_kind not in ("areas", "direction", None) or limit.scope == "near":
        return False
    spots = scene.memory.spots
    if any(
        c.definite != "country" if c.name is None else not (c.kind in AREAS or spots.is_area(c.name))
        for c in phrase.cores
    ):
        return False
    j = k - 1
    if j > 0 and (items[j].kind in ("be", "-") or items[j].low in (",", "(")):
        return False
    after = items[k + 1] if k + 1 < len(items) else None
    return after is None or after.kind not in ("linker", "place")


def _coming(scene: Scene, at: int, kind: str) -> PlaceMention | None:
    """The first new place named behind a token that may be meant; None when its sentence has two."""
    spots = scene.memory.spots
    known = {m.name.lower() for m in spots.mentions}
    fitting = FITS.get(kind, {kind: 1.0})
    found: dict[str, PlaceMention] = {}
    for mention in scene.memory.ahead:
        if mention.at < at or mention.name.lower() in known:
            continue
        if mention.sentence > scene.number + _NAMED_SOON or (
            found and mention.sentence != min(m.sentence for m in found.values())
        ):
            break
        own = mention.kind
        if own == "unknown" and kind in SETTLEMENTS and mention.sentence > scene.number and mention.weight > ASIDE:
            own = spots.gazetteer.get(mention.name.lower()) or kind
        if own in fitting and mention.weight > LANDMARK:
            found.setdefault(mention.name.lower(), mention)
    return next(iter(found.values())) if len(found) == 1 else None
