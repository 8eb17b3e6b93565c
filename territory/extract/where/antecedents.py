"""Which place a definite noun or a pronoun means: the most salient of those spoken of that fits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from territory.extract.where.placenames import AREAS

_URBAN = frozenset({"city", "town", "village", "neighbourhood"})
_POINTS = ("base", "airport", "crossing", "dam", "oilfield", "other")
FITS = {
    "city": {"city": 1.0, "town": 0.9},
    "town": {"town": 1.0, "city": 0.95, "village": 0.8},
    "village": {"village": 1.0, "town": 0.8},
    "neighbourhood": {"neighbourhood": 1.0, "district": 0.95, "subdistrict": 0.8},
    "district": {"district": 1.0, "neighbourhood": 0.95, "subdistrict": 0.9},
    "region": {"region": 1.0, "province": 0.95, "district": 0.85},
    "base": {"base": 1.0, "airport": 0.9},
    "airport": {"airport": 1.0},
    "area": dict.fromkeys(("neighbourhood", "district", "region", "town", "village", "city"), 1.0)
    | dict.fromkeys(("province", "subdistrict", "hill", *_POINTS), 0.9),
    "site": dict.fromkeys(_POINTS, 1.0) | dict.fromkeys(("hill", "road", "village", "neighbourhood"), 0.8),
    "whole": {**dict.fromkeys(("province", "district", "region", "subdistrict"), 0.9), **dict.fromkeys(_URBAN, 1.0)},
    "any": {"province": 0.9, "region": 0.9, "road": 0.6, "country": 0.0},
}
_UNSAID = {
    "area": 1.0,
    "whole": 1.0,
    "site": 0.75,
    "district": 0.7,
    "region": 0.6,
    **dict.fromkeys(_URBAN, 0.92),
    "neighbourhood": 0.6,
}
_SITES = frozenset({"site", "place", "position", "facility", "compound", "installation"})
_AREA_NOUNS = frozenset("region province district state governorate county oblast zone valley desert heights".split())
_QUARTERS = frozenset({"headquarters", "barracks", "camp", "compound", "base", "command"})
_LANDFORMS = frozenset(
    "coast valley desert plain delta peninsula heights mountains basin plateau highlands municipality".split()
)
_ELSEWHERE = frozenset({"neighbouring", "neighboring", "adjacent", "adjoining", "nearby", "other", "next"})
_COMPASS = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"})
_ORDINAL = frozenset({"last", "first", "only", "second", "third", "largest", "biggest", "nearest", "latest", "final"})
_FADING = (1.0, 0.8, 0.66, 0.56, 0.5, 0.46, 0.43, 0.4, 0.38, 0.36)
_HERE = 1.2
_WINDOW = 40
_SEATS = frozenset({"provincial", "regional", "state", "county", "district"})
_TIE, _FAR_TIE, _LEAST = 0.95, 0.9, 0.3

SUBJECT, OBJECT, INSIDE, TOLD, ASIDE, LANDMARK, DATELINE = 1.0, 0.98, 0.92, 0.85, 0.7, 0.35, 0.3


@dataclass(slots=True)
class PlaceMention:
    """A place as one phrase names or means it: where it stands, how much it stands out, what is said of it."""

    name: str
    kind: str
    within: str | None
    sentence: int
    at: int = -1
    weight: float = INSIDE
    words: frozenset[str] = frozenset()


@dataclass
class Places:
    """Mentions in order of the text; a place named twice is one, unless once as a town and once as an area."""

    country: str | None = None
    capital: str | None = None
    title: str = ""
    gazetteer: dict[str, str] = field(default_factory=dict)
    mentions: list[PlaceMention] = field(default_factory=list)
    kinds: dict[str, set[str]] = field(default_factory=dict)
    counts: dict[tuple[str, bool], int] = field(default_factory=dict)
    claimed: set[tuple[str, bool]] = field(default_factory=set)
    words: dict[tuple[str, bool], set[str]] = field(default_factory=dict)

    def see(self, mention: PlaceMention) -> None:
        """Remember a mention."""
        key = _key(mention)
        if mention.kind != "unknown":
            self.kinds.setdefault(key[0], set()).add(mention.kind)
        self.counts[key] = self.counts.get(key, 0) + 1
        self.words.setdefault(key, set()).update(mention.words)
        self.mentions.append(mention)

    def asserted(self, name: str, kind: str) -> None:
        """Remember that something was claimed of a place: such a one stands out."""
        self.claimed.add((name.lower(), kind in AREAS))

    def kind_of(self, name: str) -> str:
        """The kind that the text gives a bare name elsewhere, if it gives one."""
        found = self.kinds.get(name.lower(), set())
        return next(iter(found)) if len(found) == 1 and not found & {"province", "country"} else "unknown"

    def is_area(self, name: str) -> bool:
        """Whether a name is known only as that of an area, from the text or the gazetteer."""
        found = self.kinds.get(name.lower())
        if found:
            return found <= AREAS
        return self.gazetteer.get(name.lower()) in ("", "region") or name.split()[0].lower() in _COMPASS

    def meant(
        self,
        kind: str,
        sentence: int,
        words: Iterable[str] = (),
        at: int | None = None,
        within: str | None = None,
        sure: bool = True,
    ) -> PlaceMention | None:
        """The place that "the city", "the border town" or "it" (kind ``any``) means.

        ``words`` are those of the phrase, ``at`` is its token: what comes later is not meant while something before is.
        Of two that are as likely neither is meant, or the later one if it need not be ``sure``.
        """
        words = tuple(words)
        noun = words[-1] if words else ""
        described = _modifiers(words)
        if not (_ELSEWHERE | _ORDINAL).isdisjoint(described):
            return None
        if kind == "country" and self.country:
            return PlaceMention(self.country, "country", None, sentence)
        if noun == "capital" and within is not None and within.lower() != (self.country or "").lower():
            return self._seat(within, sentence, at)
        if noun == "capital" and self.capital and _SEATS.isdisjoint(words):
            return PlaceMention(self.capital, "city", None, sentence)
        best: dict[tuple[str, bool], tuple[float, PlaceMention]] = {}
        for mention in self._candidates(sentence, at):
            fit = self.fit(mention, kind, noun)
            if not fit:
                continue
            key = _key(mention)
            score = fit * (self._salience(mention, key, sentence) + 0.2 * len(described & self.words.get(key, set())))
            if key not in best or score > best[key][0]:
                best[key] = (score, mention)
        if not best:
            return None
        ranked = sorted(best.values(), key=lambda b: -b[0])
        near = sentence - ranked[0][1].sentence < 2
        rival = next((score for score, m in ranked if m.name.lower() != ranked[0][1].name.lower()), 0.0)
        if sure and rival > (_TIE if near else _FAR_TIE) * ranked[0][0]:
            return None
        if ranked[0][0] < _LEAST:
            return None
        return ranked[0][1]

    def _seat(self, area: str, sentence: int, at: int | None) -> PlaceMention | None:
        """The capital of an area: the place so called, else the city that has its name."""
        name = area.lower()
        for mention in self._candidates(sentence, at):
            key = _key(mention)
            if not key[1] and "capital" in self.words.get(key, ()) and (mention.within or area).lower() in (name, ""):
                return mention
        if self.gazetteer.get(name) == "city":
            return PlaceMention(area, "city", None, sentence)
        return None

    def _candidates(self, sentence: int, at: int | None) -> list[PlaceMention]:
        recent = [m for m in self.mentions[: -_WINDOW - 1 : -1] if m.sentence <= sentence]
        if at is None:
            return recent
        return [m for m in recent if m.at < at] or recent

    def _salience(self, mention: PlaceMention, key: tuple[str, bool], sentence: int) -> float:
        fading = _FADING[min(sentence - mention.sentence, len(_FADING) - 1)]
        topic = 0.2 if key[0] in self.title else 0.0
        often = 0.02 * min(self.counts[key] - 1, 4)
        here = _HERE if mention.sentence == sentence and mention.weight >= INSIDE else 1.0
        return mention.weight * fading * here * (1.0 + topic + often + (0.06 if key in self.claimed else 0.0))

    def fit(self, mention: PlaceMention, kind: str, noun: str) -> float:
        """How well the kind of a mention goes with the noun, 0 when not at all."""
        own = mention.kind if mention.kind != "unknown" else self.kind_of(mention.name)
        if kind == "any":
            return FITS["any"].get(own, 1.0)
        if kind == "base" and own == "other":
            return 0.0 if _QUARTERS.isdisjoint(mention.name.lower().split()) else 0.95
        if noun in _LANDFORMS:
            return 1.0 if noun in (*mention.name.lower().split(), *self.words.get(_key(mention), ())) else 0.0
        kind = ("site" if noun in _SITES else "area") if kind == "unknown" else kind
        if kind == "other" or (own == "other" and kind not in FITS):
            return 1.0 if noun and mention.name.lower().endswith(noun) else 0.0
        if own == "unknown" and kind in _URBAN and mention.name.lower().split()[-1] in _AREA_NOUNS:
            return 0.0
        if own == "unknown":
            listed = self.gazetteer.get(mention.name.lower())
            if kind == "province":
                return 0.8 if listed in ("", "city", "region") or not self.gazetteer else 0.0
            if kind not in _URBAN or not listed:
                return _UNSAID.get(kind, 0.0) * (0.85 if listed == "" and kind in _URBAN else 1.0)
            own = listed
        fits = FITS.get(kind)
        if kind == "province" and own == "city":
            name = mention.name.lower()
            return 0.9 if "province" in self.kinds.get(name, ()) else 0.7 if self.gazetteer.get(name) == "city" else 0.0
        if fits is None:
            return 1.0 if own == kind else 0.0
        return fits.get(own, 0.0)


def _key(mention: PlaceMention) -> tuple[str, bool]:
    return mention.name.lower(), mention.kind in AREAS


def _modifiers(words: tuple[str, ...]) -> set[str]:
    """What stands between the article and the noun: "border" in "parts of the border town"."""
    found: set[str] = set()
    for word in reversed(words[:-1]):
        if word in ("the", "this", "that", "of", "in"):
            break
        if word.isalpha():
            found.add(word)
    return found
