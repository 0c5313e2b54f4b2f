"""What people say of the event: about whom it is, where, with what (domain.md b.2, c.6; screens.md rules 10 to 12)."""

from __future__ import annotations

from domain import timeline as t
from domain.escalation import State
from domain.escalation import inputs as i
from domain.policy import Group
from domain.severity import Flag, Severity
from tests.domain.acted_out import ActedOut, paged_now, staffed
from tests.domain.lives import RAISER, START, roster_of

UPSET, ABUSIVE, THREATENING, VIOLENT = Severity


def test_about_a_colleague_leaves_out_tier_1_for_ever() -> None:
    """Rule 12: tier 2 and the safety people at once; nobody of tier 1, not even when it goes unanswered."""
    call = ActedOut(THREATENING, staffed(helpers=("t1b",), backup=("t1", "shield")), about_colleague=True, safe=True)
    assert (call.paged("t2"), call.paged("hr")) == ([0], [0])
    call.until(30)
    assert call.e.state == State.UNANSWERED
    assert call.paged("t1") == call.paged("t1b") == []
    assert call.e.excluded == {"t1", "t1b"}


def test_about_a_colleague_leaves_out_who_comes_into_tier_1_later() -> None:
    """A handoff in the middle changes nothing of it."""
    call = ActedOut(VIOLENT, about_colleague=True)
    call.roster = staffed(tier_1=("nextdoor",))
    assert call.until(5).paged("nextdoor") == [0]


def test_about_the_only_manager_there_is_the_last_resort_is_called() -> None:
    """domain.md c.6: if that person is the only tier, the others are called."""
    call = ActedOut(VIOLENT, roster_of({Group.TIER_1: ("t1",)}, last_resort=("owner",)), about_colleague=True)
    assert (call.paged("owner"), call.paged("t1")) == ([0], [])
    assert t.GapFound(START) in call.decisions[0].entries


def test_a_manager_who_is_attacked_is_simply_a_raiser() -> None:
    """They are not paged for their own call; the next of the tier is."""
    call = ActedOut(VIOLENT, staffed(tier_1=(RAISER, "t1b")))
    assert (call.paged(RAISER), call.paged("t1b")) == ([], [0])


def test_a_weapon_sets_violent_and_hate_makes_a_safety_case() -> None:
    """domain.md b.2: flags at the tap and later."""
    assert ActedOut(UPSET, flags=frozenset({Flag.WEAPON})).e.severity == VIOLENT
    call = ActedOut(ABUSIVE)
    assert not call.e.safety_case
    call.does(i.SetFlags(RAISER, frozenset({Flag.HATE})))
    assert (call.e.severity, call.e.safety_case) == (ABUSIVE, True)
    call.does(i.SetFlags(RAISER, frozenset({Flag.HATE, Flag.SEXUAL_CONTACT})))
    assert call.e.severity == VIOLENT


def test_a_place_that_turns_out_silent_is_silent_from_there() -> None:
    """Rules 10 and 11: *Wrong place* corrects it, confirms it and pages anew."""
    call = ActedOut(ABUSIVE).until(0, 30)
    call.does(i.SetPlace(RAISER, "kiosk", silent=True))
    assert (call.e.silent, call.e.place_confirmed, call.e.place_id) == (True, True, "kiosk")
    assert call.paged("t1") == [0, 30]
    assert ActedOut(VIOLENT, silent=True).e.silent


def test_nobody_undoes_a_police_call() -> None:
    """domain.md c.2: "no" after "yes" changes nothing, "yes" after "no" does."""
    call = ActedOut(VIOLENT)
    call.does(i.AnswerPolice("t1", called=False))
    call.does(i.AnswerPolice(RAISER, called=True))
    assert call.does(i.AnswerPolice("t1", called=False)).entries == ()
    assert call.e.police_called is True


def test_alone_and_a_weapon_at_once_is_one_round() -> None:
    """Two reasons to page in one tap are one page to each, at the higher level."""
    call = ActedOut(UPSET).until(0, 30)
    decision = call.does(i.SetFlags(RAISER, frozenset({Flag.ALONE, Flag.WEAPON})))
    assert (call.e.severity, call.e.lone) == (VIOLENT, True)
    assert [entry.round for entry in decision.entries if isinstance(entry, t.PagesMade)] == [1]
    assert sorted(paged_now(call)) == ["guard", "nextdoor", "t1", "t2", "t3"]
