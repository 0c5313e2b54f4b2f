"""When a site is open, in both directions: hours of the week, closed days, and what held before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.site_file.records import Record
from bot.site_file.spans import check_order, read_since, since_fields
from bot.site_file.times import Zone, day_of
from bot.site_file.weekdays import window_of, window_text
from domain.rota import Opening, Window

HOURS, CLOSED, SINCE, BEFORE = "opening_hours", "closed", "opening_from", "opening_history"
OPENING_FIELDS = (HOURS, CLOSED, SINCE, BEFORE)

_BEFORE_FIELDS = ("from", HOURS, CLOSED)
_ALWAYS_OPEN = "always"


def read_openings(site: Record, zone: Zone) -> tuple[Opening, ...]:
    """The opening hours of a site by when they hold from; none where the file says nothing, which is always open."""
    records = site.listed_records(BEFORE, _BEFORE_FIELDS)
    openings = [_opening(record, "from", zone) for record in records]
    if site.has(HOURS) or site.has(CLOSED):
        openings.append(_opening(site, SINCE, zone))
    elif openings or site.has(SINCE):
        site.wrong(HOURS, "This is missing.", f"Write what holds now: hours, or `{HOURS}: {_ALWAYS_OPEN}`.")
    since = [opening.holds_from for opening in openings]
    check_order(records[1:], "from", since[: len(records)])
    if records:
        check_order([site], SINCE, since[len(records) - 1 :])
    return tuple(openings)


def _opening(record: Record, since: str, zone: Zone) -> Opening:
    return Opening(
        holds_from=read_since(record, since, zone),
        windows=_windows(record),
        closed=frozenset(record.all_understood(CLOSED, day_of)),
    )


def _windows(record: Record) -> tuple[Window, ...]:
    found = record.all_understood(HOURS, lambda text: () if text.casefold() == _ALWAYS_OPEN else (window_of(text),))
    return tuple(window for windows in found for window in windows)


def openings_fields(openings: Sequence[Opening], zone: Zone) -> dict[str, Any]:
    """What the file says of them, among the fields of the site."""
    fields: dict[str, Any] = {}
    for opening in openings[-1:]:
        fields |= opening_fields(opening) | since_fields(SINCE, opening.holds_from, zone)
    if openings[:-1]:
        fields[BEFORE] = [
            since_fields("from", earlier.holds_from, zone) | opening_fields(earlier) for earlier in openings[:-1]
        ]
    return fields


def opening_fields(opening: Opening) -> dict[str, Any]:
    """The hours and the closed days of one of them."""
    closed: list[date] = sorted(opening.closed)
    hours = [window_text(window) for window in opening.windows]
    return {HOURS: hours or _ALWAYS_OPEN} | ({CLOSED: closed} if closed else {})
