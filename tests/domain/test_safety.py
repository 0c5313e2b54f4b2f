"""Whether the raiser is safe, and who may say so (domain.md c.1, c.5, c.7; screens.md rule 13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain import timeline as t
from domain.errors import AlreadyEnded, NeedsSecondPerson, NotAllowed, TooLateToReopen, TooLateToUndo
from domain.escalation import SafeAnswer, State
from domain.escalation import inputs as i
from domain.policy import STANDARD
from domain.severity import Flag, Severity
from tests.domain.acted_out import EVERYBODY, ActedOut
from tests.domain.lives import RAISER

UPSET, ABUSIVE, THREATENING, VIOLENT = Severity


def _held(severity: Severity, **more: object) -> ActedOut:
    call = ActedOut(severity, **more).until(0, 5)  # type: ignore[arg-type]
    call.does(i.Acknowledge("t1"))
    call.does(i.Acknowledge("t2"))
    call.does(i.BeWithThem("t1"))
    return call


def test_a_missed_check_in_abusive_pages_the_next_tier() -> None:
    """Asked at 5:00, missed at 6:00, missed again whenever it is asked again."""
    call = ActedOut(ABUSIVE).until(0, 5)
    call.does(i.ComeOnTheWay("t1", 10))
    call.until(7)
    assert (call.when(t.CheckAsked), call.when(t.CheckMissed)) == ([300], [360])
    assert call.paged("t2") == [360, 420]
    assert call.e.answers_needed() == 2
    call.does(i.Acknowledge("t2"))
    assert (call.e.epoch_open, call.e.owner_id) == (False, "t1")


def test_who_was_there_before_it_got_worse_is_not_the_one_answer_more() -> None:
    """A missed check asks for one answer more, from somebody new: *with them* from before does not fill the place."""
    call = ActedOut(ABUSIVE).until(0, 5)
    call.does(i.BeWithThem("t1"))
    call.does(i.RaiseSeverity(RAISER, THREATENING))
    call.does(i.Acknowledge("t2"))
    assert not call.e.epoch_open
    call.until(2, 45)
    assert call.when(t.CheckMissed) == [155]
    call.does(i.ComeOnTheWay("t2", 5))
    assert call.e.epoch_open
    call.does(i.Acknowledge("t3"))
    assert not call.e.epoch_open


def test_a_check_missed_twice_in_threatening_is_violent() -> None:
    """Story G6's variant: at 2:00 no answer, the next tier; at 4:00 no answer, VIOLENT and everybody."""
    call = ActedOut(THREATENING).until(0, 5)
    call.does(i.ComeOnTheWay("t1", 5))
    call.until(3)
    assert call.when(t.CheckMissed) == [150]
    assert call.paged("t3") == [150, 180]
    call.until(4)
    assert call.when(t.CheckMissed) == [150, 240]
    assert call.when(t.SeverityRaised) == [240]
    # THREATENING's three minutes are up, so it is everybody, the backup as well.
    assert (call.e.severity, call.e.state) == (VIOLENT, State.UNANSWERED)
    assert {order.person_id for order in call.decisions[-1].pages} == set(EVERYBODY)


def test_a_missed_check_in_violent_is_told_and_stops_nobody() -> None:
    """Sound betrays somebody hiding: nobody is called anew, and the responders read it."""
    call = ActedOut(VIOLENT).until(0, 5)
    call.does(i.Acknowledge("t1"))
    call.does(i.Acknowledge("t2"))
    call.until(1, 30)
    assert call.when(t.CheckMissed) == [80]
    assert not call.e.epoch_open


def test_upset_with_somebody_there_is_asked_after_a_while_and_only_asked() -> None:
    """Invariant 3: nothing open is left alone, even where no column asks; nobody is paged for it."""
    call = _held(UPSET)
    call.until(60)
    assert call.when(t.CheckAsked) == [605, 1205, 1805, 2405, 3005]
    assert not call.e.epoch_open


def test_an_answer_begins_the_count_anew() -> None:
    """Missed once, then *Safe*, then missed once is not missed twice."""
    call = ActedOut(THREATENING).until(0, 5)
    call.does(i.ComeOnTheWay("t1", 10))
    call.until(3).does(i.AnswerSafe(RAISER, safe=True))
    call.until(5)
    assert call.e.severity == THREATENING
    assert call.e.checks_missed == 1


def test_safe_slows_nothing() -> None:
    """Rule 13: pages and tiers go on as if it had not been pressed."""
    silent, safe = ActedOut(VIOLENT), ActedOut(VIOLENT)
    safe.does(i.AnswerSafe(RAISER, safe=True))
    assert silent.until(0, 59).paged("t1") == safe.until(0, 59).paged("t1")
    assert safe.e.last_safe == SafeAnswer.SAFE


@pytest.mark.parametrize("severity", Severity)
def test_not_safe_is_violent_at_once(severity: Severity) -> None:
    """A new epoch with everybody of VIOLENT, whatever it was; but for whoever is with them, they are called again."""
    call = _held(severity)
    call.until(0, 40).does(i.AnswerSafe(RAISER, safe=False))
    assert (call.e.severity, call.e.last_safe) == (VIOLENT, SafeAnswer.NOT_SAFE)
    assert {order.person_id for order in call.decisions[-1].pages} == {"t1b", "t2", "t3", "guard", "nextdoor"}


def test_a_shaking_hand_presses_twice() -> None:
    """A second NOT SAFE within one beat makes no second round; after it, it does."""
    call = ActedOut(VIOLENT)
    assert call.does(i.AnswerSafe(RAISER, safe=False)).pages
    call.until(0, 5)
    assert call.does(i.AnswerSafe(RAISER, safe=False)).entries == ()
    call.until(0, 30)
    assert call.does(i.AnswerSafe(RAISER, safe=False)).pages


@pytest.mark.parametrize("by", [RAISER, "t1", "boss"])
def test_not_safe_on_something_that_is_over_begins_it_again(by: str) -> None:
    """Reopened, then VIOLENT: with its own entry, no end left over, and one round of pages."""
    call = _held(UPSET)
    call.does(i.Resolve("t1"))
    decision = call.until(30).does(i.AnswerSafe(by, safe=False))
    assert [type(entry) for entry in decision.entries][:3] == [t.Reopened, t.SafeSaid, t.SeverityRaised]
    assert (call.e.state, call.e.severity, call.e.ended_at, call.e.note) == (State.PAGING, VIOLENT, None, "none")
    assert sum(isinstance(entry, t.PagesMade) for entry in decision.entries) == 1
    late = _held(UPSET)
    late.does(i.Resolve("t1"))
    assert isinstance(late.sleeps(31 * 24 * 60).does(i.AnswerSafe(RAISER, safe=False)).refusal, TooLateToReopen)


@pytest.mark.parametrize(
    ("within", "says"), [(timedelta(days=30), "over 30 days ago"), (timedelta(hours=12), "over 12 h ago")]
)
def test_too_late_to_reopen_says_how_long_the_site_allows(within: timedelta, says: str) -> None:
    """A site may have set another time than the shipped one."""
    late = _held(UPSET, policy=replace(STANDARD, reopen_within=within))
    late.does(i.Resolve("t1"))
    refusal = late.sleeps(31 * 24 * 60).does(i.Reopen("t1")).refusal
    assert refusal
    assert says in refusal.sentence


def test_safe_can_be_taken_back() -> None:
    """The answer is missing again, whoever saw them no longer counts, and they are asked at once."""
    call = _held(THREATENING)
    call.does(i.AnswerSafe("t1", safe=True))
    assert call.e.seen_safe_by == "t1"
    call.does(i.TakeBackSafe(RAISER))
    assert call.e.last_safe == SafeAnswer.NONE
    assert (call.e.seen_safe_by, call.e.check_asked_at) == (None, call.at)


@pytest.mark.parametrize(
    ("severity", "waits"), [(UPSET, False), (ABUSIVE, False), (THREATENING, True), (VIOLENT, True)]
)
def test_a_safety_case_is_not_resolved_before_somebody_knows_that_they_are_safe(
    severity: Severity, waits: bool
) -> None:
    """domain.md c.1: *Resolve* is kept and done as soon as a second person confirms."""
    call, waits = _held(severity), severity >= THREATENING
    decision = call.does(i.Resolve("t1"))
    assert isinstance(decision.refusal, NeedsSecondPerson) is waits
    assert call.e.open is waits
    call.does(i.SeeSafe("colleague"))
    assert call.e.state == State.RESOLVED
    assert call.e.ended_by == "t1"


def test_the_raisers_word_is_enough_for_threatening_and_not_for_violent() -> None:
    """Rule 13: *Safe* never closes a VIOLENT one without somebody who saw or spoke to them."""
    threatening, violent = _held(THREATENING), _held(VIOLENT)
    for call in (threatening, violent):
        call.does(i.Resolve("t1"))
        call.does(i.AnswerSafe(RAISER, safe=True))
    assert (threatening.e.open, violent.e.open) == (False, True)
    violent.does(i.Resolve("t1", saw=True))
    assert violent.e.seen_safe_by == "t1"
    assert not violent.e.open


def test_a_lowered_one_is_still_the_safety_case_that_it_was() -> None:
    """domain.md b.1 rule 4: the highest level ever reached decides."""
    call = _held(VIOLENT)
    call.does(i.LowerSeverity("t1", UPSET, "he left"))
    assert (call.e.severity, call.e.highest) == (UPSET, VIOLENT)
    assert isinstance(call.does(i.Resolve("t1")).refusal, NeedsSecondPerson)


def test_a_safety_case_is_stood_down_by_somebody_who_saw_them() -> None:
    """domain.md c.7: never by the raiser, and not by somebody who saw nobody."""
    call = ActedOut(THREATENING)
    assert isinstance(call.does(i.StandDown(RAISER, saw=True)).refusal, NotAllowed)
    assert isinstance(call.does(i.StandDown("t1")).refusal, NeedsSecondPerson)
    call.does(i.StandDown("t1", saw=True))
    assert (call.e.state, call.e.ended_how, call.e.seen_safe_by) == (State.WITHDRAWN, "stood_down", "t1")


def test_pressed_by_mistake_in_a_safety_case_keeps_paging() -> None:
    """The alarm latches: the responders are asked to confirm, the beat goes on. Below it, it is withdrawn."""
    call = ActedOut(THREATENING)
    call.does(i.SayMistake(RAISER))
    assert (call.e.open, call.e.mistake_said) == (True, True)
    assert call.until(1).paged("t1") == [0, 30, 60]
    upset = ActedOut(UPSET)
    upset.does(i.SayMistake(RAISER))
    assert (upset.e.state, upset.e.ended_how) == (State.WITHDRAWN, "withdrawn")


@pytest.mark.parametrize(
    ("severity", "flags", "seconds", "undone"),
    [
        (UPSET, (), 10, True),
        (ABUSIVE, (), 10, True),
        (UPSET, (), 11, False),
        (ABUSIVE, (Flag.HATE,), 1, False),
        (THREATENING, (), 1, False),
        (VIOLENT, (), 1, False),
    ],
)
def test_undo_is_there_for_ten_seconds(severity: Severity, flags: tuple[Flag, ...], seconds: int, undone: bool) -> None:
    """UPSET and ABUSIVE only, and never in a safety case."""
    call = ActedOut(severity, flags=frozenset(flags)).until(0, seconds)
    decision = call.does(i.Undo(RAISER))
    assert call.e.open is not undone
    assert undone or isinstance(decision.refusal, TooLateToUndo)


def test_after_the_end_the_raiser_is_asked_once_more_whether_all_is_well() -> None:
    """b.4, UPSET: *OK?* without an answer is asked once more, and then never again."""
    call = _held(UPSET)
    call.does(i.Resolve("t1"))
    assert call.until(60).when(t.OkAskedAgain) == [5 + 120]
    answered = _held(UPSET)
    answered.does(i.Resolve("t1"))
    answered.does(i.AnswerOk(RAISER, ok=False))
    assert answered.until(60).when(t.OkAskedAgain) == []
    assert isinstance(answered.does(i.RaiseSeverity(RAISER, VIOLENT)).refusal, AlreadyEnded)
