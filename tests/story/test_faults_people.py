"""Fault rows about people: who left, nobody on call, two answers at once, and screens that lag behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.slack.messenger import DEADLINE
from domain.edits import Refused
from domain.errors import AlreadyEnded, AlreadyTaken
from domain.escalation import inputs as i
from domain.policy import STANDARD, Group
from domain.site import Directory
from handlers.act import act
from handlers.apply import apply_directory
from handlers.reach import check_accounts
from storage.database import Database
from tests.story.reading import buzzes, paged_at, shown
from tests.world import PEOPLE, World, harbour, world_on


def test_f27_a_leaver_is_found_before_the_page(anywhere: World) -> None:
    """F27: Slack would still say ok. The roster check sees it, and the next tier is paged in the first second."""
    anywhere.slack.deactivate("U0DANA")
    lost = check_accounts(anywhere.app.ports, anywhere.app.messenger, anywhere.clock.now())
    assert lost == ["dana"]
    anywhere.settle()
    anywhere.mia.types("/escalate abusive front desk", channel="C0DESK")
    assert anywhere.pages("dana") == []
    assert paged_at(anywhere, "omar") == [timedelta(0)]
    assert any("Nobody could be paged in tier 1" in words for words in buzzes(anywhere.ines))


def test_f27_whoever_leaves_in_the_middle_is_replaced_at_once(world: World) -> None:
    """F27: found while the page hangs there unanswered: the next person, in the same second."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    world.until(0, 20)
    world.slack.deactivate("U0DANA")
    check_accounts(world.app.ports, world.app.messenger, world.clock.now())
    world.settle()
    assert paged_at(world, "omar") == [timedelta(seconds=20)]
    assert "Paging Omar, by chat only." in shown(world.mia.card())


@pytest.fixture
def empty() -> Iterator[World]:
    """A site whose roster names a stranger and otherwise nobody; its last resort is Lea."""
    site = harbour(groups={Group.TIER_1: ("nobody-knows-them",)}, backup=(), last_resort=("lea",))
    with world_on(Database("sqlite://"), site) as world:
        yield world


def test_f46_nobody_on_call_pages_the_last_resort(empty: World) -> None:
    """F46: a stranger in the file, no other tier: the last resort at once, the gap in the timeline, the admin told."""
    empty.mia.types("/escalate abusive front desk", channel="C0DESK")
    assert paged_at(empty, "lea") == [timedelta(0)]
    assert "GapFound" in empty.timeline(empty.the().reference)
    assert "Paging Lea, by chat only." in shown(empty.mia.card())
    assert any("Nobody could be paged" in words for words in buzzes(empty.ines))


def test_f48_an_edit_of_the_policy_leaves_what_is_in_flight_alone(world: World) -> None:
    """F48: a site file applied in the middle holds for the next escalation; this one keeps its minute."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    slower = replace(STANDARD, abusive=replace(STANDARD.abusive, repage_every=timedelta(minutes=7)))
    with world.store.work() as uow:
        uow.people.apply(Directory(0, (replace(world.site, policy=slower),), tuple(PEOPLE.values())))
        uow.commit()
    world.until(2)
    assert [at.total_seconds() for at in paged_at(world, "dana")] == [0, 60, 120]
    world.dana.presses("I have it")
    world.jon.types("/escalate abusive bar", channel="C0DESK")
    world.until(4)
    assert len(world.pages("dana")) == 4


def test_f48_a_removed_tier_is_looked_up_when_it_is_paged(world: World) -> None:
    """F48, principle 7: the policy is frozen, people are not: who takes over in the file is paged at the next beat."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    groups = {**world.site.groups, Group.TIER_1: ("jon",)}
    with world.store.work() as uow:
        uow.people.apply(
            Directory(0, (replace(world.site, groups=groups, staff=("mia", "ines")),), tuple(PEOPLE.values()))
        )
        uow.commit()
    world.until(1)
    assert len(world.pages("dana")) == 1
    assert len(world.pages("jon")) == 1


def test_f54_two_answers_at_once_have_one_owner(anywhere: World) -> None:
    """F54: both press in the same instant, eight times over; one owns it, the other reads whose it is."""
    for round_ in range(8):
        raiser = anywhere.mia if round_ % 2 else anywhere.jon
        raiser.types(f"/escalate threatening {'bar' if round_ % 2 else 'front desk'}", channel="C0DESK")
        e = anywhere.the()
        together = threading.Barrier(2)
        outcomes: dict[str, object] = {}

        def press(
            name: str, e_id: str = e.id, at_once: threading.Barrier = together, into: dict[str, object] = outcomes
        ) -> None:
            at_once.wait(5)
            into[name] = act(anywhere.app.ports, e_id, i.Acknowledge(name), anywhere.clock.now(), safety=True).refusal

        threads = [threading.Thread(target=press, args=(name,)) for name in ("dana", "omar")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        owner = anywhere.the().owner_id
        assert outcomes[str(owner)] is None
        (loser,) = {"dana", "omar"} - {owner}
        assert isinstance(outcomes[loser], AlreadyTaken)
        act(anywhere.app.ports, e.id, i.StandDown(str(owner), saw=True), anywhere.clock.now())
        anywhere.clock.move(1)


_LATE = {
    "I have it": i.Acknowledge("dana"),
    "On my way": i.ComeOnTheWay("dana", 5),
    "I'm with them": i.BeWithThem("dana"),
    "pass on": i.PassOn("dana"),
    "take over": i.TakeOver("dana"),
    "hand on": i.HandOn("dana", to="omar"),
    "raise severity": i.RaiseSeverity("dana"),
    "resolve": i.Resolve("dana", saw=True),
    "stand down": i.StandDown("dana", saw=True),
}


@pytest.mark.parametrize("end", ["resolve", "stand down", "withdraw"])
def test_f55_nothing_late_ever_opens_it_again(world: World, end: str) -> None:
    """F55: after each end every act of a responder changes nothing; only *Reopen* opens."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    e = world.the()
    ends: dict[str, i.Input] = {
        "resolve": i.Resolve("omar"),
        "stand down": i.StandDown("omar"),
        "withdraw": i.SayMistake("mia"),
    }
    assert act(world.app.ports, e.id, ends[end], world.clock.now()).refusal is None
    with world.store.read() as uow:
        over = uow.escalations.get(e.id)
    for label, late in _LATE.items():
        outcome = act(world.app.ports, e.id, late, world.clock.now() + timedelta(seconds=1))
        assert isinstance(outcome.refusal, AlreadyEnded), label
        with world.store.read() as uow:
            assert uow.escalations.get(e.id) == over, label
    world.settle()
    assert len(world.pages("dana")) == 1


def test_f58_what_people_see_is_true_a_minute_after_a_lost_edit(world: World) -> None:
    """F58: edits fail for half a minute; the card, the page and the channel converge within sixty seconds."""
    world.mia.types("/escalate threatening front desk", channel="C0DESK")
    world.slack.fail("chat.update", "drop_before", times=None)
    world.dana.presses("I have it")
    world.time_passes(seconds=30)
    assert "Nobody has answered yet." in shown(world.mia.card())
    world.slack.heal()
    world.time_passes(seconds=30)
    assert "Dana has it" in shown(world.mia.card())
    assert "Dana has it" in shown(world.omar.card())
    assert "Dana has it" in shown(world.jon.channel("C0DESK")[0])


def test_f58_an_edit_that_lands_after_a_newer_one_is_drawn_over(world: World) -> None:
    """F58: edits are held up beyond our deadline, newer ones are made, then the old ones land and undo them: within a
    minute the raiser's card, a page and the channel show the truth again."""
    truth = ("Dana is with you.", "Dana is with them.", "Dana is there.")

    def true_ones() -> list[bool]:
        surfaces = (world.mia.card(), world.omar.card(), world.jon.channel("C0DESK")[0])
        return [words in shown(surface) for words, surface in zip(truth, surfaces, strict=True)]

    world.mia.types("/escalate threatening front desk", channel="C0DESK")
    for channel in ("D0MIA", "D0OMAR", "C0DESK"):
        world.slack.fail("chat.update", "delay_before", channel=channel, delay=4.0)
    # The deadline is real time, as is the stand-in's delay.
    world.app.messenger.deadline = 0.3
    world.dana.presses("I have it")
    world.app.messenger.deadline = DEADLINE
    world.dana.presses("I'm with them")
    assert all(true_ones())
    world.slack.wait_until(lambda: not any(true_ones()), timeout=10)
    world.time_passes(seconds=60)
    assert all(true_ones())


def test_f58_buttons_on_a_stale_screen_are_safe(world: World) -> None:
    """F58: Omar's page still shows *I have it* after Dana took it; pressed, it says so and takes nothing from her."""
    world.mia.types("/escalate threatening front desk", channel="C0DESK")
    world.slack.fail("chat.update", "drop_before", times=None)
    world.dana.presses("I have it")
    assert "I have it" in world.omar.card().labels()
    world.omar.presses("I have it")
    assert world.the().owner_id == "dana"
    assert "Dana has it already. You can stop." in shown(world.omar.dm()[-1])


def test_a_site_with_an_open_escalation_stays_in_the_file(world: World) -> None:
    """Invariant 8: the file that would take the hotel away is refused with the reference, and nothing changes."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    elsewhere = replace(world.site, id="elsewhere", name="Elsewhere", channel_id="")
    with pytest.raises(Refused, match=f"{world.the().reference} is open at Harbour Hotel"):
        apply_directory(world.store, Directory(0, (elsewhere,), tuple(PEOPLE.values())))
    world.until(1)
    assert len(world.pages("dana")) == 2
