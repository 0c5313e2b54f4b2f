"""Who has it: the first, in VIOLENT the second as well, and not the one who is too far away (domain.md b.4)."""

from __future__ import annotations

import pytest

from domain import timeline as t
from domain.errors import NotAllowed
from domain.escalation import State
from domain.escalation import inputs as i
from domain.policy import Group
from domain.severity import Flag, Severity
from tests.domain.acted_out import ActedOut, paged_now
from tests.domain.lives import RAISER, roster_of

UPSET, ABUSIVE, THREATENING, VIOLENT = Severity


@pytest.mark.parametrize("severity", [UPSET, ABUSIVE, THREATENING])
def test_below_violent_one_answer_is_enough(severity: Severity) -> None:
    """Invariant 7: the first answer owns it and the others are left in peace."""
    call = ActedOut(severity).until(0, 10)
    call.does(i.Acknowledge("t1"))
    assert (call.e.owner_id, call.e.epoch_open) == ("t1", False)
    assert call.until(1).paged("t2") == ([0] if severity == THREATENING else [])


def test_violent_goes_on_until_two_have_answered() -> None:
    """domain.md b.4: the first owns it, the others are called on, the second ends the calls."""
    call = ActedOut(VIOLENT).until(0, 10)
    call.does(i.Acknowledge("t2"))
    assert (call.e.owner_id, call.e.epoch_open) == ("t2", True)
    call.until(0, 45)
    assert call.paged("t2") == [0]
    assert call.paged("t1") == [0, 20, 40]
    call.does(i.Acknowledge("t1"))
    assert (call.e.owner_id, call.e.epoch_open) == ("t2", False)


def test_violent_ends_its_calls_once_everyone_reachable_has_answered() -> None:
    """Where there is no second person, the only one is enough."""
    call = ActedOut(VIOLENT, roster_of({Group.TIER_1: ("t1",)}))
    call.does(i.Acknowledge("t1"))
    assert not call.e.epoch_open


def test_lowered_from_violent_one_answer_is_enough() -> None:
    """Somebody has it and it is no longer VIOLENT: the second person is no longer called for."""
    call = ActedOut(VIOLENT)
    call.does(i.Acknowledge("t1"))
    call.does(i.LowerSeverity("t1", ABUSIVE, "it was a toy"))
    assert not call.e.epoch_open
    assert call.until(1).paged("t2") == [0]


def test_over_ten_minutes_away_is_no_help_in_a_safety_case() -> None:
    """Story G6: it is noted, it counts for nothing, the next tier is called at once and paging goes on."""
    call = ActedOut(THREATENING, safe=True).until(1, 5)
    call.does(i.Acknowledge("t2"))
    call.until(1, 20).does(i.ComeOnTheWay("t2", 18))
    assert (call.e.state, call.e.epoch_open, call.e.answered()) == (State.ON_THE_WAY, True, 0)
    assert paged_now(call) == ["t1", "t3", "guard"]
    call.does(i.ComeOnTheWay("t1", 2))
    assert (call.e.epoch_open, call.e.owner_id) == (False, "t2")


@pytest.mark.parametrize(
    ("severity", "minutes", "far"),
    [(UPSET, None, False), (ABUSIVE, 18, False), (VIOLENT, 10, False), (VIOLENT, 11, True), (VIOLENT, None, True)],
)
def test_far_is_over_ten_minutes_where_somebody_may_get_hurt(
    severity: Severity, minutes: int | None, far: bool
) -> None:
    """*Longer* is far, ten minutes are not."""
    call = ActedOut(severity)
    call.does(i.ComeOnTheWay("t1", minutes))
    answer = call.e.answer_of("t1")
    assert answer is not None
    assert answer.far is far


def test_somebody_far_away_does_not_make_up_for_a_near_one_gone_silent() -> None:
    """F59: t1 has it and says nothing more; t2's hour on the road does not keep the others quiet."""
    call = ActedOut(THREATENING, safe=True).until(0, 10)
    call.does(i.Acknowledge("t1"))
    call.does(i.ComeOnTheWay("t2", 60))
    assert call.until(5).when(t.AnswerWentStale) == [10 + 180]
    assert [answer.person_id for answer in call.e.answers] == ["t2"]
    assert 190 in call.paged("t1")


def test_the_only_tier_being_far_away_brings_the_others() -> None:
    """Invariant 10: a far answer leaves nobody to rely on, so the last resort is called."""
    call = ActedOut(THREATENING, roster_of({Group.TIER_1: ("t1",)}, last_resort=("owner",)))
    call.does(i.ComeOnTheWay("t1", None))
    assert call.until(0, 30).paged("owner") == [30]


def test_whoever_joins_between_two_beats_is_paged_alone() -> None:
    """The newcomer at once, the others on their beat."""
    call = ActedOut(UPSET, safe=True).until(0, 30)
    call.does(i.RaiseSeverity(RAISER, THREATENING))
    call.until(0, 45).does(i.SetFlags(RAISER, frozenset({Flag.ALONE})))
    assert paged_now(call) == ["nextdoor"]
    assert call.until(1).paged("t1") == [0, 30, 60]


def test_the_colleague_whom_it_is_about_no_longer_counts() -> None:
    """domain.md c.6: named after having answered, they are out, and in VIOLENT a second one is called again."""
    call = ActedOut(VIOLENT).until(0, 5)
    call.does(i.Acknowledge("t1"))
    call.does(i.Acknowledge("t2"))
    call.does(i.NameColleague(RAISER, "t1"))
    assert (call.e.owner_id, call.e.epoch_open) == ("t2", True)
    assert "t1" not in paged_now(call)
    assert call.e.answer_of("t1") is None


def test_nobody_names_the_raiser_out_of_their_own_call() -> None:
    """Whoever it is about could otherwise shut them out."""
    call = ActedOut(VIOLENT)
    assert isinstance(call.does(i.NameColleague("t1", RAISER)).refusal, NotAllowed)
    assert call.does(i.AnswerSafe(RAISER, safe=False)).refusal is None
