"""Too many pages for one person travel in one LIST (reliability.md F51, performance.md P25)."""

from __future__ import annotations

from domain.page import Claim, Delivery, Job, Kind, Message
from storage.unit_of_work import SqlStore
from tests.storage.given import AT, REF, acknowledge, claimed, later, look, message, page, raised, write

LIST = Message("list", "list:p0", Kind.LIST, "D:boss", 0, AT, person_id="p0", made_at=AT)


def crowd(store: SqlStore, escalations: int = 5) -> None:
    """One page of each of so many escalations for the same person."""
    for n in range(escalations):
        raised(store, f"e{n}")
        write(store, lambda unit, n=n: unit.messages.add([page(f"e{n}", 0, target="D:boss", rank=9 - n)]))


def carried(store: SqlStore) -> Claim:
    """The crowd's pages in a LIST that is in somebody's hands."""
    crowd(store)
    with store.work() as unit:
        pages = unit.messages.crowded(AT, 3)["p0"]
        unit.messages.add([LIST])
        unit.messages.carry([one.id for one in pages], "list")
        unit.commit()
    (claim,) = claimed(store)
    return claim


def test_a_person_is_crowded_above_the_limit_and_with_what_is_due(store: SqlStore) -> None:
    """Pages of different escalations count, worst first; later ones and those of closed epochs do not."""
    crowd(store)
    with store.read() as unit:
        assert [m.id for m in unit.messages.crowded(AT, 4)["p0"]] == [f"m:e{n}:0" for n in (4, 3, 2, 1, 0)]
        assert unit.messages.crowded(AT, 5) == {}
        assert unit.messages.crowded(later(-1), 1) == {}
    acknowledge(store, "e0")
    assert look(store, lambda unit: unit.messages.crowded(AT, 4)) == {}


def test_carried_pages_are_sent_with_their_list(store: SqlStore) -> None:
    """One message to the person, and each page knows that it was sent."""
    claim = carried(store)
    assert (claim.message.id, claim.job) == ("list", Job.POST)
    pages = look(store, lambda unit: unit.messages.of_list("list"))
    assert [(m.id, m.state, m.due_at) for m in pages][:2] == [
        ("m:e4:0", Delivery.CARRIED, None),
        ("m:e3:0", Delivery.CARRIED, None),
    ]
    assert write(store, lambda unit: unit.messages.record_shown(claim, REF, AT, None))
    assert {m.state for m in look(store, lambda unit: unit.messages.of_list("list"))} == {Delivery.SENT}


def test_a_list_is_redrawn_when_one_of_its_escalations_changes(store: SqlStore) -> None:
    """The pages in it have no message of their own, so only the LIST is due."""
    claim = carried(store)
    write(store, lambda unit: unit.messages.record_shown(claim, REF, AT, None))
    write(store, lambda unit: unit.messages.redraw("e2", later(5), 50))
    assert message(store, "list").due_at == later(5)
    assert message(store, "m:e2:0").due_at is None
    assert [(c.message.id, c.job) for c in claimed(store, later(5))] == [("list", Job.EDIT)]


def test_pages_fail_with_their_list(store: SqlStore) -> None:
    """Nobody waits for a page whose LIST will never arrive; a retry leaves them where they are."""
    claim = carried(store)
    write(store, lambda unit: unit.messages.record_not_sent(claim, Delivery.DUE, later(1)))
    assert message(store, "m:e1:0").state == Delivery.CARRIED
    (again,) = claimed(store, later(1))
    write(store, lambda unit: unit.messages.record_not_sent(again, Delivery.FAILED, None))
    assert message(store, "m:e1:0").state == Delivery.FAILED


def test_a_list_goes_out_while_anybody_in_it_still_waits(store: SqlStore) -> None:
    """Invariant 6: with every epoch in it closed nothing is posted; with one open it is."""
    claim = carried(store)
    write(store, lambda unit: unit.messages.record_not_sent(claim, Delivery.DUE, AT))
    for n in range(4):
        acknowledge(store, f"e{n}")
    (again,) = claimed(store)
    write(store, lambda unit: unit.messages.record_not_sent(again, Delivery.DUE, AT))
    acknowledge(store, "e4")
    assert claimed(store) == []
    assert message(store, "list").state == Delivery.CANCELLED
    assert message(store, "m:e4:0").state == Delivery.CANCELLED


def test_what_is_in_hand_already_is_not_carried(store: SqlStore) -> None:
    """Carrying is for what is DUE; an empty LIST never goes out."""
    crowd(store, 1)
    claimed(store)
    with store.work() as unit:
        unit.messages.add([LIST])
        unit.messages.carry(["m:e0:0"], "list")
        unit.commit()
    assert look(store, lambda unit: unit.messages.of_list("list")) == []
    assert claimed(store, later(11))[0].message.id == "m:e0:0"
    assert message(store, "list").state == Delivery.CANCELLED
