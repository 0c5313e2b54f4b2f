"""App Home: help on top, who is on call, what is mine, what waits for me, the note that is due, and *Test my phone*."""

from __future__ import annotations

from tests.story.reading import shown
from tests.world import World


def test_home_shows_each_person_what_is_theirs(world: World) -> None:
    """The button first; then who is on call; the raiser sees her own with its line of truth, a manager what waits."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    world.mia.opens_home()
    home = shown(world.mia.home())
    assert world.mia.home().labels()[0] == "Get help now"
    assert "Tier 1  Dana" in home
    assert "My open escalations" in home
    assert "Paging Dana, by chat only. Nobody has answered yet." in home
    assert "Waiting for you" not in home
    world.dana.opens_home()
    assert "ABUSIVE · Front desk, Harbour Hotel · nobody has it yet · since 13:00" in shown(world.dana.home())


def test_home_follows_what_happens(world: World) -> None:
    """An open Home tab is true again within a second, without anybody opening it anew; a tap there counts."""
    world.dana.opens_home()
    world.omar.opens_home()
    world.mia.types("/escalate threatening front desk", channel="C0DESK")
    world.time_passes(seconds=1)
    world.dana.presses("I have it", where="home")
    world.time_passes(seconds=1)
    assert world.the().owner_id == "dana"
    assert "Dana has it" in shown(world.omar.home())


def test_people_on_call_test_their_phone(world: World) -> None:
    """Rule 15: a test page that says it is one, proved by a tap; only people on call are offered it."""
    world.mia.opens_home()
    assert "Test my phone" not in world.mia.home().labels()
    world.dana.opens_home()
    assert "Not tested yet." in shown(world.dana.home())
    world.dana.presses("Test my phone", where="home")
    assert world.dana.card().text == "Test page · nobody needs help"
    world.dana.presses("My phone rang")
    world.dana.opens_home()
    assert "Last tested 14 Mar 13:00" in shown(world.dana.home())
    assert world.escalations() == []
