"""One question for a place, and its answer: an entry of the gazetteer, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from territory.boundaries import BoundarySet, units_of_points
from territory.places.gazetteer import ancestors, distance_km
from territory.places.index import Hit, NameIndex
from territory.places.kinds import fit, kinds, split_kind
from territory.places.names import fold, key, skeleton
from territory.places.regions import split_direction
from territory.places.scoring import Candidate, near_factor, size_factor, weights

Point = tuple[float, float]
_DETAILS = ("name", "kind", "place_id", "pcode", "adm1", "adm2", "adm3", "latitude", "longitude")


@dataclass(frozen=True)
class Answer:
    """What a look-up found.

    ``place`` is None when it abstained; ``reason`` then says why: ``unknown`` (no name like it), ``weak`` (none
    alike enough, or of an unfitting kind or outside the container), ``ambiguous`` (several places tie).
    """

    query: str
    place: Candidate | None
    candidates: tuple[Candidate, ...] = ()
    reason: str | None = None
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def match(self) -> str:
        """How the name was matched: exact, alias, fuzzy or abstained."""
        return self.place.how if self.place else "abstained"

    def as_dict(self) -> dict[str, Any]:
        """The answer as plain values, with None for what an abstention does not know."""
        known = {name: self.details.get(name) for name in _DETAILS}
        return {
            "query": self.query, **known, "match": self.match,
            "score": round(self.place.score, 3) if self.place else None, "reason": self.reason,
            "candidates": [c.record() for c in self.candidates],
        }  # fmt: skip


@dataclass(frozen=True)
class Container:
    """Land that the words name as holding a place: units, and discs (latitude, longitude, kilometres)."""

    name: str
    units: frozenset[str]
    discs: tuple[tuple[float, float, float], ...]


class Places:
    """A gazetteer on its boundary tree, ready for look-ups.

    Parameters
    ----------
    gazetteer
        Table in the ``gazetteer`` schema.
    boundaries
        The units its p-codes refer to.
    """

    def __init__(self, gazetteer: pd.DataFrame, boundaries: BoundarySet):
        self.gazetteer = gazetteer.reset_index(drop=True)
        self.boundaries = boundaries
        self.ids: list[str] = self.gazetteer["place_id"].tolist()
        self.names: list[str] = self.gazetteer["name"].tolist()
        self.kinds: list[str] = self.gazetteer["kind"].tolist()
        self.pcodes: list[str | None] = [c if isinstance(c, str) else None for c in self.gazetteer["pcode"]]
        self.points: list[Point] = list(
            zip(self.gazetteer["latitude"].tolist(), self.gazetteer["longitude"].tolist(), strict=True)
        )
        self.chains = ancestors(boundaries)
        settled = kinds().settlements
        self._size = [
            size_factor(float(p)) if k in settled else 1.0
            for p, k in zip(self.gazetteer["population"].tolist(), self.kinds, strict=True)
        ]
        self._chain_of = [frozenset(self.chains.get(c, ())) if c else frozenset() for c in self.pcodes]
        self.index = NameIndex(
            (name, *(other or ())) for name, other in zip(self.names, self.gazetteer["names"], strict=True)
        )
        self._containers: dict[str, Container | None] = {}

    @cached_property
    def entry_of(self) -> dict[str, int]:
        """Position of each place id."""
        return {place_id: i for i, place_id in enumerate(self.ids)}

    @cached_property
    def country(self) -> str:
        """P-code of the country."""
        units = self.boundaries.units
        return str(units.loc[units["level"].astype(int).idxmin(), "pcode"])

    @cached_property
    def _geometry(self) -> dict[str, Any]:
        return dict(zip(self.boundaries.units["pcode"], self.boundaries.units.geometry, strict=True))

    def lookup(
        self,
        query: str,
        *,
        kind: str | None = None,
        within: str | None = None,
        anchors: Sequence[Point] = (),
    ) -> Answer:
        """Find the place that a name means.

        Parameters
        ----------
        query
            The name, with or without words that say what it is ("Daraa province"); containers may follow commas.
        kind
            What the words say it is; None or ``unknown`` when they do not.
        within
            The containing area, as the words name it.
        anchors
            Latitude and longitude of other places of the report, in degrees.
        """
        name, _, rest = query.partition(",")
        within = within or rest.strip() or None
        folded = fold(name)
        if not folded:
            return Answer(query, None, reason="unknown")
        container = self.container(within) if within else None
        asked = None if kind in (None, "unknown") else kind
        best: dict[int, Candidate] = {}
        for text, wanted in self._readings(folded, asked):
            for hit in self.index.exact(text):
                self._keep(best, hit, wanted, container, anchors)
        if not any(c.score >= weights().answer and fit(asked, c.kind) >= 0.85 for c in best.values()):
            for text, wanted in self._readings(folded, asked):
                for hit in self.index.fuzzy(text):
                    self._keep(best, hit, wanted, container, anchors)
        return self._decide(query, folded, best.values())

    @cached_property
    def radii(self) -> list[float | None]:
        """Reach in kilometres of entries without a unit of their own, None for the others."""
        if "radius_km" not in self.gazetteer:
            return [None] * len(self.ids)
        return [float(r) if r == r and r is not None else None for r in self.gazetteer["radius_km"].tolist()]

    def level(self, pcode: str | None) -> int | None:
        """Admin level of a unit."""
        return self._unit_names[pcode][0] if pcode in self._unit_names else None

    def units_at(self, latitudes: Sequence[float], longitudes: Sequence[float]) -> list[str | None]:
        """P-codes of the smallest units that hold points in degrees; None outside the country."""
        codes = units_of_points(self.smallest, longitudes, latitudes)
        return [c if isinstance(c, str) else None for c in codes]

    def unit_at(self, latitude: float, longitude: float) -> str | None:
        """P-code of the smallest unit that holds a point in degrees; None outside the country."""
        return self.units_at([latitude], [longitude])[0]

    def nearest_unit(self, latitude: float, longitude: float) -> str:
        """P-code of the smallest unit nearest to a point."""
        near = shapely.STRtree(self.smallest.geometry.to_numpy()).nearest(shapely.Point(longitude, latitude))
        return str(self.smallest["pcode"].iloc[int(near)])

    def family(self, entry: int) -> list[str]:
        """P-codes of the units that hold an entry and bear one of its names, smallest first; itself if a unit."""
        own = {key(split_kind(fold(n))[0]) for n in (self.names[entry], *(self.gazetteer["names"].iloc[entry] or ()))}
        chain = self.chains.get(self.pcodes[entry] or "", ())
        codes = [c for c in chain if c != self.country]
        if self.ids[entry] in self.chains:
            codes += [c for c in self._below.get(self.ids[entry], ()) if c not in codes]
            codes.sort(key=lambda c: (-(self.level(c) or 0), c))
        named = []
        for code in codes:
            unit = self.entry_of[code]
            names = (self.names[unit], *(self.gazetteer["names"].iloc[unit] or ()))
            if code == self.ids[entry] or own & {key(split_kind(fold(n))[0]) for n in names}:
                named.append(code)
        return named

    def narrowest(self, entry: int) -> str:
        """The smallest unit of an entry's name, or the smallest unit that holds it."""
        return next(iter(self.family(entry)), self.pcodes[entry] or self.country)

    def widest(self, entry: int, below: str | None = None) -> str:
        """The largest unit of an entry's name that is smaller than ``below``; the entry itself if there is none."""
        above = set(self.chains.get(below, ())) if below in self.chains else set()
        codes = [c for c in self.family(entry) if c not in above]
        if codes:
            return codes[-1]
        return self.ids[entry] if below else (self.pcodes[entry] or self.country)

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        below: dict[str, list[str]] = {}
        for code, chain in self.chains.items():
            for above in chain[1:]:
                below.setdefault(above, []).append(code)
        return below

    @cached_property
    def smallest(self) -> gpd.GeoDataFrame:
        """The units that are nobody's parent."""
        units = self.boundaries.units
        return units[~units["pcode"].isin(set(units["parent"].dropna()))].reset_index(drop=True)

    @cached_property
    def _unit_names(self) -> dict[str, tuple[int, str]]:
        units = self.boundaries.units
        return {u.pcode: (int(u.level), str(u.name)) for u in units[["pcode", "level", "name"]].itertuples(index=False)}

    def describe(self, entry: int) -> dict[str, Any]:
        """An entry as plain values: place_id, name, kind, pcode, the names of its units, coordinates."""
        code = self.pcodes[entry]
        held = dict(self._unit_names[c] for c in self.chains.get(code or "", ()))
        latitude, longitude = self.points[entry]
        return {
            "place_id": self.ids[entry], "name": self.names[entry], "kind": self.kinds[entry], "pcode": code,
            "country": held.get(0), "adm1": held.get(1), "adm2": held.get(2), "adm3": held.get(3),
            "latitude": latitude, "longitude": longitude,
        }  # fmt: skip

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
        anchors: Sequence[Point],
    ) -> None:  # fmt: skip
        w = weights()
        entry = hit.entry
        reasons = [hit.how if hit.name == self.names[entry] else f"{hit.how}: {hit.name}"]
        kind_fit = fit(asked, self.kinds[entry])
        score = hit.similarity * (1 - w.kind_share * (1 - kind_fit)) * self._size[entry]
        if kind_fit < 0.9:
            reasons.append(f"{self.kinds[entry]}, not {asked}" if asked else self.kinds[entry])
        if container is not None:
            factor = self._inside(entry, container)
            score *= factor
            reasons.append(f"in {container.name}" if factor == 1 else f"outside {container.name}")
        if anchors and self.kinds[entry] not in ("province", "country"):
            km = min(distance_km(*self.points[entry], *point) for point in anchors)
            score *= near_factor(km)
            reasons.append(f"{km:.0f} km from the report's other places")
        kept = best.get(entry)
        if score >= w.candidate and (kept is None or score > kept.score):
            best[entry] = Candidate(
                entry, self.ids[entry], self.names[entry], self.kinds[entry], self.pcodes[entry], score,
                hit.similarity, hit.how, tuple(reasons),
            )  # fmt: skip

    def _decide(self, query: str, folded: str, found: Iterable[Candidate]) -> Answer:
        w = weights()
        ranked = sorted(found, key=lambda c: (-c.score, c.place_id))
        shown = tuple(ranked[: w.candidates])
        if not ranked:
            return Answer(query, None, reason="unknown")
        first = ranked[0]
        if first.score < w.answer or (first.how == "fuzzy" and first.similarity < self._fuzzy_floor(folded)):
            return Answer(query, None, shown, "weak")
        rival = next((c for c in ranked[1:] if not self._nested(first.entry, c.entry)), None)
        if rival is not None and first.score - rival.score < w.margin:
            return Answer(query, None, shown, "ambiguous")
        return Answer(query, first, shown, details=self.describe(first.entry))

    def _fuzzy_floor(self, folded: str) -> float:
        w = weights()
        return w.fuzzy_short if len(skeleton(key(split_kind(folded)[0]))) <= w.short else w.fuzzy

    def _nested(self, one: int, other: int) -> bool:
        """Whether one of two entries holds the other, or both are one settlement."""
        if self.pcodes[one] is None or self.pcodes[other] is None:
            return False
        if self.ids[one] in self._chain_of[other] or self.ids[other] in self._chain_of[one]:
            return True
        return distance_km(*self.points[one], *self.points[other]) < 3

    def _inside(self, entry: int, container: Container) -> float:
        if self._chain_of[entry] & container.units:
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
            degrees = min(shapely.Point(lon, lat).distance(self._geometry[u]) for u in container.units)
            outside_km = min(outside_km, degrees * 100)
        return w.beside if outside_km <= w.beside_km else w.outside

    def _container(self, text: str) -> Container | None:
        folded = fold(text.replace(",", " "))
        _, core = split_direction(folded)
        hits = self.index.exact(core) + self.index.exact(split_kind(core)[0])
        hits = [h for h in hits if h.similarity > 0.9] or [
            h for h in self.index.fuzzy(split_kind(core)[0]) if h.similarity >= self._fuzzy_floor(core)
        ]
        entries = {h.entry for h in hits}
        units = {self.ids[e] for e in entries if self.ids[e] in self.chains}
        if not entries or self.country in units:
            return None
        w = weights()
        discs = sorted(
            (*self.points[e], self.radii[e] or (w.city_km if self.kinds[e] == "city" else w.beside_km))
            for e in entries
            if self.ids[e] not in self.chains
        )
        return Container(text, frozenset(units), tuple(discs))
