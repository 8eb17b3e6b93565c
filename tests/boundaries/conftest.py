"""Boundary files in every agency's style, made from the embedded south of Syria (three governorates)."""

import geopandas as gpd
import pytest

from territory.boundaries import load_boundaries

SOUTH = ("SY12", "SY13", "SY14")


@pytest.fixture(scope="session")
def south() -> dict[int, gpd.GeoDataFrame]:
    """Levels 1 to 3 of the south, with ``code``, ``en``, ``ar``, and the code and name of each unit above."""
    units = load_boundaries("SYR").units
    rows = {u.pcode: u for u in units.itertuples()}
    out = {}
    for level in (1, 2, 3):
        at = units[(units["level"] == level) & units["pcode"].str.startswith(SOUTH)]
        frame = gpd.GeoDataFrame(geometry=at.geometry.to_numpy(), crs=4326)
        for n in range(level + 1):
            codes = [{1: c[:4], 2: c[:6], 3: c, 0: "SY"}[n] for c in at["pcode"]]
            frame[f"code{n}"] = codes
            frame[f"en{n}"] = [rows[c].names["en"] for c in codes]
            frame[f"ar{n}"] = [rows[c].names["ar"] for c in codes]
        out[level] = frame
    return out


@pytest.fixture
def lines() -> list[str]:
    """What an import reports."""
    return []
