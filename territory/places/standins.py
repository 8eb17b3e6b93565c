"""Places that the gazetteer lacks but whose words name where they are: an unnamed airport, a base at a known town,
a quarter of a known city. The known place stands in for them, as a place that they are only a part of."""

from __future__ import annotations

from dataclasses import replace

from territory.places.answer import Answer
from territory.places.kinds import is_generic, kinds, split_kind
from territory.places.lookup import Places
from territory.places.names import fold

SCORE = 0.5
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
            return _inside(answer, town, f"{kind} not known; the place of its name stands in")
    if within and (kind in tables.inside_cities or (kind is None and answer.reason == "unknown")):
        city = places.lookup(within)
        if city.place is not None and city.place.kind in _HOLDERS:
            return _inside(answer, city, f"not known; {within} stands in")
    return answer


def _inside(answer: Answer, found: Answer, reason: str) -> Answer:
    if found.place is None:
        return answer
    place = replace(found.place, score=SCORE, how="fuzzy", reasons=(*found.place.reasons, reason))
    return Answer(answer.query, place, (place, *answer.candidates), inside=True)
