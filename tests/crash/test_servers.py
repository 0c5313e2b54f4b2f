"""Servers that stop, start, stand still, stand by and come in threes (reliability.md, "Timers", "Storage")."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from tests.crash.bots import Bot, wait_for
from tests.crash.evidence import Raised
from tests.crash.stage import Stage, new_words
from tests.crash.together import story


def _paging(stage: Stage) -> str:
    found = stage.calls()
    wait_for(lambda: len(stage.accepted(found.id)) >= 2, 10, "its first pages")
    return found.id


@story()
def test_what_fell_due_while_nobody_served_begins_within_ten_seconds(stage: Stage) -> None:
    """F37: down across three rounds; after the start Dana gets one page for all of them, and soon."""
    bot = stage.running()
    escalation = _paging(stage)
    bot.terminate()
    before = len(_dana(stage, escalation))
    time.sleep(6)
    began = time.monotonic()
    bot.start()
    wait_for(lambda: len(_dana(stage, escalation)) > before, 10, "the overdue page")
    assert time.monotonic() - began < 10
    assert len(_dana(stage, escalation)) == before + 1
    stage.ends_well()


@story()
def test_a_machine_that_slept_makes_up_for_no_missed_round(stage: Stage) -> None:
    """F43: every process stood still for twelve seconds; one page to each person, not one for each missed round."""
    bot = stage.running()
    escalation = _paging(stage)
    bot.pause()
    time.sleep(12)
    before = len(_dana(stage, escalation))
    bot.resume()
    woke = time.monotonic()
    wait_for(lambda: len(_dana(stage, escalation)) > before, 10, "the overdue page")
    time.sleep(max(0.0, 1.5 - (time.monotonic() - woke)))
    # One that was on its way when the machine fell asleep may arrive beside it.
    assert len(_dana(stage, escalation)) <= before + 2
    found = _ended(stage)
    assert found == {}


def _ended(stage: Stage) -> dict[str, list[str]]:
    """What is wrong in the end, calls apart that left between the look at the clock and the wire (weak point W2)."""
    stage.answers_all()
    stage.settles()
    return {kind: said for kind, said in stage.findings().wrong.items() if said and kind != "late call"}


def _dana(stage: Stage, escalation: str) -> list[str]:
    ids = {page.id for page in stage.pages(escalation) if page.person_id == "dana0"}
    return [str(call.page_id) for call in stage.slack.accepted_posts() if call.page_id in ids]


@story("postgres", houses=9)
def test_three_processes_do_each_thing_once(stage: Stage) -> None:
    """F38: many escalations fall due at once before three engines; each round is one page for each person."""
    bots = [stage.running() for _ in range(3)]
    with ThreadPoolExecutor(6) as callers:
        stage.raises += callers.map(lambda house: _raised_at(stage, bots[house % 3], house), range(9))
    assert len(stage.open()) >= 5
    wait_for(lambda: all(e.round >= 3 for e in stage.open()), 30, "three rounds everywhere")
    found = stage.ends_well(60)
    assert (found.doubles, found.unknowns) == (0, 0)


def _raised_at(stage: Stage, bot: Bot, house: int) -> Raised:
    stage.slack.bot_url = bot.url
    return stage.types(new_words(), at=house)


@story("sqlite")
def test_a_second_server_on_one_file_stands_by_and_takes_over(stage: Stage) -> None:
    """F65: it says so and answers nobody; when the first one dies it serves, and paging goes on."""
    first = stage.running()
    second = stage.bot()
    second.start()
    wait_for(lambda: "Standing by" in second.last_words(), 10, "the words of the second one")
    assert second.answers() == 0
    escalation = _paging(stage)
    first.kill()
    second.ready()
    stage.slack.bot_url = second.url
    before = len(_dana(stage, escalation))
    wait_for(lambda: len(_dana(stage, escalation)) > before, 15, "the next round")
    stage.ends_well()


@story()
def test_sigterm_finishes_what_is_in_hand(stage: Stage) -> None:
    """Calls for help all the time, then SIGTERM: nothing is half done, nothing doubled, nothing lost."""
    bot = stage.running()
    with _calls_meanwhile(stage):
        wait_for(lambda: len(stage.open()) >= 5, 10, "some calls for help")
        code = bot.terminate()
    assert code == 0
    with stage.rows.read() as unit:
        left = [m.state for e in stage.open() for m in unit.messages.of_escalation(e.id)]
    assert "sending" not in left
    bot.start()
    bot.ready()
    found = stage.ends_well(60)
    assert (found.doubles, found.unknowns) == (0, 0)


@contextmanager
def _calls_meanwhile(stage: Stage) -> Iterator[None]:
    done = threading.Event()

    def call() -> None:
        while not done.is_set():
            stage.raises_one(level="upset")

    caller = threading.Thread(target=call, daemon=True)
    caller.start()
    try:
        yield
    finally:
        done.set()
        caller.join(10)
