"""The site file as applied, and what is known of each person's account (handlers/ports/, People).

Whatever changes what `directory` gives also changes its version, so that every replica hears of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, update

from domain.people import Person, Role
from domain.site import Directory
from storage.intake import take
from storage.tables import PersonRow, SettingRow, SiteRow
from storage.upserts import insert_into
from storage.values import site_body, site_of, time_off_of, time_off_text, to_json

_VERSION = "directory_version"
_PEOPLE = select(PersonRow.__table__).order_by(PersonRow.listed.desc(), PersonRow.position, PersonRow.id)


class People:
    """The repository within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def directory(self) -> Directory:
        """Everything, as of its version; strangers after the people of the file."""
        sites = self._connection.execute(select(SiteRow.body).order_by(SiteRow.position)).scalars()
        people = self._connection.execute(_PEOPLE)
        return Directory(self.version(), tuple(map(site_of, sites)), tuple(map(_person, people)))

    def version(self) -> int:
        """The version alone: one cheap look-up."""
        return self._connection.execute(select(SettingRow.value).where(SettingRow.name == _VERSION)).scalar() or 0

    def hold(self) -> None:
        """From here to the end of this unit of work nobody else changes the directory.

        What is read from here on shows every earlier change and is still so when it is written. The lock is the
        version's row, so the version moves, also where nothing is changed in the end. Raises StoreUnavailable after
        the lane's time for a lock.
        """
        self._next_version()

    def _next_version(self) -> int:
        return bump_version(self._connection)

    def apply(self, directory: Directory) -> int:
        """Replace all sites and listed people, and give the new version.

        What is known of an account goes with the account, also where a stranger is listed now. Other strangers stay.
        """
        version = self._next_version()
        known = {row.user_id: row._asdict() for row in self._connection.execute(_PEOPLE) if row.user_id}
        rows = [_listed(n, person, known.get(person.user_id)) for n, person in enumerate(directory.people)]
        ids, accounts = [row["id"] for row in rows], [row["user_id"] for row in rows if row["user_id"]]
        self._connection.execute(
            delete(PersonRow).where(or_(PersonRow.listed, PersonRow.id.in_(ids), PersonRow.user_id.in_(accounts)))
        )
        self._connection.execute(delete(SiteRow))
        sites = [{"id": site.id, "position": n, "body": site_body(site)} for n, site in enumerate(directory.sites)]
        for table, new in ((PersonRow, rows), (SiteRow, sites)):
            if new:
                self._connection.execute(insert(table), new)
        return version

    def keep_dm(self, person_id: str, dm_id: str) -> None:
        """Keep the DM channel of a person."""
        stale = or_(PersonRow.dm_id.is_(None), PersonRow.dm_id != dm_id)
        self._change(and_(PersonRow.id == person_id, stale), dm_id=dm_id)

    def keep_account(self, person_id: str, deactivated: bool, guest: bool) -> None:
        """Keep what the platform says of the account."""
        stale = or_(PersonRow.deactivated != deactivated, PersonRow.guest != guest)
        self._change(and_(PersonRow.id == person_id, stale), deactivated=deactivated, guest=guest)

    def _change(self, stale: ColumnElement[bool], **fresh: Any) -> None:
        """Version first, person second, here as in `apply`: one order of locks."""
        if self._has(stale):
            self._next_version()
            self._connection.execute(update(PersonRow).where(stale).values(**fresh))

    def _has(self, condition: ColumnElement[bool]) -> bool:
        return self._connection.execute(select(PersonRow.id).where(condition).limit(1)).first() is not None

    def keep_tested(self, person_id: str, at: datetime) -> None:
        """The person's phone rang when tested."""
        self._connection.execute(update(PersonRow).where(PersonRow.id == person_id).values(tested_at=at))

    def tested_at(self) -> Mapping[str, datetime]:
        """When each person last tested their phone."""
        tested = select(PersonRow.id, PersonRow.tested_at).where(PersonRow.tested_at.is_not(None))
        return {row.id: row.tested_at for row in self._connection.execute(tested) if row.tested_at}

    def add_stranger(self, person: Person) -> None:
        """Somebody of the workspace whom no site names. No-op where the id or the account is known."""
        same_account = and_(PersonRow.user_id == person.user_id, PersonRow.user_id != "")
        if self._has(or_(PersonRow.id == person.id, same_account)):
            return
        self._next_version()
        row = {**_row(person), "listed": False, "position": 0, "tested_at": None, "home_opened_at": None}
        self._connection.execute(insert_into(self._connection, PersonRow).values(row).on_conflict_do_nothing())

    def keep_home_opened(self, person_id: str, at: datetime) -> None:
        """The person has looked at App Home."""
        self._connection.execute(update(PersonRow).where(PersonRow.id == person_id).values(home_opened_at=at))

    def homes_opened(self, since: datetime) -> list[str]:
        """People who have opened App Home since then."""
        opened = select(PersonRow.id).where(PersonRow.home_opened_at >= since).order_by(PersonRow.id)
        return list(self._connection.execute(opened).scalars())

    def take_event(self, key: str, at: datetime) -> bool:
        """True the first time this event or delivery key is seen, in the same transaction (reliability.md F05)."""
        return take(self._connection, key, None, at)


def bump_version(connection: Connection) -> int:
    """The next version of the directory, whose row is locked from here on."""
    first = insert_into(connection, SettingRow).values(name=_VERSION, value=1)
    more = first.on_conflict_do_update(index_elements=["name"], set_={"value": SettingRow.value + 1})
    return int(connection.execute(more.returning(SettingRow.value)).scalar_one())


def _row(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "user_id": person.user_id,
        "name": person.name,
        "roles": to_json(sorted(person.roles)),
        "dm_id": person.dm_id,
        "deactivated": person.deactivated,
        "guest": person.guest,
        "phone": person.phone,
        "time_off": time_off_text(person),
    }


_OF_THE_ACCOUNT = ("dm_id", "deactivated", "guest", "tested_at", "home_opened_at")


def _listed(position: int, person: Person, known: dict[str, Any] | None) -> dict[str, Any]:
    row = {**_row(person), "listed": True, "position": position, "tested_at": None, "home_opened_at": None}
    if known:
        row |= {name: known[name] for name in _OF_THE_ACCOUNT}
        row["dm_id"] = person.dm_id or known["dm_id"]
    return row


def _person(row: Any) -> Person:
    off = time_off_of(row.time_off)
    return Person(
        id=row.id,
        name=row.name,
        user_id=row.user_id,
        roles=frozenset(map(Role, json.loads(row.roles))),
        dm_id=row.dm_id,
        deactivated=row.deactivated,
        guest=row.guest,
        phone=row.phone,
        absences=off.absences,
        days_off=off.days_off,
    )
