"""One question for a place, and its answer: an entry of the gazetteer, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd
import shapely

from territory.boundaries import BoundarySet
from territory.places.abroad import Foreign, foreign
from territory.places.answer import Answer
from territory.places.evidence import NOTHING, Container, Surroundings
from territory.places.gazetteer import distance_km
from territory.places.ground import Ground
from territory.places.index import EXACT, SHORTENED, Hit, NameIndex
from territory.places.kinds import fit, is_romanised, kinds, known_kind, split_kind
from territory.places.names import fold, key, skeleton
from territory.places.regions import split_direction, split_relation
from territory.places.scoring import Candidate, near_factor, weights

LONGEST = 100  # characters of a name
ABROAD_TIMES = 20  # a city abroad this many times as large as the place at home of its name is meant
ABROAD_NEAR_KM = 60.0  # unless the report's other places are this near
JOINED = re.compile(r"\s*[-–—/]\s*(?=\w{3})")
ROAD_JOINTS = re.compile(r" (?:to|and) ")
BESIDE_DEGREES = 0.15  # a town this near the unit of its name is in its family, though another unit holds it


class Places(Ground):
    """A gazetteer on its boundary tree, ready for look-ups.

    Parameters
    ----------
    gazetteer
        Table in the ``gazetteer`` schema.
    boundaries
        The units its p-codes refer to.
    """

    def __init__(self, gazetteer: pd.DataFrame, boundaries: BoundarySet):
        super().__init__(gazetteer, boundaries)
        self.index = NameIndex(
            ((name, *(other or ())) for name, other in zip(self.names, self.gazetteer["names"], strict=True)),
            self.kinds,
        )
        self._containers: dict[str, Container | None] = {}

    def lookup(
        self,
        query: str,
        *,
        kind: str | None = None,
        within: str | None = None,
        beside: Surroundings = NOTHING,
    ) -> Answer:
        """Find the place that a name means.

        Parameters
        ----------
        query
            The name, with or without words that say what it is ("Daraa province"); containers may follow commas.
        kind
            What the words say it is: a place kind or a word for one; None or ``unknown`` when they do not.
        within
            The containing area, as the words name it, or its p-code.
        beside
            The other places of the report.
        """
        name, _, rest = query.partition(",")
        within = within or rest.strip() or None
        folded = fold(name)
        if not folded or len(folded) > LONGEST:
            return Answer(query, None, reason="unknown")
        container = self.container(within) if within else None
        if within and container is None and (away := self._away(within)) is not None:
            return self._abroad(query, away)
        asked = known_kind(kind)
        answer = self._find(query, folded, asked, container, beside)
        if answer.reason in ("unknown", "weak") or answer.match == "fuzzy":
            direction, core = split_direction(folded)
            if core != folded and core:
                inner = self._find(query, core, asked, container, beside)
                if inner.place is not None and inner.place.how != "fuzzy":
                    return replace(inner, direction=direction or "c")
            if folded.endswith("s") and answer.place is None:
                owned = self._find(query, folded[:-1], asked, container, beside)
                answer = owned if owned.place is not None and owned.place.how != "fuzzy" else answer
        if answer.place is None and (asked or split_kind(folded)[1]) == "road":
            answer = self._road(query, name, container, beside) or answer
        if container is None:
            away = self._away(folded) if answer.place is None else foreign(folded, self.boundaries.country)
            if away is not None and not self._at_home(answer, away, beside):
                return self._abroad(query, away)
        return answer

    def _road(self, query: str, name: str, container: Container | None, beside: Surroundings) -> Answer | None:
        """The road between two places, if a name is theirs joined by a dash, "to" or "and"."""
        ends = ROAD_JOINTS.split(split_kind(fold(JOINED.sub(" to ", name)))[0])
        if len(ends) != 2:
            return None
        one, other = (self._find(query, end, None, container, beside) for end in ends)
        if one.place is None or other.place is None:
            one, other = (self._find(query, end, None, None, beside) for end in ends)
        if one.place is None or other.place is None:
            return None
        return Answer(query, one.place, (one.place, other.place), to=other.place)

    def beside(self, answer: Answer) -> Surroundings:
        """What an answer says about where the other places of its report are."""
        if answer.place is not None and answer.place.place_id in self.unions:
            return Surroundings(units=self.unions[answer.place.place_id])
        if answer.place is None or answer.place.entry < 0 or answer.place.kind in ("country", "region"):
            return NOTHING
        if answer.place.kind in ("province", "district"):
            return Surroundings(units=frozenset({self.ids[answer.place.entry]}))
        return Surroundings(points=(self.points[answer.place.entry],))

    def _away(self, text: str) -> Foreign | None:
        """The foreign country or city that a name ends in ("Anbar, Iraq") or is."""
        parts = [fold(part) for part in (text, *reversed(text.split(",")))]
        readings = [r for part in parts if part for r in (part, split_direction(split_kind(part)[0])[1])]
        found = (foreign(reading, self.boundaries.country) for reading in dict.fromkeys(readings))
        return next((place for place in found if place is not None), None)

    def _at_home(self, answer: Answer, away: Foreign, beside: Surroundings) -> bool:
        """Whether a place that shares its name with one abroad is still the likelier: large, a unit, or close by."""
        if answer.place is None or answer.place.how == "fuzzy":
            return False
        entry = answer.place.entry
        if self.ids[entry] in self.chains or away.population < ABROAD_TIMES * max(self.people[entry], 1000.0):
            return True
        if self.kinds[entry] not in kinds().settlements:
            return away.kind != "country"
        return any(distance_km(*self.points[entry], *point) < ABROAD_NEAR_KM for point in beside.points)

    def _abroad(self, query: str, away: Foreign) -> Answer:
        reason = f"outside the country: {away.country}"
        candidate = Candidate(-1, None, away.name, away.kind, None, 0.0, EXACT, "exact", (reason,))
        return Answer(query, None, (candidate,), "abroad")

    def _find(
        self, query: str, folded: str, asked: str | None, container: Container | None, beside: Surroundings
    ) -> Answer:
        best: dict[int, Candidate] = {}
        readings = self._readings(folded, asked)
        asked = readings[-1][1]
        for text, wanted in readings:
            for hit in self.index.exact(text):
                whole = hit if text == readings[0][0] else replace(hit, similarity=hit.similarity - SHORTENED)
                self._keep(best, whole, wanted, container, beside)
        if not any(self._borne(c) and fit(asked, c.kind) >= 0.85 for c in best.values()):
            for text, wanted in readings:
                for hit in self.index.fuzzy(text):
                    self._keep(best, hit, wanted, container, beside)
            if is_romanised(folded):
                for hit in self.index.letters(readings[-1][0]):
                    self._keep(best, hit, asked, container, beside)
        return self._decide(query, folded, asked, best.values())

    def _borne(self, candidate: Candidate) -> bool:
        """Whether somebody bears a name as it is asked, so that names like it need not be looked for."""
        return candidate.score >= weights().answer or self.vague[candidate.entry]

    def container(self, text: str) -> Container | None:
        """The land that a container's name means, widest reading; None if unknown or the country itself."""
        if text not in self._containers:
            self._containers[text] = self._container(text)
        return self._containers[text]

    def _readings(self, folded: str, asked: str | None) -> list[tuple[str, str | None]]:
        bare = folded.removeprefix("the ")
        short, stated = split_kind(bare)
        readings = [(text, asked or stated) for text in dict.fromkeys((folded, bare))]
        return readings if stated is None else [*readings, (short, asked or stated)]

    def _keep(
        self, best: dict[int, Candidate], hit: Hit, asked: str | None, container: Container | None,
        beside: Surroundings,
    ) -> None:  # fmt: skip
        w = weights()
        entry = hit.entry
        reasons = [hit.how if hit.name == self.names[entry] else f"{hit.how}: {hit.name}"]
        kind_fit = fit(asked, self.kinds[entry])
        score = hit.similarity * (1 - w.kind_share * (1 - kind_fit)) * self.sizes[entry]
        if kind_fit < 0.9:
            reasons.append(f"{self.kinds[entry]}, not {asked}" if asked else self.kinds[entry])
        if container is not None:
            factor = self._inside(entry, container)
            score *= factor
            reasons.append(f"in {container.name}" if factor == 1 else f"outside {container.name}")
        if beside.points and self.kinds[entry] not in ("province", "country"):
            km = min(distance_km(*self.points[entry], *point) for point in beside.points)
            score *= near_factor(km)
            reasons.append(f"{km:.0f} km from the report's other places")
        if beside.units and not self.chain_of[entry] & beside.units and self.kinds[entry] != "country":
            score *= w.elsewhere
            reasons.append("in none of the report's provinces")
        if self.vague[entry]:
            vouched = self._vouched(entry, container, beside)
            score *= w.vouched if vouched else w.vague
            reasons.append("somewhere in its unit" if vouched else "somewhere in its unit, for which nothing speaks")
        kept = best.get(entry)
        if score >= w.candidate and (kept is None or score > kept.score):
            best[entry] = Candidate(
                entry, self.ids[entry], self.names[entry], self.kinds[entry], self.pcodes[entry], score,
                hit.similarity, hit.how, tuple(reasons),
            )  # fmt: skip

    def _decide(self, query: str, folded: str, asked: str | None, found: Iterable[Candidate]) -> Answer:
        w = weights()
        ranked = sorted(found, key=lambda c: (-c.score, c.place_id))
        shown = tuple(ranked[: w.candidates])
        if not ranked:
            return Answer(query, None, reason="unknown")
        first = self._of_kind(ranked, asked)
        if first.score < w.answer or not self._is_name(first, ranked, folded):
            return Answer(query, None, shown, "weak")
        rival = next((c for c in ranked if not self._nested(first.entry, c.entry)), None)
        if rival is not None and ranked[0].score - rival.score < w.margin:
            return Answer(query, None, shown, "ambiguous")
        return Answer(query, first, (first, *(c for c in shown if c is not first))[: w.candidates])

    def _of_kind(self, ranked: list[Candidate], asked: str | None) -> Candidate:
        """Of the best candidate and those that hold it or lie in it under the same name, the one of the kind asked."""
        best = ranked[0]
        if best.how == "fuzzy":
            return best
        family = [c for c in ranked if c.how != "fuzzy" and self._one_in_other(best.entry, c.entry)]
        return max([best, *family], key=lambda c: (fit(asked, c.kind), c.score))

    def _is_name(self, first: Candidate, ranked: list[Candidate], folded: str) -> bool:
        """Whether a candidate bears the name: exactly, closely enough, or its seat or unit does exactly."""
        held = any(reason.startswith("in ") for reason in first.reasons)
        if first.how != "fuzzy" or first.similarity >= self._fuzzy_floor(folded, held):
            return True
        return any(c.how != "fuzzy" and self._one_in_other(first.entry, c.entry) for c in ranked)

    def _fuzzy_floor(self, folded: str, held: bool) -> float:
        """Least likeness of a fuzzy name: more for a short one, less for one in the container that was named."""
        w = weights()
        short = len(skeleton(key(split_kind(folded)[0]))) <= w.short
        return (w.fuzzy_short if short else w.fuzzy) - (w.fuzzy_held if held else 0)

    def _nested(self, one: int, other: int) -> bool:
        """Whether one of two entries holds the other, or lies beside it under the same name."""
        if self._one_in_other(one, other) or distance_km(*self.points[one], *self.points[other]) < 3:
            return True
        for unit, place in ((one, other), (other, one)):
            if self.ids[unit] in self.chains and self.kinds[place] in kinds().settlements:
                latitude, longitude = self.points[place]
                degrees = self.geometry[self.ids[unit]].distance(shapely.Point(longitude, latitude))
                return bool(degrees < BESIDE_DEGREES)
        return False

    def _one_in_other(self, one: int, other: int) -> bool:
        return self.ids[one] in self.chain_of[other] or self.ids[other] in self.chain_of[one]

    def _inside(self, entry: int, container: Container) -> float:
        if self.chain_of[entry] & container.units:
            return 1.0
        w = weights()
        lat, lon = self.points[entry]
        outside_km = min(
            (max(0.0, distance_km(lat, lon, y, x) - km) for y, x, km in container.discs), default=float("inf")
        )
        if outside_km == 0:
            return 1.0
        if self.ids[entry] in self.chains and any(self.ids[entry] in self.chains[u] for u in container.units):
            return w.beside
        if container.units and outside_km > w.beside_km:
            degrees = min(shapely.Point(lon, lat).distance(self.geometry[u]) for u in container.units)
            outside_km = min(outside_km, degrees * 100)
        return w.beside if outside_km <= w.beside_km else w.outside

    def _vouched(self, entry: int, container: Container | None, beside: Surroundings) -> bool:
        """Whether the words place an entry: in the container they name, or among the report's other places."""
        if container is not None:
            return bool(self.chain_of[entry] & container.units)
        if self.chain_of[entry] & beside.units:
            return True
        return any(distance_km(*self.points[entry], *point) <= weights().vouched_km for point in beside.points)

    def _container(self, text: str) -> Container | None:
        if text in self.chains and text != self.country:
            return Container(text, frozenset({text}), ())
        folded = fold(text.replace(",", " ")).removeprefix("the ")
        name, anchor = split_relation(folded)
        if anchor is not None and (land := self.container(name)) is not None:
            return self._beside(text, land, self.container(anchor))
        hits: list[Hit] = []
        for core in dict.fromkeys((folded, split_kind(folded)[0], split_direction(folded)[1])):
            core = split_kind(core)[0] if core != folded else core
            hits = [h for h in self.index.exact(core) if h.similarity > 0.9] if core else []
            if hits:
                break
        else:
            core = split_kind(split_direction(folded)[1])[0]
            hits = [h for h in self.index.fuzzy(core) if h.similarity >= weights().fuzzy_container]
        entries = {h.entry for h in hits} | set(self.directed.get(split_kind(split_direction(folded)[1])[0], ()))
        entries = {e for e in entries if not self.vague[e]} or entries
        units = {self.ids[e] for e in entries if self.ids[e] in self.chains}
        units |= {code for e in entries for code in self.unions.get(self.ids[e], ())}
        if not entries or self.country in units:
            return None
        w = weights()
        discs = sorted(
            (*self.points[e], self.radii[e] or (w.city_km if self.kinds[e] == "city" else w.beside_km))
            for e in entries
            if self.ids[e] not in self.chains and self.ids[e] not in self.unions
        )
        return Container(text, frozenset(units), tuple(discs))

    def _beside(self, text: str, land: Container, anchor: Container | None) -> Container:
        """Of the lands of one name those in the provinces of another; all of them, if none is."""
        near = self._provinces(anchor.units) if anchor else frozenset()
        units = frozenset(code for code in land.units if self._provinces({code}) & near)
        return Container(text, units, ()) if units else replace(land, name=text)

    def _provinces(self, units: Iterable[str]) -> frozenset[str]:
        return frozenset(code for unit in units for code in self.chains[unit] if self.level(code) == 1)

    def land(self, text: str) -> int | None:
        """Entry of the one unit that a container's name means, the widest of several inside one another."""
        container = self.container(text)
        codes = sorted(container.units if container else (), key=lambda code: (self.level(code) or 0, code))
        if not codes or any(codes[0] not in self.chains[code] for code in codes):
            return None
        return self.entry_of[codes[0]]
