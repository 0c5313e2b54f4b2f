"""Lessons and what people said of them, proposals, quick fixes."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.row import Row, where


class LessonRow(Row):
    """The lesson of one escalation. `triggers`, `tried` and `helped` are JSON lists, `main_trigger` the first trigger.

    `waits_for`: whoever wrote the note, as long as the lesson is proposed and not yet cleared or kept back.
    """

    __tablename__ = "lesson"
    is_shown: ClassVar[str] = "state = 'cleared' AND NOT held"

    escalation_id: Mapped[str] = mapped_column(ForeignKey("escalation.id"), primary_key=True)
    reference: Mapped[str]
    site_id: Mapped[str]
    place_id: Mapped[str | None]
    severity: Mapped[int]
    ended_at: Mapped[datetime]
    shown_from: Mapped[datetime]
    by_phone: Mapped[bool]
    main_trigger: Mapped[str]
    triggers: Mapped[str]
    rule: Mapped[str]
    ended: Mapped[str]
    tried: Mapped[str]
    helped: Mapped[str]
    minutes: Mapped[int]
    text: Mapped[str]
    state: Mapped[str]
    cleared_by: Mapped[str | None]
    cleared_at: Mapped[datetime | None]
    held: Mapped[bool]
    yes: Mapped[int]
    no: Mapped[int]
    waits_for: Mapped[str | None]
    index_words: Mapped[str] = mapped_column(server_default="")
    language: Mapped[str] = mapped_column(server_default="")

    __table_args__ = (
        Index("ix_lesson_shown", "shown_from", **where(is_shown)),
        Index("ix_lesson_shown_site", "site_id", "shown_from", **where(is_shown)),
        Index("ix_lesson_waiting", "waits_for", "ended_at", **where("waits_for IS NOT NULL")),
    )


class LessonVoteRow(Row):
    """*This helped* or *Didn't* of one person about one lesson that was shown with an escalation."""

    __tablename__ = "lesson_vote"

    lesson_id: Mapped[str] = mapped_column(ForeignKey("lesson.escalation_id"), primary_key=True)
    escalation_id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(primary_key=True)
    helped: Mapped[bool]

    __table_args__ = (Index("ix_lesson_vote_escalation", "escalation_id", "person_id"),)


class ProposalRow(Row):
    """A proposal to change something; which escalations it was born from is in ProposalCaseRow.

    `check_at`: when the counts before and after are to be compared, while that is still to come.
    """

    __tablename__ = "proposal"
    is_open: ClassVar[str] = "state NOT IN ('refused', 'kept')"

    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    cause: Mapped[str]
    about: Mapped[str]
    state: Mapped[str]
    version: Mapped[int]
    proposed_at: Mapped[datetime]
    check_at: Mapped[datetime | None]
    body: Mapped[str]

    __table_args__ = (
        Index("ix_proposal_open", "site_id", "proposed_at", **where(is_open)),
        Index("ix_proposal_check", "check_at", **where("check_at IS NOT NULL")),
    )


class ProposalCaseRow(Row):
    """One of the escalations that a proposal was born from."""

    __tablename__ = "proposal_case"

    escalation_id: Mapped[str] = mapped_column(ForeignKey("escalation.id"), primary_key=True)
    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposal.id"), primary_key=True, index=True)


class QuickFixRow(Row):
    """Something to mend at once; `due` is a day as ISO text."""

    __tablename__ = "quick_fix"

    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    escalation_id: Mapped[str] = mapped_column(ForeignKey("escalation.id"), index=True)
    what: Mapped[str]
    owner_id: Mapped[str | None]
    due: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None]

    __table_args__ = (Index("ix_quick_fix_open", "site_id", "due", **where("done_at IS NULL")),)
