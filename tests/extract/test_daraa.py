"""The article of 6 December 2024: what it says of places, and nothing else."""

from pathlib import Path

import pytest

from territory.extract import extract
from territory.reports import read_reports

EXPECTED = [
    ("loss", "government", "Daraa", "city", None, "2024-12-06", "2024-12-06", "asserted", False, ()),
    ("loss", "government", "Daraa", "province", (0.5, 1.0), "2024-12-06", "2024-12-06", "asserted", False, ()),
    ("gain", "opposition", "Daraa", "city", None, "2024-12-06", "2024-12-06", "asserted", False, ()),
    ("control", "opposition", "Daraa", "province", (0.9, 1.0), "2024-12-06", "2024-12-06", "asserted", False, ()),
    ("control", "government", "Sanamayn", None, None, "2024-12-06", "2024-12-06", "asserted", False, ()),
    ("control", "government", "Daraa", "province", None, "2024-12-06", "2024-12-06", "negated", False, ("Sanamayn",)),
    (
        "gain",
        "opposition",
        "Nassib-Jaber border crossing",
        "crossing",
        None,
        "2024-12-06",
        "2024-12-06",
        "asserted",
        False,
        (),
    ),
    ("gain", "government", "Daraa", "province", None, "2018-01-01", "2018-12-31", "asserted", True, ()),
    ("control", "opposition", "Daraa", "province", None, "2010-01-01", "2013-12-31", "asserted", True, ()),
    ("loss", "government", "Aleppo", "city", None, "2024-11-27", "2024-12-06", "asserted", False, ()),
    ("loss", "government", "Hama", "city", None, "2024-11-27", "2024-12-06", "asserted", False, ()),
    ("threat", "opposition", "Homs", None, None, "2024-12-06", "2024-12-06", "asserted", False, ()),
    ("loss", "government", "Deir Ezzor", None, None, "2024-12-06", "2024-12-06", "asserted", False, ()),
]


@pytest.fixture(scope="module")
def claims(shared: Path):
    return extract(read_reports([shared / "reports" / "daraa-2024-12-06.md"]))


def summary(row):
    extent = None if row["extent_low"] != row["extent_low"] else (row["extent_low"], row["extent_high"])
    kind = row["place_kind"] if row["place_kind"] in ("city", "province", "crossing") else None
    return (
        row["relation"],
        row["side"],
        row["place"],
        kind,
        extent,
        row["date_from"],
        row["date_to"],
        row["status"],
        row["background"],
        tuple(row["except_places"] or ()),
    )


def test_exactly_the_claims_of_the_article_are_asserted(claims):
    assert sorted(map(repr, map(summary, claims.to_dict("records")))) == sorted(map(repr, EXPECTED))


def test_the_sanamayn_area_is_a_part_without_a_name(claims):
    assert claims.loc[claims.place == "Sanamayn", "part_kind"].tolist() == ["area"]


def test_every_quote_is_the_text_at_its_offsets(claims, shared):
    text = read_reports([shared / "reports" / "daraa-2024-12-06.md"]).text[0]
    assert all(text[r.start : r.end] == r.quote and r.place.split()[0][:4] in text for r in claims.itertuples())
    quotes = dict(zip(claims.relation + claims.place, claims.quote, strict=True))
    assert quotes["gainNassib-Jaber border crossing"] == "local factions seized the Nassib-Jaber border crossing"
    assert quotes["lossDeir Ezzor"] == "government pulled out its troops from Deir Ezzor"
    assert quotes["controlSanamayn"] == "the Sanamayn area is still in government hands"


def test_claim_ids_do_not_change(claims, shared):
    again = extract(read_reports([shared / "reports" / "daraa-2024-12-06.md"]))
    assert again.claim_id.tolist() == claims.claim_id.tolist()
    assert claims.claim_id.is_unique
