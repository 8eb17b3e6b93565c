"""The question sets that measure the places room: aliases of units, places abroad, places left out."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

LEVELS = {"governorates": (1, "province"), "districts": (2, "district"), "subdistricts": (3, "subdistrict")}


def unit_aliases(folder: Path) -> list[dict[str, Any]]:
    """Every English and Arabic name and alias of Syrian units: name, kind of its level, parent's name, p-code."""
    units = {stem: json.loads((folder / f"{stem}.json").read_text(encoding="utf-8")) for stem in LEVELS}
    by_id = {u["id"]: u for group in units.values() for u in group}
    rows = []
    for stem, (level, kind) in LEVELS.items():
        for unit in units[stem]:
            parent = by_id.get(unit.get("districtId") or unit.get("governorateId"))
            names = {n for n in unit["name"].values() if n} | {a["value"] for a in unit["aliases"]}
            rows += [
                {"name": name, "kind": kind, "level": level, "pcode": unit["externalIds"]["ochaPcode"],
                 "parent": parent["name"]["en"] if parent else None}
                for name in sorted(names)
            ]  # fmt: skip
    return rows


def sample(rows: list[Any], count: int, seed: int = 0) -> list[Any]:
    """A fixed random choice of rows."""
    return random.Random(seed).sample(rows, min(count, len(rows)))
