"""The outbox, and the targets that asked for patience."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.row import Row, where


class MessageRow(Row):
    """One row of the outbox. `drawn` is the version that the last post or edit carried, whatever came of it."""

    __tablename__ = "message"

    id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    target: Mapped[str]
    rank: Mapped[int]
    due_at: Mapped[datetime | None]
    escalation_id: Mapped[str | None] = mapped_column(ForeignKey("escalation.id"), index=True)
    site_id: Mapped[str | None]
    person_id: Mapped[str | None]
    epoch: Mapped[int]
    round: Mapped[int]
    state: Mapped[str]
    detail: Mapped[str]
    wanted: Mapped[int]
    shown: Mapped[int]
    drawn: Mapped[int]
    attempts: Mapped[int]
    unknowns: Mapped[int]
    token: Mapped[int] = mapped_column(BigInteger)
    lease_until: Mapped[datetime | None]
    ref_channel: Mapped[str | None]
    ref_ts: Mapped[str | None]
    superseded: Mapped[bool]
    list_id: Mapped[str | None]
    made_at: Mapped[datetime | None]
    shown_at: Mapped[datetime | None]

    __table_args__ = (
        # Due first, rank second: the other way round every message that waits for later is walked by each claim.
        Index("ix_message_due", "due_at", "rank", **where("due_at IS NOT NULL")),
        Index("ix_message_waiting", "target", "due_at", **where("due_at IS NOT NULL")),
        Index("ix_message_in_hand", "target", **where("state = 'sending'")),
        Index("ix_message_list", "list_id", **where("list_id IS NOT NULL")),
        Index("ix_message_without_escalation", "made_at", "id", **where("escalation_id IS NULL")),
        Index("ix_message_shown_at", "shown_at", **where("shown_at IS NOT NULL")),
    )


class DestinationRow(Row):
    """A target that asked for patience (Slack's Retry-After)."""

    __tablename__ = "destination"

    target: Mapped[str] = mapped_column(primary_key=True)
    not_before: Mapped[datetime]
