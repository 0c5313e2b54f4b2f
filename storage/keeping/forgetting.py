"""One person's own data outside of escalations: what `stepin forget` counts and removes.

What is still to come stays, since others count on it: a shift, a request for cover, a hand-over, a proposal or quick
fix that is not done.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, delete, exists, func, not_, or_, select, text, update

from storage.keeping.tidying import SOMEBODY
from storage.messages.rows import Statements
from storage.people import bump_version
from storage.tables import (
    ChangeRow,
    CoverPersonRow,
    CoverRow,
    DraftRow,
    FeedRow,
    HandOverRow,
    IntakeRow,
    LessonVoteRow,
    MessageRow,
    PersonRow,
    ProposalRow,
    QuickFixRow,
    SettingRow,
    TakenOnRow,
)
from storage.values import to_json

_NOT_ACCEPTED_FOR = timedelta(days=7)


@dataclass(frozen=True)
class _Part:
    """Rows of one table: removed, or changed by `fresh`."""

    what: str
    table: Any
    which: ColumnElement[bool]
    fresh: Mapping[str, Any] | None = None

    def count(self) -> Any:
        """The statement that counts them."""
        return select(func.count()).select_from(self.table).where(self.which)

    def change(self) -> Any:
        """The statement that removes or changes them."""
        if self.fresh is None:
            return delete(self.table).where(self.which)
        return update(self.table).where(self.which).values(self.fresh)


class Forgetting(Statements):
    """The part of the repository that knows where one person stands."""

    def own_data(self, person_id: str, at: datetime) -> Mapping[str, int]:
        """How much there is, by what it is."""
        parts = {part.what: self._connection.execute(part.count()).scalar_one() for part in _parts(person_id, at)}
        parts["requests for cover"] = len(self._covers(person_id, at))
        parts["proposals"] = len(self._proposals(person_id))
        parts["votes"] = len(self._votes(person_id))
        return {what: count for what, count in parts.items() if count}

    def forget_person(self, person_id: str, at: datetime) -> Mapping[str, int]:
        """Remove it; how much it was."""
        found = self.own_data(person_id, at)
        for part in _parts(person_id, at):
            self._connection.execute(part.change())
        self._forget_covers(person_id, at)
        for row in self._proposals(person_id):
            body = to_json(_instead(json.loads(row.body), person_id))
            self._connection.execute(update(ProposalRow).where(ProposalRow.id == row.id).values(body=body))
        for vote in self._votes(person_id):
            its = and_(*(column == value for column, value in zip(_VOTE, vote, strict=True)))
            # Still one vote of one person, whom nobody can tell from another.
            self._connection.execute(update(LessonVoteRow).where(its).values(person_id=uuid4().hex))
        return found

    def remove_person(self, person_id: str) -> bool:
        """Out of the directory, with the hours of their reminder and their calendar addresses."""
        theirs = and_(PersonRow.id == person_id, not_(PersonRow.listed))
        if self._connection.execute(select(PersonRow.id).where(theirs)).first() is None:
            return False
        bump_version(self._connection)
        feeds = or_(FeedRow.by == person_id, FeedRow.person_id == person_id)
        for statement in (
            delete(PersonRow).where(theirs),
            delete(SettingRow).where(SettingRow.name == f"reminder:{person_id}"),
            delete(FeedRow).where(feeds),
        ):
            self._connection.execute(statement)
        return True

    def _covers(self, person_id: str, at: datetime) -> list[Any]:
        """Requests whose span is past, that this person made, took, agreed to or was asked for."""
        named = exists().where(CoverPersonRow.cover_id == CoverRow.id, CoverPersonRow.person_id == person_id)
        agreed = CoverRow.body.contains(json.dumps(person_id), autoescape=True)
        past = select(CoverRow.id, CoverRow.made_by, CoverRow.body).where(CoverRow.ends_at < at, or_(named, agreed))
        return list(self._connection.execute(past))

    def _forget_covers(self, person_id: str, at: datetime) -> None:
        for row in self._covers(person_id, at):
            people, its = CoverPersonRow.cover_id == row.id, CoverRow.id == row.id
            if row.made_by == person_id:
                self._connection.execute(delete(CoverPersonRow).where(people))
                self._connection.execute(delete(CoverRow).where(its))
                continue
            self._connection.execute(delete(CoverPersonRow).where(people, CoverPersonRow.person_id == person_id))
            body = to_json(_instead(json.loads(row.body), person_id))
            self._connection.execute(update(CoverRow).where(its).values(body=body))

    def _proposals(self, person_id: str) -> list[Any]:
        """Those that nobody works on any more and that name this person."""
        said = ProposalRow.body.contains(json.dumps(person_id), autoescape=True)
        over = select(ProposalRow.id, ProposalRow.body).where(text(f"NOT ({ProposalRow.is_open})"), said)
        return [row for row in self._connection.execute(over) if _names(json.loads(row.body), person_id)]

    def _votes(self, person_id: str) -> list[Any]:
        return list(self._connection.execute(select(*_VOTE).where(LessonVoteRow.person_id == person_id)))


_VOTE = (LessonVoteRow.lesson_id, LessonVoteRow.escalation_id, LessonVoteRow.person_id)


def _parts(person_id: str, at: datetime) -> Iterator[_Part]:
    h, f, m = HandOverRow, QuickFixRow, MessageRow
    yield _Part("drafts", DraftRow, DraftRow.by == person_id)
    settled = or_(h.accepted_at.is_not(None), h.asked_at < at - _NOT_ACCEPTED_FOR)
    yield _Part("hand-overs", h, and_(or_(h.by == person_id, h.to == person_id), settled))
    taken = and_(TakenOnRow.person_id == person_id, TakenOnRow.starts_at < at)
    yield _Part("shifts taken on", TakenOnRow, taken)
    revoked = and_(FeedRow.revoked_at.is_not(None), or_(FeedRow.by == person_id, FeedRow.person_id == person_id))
    yield _Part("revoked calendar addresses", FeedRow, revoked)
    sent = and_(m.person_id == person_id, m.escalation_id.is_(None), m.due_at.is_(None))
    yield _Part("messages about shifts and notes", m, sent)
    yield _Part("taps", IntakeRow, IntakeRow.key.startswith(f"{person_id}:", autoescape=True))
    yield _Part("edits of the site file", ChangeRow, ChangeRow.by == person_id, {"by": SOMEBODY})
    done = f.done_at.is_not(None)
    yield _Part("quick fixes they agreed", f, and_(done, f.made_by == person_id), {"made_by": SOMEBODY, "what": ""})
    yield _Part("quick fixes they had to do", f, and_(done, f.owner_id == person_id), {"owner_id": None})
    yield _Part("quick fixes they did", f, and_(done, f.done_by == person_id), {"done_by": SOMEBODY})


def _names(value: Any, person_id: str) -> bool:
    return bool(value != _instead(value, person_id))


def _instead(value: Any, person_id: str) -> Any:
    """JSON with nobody in the place of this person, wherever their id stands alone."""
    if isinstance(value, dict):
        return {key: _instead(held, person_id) for key, held in value.items()}
    if isinstance(value, list):
        return [_instead(held, person_id) for held in value]
    return SOMEBODY if value == person_id else value
