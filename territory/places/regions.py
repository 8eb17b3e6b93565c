"""Directions: "eastern Aleppo", "12 km south of X", and the discs of uncertainty that they mean."""

from __future__ import annotations

import math
import re
from functools import lru_cache

import yaml
from pydantic import BaseModel, ConfigDict

from territory.places.names import TABLES, fold

_EARTH_KM = 6371.0088


class Directions(BaseModel):
    """The direction tables; see the comments of ``tables/directions.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    directions: dict[str, tuple[str, ...]]
    around: tuple[str, ...]
    countryside: tuple[str, ...]
    joining: tuple[str, ...]
    bearings: dict[str, float]


@lru_cache(maxsize=1)
def directions() -> Directions:
    """The direction tables, read once."""
    return Directions.model_validate(yaml.safe_load((TABLES / "directions.yaml").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, str], frozenset[str]]:
    tables = directions()
    codes = {fold(word): code for code, words in tables.directions.items() for word in words}
    return codes, frozenset(fold(w) for w in (*tables.around, *tables.joining))


@lru_cache(maxsize=8192)
def split_direction(folded: str) -> tuple[str | None, str]:
    """Part a folded name from a direction and from words for the land around it.

    Returns
    -------
    tuple
        Compass code or None, and the name that is left (the whole name, if nothing would be left).

    Examples
    --------
    >>> split_direction("northern countryside of aleppo"), split_direction("north eastern syria")
    (('n', 'aleppo'), ('ne', 'syria'))
    """
    codes, fillers = _words()
    words = folded.split(" ")
    code = None
    while words:
        two = " ".join(words[:2])
        if code is None and len(words) > 2 and two in codes:
            code, words = codes[two], words[2:]
        elif code is None and words[0] in codes:
            code, words = codes[words[0]], words[1:]
        elif words[0] in fillers and (code is not None or words[0] in directions().countryside):
            words = words[1:]
        else:
            break
    while len(words) > 1 and words[-1] in fillers:
        words = words[:-1]
    if len(words) > 1 and code is None and words[-1] in codes:
        code, words = codes[words[-1]], words[:-1]
    return (code, " ".join(words)) if words else (None, folded)


def names_countryside(text: str) -> bool:
    """Whether a name says the land around a town and not the town ("Homs southeastern countryside")."""
    return not set(directions().countryside).isdisjoint(fold(text).split(" "))


@lru_cache(maxsize=1)
def _relation() -> re.Pattern[str]:
    codes, _ = _words()
    ways = "|".join(sorted(map(re.escape, codes), key=len, reverse=True))
    return re.compile(rf"(?P<name>.+?) (?:(?:to|in) the )?(?:{ways}) of (?P<anchor>.+)")


def split_relation(folded: str) -> tuple[str, str | None]:
    """Part a folded name from the place that the words say it lies north, south, ... of.

    Examples
    --------
    >>> split_relation("saraqib area to the east of idlib"), split_relation("north of idlib")
    (('saraqib area', 'idlib'), ('north of idlib', None))
    """
    found = _relation().fullmatch(folded)
    return (found["name"], found["anchor"]) if found else (folded, None)


def offset(latitude: float, longitude: float, direction: str, km: float) -> tuple[float, float]:
    """Point at a distance in a compass direction (great circle; latitude and longitude in degrees).

    Raises
    ------
    KeyError
        If the direction is no compass code.
    """
    bearing = math.radians(directions().bearings[direction])
    lat, lon, arc = math.radians(latitude), math.radians(longitude), km / _EARTH_KM
    to = math.asin(math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(bearing))
    east = math.atan2(math.sin(bearing) * math.sin(arc) * math.cos(lat), math.cos(arc) - math.sin(lat) * math.sin(to))
    return math.degrees(to), math.degrees(lon + east)
