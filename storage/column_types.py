"""The one type for instants and the one for text, since the two databases disagree about both (principle 2)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine


class Instant(TypeDecorator[datetime]):
    """An aware instant in, the same instant in UTC out. Raises ValueError on a naive one.

    PostgreSQL keeps a `timestamptz`; SQLite drops offsets without a word, so it keeps ISO text of a fixed width,
    which sorts as the instants do.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite, `timestamptz` elsewhere."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Python to database."""
        if value is None:
            return None
        utc = in_utc(value)
        return iso(utc) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Database to Python."""
        if value is None:
            return None
        return in_utc(datetime.fromisoformat(value) if isinstance(value, str) else value)


def in_utc(value: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError on a naive one."""
    if value.tzinfo is UTC:
        return value
    if value.utcoffset() is None:
        raise ValueError("an instant without its offset")
    return value.astimezone(UTC)


def iso(utc: datetime) -> str:
    """ISO text of 27 characters, whatever the instant."""
    return utc.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


class CleanText(TypeDecorator[str]):
    """Text that both databases take: PostgreSQL refuses NUL, and neither driver encodes a lone surrogate (F15)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Python to database."""
        return value if value is None else clean(value)


def clean(text: str) -> str:
    """Without NUL; surrogates joined where they are a pair, else replaced."""
    if "\0" in text:
        text = text.replace("\0", "")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
