"""Claims: each message to one holder at a time, in order, and no page whose epoch has closed (principle 5)."""

from __future__ import annotations

from domain.escalation.inputs import RaiseSeverity
from domain.page import Delivery, Job, Kind
from domain.severity import Severity
from storage.unit_of_work import SqlStore
from tests.storage.given import AT, REF, acknowledge, change, claimed, later, look, message, page, raised, write


def test_a_claim_puts_a_message_into_one_pair_of_hands(store: SqlStore) -> None:
    """Token, attempts and lease are in the claim as in the row, and nobody else gets it meanwhile."""
    raised(store, pages=1)
    (claim,) = claimed(store)
    assert (claim.job, claim.lease_until) == (Job.POST, later(10))
    assert claim.message == message(store, "m:e1:0")
    assert (claim.message.state, claim.message.token, claim.message.attempts) == (Delivery.SENDING, 1, 1)
    assert claimed(store, later(9)) == []


def test_the_worst_goes_first_and_nothing_before_its_time(store: SqlStore) -> None:
    """F52: by rank, then by how long it waits; a limit cuts the end off."""
    raised(store)
    rows = [page(n=n, rank=rank, due_at=later(due)) for n, (rank, due) in enumerate([(5, 0), (0, 2), (0, 1), (0, 9)])]
    write(store, lambda unit: unit.messages.add(rows))
    assert [c.message.id for c in claimed(store, later(5), limit=2)] == ["m:e1:2", "m:e1:1"]
    assert [c.message.id for c in claimed(store, later(5))] == ["m:e1:0"]


def test_a_target_has_one_message_in_hand(store: SqlStore) -> None:
    """Slack takes about one message a second for each channel (F22, P25); another target does not wait."""
    raised(store)
    rows = [page(n=n, target="D:one", rank=n) for n in range(3)] + [page(n=9, target="D:two", rank=9)]
    write(store, lambda unit: unit.messages.add(rows))
    first, other = claimed(store)
    assert [first.message.id, other.message.id] == ["m:e1:0", "m:e1:9"]
    assert claimed(store) == []
    write(store, lambda unit: unit.messages.record_shown(first, REF, AT, None))
    assert [c.message.id for c in claimed(store)] == ["m:e1:1"]


def test_a_muted_target_is_left_alone_until_its_time(store: SqlStore) -> None:
    """F22: no call inside Retry-After, however urgent; a shorter wish does not shorten it."""
    raised(store, pages=2)
    write(store, lambda unit: unit.messages.mute("D:e1:0", later(30)))
    write(store, lambda unit: unit.messages.mute("D:e1:0", later(20)))
    assert [c.message.id for c in claimed(store, later(1))] == ["m:e1:1"]
    assert claimed(store, later(29.9))[0].message.id == "m:e1:1"
    assert [c.message.id for c in claimed(store, later(30))] == ["m:e1:0"]
    write(store, lambda unit: unit.messages.mute("D:e1:0", later(90)))
    assert look(store, lambda unit: unit.messages.next_due_at()) == later(39.9)


def test_what_is_posted_and_out_of_date_is_claimed_for_an_edit(store: SqlStore) -> None:
    """And what is posted and up to date for nothing."""
    raised(store, pages=1)
    (claim,) = claimed(store)
    write(store, lambda unit: unit.messages.record_shown(claim, REF, AT, None))
    assert claimed(store, later(99)) == []
    write(store, lambda unit: unit.messages.redraw("e1", later(1), 50))
    (edit,) = claimed(store, later(1))
    assert (edit.job, edit.message.ref, edit.message.wanted) == (Job.EDIT, REF, 2)


def test_a_lease_that_ran_out_is_looked_up_before_anything_is_sent_again(store: SqlStore) -> None:
    """F17, F18: the holder died; whether the platform has it is unknown, and counted."""
    raised(store, pages=1)
    claimed(store)
    (found,) = claimed(store, later(10))
    assert (found.job, found.message.unknowns, found.message.token) == (Job.LOOK_UP, 1, 2)
    (again,) = claimed(store, later(20))
    assert (again.job, again.message.unknowns) == (Job.LOOK_UP, 2)


def test_an_unknown_one_is_looked_up_when_its_time_comes(store: SqlStore) -> None:
    """F19, F21: and the look itself is no further unknown."""
    raised(store, pages=1)
    (claim,) = claimed(store)
    write(store, lambda unit: unit.messages.record_unknown(claim, later(3)))
    assert claimed(store, later(2)) == []
    (look_up,) = claimed(store, later(3))
    assert (look_up.job, look_up.message.unknowns) == (Job.LOOK_UP, 1)


def test_an_edit_whose_holder_died_is_simply_made_again(store: SqlStore) -> None:
    """Where it stands is known, and drawing it twice looks like once."""
    raised(store, pages=1)
    (claim,) = claimed(store)
    write(store, lambda unit: unit.messages.record_shown(claim, REF, AT, later(1)))
    assert claimed(store, later(1))[0].job == Job.EDIT
    (again,) = claimed(store, later(11))
    assert (again.job, again.message.unknowns) == (Job.EDIT, 0)


def test_a_page_of_a_closed_or_an_older_epoch_is_cancelled_instead(store: SqlStore) -> None:
    """Invariant 6: even one that no acknowledgement has cancelled, and the next of its target goes in its place."""
    raised(store, "e1")
    raised(store, "e2")
    acknowledge(store, "e1")
    change(store, "e2", RaiseSeverity("rae", to=Severity.VIOLENT))
    stale = [page("e1", n, target="D:one") for n in range(3)] + [page("e2", 0, target="D:two")]
    live = [page("e2", 1, target="D:one", epoch=2, rank=9), page("e1", 9, kind=Kind.RAISER_CARD, target="D:rae")]
    write(store, lambda unit: unit.messages.add(stale + live))
    assert {c.message.id for c in claimed(store)} == {m.id for m in live}
    assert {message(store, m.id).state for m in stale} == {Delivery.CANCELLED}


def test_what_belongs_to_no_escalation_is_claimed_all_the_same(store: SqlStore) -> None:
    """A test page, a word to an admin."""
    write(store, lambda unit: unit.messages.add([page(None, 0, kind=Kind.TOLD)]))
    assert [c.job for c in claimed(store)] == [Job.POST]


def test_the_next_instant_is_one_at_which_a_claim_finds_something(store: SqlStore) -> None:
    """An engine that woke earlier, for a target that is muted or busy, would wake again and again for nothing."""
    raised(store)
    rows = [page(n=n, target="D:one", due_at=later(n)) for n in range(2)] + [page(n=2, due_at=later(60))]
    write(store, lambda unit: unit.messages.add(rows))
    assert look(store, lambda unit: unit.messages.next_due_at()) == AT
    (claim,) = claimed(store, later(2), limit=1)
    assert look(store, lambda unit: unit.messages.next_due_at()) == claim.lease_until
    write(store, lambda unit: unit.messages.record_shown(claim, REF, AT, None))
    assert look(store, lambda unit: unit.messages.next_due_at()) == later(1)
    write(store, lambda unit: unit.messages.mute("D:one", later(30)))
    assert look(store, lambda unit: unit.messages.next_due_at()) == later(30)
    assert look(store, lambda unit: unit.messages.overdue(later(25))) == 0
    assert look(store, lambda unit: unit.messages.overdue(later(40))) == 1


def test_with_nothing_due_there_is_no_next_instant(store: SqlStore) -> None:
    """Then only the tick of a second looks."""
    assert look(store, lambda unit: unit.messages.next_due_at()) is None
    assert claimed(store) == []
