"""A span that somebody typed: it has a length, and it does not reach back before now."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.edits.refused import refuse

_AHEAD = timedelta(days=5 * 366)


def checked_span(start: datetime, end: datetime, at: datetime) -> tuple[datetime, datetime]:
    """The span, from now on where it began already. Refused at start or end."""
    if end <= start:
        refuse("end", "This ends before it begins.", "Choose a later end.")
    if end <= at:
        refuse("end", "That is over already, and what was true then stays.", "Choose a later end.")
    if start > at + _AHEAD:
        refuse("start", "That is years ahead.", "Choose a day of the next five years.")
    if end > at + _AHEAD:
        refuse("end", "That is years ahead.", "Choose a day of the next five years.")
    return max(start, at), end
