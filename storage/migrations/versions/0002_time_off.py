"""Absences and days off of people.

The rule: this works with the version of the code before it, since replicas of both run side by side (F73). The column
has a default, so the version before adds people without it; it never reads it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To the next version."""
    op.add_column("person", sa.Column("time_off", sa.Text(), nullable=False, server_default="{}"))
