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
    """Somebody of the site file (`listed`), or a stranger of the workspace, and what is known of their account.

    `time_off` is the JSON of absences and days off."""

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
    time_off: Mapped[str] = mapped_column(server_default="{}")

    __table_args__ = (Index("ix_person_user", "user_id", unique=True, **_where("user_id <> ''")),)


class SettingRow(Row):
    """A number with a name: the directory's version, the hours of somebody's reminder."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


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

    __table_args__ = (Index("ix_hand_over_open", "site_id", "tier", "asked_at", **_where("accepted_at IS NULL")),)


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

    __table_args__ = (Index("ix_cover_open", "site_id", "starts_at", **_where(is_open)),)


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
