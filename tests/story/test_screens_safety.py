"""screens.md rule 13: *Safe* slows nothing, *NOT SAFE* is VIOLENT, and nobody closes what nobody looked at."""

from __future__ import annotations

from domain.severity import Severity
from tests.story.reading import buzzes, paged_at, shown
from tests.world import World


def test_safe_slows_nothing_and_can_be_taken_back(world: World) -> None:
    """The pages go on as before; the button turns into its opposite; taken back, the answer is missing again."""
    world.mia.types("/escalate threatening front desk", channel="C0DESK")
    world.mia.presses("Safe now")
    world.until(0, 30)
    assert len(world.pages("dana")) == 2
    assert "Safe answer: safe." in shown(world.dana.card())
    world.mia.presses("Not safe after all")
    assert "Safe answer: none." in shown(world.dana.card())
    assert "Safe now" in world.mia.card().labels()
    assert world.the().severity is Severity.THREATENING


def test_not_safe_is_violent_at_once(world: World) -> None:
    """Everybody of the VIOLENT column is paged in the same second; whoever is with them is told."""
    world.mia.types("/escalate threatening front desk", channel="C0DESK")
    world.dana.presses("I have it")
    world.dana.presses("I'm with them")
    world.until(0, 50)
    world.mia.presses("NOT SAFE")
    assert world.the().severity is Severity.VIOLENT
    assert "LEAVE NOW." in shown(world.mia.card())
    for name in ("omar", "lea", "petra", "rob"):
        assert paged_at(world, name)[-1].total_seconds() == 50, name
    assert "Now VIOLENT: NOT SAFE" in buzzes(world.dana)[-1]


def test_a_shaking_hand_calls_once(world: World) -> None:
    """*NOT SAFE* pressed three times within seconds is one round of pages."""
    world.mia.types("/escalate threatening front desk", channel="C0DESK")
    world.until(0, 10)
    for _ in range(3):
        world.mia.presses("NOT SAFE")
    assert len(world.pages("lea")) == 1


def test_pressed_by_mistake_asks_the_responders_and_paging_goes_on(world: World) -> None:
    """In a safety case the word of the raiser alone ends nothing."""
    world.mia.types("/escalate threatening front desk", channel="C0DESK")
    world.mia.presses("Pressed by mistake")
    assert len(world.escalations()) == 1
    assert "pressed by mistake" in buzzes(world.dana)[-1]
    world.until(0, 30)
    assert len(world.pages("dana")) == 2
    world.dana.presses("I have it")
    world.dana.presses("No longer needed")
    assert "Have you seen Mia, or spoken to Mia?" in shown(world.dana.modal())
    world.dana.submits()
    assert world.escalations() == []
    assert "Dana saw or spoke to you and stood it down at 13:00." in shown(world.mia.card())


def test_pressed_by_mistake_ends_what_is_no_safety_case(world: World) -> None:
    """UPSET and ABUSIVE: over, thanked, no reason asked."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    world.time_passes(seconds=30)
    world.mia.presses("Pressed by mistake")
    assert world.escalations() == []
    assert "Thanks. Better once too often." in shown(world.mia.card())
    assert "over" in shown(world.dana.card())


def test_violence_is_never_closed_by_the_word_safe_alone(world: World) -> None:
    """*Safe* and *Resolve* together are not enough: somebody must have seen or spoken to them."""
    world.mia.types("/escalate violent front desk", channel="C0DESK")
    world.dana.presses("I have it")
    world.omar.presses("I have it")
    world.mia.presses("Safe now")
    world.dana.presses("Resolve")
    assert len(world.escalations()) == 1
    assert "Have you seen Mia, or spoken to Mia?" in shown(world.dana.modal())
    world.dana.closes()
    world.omar.presses("I saw them safe")
    assert world.escalations() == []


def test_not_safe_on_a_closed_card_calls_again(world: World) -> None:
    """A card that was open on the counter still works: *NOT SAFE* after the end pages anew."""
    world.mia.types("/escalate threatening front desk", channel="C0DESK")
    card = world.mia.card()
    world.dana.presses("I have it")
    world.mia.presses("Safe now")
    world.dana.presses("Resolve")
    assert world.escalations() == []
    world.time_passes(minutes=1)
    world.mia.press_payload(card, "NOT SAFE")
    assert world.the().severity is Severity.VIOLENT
    assert len(world.pages("lea")) == 1


def test_weapon_makes_it_violent_with_the_card_of_a_robbery(world: World) -> None:
    """b.2: one flag, and the words change to "Do what they say"."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    world.mia.presses("Add flags")
    world.mia.picks("danger", ["Weapon seen"])
    world.mia.submits()
    assert "Do what they say. Give it to them." in shown(world.mia.card())
    assert "Weapon seen" in shown(world.dana.card())
    assert len(world.pages("petra")) == 1


def test_only_my_job_slows_the_paging_and_keeps_the_level_on_record(world: World) -> None:
    """b.3: the silence card, the ABUSIVE column from here; people already paged stay paged."""
    world.mia.types("/escalate threatening front desk", channel="C0DESK")
    world.mia.presses("Only job, complaint")
    assert "Stay silent. Let them talk." in shown(world.mia.card())
    assert "They threaten harm" in world.mia.card().labels()
    world.until(2, 30)
    assert len(world.pages("lea")) == 0
    assert world.the().highest is Severity.THREATENING
