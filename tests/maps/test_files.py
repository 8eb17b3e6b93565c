"""A build's maps as files: the timeline, one page a day, and a page that lists them."""

import mapped
import pytest
from axe_playwright_python.sync_playwright import Axe

from territory.errors import RenderError
from territory.maps import render, write_maps
from territory.maps.render import scene_of
from territory.maps.timeline import timeline_of
from territory.maps.words import languages, words_in
from territory.tables import CONTROL as SCHEMA

UNITS = mapped.boundaries()
CONTROL = mapped.control(UNITS)
RUN = {"node": "a", "kind": "unit", "pcode": "a", "state": "held", "side": "x", "basis": "reported"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    (out / "claims.csv").write_text("claim_id\n")
    page = render(CONTROL, boundaries=UNITS, start="2024-01-09", end="2024-01-12")
    write_maps(page, CONTROL, out, boundaries=UNITS, start="2024-01-09", end="2024-01-12")
    return out


def test_there_is_a_map_for_every_day(folder):
    assert sorted(p.name for p in (folder / "maps").iterdir()) == [f"2024-01-{d:02d}.html" for d in range(9, 13)]


def test_the_index_lists_what_was_made(folder, offline_page):
    offline_page.goto((folder / "index.html").as_uri())
    links = offline_page.evaluate("Array.from(document.links, a => a.getAttribute('href'))")
    assert links == ["map.html", *(f"maps/2024-01-{d:02d}.html" for d in range(9, 13)), "claims.csv"]
    offline_page.get_by_role("link", name="11 January 2024").click()
    assert "11 January 2024" in offline_page.locator("header").inner_text()
    assert offline_page.console_errors == []


@pytest.mark.parametrize("name", ["index.html", "maps/2024-01-11.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(folder, offline_page, name, scheme):
    offline_page.emulate_media(color_scheme=scheme)
    offline_page.goto((folder / name).as_uri())
    found = Axe().run(offline_page).response["violations"]
    assert [(v["id"], v["nodes"][0]["target"]) for v in found if v["impact"] in ("serious", "critical")] == []


def test_every_language_has_every_phrase():
    english = words_in("en").phrases
    for language in languages():
        phrases = words_in(language).phrases
        assert phrases.keys() == english.keys()
        assert len(phrases["months"]) == 12
        for key in ("statuses", "rule_names"):
            assert phrases[key].keys() == english[key].keys()


def test_a_language_without_words_is_refused_by_name():
    with pytest.raises(RenderError, match="choose one of ar, en"):
        words_in("tlh")


def test_a_gap_in_the_table_is_unknown():
    rows = [{**RUN, "from": "2024-01-02", "to": "2024-01-04"}, {**RUN, "from": "2024-01-06"}]
    timeline = timeline_of(SCHEMA.frame(rows), "2024-01-01", "2024-01-08")
    assert [timeline.look_on("a", day).state for day in range(8)] == [
        "unknown",
        "held",
        "held",
        "unknown",
        "unknown",
        "held",
        "held",
        "held",
    ]


def test_runs_that_overlap_are_refused_by_name():
    rows = [
        {"node": "a", "kind": "unit", "pcode": "a", "from": None, "to": None, "state": "held", "basis": "reported"}
    ] * 2
    with pytest.raises(RenderError, match="node a"):
        timeline_of(SCHEMA.frame(rows), "2024-01-01", "2024-01-02")


def test_an_empty_period_is_refused():
    with pytest.raises(RenderError, match="before it starts"):
        timeline_of(CONTROL, "2024-01-05", "2024-01-01")


def test_a_table_of_another_country_is_refused():
    other = CONTROL.assign(node="ZZ")
    with pytest.raises(RenderError, match="boundary set"):
        scene_of(other, boundaries=UNITS)
