"""The gazetteer as a geopy geocoder: it takes the place of Nominatim anywhere, offline, and abstains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from territory.boundaries import BoundarySet, load_boundaries
from territory.conflicts import load_conflict
from territory.conflicts.profile import Conflict
from territory.places.answer import Answer
from territory.places.evidence import Surroundings
from territory.places.gazetteer import distance_km, load_gazetteer
from territory.places.kinds import kinds
from territory.places.lookup import Places

REVERSE_KM = 10.0


class GazetteerGeocoder(Geocoder):
    """Offline geocoder over one country's gazetteer, with geopy's interface.

    It answers with a place of the country or with None, never with a default; :meth:`lookup` says why.

    Parameters
    ----------
    gazetteer
        Table in the ``gazetteer`` schema; the conflict country's own when None.
    boundaries
        Units that the gazetteer's p-codes refer to; those of the conflict when None.
    conflict
        Key of a profile, or the profile, that names the country.
    more
        Further places, as for :func:`load_gazetteer`.

    Examples
    --------
    >>> GazetteerGeocoder(conflict="syria").geocode("Dar'a province").raw["pcode"]
    'SY12'
    """

    def __init__(
        self,
        gazetteer: pd.DataFrame | None = None,
        *,
        boundaries: BoundarySet | None = None,
        conflict: str | Conflict = "syria",
        more: str | Path | pd.DataFrame | None = None,
        **options: Any,
    ):
        super().__init__(**options)
        profile = load_conflict(conflict) if isinstance(conflict, str) else conflict
        boundaries = boundaries if boundaries is not None else load_boundaries(profile.boundaries)
        if gazetteer is None:
            gazetteer = load_gazetteer(boundaries, profile, more=more)
        self.places = Places(gazetteer, boundaries)

    def lookup(
        self,
        query: str,
        *,
        kind: str | None = None,
        within: str | None = None,
        context: Sequence[str] = (),
    ) -> Answer:
        """Find a place, or say why not: the whole answer with its candidates.

        Parameters
        ----------
        query
            Name of the place; containers may follow after commas.
        kind
            One of the place kinds, or a word for one ("governorate"), when known.
        within
            Name or p-code of the containing area.
        context
            Names of other places of the same report; those that are clear on their own help to choose.
        """
        answer = self._answer(query, kind, within, context)
        return replace(answer, details=self.places.describe(answer.place.entry)) if answer.place else answer

    def _answer(self, query: str, kind: str | None, within: str | None, context: Sequence[str]) -> Answer:
        answer = self.places.lookup(query, kind=kind, within=within)
        if context and (answer.place is None or answer.place.how == "fuzzy"):
            beside = Surroundings.join(self.places.beside(self.places.lookup(name)) for name in dict.fromkeys(context))
            answer = self.places.lookup(query, kind=kind, within=within, beside=beside)
        return answer

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        kind: str | None = None,
        within: str | None = None,
        context: Sequence[str] = (),
    ) -> Location | list[Location] | None:
        """Find a place by name.

        Parameters
        ----------
        query, kind, within, context
            As for :meth:`lookup`.
        exactly_one
            Give the one place, or else the list of candidates, best first.
        timeout
            Taken for geopy's sake; nothing here waits.

        Returns
        -------
        Location, list of Location or None
            ``raw`` carries place_id, name, kind, pcode, adm1, adm2, adm3, match, score and candidates. None when
            there is no answer.
        """
        answer = self._answer(query, kind, within, context)
        if exactly_one:
            return self._location(answer.place.entry, answer) if answer.place else None
        return [self._location(c.entry, answer) for c in answer.candidates if c.entry >= 0] or None

    def reverse(
        self, query: Any, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """Find the settlement nearest to a point (at most 10 km off), and the units that hold the point.

        Parameters
        ----------
        query
            Point as geopy takes it: (latitude, longitude) or "latitude, longitude", degrees.
        exactly_one
            Give the nearest alone, or a list of up to five.
        timeout
            Taken for geopy's sake; nothing here waits.
        """
        point = Point(query)
        near = sorted(
            (km, i)
            for i, (kind, at) in enumerate(zip(self.places.kinds, self.places.points, strict=True))
            if kind in kinds().settlements and (km := distance_km(point.latitude, point.longitude, *at)) <= REVERSE_KM
        )
        entries = [i for _, i in near[:5]]
        if not entries:
            code = self.places.unit_at(point.latitude, point.longitude)
            entries = [self.places.entry_of[code]] if code else []
        found = [self._location(i, None) for i in entries]
        return (found[0] if found else None) if exactly_one else (found or None)

    def _location(self, entry: int, answer: Answer | None) -> Location:
        raw = self.places.describe(entry)
        if answer is not None:
            chosen = next(c for c in answer.candidates if c.entry == entry)
            raw |= {
                "match": chosen.how,
                "score": round(chosen.score, 3),
                "candidates": [c.record() for c in answer.candidates],
            }
        address = ", ".join(dict.fromkeys(str(raw[k]) for k in ("name", "adm3", "adm2", "adm1", "country") if raw[k]))
        return Location(address, self.places.points[entry], raw)
