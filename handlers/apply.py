"""Put a site file in force, then open and keep the DM channels that pages need (principle 5). Both while serving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from domain.people import Person
from domain.site import Directory
from handlers.editing.in_use import check_in_use
from handlers.ports import Account, Boundary, NotSent, OutcomeUnknown, Store, Workspace, no_boundary
from handlers.shifts.moving import moved_notes

Progress = Callable[[int, int, str], None]

_WHY = {
    "cannot_dm_bot": "this account cannot be written to",
    "user_disabled": "the account is deactivated",
    "user_not_found": "Slack does not know the account",
    "users_not_found": "Slack does not know the account",
    "user_not_visible": "the account is not visible to the app",
    "missing_scope": "the app lacks a scope; install it again from app.yaml",
    "invalid_auth": "the token is not valid",
    "token_revoked": "the token was revoked",
    "account_inactive": "the token belongs to an account that is gone",
    "not_authed": "no token was sent",
    "ratelimited": "Slack takes no more calls now",
}


def apply_directory(store: Store, new: Directory, boundary: Boundary = no_boundary, at: datetime | None = None) -> int:
    """Replace all sites and people in one transaction; the new version.

    Open escalations keep their policy (principle 7); DM channels and the state of accounts stay with their people.
    With `at`, everybody whose shifts move from then on is told. Raises Refused where a site or a person is part of
    an open escalation and would be gone, StoreUnavailable, or CommitUnknown where nobody can tell.
    """
    with store.work() as uow:
        before = uow.people.directory()
        check_in_use(uow, before, new)
        version = uow.people.apply(new)
        if at and before.sites:
            uow.messages.add(moved_notes(before, uow.people.directory(), f"v{version}", "the site file", at))
        boundary("apply.before_commit")
        uow.commit()
    boundary("apply.after_commit")
    return version


@dataclass(frozen=True)
class Opened:
    """How many people have a kept DM channel now, and a sentence for each who has none or cannot be paged."""

    kept: int
    refused: tuple[str, ...]


def no_progress(_done: int, _total: int, _name: str) -> None:
    """For callers who show none."""


def open_dms(
    store: Store,
    workspace: Workspace,
    progress: Progress = no_progress,
    wait: Callable[[float], None] | None = None,
) -> Opened:
    """Look at the account of everybody whom a site names and open a DM with them; each is kept as soon as it is known.

    `progress(done, total, name)` is called after each person. `wait(seconds)` is called once a person where Slack asks
    for patience; without it that person is left out. One refusal does not keep the others waiting.
    """
    people = _named(store)
    kept, refused = 0, []
    for done, person in enumerate(people, start=1):
        problem = _open(store, workspace, person, wait)
        if problem:
            refused.append(f"{person.name} cannot be paged: {problem}.")
        else:
            kept += 1
        progress(done, len(people), person.name)
    return Opened(kept, tuple(refused))


def open_new_dms(store: Store, workspace: Workspace) -> None:
    """Open a DM with whoever was named since and has none; what fails now is tried again the next time."""
    for person in _named(store):
        if person.dm_id is None and not person.deactivated:
            _open(store, workspace, person, None)


def _named(store: Store) -> list[Person]:
    with store.read() as uow:
        directory = uow.people.directory()
    ids = dict.fromkeys(person_id for site in directory.sites for person_id in site.people())
    return [person for person in (directory.person(person_id) for person_id in ids) if person and person.user_id]


def _open(store: Store, workspace: Workspace, person: Person, wait: Callable[[float], None] | None) -> str:
    """Open one DM. The problem in words, or nothing."""
    try:
        account, dm_id = _ask(workspace, person)
    except NotSent as refused:
        if refused.retry_after is None or wait is None:
            return _words(refused.reason)
        wait(refused.retry_after)
        return _open(store, workspace, person, None)
    except OutcomeUnknown:
        return "Slack did not answer; run stepin apply again"
    with store.work() as uow:
        uow.people.keep_account(person.id, account.deactivated, account.guest)
        if dm_id:
            uow.people.keep_dm(person.id, dm_id)
        uow.commit()
    asked = replace(person, deactivated=account.deactivated, guest=account.guest)
    return "" if asked.reachable else _unreachable(account)


def _ask(workspace: Workspace, person: Person) -> tuple[Account, str | None]:
    account = workspace.account(person.user_id)
    if account.deactivated or account.guest:
        return account, None
    return account, person.dm_id or workspace.open_dm(person.user_id)


def _unreachable(account: Account) -> str:
    return "the account is deactivated" if account.deactivated else "the account is a guest's"


def _words(reason: str) -> str:
    return _WHY.get(reason, f"Slack says {reason}")
