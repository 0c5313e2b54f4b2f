"""Changes and drafts of the admins' forms, shifts taken on, hand-overs, cover, calendar feeds.

New tables alone, which the version before does not know (the rule of script.py.mako).
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TEXT = sa.Text()
_INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    """To the next version."""
    _changes_and_drafts()
    _shifts()
    _covers()
    _feeds()


def _columns(kind: sa.types.TypeEngine[Any], names: str) -> list[sa.Column[Any]]:
    """A column for each name; one that ends in `?` may be null."""
    return [sa.Column(name.rstrip("?"), kind, nullable=name.endswith("?")) for name in names.split()]


def _index(table: str, name: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)


def _changes_and_drafts() -> None:
    op.create_table(
        "change",
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("id", _TEXT, nullable=False, unique=True),
        *_columns(_TEXT, "by subject sentence before after site_id"),
        *_columns(_INSTANT, "at undone_at?"),
    )
    op.create_index("ix_change_at", "change", ["at"])
    op.create_index("ix_change_subject", "change", ["subject", "at"])
    op.create_index("ix_change_site", "change", ["site_id", "at"])
    op.create_table(
        "draft",
        sa.Column("id", _TEXT, primary_key=True),
        sa.Column("by", _TEXT, primary_key=True),
        *_columns(_INSTANT, "at"),
        *_columns(_TEXT, "body"),
    )
    op.create_index("ix_draft_at", "draft", ["at"])


def _shifts() -> None:
    op.create_table(
        "taken_on",
        sa.Column("key", _TEXT, primary_key=True),
        *_columns(_TEXT, "site_id tier person_id"),
        *_columns(_INSTANT, "starts_at at"),
    )
    op.create_table(
        "hand_over",
        sa.Column("id", _TEXT, primary_key=True),
        *_columns(_TEXT, "site_id tier by to words override_id"),
        *_columns(_INSTANT, "asked_at accepted_at?"),
    )
    _index("hand_over", "ix_hand_over_open", ["site_id", "tier", "asked_at"], "accepted_at IS NULL")


def _covers() -> None:
    op.create_table(
        "cover",
        sa.Column("id", _TEXT, primary_key=True),
        *_columns(_TEXT, "site_id state made_by body"),
        *_columns(_INSTANT, "starts_at ends_at"),
        *_columns(sa.Integer(), "version"),
    )
    _index("cover", "ix_cover_open", ["site_id", "starts_at"], "state IN ('asked', 'taken')")
    op.create_table(
        "cover_person",
        sa.Column("cover_id", _TEXT, sa.ForeignKey("cover.id"), primary_key=True),
        sa.Column("person_id", _TEXT, primary_key=True),
        *_columns(_INSTANT, "ends_at"),
    )
    op.create_index("ix_cover_person", "cover_person", ["person_id", "ends_at"])


def _feeds() -> None:
    op.create_table(
        "feed",
        sa.Column("digest", _TEXT, primary_key=True),
        *_columns(_TEXT, "by person_id? site_id? tier?"),
        *_columns(_INSTANT, "made_at revoked_at?"),
    )
    op.create_index("ix_feed_by", "feed", ["by"])
