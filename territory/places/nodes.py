"""From a place and the words about it (near, area, 12 km south of) to the node of the tree that a claim is about."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from territory.places.answer import Answer
from territory.places.evidence import Surroundings
from territory.places.gazetteer import distance_km, missing
from territory.places.kinds import kinds
from territory.places.lookup import Places
from territory.places.regions import directions, offset
from territory.places.scoring import Candidate

HOLDS = 0.9  # share of an uncertainty disc that a unit must hold to stand for it
NEAR_KM = {"city": 10.0, "town": 7.0}
NEAR_OTHER_KM = 5.0
OFFSET_SHARE, OFFSET_LEAST_KM = 0.2, 2.0  # "12 km south of X" is right to a fifth, and to 2 km at best


@dataclass(frozen=True)
class Spot:
    """Where a claim is: its node, the smallest unit that holds it, a point in degrees and its uncertainty."""

    node: str
    pcode: str | None
    level: int | None
    latitude: float
    longitude: float
    radius_km: float | None
    part: bool


def spot_of(row: dict[str, Any], answer: Answer, places: Places) -> Spot:
    """Find the node of a claim whose place is known.

    Parameters
    ----------
    row
        The claim: its scope, part_kind, direction, distance_km, place_kind and place_to.
    answer
        What its place means; not an abstention.
    places
        Gazetteer and units.

    Raises
    ------
    ValueError
        If the answer is an abstention.
    """
    place = answer.place
    if place is None:
        raise ValueError(f"{answer.query!r} has no place")
    if place.entry < 0:
        return _service_spot(answer, places)
    if answer.to is not None:
        return _between(places, place.entry, answer.to.entry)
    if answer.inside:
        if row.get("place_kind") in kinds().facilities and missing(row.get("within")):
            return _unit_spot(places, places.narrowest(place.entry), True)
        return replace(_whole(places, place.entry), part=True)
    if answer.direction is None:
        return _spot(row, place, places)
    if row.get("place_kind") in (None, "unknown", "region") and row.get("scope") != "near":
        return _unit_spot(places, places.widest(place.entry), True)
    return replace(_spot(row, place, places), part=True)


def _service_spot(answer: Answer, places: Places) -> Spot:
    """Where a service's answer is: a part of the smallest unit, since no node of the tree is its own."""
    at, code = answer.details, str(answer.details["pcode"])
    return Spot(code, code, places.level(code), at["latitude"], at["longitude"], None, True)


def _spot(row: dict[str, Any], place: Candidate, places: Places) -> Spot:
    part_kind, scope = row.get("part_kind"), row.get("scope")
    entry = place.entry
    if places.vague[entry]:
        return _whole(places, entry)
    if places.ids[entry] in places.unions and scope != "near":
        return replace(_whole(places, entry), part=part_kind in ("area", "outskirts", "countryside"))
    if part_kind == "between" and not missing(row.get("place_to")):
        other = places.lookup(str(row["place_to"]), beside=Surroundings(points=(places.points[entry],))).place
        if other is not None:
            return _between(places, entry, other.entry)
    if part_kind == "offset" or (scope == "near" and not missing(row.get("distance_km"))):
        return _offset(places, entry, row)
    if scope == "near":
        return _near(places, entry, row)
    if part_kind in ("area", "outskirts"):
        return _unit_spot(places, places.narrowest(entry), True)
    if part_kind == "countryside":
        return _unit_spot(places, places.widest(entry), True)
    return _whole(places, entry)


def _whole(places: Places, entry: int) -> Spot:
    node, kind = places.ids[entry], places.kinds[entry]
    if node in places.chains:
        return _unit_spot(places, node, False)
    if node in places.unions:
        code = places.pcodes[entry]
        return Spot(node, code, places.level(code), *places.points[entry], None, False)
    radius = places.radii[entry]
    if kind == "region" or radius is not None:
        return _region(places, entry, radius or NEAR_OTHER_KM)
    return Spot(node, places.pcodes[entry], places.level(places.pcodes[entry]), *places.points[entry], radius, False)


def _region(places: Places, entry: int, radius_km: float) -> Spot:
    """A place without a unit of its own: in the unit that is known to hold it, else in the one that holds its disc."""
    code = places.pcodes[entry]
    spot = _disc(places, *places.points[entry], radius_km)
    if code is None or places.radii[entry] is None:
        return spot
    return replace(spot, node=code, pcode=code, level=places.level(code))


def _unit_spot(places: Places, code: str, part: bool) -> Spot:
    latitude, longitude = places.points[places.entry_of[code]]
    return Spot(code, code, places.level(code), latitude, longitude, None, part)


def _near(places: Places, entry: int, row: dict[str, Any]) -> Spot:
    """A disc outside the place: beside it in the direction that is named, around it when none is."""
    code = places.ids[entry]
    if code in places.unions:
        return _unit_spot(places, places.pcodes[entry] or places.country, True)
    if code in places.chains and places.kinds[entry] in ("province", "country", "district"):
        above = places.chains[code][1:2] or (code,)
        return _unit_spot(places, above[0], True)
    reach = NEAR_KM.get(places.kinds[entry], NEAR_OTHER_KM)
    latitude, longitude = places.points[entry]
    if (direction := row.get("direction")) in directions().bearings:
        latitude, longitude = offset(latitude, longitude, str(direction), 1.5 * reach)
    return _disc(places, latitude, longitude, reach, outside=places.pcodes[entry])


def _offset(places: Places, entry: int, row: dict[str, Any]) -> Spot:
    latitude, longitude = places.points[entry]
    given = row.get("distance_km")
    km = NEAR_OTHER_KM if given is None or missing(given) else float(given)
    if (direction := row.get("direction")) not in directions().bearings:
        return _disc(places, latitude, longitude, max(km, OFFSET_LEAST_KM))
    latitude, longitude = offset(latitude, longitude, str(direction), km)
    return _disc(places, latitude, longitude, max(OFFSET_SHARE * km, OFFSET_LEAST_KM))


def _between(places: Places, one: int, other: int) -> Spot:
    (lat1, lon1), (lat2, lon2) = places.points[one], places.points[other]
    shares = np.linspace(0, 1, 21)
    along = places.units_at(list(lat1 + shares * (lat2 - lat1)), list(lon1 + shares * (lon2 - lon1)))
    code = _common(places, [held for held in along if held is not None])
    middle = (lat1 + lat2) / 2, (lon1 + lon2) / 2
    radius = max(distance_km(lat1, lon1, lat2, lon2) / 2, OFFSET_LEAST_KM)
    return Spot(code or places.nearest_unit(*middle), code, places.level(code), *middle, radius, True)


def _disc(places: Places, latitude: float, longitude: float, radius_km: float, outside: str | None = None) -> Spot:
    asked = (latitude, longitude, radius_km, outside)
    if (code := places.holders.get(asked)) is None:
        code = places.holders[asked] = holder(places, *asked)
    return Spot(code, code, places.level(code), latitude, longitude, radius_km, True)


def holder(places: Places, latitude: float, longitude: float, radius_km: float, outside: str | None = None) -> str:
    """P-code of the smallest unit that holds a disc (nine tenths of the part of it that is inside the country).

    Parameters
    ----------
    places
        Gazetteer and units.
    latitude, longitude, radius_km
        The disc, in degrees and kilometres.
    outside
        Unit of the place that the disc surrounds; left out of the disc where the disc would else span the country.
    """
    angles = np.linspace(0, 2 * math.pi, 17)[:-1]
    rings = [(0.0, 0.0)] + [(r * math.cos(a), r * math.sin(a)) for r in (0.5, 0.9) for a in angles]
    east = 111.32 * math.cos(math.radians(latitude))
    lons = [longitude + radius_km * x / east for x, _ in rings]
    lats = [latitude + radius_km * y / 111.32 for _, y in rings]
    held = [code for code in places.units_at(lats, lons) if code is not None]
    code = _common(places, held)
    if code == places.country and outside is not None:
        code = _common(places, [c for c in held if c != outside]) or code
    return code or places.nearest_unit(latitude, longitude)


def _common(places: Places, held: list[str]) -> str | None:
    """P-code of the smallest unit that holds nearly all of some smallest units; None if there are none."""
    counts: dict[str, int] = {}
    for code in held:
        for unit in places.chains[code]:
            counts[unit] = counts.get(unit, 0) + 1
    enough = [unit for unit, n in counts.items() if n >= HOLDS * len(held)]
    return max(enough, key=lambda unit: (places.level(unit) or 0, counts[unit], unit), default=None)
