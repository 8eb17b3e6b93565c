"""A small map with everything on it: two levels, towns, claims of friendly and of hostile reports."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import gridland
import pandas as pd
import shapely

from territory.tables import CONTROL, LOCATED, NODES

HOSTILE = [
    "<script>window.pwned = 1</script>",
    "</script><script>window.pwned = 2</script>",
    "{{7*7}} ${7*7} {% raw %}",
    "<img src=x onerror='window.pwned = 3'>",
    "javascript:window.pwned=4",
    "‮evil‬ ⁦iso⁩",
    "🚩🏴‍☠️ emoji",
    "n" * 10_000,
    "\u2028\u2029<!--",
]
SENTENCE = "Officials said that rebels seized District 00 on Friday, residents told the agency."
QUOTE = "rebels seized District 00"


def boundaries() -> Any:
    """Nine provinces-and-districts worth of country; one district has a hostile name."""
    return gridland.grid(8, 8)


def control(units: Any) -> pd.DataFrame:
    """Districts that show every look, provinces that follow, towns that change hands on day 10."""
    looks = gridland.all_looks(units)
    rows = looks.to_dict("records")
    first = rows[0]
    changed = {**first, "from": "2024-01-11", "side": "opposition", "shares": {"opposition": [0.85, 0.95, 1.0]}}
    rows[0] = {**first, "to": "2024-01-11", "claims": ["c0"], "against": []}
    rows += [{**changed, "claims": ["c0", "c1"], "against": ["c2"], "last_report": "2024-01-09"}]
    for number, code in enumerate(sorted(units.at(1)["pcode"])):
        side = "government" if number else "opposition"
        rows.append(_plain(code, "unit", code, 1, None, None, side))
    for number, code in enumerate(sorted(units.at(2)["pcode"])[:12]):
        rows.append(_plain(f"town{number}", "cell", code, None, None, "2024-01-11", "government"))
        rows.append(_plain(f"town{number}", "cell", code, None, "2024-01-11", None, "opposition"))
    return CONTROL.frame(rows)


def _plain(
    node: str, kind: str, pcode: str, level: int | None, begin: str | None, end: str | None, side: str
) -> dict[str, Any]:
    return {
        "node": node, "kind": kind, "pcode": pcode, "name": node, "level": level, "from": begin, "to": end,
        "state": "held", "side": side, "basis": "reported", "certainty": "confirmed",
        "shares": {side: [0.9, 1.0, 1.0]}, "contested": [],
    }  # fmt: skip


def tree(units: Any) -> gpd.GeoDataFrame:
    """Twelve towns in the first twelve districts."""
    rows, shapes = [], []
    districts = units.at(2).sort_values("pcode")
    for number, row in enumerate(districts.head(12).itertuples()):
        rows.append(
            {"node": f"town{number}", "kind": "cell", "parent": row.pcode, "pcode": row.pcode, "name": f"Town {number}",
             "place_kind": "crossing" if number == 3 else "town", "seat_of": [], "names": [f"بلدة {number}"]}
        )  # fmt: skip
        shapes.append(row.geometry.centroid.buffer(0.05))
    frame = NODES.frame(rows).drop(columns="geometry")
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(shapes, crs=4326))


def claims(text: str = SENTENCE, **values: Any) -> pd.DataFrame:
    """Three claims; the second one's source and words can be set."""
    start = text.find(QUOTE)
    common = {
        "report_id": "r", "relation": "gain", "side": "opposition", "place": "District 00", "status": "asserted",
        "published": "2024-01-09", "sentence": text, "sentence_start": 100, "start": 100 + max(0, start),
        "quote": QUOTE if start >= 0 else text, "source": "Agency", "url": "https://example.org/a?b=1&c=2",
    }  # fmt: skip
    rows = [
        {**common, "claim_id": "c0", "origin": "baseline", "quote": "from the map of record", "sentence": None},
        {**common, "claim_id": "c1", "attributed_to": "the Observatory", **values},
        {**common, "claim_id": "c2", "relation": "control", "status": "claimed", "source": "State agency", "url": None},
    ]
    return LOCATED.frame(rows)


def polygon_count(units: Any, level: int = 2) -> int:
    """Units of a level."""
    return len(units.at(level))


def centre(units: Any, code: str) -> tuple[float, float]:
    """Longitude and latitude inside a unit."""
    row = units.units[units.units["pcode"] == code].iloc[0]
    x, y = shapely.get_coordinates(row.geometry.representative_point())[0]
    return float(x), float(y)
