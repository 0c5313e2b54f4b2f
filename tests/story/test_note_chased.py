"""A missing note is asked for: when it is due, once more, then from the tier above, never twice (b.4, "Note due")."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from domain.policy import Group
from domain.rota import ALWAYS, Layer, Revision, Rota, Turn, Unit
from storage.database import Database
from tests.story.noting import hours_pass, resolved, taps
from tests.story.reading import buzzes, shown, was_shown
from tests.world import World, harbour, world_on


def reminders(world: World, name: str) -> int:
    """How many messages have reminded this person of a note."""
    return sum("note is due" in words for words in buzzes(world.person(name)))


def test_the_writer_is_asked_when_it_is_due_once_more_and_then_the_tier_above(anywhere: World) -> None:
    """UPSET at noon: due after eight hours; again after twelve more, in the morning; after twenty-four, tier 2."""
    world = anywhere
    resolved(world, "upset")
    world.dana.closes()
    hours_pass(world, 7)
    assert reminders(world, "dana") == 0
    hours_pass(world, 2)
    assert reminders(world, "dana") == 1
    assert "A few taps are enough." in shown(world.dana.card())
    hours_pass(world, 10)
    assert reminders(world, "dana") == 1
    hours_pass(world, 2)
    assert (reminders(world, "dana"), reminders(world, "omar")) == (2, 0)
    hours_pass(world, 12)
    assert (reminders(world, "dana"), reminders(world, "omar")) == (2, 1)
    assert "Dana has not written it." in shown(world.omar.card())
    hours_pass(world, 72, every=2)
    assert [reminders(world, name) for name in ("dana", "omar", "lea", "mia")] == [2, 1, 0, 0]


def test_a_finished_note_ends_the_chase_and_what_stands_there_says_so(world: World) -> None:
    """The reminder turns into a line without a button, and nobody is asked again."""
    resolved(world, "upset")
    world.dana.closes()
    hours_pass(world, 9)
    world.dana.presses("Write the note")
    taps(world)
    world.dana.submits()
    world.settle()
    assert "the note is written" in shown(world.dana.card())
    assert world.dana.card().labels() == []
    hours_pass(world, 48, every=2)
    assert (reminders(world, "dana"), reminders(world, "omar")) == (1, 0)


def test_the_tier_above_writes_it_from_the_message(world: World) -> None:
    """Omar taps *Write the note*, and Dana's reminder is settled as well."""
    resolved(world, "upset")
    world.dana.closes()
    hours_pass(world, 33, every=1)
    world.omar.presses("Write the note")
    for field, choice in (("ended", "Solved"), ("trigger", ["Unknown"]), ("helped", ["Waiting"])):
        world.omar.picks(field, choice)
    world.omar.submits()
    world.settle()
    assert "Write the note" not in world.dana.buttons()


def test_a_shift_that_ends_earlier_is_when_an_upset_note_is_asked_for() -> None:
    """b.4: UPSET at the end of the shift. Dana's ends at four in the afternoon, three hours after the end."""
    days = Layer("days", "Days", ("dana", "petra"), Turn(Unit.DAYS), time(16), date(2026, 3, 13))
    site = harbour(
        groups={**harbour().groups, Group.TIER_1: ("dana", "petra"), Group.HELPERS: ()},
        rotas={Group.TIER_1: Rota((Revision(ALWAYS, (days,)),))},
    )
    with world_on(Database("sqlite://"), site) as world:
        resolved(world, "upset")
        world.dana.closes()
        hours_pass(world, 2)
        assert reminders(world, "dana") == 0
        hours_pass(world, 2)
        assert reminders(world, "dana") == 1


def test_what_nobody_has_written_for_weeks_is_let_be(world: World) -> None:
    """A first start, or a long silence, does not bring down old ones on everybody."""
    resolved(world, "upset")
    world.dana.closes()
    world.down_for(days=20)
    hours_pass(world, 48, every=2)
    assert [reminders(world, name) for name in ("dana", "omar")] == [0, 0]


def test_of_reminders_that_were_missed_only_the_last_one_comes(world: World) -> None:
    """After a day without the bot nobody gets three messages at once."""
    resolved(world, "upset")
    world.dana.closes()
    world.down_for(hours=22)
    hours_pass(world, 1)
    assert reminders(world, "dana") == 1


@pytest.mark.parametrize(("place", "said"), [("front desk", "Thank you for calling."), ("kiosk", "thank you")])
def test_an_hour_after_the_end_whoever_called_is_thanked_once(world: World, place: str, said: str) -> None:
    """d.6: +1 h thanks; from a silent place in neutral words; and only once."""
    resolved(world, "upset", place)
    world.dana.closes()
    before = len(world.mia.dm())
    hours_pass(world, 3)
    (thanks,) = [message for message in world.mia.dm()[before:] if said in shown(message)]
    assert "UPSET" not in shown(thanks)
    assert ("Thank you for calling." in shown(thanks)) is (place == "front desk")


def test_what_was_called_off_is_neither_thanked_for_nor_chased(world: World) -> None:
    """Its card says thanks already (c.7), and it has no note."""
    world.mia.types("/escalate upset front desk", channel="C0DESK")
    world.time_passes(seconds=30)
    world.mia.presses("Pressed by mistake")
    before = len(world.mia.dm())
    hours_pass(world, 48, every=2)
    assert len(world.mia.dm()) == before
    assert "note is due" not in was_shown(world, world.dana)


def test_about_a_colleague_nobody_of_tier_1_is_asked() -> None:
    """Rule 12: Omar ended it; his reminder reaches nobody who must not know of it."""
    with world_on(Database("sqlite://"), start=datetime(2026, 3, 14, 12, tzinfo=UTC)) as world:
        world.mia.types("/escalate manager", channel="C0DESK")
        world.omar.presses("I have it")
        world.omar.presses("I'm with them")
        world.omar.presses("I saw them safe")
        world.omar.presses("Resolve")
        world.omar.closes()
        hours_pass(world, 60, every=1)
        assert reminders(world, "omar") == 2
        assert reminders(world, "lea") == 1
        assert reminders(world, "dana") == 0
