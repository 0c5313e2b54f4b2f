"""Which escalations still have their names and words, and messages of none by their age (domain.md e.6).

The rule: this works with the version of the code before it, since replicas of both run side by side (F73). One column
that may be null and two indexes: the version before neither writes nor reads them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_HAS_TEXTS = sa.text("ended_at IS NOT NULL AND texts_gone_at IS NULL")
_WITHOUT = sa.text("escalation_id IS NULL")


def upgrade() -> None:
    """To the next version."""
    instant = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
    op.add_column("escalation", sa.Column("texts_gone_at", instant, nullable=True))
    op.create_index(
        "ix_escalation_texts",
        "escalation",
        ["site_id", "highest", "ended_at", "id"],
        sqlite_where=_HAS_TEXTS,
        postgresql_where=_HAS_TEXTS,
    )
    op.create_index(
        "ix_message_without_escalation",
        "message",
        ["made_at", "id"],
        sqlite_where=_WITHOUT,
        postgresql_where=_WITHOUT,
    )
