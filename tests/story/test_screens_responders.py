"""Who takes it from whom: pass on, hand on, take over, can help, and a responder who is with somebody already."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.policy import Group
from storage.database import Database
from tests.story.reading import buzzes, read, shown
from tests.world import World, harbour, world_on


@pytest.fixture
def roomy() -> Iterator[World]:
    """Two people in tier 1: Dana first, then Jon."""
    tiers = {Group.TIER_1: ("dana", "jon"), Group.TIER_2: ("omar",), Group.TIER_3: ("lea",)}
    with world_on(Database("sqlite://"), harbour(groups=tiers, staff=("mia", "rob", "ines"))) as world:
        yield world


def test_pass_on_goes_down_the_list_then_up_a_tier(roomy: World) -> None:
    """At once, no reason asked; and whoever passed on can still take it after all."""
    roomy.mia.types("/escalate abusive front desk", channel="C0DESK")
    roomy.dana.presses("Can't, pass on")
    assert len(roomy.pages("jon")) == 1
    assert "Thanks for saying so." in shown(roomy.dana.card())
    roomy.jon.presses("Can't, pass on")
    assert len(roomy.pages("omar")) == 1
    roomy.dana.presses("I have it after all")
    assert roomy.the().owner_id == "dana"


def test_hand_on_asks_and_the_giver_stays_until_the_other_answers(world: World) -> None:
    """The other gets a message with the question; only their tap moves it, and both read who has it."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    world.dana.presses("I have it")
    world.dana.presses("Hand on")
    world.dana.picks("person", "Omar")
    world.dana.submits()
    assert world.the().owner_id == "dana"
    assert "Dana asks you to take this" in read(world.omar)
    world.omar.presses("I have it")
    assert world.the().owner_id == "omar"
    assert "Omar has it now" in buzzes(world.dana)[-1]
    assert "Omar has it" in shown(world.mia.card())
    world.omar.presses("2 min")
    assert "Omar says 13:02." in shown(world.mia.card())


def test_a_higher_tier_takes_over_announced(world: World) -> None:
    """Lea, tier 3, takes it from Dana; everybody who was called reads so."""
    world.mia.types("/escalate threatening front desk", channel="C0DESK")
    world.until(1, 30)
    world.dana.presses("I have it")
    world.lea.presses("Take over")
    assert world.the().owner_id == "lea"
    assert "Lea has it now" in buzzes(world.dana)[-1]


def test_the_raiser_cannot_answer_her_own_call(world: World) -> None:
    """Rights: acknowledge, on the way, with them are not the raiser's; refused with a sentence, written down."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    world.mia.presses("I can help", where="C0DESK")
    assert world.the().answers == ()
    assert "You raised this one, so somebody else has to take it." in read(world.mia)
    assert "Denied" in world.timeline(world.the().reference)


def test_a_colleague_of_the_site_can_help_from_the_channel(world: World) -> None:
    """*I can help*: the rights are checked; the raiser reads who it is."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    world.jon.presses("I can help", where="C0DESK")
    assert "Jon has it" in shown(world.mia.card())


def test_who_answers_on_app_home_gets_the_next_taps(world: World) -> None:
    """Lea, tier 3, was not paged: *I have it* on her Home tab brings a message with all that she can tap from there."""
    world.lea.opens_home()
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    world.time_passes(seconds=1)
    world.lea.presses("I have it", where="home")
    assert world.lea.card().text == "ABUSIVE · Front desk, Harbour Hotel · you have it"
    world.lea.presses("I'm with them", where="dm")
    assert "Lea is with you" in shown(world.mia.card())


def test_an_outsider_who_presses_can_help_is_refused(world: World) -> None:
    """Sven works elsewhere: a private reply, an entry, and paging goes on."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    world.sven.presses("I can help", where="C0DESK")
    assert world.the().answers == ()
    assert "You can't do this here." in read(world.sven)
    assert "You can't do this here." not in read(world.jon)
    world.until(1)
    assert len(world.pages("dana")) == 2


def test_a_busy_responder_is_told_and_is_never_the_only_hope(world: World) -> None:
    """b.4: paged with "you are with somebody in 4F2", and the next tier joins at once."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    world.dana.presses("I have it")
    world.dana.presses("I'm with them")
    first = world.the().reference
    world.time_passes(seconds=30)
    world.jon.types("/escalate abusive bar", channel="C0DESK")
    assert f"You are with somebody in {first}. Others are paged as well." in shown(world.dana.card())
    assert len(world.pages("omar")) == 1


def test_an_answer_and_then_nothing_is_paged_again_one_tier_up(world: World) -> None:
    """F59: stale after five minutes of ABUSIVE; the responder is told, may come back, and no minute is lost."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    world.dana.presses("I have it")
    world.until(4, 59)
    assert len(world.pages("dana")) == 1
    world.until(5)
    assert len(world.pages("dana")) == 2
    assert len(world.pages("omar")) == 1
    assert "nobody is with them yet. Paging began again." in shown(world.dana.card())
    assert "Paging Dana and Omar" in shown(world.mia.card())
    world.dana.presses("I have it")
    world.dana.presses("2 min")
    assert "Dana says 13:07." in shown(world.mia.card())


def test_the_time_somebody_gave_is_respected(world: World) -> None:
    """F59, edges: with *10 min* the answer goes stale a minute after the ten, and not before."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    world.dana.presses("I have it")
    world.dana.presses("10 min")
    for minute in (5, 10):
        world.until(minute)
        world.mia.presses("Safe now")
    world.until(10, 59)
    assert len(world.pages("dana")) == 1
    world.until(11)
    assert len(world.pages("dana")) == 2
