"""Places of a sentence enter the memory, each with how much it stands out; definite nouns find what they mean."""

from __future__ import annotations

from territory.extract.clause.scene import Scene
from territory.extract.where.antecedents import (
    ASIDE,
    DATELINE,
    INSIDE,
    LANDMARK,
    OBJECT,
    SUBJECT,
    TOLD,
    PlaceMention,
)
from territory.extract.where.introductions import introduce
from territory.extract.where.placenames import AREAS, FACILITIES, SETTLEMENTS, Core, Limit, PlacePhrase

_PASSED = frozenset({"det", "adverb", "time", "poss", "not", "vague", "share"})
_GOES_ON = frozenset({"punct", "relative", "prep", "boundary", "to", "of"})
_OFFICES = frozenset({"governor", "mayor", "head", "chief", "police"})
_SPEECH = frozenset({"say", "claim", "deny"})
_CENTRAL = frozenset({"in", "at", "on", "from", "into", "for", "over", "inside", "of", "across", "throughout", "under"})


def remember(scene: Scene, placey: frozenset[str], country: str) -> None:
    """Place mentions enter the memory in order of the text; names without any sign of being a place do not."""
    groups: list[list[PlaceMention]] = []
    for k in scene.at("place"):
        item = scene.items[k]
        introduce(scene, k)
        _within(scene, k)
        _list(scene, k, groups)
        weight = scene.weights[k]
        for core in item.value.cores:
            if core.name is None:
                if core.several is None:
                    scene.settle(core, _meant(scene, k, core), weight)
            elif not _speaks(scene, k, core, country) and (
                core.known or core.kind != "unknown" or core.name.lower() in placey
            ):
                core.known = True
                scene.memory.see_place(core, scene.number, weight, _described(scene, k, core))
                _container(scene, core)
    scene.memory.lists += [group for group in groups if len(group) > 1]


def foresee(scenes: list[Scene], placey: frozenset[str]) -> list[PlaceMention]:
    """Places that the sentences name, in order of the text, for what is brought in before its name."""
    for scene in scenes:
        scene.weights = {k: _weight(scene, k) for k in scene.at("place")}
    return [
        PlaceMention(core.name, core.kind, core.within, scene.number, core.i, scene.weights[k])
        for scene in scenes
        for k in scene.at("place")
        for core in scene.items[k].value.cores
        if core.name is not None
        and core.kind != "country"
        and (core.kind != "unknown" or core.known or core.name.lower() in placey)
    ]


def _within(scene: Scene, k: int) -> None:
    """ "the Kordofan town" is a town of Kordofan, spoken of before, where the name is known as that of an area."""
    phrase: PlacePhrase = scene.items[k].value
    core = phrase.cores[0] if len(phrase.cores) == 1 else None
    if core is None or core.name is None or core.kind not in SETTLEMENTS:
        return
    lows, capital = scene.tokens.lows, scene.tokens.capital
    if (
        lows[phrase.i] != "the"
        or lows[core.j - 1] not in scene.lexicon.kind_of_noun
        or core.i in (core.j - 1, phrase.i)
    ):
        return
    if not {"of", "in"}.isdisjoint(lows[phrase.i : core.i]):
        return
    pointed = lows[core.i - 1] in scene.lexicon.places.of_areas and capital[core.i - 1]
    if pointed or scene.memory.spots.is_area(core.name):
        core.name, core.definite, core.within = None, core.kind, core.name
        phrase.limit = Limit() if phrase.limit.part_kind == "direction" else phrase.limit


def _meant(scene: Scene, k: int, core: Core) -> PlaceMention | None:
    """What the definite noun at item k means: the name beside it that it explains, else what was spoken of."""
    lows = scene.tokens.lows
    words = lows[core.i : core.j]
    if "eponymous" in words and scene.memory.places:
        last = scene.memory.places[-1]
        return PlaceMention(last.name, core.definite or "unknown", last.within, scene.number)
    if core.definite == "crossing" and _leads_abroad(scene, k):
        return None
    spots = scene.memory.spots
    beside = _explained(scene, k) or _where(scene, k)
    if beside is not None:
        mention = PlaceMention(beside.name or "", beside.kind, beside.within, scene.number)
        if spots.fit(mention, core.definite or "unknown", words[-1]):
            return mention
    found = spots.meant(core.definite or "unknown", scene.number, words, core.i, core.within)
    if found is not None and core.definite in AREAS and found.kind == "unknown" and found.name in _beside(scene, k):
        return None
    return found


def _leads_abroad(scene: Scene, k: int) -> bool:
    """Whether "the crossing with Iraq" tells itself which it is: it need not be the one spoken of before."""
    after = scene.items[k + 1 : k + 3]
    return len(after) == 2 and after[0].low == "with" and after[1].kind == "place"


def _beside(scene: Scene, k: int) -> set[str | None]:
    """Names before the comma that opens an apposition: in "X, the main camp in the region," the region is not X."""
    if k > 1 and scene.items[k - 1].low == "," and scene.items[k - 2].kind == "place":
        return {core.name for core in scene.items[k - 2].value.cores}
    return set()


def _explained(scene: Scene, k: int) -> Core | None:
    """The name in "X, the provincial capital," or "the provincial capital, X,"."""
    items = scene.items

    def comma(j: int) -> bool:
        return 0 <= j < len(items) and items[j].low == ","

    def named(j: int) -> Core | None:
        phrase = items[j].value if 0 <= j < len(items) and items[j].kind == "place" else None
        if phrase is None or not phrase.cores or phrase.limit.part_kind == "offset":
            return None
        return phrase.cores[-1] if phrase.cores[-1].name is not None else None

    if k > 1 and items[k - 1].kind == "be":
        return named(k - 2)
    if comma(k + 1) and (comma(k + 3) or k + 3 >= len(items) or items[k + 3].low == "."):
        return named(k + 2)
    if comma(k - 1) and k + 1 < len(items) and items[k + 1].kind == "'s":
        return None
    if comma(k - 1) and (k + 1 >= len(items) or items[k + 1].kind in _GOES_ON):
        return named(k - 2)
    return None


def _where(scene: Scene, k: int) -> Core | None:
    """The name that a "where" clause with the noun at item k is about: "to X, where A runs the town"."""
    told = scene.clause.brackets.around(k)
    if told is None or told.pronoun < 0 or told.head < 0 or scene.items[told.pronoun].low != "where":
        return None
    cores = scene.items[told.head].value.cores if scene.items[told.head].kind == "place" else []
    return cores[0] if len(cores) == 1 and cores[0].name is not None else None


def _speaks(scene: Scene, k: int, core: Core, country: str) -> bool:
    """Whether the name of a capital stands for a government: "Damascus said", or a foreign one."""
    after = scene.items[k + 1].kind if k + 1 < len(scene.items) else ""
    return core.seat and (after in _SPEECH or core.nation != country)


def _weight(scene: Scene, k: int) -> float:
    """How much the place at item k stands out: subjects most, what only says where another place lies least."""
    phrase: PlacePhrase = scene.items[k].value
    if phrase.limit.part_kind == "offset" or (phrase.appositive and phrase.limit.scope == "near"):
        return LANDMARK
    if scene.number == 0 and k == 0 and _dateline(scene):
        named = phrase.cores[0].name if phrase.cores else None
        return INSIDE if named is not None and named.lower() in scene.memory.spots.title else DATELINE
    j = k - 1
    while j >= 0 and scene.items[j].kind in _PASSED:
        j -= 1
    if j < 0:
        return SUBJECT
    before = scene.items[j]
    if before.kind == "of" and j and scene.items[j - 1].low in _OFFICES:
        return ASIDE
    if before.kind == "verb":
        told = scene.clause.brackets.around(k)
        of_side = told is not None and told.kind == "relative" and scene.items[told.head].kind == "actor"
        return TOLD if of_side else OBJECT
    if before.kind == "prep" and before.low == "for":
        return INSIDE if j and scene.items[j - 1].kind == "noun" else ASIDE
    if before.kind == "prep":
        return INSIDE if before.entries["prep"].value in _CENTRAL else ASIDE
    if before.kind == "to":
        return ASIDE
    if before.low == "," and j and scene.items[j - 1].kind == "place" and k + 1 < len(scene.items):
        return ASIDE
    return INSIDE if before.kind in ("of", "conj") else SUBJECT


def _dateline(scene: Scene) -> bool:
    """Whether the report begins with the place it was sent from: "KYIV, Ukraine (Agency) - "."""
    for item in scene.items[1:9]:
        if item.kind == "-":
            return True
        if item.kind not in ("punct", "place", "source", "time", "cap", "org", "no_place", "nation"):
            return False
    return False


def _described(scene: Scene, k: int, core: Core) -> frozenset[str]:
    """Words that say what the place is: before the name, and in what explains it after a comma."""
    lows = scene.tokens.lows
    found = {*lows[scene.items[k].i : core.i]}
    if k + 2 < len(scene.items) and scene.items[k + 1].low == ",":
        after = scene.items[k + 2]
        if after.kind == "place" and (after.value.appositive or after.value.definite or after.value.open):
            end = next((c.i for c in after.value.cores if c.name is not None), after.j)
            found |= {*lows[after.i : end]}
    return frozenset(found)


def _container(scene: Scene, core: Core) -> None:
    """ "X in Idlib province" speaks of the province too."""
    if core.within is None:
        return
    kind = scene.lexicon.kind_of_noun.get(core.within.lower().split()[-1], "unknown")
    if kind in AREAS:
        scene.memory.spots.see(PlaceMention(core.within, kind, None, scene.number, core.i, LANDMARK))
    elif core.kind in FACILITIES and not any(core.within in n for n in scene.lexicon.nations.nations.values()):
        scene.memory.spots.see(PlaceMention(core.within, kind, None, scene.number, core.i, ASIDE))


def _list(scene: Scene, k: int, groups: list[list[PlaceMention]]) -> None:
    """Collect the names of the place at item k, with those that it is joined to."""
    named = [
        PlaceMention(c.name, c.kind, c.within, scene.number, at=c.i)
        for c in scene.items[k].value.cores
        if c.name is not None and c.kind != "country"
    ]
    joined = k >= 2 and scene.items[k - 2].kind == "place"
    if joined and groups and (scene.items[k - 1].kind == "conj" or scene.items[k - 1].low == ","):
        groups[-1].extend(named)
    elif named:
        groups.append(named)
