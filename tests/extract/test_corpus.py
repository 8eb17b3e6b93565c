"""The annotated corpus is what its README says: quotes stand in the text, vocabularies are those of the tables."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from territory.conflicts import load_conflict
from territory.reports.language import guess_language
from territory.tables import PLACE_KINDS, RELATIONS, SCOPES, STATUSES

CORPUS = Path(__file__).parents[2] / "benchmarks" / "corpus"
REPORTS = {
    path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for path in sorted(CORPUS.glob("*.jsonl"))
}
ENGLISH = [r for name in ("dev-english", "held-english") for r in REPORTS[name]]
PHENOMENA = set(
    "active passive reduced_relative nominal fell_to stronghold coordination_places coordination_verbs pronoun "
    "definite_noun ellipsis near part extent exception ended threat negation denial planned attribution party_claim "
    "background date_weekday date_relative date_vague stripped distractor divided contested siege siege_lifted "
    "handover withdrawal hypothetical base".split()
)


def every_claim() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(report, claim) for reports in REPORTS.values() for report in reports for claim in report["claims"]]


def test_every_quote_stands_where_it_says():
    wrong = [c["quote"] for r, c in every_claim() if r["text"][c["start"] : c["end"]] != c["quote"]]
    assert wrong == []


def test_vocabularies_are_those_of_the_tables():
    for report, claim in every_claim():
        where = f"{report['id']}: {claim['quote']}"
        assert claim["relation"] in RELATIONS, where
        assert claim["place_kind"] in PLACE_KINDS, where
        assert claim["scope"] in (*SCOPES, None), where
        assert claim["status"] in STATUSES, where


@pytest.mark.parametrize("name", sorted({r["conflict"] for reports in REPORTS.values() for r in reports}))
def test_sides_are_keys_of_the_profile(name):
    keys = {s.key for s in load_conflict(name).sides}
    used = {c[k] for r, c in every_claim() if r["conflict"] == name for k in ("side", "opponent_side")}
    assert used - keys <= {"unknown", None}


def test_dates_are_iso_and_not_after_publication():
    for report, claim in every_claim():
        for day in (claim.get("date"), claim.get("until")):
            assert day is None or (re.fullmatch(r"\d{4}(-\d\d){0,2}", day) and day <= report["published"]), claim[
                "quote"
            ]


def test_extents_are_bounds_and_go_with_a_part():
    for _, claim in every_claim():
        if claim["extent"] is not None:
            low, high = claim["extent"]
            assert 0 <= low <= high <= 1, claim["quote"]
            assert claim["part"], claim["quote"]


def test_ids_are_unique_and_both_halves_are_of_a_size():
    ids = Counter(r["id"] for reports in REPORTS.values() for r in reports)
    assert max(ids.values()) == 1
    assert abs(len(REPORTS["dev-english"]) - len(REPORTS["held-english"])) <= 4


def test_english_half_covers_conflicts_sentences_and_phenomena():
    sentences = [s for r in ENGLISH for s in _sentences(r["text"])]
    carrying = {
        (r["id"], start)
        for r in ENGLISH
        for start, end in _sentences(r["text"])
        for c in r["claims"]
        if start <= c["start"] < end
    }
    assert len(ENGLISH) >= 60
    assert len({r["conflict"] for r in ENGLISH}) >= 16
    assert len(sentences) >= 400
    assert len(carrying) >= 150
    assert {p for r in ENGLISH for p in r["phenomena"]} >= PHENOMENA
    assert sum(not r["claims"] for r in ENGLISH) >= 6
    assert {c["relation"] for r in ENGLISH for c in r["claims"]} == set(RELATIONS)
    assert {c["status"] for r in ENGLISH for c in r["claims"]} == set(STATUSES)
    assert {c["scope"] for r in ENGLISH for c in r["claims"]} >= set(SCOPES)


@pytest.mark.parametrize(("name", "languages"), [("arabic", {"ar"}), ("ukrainian-russian", {"uk", "ru"})])
def test_other_languages_have_forty_sentences_and_are_recognised(name, languages):
    reports = REPORTS[name]
    assert {r["language"] for r in reports} == languages
    assert sum(len(_sentences(r["text"])) for r in reports) >= 40
    assert sum(len(r["claims"]) for r in reports) >= 40
    assert [r["id"] for r in reports if guess_language(r["text"]) not in (r["language"], None)] == []


def _sentences(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"\S.*?(?:[.!?…؟][\"”»']?(?=\s|$)|\n|$)", text)]
