"""What the storage tests begin with: an escalation that was raised, its pages, and people in threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from domain.escalation import Decision, Escalation, RaiseEscalation, decide, due_at, raise_escalation
from domain.escalation.inputs import Acknowledge, Change
from domain.page import Claim, Kind, Message, Ref
from domain.people import Role, Roster, Standing
from domain.policy import STANDARD, Group
from domain.severity import Severity
from storage.unit_of_work import SqlStore, SqlUnitOfWork

T = TypeVar("T")
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
REF = Ref("D1", "1700000000.000100")
PEOPLE = ("ana", "bo", "cy", "dee")
ROSTER = Roster(
    groups={Group.TIER_1: ("ana",), Group.TIER_2: ("bo",), Group.TIER_3: ("cy",), Group.BACKUP: ("dee",)},
    standings={
        person: Standing(
            person, active=True, of_site=True, tiers=frozenset({Group.TIER_1}), roles=frozenset({Role.MANAGER})
        )
        for person in PEOPLE
    }
    | {"rae": Standing("rae", active=True, of_site=True)},
    reachable=frozenset(PEOPLE),
)


def later(seconds: float) -> datetime:
    """So many seconds after AT."""
    return AT + timedelta(seconds=seconds)


def call(escalation_id: str = "e1", by: str = "rae", at: datetime = AT, **what: Any) -> Decision:
    """A call for help, decided but not kept."""
    asked = {"site_id": "shop", "severity": Severity.THREATENING, "policy": STANDARD, "place_id": "till", **what}
    request = RaiseEscalation(id=escalation_id, reference=escalation_id.upper(), by=by, **asked)
    return raise_escalation(request, at, ROSTER)


def keep_raised(
    store: SqlStore, decision: Decision, messages: Iterable[Message] = (), key: str = "", patient: bool = True
) -> Escalation:
    """Keep it as a raise does: in one transaction with its pages; with a raise's own short time-outs if not patient."""
    e = decision.escalation
    with store.work() if patient else store.safety() as unit:
        unit.escalations.add(e, decision.entries, due_at(e), key or f"intake:{e.id}")
        unit.messages.add(list(messages))
        unit.commit()
    return e


def raised(store: SqlStore, escalation_id: str = "e1", pages: int = 0, **what: Any) -> Escalation:
    """An escalation that was raised and kept, with so many pages to targets of their own."""
    made = [page(escalation_id, n) for n in range(pages)]
    return keep_raised(store, call(escalation_id, **what), made)


def page(escalation_id: str | None = "e1", n: int = 0, **changes: Any) -> Message:
    """A page that is due at AT."""
    key = f"page:{escalation_id}:{n}"
    made = Message(
        id=f"m:{escalation_id}:{n}",
        key=key,
        kind=Kind.PAGE,
        target=f"D:{escalation_id}:{n}",
        rank=0,
        due_at=AT,
        escalation_id=escalation_id,
        site_id="shop",
        person_id=f"p{n}",
        epoch=1,
        round=1,
        made_at=AT,
    )
    return replace(made, **changes)


def change(store: SqlStore, escalation_id: str, what: Change, at: datetime = AT) -> Decision:
    """Load, decide, save, as the handlers do."""
    with store.work() as unit:
        decision = changed_in(unit, escalation_id, what, at)
        unit.commit()
    return decision


def changed_in(unit: SqlUnitOfWork, escalation_id: str, what: Change, at: datetime) -> Decision:
    """The same in a transaction of somebody else's."""
    e = unit.escalations.get(escalation_id)
    assert e is not None
    decision = decide(e, what, at, ROSTER)
    unit.escalations.save(decision.escalation, decision.entries, due_at(decision.escalation))
    if decision.cancels_pages:
        now = decision.escalation
        unit.messages.cancel_pages(escalation_id, now.epoch if now.epoch_open else now.epoch + 1)
    return decision


def acknowledge(store: SqlStore, escalation_id: str = "e1", by: str = "ana", at: datetime = AT) -> Decision:
    """One person's "I have it"."""
    return change(store, escalation_id, Acknowledge(by), at)


def claimed(store: SqlStore, at: datetime = AT, limit: int = 50) -> list[Claim]:
    """Claim and commit."""
    with store.work() as unit:
        claims = unit.messages.claim(at, limit)
        unit.commit()
    return claims


def write(store: SqlStore, what: Callable[[SqlUnitOfWork], T]) -> T:
    """One thing in a unit of work of its own, committed."""
    with store.work() as unit:
        done = what(unit)
        unit.commit()
    return done


def look(store: SqlStore, what: Callable[[SqlUnitOfWork], T]) -> T:
    """One thing read."""
    with store.read() as unit:
        return what(unit)


def message(store: SqlStore, message_id: str) -> Message:
    """A message as it stands."""
    found = look(store, lambda unit: unit.messages.get(message_id))
    assert found is not None
    return found


def at_once(*acts: Callable[[], T]) -> list[T]:
    """Do all of this in threads of their own; what each gave, in order. Raises what any raised."""
    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.result(30) for done in [pool.submit(act) for act in acts]]
