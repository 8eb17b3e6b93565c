"""Codes and names of the units of sets that come without them.

A first-level unit's code is its ISO 3166-2 code (GeoNames' where it has none); a unit below has its parent's code and
a number in the order of names. They are this project's own, not OCHA's p-codes.
"""

from __future__ import annotations

import contextlib
import unicodedata
from collections import Counter, defaultdict

import numpy as np
import shapely
from rapidfuzz import fuzz

from tools.geonames import LANGUAGES, fold, natural_earth, settlements_of, subdivisions
from tools.hierarchy import read_pairs

_SCRIPT_LANGUAGE = {
    "ARABIC": "ar", "HEBREW": "he", "CYRILLIC": "ru", "ARMENIAN": "hy", "GEORGIAN": "ka", "MYANMAR": "my",
    "ETHIOPIC": "am",
}  # fmt: skip
_OTHER_LANGUAGE = {("AF", "ARABIC"): "fa", ("UA", "CYRILLIC"): "uk"}
_LIKE = 60.0  # likeness of two names of one unit, 0 to 100


def mended(name: str) -> str:
    """Name without stray blanks, decoded where UTF-8 was read as Windows-1252, and not in capitals."""
    name = " ".join(name.split())
    if any(mark in name for mark in "ÃÂ"):
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp1252").decode("utf-8")
    name = name.title().replace("'S ", "'s ") if name.isupper() else name
    return unicodedata.normalize("NFC", name)


def script_of(name: str) -> str:
    """Script that most letters of a name are of, as Unicode names it."""
    counts = Counter(unicodedata.name(c, "?").split()[0] for c in name if c.isalpha())
    return counts.most_common(1)[0][0] if counts else ""


def by_language(iso2: str, names: tuple[str, ...]) -> dict[str, str]:
    """The first name in each script that tells its language."""
    out: dict[str, str] = {}
    for name in names:
        script = script_of(name)
        language = _OTHER_LANGUAGE.get((iso2, script), _SCRIPT_LANGUAGE.get(script))
        if language:
            out.setdefault(language, name)
    return out


def first_level_names(key: str, iso2: str, code: str, own: str = "") -> dict[str, str]:
    """Names of a first-level unit: Natural Earth's where it means the same unit, GeoNames', the source's own."""
    subdivision = subdivisions(iso2, 1)[code]
    known = [fold(name) for name in (subdivision.name, *subdivision.alternates)]
    named = [unit for unit in natural_earth(iso2) if unit.geonames == code and unit.names.get("en")]
    same = [u for u in named if max(fuzz.ratio(fold(u.names["en"]), k) for k in known) >= _LIKE]
    told = read_pairs("names.csv", key, "english").get(code)
    names: dict[str, str] = {"en": told or (same[0].names["en"] if same else subdivision.name)}
    if same:
        names |= {k: same[0].names[k].removeprefix("de ") for k in LANGUAGES if k in same[0].names}
    for language, name in by_language(iso2, subdivision.alternates).items():
        names.setdefault(language, name)
    latin = [name for name in (own, subdivision.name, *subdivision.alternates) if script_of(name) == "LATIN"]
    return names | _further(latin, names)


def without_shared(names: list[dict[str, str]]) -> list[dict[str, str]]:
    """Names of units of one level, without those that two of them would have in one language (English stays)."""
    count = Counter((language, name) for told in names for language, name in told.items())
    return [{k: v for k, v in told.items() if k == "en" or count[k, v] == 1} for told in names]


def _further(names: list[str], known: dict[str, str]) -> dict[str, str]:
    """Names that are not known yet, as ``und``, ``und-x-1`` and so on."""
    new = [name for name in dict.fromkeys(names) if name not in known.values()]
    return {f"und-x-{i}" if i else "und": name for i, name in enumerate(new)}


def smallest_names(iso2: str, names: list[str], above: list[str], level: int) -> list[dict[str, str]]:
    """Names of the smallest units: the source's, and those of the GeoNames second-level unit or town of that name."""
    further: dict[tuple[str, str], list[str]] = defaultdict(list)
    if level == 2:
        for code, subdivision in subdivisions(iso2, 2).items():
            all_names = [subdivision.name, *subdivision.alternates]
            for name in all_names:
                further[code.rsplit(".", 1)[0], fold(name)] += all_names
    out = []
    for name, code in zip(names, above, strict=True):
        others = [other for other in further[code, fold(name)] if fold(other)]
        told = {"en": name, **by_language(iso2, tuple(further[code, fold(name)]))}
        out.append(told | _further([o for o in others if script_of(o) == "LATIN"], told))
    return out


def numbered(names: list[str], above: list[str]) -> list[str]:
    """Codes of units: their parent's and a number in the order of names."""
    inside: dict[str, list[int]] = defaultdict(list)
    for i, code in enumerate(above):
        inside[code].append(i)
    out = [""] * len(names)
    for code, members in inside.items():
        width = max(2, len(str(len(members))))
        for number, i in enumerate(sorted(members, key=lambda i: (fold(names[i]), names[i], i)), 1):
            out[i] = f"{code}-{number:0{width}d}"
    return out


def first_level_codes(key: str, iso2: str) -> dict[str, str]:
    """GeoNames code to the set's own code: ISO 3166-2, else GeoNames' with a hyphen."""
    missing = read_pairs("iso.csv", key, "iso")
    return {code: s.iso or missing.get(code) or code.replace(".", "-") for code, s in subdivisions(iso2, 1).items()}


def named_by_towns(iso2: str, names: list[str], geometries: np.ndarray, provinces: list[str]) -> list[str]:
    """Names for polygons whose own do not belong to them: their largest town's, else the province's and a number."""
    places = settlements_of(iso2)
    point, unit = shapely.STRtree(geometries).query(
        shapely.points([(p.longitude, p.latitude) for p in places]), predicate="within"
    )
    best: dict[int, tuple[bool, int, str]] = {}
    known = {fold(name) for name in names}
    for p, u in zip(point, unit, strict=True):
        rank = (fold(places[p].name) in known, places[p].population, places[p].name)
        best[int(u)] = max(best.get(int(u), (False, -1, "")), rank)
    out, count = [], Counter[str]()
    for i, province in enumerate(provinces):
        if i in best:
            out.append(best[i][2])
        else:
            count[province] += 1
            out.append(f"{province} {count[province]}")
    return out
