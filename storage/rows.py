"""Plain values to rows and back: a column is named as its field, an enum is kept as its text."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy import Connection, Row

from domain.learning.proposal import Fix
from domain.planning import Change, Feed, HandOver
from storage.values import converter

T = TypeVar("T")


class Statements:
    """Holds the connection that the parts of a repository share, and whether its unit of work writes."""

    def __init__(self, connection: Connection, writing: bool) -> None:
        self._connection = connection
        self._writing = writing


def row_of(value: Change | HandOver | Feed | Fix) -> dict[str, Any]:
    """The columns of a new row."""
    columns = {field.name: getattr(value, field.name) for field in fields(value)}
    return {name: plain.value if isinstance(plain, Enum) else plain for name, plain in columns.items()}


def value_of(kind: type[T], row: Row[Any]) -> T:
    """The value of a row; columns that are no fields of it are left out."""
    return converter.structure(row._asdict(), kind)
