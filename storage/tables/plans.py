"""What is kept about shifts and about edits of the site file."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.row import Row, where


class ChangeRow(Row):
    """One edit by an admin; `seq` is the order in which they were written."""

    __tablename__ = "change"

    seq: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[str]
    subject: Mapped[str]
    sentence: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    site_id: Mapped[str]
    undone_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_change_subject", "subject", "at"), Index("ix_change_site", "site_id", "at"))


class DraftRow(Row):
    """What somebody has typed in a form so far; the same id is another draft in another's hands."""

    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(primary_key=True)
    by: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    body: Mapped[str]


class TakenOnRow(Row):
    """A shift that its person has taken on; `key` is the text of its ShiftKey."""

    __tablename__ = "taken_on"

    key: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    tier: Mapped[str]
    starts_at: Mapped[datetime]
    person_id: Mapped[str]
    at: Mapped[datetime]


class HandOverRow(Row):
    """A tier handed over to somebody by name, accepted or not."""

    __tablename__ = "hand_over"

    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    tier: Mapped[str]
    by: Mapped[str]
    to: Mapped[str]
    words: Mapped[str]
    asked_at: Mapped[datetime]
    override_id: Mapped[str]
    accepted_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_hand_over_open", "site_id", "tier", "asked_at", **where("accepted_at IS NULL")),)


class CoverRow(Row):
    """A request for cover or a swap; whom it concerns is in CoverPersonRow."""

    __tablename__ = "cover"
    is_open: ClassVar[str] = "state IN ('asked', 'taken')"

    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    state: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    made_by: Mapped[str]
    version: Mapped[int]
    body: Mapped[str]

    __table_args__ = (Index("ix_cover_open", "site_id", "starts_at", **where(is_open)),)


class CoverPersonRow(Row):
    """Somebody who made, took or was asked for a request; with its end, so that nobody reads what is past."""

    __tablename__ = "cover_person"

    cover_id: Mapped[str] = mapped_column(ForeignKey("cover.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(primary_key=True)
    ends_at: Mapped[datetime]

    __table_args__ = (Index("ix_cover_person", "person_id", "ends_at"),)


class FeedRow(Row):
    """A secret calendar address; only the digest of its secret is known."""

    __tablename__ = "feed"

    digest: Mapped[str] = mapped_column(primary_key=True)
    by: Mapped[str] = mapped_column(index=True)
    made_at: Mapped[datetime]
    person_id: Mapped[str | None]
    site_id: Mapped[str | None]
    tier: Mapped[str | None]
    revoked_at: Mapped[datetime | None]
