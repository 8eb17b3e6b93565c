"""The annotated articles, their scorer, and the claims extracted from them; found through TERRITORY_SHARED."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import math
import os
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from territory.extract import extract
from territory.tables import REPORTS

SHA256 = "d6af71492b55ac37db9095d0c0e03754ee75e0a8a40537c1245e627068ede32d"
ASIDE = 20


def corpus(shared: Path) -> list[dict[str, Any]]:
    """Articles of the pinned corpus.

    Raises
    ------
    ValueError
        If the file is not the pinned one.
    """
    raw = (shared / "eval" / "gold-dev.jsonl").read_bytes()
    found = hashlib.sha256(raw).hexdigest()
    if found != SHA256:
        raise ValueError(
            f"gold-dev.jsonl has sha256 {found}, not the pinned {SHA256}: record new floors for a new corpus"
        )
    return [json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip()]


def split(articles: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(working, set aside): the articles whose hashed id is smallest are not read while rules are written.

    Their annotated claims of fighting, sieges and threats have once been seen in a listing, and their totals often: for
    these relations above all they are no clean test any more.
    """
    ordered = sorted(articles, key=lambda a: hashlib.sha1(str(a["id"]).encode()).hexdigest())
    return ordered[ASIDE:], ordered[:ASIDE]


def scorer(shared: Path) -> ModuleType:
    """The scorer beside the corpus, as a module."""
    spec = importlib.util.spec_from_file_location("score_claims", shared / "eval" / "score_claims.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(articles: list[dict[str, Any]], conflict: str = "syria") -> dict[str, list[dict[str, Any]]]:
    """Claims by article, missing values as None."""
    keys = ("published", "source", "title", "text")
    reports = REPORTS.frame([{"report_id": a["id"], **{k: a.get(k) for k in keys}} for a in articles])
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in extract(reports, conflict).to_dict("records"):
        plain = {str(k): None if isinstance(v, float) and math.isnan(v) else v for k, v in row.items()}
        found[plain["report_id"]].append(plain)
    return found


def figures(
    module: ModuleType, articles: list[dict[str, Any]], predicted: dict[str, list[dict[str, Any]]]
) -> dict[str, float]:
    """The scorer's figures by name."""
    report = module.report_of(*module.score(articles, predicted)[:4])
    out = {f"core_{k}": v for k, v in report["core"].items()}
    out |= {f"{k}_f1": report[k]["f1"] for k in (*module.CORE, "threat")}
    for name, (*_, value) in report["attributes"].items():
        out[name if name == "status_f1" else f"{name}"] = value if value is not None else 0.0
    return out


def judged(
    module: ModuleType, articles: list[dict[str, Any]], predicted: dict[str, list[dict[str, Any]]]
) -> list[tuple[str, dict[str, Any], bool]]:
    """(article, claim, whether it is right) of every claim that could colour a map."""
    out = []
    for article in articles:
        primary, optional = module.facts(article["claims"])
        for claim in predicted.get(article["id"], []):
            fact = module.fact(claim)
            if fact is not None and claim["status"] in module.MAPPABLE:
                out.append((article["id"], claim, any(module.equal(fact, g) for g in primary + optional)))
    return out


def reliability(judgements: list[tuple[str, dict[str, Any], bool]]) -> list[tuple[str, int, float, float]]:
    """Rows (bin, claims, mean confidence, share right) of a reliability table."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for _, claim, right in judgements:
        bins[min(int(claim["confidence"] * 10), 9)].append((claim["confidence"], right))
    return [
        (f"{b / 10:.1f}-{(b + 1) / 10:.1f}", len(v), sum(c for c, _ in v) / len(v), sum(r for _, r in v) / len(v))
        for b, v in sorted(bins.items())
    ]


def shared_folder() -> Path | None:
    """Folder of the third-party material, when there is one."""
    folder = os.environ.get("TERRITORY_SHARED")
    return Path(folder) if folder else None
