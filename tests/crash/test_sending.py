"""Pages whose sender dies, stands still or hears no answer (reliability.md, "Sending")."""

from __future__ import annotations

import time

from tests.crash.bots import Bot, wait_for
from tests.crash.stage import Stage
from tests.crash.together import story

LEASE_OVER = 11.5
# Lease 10, tick 1, second look 2 make 13 of the 15 s of reliability.md B1; the rest is for a machine with much to do.
SENT_AGAIN_WITHIN = 25.0


def _first_page_lost(stage: Stage, failpoint: str) -> tuple[str, Bot]:
    """A raise whose first sender kills itself at this failpoint; the escalation's id and the bot, started again."""
    bot = stage.running(failpoint)
    found = stage.calls()
    wait_for(bot.gone, 10, "the end of a bot that kills itself")
    bot.start()
    bot.ready()
    return found.id, bot


@story()
def test_a_page_whose_sender_died_before_the_call_is_sent_by_the_next_one(stage: Stage) -> None:
    """F17: claimed, then killed before the call. Slack heard nothing, so it is looked up and sent, in 15 s and once."""
    escalation, _ = _first_page_lost(stage, "send.before_call=kill")
    first = stage.pages(escalation)[0]
    wait_for(lambda: stage.slack.accepted_posts(first.id), SENT_AGAIN_WITHIN, "the lost page")
    stage.ends_well()
    assert len(stage.slack.accepted_posts(first.id)) == 1


@story()
def test_a_page_whose_sender_died_after_the_call_is_found_and_not_sent_again(stage: Stage) -> None:
    """F18: Slack accepted it, then kill before the record. The look-up finds it: no doubled page."""
    _first_page_lost(stage, "send.after_call=kill")
    found = stage.ends_well()
    assert found.doubles == 0
    assert found.unknowns >= 1


@story()
def test_a_page_whose_answer_was_lost_is_looked_up_and_not_sent_again(stage: Stage) -> None:
    """F19: Slack accepted it and the connection dropped. No blind retry: one look finds it."""
    stage.slack.fail("chat.postMessage", "drop_after", user="UDANA0")
    bot = stage.running()
    found = stage.calls()
    (page,) = (page for page in stage.pages(found.id) if page.person_id == "dana0" and page.round == 1)
    wait_for(lambda: _recorded(stage, page.id), 10, "a record of the page")
    ended = stage.ends_well()
    tries = [call for call in stage.slack.calls if call.method == "chat.postMessage" and call.page_id == page.id]
    assert len(tries) == 1
    assert ended.unknowns == 1
    assert bot.lives == 1


def _recorded(stage: Stage, page_id: str) -> bool:
    with stage.rows.read() as unit:
        page = unit.messages.get(page_id)
    return page is not None and page.ref is not None


@story()
def test_a_sender_that_stood_still_beyond_its_lease_makes_no_call(stage: Stage) -> None:
    """F32: SIGSTOP before the call, SIGCONT when the lease is over. The call is not made; it is looked up, then sent.

    A test page, since it travels alone: beside it no other thread stands between its look at the clock and the wire.
    """
    bot = stage.running("send.before_call=stop")
    dana = stage.slack.person("UDANA0")
    dana.opens_home()
    wait_for(dana.home, 10, "App Home")
    dana.presses("Test my phone")
    wait_for(bot.stopped, 10, "a bot that stands still")
    time.sleep(LEASE_OVER)
    bot.resume()
    wait_for(dana.dm, 20, "the test page")
    found = stage.findings()
    assert found.clean, str(found)
    assert (len(dana.dm()), found.doubles) == (1, 0)
