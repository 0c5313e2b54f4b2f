"""Escalations, their timelines, and the taps that were taken."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.row import Row, where


class EscalationRow(Row):
    """One escalation. `policy` never changes once raised; `responders` is a JSON list while it is open and has any;
    `note_by` is who still owes the note. `texts_gone_at`: since then it names nobody and has no words."""

    __tablename__ = "escalation"
    has_texts: ClassVar[str] = "ended_at IS NOT NULL AND texts_gone_at IS NULL"

    id: Mapped[str] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(index=True)
    site_id: Mapped[str]
    place_id: Mapped[str | None]
    raiser_id: Mapped[str]
    owner_id: Mapped[str | None]
    state: Mapped[str]
    severity: Mapped[int]
    highest: Mapped[int]
    epoch: Mapped[int]
    epoch_open: Mapped[bool]
    raised_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    note_state: Mapped[str]
    note_due_at: Mapped[datetime | None]
    note_by: Mapped[str | None]
    responders: Mapped[str | None]
    texts_gone_at: Mapped[datetime | None]
    version: Mapped[int]
    policy: Mapped[str]
    body: Mapped[str]

    __table_args__ = (
        Index("ix_escalation_due", "due_at", "severity", **where("due_at IS NOT NULL")),
        Index("ix_escalation_open_site", "site_id", "place_id", **where("ended_at IS NULL")),
        Index("ix_escalation_open_raiser", "raiser_id", **where("ended_at IS NULL")),
        Index("ix_escalation_responders", "id", **where("responders IS NOT NULL")),
        Index("ix_escalation_note_by", "note_by", **where("note_by IS NOT NULL")),
        Index("ix_escalation_note_due", "note_due_at", "id", **where("note_state = 'due'")),
        Index("ix_escalation_raised", "raised_at", "id"),
        Index("ix_escalation_raised_site", "site_id", "raised_at", "id"),
        Index("ix_escalation_ended", "ended_at", "id", **where("ended_at IS NOT NULL")),
        Index("ix_escalation_texts", "site_id", "highest", "ended_at", "id", **where(has_texts)),
        Index("ix_escalation_last_place", "raiser_id", "raised_at", **where("place_id IS NOT NULL")),
    )


class TimelineRow(Row):
    """One entry of a timeline; `kind` is the name of its class in `domain/timeline/`."""

    __tablename__ = "timeline"

    escalation_id: Mapped[str] = mapped_column(ForeignKey("escalation.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    by: Mapped[str | None]
    kind: Mapped[str]
    body: Mapped[str]


class IntakeRow(Row):
    """A tap, click or delivery that was taken. Written first, so that a double waits here: no foreign key."""

    __tablename__ = "intake"

    key: Mapped[str] = mapped_column(primary_key=True)
    escalation_id: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(index=True)
