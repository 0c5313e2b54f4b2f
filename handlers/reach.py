"""Can the people on call be reached at all? Their accounts, and whether their phone rings (F27, screens.md rule 15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from domain.escalation import Escalation
from domain.page import Kind, Message, rank_of
from domain.people import Person
from domain.severity import Severity
from handlers.follow_up import undeliverable
from handlers.outbox import opaque
from handlers.ports import NotSent, OutcomeUnknown, Ports, Workspace


def check_accounts(ports: Ports, workspace: Workspace, at: datetime) -> list[str]:
    """Ask the platform about everybody who can be paged; ids of those who became unreachable.

    Where the platform does not answer, what was known stays (reliability.md F27; never in the paging path).
    """
    lost: list[str] = []
    for person in _callable_people(ports):
        try:
            account = workspace.account(person.user_id)
        except (NotSent, OutcomeUnknown):
            continue
        if (account.deactivated, account.guest) != (person.deactivated, person.guest):
            with ports.store.work() as uow:
                uow.people.keep_account(person.id, account.deactivated, account.guest)
                uow.commit()
            if account.deactivated or account.guest:
                lost.append(person.id)
    for person_id in lost:
        _call_the_next(ports, person_id, at)
    return lost


def _callable_people(ports: Ports) -> list[Person]:
    directory = ports.memory.directory
    # With whoever takes turns and is among the staff as well; only who does nothing but raise is left out.
    ids = dict.fromkeys(one for site in directory.sites for one in replace(site, staff=()).people())
    # Whoever was removed is kept, without an account, as long as past shifts name them.
    return [person for person in (directory.person(one) for one in ids) if person and person.user_id]


def _call_the_next(ports: Ports, person_id: str, at: datetime) -> None:
    with ports.store.read() as uow:
        affected: list[Escalation] = [e for e in uow.escalations.open_at() if e.was_paged(person_id) and e.epoch_open]
    for e in affected:
        undeliverable(ports, e.id, person_id, "account_gone", at)


def test_phone(ports: Ports, person: Person, at: datetime) -> None:
    """Send a test page, which says that it is one; the tap on it proves that the phone rang."""
    key = f"test:{person.id}:{uuid4().hex}"
    target = person.dm_id or person.user_id
    rank = rank_of(Kind.TOLD, Severity.UPSET)
    with ports.store.work() as uow:
        uow.messages.add([Message(opaque(key), key, Kind.TOLD, target, rank, at, person_id=person.id, made_at=at)])
        uow.commit()
    ports.wake()


def phone_rang(ports: Ports, person: Person, at: datetime) -> None:
    """The test page was seen."""
    with ports.store.work() as uow:
        uow.people.keep_tested(person.id, at)
        uow.commit()
