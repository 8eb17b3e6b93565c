"""A dated map is a small page of its own: one day, no scripts, nothing from elsewhere."""

import gridland
import mapped

from territory.maps import render, save_map
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


def test_names_can_be_read_on_a_telephone(offline_page, tmp_path):
    units = mapped.boundaries()
    ((_, page),) = dated_pages(scene_of(mapped.control(units), boundaries=units), [7], mapped.tree(units))
    (tmp_path / "day.html").write_text(page, encoding="utf-8")
    offline_page.set_viewport_size({"width": 390, "height": 800})
    offline_page.goto((tmp_path / "day.html").as_uri())
    boxes = offline_page.evaluate(
        "Array.from(document.querySelectorAll('.towns text'), t => t.getBoundingClientRect()).filter(b => b.width)"
        ".map(b => [b.left, b.top, b.right, b.bottom])"
    )
    assert len(boxes) >= 3
    for i, a in enumerate(boxes):
        assert a[3] - a[1] >= 10
        assert not any(a[0] < b[2] and a[2] > b[0] and a[1] + 3 < b[3] and a[3] > b[1] + 3 for b in boxes[i + 1 :])


def test_shares_are_those_of_the_map_with_the_slider(offline_page, tmp_path):
    units = mapped.boundaries()
    control = mapped.control(units)
    control["shares"] = [{"government": [0.9, 0.9354, 1.0], "isis": [0.0, 0.0046, 0.1]} for _ in control["shares"]]
    made = render(control, boundaries=units)
    offline_page.goto(save_map(made, tmp_path / "map.html").as_uri())
    offline_page.wait_for_selector("body.ready")
    ((_, page),) = dated_pages(scene_of(control, boundaries=units), [0])
    for level in (1, 2):
        offline_page.evaluate(f"territoryApp.setLevel({level})")
        shown = offline_page.locator("#legend .sides .value").all_inner_texts()
        assert sorted(set(shown)) == ["6 %", "94 %", "<1 %"]
    assert all(f"<b>{value}</b>" in page for value in ("94 %", "<1 %", "6 %"))
