"""Two people raise at the same place, or one person twice: nothing is dropped, and a human joins what is one event."""

from __future__ import annotations

from tests.story.reading import buzzes, read, shown
from tests.world import World


def two_at_the_desk(world: World) -> tuple[str, str]:
    """Mia and Jon raise at the front desk half a minute apart, with Dana on the first; their references."""
    world.mia.types("/escalate threatening front desk", channel="C0DESK")
    first = world.the().reference
    world.dana.presses("I have it")
    world.time_passes(seconds=30)
    world.jon.types("/escalate violent front desk", channel="C0DESK")
    (second,) = {e.reference for e in world.escalations()} - {first}
    return first, second


def test_both_are_kept_linked_and_everybody_is_told(world: World) -> None:
    """F07: neither is dropped, both page, and the responders read of the other one."""
    first, second = two_at_the_desk(world)
    assert {e.reference for e in world.escalations()} == {first, second}
    assert all(len(e.linked) == 1 for e in world.escalations())
    assert any("raised one at the same place" in words for words in buzzes(world.dana))
    assert len(world.pages("lea")) == 1


def test_both_raisers_are_told(world: World) -> None:
    """The issue's "Raise": both raisers read that somebody else called from the same place."""
    first, second = two_at_the_desk(world)
    assert f"Also raised here: {second}." in shown(world.mia.card())
    assert f"Also raised here: {first}." in shown(world.jon.card())


def test_same_event_after_a_human_says_so(world: World) -> None:
    """Until then both page; from then on whoever is with one is with both, and *Resolve* ends both."""
    first, second = two_at_the_desk(world)
    old = next(m for m in reversed(world.dana.dm()) if "Same event" in m.labels())
    world.dana.press_payload(old, "Same event")
    world.dana.picks("other", _option(world))
    world.dana.submits()
    assert all(e.same_event for e in world.escalations())
    world.dana.presses("I'm with them")
    assert {e.state.value for e in world.escalations()} == {"with_them"}
    assert "Dana is with you" in shown(world.mia.card())
    assert "Dana is with you" in shown(world.jon.card())
    assert {first, second} == {e.reference for e in world.escalations()}


def _option(world: World) -> str:
    """The label of the one other escalation in the dialog."""
    (block,) = [b for b in world.dana.modal().blocks if b["block_id"] == "other"]
    (option,) = block["element"]["options"]
    return str(option["text"]["text"])


def test_a_second_raise_of_the_same_person_is_merged_visibly(world: World) -> None:
    """F16: one escalation, never less help; the responders read that she calls again, and how bad it is now."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    reference = world.the().reference
    world.time_passes(seconds=40)
    world.mia.types("/escalate violent front desk he has a bottle", channel="C0DESK")
    assert world.the().reference == reference
    assert world.the().severity.word == "VIOLENT"
    assert any("Mia calls again" in words for words in buzzes(world.dana))
    assert "he has a bottle" in read(world.dana)
    private = [m for m in world.mia.channel("C0DESK") if m.ephemeral_to]
    assert reference in shown(private[-1])
