"""What became of a claim counts only while its token holds (principle 5, invariant 11)."""

from __future__ import annotations

import pytest

from domain.page import Claim, Delivery, Job, Ref
from storage.unit_of_work import SqlStore
from tests.storage.given import AT, REF, acknowledge, claimed, later, look, message, raised, write


@pytest.fixture
def claim(store: SqlStore) -> Claim:
    """One page of one escalation, in somebody's hands."""
    raised(store, pages=1)
    return claimed(store)[0]


def now(store: SqlStore, claim: Claim) -> tuple[Delivery, object]:
    """State and next instant of the claimed message."""
    stands = message(store, claim.message.id)
    return stands.state, stands.due_at


def test_a_posted_page_is_sent_and_due_when_its_words_change(store: SqlStore, claim: Claim) -> None:
    """The screen says when it wants to be drawn again; the platform was last heard of just now."""
    assert look(store, lambda unit: unit.messages.last_answer_at()) is None
    assert write(store, lambda unit: unit.messages.record_shown(claim, REF, later(1), later(60)))
    stands = message(store, claim.message.id)
    assert (stands.state, stands.ref, stands.due_at, stands.shown) == (Delivery.SENT, REF, later(60), 1)
    assert (stands.attempts, stands.lease_until) == (0, None)
    assert look(store, lambda unit: unit.messages.last_answer_at()) == later(1)


def test_what_changed_while_it_was_in_hand_is_due_at_once(store: SqlStore, claim: Claim) -> None:
    """F58: shown stays behind wanted, so it is drawn again."""
    write(store, lambda unit: unit.messages.redraw("e1", AT, 50))
    write(store, lambda unit: unit.messages.record_shown(claim, REF, later(1), None))
    stands = message(store, claim.message.id)
    assert (stands.shown, stands.wanted, stands.due_at) == (1, 2, later(1))


def test_a_page_found_by_looking_shows_what_was_drawn_then(store: SqlStore, claim: Claim) -> None:
    """F18, F58: adopted, and as something changed since it was posted, drawn again at once."""
    write(store, lambda unit: unit.messages.redraw("e1", later(2), 50))
    (look_up,) = claimed(store, later(10))
    assert (look_up.job, look_up.message.wanted) == (Job.LOOK_UP, 2)
    write(store, lambda unit: unit.messages.record_shown(look_up, REF, later(11), None))
    stands = message(store, claim.message.id)
    assert (stands.shown, stands.due_at) == (1, later(11))


def test_what_was_not_sent_comes_again_or_not_at_all(store: SqlStore, claim: Claim) -> None:
    """F25, F30: a definite no, for now or for good."""
    assert write(store, lambda unit: unit.messages.record_not_sent(claim, Delivery.DUE, later(2)))
    assert now(store, claim) == (Delivery.DUE, later(2))
    (again,) = claimed(store, later(2))
    assert (again.job, again.message.attempts) == (Job.POST, 2)
    assert write(store, lambda unit: unit.messages.record_not_sent(again, Delivery.FAILED, None))
    assert now(store, claim) == (Delivery.FAILED, None)


def test_an_unknown_one_that_is_not_found_is_posted_again_while_somebody_waits(store: SqlStore, claim: Claim) -> None:
    """A page twice is better than a page never."""
    write(store, lambda unit: unit.messages.record_unknown(claim, later(1)))
    assert now(store, claim) == (Delivery.UNKNOWN, later(1))
    (look_up,) = claimed(store, later(1))
    assert write(store, lambda unit: unit.messages.post_again(look_up, later(2)))
    assert now(store, claim) == (Delivery.DUE, later(2))
    assert [c.job for c in claimed(store, later(2))] == [Job.POST]


def test_an_unknown_one_that_is_not_found_stays_unsent_once_somebody_has_answered(
    store: SqlStore, claim: Claim
) -> None:
    """Invariant 6."""
    write(store, lambda unit: unit.messages.record_unknown(claim, later(1)))
    acknowledge(store)
    (look_up,) = claimed(store, later(1))
    assert write(store, lambda unit: unit.messages.post_again(look_up, later(2)))
    assert now(store, claim) == (Delivery.CANCELLED, None)


def edited_in_doubt(store: SqlStore, claim: Claim) -> Claim:
    """The next claim of a message whose edit, claimed 10 s after AT, was given up."""
    write(store, lambda unit: unit.messages.record_shown(claim, REF, AT, later(10)))
    (edit,) = claimed(store, later(10))
    assert edit.job == Job.EDIT
    assert write(store, lambda unit: unit.messages.record_unknown(edit, later(15)))
    stands = message(store, claim.message.id)
    assert (stands.state, stands.due_at, stands.unknowns) == (Delivery.SENT, later(15), 0)
    (again,) = claimed(store, later(15))
    assert again.job == Job.EDIT
    return again


def test_an_edit_that_was_given_up_is_drawn_over_once_it_can_no_longer_land(store: SqlStore, claim: Claim) -> None:
    """F58: it was claimed at 10 s, and may land until half a minute after its lease; whatever else is drawn meanwhile,
    the truth is drawn once more then, and that is the end of it."""
    again = edited_in_doubt(store, claim)
    write(store, lambda unit: unit.messages.record_shown(again, REF, later(15), later(16)))
    assert now(store, claim) == (Delivery.SENT, later(16))
    write(store, lambda unit: unit.messages.redraw("e1", later(16), 50))
    (newer,) = claimed(store, later(16))
    write(store, lambda unit: unit.messages.record_not_sent(newer, Delivery.SENT, later(18)))
    (newer,) = claimed(store, later(18))
    write(store, lambda unit: unit.messages.record_shown(newer, REF, later(18), None))
    assert now(store, claim) == (Delivery.SENT, later(50))
    (last,) = claimed(store, later(50))
    write(store, lambda unit: unit.messages.record_shown(last, REF, later(50), None))
    assert now(store, claim) == (Delivery.SENT, None)


def test_an_edit_whose_holder_died_is_drawn_over_as_well(store: SqlStore, claim: Claim) -> None:
    """F58: whoever died may have begun the call: made again when the lease is over, and once more half a minute on."""
    write(store, lambda unit: unit.messages.record_shown(claim, REF, AT, later(10)))
    claimed(store, later(10))
    (again,) = claimed(store, later(20))
    write(store, lambda unit: unit.messages.record_shown(again, REF, later(20), None))
    assert now(store, claim) == (Delivery.SENT, later(50))


def test_a_result_with_an_old_token_changes_nothing(store: SqlStore, claim: Claim) -> None:
    """F32: whoever slept past the lease finds that somebody else has it."""
    claimed(store, later(10))
    before = message(store, claim.message.id)
    with store.work() as unit:
        held = [
            unit.messages.record_shown(claim, Ref("D9", "9"), later(11), None),
            unit.messages.record_not_sent(claim, Delivery.FAILED, None),
            unit.messages.record_unknown(claim, later(12)),
            unit.messages.post_again(claim, later(12)),
        ]
        unit.commit()
    assert held == [False] * 4
    assert message(store, claim.message.id) == before


def test_a_result_counts_once(store: SqlStore, claim: Claim) -> None:
    """The token is spent with the first record."""
    assert write(store, lambda unit: unit.messages.record_shown(claim, REF, AT, None))
    assert not write(store, lambda unit: unit.messages.record_not_sent(claim, Delivery.DUE, AT))
    assert now(store, claim) == (Delivery.SENT, None)
