"""Who may do what: the table of reliability.md, written out, held against the rules (invariant 14)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain import timeline as t
from domain.errors import NotAllowed, NotYourOwn
from domain.escalation import Escalation
from domain.escalation import inputs as i
from domain.escalation.rights import may_see, refusal
from domain.people import Person, Role, Roster, Standing
from domain.policy import Group
from domain.severity import Flag, Severity
from tests.domain.acted_out import STAFFED, ActedOut
from tests.domain.lives import RAISER, roster_of, standing

# The classes of the table. "nextdoor" was paged and is in no tier; "t1" is the responder, in tier 1; "t2" and "t3" are
# on call above; "boss" has the manager role; "asked" was asked to take it; "colleague" is of the site; the rest may
# do nothing: an admin of no tier, a member of another site, a guest, a deactivated account, somebody unheard of.
CLASSES = ("mia", "nextdoor", "t1", "t2", "boss", "asked", "colleague", "admin", "stranger", "guest", "gone", "unknown")
ALL = "mia nextdoor t1 t2 boss asked"
CHAIN = "nextdoor t1 t2 boss asked"

MAY: list[tuple[str, i.Input, str]] = [
    ("raise again", i.RaiseAgain(""), "mia"),
    ("acknowledge", i.Acknowledge(""), CHAIN),
    ("on the way", i.ComeOnTheWay("", 5), CHAIN),
    ("with them", i.BeWithThem(""), CHAIN),
    ("I can help", i.OfferHelp(""), "nextdoor t1 t2 boss asked colleague"),
    ("they are here", i.SayHere(""), "mia t1 t2 boss"),
    ("raise severity", i.RaiseSeverity(""), ALL + " colleague"),
    ("lower severity", i.LowerSeverity("", Severity.UPSET, "calm"), "t1 t2 boss"),
    ("only words", i.SayOnlyWords(""), ALL),
    ("undo", i.Undo(""), "mia"),
    ("withdraw", i.StandDown("", saw=True), "mia t1 t2 boss"),
    ("pressed by mistake", i.SayMistake(""), "mia"),
    ("pass on", i.PassOn(""), CHAIN),
    ("hand on", i.HandOn("", "t3"), "t1 t2 boss"),
    ("take over", i.TakeOver(""), "t2 boss"),
    ("resolve", i.Resolve("", saw=True), "t1 t2 boss"),
    ("write the note", i.KeepNote(""), "t1 t2 boss"),
    ("reopen", i.Reopen(""), "mia t1 t2 boss"),
    ("keep under hold", i.SetHold("", "police"), "boss admin"),
    ("lift the hold", i.LiftHold(""), "boss admin"),
    ("saw them safe", i.SeeSafe(""), CHAIN + " colleague"),
    ("safe or not", i.AnswerSafe(""), ALL),
    ("take back safe", i.TakeBackSafe(""), "mia"),
    ("OK?", i.AnswerOk(""), "mia"),
    ("swap me out", i.AskSwap(""), "mia"),
    ("flags", i.SetFlags("", frozenset({Flag.DRUNK})), ALL + " colleague"),
    ("place", i.SetPlace("", "bar"), ALL),
    ("name a colleague", i.NameColleague("", "t3"), ALL),
    ("words", i.Say("", "he shouts"), ALL),
    ("warned, ended", i.KeepBoundary(""), ALL),
    ("police", i.AnswerPolice(""), ALL),
    ("same event", i.SaySameEvent("", "e2"), CHAIN),
    ("raised at the same place", i.Link("", "e2"), ALL + " colleague admin stranger"),
]
STAND_DOWN = ("stand down", i.StandDown("", saw=True), CHAIN)


def _roster() -> Roster:
    roster = roster_of(STAFFED)
    asked = standing("asked", of_site=True)
    return replace(roster, standings={**roster.standings, "asked": asked}, reachable=roster.reachable | {"asked"})


def _held_by_t1(severity: Severity = Severity.ABUSIVE) -> Escalation:
    """Raised by Mia; t1 has it and asks somebody to take it; nextdoor was paged and said nothing."""
    call = ActedOut(severity, _roster(), lone=severity == Severity.ABUSIVE)
    call.does(i.Acknowledge("t1"))
    call.does(i.HandOn("t1", "asked"))
    assert call.e.was_paged("nextdoor")
    return call.e


@pytest.mark.parametrize("who", CLASSES)
@pytest.mark.parametrize(("action", "change", "may"), MAY, ids=[action for action, _, _ in MAY])
def test_an_act_is_refused_unless_the_table_allows_it(action: str, change: i.Input, may: str, who: str) -> None:
    """For every action and every class of actor the outcome is the table's; a guest and a leaver may do nothing."""
    e = _held_by_t1()
    refused = refusal(e, replace(change, by=who), _roster())
    assert (refused is None) == (who in may.split()), action
    assert refused is None or isinstance(refused, NotAllowed)


@pytest.mark.parametrize("who", CLASSES)
def test_a_safety_case_is_stood_down_by_whoever_saw_them_never_by_the_raiser(who: str) -> None:
    """The raiser may not, since somebody can make them press it; a paged person who saw them may."""
    _, change, may = STAND_DOWN
    refused = refusal(_held_by_t1(Severity.VIOLENT), replace(change, by=who), _roster())
    assert (refused is None) == (who in may.split())


def test_the_matrix_has_every_action() -> None:
    """An action that somebody adds has to say who may do it."""
    assert {type(change) for _, change, _ in MAY} == set(i.Input.__subclasses__())


@pytest.mark.parametrize("change", [i.Acknowledge(RAISER), i.ComeOnTheWay(RAISER, 2), i.BeWithThem(RAISER)])
def test_the_raiser_does_not_take_their_own(change: i.Input) -> None:
    """Even somebody on call: unless nobody else could be called at all."""
    on_call = roster_of({Group.TIER_1: (RAISER,), Group.TIER_2: ("t2",)})
    alone = roster_of({Group.TIER_1: (RAISER,)})
    assert isinstance(refusal(ActedOut(Severity.UPSET, on_call).e, change, on_call), NotYourOwn)
    assert refusal(ActedOut(Severity.UPSET, alone).e, change, alone) is None


def test_a_raiser_on_call_does_not_take_their_own_by_calling_it_the_same_event() -> None:
    """*Same event* takes the other one for whoever presses it, but never stops the pages of one's own."""
    roster = roster_of({Group.TIER_1: (RAISER,), Group.TIER_2: ("t2",)})
    call = ActedOut(Severity.ABUSIVE, roster)
    call.does(i.SaySameEvent(RAISER, "e2"))
    assert (call.e.owner_id, call.e.epoch_open, call.e.same_event) == (None, True, "e2")


def test_a_higher_tier_or_a_manager_takes_over() -> None:
    """Not the same tier, not a lower one, not a paged person."""
    roster = roster_of({**STAFFED, Group.TIER_2: ("t2", "t2b")})
    call = ActedOut(Severity.THREATENING, roster)
    call.does(i.Acknowledge("t2"))
    allowed = {who for who in ("t1", "t2b", "t3", "guard", "boss") if not refusal(call.e, i.TakeOver(who), roster)}
    assert allowed == {"t3", "boss"}


def test_tier_1_touches_nothing_that_is_about_a_manager_or_colleague() -> None:
    """screens.md rule 12: no list, no click, whoever of tier 1 it is about; not even who came into tier 1 later."""
    call = ActedOut(Severity.VIOLENT, about_colleague=True)
    later = roster_of({**STAFFED, Group.TIER_1: ("boss",)})
    for who, roster in (("t1", call.roster), ("t1b", call.roster)):
        assert refusal(call.e, i.Acknowledge(who), roster)
        assert not may_see(call.e, roster.standing(who))
    newcomer = replace(later.standing("boss"), tiers=frozenset({Group.TIER_1}))
    assert not may_see(call.e, newcomer)
    assert refusal(call.e, i.Acknowledge("boss"), replace(later, standings={**later.standings, "boss": newcomer}))


@pytest.mark.parametrize(("action", "change"), [(action, change) for action, change, _ in (*MAY, STAND_DOWN)])
@pytest.mark.parametrize("who", ["colleague", "boss", "t2"])
def test_whoever_joins_tier_1_after_the_raise_is_shut_out_of_it(who: str, action: str, change: i.Input) -> None:
    """Invariant 14, screens.md rule 12: they came later, so nobody excluded them by name, whatever else they may do."""
    call = ActedOut(Severity.THREATENING, about_colleague=True)
    joined = replace(call.roster.standing(who), tiers=frozenset({Group.TIER_1}))
    roster = replace(call.roster, standings={**call.roster.standings, who: joined})
    assert who not in call.e.excluded
    assert call.e.was_paged(who) == (who == "t2")
    assert not may_see(call.e, joined)
    assert isinstance(refusal(call.e, replace(change, by=who), roster), NotAllowed)


def test_a_raiser_of_tier_1_keeps_their_own_about_a_colleague() -> None:
    """Rule 12 shuts out whom it may be about, and never the one who called for help."""
    roster = roster_of({**STAFFED, Group.TIER_1: (RAISER, "t1")})
    call = ActedOut(Severity.THREATENING, roster, about_colleague=True)
    assert may_see(call.e, roster.standing(RAISER))
    assert refusal(call.e, i.Say(RAISER, "it is the other one"), roster) is None
    assert not may_see(call.e, roster.standing("t1"))


def test_missing_data_means_no() -> None:
    """F76: somebody of whom nothing is known sees nothing and may do nothing, in whatever roster."""
    e, empty = _held_by_t1(), Roster({})
    assert not may_see(e, Standing("t1"))
    for _, change, _ in MAY:
        assert refusal(e, replace(change, by="t1"), empty) is not None


def test_a_denied_act_is_one_entry_and_nothing_else() -> None:
    """Every denial is a timeline entry and a private sentence; the value and the pages are as they were."""
    call = ActedOut(Severity.ABUSIVE)
    before = call.e
    decision = call.does(i.Resolve("stranger"))
    assert decision.entries == (t.Denied(call.at, "stranger", action="Resolve"),)
    assert call.e == replace(before, version=before.version + 1)
    assert decision.refusal is not None
    assert decision.refusal.sentence.startswith("You can't do this here")


@pytest.mark.parametrize(
    ("who", "sees"),
    [("mia", True), ("nextdoor", True), ("t3", True), ("boss", True), ("colleague", False), ("guest", False)],
)
def test_an_open_one_shows_to_those_whom_it_concerns(who: str, sees: bool) -> None:
    """The raiser, whoever was paged or asked, who is on call, managers; not the whole site."""
    assert may_see(_held_by_t1(), _roster().standing(who)) is sees


def test_a_person_is_reachable_with_an_account_that_works() -> None:
    """A deactivated account, a guest, and somebody without an account are not."""
    dana = Person("dana", "Dana", "U0DANA", frozenset({Role.MANAGER}))
    assert dana.reachable
    assert not replace(dana, deactivated=True).reachable
    assert not replace(dana, guest=True).reachable
    assert not replace(dana, user_id="").reachable
