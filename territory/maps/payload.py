"""What the page carries as data: one JSON object, the same bytes for the same tables."""

from __future__ import annotations

import json
from typing import Any

import geopandas as gpd
import pandas as pd

from territory.boundaries.sets import BoundarySet
from territory.conflicts import Conflict
from territory.maps.evidence import evidence_of
from territory.maps.looks import Look
from territory.maps.samples import samples_of
from territory.maps.settlements import settlements_of
from territory.maps.shapes import Shapes
from territory.maps.shares import SEEN
from territory.maps.textures import Painter
from territory.maps.timeline import Run, Timeline
from territory.maps.topology import encode
from territory.maps.words import Words, languages, words_in


def payload_of(
    timeline: Timeline,
    shapes: Shapes,
    conflict: Conflict,
    boundaries: BoundarySet,
    words: Words,
    *,
    tree: gpd.GeoDataFrame | None,
    claims: pd.DataFrame | None,
    headings: dict[str, dict[str, str]],
    options: dict[str, Any],
) -> dict[str, Any]:
    """Everything the page shows, as plain lists and mappings."""
    records, numbers = evidence_of(timeline, claims)
    shown = list(headings)
    sides = sides_of(timeline, conflict)
    painter = Painter([(side["key"], side["colour"]) for side in sides])
    looks = [_look(look, painter) for look in timeline.looks]
    samples = [[word, _look(look, painter)] for word, look in samples_of(timeline, [side["key"] for side in sides])]
    objects = {f"adm{level}": shapes.units[level].geometry.tolist() for level in shapes.levels}
    return {
        "language": words.language,
        "languages": shown,
        "words": {language: _phrases(language) for language in shown},
        "headings": headings,
        "start": timeline.start,
        "days": timeline.days,
        "sides": sides,
        "looks": looks,
        "samples": samples,
        "patterns": painter.patterns,
        "css": painter.css(),
        "levels": [_level(level, timeline, shapes, shown, numbers) for level in shapes.levels],
        "places": [
            {**place.as_dict(), "runs": _runs(timeline, place.node), "why": _why(timeline, place.node, numbers)}
            for place in settlements_of(timeline, tree, boundaries)
        ],
        "claims": records,
        "has_claims": claims is not None,
        "options": options,
        "topology": encode(objects, shapes.steps).as_dict(),
    }


def _phrases(language: str) -> dict[str, Any]:
    """The phrases that the page says; those of pictures and lists of files stay behind."""
    phrases = words_in(language).phrases
    return {key: value for key, value in phrases.items() if key not in _ELSEWHERE and not key.startswith("index_")}


def sides_of(timeline: Timeline, conflict: Conflict) -> list[dict[str, Any]]:
    """Sides that appear in the period, in the profile's order, then those it does not know.

    A side that holds nothing at any time is marked ``unseen`` and has no row in the legend.
    """
    seen = {key for look in timeline.looks for key in _named(look)} - {"unknown"}
    held = {key for look in timeline.looks for key, _, estimate, _ in look.shares if estimate > SEEN}
    order = [side.key for side in conflict.sides if side.key in seen]
    out: list[dict[str, Any]] = []
    for key in [*order, *sorted(seen - set(order))]:
        side = conflict.side(key)
        names = dict(side.name) if side else {n: words_in(n)("other") if key == "other" else key for n in languages()}
        out.append({"key": key, "names": names, "colour": side.colour if side else OTHER})
        if key not in held:
            out[-1]["unseen"] = True
    return out


_ELSEWHERE = frozenset(("title", "chart_title", "kilometres", "north", "changed_today"))
OTHER = "#8c8478"
"""Colour of a side that the profile does not name."""


def dumps(payload: dict[str, Any]) -> str:
    """The payload as JSON that may stand inside a ``<script>`` element."""
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for mark, escape in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(mark, escape)
    return text


def _named(look: Look) -> set[str]:
    named = {key for key, _ in look.fill} | {key for key, *_ in look.shares} | set(look.contested)
    return named | {key for key in (look.side, look.claimant, look.besieged_by, look.threatened_by) if key}


def _look(look: Look, painter: Painter) -> dict[str, Any]:
    paint = painter.paint(look)
    found = {
        "state": look.state,
        "basis": look.basis,
        "certainty": look.certainty,
        "side": look.side,
        "fill": paint.fill,
        "pattern": paint.pattern,
        "over": list(paint.over),
        "claimant": look.claimant,
        "contested": list(look.contested),
        "siege": look.besieged_by,
        "threat": look.threatened_by,
        "shares": [[painter.numbers.get(side, -1), *_percents(*values)] for side, *values in look.shares],
    }
    usual = {"state": "held", "basis": "reported", "certainty": "confirmed"}
    return {name: value for name, value in found.items() if value not in (None, []) and usual.get(name) != value}


def _percents(low: float, estimate: float, high: float) -> tuple[int, float, int]:
    """Bounds as whole per cent; the estimate, which the legend sums, to a hundredth."""
    middle = round(100 * estimate, 2)
    return round(100 * low), int(middle) if middle.is_integer() else middle, round(100 * high)


def _level(
    level: int, timeline: Timeline, shapes: Shapes, languages: list[str], numbers: dict[str, int]
) -> dict[str, Any]:
    units = shapes.units[level]
    codes = units["pcode"].tolist()
    rows = list(zip(units["names"], units["name"], codes, strict=True))
    why = [_why(timeline, code, numbers) for code in codes]
    return {
        "level": level,
        "object": f"adm{level}",
        "codes": codes,
        "names": {n: [words_in(n).name(names, name or code) for names, name, code in rows] for n in languages},
        **({"parents": units["parent"].tolist()} if level > min(shapes.levels) else {}),
        "areas": [_area(area) for area in units["area_km2"]],
        "anchors": [[round(float(x), 3), round(float(y), 3)] for x, y in shapes.anchors(level)],
        "runs": [_runs(timeline, code) for code in codes],
        **({"why": why} if any(why) else {}),
    }


def _area(area: Any) -> float:
    """Square kilometres, to a thousandth; 0 where not known."""
    value = float(area) if area is not None and area == area else 0.0
    return round(value) if value >= 1000 else round(value, 1)


def _runs(timeline: Timeline, node: str) -> list[int]:
    """Day and look of each run, one after the other."""
    return [n for run in timeline.runs(node) for n in (run.day, run.look)]


def _why(timeline: Timeline, node: str, numbers: dict[str, int]) -> list[Any] | int:
    """For each run: last report (day number), claims, claims against, day it began, rules.

    The beginning is negative when before the period, null when before all reports, 0 when the run's own day tells.
    What is 0 at the end is left out.
    """
    found = [_reasons(timeline, run, numbers) for run in timeline.rows.get(node, ())]
    return found if any(found) else 0


def _reasons(timeline: Timeline, run: Run, numbers: dict[str, int]) -> list[Any] | int:
    last = timeline.day(run.last_report) if run.last_report else None
    since = timeline.day(run.since) if run.since and timeline.day(run.since) < 0 else 0
    claims = [numbers[c] for c in run.claims if c in numbers]
    against = [numbers[c] for c in run.against if c in numbers]
    reasons: list[Any] = [last, claims or 0, against or 0, since if run.since else None, list(run.rules) or 0]
    while reasons and reasons[-1] in (0, None) and not (len(reasons) == 4 and reasons[-1] is None):
        reasons.pop()
    return reasons or 0
