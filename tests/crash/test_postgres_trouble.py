"""PostgreSQL that crashes, and a replica that is cut off from it (reliability.md, "Storage and replicas")."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.crash.evidence import Told
from tests.crash.stage import Stage
from tests.crash.together import story
from tests.storage.proxy import Proxy

CRASHES = 4
CUT_FOR = 12.0


@story("crashing-postgres", houses=4)
def test_a_database_that_crashes_every_two_seconds_loses_nothing(stage: Stage) -> None:
    """F67: an immediate stop and a start every two seconds, while people call: nothing that was answered is lost."""
    stage.running()
    with _crashes(stage) as crashed:
        house = 0
        while crashed.is_set() is False:
            house += 1
            stage.raises_one(at=house % 4, level="threatening")
            time.sleep(0.2)
    stage.calls()
    assert sum(call.told == Told.SUCCESS for call in stage.raises) >= 2
    stage.ends_well(60)


@contextmanager
def _crashes(stage: Stage) -> Iterator[threading.Event]:
    """The server crashes again and again; the event is set when it does so no more."""
    over = threading.Event()

    def crash() -> None:
        for _ in range(CRASHES):
            time.sleep(2)
            stage.theatre.cluster(stage.store).crash_and_restart()
        over.set()

    crasher = threading.Thread(target=crash, daemon=True)
    crasher.start()
    yield over
    crasher.join(60)


@story("postgres")
def test_a_replica_cut_from_the_database_starts_no_call_after_its_lease(stage: Stage) -> None:
    """F71: cut from PostgreSQL and not from Slack, it says NOT RECORDED in two seconds and lets its leases lapse."""
    proxy = Proxy(stage.url)
    bot = stage.bot(proxy.url)
    bot.start()
    bot.ready()
    stage.slack.bot_url = bot.url
    try:
        stage.calls()
        proxy.silence()
        proxy.cut()
        time.sleep(0.5)
        before = len(stage.slack.accepted_posts())
        began = time.monotonic()
        assert stage.raises_one().told == Told.NOT_RECORDED
        assert time.monotonic() - began < 2.5
        time.sleep(CUT_FOR)
        # What was claimed before the cut may still have gone out; nothing is claimed that cannot be written down.
        assert len(stage.slack.accepted_posts()) <= before + 4
        proxy.heal()
        stage.calls()
        stage.ends_well(60)
    finally:
        proxy.close()
        bot.kill()
