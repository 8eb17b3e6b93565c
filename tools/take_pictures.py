"""Take the README's pictures of a build: ``python -m tools.take_pictures outputs/map.html`` (needs Chromium)."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SHOTS = {
    "map-2024-12-06.png": ({"width": 1440, "height": 900}, "light", "date=2024-12-06&unit=SY120200"),
    "map-phone-dark.png": ({"width": 390, "height": 844}, "dark", "date=2024-12-08"),
}


def take(page: Path) -> None:
    """Write every picture of ``SHOTS`` from a map's page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, (viewport, scheme, place) in SHOTS.items():
            context = browser.new_context(viewport=viewport, color_scheme=scheme, offline=True)
            tab = context.new_page()
            tab.goto(f"{page.resolve().as_uri()}#{place}")
            tab.wait_for_timeout(1500)
            tab.screenshot(path=PICTURES / name)
            context.close()
        browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]))
