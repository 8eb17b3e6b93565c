"""Fixtures that several rooms need: the third-party material and a real browser."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the third-party articles and boundary files; never skipped where TERRITORY_SHARED is set."""
    folder = os.environ.get("TERRITORY_SHARED")
    if not folder:
        pytest.skip("TERRITORY_SHARED is not set: third-party articles and boundary files are not here")
    path = Path(folder)
    assert path.is_dir(), f"TERRITORY_SHARED is {folder}, which is no folder"
    return path.resolve()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium driven by Playwright; skipped only where there is none and CI is unset."""
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip(f"no Chromium at {CHROMIUM}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def offline_page(browser) -> Iterator[Any]:
    """A page with the network off; ``page.console_errors`` and ``page.requests_made`` record what it did."""
    context = browser.new_context(offline=True, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.console_errors = []
    page.requests_made = []
    page.on("console", lambda m: page.console_errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: page.console_errors.append(str(e)))
    page.on("request", lambda r: page.requests_made.append(r.url) if r.url.startswith("http") else None)
    yield page
    context.close()
