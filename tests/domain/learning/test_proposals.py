"""The moves of a proposal: which may follow which, who may make them, and by when (domain.md d.6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.edits.refused import Refused
from domain.errors import NotAllowed
from domain.learning import proposals as p
from domain.learning.deadlines import check_due, decision_late, owner_late
from domain.learning.deciders import check_decides, check_works, may_decide
from domain.learning.proposal import Cause, Move, Proposal, ProposalState, Strength
from domain.people import Person, Role
from domain.policy import Group
from domain.site import Directory, Site
from tests.domain.learning.noted import DAY, RECEIPT
from tests.domain.learning.timelines import BERLIN, NOON

S = ProposalState
ROADS: dict[ProposalState, tuple[ProposalState, ...]] = {
    S.PROPOSED: (S.PROPOSED,),
    S.OWNED: (S.PROPOSED, S.OWNED),
    S.ACCEPTED: (S.PROPOSED, S.OWNED, S.ACCEPTED),
    S.REFUSED: (S.PROPOSED, S.OWNED, S.REFUSED),
    S.IN_WORK: (S.PROPOSED, S.OWNED, S.ACCEPTED, S.IN_WORK),
    S.DONE: (S.PROPOSED, S.OWNED, S.ACCEPTED, S.IN_WORK, S.DONE),
    S.KEPT: (S.PROPOSED, S.OWNED, S.ACCEPTED, S.IN_WORK, S.DONE, S.KEPT),
    S.REOPENED: (S.PROPOSED, S.OWNED, S.ACCEPTED, S.IN_WORK, S.DONE, S.REOPENED),
}
MOVES: dict[str, tuple[Callable[[Proposal], Proposal], frozenset[ProposalState]]] = {
    "own": (lambda one: p.owned(one, "omar", NOON), frozenset({S.PROPOSED})),
    "accept": (lambda one: p.accepted(one, "omar", NOON), frozenset({S.OWNED, S.REOPENED})),
    "refuse": (lambda one: p.refused(one, "omar", NOON, "Too dear"), frozenset({S.OWNED, S.REOPENED})),
    "start": (lambda one: p.started(one, "omar", NOON), frozenset({S.ACCEPTED})),
    "finish": (lambda one: p.finished(one, "omar", NOON), frozenset({S.IN_WORK})),
    "check": (lambda one: p.checked(one, 5, 2, NOON), frozenset({S.DONE})),
    "judge": (lambda one: p.judged(one, False, "omar", NOON), frozenset({S.DONE})),
}


def at_state(state: ProposalState, **more: object) -> Proposal:
    """A complete proposal that took the shortest road to this state, a day for each move, owned by Dana."""
    moves = tuple(Move(one, NOON - (20 - n) * DAY, "dana") for n, one in enumerate(ROADS[state]))
    filled = {
        "now": "3 calls", "change": "By card number", "strength": Strength.STRONGER, "other_than_people": "The rule",
        "owner_id": None if state == S.PROPOSED else "dana", **more,
    }  # fmt: skip
    return Proposal("p1", "harbour", Cause.RULE, RECEIPT, ("e1",), moves, **filled)  # type: ignore[arg-type]


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("name", list(MOVES))
def test_only_the_next_move_is_possible(state: ProposalState, name: str) -> None:
    """Every other tap, however late, changes nothing and reads where it stands."""
    make, from_states = MOVES[name]
    before = at_state(state)
    if state in from_states:
        after = make(before)
        assert after.version == before.version + 1
        assert after.moves[:-1] == before.moves
    else:
        with pytest.raises(p.MovedOn, match="Nothing was changed"):
            make(before)


def test_owning_it_twice_is_owning_it_once() -> None:
    """A second tap of the same person changes nothing; another person's is refused."""
    once = p.owned(at_state(S.PROPOSED), "omar", NOON)
    assert once.owner_id == "omar"
    assert p.owned(once, "omar", NOON) == once
    with pytest.raises(p.MovedOn):
        p.owned(once, "dana", NOON)


@pytest.mark.parametrize("gap", [{"change": " "}, {"strength": None}, {"other_than_people": ""}])
def test_nothing_is_accepted_that_is_not_filled_in(gap: dict[str, object]) -> None:
    """What should change, how strong it is, and whether something other than people could: all three are asked."""
    with pytest.raises(p.NotComplete):
        p.accepted(at_state(S.OWNED, **gap), "dana", NOON)


def test_a_refusal_needs_its_reason() -> None:
    """Those who reported it read why."""
    with pytest.raises(Refused) as refused:
        p.refused(at_state(S.OWNED), "dana", NOON, "  ")
    assert refused.value.field == "reason"
    assert p.refused(at_state(S.OWNED), "dana", NOON, " Too dear ").moves[-1].words == "Too dear"


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [(5, 4, S.KEPT), (5, 0, S.KEPT), (0, 0, S.KEPT), (5, 5, S.REOPENED), (3, 7, S.REOPENED)],
)
def test_the_check_keeps_what_dropped_and_reopens_the_rest(before: int, after: int, state: ProposalState) -> None:
    """Reopened it waits for a decision again, thirty days long."""
    checked = p.checked(at_state(S.DONE), before, after, NOON)
    assert (checked.state, checked.before, checked.after) == (state, before, after)
    if state == S.REOPENED:
        assert checked.decide_by == (NOON + 30 * DAY).date()
        assert p.refused(checked, "dana", NOON, "It costs more than it helps").state == S.REFUSED


def test_the_form_names_an_owner_and_that_is_the_move() -> None:
    """Named while nobody owned it; afterwards it only changes who does; a decided one is closed."""
    wording = p.Wording("now", "change", "effect", p.NO, Strength.WEAKER, "omar", date(2026, 4, 1))
    first = p.reworded(at_state(S.PROPOSED), wording, "dana", NOON)
    assert (first.state, first.owner_id, first.moves[-1].by) == (S.OWNED, "omar", "dana")
    again = p.reworded(first, replace(wording, owner_id=None, change="other"), "dana", NOON)
    assert (again.state, again.owner_id, again.change, again.version) == (S.OWNED, "omar", "other", first.version + 1)
    with pytest.raises(p.MovedOn):
        p.reworded(at_state(S.REFUSED), wording, "dana", NOON)


def person(id_: str, *roles: Role, deactivated: bool = False) -> Person:
    """Somebody with an account."""
    return Person(id_, id_.title(), f"U{id_}", frozenset(roles), f"D{id_}", deactivated=deactivated)


HARBOUR = Site("harbour", "Harbour", BERLIN, "1", "112", staff=("mia", "dana", "gone"), groups={Group.TIER_3: ("lea",)})
MARINA = Site("marina", "Marina", BERLIN, "1", "112", staff=("omar",))
PEOPLE = (
    person("mia"), person("lea"), person("dana", Role.MANAGER), person("omar", Role.MANAGER),
    person("ines", Role.ADMIN), person("gone", Role.MANAGER, deactivated=True),
)  # fmt: skip
HOUSE = Directory(0, (HARBOUR, MARINA), PEOPLE)


@pytest.mark.parametrize(
    ("site", "who"), [("harbour", {"dana", "ines"}), ("marina", {"omar", "ines"}), ("", {"lea", "ines"})]
)
def test_managers_and_admins_decide_and_for_all_sites_admins_and_tier_three(site: str, who: set[str]) -> None:
    """Nobody else, nobody of another site, nobody whose account is off, nobody unknown."""
    people = [one.id for one in PEOPLE]
    assert {one for one in [*people, "nobody"] if may_decide(HOUSE, one, site)} == who


def test_its_owner_may_say_that_it_is_in_work_and_done() -> None:
    """Owning it is enough for the work, and not for the decision."""
    owned = replace(at_state(S.ACCEPTED), owner_id="mia")
    check_works(HOUSE, "mia", owned)
    check_works(HOUSE, "dana", owned)
    with pytest.raises(NotAllowed, match="manager"):
        check_decides(HOUSE, "mia", owned)
    with pytest.raises(NotAllowed):
        check_works(HOUSE, "omar", owned)


def test_deadlines_are_seven_days_the_decision_date_and_sixty_days() -> None:
    """To the second for the first and the last; the date by the site's calendar."""
    proposed = Proposal("p1", "harbour", Cause.RULE, RECEIPT, (), (Move(S.PROPOSED, NOON),), decide_by=date(2026, 4, 1))
    assert not owner_late(proposed, NOON + 7 * DAY - timedelta(seconds=1))
    assert owner_late(proposed, NOON + 7 * DAY)
    owned = p.owned(proposed, "dana", NOON + 8 * DAY)
    assert not owner_late(owned, NOON + 9 * DAY)
    midnight_in_berlin = NOON.replace(month=3, day=31, hour=22)
    assert not decision_late(owned, midnight_in_berlin - timedelta(seconds=1), BERLIN)
    assert decision_late(owned, midnight_in_berlin, BERLIN)
    assert not decision_late(proposed, midnight_in_berlin, BERLIN), "the owner is missing first"
    done = at_state(S.DONE)
    assert not check_due(done, done.moves[-1].at + 60 * DAY - timedelta(seconds=1))
    assert check_due(done, done.moves[-1].at + 60 * DAY)
