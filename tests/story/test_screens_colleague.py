"""screens.md rule 12: about a manager or colleague, tier 1 sees nothing anywhere."""

from __future__ import annotations

from tests.story.reading import read, shown
from tests.world import World


def test_tier_1_sees_nothing_even_when_nobody_answers(world: World) -> None:
    """No page, no channel card, no list, no App Home entry, no count, while everybody else is paged to UNANSWERED."""
    world.dana.opens_home()
    before = read(world.dana)
    world.mia.types("/escalate manager grabbed my arm", channel="C0DESK")
    world.until(6)
    assert world.the().state == "unanswered"
    assert len(world.pages("omar")) > 3
    world.dana.opens_home()
    assert read(world.dana) == before
    assert [m for m in world.jon.channel("C0DESK") if not m.ephemeral_to] == []
    assert "grabbed" not in read(world.ines)


def test_a_click_of_tier_1_is_refused(world: World) -> None:
    """Not even with another person's page in hand: refused, written down, and answered without a word about it."""
    world.mia.types("/escalate", channel="C0DESK")
    world.mia.presses("About a colleague", where="modal")
    page = world.omar.card()
    reference = world.the().reference
    world.dana.press_payload(page, "I have it")
    assert world.the().answers == ()
    assert "Denied" in world.timeline(reference)
    assert reference not in read(world.dana)
    assert "Mia" not in read(world.dana)


def test_somebody_paged_before_the_choice_reads_stood_down(world: World) -> None:
    """c.6: the colleague is named from a short list; whoever it is, is out, and paging of the others goes on."""
    world.mia.types("/escalate", channel="C0DESK")
    world.mia.presses("About a colleague", where="modal")
    world.mia.presses("Name the colleague", where="dm")
    world.mia.picks("person", "Omar")
    world.mia.submits()
    assert shown(world.omar.dm()[-1]).endswith("stood down")
    pages = len(world.pages("omar"))
    world.until(2)
    assert len(world.pages("omar")) == pages
    assert world.pages("dana") == []
    assert len(world.pages("lea")) > 0
