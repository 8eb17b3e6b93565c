"""Claims to located claims: every place on a node of the tree, or listed as not placed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from geopy.geocoders.base import Geocoder

from territory.boundaries import BoundarySet, load_boundaries
from territory.conflicts import Conflict, load_conflict
from territory.places.answer import Answer
from territory.places.evidence import NOTHING, Surroundings
from territory.places.gazetteer import load_gazetteer, missing, records
from territory.places.lookup import Places
from territory.places.nodes import spot_of
from territory.places.standins import stand_in
from territory.tables import CLAIMS, LOCATED, UNPLACED

_AREA = " area"


@dataclass(frozen=True)
class _Question:
    place: str
    kind: str | None
    within: str | None
    rural: bool = False


def locate(
    claims: pd.DataFrame,
    conflict: str | Conflict = "syria",
    *,
    boundaries: BoundarySet | None = None,
    gazetteer: pd.DataFrame | None = None,
    geocoder: str | Geocoder | None = None,
) -> pd.DataFrame:
    """Put claims on the boundary tree.

    Every place of a report helps to choose among the places of one name in it. What cannot be told stays without a
    node, with its candidates; nothing is guessed. A place that is no node of the tree (a region, the land around a
    town, a point some kilometres off) goes to the smallest unit that holds it, and ``node_part`` says so.

    Parameters
    ----------
    claims
        Table in the ``claims`` schema.
    conflict
        Profile, its key or file; it names the country.
    boundaries
        Units to use in place of the profile's.
    gazetteer
        Table in the ``gazetteer`` schema in place of the country's own.
    geocoder
        Asked for places the gazetteer does not know: a geopy geocoder, or the name of a geopy service such as
        ``nominatim``. Answers outside the country are not taken.

    Returns
    -------
    DataFrame
        Table in the ``located`` schema, row by row as the claims.

    Raises
    ------
    GazetteerError
        If the online service fails or its name is unknown.
    """
    profile = load_conflict(conflict)
    boundaries = boundaries if boundaries is not None else load_boundaries(profile.boundaries)
    places = Places(load_gazetteer(boundaries, profile) if gazetteer is None else gazetteer, boundaries)
    claims = CLAIMS.conform(claims)
    rows = records(claims)
    answers = _answers(rows, places)
    if geocoder is not None:
        from territory.places.online import ask_online

        questions = [(q.place, q.kind, q.within) for q in map(_question, rows)]
        answers = ask_online(questions, answers, places, geocoder)
    answers = [
        stand_in(q.place, q.kind, q.within, a, places) for q, a in zip(map(_question, rows), answers, strict=True)
    ]
    located = [_located(row, answer, places) for row, answer in zip(rows, answers, strict=True)]
    extra = pd.DataFrame(located, columns=[c for c in LOCATED.names if c not in CLAIMS.names], dtype=object)
    table = pd.concat([claims.reset_index(drop=True), extra], axis=1)
    return LOCATED.conform(table)


def _answers(rows: list[dict[str, Any]], places: Places) -> list[Answer]:
    """Answers to all rows; a name that is unclear alone is asked again with the report's clear places beside it."""
    alone: dict[_Question, Answer] = {}
    questions = [_question(row) for row in rows]
    for question in questions:
        if question not in alone:
            alone[question] = _ask(places, question)
    by_report: dict[Any, list[int]] = {}
    for i, row in enumerate(rows):
        by_report.setdefault(row["report_id"], []).append(i)
    answers = [alone[q] for q in questions]
    for members in by_report.values():
        unclear = [i for i in members if _unclear(answers[i])]
        if not unclear:
            continue
        names = sorted({name for i in unclear for name in rows[i]["context"] or () if isinstance(name, str)})
        around = [_ask(places, _Question(name, None, None)) for name in names]
        beside = Surroundings.join(places.beside(a) for a in (*(answers[i] for i in members), *around))
        again = {q: _ask(places, q, beside) for q in dict.fromkeys(questions[i] for i in unclear)} if beside else {}
        for i in unclear:
            answers[i] = again.get(questions[i], answers[i])
    return answers


def _question(row: dict[str, Any]) -> _Question:
    kind = row["place_kind"]
    if row["part_kind"] == "area" and kind in (None, "unknown"):
        kind = "region"
    rural = row["part_kind"] == "countryside" and kind in (None, "unknown", "city")
    return _Question(row["place"], None if kind == "unknown" else kind, row["within"], rural)


def _ask(places: Places, question: _Question, beside: Surroundings = NOTHING) -> Answer:
    if question.rural:
        around = places.lookup(f"{question.place} countryside", within=question.within, beside=beside)
        if around.place is not None and around.place.how != "fuzzy":
            return replace(around, query=question.place)
    return places.lookup(question.place, kind=question.kind, within=question.within, beside=beside)


def _unclear(answer: Answer) -> bool:
    return answer.place is None and bool(answer.candidates)


def _located(row: dict[str, Any], answer: Answer, places: Places) -> dict[str, Any]:
    records = [c.record() for c in answer.candidates]
    excepted = _exceptions(row, answer, places)
    if answer.place is None:
        return {"match": "abstained", "candidates": records, **excepted, "node_part": False}
    spot = spot_of(row, answer, places)
    return {
        "place_id": _place_id(answer),
        "node": spot.node,
        "pcode": spot.pcode,
        "level": spot.level,
        "latitude": round(spot.latitude, 5),
        "longitude": round(spot.longitude, 5),
        "radius_km": None if spot.radius_km is None else round(spot.radius_km, 1),
        "match": answer.match,
        "score": round(answer.place.score, 3),
        "candidates": records,
        **excepted,
        "node_part": spot.part,
    }


def _place_id(answer: Answer) -> str | None:
    """Id of the place itself: of both ends, for a road between two; None, where another place stands in for it."""
    if answer.place is None or answer.inside:
        return None
    return f"{answer.place.place_id}--{answer.to.place_id}" if answer.to else answer.place.place_id


def _exceptions(row: dict[str, Any], answer: Answer, places: Places) -> dict[str, Any]:
    """Nodes of the excepted places: the widest reading of each that is still smaller than the claim's own place."""
    names = row["except_places"] if isinstance(row["except_places"], (list, tuple)) else ()
    names = [str(name) for name in names]
    own = answer.place.place_id if answer.place else None
    within = row["place"] if answer.place else row["within"]
    nodes = []
    for name in names:
        found = places.lookup(name.removesuffix(_AREA), within=within).place
        if found is not None:
            nodes.append(places.widest(found.entry, below=own))
    return {"except_nodes": sorted(set(nodes)), "except_part": any(name.endswith(_AREA) for name in names)}


def unplaced(located: pd.DataFrame) -> pd.DataFrame:
    """List the places that were not found, the most frequent first, with the candidates an analyst can pin them to.

    Returns
    -------
    DataFrame
        Table in the ``unplaced`` schema.
    """
    lost = located[located["match"].isin(["abstained"]) | located["node"].isna()]
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in records(lost):
        name = (row["place"], row["place_kind"], row["within"])
        new = {"place": name[0], "place_kind": name[1], "within": name[2], "times": 0, "reports": set()}
        entry = rows.setdefault(name, new)
        entry["times"] += 1
        entry["reports"].add(row["report_id"])
        shown = [] if missing(row["candidates"]) else row["candidates"]
        entry["candidates"] = "; ".join(_shown(c) for c in shown)
    table = UNPLACED.frame({**row, "reports": len(row["reports"])} for row in rows.values())
    return table.sort_values(["times", "place"], ascending=[False, True], kind="stable", ignore_index=True)


def _shown(candidate: dict[str, Any]) -> str:
    """A candidate as "name (kind, id)", or where it lies if it is none of the country's."""
    where = candidate["place_id"] or ", ".join(candidate["reasons"])
    return f"{candidate['name']} ({candidate['kind']}, {where})"
