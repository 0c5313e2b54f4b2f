"""Which ended escalations still have names and words: walks along an index, each batch behind the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, text, tuple_

from domain.escalation import Escalation
from domain.severity import Severity
from storage.escalations import READ, escalation_of_row
from storage.messages.rows import Statements
from storage.tables import EscalationRow as E
from storage.tables import SettingRow
from storage.upserts import insert_into

_NIGHT = "kept:"
# In the words of the partial index, so that SQLite sees that it fits.
_HAS_TEXTS = text(E.has_texts)


class Finding(Statements):
    """The part of the repository that the nightly run begins with."""

    def with_texts(
        self,
        site_id: str,
        levels: Sequence[Severity],
        before: datetime,
        after: tuple[datetime, str] | None,
        limit: int,
    ) -> list[Escalation]:
        """Ended escalations of these levels that still have names and words, oldest end first, behind `after`."""
        theirs = select(*READ).where(_HAS_TEXTS, E.site_id == site_id, E.highest.in_([int(one) for one in levels]))
        return self._walk(theirs.where(E.ended_at < before), after, limit)

    def ended(self, after: tuple[datetime, str] | None, limit: int) -> list[Escalation]:
        """All ended escalations that still have names, oldest end first, behind `after`."""
        # In the words of the index by end, so that SQLite walks along it.
        some = select(*READ).where(text("ended_at IS NOT NULL"), E.texts_gone_at.is_(None))
        return self._walk(some, after, limit)

    def _walk(self, some: Select[Any], after: tuple[datetime, str] | None, limit: int) -> list[Escalation]:
        behind = some if after is None else some.where(tuple_(E.ended_at, E.id) > after)
        rows = self._connection.execute(behind.order_by(E.ended_at, E.id).limit(limit))
        return [escalation_of_row(row) for row in rows]

    def other_sites(self, known: Sequence[str]) -> list[str]:
        """Sites that are not among these and have escalations with names and words: they left the site file."""
        others = select(E.site_id).distinct().where(_HAS_TEXTS, E.site_id.not_in(list(known)))
        return sorted(self._connection.execute(others).scalars())

    def nights(self) -> Mapping[str, int]:
        """For each site the day (as an ordinal) of the last night whose run was finished."""
        kept = select(SettingRow.name, SettingRow.value).where(SettingRow.name.startswith(_NIGHT))
        return {row.name.removeprefix(_NIGHT): row.value for row in self._connection.execute(kept)}

    def keep_night(self, site_id: str, day: int) -> None:
        """The run of this night is finished."""
        kept = insert_into(self._connection, SettingRow).values(name=f"{_NIGHT}{site_id}", value=day)
        self._connection.execute(kept.on_conflict_do_update(index_elements=["name"], set_={"value": day}))
