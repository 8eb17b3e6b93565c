"""What a reader can do with the page, in a real browser with the network off."""

import re

import mapped
import pytest
from axe_playwright_python.sync_playwright import Axe

from territory.maps import render, save_map

UNITS = mapped.boundaries()
FIRST, *_, LAST = sorted(UNITS.at(2)["pcode"])


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    page = render(
        mapped.control(UNITS), boundaries=UNITS, tree=mapped.tree(UNITS), claims=mapped.claims(),
        start="2024-01-01", end="2024-01-20",
    )  # fmt: skip
    return save_map(page, tmp_path_factory.mktemp("map") / "map.html")


@pytest.fixture
def opened(offline_page, file):
    offline_page.set_default_timeout(5000)

    def open_at(hash_: str = ""):
        offline_page.goto(file.as_uri() + hash_)
        offline_page.wait_for_selector("body.ready")
        return offline_page

    yield open_at
    assert offline_page.console_errors == []
    assert offline_page.requests_made == []


def day(page) -> str:
    return page.locator("#timeline .clock").inner_text()


def paint(page, number: int = 0) -> str:
    path = page.locator(".units path").nth(number)
    return path.get_attribute("class") or path.get_attribute("fill")


def test_it_explains_itself(opened):
    page = opened()
    text = page.locator("#side").inner_text()
    for words in (
        "Who controls",
        "1 January 2024 to 20 January 2024",
        "Drag the slider",
        "Source: Agency",
        "Gridland survey",
        "endorsement",
    ):
        assert words in text
    assert page.locator("#legend .sides li").count() >= 4
    assert page.locator("#legend .keys li").count() == 12 + 2  # textures and marks, symbols


def test_it_opens_on_the_last_day(opened):
    assert day(opened()) == "20 January 2024"


def test_arrows_home_and_end_move_through_time(opened):
    page = opened()
    page.keyboard.press("Home")
    assert day(page) == "1 January 2024"
    page.keyboard.press("ArrowRight")
    assert day(page) == "2 January 2024"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("End")
    assert day(page) == "20 January 2024"


def test_the_slider_shows_who_held_a_district_that_day(opened):
    page = opened()
    after = paint(page)
    page.locator("#day").fill("9")
    assert paint(page) != after
    page.locator("#day").fill("10")
    assert paint(page) == after


def test_steps_forwards_and_backwards_agree(opened):
    page = opened("#date=2024-01-01")
    look = "Array.from(document.querySelectorAll('.units path'), p => p.getAttribute('class') + p.getAttribute('fill'))"
    forwards = []
    for number in range(20):
        page.locator("#day").fill(str(number))
        forwards.append(page.evaluate(look))
    for number in reversed(range(20)):
        page.locator("#day").fill(str(number))
        assert page.evaluate(look) == forwards[number], number


def test_play_and_pause(opened):
    page = opened("#date=2024-01-01")
    page.keyboard.press(" ")
    page.wait_for_function("document.querySelector('.clock').textContent !== '1 January 2024'")
    page.keyboard.press(" ")
    assert page.locator(".button.play").get_attribute("aria-label") == "Play"


def test_buttons_jump_from_change_to_change(opened):
    page = opened("#date=2024-01-01")
    page.get_by_role("button", name="Next change").click()
    assert day(page) == "11 January 2024"
    assert page.locator(".tally").inner_text() == "1 change"


def test_the_histogram_has_a_bar_for_each_day_of_change(opened):
    page = opened()
    assert page.locator(".histogram .bars").get_attribute("d").count("M") == 1


def test_changes_since_the_last_stop_are_outlined(opened):
    page = opened("#date=2024-01-10")
    page.keyboard.press("ArrowRight")
    assert page.locator(".changed").get_attribute("d") == page.locator(".units path").first.get_attribute("d")
    page.keyboard.press("ArrowRight")
    assert page.locator(".changed").get_attribute("d") == ""


def test_the_address_keeps_date_unit_level_and_language(opened):
    page = opened()
    page.keyboard.press("Home")
    page.evaluate(f"territoryApp.select('{FIRST}')")
    page.wait_for_function("location.hash.includes('unit=')")
    assert re.search(r"date=2024-01-01", page.evaluate("location.hash"))
    link = page.evaluate("location.hash")
    again = page.context.new_page()
    again.goto(page.url.split("#")[0] + link)
    again.wait_for_selector("body.ready")
    assert day(again) == "1 January 2024"
    assert again.locator("#panel h2").inner_text() == page.locator("#panel h2").inner_text()


def test_an_address_typed_in_is_followed(opened):
    page = opened()
    page.evaluate("location.hash = '#date=2024-01-05&language=ar&level=1'")
    page.wait_for_function("document.documentElement.dir === 'rtl'")
    assert page.locator(".units path").count() == mapped.polygon_count(UNITS, 1)


def test_levels_can_be_switched(opened):
    page = opened()
    page.get_by_role("button", name="Provinces").click()
    assert page.locator(".units path").count() == mapped.polygon_count(UNITS, 1)
    page.get_by_role("button", name="Districts").click()
    assert page.locator(".units path").count() == mapped.polygon_count(UNITS, 2)


def test_shares_in_the_legend_sum_to_the_whole(opened):
    page = opened()
    for number in (0, 10, 19):
        page.locator("#day").fill(str(number))
        sums = page.evaluate("territoryApp.legend.sums.reduce((a, b) => a + b, 0) / territoryApp.level.area")
        assert 0.9 < sums <= 1.001
        page.evaluate("window.before = Array.from(territoryApp.legend.sums); territoryApp.legend.count()")
        assert page.evaluate(
            "territoryApp.legend.sums.every((v, i) => Math.abs(v - before[i]) < 1e-6 * territoryApp.level.area)"
        )


def test_a_click_shows_who_says_so_in_which_words(opened):
    page = opened()
    page.get_by_role("button", name="Towns and crossings").click()
    assert page.locator(".town").count() == 0
    page.locator(".units path").first.click()
    panel = page.locator("#panel")
    text = panel.inner_text()
    assert "Held by Opposition" in text
    assert "Opposition holds 85–100\xa0%" in text
    assert "Since 11 January 2024" in text
    assert "Last reported on 9 January 2024 (11 days before)" in text
    assert "the Observatory, in Agency" in text
    assert panel.locator("mark").first.inner_text() == mapped.QUOTE
    assert "What speaks against it" in text
    assert "State agency" in text
    link = panel.locator("a").first
    assert link.get_attribute("href") == "https://example.org/a?b=1&c=2"
    assert link.get_attribute("rel") == "noopener noreferrer"
    page.keyboard.press("Escape")
    assert panel.is_hidden()


def test_an_exact_share_is_a_bar_filled_to_its_value(opened):
    page = opened()
    bars = page.evaluate(
        "Array.from(territoryApp.panel.bounds({shares: [[0, 100, 100, 100], [1, 20, 30, 60]]}, null).children,"
        "row => Array.from(row.querySelectorAll('.sure, .possible, .mark'), i => i.getAttribute('style')))"
    )
    assert bars == [
        ["width: 100%;", "width: 100%;"], ["width: 60%;", "width: 20%;", "inset-inline-start: 30%;"],
    ]  # fmt: skip


def test_a_place_nothing_is_known_of_by_itself_leads_to_the_area_around_it(opened):
    page = opened()
    page.evaluate(
        "const l = territoryApp.placeLook(territoryApp.placeAt.get('town7'));"
        "l.shares = [[0, 0, 70, 100], [1, 0, 30, 100]]; territoryApp.select('town7')"
    )
    assert "by itself" in page.locator("#panel .bounds").inner_text()
    page.locator("#panel .way").click()
    assert page.locator("#panel h2").inner_text().startswith("District")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 800)])
def test_the_unit_of_a_link_is_not_under_the_panel(opened, width, height):
    page = opened()
    for code in (FIRST, LAST):
        page.set_viewport_size({"width": width, "height": height})
        page.goto("about:blank")
        opened(f"#unit={code}")
        page.wait_for_timeout(400)
        hit = page.evaluate(
            "(() => { const b = territoryApp.chosen.getBoundingClientRect();"
            "const seen = document.elementFromPoint((b.left + b.right) / 2, (b.top + b.bottom) / 2);"
            "return Boolean(seen?.closest('#stage')) })()"
        )
        assert hit


def test_the_panel_leaves_the_tools_free(opened):
    page = opened(f"#unit={FIRST}")
    edge = page.locator("#panel").bounding_box()["x"]
    for button in page.locator("#tools button").all():
        box = button.bounding_box()
        assert box["x"] + box["width"] <= edge


def test_a_name_stands_once_and_keeps_off_what_is_chosen(opened):
    page = opened()
    label = (
        "(() => { const name = 'A town of a very long name', town = territoryApp.places[0]; town.names = { en: name };"
        "territoryApp.levels[0].names.en[0] = name; territoryApp.place();"
        "const found = Array.from(document.querySelectorAll('.marks text')).filter(t => t.textContent === name);"
        "return [found.length, found[0].getAttribute('text-anchor'), found[0].getBoundingClientRect().toJSON()] })()"
    )
    count, before, box = page.evaluate(label)
    assert count == 1
    beside = [box["right"] if before == "start" else box["left"], box["top"] + box["height"] / 2]
    page.evaluate(
        "([x, y]) => { const unit = document.elementsFromPoint(x, y).find(e => e.dataset.i);"
        "territoryApp.choose(territoryApp.level.codes[unit.dataset.i]) }",
        beside,
    )
    assert page.evaluate(label)[1] != before


def test_every_texture_is_there(opened):
    page = opened()
    assert page.locator(".units path[fill^=url]").count() >= 5  # mostly held, mixed, shared, vacated, disputed
    assert page.locator(".overlays path").count() == 2  # claimed, contested
    assert page.locator(".siege-edge").count() >= 1
    assert page.locator(".marks .chevron").count() == 1


def test_towns_show_their_holder_and_change_with_it(opened):
    page = opened("#date=2024-01-10")
    page.evaluate("territoryApp.map.setZoom(territoryApp.map.getZoom() + 2, { animate: false })")
    page.evaluate("territoryApp.map.panTo([32.3, 35.6], { animate: false })")
    dot = page.locator(".town .dot > *").first
    before = dot.get_attribute("class")
    page.keyboard.press("ArrowRight")
    assert dot.get_attribute("class") != before
    page.locator(".town").first.click()
    assert page.locator("#panel h2").inner_text().startswith("Town")


def test_names_do_not_collide(opened):
    page = opened()
    for zoom in (0, 1, 2):
        page.evaluate(f"territoryApp.map.setZoom(territoryApp.fitZoom + {zoom}, {{ animate: false }})")
        boxes = page.evaluate(
            "Array.from(document.querySelectorAll('.marks text'), t => { const b = t.getBoundingClientRect();"
            "return [b.left, b.top + b.height * 0.2, b.right, b.bottom - b.height * 0.2] })"
        )
        for i, a in enumerate(boxes):
            for b in boxes[i + 1 :]:
                assert not (a[0] < b[2] - 2 and a[2] > b[0] + 2 and a[1] < b[3] and a[3] > b[1])


@pytest.mark.parametrize("typed", ["Town 7", "town7", "بلدة 7"])
def test_search_finds_a_place_by_any_name(opened, typed):
    page = opened()
    page.locator("#find").fill(typed)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#panel").wait_for()
    assert page.locator("#panel h2").inner_text() == "Town 7"


def test_search_says_when_there_is_none(opened):
    page = opened()
    page.locator("#find").fill("Atlantis")
    assert "No place of that name" in page.locator("#found").inner_text()


def test_two_dates_can_be_compared(opened):
    page = opened()
    page.get_by_role("button", name="Compare").click()
    assert page.locator(".flag-left strong").inner_text() == "1 January 2024"
    assert page.locator(".flag-right").inner_text() == "20 January 2024"
    worlds = page.locator(".world")
    assert worlds.count() == 2
    first = "g.world .units path:first-child"
    assert page.locator(first).nth(0).get_attribute("class") != page.locator(first).nth(1).get_attribute("class")
    divider = page.locator(".divider")
    divider.focus()
    page.keyboard.press("Home")
    assert divider.get_attribute("aria-valuenow") == "2"
    page.locator("#other-day").fill("15")
    assert page.locator(".flag-left strong").inner_text() == "16 January 2024"
    page.get_by_role("button", name="Compare").click()
    assert page.locator(".world").count() == 1


def test_the_table_says_the_same(opened):
    page = opened()
    page.get_by_role("button", name="Table").click()
    rows = page.locator("#table tbody tr")
    assert rows.count() == mapped.polygon_count(UNITS)
    assert "Opposition" in rows.first.inner_text()
    page.locator("#day").fill("0")
    assert "government" in rows.first.inner_text()


def test_a_screen_reader_is_told_the_date(opened):
    page = opened()
    page.keyboard.press("Home")
    page.wait_for_function("document.querySelector('[aria-live]').textContent.startsWith('1 January 2024')")
    assert page.locator("#day").get_attribute("aria-valuetext") == "1 January 2024"


def test_arabic_reads_from_right_to_left(opened):
    page = opened()
    page.get_by_role("button", name="العربية").click()
    assert page.evaluate("document.documentElement.dir + document.documentElement.lang") == "rtlar"
    assert "المعارضة" in page.locator("#legend").inner_text()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    assert day(page) == "2 كانون الثاني 2024"


def test_a_base_map_is_only_loaded_when_asked_for(opened):
    page = opened()
    assert page.requests_made == []
    assert page.locator(".leaflet-tile").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("language", "width", "height"), [("en", 1440, 900), ("ar", 390, 844)])
def test_axe_finds_nothing_serious(opened, scheme, language, width, height):
    page = opened(f"#language={language}&date=2024-01-12&unit={FIRST}")
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    found = Axe().run(page).response["violations"]
    serious = [(v["id"], n["target"]) for v in found if v["impact"] in ("serious", "critical") for n in v["nodes"]]
    assert serious == []


def test_axe_finds_nothing_serious_in_the_table(opened):
    page = opened()
    page.get_by_role("button", name="Table").click()
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


def test_small_screens_need_no_sideways_scrolling(opened):
    page = opened()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#timeline .clock").bounding_box()["width"] > 0


def test_the_print_shows_map_legend_and_date_without_buttons(opened):
    page = opened()
    page.emulate_media(media="print")
    assert page.locator("#stage .plane").is_visible()
    assert page.locator("#legend").is_visible()
    assert page.locator(".clock").is_visible()
    assert not page.locator("#tools").is_visible()
    assert not page.locator(".buttons").is_visible()


def test_left_of_the_divider_towns_show_the_earlier_date(opened):
    page = opened("#date=2024-01-20&compare=2024-01-01")
    page.evaluate("territoryApp.map.setZoom(territoryApp.fitZoom + 1.5, { animate: false })")
    page.evaluate("territoryApp.map.panTo([32.3, 35.6], { animate: false })")
    dot = page.locator(".town .dot > *").first
    page.evaluate("territoryApp.compareView.move(0.98)")
    earlier = dot.get_attribute("class")
    page.evaluate("territoryApp.compareView.move(0.02)")
    assert dot.get_attribute("class") != earlier


def test_printing_fits_the_map_to_the_paper_and_back(opened):
    page = opened()
    before = page.evaluate("territoryApp.map.getZoom()")
    assert len(page.pdf(prefer_css_page_size=True)) > 10_000
    assert page.evaluate("territoryApp.map.getZoom()") == before
    assert page.evaluate("document.body.classList.contains('printing')") is False


def test_a_notebook_shows_the_map_in_a_frame(offline_page, tmp_path):
    shown = render(mapped.control(UNITS), boundaries=UNITS)._repr_html_()
    (tmp_path / "cell.html").write_text(f"<!DOCTYPE html><body>{shown}</body>", encoding="utf-8")
    offline_page.goto((tmp_path / "cell.html").as_uri())
    frame = offline_page.frame_locator("iframe")
    frame.locator("body.ready").wait_for(timeout=5000)
    assert frame.locator(".units path").count() == mapped.polygon_count(UNITS)
    assert offline_page.console_errors == []


def test_towns_lead_where_units_are_large(opened):
    page = opened()
    page.get_by_role("button", name="Provinces").click()
    assert page.evaluate("document.body.classList.contains('coarse')") is True
    page.get_by_role("button", name="Towns and crossings").click()
    assert page.evaluate("document.body.classList.contains('coarse')") is False
