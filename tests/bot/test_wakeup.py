"""APScheduler's part of the heartbeat, where it can be seen alone."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import pytest

from bot.heartbeat.wakeup import Wakeup

PATIENCE = 15.0
SCHEDULER = logging.getLogger("apscheduler.scheduler")


class Heard(logging.Handler):
    """What of a logger's words gets out."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.words.append(record.getMessage())


@pytest.fixture
def heard() -> Iterator[Heard]:
    """What APScheduler's scheduler gets said from now on."""
    listener = Heard()
    SCHEDULER.addHandler(listener)
    yield listener
    SCHEDULER.removeHandler(listener)


def test_a_run_that_takes_longer_than_its_interval_is_no_news(heard: Heard) -> None:
    """It skips runs meanwhile, as it was told to, and warns of each; only whatever else it warns of gets out."""
    skipped, done = threading.Event(), threading.Event()

    def overhear(record: logging.LogRecord) -> bool:
        if "skipped" in record.getMessage():
            skipped.set()
        return True

    wakeup = Wakeup(lambda: done.wait(PATIENCE), 0.02, after=lambda: None)
    SCHEDULER.filters.insert(0, overhear)
    try:
        wakeup.start()
        assert skipped.wait(PATIENCE)
        SCHEDULER.warning("the job store is gone")
    finally:
        SCHEDULER.removeFilter(overhear)
        done.set()
        wakeup.stop()
    assert heard.words == ["the job store is gone"]
