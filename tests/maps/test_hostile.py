"""Whatever a report says is shown as text and runs nothing."""

import folium
import mapped
import pytest

from territory.maps import render, save_map, to_html
from territory.maps.dated import dated_pages
from territory.maps.evidence import safe_link
from territory.maps.render import scene_of

UNITS = mapped.boundaries()
CONTROL = mapped.control(UNITS)
FIRST = sorted(UNITS.at(2)["pcode"])[0]


def named(text: str):
    """The boundaries with a hostile name on the first district."""
    units = mapped.boundaries()
    row = units.units.index[units.units["pcode"] == FIRST][0]
    units.units.at[row, "name"] = text
    units.units.at[row, "names"] = {"en": text}
    return units


@pytest.mark.parametrize("text", mapped.HOSTILE, ids=range(len(mapped.HOSTILE)))
def test_hostile_text_is_shown_and_runs_nothing(offline_page, tmp_path, text):
    offline_page.set_default_timeout(5000)
    claims = mapped.claims(
        f"Before. {text} after.", quote=text, start=None, source=text, attributed_to=text, url=text, title=text
    )
    page = render(
        CONTROL, boundaries=named(text), tree=mapped.tree(UNITS), claims=claims, start="2024-01-01", end="2024-01-20"
    )
    offline_page.goto(save_map(page, tmp_path / "map.html").as_uri() + f"#unit={FIRST}")
    offline_page.wait_for_selector("body.ready")
    shown = offline_page.evaluate("document.querySelector('#panel').textContent")
    assert text[:500] in shown
    assert offline_page.locator("#panel h2").evaluate("e => e.textContent") == text
    offline_page.locator(".units path").first.hover(force=True)
    offline_page.get_by_role("button", name="Table").click()
    offline_page.locator("#find").fill(text[:20])
    assert offline_page.evaluate("window.pwned") is None
    assert (
        offline_page.evaluate("document.querySelectorAll('#panel img, #panel script, #table img, #found img').length")
        == 0
    )
    assert (
        offline_page.evaluate("Array.from(document.links, a => a.protocol).filter(p => !/^https?:/.test(p)).length")
        == 0
    )
    assert offline_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert offline_page.console_errors == []
    assert offline_page.requests_made == []


@pytest.mark.parametrize("text", mapped.HOSTILE, ids=range(len(mapped.HOSTILE)))
def test_hostile_names_in_a_dated_map_run_nothing(offline_page, tmp_path, text):
    scene = scene_of(
        CONTROL, boundaries=named(text), claims=mapped.claims(source=text), start="2024-01-01", end="2024-01-02"
    )
    ((_, page),) = dated_pages(scene, [0])
    (tmp_path / "map.html").write_text(page, encoding="utf-8", newline="")
    offline_page.goto((tmp_path / "map.html").as_uri())
    title = offline_page.evaluate("document.querySelector('.units title').textContent")
    assert title.startswith(text)
    assert offline_page.evaluate("window.pwned") is None
    assert offline_page.evaluate("document.scripts.length") == 0


def test_jinja_in_a_report_is_not_run():
    page = to_html(render(CONTROL, boundaries=UNITS, claims=mapped.claims("{{7*7}} and {{ this }}", source="{{7*7}}")))
    assert "{{7*7}}" in page


def test_a_script_that_slips_in_is_refused_by_the_page(offline_page, tmp_path):
    path = save_map(render(CONTROL, boundaries=UNITS), tmp_path / "map.html")
    text = path.read_text(encoding="utf-8").replace("</body>", "<script>window.pwned = 1</script></body>")
    path.write_text(text, encoding="utf-8")
    offline_page.goto(path.as_uri())
    offline_page.wait_for_selector("body.ready")
    assert offline_page.evaluate("window.pwned") is None


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//host/x", "http://[", "", None, "ftp://a/b"],
)
def test_only_web_addresses_become_links(url):
    assert safe_link(url) is None


def test_web_addresses_become_links():
    assert safe_link(" https://example.org/a ") == "https://example.org/a"


def test_a_users_own_layers_still_work(offline_page, tmp_path):
    page = render(CONTROL, boundaries=UNITS)
    folium.CircleMarker([32.5, 35.5], radius=9, color="#123456").add_to(page)
    offline_page.goto(save_map(page, tmp_path / "map.html").as_uri())
    offline_page.wait_for_selector("body.ready")
    assert offline_page.locator("path[stroke='#123456']").count() == 1


def test_a_map_with_a_users_layers_has_the_same_bytes_twice():
    def made() -> str:
        page = render(CONTROL, boundaries=UNITS)
        folium.CircleMarker([32.5, 35.5]).add_to(page)
        return to_html(page)

    assert made() == made()
