"""A headless Chromium and a fresh demo for each test, looked at through its page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desk import SHOWS_WITHIN, Desk, browser_at, chromium, demo_in


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium. Without one the tests are skipped, but fail where CI=true, which must have one."""
    path = chromium()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("No Chromium was found, and CI must have one. Install it, or set CHROMIUM to its path.")
    if path is None:
        pytest.skip("No Chromium was found. Install it, or set CHROMIUM to its path, to run the browser tests.")
    with browser_at(path) as opened:
        yield opened


@pytest.fixture
def desk(browser: Browser, tmp_path: Path) -> Iterator[Desk]:
    """The demo page, open, and nothing raised yet."""
    expect.set_options(timeout=SHOWS_WITHIN)
    with demo_in(tmp_path) as demo:
        context = browser.new_context(reduced_motion="reduce")
        context.set_default_timeout(SHOWS_WITHIN)
        page = context.new_page()
        opened = Desk(page, demo)
        opened.opens()
        yield opened
        context.close()
