"""Around the start of a shift: a reminder, a tap an hour before, *I'm on*, and the next where nobody taps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from threading import Event
from time import monotonic

import pytest

from storage.database import Database
from tests.story.both import on_both_stores
from tests.story.reading import buzzes, read, shown
from tests.story.shifting import HANDOFF, a_round, another_bot, minutes_pass, on_call, told, turns_on
from tests.world import World

HOUR = timedelta(hours=1)


@pytest.fixture
def hotel(url: str) -> Iterator[World]:
    """Dana is on call until four in the afternoon, then Petra, then Rob."""
    with turns_on(Database(url)) as opened:
        yield opened


def until(hotel: World, minutes: int) -> None:
    """To so many minutes after the handoff, with the rounds of the last minute."""
    target = HANDOFF + timedelta(minutes=minutes)
    hotel.time_passes(seconds=(target - hotel.clock.now()).total_seconds())
    a_round(hotel)


def test_confirmed_an_hour_before_and_not_asked_again(hotel: World) -> None:
    """Petra taps *I'll be there*: at the start she reads that she is on call, without a question; nobody else hears."""
    until(hotel, -60)
    assert "Your shift starts at 16:00: tier 1, Harbour Hotel" in shown(hotel.petra.card())
    hotel.petra.presses("I'll be there")
    assert "Thank you." in shown(hotel.petra.card())
    until(hotel, 0)
    assert "You are on call: tier 1, Harbour Hotel" in shown(hotel.petra.card())
    assert "I'm on" not in hotel.petra.card().labels()
    until(hotel, 40)
    assert told(hotel, "rob", "you are next") == 0
    assert told(hotel, "rob", "Are you on?") == 0


@on_both_stores
def test_taken_on_at_the_start(hotel: World) -> None:
    """The tap of the hour before was missed: the next of the line is warned, and reads who has it when she taps."""
    until(hotel, -60)
    until(hotel, 0)
    assert told(hotel, "rob", "Petra has not confirmed tier 1, Harbour Hotel") == 1
    assert told(hotel, "petra", "You are on call: tier 1, Harbour Hotel, until") == 1
    hotel.petra.presses("I'm on")
    assert "Taken on." in shown(hotel.petra.card())
    assert "Petra has taken tier 1, Harbour Hotel on." in shown(hotel.rob.card())
    until(hotel, 20)
    assert told(hotel, "rob", "Are you on?") == 0
    assert told(hotel, "ines", "Nobody has tapped") == 0


@on_both_stores
def test_not_taken_on_goes_to_the_next_who_holds_the_rest(hotel: World) -> None:
    """Petra does not tap: after 15 minutes Rob is asked and the admin hears; Petra is paged until Rob has tapped."""
    until(hotel, -60)
    until(hotel, 0)
    until(hotel, 14)
    assert told(hotel, "rob", "Are you on?") == 0
    until(hotel, 15)
    assert told(hotel, "rob", "Petra has not taken tier 1 on. Are you on?") == 1
    assert told(hotel, "ines", "Nobody has tapped I'm on for tier 1") == 1
    assert on_call(hotel) == "petra"
    hotel.mia.types("/escalate abusive front desk", channel="C0DESK")
    assert len(hotel.pages("petra")) == 1
    hotel.time_passes(minutes=1)
    hotel.rob.presses("I'm on", where="dm")
    assert on_call(hotel) == "rob"
    assert on_call(hotel, HANDOFF + 23 * HOUR) == "rob"
    assert "Rob has taken tier 1" in read(hotel.ines)
    assert "Rob has taken tier 1" in read(hotel.petra)


def test_whoever_takes_the_rest_on_is_asked_nothing_more(hotel: World) -> None:
    """Rob has tapped: no question about the shift that begins with his tap, and Petra's late tap changes nothing."""
    until(hotel, -60)
    until(hotel, 0)
    until(hotel, 15)
    question = next(one for one in hotel.petra.dm() if "I'm on" in one.labels())
    hotel.time_passes(minutes=2)
    hotel.rob.presses("I'm on", where="dm")
    before = len(buzzes(hotel.rob))
    minutes_pass(hotel, 30)
    assert len(buzzes(hotel.rob)) == before
    hotel.petra.press_payload(question, "I'm on")
    assert "Rob has taken it on. You can rest." in [shown(one) for one in hotel.petra.dm()]
    assert on_call(hotel) == "rob"


def test_the_next_but_one_is_asked_after_another_quarter_of_an_hour(hotel: World) -> None:
    """Nobody taps: Petra, Rob, Dana, each once; then nobody is left, and Petra stays on call."""
    until(hotel, -60)
    until(hotel, 0)
    minutes_pass(hotel, 50)
    assert told(hotel, "petra", "You are on call") == 1
    assert told(hotel, "rob", "Are you on?") == told(hotel, "dana", "Are you on?") == 1
    assert told(hotel, "ines", "Nobody has tapped") == 1
    assert on_call(hotel) == "petra"


@on_both_stores
def test_nothing_is_told_twice_by_two_replicas_or_after_a_restart(hotel: World) -> None:
    """A second process with a memory of its own does the same rounds."""
    other = another_bot(hotel)
    for minute in (-60, 0, 15, 16):
        until(hotel, minute)
        a_round(hotel, other)
    assert told(hotel, "petra", "Your shift starts") == told(hotel, "petra", "You are on call") == 1
    assert told(hotel, "rob", "Are you on?") == 1
    assert told(hotel, "ines", "Nobody has tapped") == 1


def test_a_reminder_at_a_time_of_ones_own_choosing(hotel: World) -> None:
    """Twelve hours before unless chosen otherwise: Rob wants three, Petra none."""
    hotel.rob.opens_home()
    assert "Reminder before a shift: 12 h before" in read(hotel.rob)
    hotel.rob.presses("3 h before", where="home")
    hotel.dana.opens_home()
    hotel.dana.presses("off", where="home")
    start = HANDOFF + 24 * HOUR
    hotel.time_passes(seconds=(start - 3 * HOUR - timedelta(minutes=2) - hotel.clock.now()).total_seconds())
    minutes_pass(hotel, 1)
    assert told(hotel, "rob", "Your next shift") == 0
    minutes_pass(hotel, 3)
    assert told(hotel, "rob", "Your next shift: tier 1, Harbour Hotel, 15 Mar 16:00 to 16 Mar 16:00.") == 1
    hotel.time_passes(seconds=(start + 13 * HOUR - hotel.clock.now()).total_seconds())
    a_round(hotel)
    assert told(hotel, "dana", "Your next shift") == 0


def test_a_reminder_of_the_usual_time(hotel: World) -> None:
    """Nobody has chosen anything: twelve hours before, once."""
    hotel.time_passes(seconds=(HANDOFF + 12 * HOUR - hotel.clock.now()).total_seconds())
    minutes_pass(hotel, 3)
    assert told(hotel, "rob", "Your next shift") == 1


def test_a_list_without_turns_is_asked_nothing(hotel: World) -> None:
    """Omar is tier 2 alone, always: no shift of his begins."""
    until(hotel, -60)
    until(hotel, 0)
    minutes_pass(hotel, 20)
    assert buzzes(hotel.omar) == []


def test_the_bot_makes_these_rounds_by_itself(hotel: World) -> None:
    """Its heartbeat does, from its start on: nobody else has to."""
    hotel.time_passes(seconds=(HANDOFF - HOUR - hotel.clock.now()).total_seconds())
    hotel.app.heartbeat.start()
    deadline, pause = monotonic() + 20, Event()
    while not told(hotel, "petra", "Your shift starts") and monotonic() < deadline:
        pause.wait(0.05)
    assert hotel.app.heartbeat.stop()
    assert told(hotel, "petra", "Your shift starts") == 1
