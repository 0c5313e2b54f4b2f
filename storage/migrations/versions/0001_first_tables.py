"""The first tables.

The rule of every version: it works with the version of the code before it (script.py.mako). This one has none.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TEXT = sa.Text()
_INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
_NUMBER = sa.Integer()
_BIG = sa.BigInteger()
_FLAG = sa.Boolean()


def upgrade() -> None:
    """From nothing."""
    _escalations()
    _timeline_and_intake()
    _messages()
    _notes()
    _people()


def _columns(kind: sa.types.TypeEngine[Any], names: str) -> list[sa.Column[Any]]:
    """A column for each name; one that ends in `?` may be null."""
    return [sa.Column(name.rstrip("?"), kind, nullable=name.endswith("?")) for name in names.split()]


def _index(table: str, name: str, columns: list[str], where: str, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


def _escalations() -> None:
    op.create_table(
        "escalation",
        sa.Column("id", _TEXT, primary_key=True),
        *_columns(_TEXT, "reference site_id place_id? raiser_id owner_id? state note_state note_by? responders?"),
        *_columns(_TEXT, "policy body"),
        *_columns(_NUMBER, "severity highest epoch version"),
        *_columns(_FLAG, "epoch_open"),
        *_columns(_INSTANT, "raised_at ended_at? due_at? note_due_at?"),
    )
    op.create_index("ix_escalation_reference", "escalation", ["reference"])
    _index("escalation", "ix_escalation_due", ["due_at", "severity"], "due_at IS NOT NULL")
    _index("escalation", "ix_escalation_open_site", ["site_id", "place_id"], "ended_at IS NULL")
    _index("escalation", "ix_escalation_open_raiser", ["raiser_id"], "ended_at IS NULL")
    _index("escalation", "ix_escalation_responders", ["id"], "responders IS NOT NULL")
    _index("escalation", "ix_escalation_note_by", ["note_by"], "note_by IS NOT NULL")
    _index("escalation", "ix_escalation_last_place", ["raiser_id", "raised_at"], "place_id IS NOT NULL")


def _timeline_and_intake() -> None:
    op.create_table(
        "timeline",
        sa.Column("escalation_id", _TEXT, sa.ForeignKey("escalation.id"), primary_key=True),
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=False),
        *_columns(_INSTANT, "at"),
        *_columns(_TEXT, "by? kind body"),
    )
    op.create_table(
        "intake",
        sa.Column("key", _TEXT, primary_key=True),
        *_columns(_TEXT, "escalation_id?"),
        *_columns(_INSTANT, "at"),
    )
    op.create_index("ix_intake_at", "intake", ["at"])


def _messages() -> None:
    op.create_table(
        "message",
        sa.Column("id", _TEXT, primary_key=True),
        sa.Column("key", _TEXT, nullable=False, unique=True),
        sa.Column("escalation_id", _TEXT, sa.ForeignKey("escalation.id")),
        *_columns(_TEXT, "kind target site_id? person_id? state detail ref_channel? ref_ts? list_id?"),
        *_columns(_NUMBER, "rank epoch round wanted shown drawn attempts unknowns"),
        *_columns(_BIG, "token"),
        *_columns(_FLAG, "superseded"),
        *_columns(_INSTANT, "due_at? lease_until? made_at? shown_at?"),
    )
    op.create_index("ix_message_escalation_id", "message", ["escalation_id"])
    _index("message", "ix_message_due", ["due_at", "rank"], "due_at IS NOT NULL")
    _index("message", "ix_message_waiting", ["target", "due_at"], "due_at IS NOT NULL")
    _index("message", "ix_message_in_hand", ["target"], "state = 'sending'")
    _index("message", "ix_message_list", ["list_id"], "list_id IS NOT NULL")
    _index("message", "ix_message_shown_at", ["shown_at"], "shown_at IS NOT NULL")
    op.create_table(
        "destination",
        sa.Column("target", _TEXT, primary_key=True),
        *_columns(_INSTANT, "not_before"),
    )


def _notes() -> None:
    op.create_table(
        "note",
        sa.Column("escalation_id", _TEXT, sa.ForeignKey("escalation.id"), primary_key=True),
        *_columns(_TEXT, "written_by? body"),
        *_columns(_FLAG, "done"),
        *_columns(_INSTANT, "kept_at"),
    )


def _people() -> None:
    op.create_table(
        "site",
        sa.Column("id", _TEXT, primary_key=True),
        *_columns(_NUMBER, "position"),
        *_columns(_TEXT, "body"),
    )
    op.create_table(
        "person",
        sa.Column("id", _TEXT, primary_key=True),
        *_columns(_TEXT, "user_id name roles dm_id? phone"),
        *_columns(_FLAG, "deactivated guest listed"),
        *_columns(_NUMBER, "position"),
        *_columns(_INSTANT, "tested_at? home_opened_at?"),
    )
    _index("person", "ix_person_user", ["user_id"], "user_id <> ''", unique=True)
    op.create_table(
        "setting",
        sa.Column("name", _TEXT, primary_key=True),
        *_columns(_BIG, "value"),
    )
