"""A call for help whose bot dies before it could answer (reliability.md, "Intake")."""

from __future__ import annotations

from tests.crash.bots import Bot, wait_for
from tests.crash.stage import Stage
from tests.crash.together import story

_PICKER = "ephemeral"
_LEVEL = "🟥 VIOLENT"


def _tap_that_kills(stage: Stage, failpoint: str) -> Bot:
    """The raiser taps a level under the command, and the bot dies of it; started again."""
    bot = stage.running(failpoint)
    mia = stage.slack.person("UMIA0")
    mia.types("/escalate", channel="C0HOUSE0")
    assert not mia.presses(_LEVEL, where=_PICKER).ok, "nobody may have said that it worked"
    wait_for(bot.gone, 10, "the end of a bot that kills itself")
    bot.start()
    bot.ready()
    return bot


@story()
def test_a_raise_whose_bot_dies_before_its_commit_is_made_by_the_next_tap(stage: Stage) -> None:
    """F01: nothing was recorded and nothing was said; the same button again makes exactly one escalation."""
    _tap_that_kills(stage, "intake.before_commit=kill")
    assert stage.open() == []
    mia = stage.slack.person("UMIA0")
    assert mia.presses(_LEVEL, where=_PICKER).ok
    (only,) = stage.open()
    wait_for(lambda: stage.accepted(only.id), 10, "its page")
    stage.ends_well()
    assert [e.id for e in stage.open()] == [only.id]


@story()
def test_a_raise_whose_bot_dies_after_its_commit_is_there_and_pages(stage: Stage) -> None:
    """F02: nobody was told, and it pages all the same; the same button again is the same escalation."""
    _tap_that_kills(stage, "intake.after_commit=kill")
    (only,) = stage.open()
    wait_for(lambda: stage.accepted(only.id), 15, "its page")
    assert stage.slack.person("UMIA0").presses(_LEVEL, where=_PICKER).ok
    stage.ends_well()
    assert [e.id for e in stage.open()] == [only.id]
