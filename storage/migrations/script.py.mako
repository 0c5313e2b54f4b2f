"""${message}

The rule: this works with the version of the code before it, since replicas of both run side by side (F73).
Add columns with a default or nullable; drop or rename only what the version before no longer reads; never rewrite a
large table in one statement. A new member of an enum is written one release after it can be read.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To the next version."""
    ${upgrades if upgrades else "pass"}
