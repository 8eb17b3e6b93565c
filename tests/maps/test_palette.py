"""Sides can be told apart by everyone, and words can be read."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from territory.conflicts import list_conflicts, load_conflict
from territory.maps import page
from territory.maps.palette import closest, contrast, difference

GREY = "#cfcbc2"
CSS = (Path(page.ASSETS) / "page.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("conflict", list_conflicts())
def test_every_pair_of_sides_is_apart_in_every_vision(conflict):
    colours = {side.key: side.colour for side in load_conflict(conflict).sides} | {"unknown": GREY}
    least, first, second = closest(colours)
    assert least >= 10, f"{conflict}: {first} and {second} differ by {least:.1f} only"


def test_the_sides_of_the_syrian_map_are_far_apart():
    sides = {s.key: s.colour for s in load_conflict("syria").sides if s.parent is None} | {"unknown": GREY}
    least, first, second = closest(sides)
    assert least >= 15, f"{first} and {second} differ by {least:.1f} only"


# published pairs: Sharma, Wu and Dalal (2005); here only as sRGB colours whose order must hold
def test_difference_knows_that_red_and_green_are_alike_to_some():
    assert difference("#b2403c", "#2f8f5b") < 10 < difference("#b2403c", "#3862bd")


def themes() -> list[dict[str, str]]:
    blocks = re.findall(r":root[^{]*\{([^}]*)\}", CSS)
    return [dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block)) for block in blocks]


@pytest.mark.parametrize("theme", themes(), ids=str)
def test_text_has_contrast_on_every_ground(theme):
    for text in ("ink", "soft", "accent"):
        for ground in ("paper", "card"):
            assert contrast(theme[text], theme[ground]) >= 4.5, (text, ground)


def test_contrast_is_the_published_figure():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_difference_is_symmetric():
    for a, b in combinations(("#a53325", "#269c6a", "#2d3238", "#cfcbc2"), 2):
        assert difference(a, b) == pytest.approx(difference(b, a))
