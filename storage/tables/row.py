"""What every table begins with: the types of text and instants, and the condition of a partial index."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import text
from sqlalchemy.orm import DeclarativeBase

from storage.column_types import CleanText, Instant


class Row(DeclarativeBase):
    """What all rows share: the types of text and instants."""

    type_annotation_map: ClassVar = {str: CleanText(), datetime: Instant()}


def where(condition: str) -> dict[str, Any]:
    """The condition of a partial index, for both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}
