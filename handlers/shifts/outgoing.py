"""Messages about shifts: made once under a key, drawn from the store when they are sent, redrawn where they stand.

They are of the kind TOLD, with `about` in their detail: a version that does not know them yet can still read the row,
and its paging goes on (storage/migrations/script.py.mako).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from domain.page import Kind, Message
from domain.people import Role
from domain.site import Directory, Site
from handlers.outbox import opaque
from handlers.ports import Ports, UnitOfWork

# Behind every page, card and edit of an escalation (domain/page.py, rank_of and edit_rank).
RANK = 95


def to_person(
    directory: Directory, person_id: str, key: str, at: datetime, detail: dict[str, str], of: str | None = None
) -> list[Message]:
    """One message to somebody, or none where no message can reach them. `of` is the id of the escalation that it is
    about: it is kept no longer than that one's other messages."""
    person = directory.person(person_id)
    if person is None or not person.reachable:
        return []
    target = person.dm_id or person.user_id
    return [replace(_message(key, target, at, detail, person_id), escalation_id=of)]


def to_channel(site: Site, key: str, at: datetime, detail: dict[str, str]) -> list[Message]:
    """One message in the site's channel, where it has one."""
    return [_message(key, site.channel_id, at, detail, None)] if site.channel_id else []


def _message(key: str, target: str, at: datetime, detail: dict[str, str], person_id: str | None) -> Message:
    return Message(
        id=opaque(key),
        key=key,
        kind=Kind.TOLD,
        target=target,
        rank=RANK,
        due_at=at,
        person_id=person_id,
        detail=detail,
        made_at=at,
    )


def redraw(uow: UnitOfWork, keys: Iterable[str], at: datetime) -> None:
    """Whatever stands under these keys is drawn anew."""
    uow.messages.redraw_these([opaque(key) for key in keys], at, RANK)


def redraw_one(ports: Ports, message_id: str, at: datetime) -> None:
    """Somebody tapped what this message showed, and it was something old (screens.md rule 8)."""
    with ports.store.work() as uow:
        uow.messages.redraw_these([message_id], at, RANK)
        uow.commit()
    ports.wake()


def managers_of(directory: Directory, site: Site, *but: str | None) -> list[str]:
    """Managers and admins of a site who can be reached."""
    return _with_role(directory, site, frozenset({Role.MANAGER, Role.ADMIN}), but)


def admins_of(directory: Directory, site: Site, *but: str | None) -> list[str]:
    """The site's admins who can be reached; where it names none, those of all sites."""
    admins = frozenset({Role.ADMIN})
    everybody = [one.id for one in directory.people if admins & one.roles and one.reachable and one.id not in but]
    return _with_role(directory, site, admins, but) or everybody


def _with_role(directory: Directory, site: Site, roles: frozenset[Role], but: tuple[str | None, ...]) -> list[str]:
    people = (directory.person(one) for one in site.people() if one not in but)
    return [one.id for one in people if one and one.reachable and roles & one.roles]
