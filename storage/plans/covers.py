"""Requests for cover and swaps: who asks whom, who took it, and what became of it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, insert, select, text, update

from domain.planning import Cover
from domain.store_errors import Conflict
from storage.rows import Statements
from storage.tables import CoverPersonRow
from storage.tables import CoverRow as C
from storage.values import converter, to_json

# Fields of a request that are columns of their own, and what those are called; the rest is in `body`.
_COLUMNS = {
    "id": "id",
    "site_id": "site_id",
    "state": "state",
    "start": "starts_at",
    "end": "ends_at",
    "by": "made_by",
    "version": "version",
}
_SOONEST_FIRST = select(C.__table__).order_by(C.starts_at, C.id)
# In the words of the partial index, so that SQLite sees that it fits.
_OPEN = _SOONEST_FIRST.where(text(C.is_open))


class Covers(Statements):
    """The part of the repository that *I need cover* uses."""

    def add_cover(self, request: Cover) -> None:
        """A new request."""
        self._connection.execute(insert(C), _row(request))
        self._keep_people(request)

    def cover(self, request_id: str) -> Cover | None:
        """One request; in a writing unit of work its row stays locked until the end: a second one that takes it waits
        here, and then sees who has it."""
        one = select(C.__table__).where(C.id == request_id)
        row = self._connection.execute(one.with_for_update() if self._writing else one).one_or_none()
        return None if row is None else _request(row)

    def save_cover(self, request: Cover) -> None:
        """The request after a step. Raises Conflict unless the stored version is one below its own."""
        before = request.version - 1
        step = update(C).where(C.id == request.id, C.version == before).values(_row(request))
        if self._connection.execute(step).rowcount == 0:
            raise Conflict(f"cover request {request.id} is not at version {before}")
        self._connection.execute(delete(CoverPersonRow).where(CoverPersonRow.cover_id == request.id))
        self._keep_people(request)

    def _keep_people(self, request: Cover) -> None:
        people = dict.fromkeys([request.by, *request.asked, *filter(None, [request.taken_by])])
        rows = [{"cover_id": request.id, "person_id": person, "ends_at": request.end} for person in people]
        self._connection.execute(insert(CoverPersonRow), rows)

    def open_covers(self, site_id: str = "") -> list[Cover]:
        """Requests (of one site) that are asked or wait for approval, soonest shift first."""
        return self._all(_OPEN.where(C.site_id == site_id) if site_id else _OPEN)

    def covers_of(self, person_id: str, since: datetime) -> list[Cover]:
        """Requests that this person made, took or was asked for whose span ends after `since`, soonest first."""
        theirs = _SOONEST_FIRST.join(CoverPersonRow, CoverPersonRow.cover_id == C.id)
        return self._all(theirs.where(CoverPersonRow.person_id == person_id, CoverPersonRow.ends_at > since))

    def _all(self, query: Select[Any]) -> list[Cover]:
        return [_request(row) for row in self._connection.execute(query)]


def _row(request: Cover) -> dict[str, Any]:
    columns = {column: getattr(request, field) for field, column in _COLUMNS.items()}
    body = {field: plain for field, plain in converter.unstructure(request).items() if field not in _COLUMNS}
    return {**columns, "state": request.state.value, "body": to_json(body)}


def _request(row: Row[Any]) -> Cover:
    columns = {field: getattr(row, column) for field, column in _COLUMNS.items()}
    return converter.structure({**json.loads(row.body), **columns}, Cover)
