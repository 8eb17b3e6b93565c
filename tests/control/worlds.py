"""Small trees and claims for the tests of control."""

from typing import Any

import pandas as pd

from territory.tables import LOCATED, NODES


def unit(node: str, parent: str | None, level: int, area: float, name: str | None = None) -> dict[str, Any]:
    return {
        "node": node, "kind": "unit", "parent": parent, "pcode": node, "name": name or node, "level": level,
        "area_km2": area, "seat_of": [],
    }  # fmt: skip


def leaf(node: str, parent: str, kind: str, area: float, seat_of: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "node": node, "kind": kind, "parent": parent, "pcode": parent, "name": node, "level": None, "area_km2": area,
        "seat_of": list(seat_of),
    }  # fmt: skip


def nodes(*rows: dict[str, Any]) -> pd.DataFrame:
    return NODES.frame(rows)


def province() -> pd.DataFrame:
    """One province, two districts (35 % and 65 %), the first with a city that is its seat and a village."""
    return nodes(
        unit("XX", None, 0, 1000), unit("P", "XX", 1, 1000), unit("D1", "P", 2, 350), unit("D2", "P", 2, 650),
        unit("S1", "D1", 3, 350), unit("S2", "D2", 3, 650), leaf("city", "S1", "cell", 100, ("S1", "D1")),
        leaf("village", "S1", "cell", 10), leaf("S1/open", "S1", "open", 240), leaf("airport", "S1", "point", 0),
    )  # fmt: skip


def claim(relation: str, side: str | None, node: str, day: str = "2024-12-01", **more: Any) -> dict[str, Any]:
    """A dated, asserted claim by a neutral source; `more` overrides any column."""
    made = {
        "relation": relation, "side": side, "node": node, "place": node, "place_id": node, "scope": "whole",
        "status": "asserted", "form": "verb", "date_from": day, "date_to": day, "date_text": day, "published": day,
        "source": "Agency", "report_id": f"r-{day}", "background": False, "confidence": 0.9,
    }  # fmt: skip
    made.update(more)
    told = (relation, side, node, made["date_to"], made["published"], made["source"], made["status"])
    made.setdefault("claim_id", "-".join(map(str, told)))
    return made


def located(*rows: dict[str, Any]) -> pd.DataFrame:
    return LOCATED.frame(rows)


def baseline(**sides: str) -> pd.DataFrame:
    """Units held whole: baseline(P="government")."""
    return pd.DataFrame([{"pcode": node, "side": side, "low": 1.0, "high": 1.0} for node, side in sides.items()])


def on(control: pd.DataFrame, node: str, day: str) -> dict[str, Any]:
    """The run of a node on a day."""
    runs = control[control["node"] == node]
    there = runs[(runs["from"].fillna("") <= day) & (runs["to"].fillna("9999") > day)]
    assert len(there) == 1, (node, day, len(there))
    return dict(there.iloc[0])
