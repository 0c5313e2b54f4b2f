"""The table of domain.md b.4, minute by minute: who is called when, and what the clock alone does."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta

import pytest

from domain import timeline as t
from domain.escalation import State, due_at
from domain.escalation import inputs as i
from domain.policy import STANDARD
from domain.severity import Severity
from tests.domain.acted_out import EVERYBODY, ActedOut, staffed
from tests.domain.lives import RAISER, START, roster_of

UPSET, ABUSIVE, THREATENING, VIOLENT = Severity
LEVELS = pytest.mark.parametrize("severity", Severity, ids=lambda severity: severity.word)

# Seconds from the tap to each person's first page while nobody answers; t1b, who is second in tier 1, and whoever
# a column does not name are called once it is unanswered.
FIRST_CALLED = {
    UPSET: {"t1": 0, "t2": 360, "t3": 900, "t1b": 1200, "guard": 1200, "nextdoor": 1200, "shield": 1200},
    ABUSIVE: {"t1": 0, "t2": 180, "t3": 420, "t1b": 600, "guard": 600, "nextdoor": 600, "shield": 600},
    THREATENING: {"t1": 0, "t2": 0, "t3": 90, "t1b": 180, "guard": 0, "nextdoor": 180, "shield": 180},
    VIOLENT: {"t1": 0, "t2": 0, "t3": 0, "t1b": 120, "guard": 0, "nextdoor": 0, "shield": 60},
}
REPAGE = {UPSET: 120, ABUSIVE: 60, THREATENING: 30, VIOLENT: 20}
UNANSWERED = {UPSET: 1200, ABUSIVE: 600, THREATENING: 180, VIOLENT: 120}
TOLD = {UPSET: [240], ABUSIVE: [120], THREATENING: [60], VIOLENT: [20, 50, 80, 110]}
STALE = {UPSET: 600, ABUSIVE: 300, THREATENING: 180, VIOLENT: 120}
CHECKS = {
    UPSET: [],
    ABUSIVE: [300, 600],
    THREATENING: [120, 240, 360, 480, 600],
    VIOLENT: [60 * n for n in range(1, 11)],
}


@LEVELS
def test_each_tier_is_called_at_its_minute(severity: Severity) -> None:
    """Nobody before their time, nobody after it (invariant 9), and the safety group of a colleague's case never."""
    call = ActedOut(severity, safe=True).until(20)
    assert {person: call.paged(person)[0] for person in EVERYBODY} == FIRST_CALLED[severity]
    assert call.paged("hr") == call.paged("owner") == call.paged(RAISER) == []


@LEVELS
def test_whoever_is_called_is_called_again_on_every_beat(severity: Severity) -> None:
    """Re-ping every 2 min, 60 s, 30 s, 20 s until it counts as unanswered."""
    limit, every = UNANSWERED[severity], REPAGE[severity]
    call = ActedOut(severity, safe=True).until(0, limit)
    assert call.paged("t1") == list(range(0, limit + 1, every))


@LEVELS
def test_the_raiser_hears_that_nobody_has_answered(severity: Severity) -> None:
    """At 4 min, 2 min, 60 s; in VIOLENT at 20 s and then every 30 s."""
    assert ActedOut(severity, safe=True).until(0, UNANSWERED[severity]).when(t.RaiserTold) == TOLD[severity]


@LEVELS
def test_silence_past_the_limit_is_unanswered(severity: Severity) -> None:
    """At 20, 10, 3 and 2 minutes everybody is paged at once, in one round."""
    call = ActedOut(severity, safe=True).until(0, UNANSWERED[severity])
    assert call.when(t.WentUnanswered) == [UNANSWERED[severity]]
    assert call.e.state == State.UNANSWERED
    last = next(d for d in reversed(call.decisions) if d.pages)
    assert sorted(order.person_id for order in last.pages) == sorted(EVERYBODY)


@LEVELS
def test_unanswered_goes_on_for_a_day_and_never_ends_by_itself(severity: Severity) -> None:
    """F49: at the severity's interval for 15 minutes, then every 5 minutes, for ever."""
    call = ActedOut(severity, safe=True).until(24 * 60)
    start, every = UNANSWERED[severity], REPAGE[severity]
    beats = [at for at in call.paged("shield") if at >= start]
    burst = [start + n * every for n in range(math.ceil(900 / every) + 1)]
    assert beats[: len(burst)] == burst
    later = [b - a for a, b in zip(beats[len(burst) - 1 :], beats[len(burst) :], strict=False)]
    assert set(later) == {300}
    assert call.e.open
    assert len(later) > 270


@LEVELS
def test_an_answer_and_then_nothing_is_stale(severity: Severity) -> None:
    """F59: paging begins again after 10, 5, 3, 2 minutes, in a new epoch, and whoever had it is called as well."""
    call = ActedOut(severity, safe=True).until(0, 10)
    for person in ("t1", "t2")[: call.e.answers_needed()]:
        call.does(i.Acknowledge(person))
    before = call.e
    assert not before.epoch_open
    call.until(0, 10 + STALE[severity])
    assert call.when(t.AnswerWentStale) == [10 + STALE[severity]]
    assert (call.e.state, call.e.epoch, call.e.owner_id) == (State.PAGING, before.epoch + 1, None)
    assert call.paged("t1")[-1] == 10 + STALE[severity]
    assert before.groups < call.e.groups or severity == VIOLENT


def test_on_the_way_is_believed_until_a_minute_after_its_time() -> None:
    """F59: the ETA plus one minute, or the stale limit if that is later."""
    late = ActedOut(THREATENING, safe=True).until(0, 10)
    late.does(i.ComeOnTheWay("t1", 10))
    assert late.until(15).when(t.AnswerWentStale) == [10 + 600 + 60]
    soon = ActedOut(THREATENING, safe=True).until(0, 10)
    soon.does(i.ComeOnTheWay("t1", 1))
    assert soon.until(15).when(t.AnswerWentStale)[0] == 10 + 180


@LEVELS
def test_the_raiser_is_asked_whether_they_are_safe_on_time(severity: Severity) -> None:
    """From 5 min, 2 min, 60 s on at that interval; in UPSET only once it is over."""
    assert ActedOut(severity, safe=True).until(10).when(t.CheckAsked) == CHECKS[severity]


def test_nobody_answers_in_the_phone_shop() -> None:
    """Story G9: T1 has 11 pages, T2 8, T3 4 by 10:00 inclusive; then the backup, and everybody each minute."""
    call = ActedOut(ABUSIVE, safe=True).until(10)
    assert [len(call.paged(person)) for person in ("t1", "t2", "t3", "shield")] == [11, 8, 4, 1]
    call.until(10, 20).does(i.Acknowledge("shield"))
    assert (call.e.owner_id, call.e.state, call.e.epoch_open) == ("shield", State.ACKNOWLEDGED, False)


def test_a_threat_at_2_10_brings_the_backup_at_5_10() -> None:
    """G9's variant and screens.md rule 14: each deadline is the earlier of the old column's and the new column's."""
    call = ActedOut(ABUSIVE, safe=True).until(2, 10)
    call.does(i.RaiseSeverity(RAISER, to=THREATENING))
    assert call.paged("t2") == call.paged("guard") == [130]
    call.until(6)
    assert call.paged("t3")[0] == 130 + 90
    assert call.paged("shield")[0] == 130 + 180
    assert call.when(t.WentUnanswered) == [130 + 180]
    assert call.when(t.RaiserTold) == [120, 130]


def test_a_raise_just_before_a_deadline_of_the_old_column_does_not_move_it() -> None:
    """Rule 14: UPSET's twenty minutes are up at 20:00, although ABUSIVE's ten began at 19:00 only."""
    call = ActedOut(UPSET, safe=True).until(19)
    call.does(i.RaiseSeverity(RAISER, to=ABUSIVE))
    assert call.until(21).when(t.WentUnanswered) == [1200]


def test_a_raise_does_not_put_off_the_next_safe_check() -> None:
    """Rule 14: the one due at 5:00 comes at 5:00 although THREATENING's two minutes began at 4:30 only."""
    call = ActedOut(ABUSIVE, safe=True).until(4, 30)
    call.does(i.RaiseSeverity(RAISER, to=THREATENING))
    assert call.until(5).when(t.CheckAsked) == [300]


def test_somebody_alone_is_paged_as_for_a_threat() -> None:
    """domain.md b.5: the whole THREATENING column for ABUSIVE, the neighbour at once, a check every two minutes."""
    call = ActedOut(ABUSIVE, safe=True, lone=True).until(6)
    first = {person: call.paged(person)[0] for person in EVERYBODY}
    assert first == FIRST_CALLED[THREATENING] | {"nextdoor": 0}
    assert call.when(t.CheckAsked) == [120, 240, 360]
    assert ActedOut(UPSET, safe=True, lone=True).until(5).when(t.CheckAsked) == [120, 240]
    assert ActedOut(VIOLENT, safe=True, lone=True).until(2).when(t.CheckAsked) == [60, 120]


@LEVELS
def test_four_hours_of_silence_are_caught_up_with_one_round(severity: Severity) -> None:
    """F37, F51: one page per person, each thing done once, and nothing left over that is due at the same instant."""
    call = ActedOut(severity).sleeps(240)
    decision = call.tick()
    people = [order.person_id for order in decision.pages]
    assert sorted(people) == sorted(set(people))
    assert set(people) == set(EVERYBODY)
    for kind in (t.PagesMade, t.WentUnanswered, t.RaiserTold):
        assert sum(isinstance(entry, kind) for entry in decision.entries) == 1
    due = due_at(call.e)
    assert due is not None
    assert due > call.at


@LEVELS
def test_after_a_standstill_the_beat_begins_anew(severity: Severity) -> None:
    """F43: the machine slept for ten minutes; one round on its return, and the next one a whole interval after it."""
    every = REPAGE[severity]
    call = ActedOut(severity, safe=True).sleeps(10).until(10, 3 * every)
    assert call.paged("t1") == [0, 600, 600 + every, 600 + 2 * every, 600 + 3 * every]


def test_an_empty_tier_brings_the_next_one_at_once_and_is_noted() -> None:
    """F46: nobody on call is never nobody called."""
    call = ActedOut(UPSET, staffed(tier_1=()))
    assert call.paged("t2") == [0]
    assert call.kinds() == ["EscalationRaised", "GroupsJoined", "GapFound", "GroupsJoined", "PagesMade"]


def test_nobody_at_all_brings_the_last_resort() -> None:
    """F46, principle 8: the last-resort list is paged, and the gap is in the timeline."""
    nobody = roster_of({}, last_resort=("owner",))
    call = ActedOut(VIOLENT, nobody)
    assert call.paged("owner") == [0]
    assert t.GapFound(START) in call.decisions[0].entries


def test_a_busy_responder_is_paged_but_is_not_the_only_hope() -> None:
    """domain.md b.4: somebody who is with staff elsewhere is paged, and the next tier joins at once."""
    roster = roster_of({**staffed().groups}, busy=frozenset({"t1"}))
    assert ActedOut(UPSET, roster).paged("t1") == ActedOut(UPSET, roster).paged("t2") == [0]
    assert ActedOut(UPSET, staffed()).paged("t2") == []


def test_the_policy_is_the_one_of_the_tap() -> None:
    """F48, principle 7: an edit of the policy does not touch what is open."""
    hasty = replace(STANDARD, upset=replace(STANDARD.upset, repage_every=timedelta(seconds=7)))
    assert ActedOut(UPSET, policy=hasty).until(0, 21).paged("t1") == [0, 7, 14, 21]
    assert ActedOut(UPSET).until(0, 21).paged("t1") == [0]
