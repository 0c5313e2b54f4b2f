"""What goes into the outbox, and what is taken out of it unsent."""

from __future__ import annotations

from dataclasses import replace

from domain.page import Delivery, Kind, Ref
from storage.unit_of_work import SqlStore
from tests.storage.given import AT, REF, acknowledge, claimed, later, look, message, page, raised, write

CARD = {"kind": Kind.RAISER_CARD, "target": "D:rae", "person_id": "rae", "id": "card", "key": "card"}


def posted(store: SqlStore, *ids: str) -> None:
    """Claim these and record them as shown."""
    for claim in claimed(store):
        if claim.message.id in ids:
            assert write(store, lambda unit, claim=claim: unit.messages.record_shown(claim, REF, AT, None))


def test_a_message_is_read_back_as_it_was(store: SqlStore) -> None:
    """Every field, for a page and for a dialog that is on somebody's screen already."""
    raised(store)
    one = page(detail={"times": "1", "note": "„Schnell“"})
    modal = page(n=1, kind=Kind.MODAL_CARD, state=Delivery.SENT, ref=Ref("view", "x1"), detail={})
    free = page(None, 2, site_id=None, person_id=None, due_at=None, made_at=None)
    write(store, lambda unit: unit.messages.add([one, modal, free]))
    assert [message(store, m.id) for m in (one, modal, free)] == [one, modal, free]
    assert look(store, lambda unit: unit.messages.get("nothing")) is None


def test_one_logical_page_is_made_once(store: SqlStore) -> None:
    """Invariant 5: a message whose key is there already is left out, silently, and the others are kept."""
    raised(store, pages=1)
    again = replace(page(), id="another")
    write(store, lambda unit: unit.messages.add([again, page(n=1)]))
    assert look(store, lambda unit: [m.id for m in unit.messages.of_escalation("e1")]) == ["m:e1:0", "m:e1:1"]
    assert look(store, lambda unit: unit.messages.get("another")) is None


def test_messages_of_an_escalation_come_oldest_first(store: SqlStore) -> None:
    """And of no other escalation."""
    raised(store, "e1")
    raised(store, "e2", pages=1)
    write(store, lambda unit: unit.messages.add([page(n=1, made_at=later(9)), page(n=2, made_at=later(3))]))
    assert look(store, lambda unit: [m.id for m in unit.messages.of_escalation("e1")]) == ["m:e1:2", "m:e1:1"]


def test_an_acknowledgement_cancels_what_is_due_and_leaves_the_rest(store: SqlStore) -> None:
    """Invariant 6: DUE pages of the closed epoch; not what was sent, not a card, not another escalation's."""
    raised(store, "e1", pages=2)
    raised(store, "e2", pages=1)
    posted(store, "m:e1:0")
    write(store, lambda unit: unit.messages.add([page(n=7), page(n=8, **CARD), page(n=9, epoch=2)]))
    acknowledge(store)
    states = look(store, lambda unit: {m.id: m.state for m in unit.messages.of_escalation("e1")})
    assert states == {
        "m:e1:0": Delivery.SENT,
        "m:e1:1": Delivery.SENDING,
        "m:e1:7": Delivery.CANCELLED,
        "card": Delivery.DUE,
        "m:e1:9": Delivery.DUE,
    }
    assert message(store, "m:e1:7").due_at is None


def test_an_unsent_page_makes_way_for_the_next_one(store: SqlStore) -> None:
    """F51: after an outage one person gets one page, not one for each round that was missed."""
    raised(store, pages=2)
    write(store, lambda unit: unit.messages.drop_unsent("e1", ["p0"]))
    assert [claim.message.person_id for claim in claimed(store)] == ["p1"]


def test_older_pages_become_stubs(store: SqlStore) -> None:
    """Superseded: redrawn now where posted, and only those of this kind, to these people, once."""
    raised(store, pages=3)
    write(store, lambda unit: unit.messages.add([page(n=8, **CARD)]))
    posted(store, "m:e1:0", "m:e1:1", "card")
    for _ in range(2):
        write(store, lambda unit: unit.messages.supersede("e1", Kind.PAGE, ["p0", "p2"], later(5)))
    first, other, unposted, card = (message(store, m) for m in ("m:e1:0", "m:e1:1", "m:e1:2", "card"))
    assert (first.superseded, first.wanted, first.due_at) == (True, 2, later(5))
    assert (unposted.superseded, unposted.wanted, unposted.state) == (True, 2, Delivery.SENDING)
    assert unposted.due_at == unposted.lease_until
    assert not other.superseded
    assert not card.superseded


def test_a_change_redraws_everything_that_shows_the_escalation(store: SqlStore) -> None:
    """F58: due now where posted; what is in hand or not yet posted only learns that it is out of date."""
    raised(store, pages=3)
    posted(store, "m:e1:0")
    write(store, lambda unit: unit.messages.add([page(n=5), page(n=6, state=Delivery.FAILED, due_at=None)]))
    write(store, lambda unit: unit.messages.redraw("e1", later(5), 50))
    shown, in_hand, due, failed = (message(store, f"m:e1:{n}") for n in (0, 1, 5, 6))
    assert (shown.wanted, shown.due_at, shown.rank) == (2, later(5), 50)
    assert (in_hand.wanted, in_hand.due_at, in_hand.rank) == (2, in_hand.lease_until, 0)
    assert (due.wanted, due.due_at, due.rank) == (2, AT, 0)
    assert failed.wanted == 1


def test_a_stub_that_shows_as_one_is_not_drawn_again(store: SqlStore) -> None:
    """It says where the newer page is, whatever happens to the escalation."""
    raised(store, pages=1)
    posted(store, "m:e1:0")
    write(store, lambda unit: unit.messages.supersede("e1", Kind.PAGE, ["p0"], AT))
    write(store, lambda unit: unit.messages.redraw("e1", AT, 50))
    assert message(store, "m:e1:0").wanted == 3
    posted(store, "m:e1:0")
    write(store, lambda unit: unit.messages.redraw("e1", AT, 50))
    stub = message(store, "m:e1:0")
    assert (stub.wanted, stub.shown, stub.due_at) == (3, 3, None)
