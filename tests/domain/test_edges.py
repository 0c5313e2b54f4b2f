"""The edge table of reliability.md: every input in every state, by somebody who may do it (F55, all pairs)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from domain import timeline as t
from domain.errors import AlreadyEnded, AlreadyTaken, TooLateToReopen
from domain.escalation import State
from domain.escalation import inputs as i
from domain.severity import Flag, Severity
from tests.domain.acted_out import ActedOut
from tests.domain.lives import RAISER

PAGING, UNANSWERED, ACKNOWLEDGED, ON_THE_WAY, WITH_THEM, RESOLVED, WITHDRAWN = State
ABUSIVE = Severity.ABUSIVE


def _paging() -> ActedOut:
    return ActedOut(ABUSIVE, safe=True).until(0, 5)


def _unanswered() -> ActedOut:
    return ActedOut(ABUSIVE, safe=True).until(10, 5)


def _after(*changes: i.Change) -> ActedOut:
    call = _paging()
    for change in changes:
        call.does(change)
    return call


IN_STATE: dict[State, Callable[[], ActedOut]] = {
    PAGING: _paging,
    UNANSWERED: _unanswered,
    ACKNOWLEDGED: lambda: _after(i.Acknowledge("t1")),
    ON_THE_WAY: lambda: _after(i.ComeOnTheWay("t1", 5)),
    WITH_THEM: lambda: _after(i.BeWithThem("t1")),
    RESOLVED: lambda: _after(i.Acknowledge("t1"), i.Resolve("t1")),
    WITHDRAWN: lambda: _after(i.Acknowledge("t1"), i.StandDown(RAISER)),
}

# A row for each input; a column for each state that it can come in: PAGING UNANSWERED ACKNOWLEDGED ON_THE_WAY
# WITH_THEM RESOLVED WITHDRAWN. "-" is no edge: the state stays. The responder is t1, and boss is a manager.
LETTERS = dict(zip("PUAOWRX", State, strict=True))
TABLE: list[tuple[i.Change, str]] = [
    (i.Acknowledge("t1"), "AA-----"),
    (i.Acknowledge("t2"), "AA-----"),
    (i.OfferHelp("colleague"), "AA-----"),
    (i.SaySameEvent("t2", "e2"), "AA-----"),
    (i.ComeOnTheWay("t1", 5), "OOO----"),
    (i.ComeOnTheWay("boss", 5), "OOO----"),
    (i.BeWithThem("t1"), "WWWW---"),
    (i.BeWithThem("boss"), "WWWW---"),
    (i.SayHere(RAISER), "--WW---"),
    (i.PassOn("t1"), "--PPP--"),
    (i.PassOn("boss"), "-------"),
    (i.HandOn("t1", "t2"), "-------"),
    (i.TakeOver("boss"), "AA-AA--"),
    (i.RaiseSeverity(RAISER, Severity.THREATENING), "-PPP---"),
    (i.RaiseSeverity("t1", Severity.VIOLENT), "-PPP---"),
    (i.RaiseAgain(RAISER, Severity.THREATENING), "-PPP---"),
    (i.RaiseAgain(RAISER, Severity.UPSET), "-------"),
    (i.SetFlags(RAISER, frozenset({Flag.WEAPON})), "-PPP---"),
    (i.SetFlags(RAISER, frozenset({Flag.DRUNK})), "-------"),
    (i.AnswerSafe(RAISER, safe=False), "-PPP-PP"),
    (i.AnswerSafe("boss", safe=False), "-PPP-PP"),
    (i.AnswerSafe(RAISER, safe=True), "-------"),
    (i.LowerSeverity("boss", Severity.UPSET, "calm now"), "-------"),
    (i.SayOnlyWords(RAISER), "-------"),
    (i.SetPlace(RAISER, "bar"), "-------"),
    (i.NameColleague(RAISER, "t1"), "--PPP--"),
    (i.NameColleague(RAISER, "t3"), "-------"),
    (i.Say(RAISER, "he shouts"), "-------"),
    (i.KeepBoundary(RAISER), "-------"),
    (i.AnswerPolice(RAISER, True), "-------"),
    (i.AskSwap(RAISER), "-------"),
    (i.TakeBackSafe(RAISER), "-------"),
    (i.SeeSafe("boss"), "-------"),
    (i.Link(RAISER, "e2"), "-------"),
    (i.Resolve("boss"), "RRRRR--"),
    (i.StandDown("boss"), "XXXXX--"),
    (i.StandDown(RAISER), "XXXXX--"),
    (i.SayMistake(RAISER), "XXXXX--"),
    (i.Undo(RAISER), "X-XXX--"),
    (i.KeepNote("boss"), "-------"),
    (i.AnswerOk(RAISER), "-------"),
    (i.SetHold("boss", "police"), "-------"),
    (i.LiftHold("boss"), "-------"),
    # Wider than the table, which lets only what was resolved be reopened: calling for help is never refused.
    (i.Reopen("boss"), "-----PP"),
    (i.ReportUndeliverable("t2", "account_inactive"), "-------"),
    (i.Tick(), "-------"),
]
PAIRS = [
    pytest.param(change, state, row[column], id=f"{change}-{state}")
    for change, row in TABLE
    for column, state in enumerate(State)
]


@pytest.mark.parametrize(("change", "state", "reached"), PAIRS)
def test_an_input_moves_the_state_only_along_its_edge(change: i.Change, state: State, reached: str) -> None:
    """Every input in every state leads where the table says, and nowhere else."""
    call = IN_STATE[state]()
    assert call.e.state == state
    call.does(change)
    assert call.e.state == (state if reached == "-" else LETTERS[reached])


def test_every_input_has_a_row() -> None:
    """An input that somebody adds has to say which edges it moves along."""
    every = set(i.Input.__subclasses__()) | {i.Tick, i.ReportUndeliverable}
    assert {type(change) for change, _ in TABLE} == every


@pytest.mark.parametrize("state", [RESOLVED, WITHDRAWN])
@pytest.mark.parametrize(
    "change",
    [i.Acknowledge("t2"), i.ComeOnTheWay("t2", 2), i.BeWithThem("t1"), i.PassOn("t1"), i.TakeOver("boss")],
    ids=lambda change: type(change).__name__,
)
def test_whoever_comes_late_is_told_that_it_is_over(change: i.Change, state: State) -> None:
    """F55: no entry, no page; a sentence, and who ended it stands in the value."""
    call = IN_STATE[state]()
    decision = call.does(change)
    assert isinstance(decision.refusal, AlreadyEnded)
    assert (decision.entries, decision.pages) == ((), ())
    assert call.e.ended_by in ("t1", RAISER)


def test_the_clock_calls_it_unanswered_only_while_nobody_answered() -> None:
    """The clock moves paging to unanswered, and an acknowledgement takes it out again."""
    call = _unanswered()
    assert call.does(i.Acknowledge("shield")).cancels_pages
    assert call.e.unanswered_at is None


def test_the_second_to_take_it_reads_that_somebody_has_it() -> None:
    """F54: one owner; the losing click changes nothing and says so."""
    call = _after(i.Acknowledge("t1"))
    decision = call.does(i.Acknowledge("t2"))
    assert isinstance(decision.refusal, AlreadyTaken)
    assert (decision.entries, call.e.owner_id) == ((), "t1")


def test_a_raise_pages_those_again_who_had_answered() -> None:
    """A new epoch: acknowledged no longer counts, and whoever had it is paged at the new level."""
    call = _after(i.Acknowledge("t1"))
    decision = call.does(i.RaiseSeverity(RAISER, Severity.THREATENING))
    assert [order.person_id for order in decision.pages] == ["t1", "t2", "guard"]
    assert (call.e.owner_id, call.e.epoch, call.e.answers) == (None, 2, ())


def test_with_them_is_carried_over_a_raise() -> None:
    """Only *with them* carries over; they own it still, and in VIOLENT they are one of the two."""
    call = _after(i.BeWithThem("t1"))
    call.does(i.RaiseSeverity("t1", Severity.VIOLENT))
    assert (call.e.state, call.e.owner_id, call.e.epoch_open, call.e.answered()) == (WITH_THEM, "t1", True, 1)
    assert "t1" not in [order.person_id for order in call.decisions[-1].pages]
    call.does(i.Acknowledge("t2"))
    assert not call.e.epoch_open


def test_an_old_button_does_not_take_back_that_somebody_is_there() -> None:
    """ "With them" has no edge back to "on the way": a press on a stale message is safe (F58)."""
    call = _after(i.BeWithThem("t1"))
    assert call.does(i.ComeOnTheWay("t1", 10)).entries == ()
    assert call.e.state == WITH_THEM


@pytest.mark.parametrize("by", [RAISER, "t1", "boss"])
def test_what_is_resolved_can_be_reopened_for_thirty_days(by: str) -> None:
    """By the raiser, the responder, a manager: paging, a new epoch, everything from the start."""
    call = IN_STATE[RESOLVED]()
    call.at += timedelta(days=30)
    decision = call.does(i.Reopen(by))
    assert decision.refusal is None
    assert (call.e.state, call.e.epoch, call.e.ended_at, call.e.note) == (PAGING, 2, None, "none")
    assert [order.person_id for order in decision.pages] == ["t1"]
    late = IN_STATE[RESOLVED]()
    late.sleeps(60 * 24 * 31)
    assert isinstance(late.does(i.Reopen(by)).refusal, TooLateToReopen)
    assert late.e.state == RESOLVED


def test_only_an_open_one_has_its_pages_cancelled_by_an_answer() -> None:
    """Invariant 6: the decision that closes the epoch says that pages which are due must not go out."""
    call = _after(i.Acknowledge("t1"))
    assert call.decisions[-1].cancels_pages
    assert t.EpochClosed in {type(entry) for entry in call.decisions[-1].entries}
    assert call.until(5).paged("t1") == [0]
