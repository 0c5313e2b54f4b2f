"""Spans of time in records, in both directions: `from` and `to`, of days or to the second."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.site_file.records import Record
from bot.site_file.times import Zone, begin_of, begin_text, end_of, end_text
from domain.rota import ALWAYS


def read_span(record: Record, zone: Zone) -> tuple[datetime, datetime] | None:
    """The span of a record; None where it has none that can be, which is noted."""
    start = record.understood("from", lambda text: begin_of(text, zone), needed="Write when it begins.")
    end = record.understood("to", lambda text: end_of(text, zone), needed="Write when it ends.")
    if start is None or end is None:
        return None
    # Without the zone nobody knows in which order two times of a doubled hour come.
    if end <= start and zone is not None:
        record.wrong("to", "This ends before it begins.", "Write a later end; a day alone is included.")
        return None
    return start, end


def span_fields(start: datetime, end: datetime, zone: Zone) -> dict[str, Any]:
    """What the file says of a span."""
    return {"from": begin_text(start, zone), "to": end_text(end, zone)}


def read_since(record: Record, name: str, zone: Zone) -> datetime:
    """The instant from which something holds: always, where the file does not say."""
    return record.understood(name, lambda text: begin_of(text, zone)) or ALWAYS


def since_fields(name: str, holds_from: datetime, zone: Zone) -> dict[str, Any]:
    """What the file says of that; nothing where it has always been so."""
    return {} if holds_from == ALWAYS else {name: begin_text(holds_from, zone)}


def check_order(records: list[Record], name: str, since: list[datetime]) -> None:
    """Each holds from later than the one before it, or the two would hold at once; `name` is the field that says it."""
    for record, earlier, later in zip(records, since, since[1:], strict=False):
        if later <= earlier:
            remedy = "Write the earlier ones first, each with its own beginning."
            record.wrong(name, "This does not begin later than the one before it.", remedy)
