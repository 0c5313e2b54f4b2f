"""screens.md rules 1, 2, 5, 7 and 8: however somebody calls for help, one tap or one line does it."""

from __future__ import annotations

import pytest

from bot.local_slack.plain import elements_of, pressable
from domain.severity import Severity
from tests.story.reading import read, shown
from tests.world import World


def levels(world: World) -> dict[str, str]:
    """Who has an open escalation, and at which level."""
    return {e.raiser_id: e.severity.word for e in world.escalations()}


def test_help_can_be_called_in_every_way(world: World) -> None:
    """The dialog, the answer's buttons, one line, the shortcut and App Home: each commits and pages with one tap."""
    world.mia.types("/escalate", channel="C0DESK")
    world.mia.presses("🟡 ABUSIVE", where="modal")
    world.jon.types("/escalate", channel="C0DESK")
    world.jon.presses("🔶 THREATENING", where="ephemeral")
    world.ines.types("/escalate upset", channel="C0DESK")
    world.petra.runs_shortcut("get_help")
    world.petra.presses("🟥 VIOLENT", where="modal")
    world.rob.opens_home()
    assert world.rob.home().labels()[0] == "Get help now"
    world.rob.presses("Get help now", where="home")
    world.rob.presses("Not sure - help now", where="modal")
    called = {"mia": "ABUSIVE", "jon": "THREATENING", "ines": "UPSET", "petra": "VIOLENT", "rob": "THREATENING"}
    assert levels(world) == called
    assert len({post.text for post in world.dana.dm()}) >= 3
    for name in called:
        assert "Nobody has answered yet." in shown(world.person(name).card()), name


def test_opening_closing_and_leaving_the_picker_calls_nobody(world: World) -> None:
    """Rule 1: Cancel, close or an idle dialog calls nobody."""
    world.mia.types("/escalate", channel="C0DESK")
    assert "One tap calls people. Cancel calls nobody." in shown(world.mia.modal())
    world.time_passes(minutes=5)
    world.mia.closes()
    world.time_passes(minutes=5)
    assert world.escalations() == []
    assert world.dana.dm() == []


def test_both_pickers_settle_the_same_call(world: World) -> None:
    """Rule 2: the second tap, in the other picker, is the same escalation at the worse of the two levels."""
    world.mia.types("/escalate", channel="C0DESK")
    answer = world.mia.channel("C0DESK")[-1]
    world.mia.presses("🟡 ABUSIVE", where="modal")
    world.mia.press_payload(answer, "🟥 VIOLENT")
    assert levels(world) == {"mia": "VIOLENT"}
    world.mia.press_payload(answer, "🔵 UPSET")
    assert levels(world) == {"mia": "VIOLENT"}
    assert len(world.escalations()) == 1


def test_a_dialog_that_never_opens_costs_nothing(world: World) -> None:
    """Rule 2, F03: with views.open failing, the answer's own buttons do it."""
    world.slack.fail("views.open", "error", times=None, error="expired_trigger_id")
    world.mia.types("/escalate", channel="C0DESK")
    assert world.mia.modal() is None
    world.mia.presses("🟡 ABUSIVE", where="ephemeral")
    assert levels(world) == {"mia": "ABUSIVE"}
    assert len(world.pages("dana")) == 1


def test_one_line_forgives_haste(world: World) -> None:
    """Rule 7: prefixes, two wrong letters, synonyms; "help me" and "sos" page as THREATENING."""
    lines = {"mia": "voilent bar", "jon": "thr", "ines": "sos", "petra": "help me", "rob": "angry guest"}
    for name, line in lines.items():
        world.person(name).types(f"/escalate {line}", channel="C0DESK")
    threat = Severity.THREATENING.word
    assert levels(world) == {"mia": "VIOLENT", "jon": threat, "ines": threat, "petra": threat, "rob": "UPSET"}
    assert all(world.person(name).modal() is None for name in lines)


def test_help_alone_shows_the_house_rules(world: World) -> None:
    """Rule 7: nothing is raised, and *Not sure - help now* stands on top."""
    world.mia.types("/escalate help", channel="C0DESK")
    assert world.escalations() == []
    answer = world.mia.channel("C0DESK")[-1]
    assert answer.labels()[0] == "Not sure - help now"
    world.mia.presses("Not sure - help now", where="ephemeral")
    assert levels(world) == {"mia": "THREATENING"}


def test_the_dialog_becomes_a_second_card(world: World) -> None:
    """Rule 5: it changes with the DM card, has the same buttons, and closing it cancels nothing."""
    world.mia.types("/escalate", channel="C0DESK")
    world.mia.presses("🟡 ABUSIVE", where="modal")
    world.time_passes(seconds=20)
    world.dana.presses("I have it")
    assert "Dana has it, not on the way yet." in shown(world.mia.modal())
    assert world.mia.modal().labels()[: len(world.mia.card().labels())] == world.mia.card().labels()
    world.mia.closes()
    assert len(world.escalations()) == 1
    world.dana.presses("I'm with them")
    assert "Dana is with you" in shown(world.mia.card())


def test_no_button_is_longer_than_a_phone_shows(world: World) -> None:
    """Rule 8: labels stay under 20 characters, whatever is on a message, a dialog's card or App Home."""
    world.mia.types("/escalate", channel="C0DESK")
    world.mia.presses("🟥 VIOLENT", where="modal")
    world.dana.opens_home()
    world.dana.presses("I have it", where="dm")
    world.dana.presses("I'm with them")
    world.dana.presses("Resolve")
    drawn = [call.args.get("blocks") or (call.args.get("view") or {}).get("blocks") or [] for call in world.slack.calls]
    elements = [element for blocks in drawn for block in blocks for element in elements_of(block)]
    labels = {label for element in elements for label in pressable(element)}
    assert labels
    assert [label for label in labels if len(label) >= 20] == []


@pytest.mark.parametrize("typed", ["/escalate hate speech", "/escalate violent at the bar, he spits <!channel>"])
def test_what_was_typed_reaches_the_responder_and_no_channel(world: World, typed: str) -> None:
    """Rule 7: the first word decides, the rest goes along as the raiser's own words; the channel sees none of it."""
    world.mia.types(typed, channel="C0DESK")
    words = typed.split(" ", 2)[2]
    assert words in read(world.dana)
    assert words not in "\n".join(shown(m) for m in world.jon.channel("C0DESK"))
