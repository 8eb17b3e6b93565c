"""An online geopy service as a second opinion for places that the gazetteer does not know.

Only abstentions are asked, once each, at most one a second, and what came back is kept on disk. An answer is taken only
if it lies in the country and bears a name like the one that was asked for: services that fall back on a capital or a
country's middle are not believed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from geopy.exc import GeocoderNotFound, GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import SERVICE_TO_GEOCODER, get_geocoder_for_service
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from territory import __version__
from territory.errors import GazetteerError
from territory.places.answer import Answer
from territory.places.index import likeness
from territory.places.lookup import Places
from territory.places.names import fold
from territory.places.scoring import Candidate
from territory.tablefiles import write_text

USER_AGENT = f"territory/{__version__}"
DELAY_S = 1.0  # Nominatim's usage policy: at most one request a second
LIKE = 0.75  # least likeness of the name that a service answers with

Question = tuple[str, str | None, str | None]  # place, kind, within


def cache_dir() -> Path:
    """Folder where answers of services are kept (``XDG_CACHE_HOME`` or ``~/.cache``, then ``territory``)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "territory"


class OnlineGeocoder:
    """A geopy geocoder with a rate limit, a user agent and a cache on disk; errors are raised, not swallowed.

    Parameters
    ----------
    service
        Name of a geopy service that needs no key (``nominatim``, ``photon``, ...), or a geopy geocoder.
    cache
        File that answers are kept in; a file of the service's name in :func:`cache_dir` when None.
    delay_s
        Least time between two requests, in seconds.

    Raises
    ------
    GazetteerError
        If geopy knows no such service, or it needs settings that only Python code can give.
    """

    def __init__(self, service: str | Geocoder, *, cache: Path | None = None, delay_s: float = DELAY_S):
        geocoder = _service(service) if isinstance(service, str) else service
        self.name = service.lower() if isinstance(service, str) else type(service).__name__.lower()
        self.cache = cache or cache_dir() / f"{self.name}.json"
        self._ask: Callable[[str], Location | None] = RateLimiter(
            geocoder.geocode, min_delay_seconds=delay_s, max_retries=2, error_wait_seconds=delay_s,
            swallow_exceptions=False,
        )  # fmt: skip
        self._known: dict[str, dict[str, Any] | None] | None = None

    def find(self, query: str) -> dict[str, Any] | None:
        """Ask for a place: ``address, latitude, longitude`` of the service's first answer, or None.

        Raises
        ------
        GazetteerError
            If the service fails; answers so far are kept, so that a second run goes on from there.
        """
        known = self._read()
        if query not in known:
            try:
                found = self._ask(query)
            except GeopyError as error:
                raise GazetteerError(
                    f"{self.name} failed on {query!r} ({type(error).__name__}: {error}); "
                    "run again later, or without --geocoder: answers so far are kept"
                ) from None
            known[query] = found and {
                "address": found.address, "latitude": found.latitude, "longitude": found.longitude,
            }  # fmt: skip
            write_text(self.cache, json.dumps(known, ensure_ascii=False, indent=0, sort_keys=True) + "\n")
        return known[query]

    def _read(self) -> dict[str, dict[str, Any] | None]:
        if self._known is None:
            try:
                self._known = json.loads(self.cache.read_text(encoding="utf-8")) if self.cache.exists() else {}
            except (OSError, ValueError):
                raise GazetteerError(f"{self.cache}: is no cache of answers; delete it and run again") from None
        return self._known


def _service(name: str) -> Geocoder:
    try:
        kind = get_geocoder_for_service(name)
    except GeocoderNotFound:
        known = ", ".join(sorted(SERVICE_TO_GEOCODER))
        raise GazetteerError(f"geopy knows no service {name!r}; it knows {known}") from None
    try:
        return kind(user_agent=USER_AGENT)
    except (TypeError, GeopyError) as error:
        raise GazetteerError(
            f"{name} cannot be used by name ({error}); make the geopy geocoder in Python and pass it to locate()"
        ) from None


def ask_online(
    questions: Sequence[Question], answers: Sequence[Answer], places: Places, service: str | Geocoder | OnlineGeocoder
) -> list[Answer]:
    """Answers with the abstentions for want of a name filled in from a service, where its answer can be trusted."""
    online = service if isinstance(service, OnlineGeocoder) else OnlineGeocoder(service)
    country = places.names[places.entry_of[places.country]]
    out = []
    for (place, kind, within), answer in zip(questions, answers, strict=True):
        if answer.place is None and answer.reason in ("unknown", "weak"):
            query = ", ".join(dict.fromkeys(part for part in (place, within, country) if part))
            answer = _believed(online.find(query), answer, kind, places, online.name) or answer
        out.append(answer)
    return out


def _believed(
    found: dict[str, Any] | None, answer: Answer, kind: str | None, places: Places, service: str
) -> Answer | None:
    if found is None:
        return None
    code = places.unit_at(found["latitude"], found["longitude"])
    name = str(found["address"]).split(",")[0].strip()
    alike = likeness(fold(answer.query), fold(name))
    if code is None or alike < LIKE:
        return None
    place_id = f"{service}:{found['latitude']:.5f},{found['longitude']:.5f}"
    how = "exact" if fold(answer.query) == fold(name) else "fuzzy"
    candidate = Candidate(
        -1, place_id, name, kind or "unknown", code, 0.9 * alike, alike, how, (f"{service}: {found['address']}",)
    )
    details = {
        **places.describe(places.entry_of[code]), "name": name, "kind": candidate.kind, "place_id": place_id,
        "latitude": found["latitude"], "longitude": found["longitude"],
    }  # fmt: skip
    return Answer(answer.query, candidate, (candidate, *answer.candidates), details=details)
