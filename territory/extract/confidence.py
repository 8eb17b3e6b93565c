"""Calibrated probability that a claim is right: a logistic model over how the claim was found.

The weights are data (``confidence.yaml``), fitted by ``tools/fit_confidence.py`` on annotated articles.
"""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from territory.extract.relations.drafts import Draft

_DATA = Path(__file__).with_name("confidence.yaml")


class Weights(BaseModel):
    """The model: an intercept, and a weight for each feature."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    intercept: float
    weights: dict[str, float]


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The shipped model."""
    return Weights.model_validate(yaml.safe_load(_DATA.read_text(encoding="utf-8")))


def features(draft: Draft) -> tuple[str, ...]:
    """Names of the features that hold of a draft."""
    found = [f"rule:{draft.rule.split('-')[0]}", f"relation:{draft.relation}"]
    if draft.actor is None:
        found.append("actor:none")
    else:
        found.append("actor:" + {2: "pronoun", 3: "anaphoric"}.get(draft.actor.rank, "named"))
    core = draft.core
    if core.definite is not None:
        found.append("place:resolved")
    elif not core.known:
        found.append("place:unsure")
    if core.kind == "unknown":
        found.append("kind:unknown")
    if core.kind == "country":
        found.append("kind:country")
    if draft.limit.scope != "whole":
        found.append(f"scope:{draft.limit.scope}")
    if draft.last - draft.first > 8:
        found.append("span:long")
    if draft.last - draft.first > 14:
        found.append("span:very_long")
    return tuple(found)


def confidence(draft: Draft) -> float:
    """Probability that a claim is right, to two decimals.

    A model fitted on the claims themselves: of those given 0.8, eight in ten are right.
    """
    return _probability(features(draft))


@lru_cache(maxsize=4096)
def _probability(found: tuple[str, ...]) -> float:
    model = load_weights()
    z = model.intercept + sum(model.weights.get(name, 0.0) for name in found)
    return round(min(0.99, max(0.05, 1 / (1 + math.exp(-z)))), 2)
