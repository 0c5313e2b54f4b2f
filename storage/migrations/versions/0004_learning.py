"""Amended notes, own accounts, lessons and votes, proposals, quick fixes; and what figures walk along.

The rule: this works with the version of the code before it, since replicas of both run side by side (F73). New tables,
indexes, and one column that may be null: the version before neither writes nor reads it.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TEXT = sa.Text()
_INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
_NUMBER = sa.Integer()
_FLAG = sa.Boolean()
_SHOWN = "state = 'cleared' AND NOT held"


def upgrade() -> None:
    """To the next version."""
    _escalations()
    _notes()
    _lessons()
    _proposals()
    _fixes()


def _columns(kind: sa.types.TypeEngine[Any], names: str) -> list[sa.Column[Any]]:
    """A column for each name; one that ends in `?` may be null."""
    return [sa.Column(name.rstrip("?"), kind, nullable=name.endswith("?")) for name in names.split()]


def _index(table: str, name: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)


def _part_of_key(name: str, refers_to: str = "") -> sa.Column[Any]:
    foreign = [sa.ForeignKey(refers_to)] if refers_to else []
    return sa.Column(name, _TEXT, *foreign, primary_key=True)


def _escalations() -> None:
    op.create_index("ix_escalation_raised", "escalation", ["raised_at", "id"])
    op.create_index("ix_escalation_raised_site", "escalation", ["site_id", "raised_at", "id"])
    _index("escalation", "ix_escalation_ended", ["ended_at", "id"], "ended_at IS NOT NULL")
    _index("escalation", "ix_escalation_note_due", ["note_due_at", "id"], "note_state = 'due'")


def _notes() -> None:
    op.add_column("note", sa.Column("done_at", _INSTANT, nullable=True))
    op.create_table(
        "note_version",
        _part_of_key("escalation_id", "escalation.id"),
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=False),
        *_columns(_INSTANT, "until"),
        *_columns(_TEXT, "amended_by body"),
    )
    op.create_table(
        "account",
        _part_of_key("escalation_id", "escalation.id"),
        _part_of_key("person_id"),
        *_columns(_TEXT, "words"),
        *_columns(_INSTANT, "at"),
    )


def _lessons() -> None:
    op.create_table(
        "lesson",
        _part_of_key("escalation_id", "escalation.id"),
        *_columns(_TEXT, "reference site_id place_id? main_trigger triggers rule ended tried helped text state"),
        *_columns(_TEXT, "cleared_by? waits_for?"),
        *_columns(_NUMBER, "severity minutes yes no"),
        *_columns(_FLAG, "by_phone held"),
        *_columns(_INSTANT, "ended_at shown_from cleared_at?"),
    )
    _index("lesson", "ix_lesson_shown", ["shown_from"], _SHOWN)
    _index("lesson", "ix_lesson_shown_site", ["site_id", "shown_from"], _SHOWN)
    _index("lesson", "ix_lesson_waiting", ["waits_for", "ended_at"], "waits_for IS NOT NULL")
    op.create_table(
        "lesson_vote",
        _part_of_key("lesson_id", "lesson.escalation_id"),
        _part_of_key("escalation_id"),
        _part_of_key("person_id"),
        *_columns(_FLAG, "helped"),
    )
    op.create_index("ix_lesson_vote_escalation", "lesson_vote", ["escalation_id", "person_id"])


def _proposals() -> None:
    op.create_table(
        "proposal",
        _part_of_key("id"),
        *_columns(_TEXT, "site_id cause about state body"),
        *_columns(_NUMBER, "version"),
        *_columns(_INSTANT, "proposed_at check_at?"),
    )
    _index("proposal", "ix_proposal_open", ["site_id", "proposed_at"], "state NOT IN ('refused', 'kept')")
    _index("proposal", "ix_proposal_check", ["check_at"], "check_at IS NOT NULL")
    op.create_table(
        "proposal_case",
        _part_of_key("escalation_id", "escalation.id"),
        _part_of_key("proposal_id", "proposal.id"),
    )
    op.create_index("ix_proposal_case_proposal_id", "proposal_case", ["proposal_id"])


def _fixes() -> None:
    op.create_table(
        "quick_fix",
        _part_of_key("id"),
        sa.Column("escalation_id", _TEXT, sa.ForeignKey("escalation.id"), nullable=False),
        *_columns(_TEXT, "site_id what owner_id? due made_by done_by?"),
        *_columns(_INSTANT, "made_at done_at?"),
    )
    op.create_index("ix_quick_fix_escalation_id", "quick_fix", ["escalation_id"])
    _index("quick_fix", "ix_quick_fix_open", ["site_id", "due"], "done_at IS NULL")
