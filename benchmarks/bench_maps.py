"""Maps beside their peer: file size, time to build, time until polygons are seen, script time of a step.

    python benchmarks/bench_maps.py [--quick]

Same data and same run for both: 272 units, 365 dates, 1,200 changes. The peer is folium's TimeSliderChoropleth with
every date; its page wants twelve files from the network, so it is opened with Leaflet, D3, moment and jQuery beside it
and without the rest, which favours it. Times of pages are medians of several openings in headless Chromium.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import folium
import pandas as pd
from folium.plugins import TimeSliderChoropleth
from playwright.sync_api import Browser, sync_playwright
from xstatic.pkg import d3, jquery, leaflet, moment

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "maps"))

import gridland
from conftest import CHROMIUM, CHROMIUM_FLAGS

from territory.boundaries import BoundarySet, load_boundaries
from territory.maps import render, save_map
from territory.maps.dated import dated_pages
from territory.maps.render import scene_of
from territory.maps.timeline import timeline_of

COLOURS = dict(zip(gridland.SIDES, ("#a53325", "#269c6a", "#e9ba2c", "#2d3238", "#c277a3"), strict=True))
SCRIPTS = {
    "leaflet.js": Path(leaflet.BASE_DIR) / "leaflet.js",
    "d3.v4.min.js": Path(d3.BASE_DIR) / "d3.js",
    "moment.min.js": Path(moment.BASE_DIR) / "moment.min.js",
    "jquery-3.7.1.min.js": Path(jquery.BASE_DIR) / "jquery.min.js",
}
# Notes the frame in which the page has as many outlines as there are units.
WATCH = """
(() => {
  const look = () => {
    if (document.querySelectorAll("svg path").length < %d) requestAnimationFrame(look);
    else requestAnimationFrame(() => (window.seenAt = performance.now()));
  };
  requestAnimationFrame(look);
})();
"""
# Moves the slider and forces style and layout of each step, as a screen would.
STEPS = """
async (days) => {
  const slider = document.querySelector("#timeline input[type=range]") ?? document.querySelector("input[type=range]");
  const times = [];
  for (const day of days) {
    slider.value = day;
    const begin = performance.now();
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    times.push(performance.now() - begin);
    await new Promise((done) => requestAnimationFrame(done));
  }
  return times;
}
"""


def peer(boundaries: BoundarySet, control: pd.DataFrame, days: int) -> folium.Map:
    """The same map with TimeSliderChoropleth: a colour for every unit and every date."""
    timeline = timeline_of(control, end=gridland.iso(days - 1))
    units = boundaries.at(max(boundaries.levels))
    stamps = [str(int(pd.Timestamp(timeline.date(day)).timestamp())) for day in range(days)]
    styles = {}
    for code in units["pcode"]:
        looks = [timeline.look_on(code, day) for day in range(days)]
        styles[code] = {
            stamp: {"color": COLOURS.get(look.side or "", "#cfcbc2"), "opacity": 0.9}
            for stamp, look in zip(stamps, looks, strict=True)
        }
    page = folium.Map(location=[35, 38.5], zoom_start=6, tiles=None)
    shapes = units.set_index("pcode")[["geometry"]]
    TimeSliderChoropleth(shapes.to_json(), styledict=styles).add_to(page)
    return page


def opened(browser: Browser, path: Path, units: int, days: int, times: int) -> dict[str, float]:
    """Median time until the polygons are seen, and median script time of a slider step."""
    seen, steps = [], []
    for _ in range(times):
        context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
        page = context.new_page()
        page.add_init_script(WATCH % units)
        page.goto(path.as_uri())
        page.wait_for_function("window.seenAt", timeout=120_000)
        seen.append(page.evaluate("window.seenAt"))
        walk = [round(i * (days - 1) / 40) for i in range(40)] + list(range(min(60, days)))
        steps += page.evaluate(STEPS, walk)[1:]
        context.close()
    return {"seen": statistics.median(seen), "step": statistics.median(steps), "worst": max(steps)}


def localised(page: Path) -> Path:
    """The peer's page with its scripts beside it instead of on the network; what it does not need is left out."""

    def local(match: re.Match[str]) -> str:
        name = match[2].rsplit("/", 1)[-1]
        if name not in SCRIPTS:
            return ""
        shutil.copy(SCRIPTS[name], page.with_name(name))
        return f'<script src="{name}"></script>'

    text = page.read_text(encoding="utf-8")
    text = re.sub(r'<(script) src="(https?:[^"]+)"></script>', local, text)
    text = re.sub(r'<link rel="stylesheet" href="https?:[^"]+"/>', "", text)
    style = (Path(leaflet.BASE_DIR) / "leaflet.css").read_text(encoding="utf-8")
    out = page.with_name("theirs-local.html")
    out.write_text(text.replace("<head>", f"<head><style>{style}</style>", 1), encoding="utf-8")
    return out


def timed(make: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
    """Median seconds of several runs, and the last result."""
    took, made = [], None
    for _ in range(times):
        begin = time.perf_counter()
        made = make()
        took.append(time.perf_counter() - begin)
    return statistics.median(took), made


def line(what: str, figure: float, unit: str, bound: float | None = None, digits: int = 1) -> None:
    """Print one figure with its bound."""
    verdict = "" if bound is None else f"  (at most {bound:g} {unit}: {'yes' if figure <= bound else 'NO'})"
    print(f"  {what:<46}{figure:>9.{digits}f} {unit}{verdict}")


def small(browser: Browser, folder: Path) -> None:
    """272 units, 365 dates, 1,200 changes: ours and the peer's."""
    boundaries, days = load_boundaries("SYR"), 365
    control = gridland.control(boundaries, days, 1200)
    end = gridland.iso(days - 1)
    took, page = timed(lambda: save_map(render(control, boundaries=boundaries, end=end), folder / "ours.html"))
    theirs_took, theirs = timed(lambda: _saved(peer(boundaries, control, days), folder / "theirs.html"), 1)
    ours_size, theirs_size = page.stat().st_size / 1000, theirs.stat().st_size / 1000
    units = len(boundaries.at(3))
    ours = opened(browser, page, units, days, 5)
    other = opened(browser, localised(theirs), units, days, 3)
    print(f"272 units, 365 dates, 1,200 changes (peer: folium {folium.__version__} TimeSliderChoropleth)")
    line("one file, ours", ours_size, "kB", 450)
    line("one file, peer", theirs_size, "kB")
    line("ours / peer", ours_size / theirs_size, "x", 1 / 14, 4)
    line("built, ours", took, "s", 0.6, 2)
    line("built, peer", theirs_took, "s", digits=2)
    line("first polygons, ours", ours["seen"], "ms")
    line("first polygons, peer", other["seen"], "ms")
    line("first polygons, ours / peer", ours["seen"] / other["seen"], "x", 0.7, 2)
    line("script of a step, ours (median)", ours["step"], "ms", 2, 2)
    line("script of a step, ours (worst)", ours["worst"], "ms", digits=2)
    line("script of a step, peer (median)", other["step"], "ms", digits=2)
    begin = time.perf_counter()
    scene = scene_of(control, boundaries=boundaries, end=end)
    sizes = []
    for day, text in dated_pages(scene, range(days)):
        target = folder / f"{scene.timeline.date(day)}.html"
        target.write_text(text, encoding="utf-8")
        sizes.append(target.stat().st_size / 1000)
    line("365 dated files", time.perf_counter() - begin, "s", 10, 2)
    line("largest dated file", max(sizes), "kB", 160)


def large(browser: Browser, folder: Path) -> None:
    """10,000 units, 1,000 dates, as many changes a unit as in the small one."""
    boundaries, days = gridland.grid(100, 100), 1000
    control = gridland.control(boundaries, days, 44_000)
    took, page = timed(lambda: save_map(render(control, boundaries=boundaries), folder / "large.html"), 1)
    ours = opened(browser, page, 10_000, days, 3)
    print("10,000 units, 1,000 dates, 44,000 changes")
    line("one file", page.stat().st_size / 1e6, "MB", 8, 2)
    line("built", took, "s", digits=2)
    line("first polygons", ours["seen"], "ms", 2000)
    line("script of a step (median)", ours["step"], "ms", 16, 2)
    line("script of a step (worst)", ours["worst"], "ms", digits=2)


def _saved(page: folium.Map, path: Path) -> Path:
    page.save(str(path))
    return path


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="leave out the large map")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_FLAGS)
        small(browser, Path(name))
        if not options.quick:
            large(browser, Path(name))
        browser.close()


if __name__ == "__main__":
    main()
