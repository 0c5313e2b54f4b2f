"""Reads the documents of other on-call tools, and says what all of them become here."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from cattrs import Converter

from bot.calendars.remarks import quoted
from domain.rota import Rota

MOST_BYTES = 2 * 1024 * 1024
# Those that the site file takes.
_YEARS = range(1971, 2199)
_converter = Converter(detailed_validation=False)
D = TypeVar("D")


class Unreadable(Exception):
    """The document is not read at all; its text is the sentence that says why."""


@dataclass(frozen=True)
class ImportedRota:
    """A schedule of another tool. `zone` is its own (IANA): every wall-clock time of `rota` is meant there.

    `not_understood` are plain sentences about what is not, or not quite, as it was. Without a zone nothing was read.
    """

    name: str = ""
    zone: str = ""
    rota: Rota = field(default_factory=Rota)
    not_understood: tuple[str, ...] = ()


def document(data: bytes, shape: Callable[..., D], tool: str) -> D:
    """The JSON document in this shape (dataclasses; unknown fields are left alone). Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable("The file is larger than 2 MB; it was not read.")
    try:
        found: D = _converter.structure(json.loads(data), shape)  # type: ignore[arg-type]
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        raise Unreadable(f"This is no schedule as {tool} exports it.") from None
    return found


def unread(failed: Exception, tool: str) -> ImportedRota:
    """What is said instead of a schedule: the sentence of an Unreadable; else its numbers are beyond all calendars."""
    sentence = str(failed) if isinstance(failed, Unreadable) else f"This is no schedule as {tool} exports it."
    return ImportedRota(not_understood=(sentence,))


def zone_of(name: str) -> ZoneInfo:
    """The schedule's zone. Raises Unreadable."""
    try:
        return ZoneInfo(name)
    except (LookupError, OSError, ValueError):
        raise Unreadable(f"The schedule's time zone {quoted(name)} is unknown; it was not read.") from None


def instant(text: str, zone: ZoneInfo) -> datetime:
    """An instant as JSON writes it, in UTC; without an offset it is one of `zone`. Raises Unreadable."""
    try:
        at = datetime.fromisoformat(text)
        if at.year not in _YEARS:
            raise ValueError(text)
    except ValueError:
        raise Unreadable(f"{quoted(text)} is no date and time; the schedule was not read.") from None
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
