"""screens.md rules 3 and 4: the raiser's card is one, is the last message, and sounds only where that is safe."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.story.reading import buzzes, shown, with_buttons
from tests.world import World

NEUTRAL = re.compile(r"^(Done\? |OK\? )?[2-9A-Z]{3} · \d\d:\d\d$")
LIVE = ("abusive", "threatening", "violent")


def whole_life(world: World, level: str) -> None:
    """Silence, an answer that goes stale, a check, help, the end."""
    world.mia.types(f"/escalate {level}", channel="C0DESK")
    world.until(1)
    world.dana.presses("I have it")
    world.until(6)


@pytest.mark.parametrize("level", LIVE)
def test_exactly_one_card_has_buttons_and_it_is_the_last_message(world: World, level: str) -> None:
    """Rule 4, at every moment of an escalation's life; the others are stubs that point down."""
    world.mia.types(f"/escalate {level}", channel="C0DESK")
    for seconds in range(0, 360, 45):
        world.until(0, seconds)
        if seconds == 90:
            world.dana.presses("I have it")
        assert with_buttons(world.mia) == [world.mia.dm()[-1]]
    for stub in world.mia.dm()[:-1]:
        assert shown(stub).endswith("see the newest card below")


@pytest.mark.parametrize("level", LIVE)
def test_no_preview_gives_the_raiser_away(world: World, level: str) -> None:
    """Rule 3: a phone on the counter shows a reference and a time, whatever happens."""
    whole_life(world, level)
    world.dana.presses("I'm with them")
    for preview in buzzes(world.mia):
        assert NEUTRAL.match(preview), preview
    for message in world.mia.dm():
        assert NEUTRAL.match(message.text) or message.text.endswith("see the newest card below")


def test_abuse_makes_a_sound_for_news_that_must_be_noticed(world: World) -> None:
    """ABUSIVE: nobody has answered (2:00), the first answer, a lost one, a check are posted; minutes are edited in."""
    world.mia.types("/escalate abusive", channel="C0DESK")
    world.until(2)
    assert len(buzzes(world.mia)) == 2
    world.until(2, 30)
    world.dana.presses("I have it")
    assert len(buzzes(world.mia)) == 3
    world.dana.presses("2 min")
    assert len(buzzes(world.mia)) == 3
    world.until(5)
    assert buzzes(world.mia)[-1].startswith("Done?")
    world.mia.presses("Safe now")
    heard = len(buzzes(world.mia))
    world.until(7, 30)
    assert "AnswerWentStale" in world.timeline(world.the().reference)
    assert len(buzzes(world.mia)) > heard


def test_a_threat_makes_a_sound_for_checks_alone(world: World) -> None:
    """THREATENING: told at 1:00 and answered at 1:10 without a sound; "Done?" at 2:00 is a new message."""
    world.mia.types("/escalate threatening", channel="C0DESK")
    world.until(1, 10)
    assert "Nobody has answered yet." in shown(world.mia.card())
    world.dana.presses("I have it")
    assert len(buzzes(world.mia)) == 1
    world.until(2)
    assert len(buzzes(world.mia)) == 2
    assert buzzes(world.mia)[-1].startswith("Done?")


def test_violence_is_silent_for_somebody_who_hides(world: World) -> None:
    """VIOLENT: one message, only edited; the responders are told "no answer from staff" in her stead."""
    world.mia.types("/escalate violent", channel="C0DESK")
    world.until(0, 30)
    world.dana.presses("I have it")
    world.until(2)
    assert len(buzzes(world.mia)) == 1
    assert "No answer from staff." in "\n".join(buzzes(world.dana))


def test_the_card_says_as_of_when(world: World) -> None:
    """Rule 4: status edits it, with the second as of which it holds."""
    world.mia.types("/escalate threatening", channel="C0DESK")
    world.time_passes(seconds=47)
    world.omar.presses("I have it")
    local = world.clock.now() + timedelta(hours=1)
    assert f"as of {local:%H:%M:%S}" in shown(world.mia.card())


def test_undo_is_there_for_ten_seconds(world: World) -> None:
    """*Undo* recalls an UPSET or ABUSIVE tap, is gone after ten seconds, and never stands on a safety case."""
    world.mia.types("/escalate abusive", channel="C0DESK")
    old = world.mia.card()
    world.time_passes(seconds=9)
    assert "Undo" in world.mia.card().labels()
    world.time_passes(seconds=2)
    assert "Undo" not in world.mia.card().labels()
    world.mia.press_payload(old, "Undo")
    assert len(world.escalations()) == 1
    world.jon.types("/escalate upset", channel="C0DESK")
    world.jon.presses("Undo")
    assert [e.raiser_id for e in world.escalations()] == ["mia"]
    assert "Better once too often." in shown(world.jon.card())
    world.ines.types("/escalate threatening", channel="C0DESK")
    assert "Undo" not in world.ines.card().labels()
