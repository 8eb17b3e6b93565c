"""Towns go by the names that readers know."""

import pandas as pd
import pytest

from territory.boundaries import build_tree, load_boundaries
from territory.conflicts import load_conflict
from territory.maps.settlements import settlements_of
from territory.maps.timeline import timeline_of
from territory.places import load_gazetteer
from territory.tables import CONTROL


def towns(conflict: str) -> dict[str, dict[str, str]]:
    """Names of the settlements of a conflict's country by their English name."""
    profile = load_conflict(conflict)
    units = load_boundaries(profile.boundaries)
    tree = build_tree(units, load_gazetteer(units, profile))
    rows = [
        {"node": node, "kind": kind, "pcode": pcode, "state": "held", "basis": "reported"}
        for node, kind, pcode in zip(tree["node"], tree["kind"], tree["pcode"], strict=True)
    ]
    timeline = timeline_of(CONTROL.frame(rows), "2024-01-01", "2024-01-02")
    return {town.names["en"]: town.names for town in settlements_of(timeline, tree, units)}


@pytest.fixture(scope="module")
def syria():
    return towns("syria")


@pytest.mark.parametrize("name", ["Aleppo", "Hama", "Homs", "Damascus", "Dar'a", "Al-Hasakeh", "Ar-Raqqa", "Tartous"])
def test_syrian_cities(syria, name):
    assert name in syria


def test_arabic_names_come_along(syria):
    assert syria["Aleppo"]["ar"] == "حلب"
    assert syria["Hama"]["ar"] == "حماة"


def test_a_city_is_not_called_as_its_province():
    libya = towns("libya")
    assert "Tripoli" in libya
    assert "Tripoli District" not in libya


def test_the_most_important_come_first():
    frame = pd.Series(list(towns("syria")))
    assert set(frame.head(14)) >= {"Aleppo", "Damascus", "Homs", "Hama", "Lattakia"}
