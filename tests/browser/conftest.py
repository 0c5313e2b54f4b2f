"""A headless Chromium and a fresh demo for each test, or for a module, looked at through its page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.desk import Desk, browser_at, chromium, desk_in


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
    with desk_in(browser, tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def one_demo(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The demo page of a whole module: starting one for each story takes longer than most of them."""
    with desk_in(browser, tmp_path_factory.mktemp("hotel")) as opened:
        yield opened


@pytest.fixture
def hotel(one_demo: Desk) -> Iterator[Desk]:
    """The module's page. No story meddles with what another one is about, nor leaves a dialog open for it."""
    yield one_demo
    one_demo.closes_dialogs()
