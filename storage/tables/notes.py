"""Resolution notes, what stood in them before they were amended, and what raisers say in their own words."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.row import Row


class NoteRow(Row):
    """A resolution note as it stands; picks and texts in `body`."""

    __tablename__ = "note"

    escalation_id: Mapped[str] = mapped_column(ForeignKey("escalation.id"), primary_key=True)
    written_by: Mapped[str | None]
    done: Mapped[bool]
    done_at: Mapped[datetime | None]
    kept_at: Mapped[datetime]
    body: Mapped[str]


class NoteVersionRow(Row):
    """A finished note as it stood before an amendment, whole in `body`; `seq` counts the amendments."""

    __tablename__ = "note_version"

    escalation_id: Mapped[str] = mapped_column(ForeignKey("escalation.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    until: Mapped[datetime]
    amended_by: Mapped[str]
    body: Mapped[str]


class AccountRow(Row):
    """Somebody's own account of an escalation."""

    __tablename__ = "account"

    escalation_id: Mapped[str] = mapped_column(ForeignKey("escalation.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(primary_key=True)
    words: Mapped[str]
    at: Mapped[datetime]
