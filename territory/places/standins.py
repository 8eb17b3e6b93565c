"""Places that the gazetteer lacks but whose words name where they are: an unnamed airport, a base at a known town,
a quarter of a known city, a village of a known district. The known place stands in for them, as a place that they are
only a part of; a province or what is larger is only shown as where they could be pinned."""

from __future__ import annotations

from dataclasses import replace

from territory.places.answer import Answer
from territory.places.kinds import is_generic, kinds, split_kind
from territory.places.lookup import Places
from territory.places.names import fold
from territory.places.regions import names_countryside
from territory.places.scoring import Candidate

SCORE = 0.5
SMALLEST = 2  # admin level from which a unit stands in for a place in it
_HOLDERS = ("city", "town", "village", "neighbourhood", "subdistrict", "district")


def stand_in(place: str, kind: str | None, within: str | None, answer: Answer, places: Places) -> Answer:
    """Find what stands in for a place that was not found; the abstention itself, if nothing does.

    Parameters
    ----------
    place, kind, within
        The question.
    answer
        Its abstention.
    places
        Gazetteer and units.
    """
    if answer.place is not None or answer.reason == "abroad":
        return answer
    tables = kinds()
    if within and is_generic(fold(place)):
        words = fold(place).removeprefix("the ").split(" ")
        for text in dict.fromkeys((" ".join(words), words[-1])):
            named = places.lookup(f"{within} {text}", kind=kind)
            if named.place is not None:
                return replace(named, query=answer.query)
    if kind in tables.facilities and not within:
        town = places.lookup(split_kind(fold(place))[0])
        if town.place is not None and town.place.how != "fuzzy":
            return _inside(answer, town.place, f"{kind} not known; the place of its name stands in")
    if not within or answer.reason == "ambiguous":
        return answer
    in_city = kind in tables.inside_cities or (kind is None and answer.reason == "unknown")
    if in_city and not names_countryside(within):
        city = places.lookup(within)
        if city.place is not None and city.place.kind in _HOLDERS:
            return _inside(answer, city.place, f"not known; {within} stands in")
    return _in_land(within, answer, places)


def _in_land(within: str, answer: Answer, places: Places) -> Answer:
    """The unit that the words name as holding a place, unless one of the candidates lies in it."""
    entry = places.land(within)
    if entry is None or any(places.ids[entry] in places.chains.get(c.pcode or "", ()) for c in answer.candidates):
        return answer
    code, kind = places.ids[entry], places.kinds[entry]
    unit = Candidate(entry, code, places.names[entry], kind, code, SCORE, 0.0, "fuzzy", (f"the words name {within}",))
    if (places.level(code) or 0) < SMALLEST:
        return replace(answer, candidates=(*answer.candidates, unit))
    return _inside(answer, unit, f"not known; {within} stands in")


def _inside(answer: Answer, found: Candidate, reason: str) -> Answer:
    place = replace(found, score=SCORE, how="fuzzy", reasons=(*found.reasons, reason))
    return Answer(answer.query, place, (place, *answer.candidates), inside=True)
