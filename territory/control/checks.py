"""What does not add up: contradictions, places not found, impossible extents, claims without effect."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from territory.conflicts import Conflict
from territory.control.constraints import GAIN, PRESENCE, Raw, read_claims
from territory.control.engine import active_sides, with_columns
from territory.control.evidence import iso
from territory.control.runs import records
from territory.control.tree import Tree, tree_of_nodes
from territory.tables import Column, Schema

KINDS = ("contradiction", "impossible", "abstained", "no_effect")

CHECKS = Schema(
    "checks", "1.0",
    (
        Column("kind", "text", "what is wrong", required=True, choices=KINDS),
        Column("node", "text", "tree node it is about"),
        Column("name", "text", "name of the node or place"),
        Column("from", "date", "first day"),
        Column("to", "date", "first day after"),
        Column("message", "text", "what is wrong, in words", required=True),
        Column("claims", "json", "claims that are part of it"),
    ),
)  # fmt: skip


MOST_A_DAY = 400


def check(
    control: pd.DataFrame, located: pd.DataFrame, *, conflict: Conflict | None = None, tree: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Findings about a result.

    Parameters
    ----------
    control, located
        Runs, and the claims that they were made from.
    conflict, tree
        Profile and tree of the result; without them no extents are compared.

    Returns
    -------
    DataFrame
        In the :data:`CHECKS` schema: contradictions, impossible extents, places not found, claims without effect.
    """
    found = _contradictions(control)
    if conflict is not None and tree is not None:
        found += _impossible(located, conflict, tree)
    return CHECKS.frame([*found, *_idle(control, located)])


def _contradictions(control: pd.DataFrame) -> list[dict[str, Any]]:
    """Runs whose reports disagree."""
    out = []
    for row in records(control[control["certainty"] == "disputed"]):
        sides = ", ".join(dict.fromkeys(str(r["side"] or "nobody") for r in row["readings"]))
        out.append(
            {
                "kind": "contradiction", "node": row["node"], "name": row["name"], "from": row["from"], "to": row["to"],
                "message": f"{row['name']}: reports disagree who holds it ({sides})",
                "claims": list(dict.fromkeys(c for r in row["readings"] for c in r["claims"])),
            }
        )  # fmt: skip
    return out


def _impossible(located: pd.DataFrame, conflict: Conflict, nodes: pd.DataFrame) -> list[dict[str, Any]]:
    """Pairs of claims of one day that leave more than the whole: of a node, and of a part of it by another side."""
    tree = tree_of_nodes(nodes)
    located = with_columns(located[located["node"].notna()].reset_index(drop=True))
    sides = active_sides(located, None, conflict)
    raw, *_ = read_claims(located, tree, sides, conflict, 1)
    held = raw.take((raw.kind <= GAIN) & (raw.low > PRESENCE))
    first, last = tree.leaf_range
    out: list[dict[str, Any]] = []
    for day in np.unique(held.day):
        today = held.take(np.flatnonzero(held.day == day)[:MOST_A_DAY])
        of, part = today.node[:, None], today.node[None, :]
        within = (first[of] <= first[part]) & (last[part] <= last[of]) & (of != part)
        told = today.low[:, None] * tree.mass[of] + today.low[None, :] * tree.mass[part]
        bad = within & (today.side[:, None] != today.side[None, :]) & (told > tree.mass[of] * (1 + 1e-9))
        for i, j in zip(*np.nonzero(bad), strict=True):
            out.append(_too_much(tree, sides, located, today, int(i), int(j), int(day)))
    return out


def _too_much(
    tree: Tree, sides: list[str], located: pd.DataFrame, today: Raw, i: int, j: int, day: int
) -> dict[str, Any]:
    names = tree.ids if tree.table is None else tree.table["name"].tolist()
    whole, part = int(today.node[i]), int(today.node[j])
    share = tree.mass[part] / tree.mass[whole]
    return {
        "kind": "impossible", "node": tree.ids[whole], "name": names[whole], "from": iso(day),
        "message": (
            f"{sides[today.side[i]]} cannot hold {today.low[i]:.0%} or more of {names[whole]} while "
            f"{sides[today.side[j]]} holds {today.low[j]:.0%} or more of {names[part]}, which is {share:.0%} of it"
        ),
        "claims": located["claim_id"].iloc[[today.row[i], today.row[j]]].tolist(),
    }  # fmt: skip


def _idle(control: pd.DataFrame, located: pd.DataFrame) -> list[dict[str, Any]]:
    """Claims that could not be placed, and claims that no run rests on."""
    used = {c for column in ("claims", "against") for ids in control[column] for c in ids}
    out = []
    for claim in records(located):
        if claim["node"] is None:
            out.append(
                {
                    "kind": "abstained", "name": claim["place"], "claims": [claim["claim_id"]],
                    "message": f"{claim['place']!r} could not be located ({claim['match'] or 'not tried'})",
                }
            )  # fmt: skip
        elif claim["claim_id"] not in used:
            out.append(
                {
                    "kind": "no_effect", "node": claim["node"], "name": claim["place"], "claims": [claim["claim_id"]],
                    "message": f"{claim['relation']} of {claim['place']!r} had no effect: {_why_idle(claim)}",
                }
            )  # fmt: skip
    return out


def _why_idle(claim: dict[str, Any]) -> str:
    """Why a claim that was placed stands behind no run."""
    if claim["status"] in ("denied", "planned") or (claim["status"] == "negated" and claim["relation"] != "control"):
        return f"it is {claim['status']}"
    if claim["background"] and claim["date_text"] is None:
        return "history without a date"
    if claim["side"] is None and claim["opponent_side"] is None:
        return "no side of the profile is named"
    if claim["relation"] == "contested":
        return "clashes somewhere in a larger unit mark nothing"
    if claim["relation"] in ("siege", "siege_lifted", "threat"):
        return "it was over as soon as it was told"
    return "other claims of the same or a later day stand"
