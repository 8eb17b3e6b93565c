"""The map is one file that opens anywhere, the same bytes every time."""

from pathlib import Path

import folium
import gridland
import pytest

from territory.control.explanation import STATE_WORDS
from territory.errors import RenderError
from territory.maps import render, save_map, to_html
from territory.maps.words import words_in

BOUNDARIES = gridland.grid(6, 6)
CONTROL = gridland.control(BOUNDARIES, days=30, changes=60)


def test_a_map_is_a_folium_map():
    assert isinstance(render(CONTROL, boundaries=BOUNDARIES), folium.Map)


def test_the_same_tables_give_the_same_bytes():
    pages = {to_html(render(CONTROL, boundaries=BOUNDARIES)) for _ in range(2)}
    page = render(CONTROL, boundaries=BOUNDARIES)
    pages |= {to_html(page), to_html(page)}
    assert len(pages) == 1


def test_the_page_names_no_other_file():
    page = to_html(render(CONTROL, boundaries=BOUNDARIES))
    assert "<link" not in page
    assert "<script src" not in page
    assert "url(http" not in page


def test_leaflets_licence_is_in_the_page():
    assert "BSD 2-Clause" in to_html(render(CONTROL, boundaries=BOUNDARIES))


def test_a_level_that_is_not_there_is_named():
    with pytest.raises(RenderError, match="level 3"):
        render(CONTROL, boundaries=BOUNDARIES, level=3)


def test_the_file_opens_offline_without_errors(offline_page, tmp_path: Path):
    path = save_map(render(CONTROL, boundaries=BOUNDARIES), tmp_path / "map.html")
    offline_page.goto(path.as_uri())
    offline_page.wait_for_selector(".units path")
    assert offline_page.locator(".units path").count() == 36
    assert offline_page.console_errors == []
    assert offline_page.requests_made == []


def test_a_state_has_one_name_in_panel_legend_and_command_line():
    words = words_in("en").phrases
    assert words["mixed"].startswith(words["is_mixed"])
    assert STATE_WORDS["mixed"].startswith(words["is_mixed"].lower())
