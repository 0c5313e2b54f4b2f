"""The checker finds what it is there to find: each rule against a history that breaks it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain import timeline as t
from domain.escalation import due_at, fold
from domain.page import LEASE, Delivery, Kind, Message
from tests.crash.checker import judge
from tests.crash.evidence import Answered, Case, Evidence, Post, Raised, Told
from tests.crash.witness import Seen
from tests.storage.given import AT, call, later, page

WORDS = "case000001"
RAISED = call(words=WORDS)
E1 = RAISED.escalation
PAGE = replace(page(), state=Delivery.SENT, due_at=None)
LEASE_ENDS = (AT + LEASE).isoformat()


def seen(was: str, became: str, token: int = 1, lease: str | None = LEASE_ENDS) -> Seen:
    """The page went from one state to another."""
    return Seen("message", PAGE.id, E1.id, "page", 1, was, became, token, lease)


def epoch(became: str, number: int = 1) -> Seen:
    """The escalation's epoch opened or closed."""
    return Seen("epoch", E1.id, E1.id, "", number, "", became, 1)


WELL = Evidence(
    at=later(5),
    cases=[Case(E1, tuple(RAISED.entries), due_at(E1))],
    messages=[PAGE],
    seen=[epoch("open"), seen("", "due", 0, None), seen("due", "sending"), seen("sending", "sent", 1, None)],
    posts=[Post(PAGE.id, later(1))],
    raises=[Raised(WORDS, Told.SUCCESS)],
)


def case(*entries: t.Entry) -> Case:
    """The escalation after these entries."""
    timeline = (*RAISED.entries, *entries)
    row = fold(timeline)
    return Case(row, timeline, due_at(row))


def test_a_good_history_is_clean() -> None:
    """And its figures are counted."""
    found = judge(WELL)
    assert found.clean, str(found)
    assert (found.pages, found.doubles, found.unknowns) == (1, 0, 0)


def test_a_page_accepted_twice_is_no_wrong_where_its_first_outcome_was_unknown() -> None:
    """The lease ran out, so that nobody knew: one more is allowed, and counted (invariant 5)."""
    again = (AT + 2 * LEASE + timedelta(seconds=3)).isoformat()
    more = [seen("sending", "sending", 2, again), seen("sending", "due", 2, None), seen("due", "sending", 3, again)]
    found = judge(replace(WELL, seen=[*WELL.seen[:3], *more], posts=[*WELL.posts, Post(PAGE.id, later(14))]))
    assert found.clean, str(found)
    assert (found.doubles, found.unknowns) == (1, 1)


ACKNOWLEDGED = t.Acknowledged(later(1), "ana")
CLOSED = t.EpochClosed(later(1))
CLAIMED = seen("due", "sending")
BROKEN = {
    "answered with success and not there": ("lost", replace(WELL, cases=[])),
    "answered with success and nobody called": ("lost", replace(WELL, posts=[])),
    "one call made two escalations": ("twice", replace(WELL, cases=[*WELL.cases, *WELL.cases])),
    "open without a next look": ("stuck", replace(WELL, cases=[Case(E1, tuple(RAISED.entries), None)])),
    "due long ago": ("stuck", replace(WELL, at=later(3600))),
    "in nobody's hands": (
        "stuck",
        replace(WELL, at=later(20), messages=[replace(PAGE, state=Delivery.SENDING, lease_until=later(10))]),
    ),
    "unknown and never looked up": ("stuck", replace(WELL, messages=[replace(PAGE, state=Delivery.UNKNOWN)])),
    "claimed after the answer": ("late claim", replace(WELL, seen=[epoch("open"), epoch("closed"), CLAIMED])),
    "claimed in a later epoch": ("late claim", replace(WELL, seen=[epoch("open"), epoch("open", 2), CLAIMED])),
    "accepted twice, known once": ("doubled", replace(WELL, posts=[*WELL.posts, Post(PAGE.id, later(2))])),
    "called after its lease": ("late call", replace(WELL, posts=[Post(PAGE.id, later(12))])),
    "called without a claim": ("late call", replace(WELL, seen=[])),
    "claimed under somebody's lease": (
        "two holders",
        replace(WELL, seen=[*WELL.seen[:3], seen("sending", "sending", 2, later(12).isoformat())]),
    ),
    "claimed with an old token": ("two holders", replace(WELL, seen=[*WELL.seen, seen("sent", "sending", 1)])),
    "a row that its entries do not give": (
        "does not fold",
        replace(WELL, cases=[Case(replace(E1, owner_id="bo"), tuple(RAISED.entries), due_at(E1))]),
    ),
    "acknowledged when it was closed": (
        "two owners",
        replace(WELL, cases=[case(ACKNOWLEDGED, CLOSED, t.Acknowledged(later(2), "bo"))]),
    ),
    "closed twice": ("two owners", replace(WELL, cases=[case(ACKNOWLEDGED, CLOSED, CLOSED)])),
    "an answer taken and not there": (
        "false success",
        replace(WELL, answers=[Answered(E1.id, "ana", Told.SUCCESS)]),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_history_is_found(name: str) -> None:
    """Each rule says so, in words that name what it is about."""
    kind, evidence = BROKEN[name]
    assert judge(evidence).of(kind)


def test_what_nobody_was_told_may_be_missing() -> None:
    """A call for help that broke off, or was answered NOT RECORDED, is no loss."""
    for told in (Told.NOTHING, Told.NOT_RECORDED):
        assert not judge(replace(WELL, raises=[Raised("case000002", told)])).of("lost")


def test_a_list_counts_as_the_pages_that_it_carries() -> None:
    """Claimed while one of them is open, called once for all (reliability.md F51)."""
    carried = replace(PAGE, list_id="l1")
    one_list = Message("l1", "list:1", Kind.LIST, PAGE.target, 0, None, state=Delivery.SENT)
    looks = [replace(one, id="l1", kind="list", escalation_id=None) for one in WELL.seen if one.subject == "message"]
    evidence = replace(WELL, messages=[carried, one_list], seen=[epoch("open"), *looks], posts=[Post("l1", later(1))])
    assert judge(evidence).clean
    closed = replace(evidence, seen=[epoch("open"), epoch("closed"), *looks])
    assert judge(closed).of("late claim")
