"""*Hand over*: accepted by name; until then the outgoing manager is on call, past the handoff too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from storage.database import Database
from tests.story.both import on_both_stores
from tests.story.reading import read, shown
from tests.story.shifting import HANDOFF, a_round, minutes_pass, on_call, told, turns_on
from tests.world import World

HOUR = timedelta(hours=1)


@pytest.fixture
def hotel(url: str) -> Iterator[World]:
    """Dana is on call until four in the afternoon, then Petra, then Rob."""
    with turns_on(Database(url)) as opened:
        yield opened


def dana_hands_over(hotel: World, to: str = "Petra") -> None:
    """To the next holder, with a word."""
    hotel.dana.opens_home()
    hotel.dana.presses("Hand over", where="home")
    hotel.dana.picks("Who takes over?", to)
    hotel.dana.fills("What should they know?", "Room 12 called twice")
    hotel.dana.submits()


@on_both_stores
def test_accepted_late_the_outgoing_manager_stays_on_call_past_the_handoff(hotel: World) -> None:
    """Petra accepts twenty minutes after four: until then Dana is on call and is paged, and both read it."""
    hotel.time_passes(seconds=(HANDOFF - timedelta(minutes=10) - hotel.clock.now()).total_seconds())
    hotel.mia.types("/escalate upset front desk", channel="C0DESK")
    dana_hands_over(hotel)
    asked = shown(hotel.petra.card())
    assert "Dana stays on call until you accept." in asked
    assert "Room 12 called twice" in asked
    assert "UPSET" in asked
    assert "Front desk" in asked
    assert "You stay on call until Petra accepts, also past 16:00." in shown(hotel.dana.card())
    hotel.time_passes(seconds=(HANDOFF + timedelta(minutes=20) - hotel.clock.now()).total_seconds())
    a_round(hotel)
    assert on_call(hotel) == "dana"
    paged = len(hotel.pages("dana"))
    hotel.jon.types("/escalate abusive bar", channel="C0DESK")
    assert len(hotel.pages("dana")) == paged + 1
    assert not any("Bar" in str(page.args) for page in hotel.pages("petra"))
    hotel.petra.presses("I accept", where="dm")
    assert on_call(hotel) == "petra"
    assert "Petra accepted tier 1, Harbour Hotel at 16:20. You are free." in read(hotel.dana)
    assert on_call(hotel, HANDOFF + 23 * HOUR) == "petra"
    assert on_call(hotel, HANDOFF + 25 * HOUR) == "rob"


def test_accepted_early_the_new_one_is_on_call_at_once(hotel: World) -> None:
    """At one o'clock: Petra from now on, and no question at four about a shift that she is in already."""
    dana_hands_over(hotel)
    assert on_call(hotel) == "dana"
    hotel.dana.opens_home()
    assert "On call until Petra accepts" in read(hotel.dana)
    hotel.petra.presses("I accept", where="dm")
    assert on_call(hotel) == on_call(hotel, HANDOFF) == "petra"
    hotel.time_passes(seconds=(HANDOFF - hotel.clock.now()).total_seconds())
    minutes_pass(hotel, 20)
    assert told(hotel, "petra", "Your shift starts") == 0
    assert told(hotel, "rob", "Are you on?") == 0


def test_handed_to_another_than_the_next(hotel: World) -> None:
    """Rob accepts before four: he is on call until four, and then Petra as planned."""
    dana_hands_over(hotel, to="Rob")
    hotel.rob.presses("I accept", where="dm")
    assert on_call(hotel) == "rob"
    assert on_call(hotel, HANDOFF) == "petra"


def test_taken_back(hotel: World) -> None:
    """The rota holds as before, and the other reads that it is over."""
    dana_hands_over(hotel)
    question = hotel.petra.card()
    hotel.dana.presses("Take it back", where="dm")
    assert on_call(hotel, HANDOFF) == "petra"
    assert "This hand-over is over" in shown(hotel.petra.card())
    hotel.petra.press_payload(question, "I accept")
    assert on_call(hotel) == "dana"


def test_never_accepted_the_rota_holds_again_after_a_while(hotel: World) -> None:
    """Nobody accepts for twelve hours: Dana is told, once, and Petra is on call."""
    dana_hands_over(hotel)
    hotel.time_passes(seconds=(HANDOFF + 12 * HOUR - hotel.clock.now()).total_seconds())
    minutes_pass(hotel, 2)
    assert on_call(hotel) == "petra"
    assert told(hotel, "dana", "This hand-over is over") == 1


@on_both_stores
def test_a_newer_hand_over_takes_the_place_of_an_older_one(hotel: World) -> None:
    """First Petra, then Rob: Petra's question is over, Rob's counts."""
    dana_hands_over(hotel)
    dana_hands_over(hotel, to="Rob")
    assert "This hand-over is over" in shown(hotel.petra.card())
    hotel.rob.presses("I accept", where="dm")
    assert on_call(hotel) == "rob"
    assert on_call(hotel, HANDOFF) == "petra"
