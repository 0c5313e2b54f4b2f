"""What recurs so often that a proposal is drafted (domain.md d.6, "Auto-draft")."""

from __future__ import annotations

import pytest

from domain.learning.proposal import Cause, Move, Proposal, ProposalState
from domain.learning.recurring import Recurring, harder_again, recurring_across, recurring_at
from domain.severity import Severity
from tests.domain.learning.noted import (
    LIGHT,
    NOTHING,
    QUEUE,
    RECEIPT,
    REFUND,
    UNKNOWN,
    days_ago,
    ids,
    noted,
)

STATE = ProposalState


def about(cause: Cause, what: str, site: str = "harbour", **moved: float) -> Proposal:
    """A proposal with its states, each so many days ago; the first is PROPOSED."""
    moves = [Move(STATE.PROPOSED, days_ago(90))]
    moves += [Move(STATE[name.upper()], days_ago(days)) for name, days in moved.items()]
    return Proposal("p1", site, cause, what, (), tuple(moves))


@pytest.mark.parametrize(
    ("days", "recurs"),
    [((1, 10, 29), True), ((0, 15, 29.9), True), ((0, 15, 30), False), ((1, 2), False), ((20, 30, 45), True)],
)
def test_the_same_rule_in_three_cases_within_thirty_days_recurs(days: tuple[float, ...], recurs: bool) -> None:
    """Thirty days before the newest of them, since a note may be late; two are not enough, nor three in a quarter."""
    notes = [noted(one, RECEIPT) for one in sorted(days, reverse=True)]
    expected = [Recurring("harbour", Cause.RULE, RECEIPT, ids(*notes))] if recurs else []
    assert recurring_at("harbour", notes, []) == expected


def test_where_the_rule_recurs_its_trigger_is_not_counted_for_the_same_cases() -> None:
    """Three refunds by one rule are one proposal; three more queues beside them are another."""
    refunds = [noted(n, RECEIPT, (REFUND,)) for n in (9, 8, 7)]
    queues = [noted(n, triggers=(QUEUE, REFUND)) for n in (6, 5, 4)]
    found = recurring_at("harbour", [*refunds, *queues], [])
    assert [(one.cause, one.about, one.cases) for one in found] == [
        (Cause.RULE, RECEIPT, ids(*refunds)),
        (Cause.TRIGGER, REFUND, ids(*queues)),
        (Cause.TRIGGER, QUEUE, ids(*queues)),
    ]


def test_a_rule_that_is_open_already_explains_its_next_case_too() -> None:
    """The fourth refund by that rule does not draft a proposal about refunds."""
    notes = [
        noted(40, RECEIPT, (REFUND,)),
        *(noted(n, triggers=(REFUND,)) for n in (9, 8)),
        noted(1, RECEIPT, (REFUND,)),
    ]
    assert recurring_at("harbour", notes, [about(Cause.RULE, RECEIPT)]) == []


def test_unknown_and_nothing_never_recur() -> None:
    """What nobody knows cannot be changed."""
    notes = [noted(n, triggers=(UNKNOWN,), harder=(NOTHING,), severity=Severity.VIOLENT) for n in (3, 2, 1)]
    assert recurring_at("harbour", notes, []) == []
    assert harder_again("harbour", notes[2], notes[:2], []) == []


def test_what_is_about_a_colleague_or_was_called_off_does_not_count() -> None:
    """Neither is a matter of a rule."""
    notes = [
        noted(3, RECEIPT),
        noted(2, RECEIPT, about_colleague=True),
        noted(1, RECEIPT),
        noted(0, RECEIPT, called_off=True),
    ]
    assert recurring_at("harbour", notes, []) == []


@pytest.mark.parametrize(
    ("moved", "recurs"),
    [
        ({}, False),
        ({"owned": 80}, False),
        ({"refused": 20}, True),
        ({"refused": 8.5}, False),
        ({"owned": 80, "accepted": 70, "in_work": 60, "done": 58, "kept": 8.5}, False),
        ({"owned": 80, "accepted": 70, "in_work": 60, "done": 58, "reopened": 8.5}, False),
        ({"refused": 70}, True),
    ],
)
def test_it_is_not_drafted_again_while_open_nor_on_what_was_decided(moved: dict[str, float], recurs: bool) -> None:
    """Open: never twice. Refused: for 60 days only where three new cases came. Kept: not on the cases before that."""
    notes = [noted(n, RECEIPT) for n in (9, 8, 7)]
    assert bool(recurring_at("harbour", notes, [about(Cause.RULE, RECEIPT, **moved)])) == recurs
    assert recurring_at("harbour", notes, [about(Cause.RULE, QUEUE)]), "another rule is another matter"


def test_five_across_sites_are_one_for_all_of_them() -> None:
    """Two here and three there; five at one site are that site's own matter."""
    notes = [noted(n, RECEIPT, site="harbour" if n % 2 else "marina") for n in (5, 4, 3, 2, 1)]
    assert recurring_across(notes, []) == [Recurring("", Cause.RULE, RECEIPT, ids(*notes))]
    assert recurring_across(notes[:4], []) == []
    assert recurring_across([noted(n, RECEIPT) for n in (5, 4, 3, 2, 1)], []) == []
    assert recurring_across(notes, [about(Cause.RULE, RECEIPT, site="")]) == []


def test_violence_where_something_made_it_harder_before_recurs_at_once() -> None:
    """One violent case is enough where the same stood in an earlier note of the site; alone it is not."""
    before, violent = noted(90, harder=(LIGHT,)), noted(1, harder=(LIGHT, NOTHING), severity=Severity.VIOLENT)
    assert harder_again("harbour", violent, [before], []) == [
        Recurring("harbour", Cause.HARDER, LIGHT, ids(before, violent))
    ]
    assert harder_again("harbour", violent, [], []) == []
    assert harder_again("harbour", violent, [violent, noted(0, harder=(LIGHT,))], []) == [], "only an earlier one"
    assert harder_again("harbour", noted(1, harder=(LIGHT,)), [before], []) == [], "only violence"


@pytest.mark.parametrize(("moved", "recurs"), [({"refused": 0.5}, False), ({"refused": 5}, False), ({"kept": 5}, True)])
def test_violence_is_not_proposed_again_on_what_was_refused(moved: dict[str, float], recurs: bool) -> None:
    """Soon after a refusal one new case is not enough; after a change that was kept it is."""
    before, violent = noted(90, harder=(LIGHT,)), noted(1, harder=(LIGHT,), severity=Severity.VIOLENT)
    assert bool(harder_again("harbour", violent, [before], [about(Cause.HARDER, LIGHT, **moved)])) == recurs
    three = [before, noted(4, harder=(LIGHT,)), noted(3, harder=(LIGHT,))]
    after_three = harder_again("harbour", violent, three, [about(Cause.HARDER, LIGHT, refused=5)])
    assert len(after_three) == 1
