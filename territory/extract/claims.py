"""The verb of this room: a table of reports in, a table of claims out."""

from __future__ import annotations

import csv
import json
import logging
import re
from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

from territory.conflicts import Conflict, load_conflict
from territory.datafiles import data_dir
from territory.errors import ExtractError
from territory.extract.assemble import Row
from territory.extract.languages import language_of, unread, unread_message
from territory.extract.marked import MarkedEngine, marked_engine
from territory.extract.rules import Engine, engine
from territory.extract.words.lexicon_files import languages
from territory.tables import CLAIMS, REPORTS

_log = logging.getLogger(__name__)


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
        (:func:`territory.extract.llm.extractor.extract_llm`; answers are kept in the user's cache).
    names
        Place names that help to tell names apart; by default those of the embedded gazetteer of the conflict's country.
        Names outside it are found by grammar. For ``rules``.
    llm_url, llm_model
        OpenAI-compatible endpoint and its model, for ``llm``; a key is taken from ``TERRITORY_LLM_KEY``.

    Returns
    -------
    DataFrame
        Table of the ``claims`` schema, in order of report and position. Its ``attrs["unread"]`` lists the reports in
        languages without a lexicon (``report_id``, ``language``); they are logged, too.

    Raises
    ------
    ExtractError
        If the extractor is unknown, or the endpoint fails.
    TableError
        If ``reports`` is no table of reports.
    """
    if extractor == "llm":
        from territory.extract.llm import extractor as llm

        return llm.extract_llm(
            reports, conflict, llm.environment_endpoint(llm_url, llm_model), cache=llm.cache_folder()
        )
    if extractor != "rules":
        raise ExtractError(f"extractor {extractor!r} is unknown; it may be rules or llm")
    reports = REPORTS.conform(reports)
    profile = load_conflict(conflict)
    records = [{str(k): v for k, v in r.items()} for r in reports.to_dict("records")]
    given = None if names is None else tuple((n, "") for n in names)
    readers: dict[str, Engine | MarkedEngine] = {}
    rows: list[Row] = []
    left, known = unread(records, profile), frozenset(languages())
    for report in records:
        code = language_of(report, profile)
        if code not in known:
            continue
        if code not in readers:
            readers[code] = _reader(profile, code, given)
        rows += readers[code].read(report)
    claims = CLAIMS.frame(rows)
    claims.attrs["unread"] = left
    if left:
        _log.warning(unread_message(left))
    return claims


def _reader(conflict: Conflict, code: str, names: tuple[tuple[str, str], ...] | None) -> Engine | MarkedEngine:
    known = known_names(conflict, code) if names is None else names
    return engine(conflict, "en", known) if code == "en" else marked_engine(conflict, code, known)


def known_names(conflict: Conflict, language: str = "en") -> tuple[tuple[str, str], ...]:
    """Names of the places of a conflict's country in a language's script, with their kinds, from the gazetteer."""
    found = dict(_gazetteer_names(conflict.country))
    for place in conflict.places:
        found.update(dict.fromkeys((place.name, *place.names), place.kind))
    script = _SCRIPTS.get(language, _SCRIPTS["en"])
    return tuple(sorted((n, k) for n, k in found.items() if script.fullmatch(n)))


@lru_cache(maxsize=8)
def _gazetteer_names(country: str) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for folder in ("gazetteer", "boundaries"):
        for path in sorted((data_dir() / folder).glob(f"{country}*.csv")):
            with path.open(encoding="utf-8", newline="") as stream:
                for row in csv.DictReader(stream):
                    kind = row.get("kind") or kinds.get(str(row.get("target")), "")
                    if place_id := row.get("place_id"):
                        kinds[place_id] = kind
                    for name in (row.get("name") or "", *_listed(row.get("names") or "")):
                        found[name] = kind if kind == "city" else found.get(name) or kind
    with (data_dir() / "boundaries" / "unions.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["country"] == country:
                found |= {name: found.get(name) or "region" for name in (row["name"], *_listed(row["names"]))}
    return tuple((n, k) for n, k in found.items() if len(n) > 2 and not _GRAMMAR.search(n))


_SCRIPTS = {
    "en": re.compile(r"[\x00-\x7f]+"),
    "ar": re.compile(r"[\u0600-\u06ff\s]+"),
    "uk": re.compile(r"[\u0400-\u052f\s'’ʼ-]+"),
    "ru": re.compile(r"[\u0400-\u052f\s'’ʼ-]+"),
}


_GRAMMAR = re.compile(
    r"countryside|\b(?:city|town|village|province|governorate|district|airport|base|rural|the|of|dam|field|crossing|border"
    r"|محافظة|منطقة|ناحية|مدينة|ريف|مركز|область|район|город|місто)\b",
    re.I,
)


def _listed(names: str) -> list[str]:
    """Other names of a gazetteer row: a JSON list or mapping, or text between semicolons."""
    if names.startswith(("[", "{")):
        parsed = json.loads(names)
        return [str(n) for n in (parsed.values() if isinstance(parsed, dict) else parsed)]
    return [n.strip() for n in names.split(";")]
