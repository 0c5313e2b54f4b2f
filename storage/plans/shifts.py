"""A shift's reminder, *I'm on* at its start, and handing a tier over to somebody by name (domain.md b.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from domain.planning import HandOver, ShiftKey
from domain.policy import Group
from storage.column_types import in_utc
from storage.rows import Statements, row_of, value_of
from storage.tables import HandOverRow as H
from storage.tables import SettingRow
from storage.tables import TakenOnRow as T
from storage.upserts import insert_into, insert_new

_REMINDER = "reminder:"


class Shifts(Statements):
    """The part of the repository that the start and the end of a shift use."""

    def take_on(self, key: ShiftKey, at: datetime) -> bool:
        """True the first time; of two at once the second waits to see whether the first commits."""
        row = {"key": _text(key), "site_id": key.site_id, "tier": key.tier.value, "starts_at": key.start}
        # What came back tells; the driver's count of an INSERT is -1 on PostgreSQL, new or not.
        taking = insert_new(self._connection.dialect.name, T, "key").returning(T.key)
        return self._connection.execute(taking, {**row, "person_id": key.person_id, "at": at}).first() is not None

    def taken_on(self, keys: Sequence[ShiftKey]) -> Mapping[ShiftKey, datetime]:
        """Those of these shifts that were taken on, and when."""
        asked = {_text(key): key for key in keys}
        if not asked:
            return {}
        rows = self._connection.execute(select(T.key, T.at).where(T.key.in_(list(asked))))
        taken = {row.key: row.at for row in rows}
        return {key: taken[text] for text, key in asked.items() if text in taken}

    def keep_reminder(self, person_id: str, hours: int) -> None:
        """So many hours before each shift this person wants to be reminded; 0 is never."""
        chosen = insert_into(self._connection, SettingRow).values(name=f"{_REMINDER}{person_id}", value=hours)
        self._connection.execute(chosen.on_conflict_do_update(index_elements=["name"], set_={"value": hours}))

    def reminders(self) -> Mapping[str, int]:
        """The hours of everybody who ever chose."""
        chosen = select(SettingRow.name, SettingRow.value).where(SettingRow.name.startswith(_REMINDER))
        return {row.name.removeprefix(_REMINDER): row.value for row in self._connection.execute(chosen)}

    def add_hand_over(self, hand_over: HandOver) -> None:
        """Asked, not accepted yet."""
        self._connection.execute(insert(H), row_of(hand_over))

    def hand_over(self, hand_over_id: str) -> HandOver | None:
        """One hand-over."""
        row = self._connection.execute(select(H.__table__).where(H.id == hand_over_id)).one_or_none()
        return None if row is None else value_of(HandOver, row)

    def open_hand_over(self, site_id: str, tier: Group) -> HandOver | None:
        """The newest of this tier that nobody has accepted yet."""
        waiting = select(H.__table__).where(H.site_id == site_id, H.tier == tier.value, H.accepted_at.is_(None))
        row = self._connection.execute(waiting.order_by(H.asked_at.desc(), H.id.desc()).limit(1)).first()
        return None if row is None else value_of(HandOver, row)

    def accept_hand_over(self, hand_over_id: str, at: datetime) -> bool:
        """True the first time; False as well where it was taken back before."""
        once = update(H).where(H.id == hand_over_id, H.accepted_at.is_(None)).values(accepted_at=at)
        return self._connection.execute(once).rowcount == 1

    def drop_hand_over(self, hand_over_id: str) -> None:
        """It was taken back, or made way for a newer one. One that was accepted has happened and stays."""
        self._connection.execute(delete(H).where(H.id == hand_over_id, H.accepted_at.is_(None)))


def _text(key: ShiftKey) -> str:
    # The same instant with another offset is the same shift.
    return str(replace(key, start=in_utc(key.start)))
