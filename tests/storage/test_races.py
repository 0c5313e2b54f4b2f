"""Many at once: what must hold whatever the order (reliability.md, fault matrix)."""

from __future__ import annotations

import random
from collections import Counter
from threading import Barrier, Event, Lock

import pytest

from domain.escalation import decide
from domain.escalation.inputs import Acknowledge, Tick
from domain.page import Claim, Delivery
from domain.store_errors import Conflict
from storage.database import Database
from storage.unit_of_work import SqlStore
from tests.storage.given import (
    AT,
    REF,
    ROSTER,
    acknowledge,
    at_once,
    change,
    changed_in,
    claimed,
    later,
    look,
    message,
    page,
    raised,
    write,
)


def test_eight_engines_never_hold_the_same_message(store: SqlStore) -> None:
    """F38: 240 pages to 40 people, eight claimers: each is claimed once, and no person has two in hand."""
    raised(store)
    pages = [page(n=n, target=f"D{n % 40}") for n in range(240)]
    write(store, lambda unit: unit.messages.add(pages))
    in_hand: set[str] = set()
    seen: Counter[str] = Counter()
    lock = Lock()
    together = Barrier(8)

    def deliver(claim: Claim) -> None:
        target = claim.message.target
        with lock:
            assert target not in in_hand
            in_hand.add(target)
            seen[claim.message.id] += 1
        with lock:
            in_hand.remove(target)
        assert write(store, lambda unit: unit.messages.record_shown(claim, REF, AT, None))

    def engine() -> None:
        together.wait(10)
        while len(seen) < len(pages):
            for claim in claimed(store, limit=7):
                deliver(claim)

    at_once(*[engine] * 8)
    assert seen == Counter({one.id: 1 for one in pages})


@pytest.mark.parametrize("rounds", [100, pytest.param(1500, marks=pytest.mark.soak)])
def test_no_claim_commits_after_the_acknowledgement(store: SqlStore, rounds: int) -> None:
    """F53: an answer and a claim at the same instant: the answer sees the page in hand, or nobody gets it.

    Were a claim to commit after the answer, the answer would have seen the page still to be sent.
    """
    outcomes: Counter[bool] = Counter()
    for n in range(rounds):
        name = f"e{n}"
        raised(store, name, pages=2)
        together = Barrier(2)

        def answer(name: str = name, together: Barrier = together) -> set[str]:
            together.wait(10)
            with store.work() as unit:
                changed_in(unit, name, Acknowledge("ana"), AT)
                in_hand = {m.id for m in unit.messages.of_escalation(name) if m.state == Delivery.SENDING}
                unit.commit()
            return in_hand

        def engine(together: Barrier = together) -> set[str]:
            together.wait(10)
            return {claim.message.id for claim in claimed(store)}

        in_hand, taken = at_once(answer, engine)
        assert taken == in_hand
        assert claimed(store) == []
        outcomes[bool(taken)] += 1
    assert sum(outcomes.values()) == rounds


def test_a_claim_leaves_alone_what_an_open_acknowledgement_is_about_to_close(postgres_url: str) -> None:
    """F53: it waits for nobody, and takes no page whose escalation is being changed, cancelled or not."""
    database = Database(postgres_url)
    store = SqlStore(database)
    raised(store, "e1", pages=1)
    raised(store, "e2", pages=1)
    with store.work() as answer:
        e = answer.escalations.get("e1")
        assert e is not None
        closed = decide(e, Acknowledge("ana"), AT, ROSTER)
        answer.escalations.save(closed.escalation, closed.entries, AT)
        assert [claim.message.id for claim in claimed(store)] == ["m:e2:0"]
        answer.commit()
    assert claimed(store) == []
    assert message(store, "m:e1:0").state == Delivery.CANCELLED
    database.close()


def test_a_claim_leaves_alone_what_somebody_is_recording(postgres_url: str) -> None:
    """F32: the lease ran out, and just now its holder tells what came of it after all."""
    database = Database(postgres_url)
    store = SqlStore(database)
    raised(store, "e1", pages=1)
    (slow,) = claimed(store)
    with store.work() as holder:
        assert holder.messages.record_shown(slow, REF, later(10), None)
        assert claimed(store, later(10)) == []
        holder.commit()
    assert message(store, "m:e1:0").state == Delivery.SENT
    database.close()


def test_two_claims_for_one_target_at_once_take_one_message(postgres_url: str) -> None:
    """P25: a more urgent one that came in meanwhile waits until the first is out of hand."""
    database = Database(postgres_url)
    store = SqlStore(database)
    raised(store)
    write(store, lambda unit: unit.messages.add([page(n=1, target="D", rank=5)]))
    with store.work() as first:
        assert [claim.message.id for claim in first.messages.claim(AT, 5)] == ["m:e1:1"]
        write(store, lambda unit: unit.messages.add([page(n=2, target="D", rank=0)]))
        assert claimed(store) == []
        first.commit()
    assert claimed(store) == []
    database.close()


def test_of_two_answers_one_owns(store: SqlStore) -> None:
    """F54: on two replicas, the same instant: both are recorded, one owns, nothing is lost."""
    for n in range(20):
        name = f"e{n}"
        raised(store, name)
        at_once(lambda name=name: acknowledge(store, name, "ana"), lambda name=name: acknowledge(store, name, "bo"))
        e = look(store, lambda unit, name=name: unit.escalations.get(name))
        assert e is not None
        assert e.owner_id == e.answers[0].person_id
        assert {answer.person_id for answer in e.answers} <= {"ana", "bo"}
        entries = look(store, lambda unit, name=name: unit.escalations.timeline(name))
        assert len(entries) == e.version


def test_two_that_look_at_each_others_escalation_do_not_wait_for_each_other(store: SqlStore) -> None:
    """Linked escalations are read by each other's answers: only the first of a transaction is locked."""
    raised(store, "e1")
    raised(store, "e2")
    together = Barrier(2)

    def answer(mine: str, other: str) -> None:
        together.wait(10)
        with store.work() as unit:
            changed_in(unit, mine, Acknowledge("ana"), AT)
            assert unit.escalations.get(other) is not None
            unit.commit()

    at_once(lambda: answer("e1", "e2"), lambda: answer("e2", "e1"))


def test_eight_mixed_writers_get_through(store: SqlStore) -> None:
    """F62: raises, answers, ticks, claims and reads from eight threads: conflicts are retried, no error escapes."""
    raised(store, "e", pages=3)
    together = Barrier(8)

    def worker(me: int) -> int:
        dice = random.Random(me)
        together.wait(10)
        for n in range(12):
            mine = f"e{me}.{n}"
            raised(store, mine, pages=2)
            for claim in claimed(store, later(n), limit=3):
                write(store, lambda unit, claim=claim: unit.messages.record_shown(claim, REF, AT, later(20)))
            while True:
                try:
                    change(store, dice.choice(["e", mine]), dice.choice([Tick(), Acknowledge("ana")]), later(n))
                    break
                except Conflict:
                    continue
            look(store, lambda unit: unit.escalations.open_at())
        return me

    assert at_once(*[lambda me=me: worker(me) for me in range(8)]) == list(range(8))
    assert len(look(store, lambda unit: unit.escalations.open_at())) == 8 * 12 + 1


def test_a_reader_does_not_wait_for_a_writer(store: SqlStore) -> None:
    """A long transaction of somebody else's is not seen and not waited for."""
    raised(store)
    reading, done = Event(), Event()

    def writer() -> None:
        with store.work() as unit:
            changed_in(unit, "e1", Acknowledge("ana"), AT)
            reading.set()
            assert done.wait(10)
            unit.commit()

    def reader() -> int:
        assert reading.wait(10)
        version = look(store, lambda unit: unit.escalations.get("e1"))
        done.set()
        assert version is not None
        return version.version

    before = look(store, lambda unit: len(unit.escalations.timeline("e1")))
    assert at_once(writer, reader)[1] == before
