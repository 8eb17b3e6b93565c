"""The verb of this room: a table of reports in, a table of claims out."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

from territory.conflicts import Conflict, load_conflict
from territory.datafiles import data_dir
from territory.errors import ExtractError
from territory.extract.rules import engine
from territory.tables import CLAIMS, REPORTS


def extract(
    reports: pd.DataFrame,
    conflict: str | Conflict = "syria",
    *,
    extractor: str = "rules",
    names: Iterable[str] | None = None,
    llm_url: str | None = None,
    llm_model: str | None = None,
) -> pd.DataFrame:
    """Extract the claims about places from reports.

    Parameters
    ----------
    reports
        Table of the ``reports`` schema.
    conflict
        Name of a profile, path of one, or a loaded one.
    extractor
        ``rules``: offline and deterministic. ``llm``: asks a model, and keeps what the reports bear out
        (:func:`territory.extract.llm.extract_llm`; answers are kept in the user's cache).
    names
        Place names that help to tell names apart; by default those of the embedded gazetteer of the conflict's country.
        Names outside it are found by grammar. For ``rules``.
    llm_url, llm_model
        OpenAI-compatible endpoint and its model, for ``llm``; a key is taken from ``TERRITORY_LLM_KEY``.

    Returns
    -------
    DataFrame
        Table of the ``claims`` schema, in order of report and position.

    Raises
    ------
    ExtractError
        If the extractor is unknown, or the endpoint fails.
    TableError
        If ``reports`` is no table of reports.
    """
    if extractor == "llm":
        from territory.extract import llm

        return llm.extract_llm(
            reports, conflict, llm.environment_endpoint(llm_url, llm_model), cache=llm.cache_folder()
        )
    if extractor != "rules":
        raise ExtractError(f"extractor {extractor!r} is unknown; it may be rules or llm")
    reports = REPORTS.conform(reports)
    profile = load_conflict(conflict)
    reader = engine(profile, "en", known_names(profile) if names is None else tuple((n, "") for n in names))
    records = [{str(k): v for k, v in r.items()} for r in reports.to_dict("records")]
    rows = [row for report in records for row in reader.read(report)]
    return CLAIMS.frame(rows)


def known_names(conflict: Conflict) -> tuple[tuple[str, str], ...]:
    """Latin-script names of the places of a conflict's country with their kinds, from the embedded gazetteer."""
    found = dict(_gazetteer_names(conflict.country))
    for place in conflict.places:
        found.update({n: place.kind for n in (place.name, *place.names) if n.isascii()})
    return tuple(sorted(found.items()))


@lru_cache(maxsize=8)
def _gazetteer_names(country: str) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for folder in ("gazetteer", "boundaries"):
        for path in sorted((data_dir() / folder).glob(f"{country}*.csv")):
            with path.open(encoding="utf-8", newline="") as stream:
                for row in csv.DictReader(stream):
                    for name in (row.get("name") or "", *_listed(row.get("names") or "")):
                        kind = row.get("kind") or ""
                        found[name] = kind if kind == "city" else found.get(name) or kind
    return tuple((n, k) for n, k in found.items() if len(n) > 2 and n.isascii() and not _GRAMMAR.search(n))


_GRAMMAR = re.compile(
    r"countryside|\b(?:city|town|village|province|governorate|district|airport|base|rural|the|of|dam|field|crossing|border)\b",
    re.I,
)


def _listed(names: str) -> list[str]:
    """Other names of a gazetteer row: a JSON list or mapping, or text between semicolons."""
    if names.startswith(("[", "{")):
        parsed = json.loads(names)
        return [str(n) for n in (parsed.values() if isinstance(parsed, dict) else parsed)]
    return [n.strip() for n in names.split(";")]
