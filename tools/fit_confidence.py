"""Fit the confidence of claims: ``TERRITORY_SHARED=... python -m tools.fit_confidence``.

On the working articles and on the readable part of our own corpus (``benchmarks/corpus/dev-english*.jsonl``): a
ridge-penalised logistic regression over how each claim was found (``territory.extract.confidence.features``), judged
by the annotated articles' scorer. The rules were worked out on those articles, so they are more often right there than
elsewhere: the log-odds are then scaled and shifted (Platt, 1999) to the share that is right in the half of the corpus
which nobody reads (``held-english*.jsonl``, used in aggregate only). Prints the reliability under five-fold
cross-validation by article and after scaling, then writes the weights.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from benchmarks import annotated
from territory.conflicts import Conflict, load_conflict
from territory.extract.claims import known_names
from territory.extract.confidence import features
from territory.extract.rules import engine

RIDGE = 3.0
FEWEST = 8
FOLDS = 5
STEPS = 4000
RATE = 0.02
CORPUS = Path(__file__).resolve().parent.parent / "benchmarks" / "corpus"
OWN = (CORPUS / "dev-english.jsonl", CORPUS / "dev-english-second.jsonl")
UNREAD = (CORPUS / "held-english.jsonl", CORPUS / "held-english-second.jsonl")
OUT = Path(__file__).resolve().parent.parent / "territory" / "extract" / "confidence.yaml"
Sample = tuple[str, tuple[str, ...], bool]


def samples(shared: Path) -> list[Sample]:
    """(article, features, right) of every claim of the working articles that could colour a map."""
    module = annotated.scorer(shared)
    working, _ = annotated.split(annotated.corpus(shared))
    profile = load_conflict("syria")
    reader = engine(profile, "en", known_names(profile))
    found: list[Sample] = []
    for article in working:
        primary, optional = module.facts(article["claims"])
        for row, draft in reader.explained({**article, "report_id": article["id"]}):
            fact = module.fact(row)
            if fact is not None and row["status"] in module.MAPPABLE:
                right = any(module.equal(fact, g) for g in primary + optional)
                found.append((article["id"], features(draft), right))
    return found + own_samples(module, OWN)


def own_samples(module: ModuleType, paths: tuple[Path, ...]) -> list[Sample]:
    """The same of files of our own corpus, whose reports are about many conflicts."""
    found: list[Sample] = []
    for line in (line for path in paths for line in path.read_text(encoding="utf-8").splitlines()):
        report = json.loads(line)
        profile = load_conflict(report["conflict"])

        def rolled(claim: dict[str, Any], profile: Conflict = profile) -> dict[str, Any]:
            sides = {k: profile.rollup(claim[k]) for k in ("side", "opponent_side") if claim.get(k)}
            return {**claim, **sides}

        primary, optional = module.facts([rolled(c) for c in report["claims"]])
        for row, draft in engine(profile, "en", known_names(profile)).explained({**report, "report_id": report["id"]}):
            fact = module.fact(rolled(row))
            if fact is not None and row["status"] in module.MAPPABLE:
                right = any(module.equal(fact, g) for g in primary + optional)
                found.append((report["id"], features(draft), right))
    return found


def fit(data: list[Sample]) -> tuple[float, dict[str, float]]:
    """Intercept and weights by gradient descent; features seen seldom get none."""
    counts = Counter(name for _, names, _ in data for name in names)
    kept = sorted(name for name, count in counts.items() if FEWEST <= count < len(data))
    weights = dict.fromkeys(kept, 0.0)
    share = (sum(right for *_, right in data) + 1) / (len(data) + 2)
    intercept = math.log(share / (1 - share))
    for _ in range(STEPS):
        slope: dict[str, float] = defaultdict(float)
        bias = 0.0
        for _, names, right in data:
            error = probability(intercept, weights, names) - right
            bias += error
            for name in names:
                slope[name] += error
        intercept -= RATE * bias / math.sqrt(len(data))
        for name in kept:
            weights[name] -= RATE * (slope[name] + RIDGE * weights[name]) / math.sqrt(len(data))
    return intercept, weights


def scaled(data: list[Sample], intercept: float, weights: dict[str, float]) -> tuple[float, float]:
    """(slope, shift) of the log-odds that fit other samples; the slope is kept near one."""
    odds = [intercept + sum(weights.get(n, 0.0) for n in names) for _, names, _ in data]
    slope, shift = 1.0, 0.0
    for _ in range(STEPS):
        errors = [1 / (1 + math.exp(-slope * z - shift)) - right for z, (_, _, right) in zip(odds, data, strict=True)]
        shift -= RATE * sum(errors) / math.sqrt(len(data))
        pull = RIDGE * (slope - 1)
        slope -= RATE * (sum(e * z for e, z in zip(errors, odds, strict=True)) + pull) / len(data)
    return max(0.2, slope), shift


def probability(intercept: float, weights: dict[str, float], names: tuple[str, ...]) -> float:
    """The model's probability."""
    return 1 / (1 + math.exp(-intercept - sum(weights.get(n, 0.0) for n in names)))


def cross_validated(data: list[Sample]) -> list[tuple[str, dict[str, float], bool]]:
    """(article, {"confidence": p}, right) of every sample under a model that never saw its article."""
    articles = sorted({a for a, *_ in data})
    fold = {a: i % FOLDS for i, a in enumerate(articles)}
    out = []
    for k in range(FOLDS):
        intercept, weights = fit([s for s in data if fold[s[0]] != k])
        out += [(a, {"confidence": probability(intercept, weights, n)}, r) for a, n, r in data if fold[a] == k]
    return out


def main() -> int:
    """Fit, print the reliability and write the weights."""
    shared = annotated.shared_folder()
    if shared is None:
        print("TERRITORY_SHARED is not set: there is nothing to fit on", file=sys.stderr)
        return 1
    data = samples(shared)
    print(f"{len(data)} claims, {sum(r for *_, r in data)} right; cross-validated:")
    for row in annotated.reliability(cross_validated(data)):
        print("  {}  {:4d} claims  mean {:.2f}  right {:.2f}".format(*row))
    intercept, weights = fit(data)
    unread = own_samples(annotated.scorer(shared), UNREAD)
    slope, shift = scaled(unread, intercept, weights)
    intercept, weights = slope * intercept + shift, {k: slope * v for k, v in weights.items()}
    print(f"{len(unread)} unread claims; log-odds times {slope:.2f} plus {shift:.2f}:")
    for row in annotated.reliability(
        [(a, {"confidence": probability(intercept, weights, n)}, r) for a, n, r in unread]
    ):
        print("  {}  {:4d} claims  mean {:.2f}  right {:.2f}".format(*row))
    model = {"intercept": round(intercept, 3), "weights": {k: round(v, 3) for k, v in sorted(weights.items())}}
    OUT.write_text(yaml.safe_dump(model, sort_keys=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
