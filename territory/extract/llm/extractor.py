"""The optional extractor that asks a model, and keeps only what the report bears out."""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd

from territory.conflicts import Conflict, load_conflict
from territory.errors import ExtractError
from territory.extract.llm.answers import Row, claim_row, read_answer
from territory.extract.llm.client import Client, Endpoint, Usage
from territory.extract.llm.schema import answer_schema, messages
from territory.tables import CLAIMS, REPORTS

PASSAGE = 6000
SHORTEST_PASSAGE = 400
READINGS = 2
THREADS = 4
_BREAK = re.compile(r"\n+|(?<=[.!?؟])\s+")
_log = logging.getLogger(__name__)

Span = tuple[int, int]


def environment_endpoint(url: str | None, model: str | None) -> Endpoint:
    """Endpoint from an address and a model, with the key and prices of the environment.

    ``TERRITORY_LLM_KEY`` (or ``OPENAI_API_KEY``) is the key, ``TERRITORY_LLM_PRICES`` two numbers: the price of a
    million tokens in and out.

    Raises
    ------
    ExtractError
        If address or model is missing, or the prices are no numbers.
    """
    if not url or not model:
        raise ExtractError("the llm extractor needs --llm-url (an OpenAI-compatible endpoint) and --llm-model")
    prices = None
    if written := os.environ.get("TERRITORY_LLM_PRICES"):
        try:
            low, high = (float(part) for part in written.replace(",", " ").split())
        except ValueError:
            raise ExtractError(f"TERRITORY_LLM_PRICES is {written!r}; write two numbers, such as '0.15 0.60'") from None
        prices = (low, high)
    key = os.environ.get("TERRITORY_LLM_KEY") or os.environ.get("OPENAI_API_KEY")
    return Endpoint(url, model, key=key, prices=prices)


def cache_folder() -> Path:
    """Folder that keeps answers: ``TERRITORY_CACHE``, or the user's cache."""
    base = os.environ.get("TERRITORY_CACHE") or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache"), "territory"
    )
    return Path(base) / "llm"


def extract_llm(
    reports: pd.DataFrame,
    conflict: str | Conflict,
    endpoint: Endpoint,
    *,
    cache: Path | None = None,
    threads: int = THREADS,
    sleep: Callable[[float], object] = time.sleep,
) -> pd.DataFrame:
    """Extract claims by asking a model; each quote must stand in the report, or its claim is dropped and counted.

    Parameters
    ----------
    reports
        Table of the ``reports`` schema. Reports longer than a passage are asked about in passages.
    conflict
        Name of a profile, path of one, or a loaded one.
    endpoint
        Where to ask.
    cache
        Folder of answers by content: what has been answered is not asked again, so a broken run resumes.
    threads
        Requests at a time.
    sleep
        Called with the seconds to wait between attempts.

    Returns
    -------
    DataFrame
        Table of the ``claims`` schema, in order of report and position; ``attrs["usage"]`` holds the counts of
        :class:`~territory.extract.llm.client.Usage`. The order does not depend on the threads.

    Raises
    ------
    ExtractError
        If the endpoint refuses or stays silent; what it has answered until then is in the cache.
    """
    table = REPORTS.conform(reports)
    profile = load_conflict(conflict)
    rows: list[Row] = []
    with Client(endpoint, cache, sleep) as client, ThreadPoolExecutor(max(1, threads)) as pool:
        try:
            for found in pool.map(lambda report: _read(report, profile, client), table.to_dict("records")):
                rows += found
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
        _log.info("llm: %s", client.usage.line(endpoint.prices))
        claims = CLAIMS.frame(rows)
        claims.attrs["usage"] = vars(client.usage).copy()
    return claims


def _read(report: Mapping[Any, Any], conflict: Conflict, client: Client) -> list[Row]:
    """Rows of one report, in order of position, none twice."""
    rows: dict[str, Row] = {}
    counted = Usage()
    for span in split_passages(str(report["text"]), (0, len(str(report["text"]))), PASSAGE):
        for part, claims in _ask(report, span, conflict, client):
            for claim in claims:
                if row := claim_row(claim, report, part, conflict, counted):
                    rows.setdefault(row["claim_id"], row)
    counted.claims = len(rows)
    client.count(**{name: number for name, number in vars(counted).items() if number})
    return sorted(rows.values(), key=lambda row: (row["start"], row["end"], row["claim_id"]))


def _ask(
    report: Mapping[Any, Any], span: Span, conflict: Conflict, client: Client
) -> Iterator[tuple[Span, list[Mapping[str, Any]]]]:
    """Claims of a passage; where an answer breaks off the halves are asked about, where none can be read it is left."""
    text = str(report["text"])
    asked = messages(conflict, text[span[0] : span[1]], str(report["published"]), report.get("title"))
    kept = client.recall(asked)
    if kept is not None and (claims := read_answer(kept)) is not None:
        yield span, claims
        return
    for _ in range(READINGS):
        answer = client.ask(asked, answer_schema(conflict))
        claims = None if answer.cut else read_answer(answer.text)
        if claims is not None:
            client.keep(asked, answer.text)
            yield span, claims
            return
        if answer.cut and span[1] - span[0] >= 2 * SHORTEST_PASSAGE:
            for half in split_passages(text, span, (span[1] - span[0] + 1) // 2):
                yield from _ask(report, half, conflict, client)
            return
    client.count(unreadable=1)
    _log.warning("llm: no readable answer about %s, characters %d to %d", report["report_id"], *span)


def split_passages(text: str, span: Span, longest: int) -> list[Span]:
    """Cut a span into passages of at most `longest` characters, at paragraphs or sentences where there are any.

    >>> split_passages("One. Two. Three.", (0, 16), 10)
    [(0, 10), (10, 16)]
    """
    start, end = span
    passages = []
    while end - start > longest:
        breaks = [m.end() for m in _BREAK.finditer(text, start, start + longest + 1) if m.end() <= start + longest]
        cut = max((b for b in breaks if b > start), default=start + longest)
        passages.append((start, cut))
        start = cut
    if text[start:end].strip():
        passages.append((start, end))
    return passages
