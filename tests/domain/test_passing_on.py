"""Passed on, handed on, taken over: the next one at once, and never fewer people than before (domain.md b.4)."""

from __future__ import annotations

import pytest

from domain import timeline as t
from domain.errors import AlreadyTaken, NotAllowed
from domain.escalation import State
from domain.escalation import inputs as i
from domain.policy import Group
from domain.severity import Severity
from tests.domain.acted_out import ActedOut, paged_now, staffed
from tests.domain.lives import RAISER, roster_of

UPSET, ABUSIVE, THREATENING, VIOLENT = Severity


def test_passing_on_goes_down_the_list_then_up_a_tier() -> None:
    """At once, to the next person only, and the beat stays where it is."""
    call = ActedOut(UPSET).until(0, 30)
    call.does(i.PassOn("t1"))
    assert paged_now(call) == ["t1b"]
    call.until(0, 40).does(i.PassOn("t1b"))
    assert paged_now(call) == ["t2"]
    assert call.until(2).paged("t2") == [40, 120]
    assert call.paged("t1") == [0]


def test_passing_on_in_a_later_epoch_still_reaches_the_next_at_once() -> None:
    """Whoever was paged minutes ago, in an epoch that is over, is called again."""
    call = ActedOut(VIOLENT).until(0, 5)
    call.does(i.PassOn("t1"))
    call.until(0, 30).does(i.AnswerSafe(RAISER, safe=False))
    assert "t1b" not in paged_now(call)
    call.until(0, 35).does(i.PassOn("t1"))
    assert paged_now(call) == ["t1b"]


def test_passing_on_in_two_groups_is_one_round() -> None:
    """Somebody of tier 1 who is a helper as well passes on: one page to each who is next, no second one."""
    call = ActedOut(VIOLENT, staffed(helpers=("t1",))).until(0, 5)
    decision = call.does(i.PassOn("t1"))
    assert [type(entry) for entry in decision.entries] == [t.PassedOn, t.PagesMade]
    assert paged_now(call) == ["t1b"]


def test_the_one_who_had_it_can_pass_it_on() -> None:
    """Nobody has it any more: a new epoch, and the next is called at once."""
    call = ActedOut(ABUSIVE).until(0, 10)
    call.does(i.Acknowledge("t1"))
    call.until(0, 20).does(i.PassOn("t1"))
    assert (call.e.state, call.e.owner_id, call.e.epoch) == (State.PAGING, None, 2)
    assert paged_now(call) == ["t1b"]


def test_a_page_that_cannot_arrive_brings_the_next_one_at_once() -> None:
    """F25, F27: like passing on, and noted."""
    call = ActedOut(UPSET).until(0, 1)
    call.does(i.ReportUndeliverable("t1", "account_inactive"))
    assert paged_now(call) == ["t1b"]
    assert call.does(i.ReportUndeliverable("t1", "account_inactive")).entries == ()


def test_one_who_cannot_be_reached_is_nobody_to_rely_on_when_unanswered() -> None:
    """Invariant 10: everybody is tried again, and the last resort is called as well."""
    call = ActedOut(VIOLENT, roster_of({Group.TIER_1: ("t1",)}, last_resort=("owner",)), safe=True).until(2, 1)
    call.does(i.ReportUndeliverable("t1", "account_inactive"))
    call.until(3)
    assert call.paged("owner")[0] < 145
    assert call.paged("t1")[-1] > 145


def test_handing_on_keeps_the_responder_until_the_other_answers() -> None:
    """No page goes out in a closed epoch (invariant 6): the other is asked by name, and may take it."""
    call = ActedOut(ABUSIVE).until(0, 10)
    call.does(i.Acknowledge("t1"))
    call.does(i.HandOn("t1", "nextdoor"))
    assert (call.e.owner_id, call.e.hand_on_to, paged_now(call)) == ("t1", "nextdoor", [])
    call.does(i.Acknowledge("nextdoor"))
    assert (call.e.owner_id, call.e.hand_on_to, call.e.epoch_open) == ("nextdoor", None, False)
    assert call.e.answer_of("t1") is None


def test_handing_on_while_people_are_called_pages_the_one_who_is_asked() -> None:
    """In an open epoch the page goes out, and their answer closes it like any other."""
    call = ActedOut(THREATENING).until(0, 10)
    call.does(i.ComeOnTheWay("t1", None))
    call.does(i.HandOn("t1", "t3"))
    assert paged_now(call) == ["t3"]
    call.does(i.Acknowledge("t3"))
    assert not call.e.epoch_open


def test_nobody_is_handed_what_they_cannot_take() -> None:
    """Not the raiser, not whoever has it, not somebody whom no page reaches."""
    call = ActedOut(ABUSIVE)
    call.does(i.Acknowledge("t1"))
    assert isinstance(call.does(i.HandOn("t1", RAISER)).refusal, NotAllowed)
    assert isinstance(call.does(i.HandOn("t1", "gone")).refusal, NotAllowed)
    assert isinstance(call.does(i.HandOn("boss", "t1")).refusal, AlreadyTaken)
    assert call.e.hand_on_to is None


@pytest.mark.parametrize("last", [i.HandOn("t1", "t2"), i.TakeOver("t3")], ids=["handed on", "taken over"])
def test_in_violent_two_people_stay_two(last: i.Input) -> None:
    """Where one of the two takes it from the other, only one is left: a second is called again."""
    call = ActedOut(VIOLENT).until(0, 5)
    call.does(i.Acknowledge("t1"))
    call.does(i.Acknowledge("t3" if isinstance(last, i.TakeOver) else "t2"))
    assert not call.e.epoch_open
    call.does(last)
    if isinstance(last, i.HandOn):
        call.does(i.Acknowledge("t2"))
    assert call.e.epoch_open
    assert "t1" in paged_now(call)


def test_a_manager_who_passed_can_take_over_and_pass_again() -> None:
    """Having passed once is no longer true of somebody who took it."""
    call = ActedOut(ABUSIVE)
    call.does(i.PassOn("t2"))
    call.does(i.Acknowledge("t1"))
    call.does(i.TakeOver("t2"))
    assert call.e.owner_id == "t2"
    call.does(i.PassOn("t2"))
    assert (call.e.owner_id, call.e.epoch_open) == (None, True)
