"""Every table on one page; rows never leave `storage/`.

What is asked for by a query has a column, the rest of a value is JSON text in `body`. What is finished leaves the
partial indexes, so that neither a tick nor a screen grows with history (performance.md, "Growth laws").
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.column_types import CleanText, Instant


class Row(DeclarativeBase):
    """What all rows share: the types of text and instants."""

    type_annotation_map: ClassVar = {str: CleanText(), datetime: Instant()}


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class EscalationRow(Row):
    """One escalation. `policy` never changes once raised; `responders` is a JSON list while it is open and has any;
    `note_by` is who still owes the note."""

    __tablename__ = "escalation"

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
    version: Mapped[int]
    policy: Mapped[str]
    body: Mapped[str]

    __table_args__ = (
        Index("ix_escalation_due", "due_at", "severity", **_where("due_at IS NOT NULL")),
        Index("ix_escalation_open_site", "site_id", "place_id", **_where("ended_at IS NULL")),
        Index("ix_escalation_open_raiser", "raiser_id", **_where("ended_at IS NULL")),
        Index("ix_escalation_responders", "id", **_where("responders IS NOT NULL")),
        Index("ix_escalation_note_by", "note_by", **_where("note_by IS NOT NULL")),
        Index("ix_escalation_last_place", "raiser_id", "raised_at", **_where("place_id IS NOT NULL")),
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
        Index("ix_message_due", "due_at", "rank", **_where("due_at IS NOT NULL")),
        Index("ix_message_waiting", "target", "due_at", **_where("due_at IS NOT NULL")),
        Index("ix_message_in_hand", "target", **_where("state = 'sending'")),
        Index("ix_message_list", "list_id", **_where("list_id IS NOT NULL")),
        Index("ix_message_shown_at", "shown_at", **_where("shown_at IS NOT NULL")),
    )


class DestinationRow(Row):
    """A target that asked for patience (Slack's Retry-After)."""

    __tablename__ = "destination"

    target: Mapped[str] = mapped_column(primary_key=True)
    not_before: Mapped[datetime]


class NoteRow(Row):
    """A resolution note as it stands; picks and texts in `body`."""

    __tablename__ = "note"

    escalation_id: Mapped[str] = mapped_column(ForeignKey("escalation.id"), primary_key=True)
    written_by: Mapped[str | None]
    done: Mapped[bool]
    kept_at: Mapped[datetime]
    body: Mapped[str]


class SiteRow(Row):
    """One site of the site file, in the order of the file."""

    __tablename__ = "site"

    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    body: Mapped[str]


class PersonRow(Row):
    """Somebody of the site file (`listed`), or a stranger of the workspace, and what is known of their account."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str]
    name: Mapped[str]
    roles: Mapped[str]
    dm_id: Mapped[str | None]
    deactivated: Mapped[bool]
    guest: Mapped[bool]
    phone: Mapped[str]
    listed: Mapped[bool]
    position: Mapped[int]
    tested_at: Mapped[datetime | None]
    home_opened_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_person_user", "user_id", unique=True, **_where("user_id <> ''")),)


class SettingRow(Row):
    """A number with a name: the directory's version."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)
