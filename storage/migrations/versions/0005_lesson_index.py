"""By what lessons are found: FTS5 on SQLite, a tsvector with its GIN index on PostgreSQL, and the words there are.

The rule: this works with the version of the code before it, since replicas of both run side by side (F73). New tables,
and two columns with a default: the version before neither writes nor reads them. No extension is needed.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TEXT = sa.Text()
# Compared letter by letter, so that a beginning is a span of the index in any locale.
_LETTERS = _TEXT.with_variant(sa.Text(collation="C"), "postgresql")
# Without content: what a lesson was found by stands in lesson_index already. Without places in the text: nobody asks
# for words that follow one another, and the index is half as large.
_FTS5 = (
    "CREATE VIRTUAL TABLE lesson_fts USING fts5"
    "(terms, content='', columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 0')"
)


def upgrade() -> None:
    """To the next version."""
    for name in ("index_words", "language"):
        op.add_column("lesson", sa.Column(name, _TEXT, nullable=False, server_default=""))
    op.create_table(
        "lesson_index",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
        sa.Column("lesson_id", _TEXT, sa.ForeignKey("lesson.escalation_id"), nullable=False, unique=True),
        sa.Column("head", _TEXT, nullable=False),
        sa.Column("terms", _TEXT.with_variant(TSVECTOR(), "postgresql"), nullable=False),
    )
    op.create_table(
        "lesson_word",
        sa.Column("word", _LETTERS, primary_key=True),
        sa.Column("backwards", _LETTERS, nullable=False),
        sa.Column("typed", sa.Boolean(), nullable=False),
        sa.Column("lessons", sa.Integer(), nullable=False),
        # Room beside each count for its next one, so that counting touches no index.
        postgresql_with={"fillfactor": 50},
    )
    op.create_index("ix_lesson_word_backwards", "lesson_word", ["backwards"])
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("ix_lesson_index_terms", "lesson_index", ["terms"], postgresql_using="gin")
    else:
        op.execute(_FTS5)
