"""screens.md rules 9, 10 and 11: no words are swallowed, a place is confirmed or says so, a silent one is silent."""

from __future__ import annotations

from tests.story.reading import buzzes, read, shown, was_shown
from tests.world import World


def test_the_raisers_words_reach_the_responders_as_a_quote(world: World) -> None:
    """Rule 9: typed into the DM, at once, and they stand on the page; her card stays last and neutral."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    world.dana.presses("I have it")
    world.mia.says("he has a <!channel> dog")
    assert "Mia writes" in buzzes(world.dana)[-1]
    assert "“he has a <!channel> dog”" in read(world.dana)
    assert "Wrong place" in world.mia.dm()[-1].labels()


def test_a_responders_words_are_answered_paging_goes_on(world: World) -> None:
    """Rule 9: words answer no page, and *I have it* stands right there."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    world.dana.says("coming in a sec")
    assert "paging goes on" in shown(world.dana.dm()[-1])
    assert "I have it" in world.dana.dm()[-1].labels()
    assert world.the().answers == ()
    world.until(1)
    assert len(world.pages("dana")) == 2


def test_anybody_elses_words_are_answered_with_the_severity_buttons(world: World) -> None:
    """Rule 9: whoever types for help there finds it there."""
    world.jon.says("help")
    world.jon.presses("🟥 VIOLENT", where="dm")
    assert [e.raiser_id for e in world.escalations()] == ["jon"]


def test_a_place_from_last_time_says_so_until_somebody_confirms(world: World) -> None:
    """Rule 10: "(not confirmed)" everywhere; *Wrong place* corrects it and pages anew."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    world.dana.presses("I have it")
    world.dana.presses("No longer needed")
    world.dana.submits()
    world.time_passes(minutes=20)
    world.mia.types("/escalate abusive", channel="C0DESK")
    for surface in (world.dana.card(), world.jon.channel("C0DESK")[-1]):
        assert "Front desk? (not confirmed)" in shown(surface)
    before = len(world.pages("dana"))
    world.time_passes(seconds=10)
    world.mia.presses("Wrong place")
    world.mia.picks("place", "Bar")
    world.mia.submits()
    assert "Bar, Harbour Hotel" in shown(world.dana.card())
    assert "not confirmed" not in shown(world.dana.card())
    assert len(world.pages("dana")) == before + 1


def test_the_place_can_be_chosen_before_the_tap(world: World) -> None:
    """*Change* in the dialog: then it is confirmed from the start."""
    world.mia.types("/escalate", channel="C0DESK")
    world.mia.presses("Change", where="modal")
    world.mia.picks("place", "Bar")
    world.mia.submits()
    assert "Bar, Harbour Hotel?" in shown(world.mia.modal())
    world.mia.presses("🟡 ABUSIVE", where="modal")
    assert "ABUSIVE · Bar, Harbour Hotel" in shown(world.dana.card())


def test_a_silent_place_stays_silent(world: World) -> None:
    """Rule 11: neutral words on her side, nothing in any channel, SILENT on the page."""
    world.mia.types("/escalate violent lobby kiosk", channel="C0DESK")
    assert "SILENT. Do not call the desk." in shown(world.dana.card())
    world.dana.presses("I have it")
    assert "received" in shown(world.mia.card())
    world.dana.presses("2 min")
    assert "on the way" in shown(world.mia.card())
    world.dana.presses("I'm with them")
    assert "at door" in shown(world.mia.card())
    world.until(3)
    words = was_shown(world, world.mia) + read(world.mia)
    for loud in ("VIOLENT", "LEAVE", "Dana", "Police", "SAFE", "kiosk"):
        assert loud not in words, loud
    assert {"Yes", "No"} <= set(world.mia.card().labels())
    assert [m for m in world.jon.channel("C0DESK") if not m.ephemeral_to] == []


def test_no_in_a_silent_place_is_not_safe(world: World) -> None:
    """c.5: "Done?" No means not safe, and makes it VIOLENT without a word."""
    world.mia.types("/escalate threatening lobby kiosk", channel="C0DESK")
    world.mia.presses("No")
    assert world.the().severity.word == "VIOLENT"
    assert "NOT SAFE" in shown(world.dana.card())
    assert "VIOLENT" not in was_shown(world, world.mia)
