"""*I need cover* and *Swap*: asked of those who could, the first tap has it, and every screen says who is on call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.rota import Absence
from domain.site import Directory
from storage.database import Database
from tests.story.both import on_both_stores
from tests.story.reading import read, shown
from tests.story.shifting import HANDOFF, a_round, minutes_pass, on_call, told, turns_on
from tests.world import PEOPLE, World

SUNDAY, MONDAY = HANDOFF + timedelta(days=1), HANDOFF + timedelta(days=2)


@pytest.fixture
def store(url: str) -> Database:
    """A store that is empty."""
    return Database(url)


@pytest.fixture
def hotel(store: Database) -> Iterator[World]:
    """Dana, Petra and Rob take turns in tier 1."""
    with turns_on(store) as opened:
        yield opened


def petra_asks(hotel: World, note: str = "") -> None:
    """For her next shift, which begins in three hours."""
    hotel.petra.opens_home()
    hotel.petra.presses("I need cover", where="home", nth=0)
    if note:
        hotel.petra.fills("A note to those who are asked", note)
    hotel.petra.submits()


@on_both_stores
def test_the_first_tap_has_it_and_both_calendars_change(hotel: World) -> None:
    """Petra asks; Dana and Rob could. Until one of them taps Petra is on call, and reads it."""
    petra_asks(hotel, note="A birthday")
    assert "Petra needs cover: tier 1, Harbour Hotel" in shown(hotel.dana.card())
    assert "Until then Petra is on call." in shown(hotel.dana.card())
    assert "A birthday" in shown(hotel.rob.card())
    assert "You are on call until somebody takes it." in shown(hotel.petra.card())
    assert on_call(hotel, HANDOFF) == "petra"
    hotel.rob.presses("I'll take it")
    assert on_call(hotel, HANDOFF) == "rob"
    assert on_call(hotel, HANDOFF - timedelta(seconds=1)) == "dana"
    assert "You take tier 1" in shown(hotel.rob.card())
    assert told(hotel, "petra", "Rob covers tier 1") == 1
    assert "Rob took it. Thank you." in shown(hotel.dana.card())
    hotel.petra.opens_home()
    assert "Rob covers" in read(hotel.petra)


def test_the_channel_reads_who_covers_and_no_reason(hotel: World) -> None:
    """One line, without the note."""
    petra_asks(hotel, note="A birthday")
    hotel.rob.presses("I'll take it")
    channel = [shown(message) for message in hotel.mia.channel("C0DESK")]
    assert channel == ["Rob covers tier 1, Harbour Hotel, 14 Mar 16:00 to 15 Mar 16:00 for Petra."]


@on_both_stores
def test_a_later_tap_reads_who_has_it(hotel: World) -> None:
    """Dana's phone still shows the button: the tap says who took it, and nothing changes (invariant 7)."""
    petra_asks(hotel)
    stale = hotel.dana.card()
    hotel.rob.presses("I'll take it")
    hotel.dana.press_payload(stale, "I'll take it")
    assert "Rob took it. Thank you." in [shown(one) for one in hotel.dana.dm()]
    assert on_call(hotel, HANDOFF) == "rob"


def test_only_those_who_could_are_asked(hotel: World) -> None:
    """Rob is away on Saturday evening: Dana alone is asked."""
    away = Absence("a", HANDOFF + timedelta(hours=2), HANDOFF + timedelta(hours=4))
    people = {**PEOPLE, "rob": replace(PEOPLE["rob"], absences=(away,))}
    with hotel.store.work() as uow:
        uow.people.apply(Directory(0, (hotel.site,), tuple(people.values())))
        uow.commit()
    hotel.time_passes(seconds=2)
    petra_asks(hotel)
    assert told(hotel, "dana", "Petra needs cover") == 1
    assert told(hotel, "rob", "needs cover") == 0


def test_a_part_of_a_shift_is_covered_and_no_more(hotel: World) -> None:
    """From six to eight in the evening."""
    hotel.petra.opens_home()
    hotel.petra.presses("I need cover", where="home", nth=0)
    hotel.petra.picks("From", HANDOFF + timedelta(hours=2))
    hotel.petra.picks("Until", HANDOFF + timedelta(hours=4))
    hotel.petra.submits()
    hotel.dana.presses("I'll take it")
    hours = [on_call(hotel, HANDOFF + timedelta(hours=hour)) for hour in (1, 2, 3, 4)]
    assert hours == ["petra", "dana", "dana", "petra"]


def test_what_is_no_part_of_the_shift_is_refused_at_its_field(hotel: World) -> None:
    """An end before the begin, a begin before one's own shift, the same part twice; nothing typed is lost."""
    hotel.petra.opens_home()
    hotel.petra.presses("I need cover", where="home", nth=0)
    hotel.petra.picks("Until", HANDOFF - timedelta(hours=1))
    assert "This ends before it begins." in hotel.petra.submits().body
    hotel.petra.picks("Until", SUNDAY)
    hotel.petra.picks("From", HANDOFF - timedelta(hours=1))
    assert "You are not on call in all of this time." in hotel.petra.submits().body
    hotel.petra.picks("From", HANDOFF)
    assert not hotel.petra.submits().body
    hotel.petra.presses("I need cover", where="home", nth=0)
    assert "already" in hotel.petra.submits().body


def test_cannot_is_said_and_taken_back(hotel: World) -> None:
    """Dana can't, and then can after all; Petra hears nothing until somebody takes it."""
    petra_asks(hotel)
    hotel.dana.presses("I can't")
    assert "Thank you for saying so." in shown(hotel.dana.card())
    assert told(hotel, "petra", "Nobody who was asked") == 0
    hotel.dana.presses("I can after all")
    assert on_call(hotel, HANDOFF) == "dana"


def test_when_nobody_can_the_asker_hears_it(hotel: World) -> None:
    """Both can't: Petra is told, once, and is on call."""
    petra_asks(hotel)
    hotel.dana.presses("I can't")
    hotel.rob.presses("I can't")
    assert told(hotel, "petra", "Nobody who was asked can take tier 1") == 1
    assert on_call(hotel, HANDOFF) == "petra"


def test_a_manager_agrees_first_where_the_site_wants_it(store: Database) -> None:
    """Rob would take it, Ines agrees; until then Petra is on call and both read so."""
    with turns_on(store, cover_needs_approval=True) as hotel:
        petra_asks(hotel)
        hotel.rob.presses("I'll take it")
        assert on_call(hotel, HANDOFF) == "petra"
        assert "you are on call until then" in shown(hotel.petra.card())
        assert "Petra is on call until then." in shown(hotel.rob.card())
        assert "Rob would cover tier 1" in shown(hotel.ines.card())
        hotel.ines.presses("Approve")
        assert on_call(hotel, HANDOFF) == "rob"
        assert told(hotel, "rob", "You take tier 1") == 1
        assert "Ines agreed" in shown(hotel.omar.card())
        assert "You agreed" in shown(hotel.ines.card())


def test_a_manager_may_decline(store: Database) -> None:
    """Omar does not agree: Petra keeps it, and both are told."""
    with turns_on(store, cover_needs_approval=True) as hotel:
        petra_asks(hotel)
        hotel.rob.presses("I'll take it")
        hotel.omar.presses("Decline")
        assert on_call(hotel, HANDOFF) == "petra"
        assert told(hotel, "petra", "Omar did not agree that Rob takes") == 1
        assert told(hotel, "rob", "Omar did not agree that you take") == 1


def test_withdrawn_while_nobody_took_it(hotel: World) -> None:
    """Those who were asked read that it is not needed any more."""
    petra_asks(hotel)
    hotel.petra.presses("Withdraw", where="dm")
    assert "Not needed any more" in shown(hotel.rob.card())
    assert on_call(hotel, HANDOFF) == "petra"


def test_withdrawn_after_it_was_taken(hotel: World) -> None:
    """Petra can do it after all: she is on call again, Rob is told, and the channel says so."""
    petra_asks(hotel)
    hotel.rob.presses("I'll take it")
    hotel.petra.presses("Withdraw", where="dm")
    assert on_call(hotel, HANDOFF) == "petra"
    assert told(hotel, "rob", "Petra withdrew it") == 1
    assert "Petra is on call after all" in shown(hotel.mia.channel("C0DESK")[-1])


def test_untaken_when_it_begins_the_asker_is_told_that_they_are_on_call(hotel: World) -> None:
    """Once, and a late tap takes nothing."""
    petra_asks(hotel)
    question = hotel.rob.card()
    hotel.time_passes(hours=2, minutes=59)
    minutes_pass(hotel, 2)
    a_round(hotel)
    assert told(hotel, "petra", "You are still on call.") == 1
    hotel.rob.press_payload(question, "I'll take it")
    assert on_call(hotel) == "petra"


@on_both_stores
def test_two_swap_their_shifts(hotel: World) -> None:
    """Petra's Saturday for Rob's Sunday: asked of Rob alone, and both change when he agrees."""
    hotel.petra.opens_home()
    hotel.petra.presses("Swap", where="home", nth=0)
    hotel.petra.picks("shift", "Rob · Sun 15 March 16:00 - Mon 16 March 16:00")
    hotel.petra.submits()
    assert told(hotel, "dana", "swap") == 0
    hotel.petra.opens_home()
    both = "14 Mar 16:00 to 15 Mar 16:00{} 15 Mar 16:00 to 16 Mar 16:00"
    waits = f"You asked Rob to swap {both.format(' for')}. Nothing changes until Rob agrees."
    assert waits in shown(hotel.petra.home())
    assert "You are on call until Rob agrees." in shown(hotel.petra.card())
    assert "Petra asks to swap" in shown(hotel.rob.card())
    assert (on_call(hotel, HANDOFF), on_call(hotel, SUNDAY)) == ("petra", "rob")
    hotel.rob.presses("Swap", where="dm")
    assert (on_call(hotel, HANDOFF), on_call(hotel, SUNDAY), on_call(hotel, MONDAY)) == ("rob", "petra", "dana")
    assert told(hotel, "petra", "you take") == 1
    hotel.petra.opens_home()
    agreed = f"Rob covers {both.format(' for you; you cover')} for Rob."
    assert agreed in shown(hotel.petra.home())


def test_an_agreed_shift_that_changed_hands_since_is_not_withdrawn(hotel: World) -> None:
    """Rob took Petra's, and gave it to Dana: Petra's *Withdraw* would leave Dana with nothing, and is refused."""
    petra_asks(hotel)
    hotel.rob.presses("I'll take it")
    hotel.rob.opens_home()
    hotel.rob.presses("I need cover", where="home", nth=0)
    hotel.rob.picks("Until", SUNDAY)
    hotel.rob.submits()
    hotel.dana.presses("I'll take it")
    hotel.petra.presses("Withdraw", where="dm")
    assert on_call(hotel, HANDOFF) == "dana"
    assert "Rob is not on call in all of that time any more" in read(hotel.petra)
