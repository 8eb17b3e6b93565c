"""What does not add up: contradictions, places not found, impossible extents, claims without effect."""

from __future__ import annotations

from typing import Any

import pandas as pd

from territory.conflicts import Conflict
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


def check(
    control: pd.DataFrame, located: pd.DataFrame, *, conflict: Conflict | None = None, tree: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Findings about a result.

    Parameters
    ----------
    control, located
        Runs, and the claims that they were made from.
    conflict, tree
        Profile and tree of the result.

    Returns
    -------
    DataFrame
        In the :data:`CHECKS` schema.
    """
    out: list[dict[str, Any]] = []
    for row in control[control["certainty"] == "disputed"].to_dict("records"):
        sides = ", ".join(str(r["side"] or "nobody") for r in row["readings"])
        out.append(
            {
                "kind": "contradiction", "node": row["node"], "name": row["name"], "from": row["from"], "to": row["to"],
                "message": f"{row['name']}: reports disagree ({sides})",
                "claims": list(dict.fromkeys(c for r in row["readings"] for c in r["claims"])),
            }
        )  # fmt: skip
    used = {c for column in ("claims", "against") for ids in control[column] for c in ids}
    for claim in located.to_dict("records"):
        if claim["node"] is None or claim["node"] != claim["node"]:
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
                    "message": f"{claim['relation']} of {claim['place']!r} ({claim['status']}) had no effect",
                }
            )  # fmt: skip
    return CHECKS.frame(out)
