"""A dated map is a small page of its own: one day, no scripts, nothing from elsewhere."""

import gridland

from territory.maps.dated import dated_pages
from territory.maps.render import scene_of

BOUNDARIES = gridland.grid(6, 6)
SCENE = scene_of(gridland.control(BOUNDARIES, days=30, changes=60), boundaries=BOUNDARIES)


def test_every_day_asked_for_gets_its_page():
    assert [day for day, _ in dated_pages(SCENE, [0, 7, 29])] == [0, 7, 29]


def test_a_page_runs_no_script_and_asks_for_nothing():
    ((_, page),) = dated_pages(SCENE, [7])
    assert "<script" not in page
    assert "http" not in page.replace("http://www.w3.org", "")


def test_a_page_says_its_date_and_draws_every_unit():
    ((_, page),) = dated_pages(SCENE, [7])
    assert "8 January 2024" in page
    assert page.count("<title>District") == 36


def test_a_page_opens_without_errors(offline_page, tmp_path):
    ((_, page),) = dated_pages(SCENE, [7])
    (tmp_path / "2024-01-08.html").write_text(page, encoding="utf-8")
    offline_page.goto((tmp_path / "2024-01-08.html").as_uri())
    assert offline_page.locator(".units path").count() == 36
    assert offline_page.console_errors == []
