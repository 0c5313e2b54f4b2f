"""Until when names and words are kept, by the highest level that was reached (domain.md e.6)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.escalation import Escalation
from domain.learning.settings import Keeping
from domain.severity import Severity
from domain.wall import instant_of, wall_of


def text_until(e: Escalation, keeping: Keeping, zone: str) -> datetime | None:
    """The instant from which its names and words may go; None while it is open. `zone` is the site's.

    The last day counts whole, by the calendar of the site. A safety case's days count from the end of the year in
    which it ended. It is never before the last instant at which it can be opened again.
    """
    if e.ended_at is None:
        return None
    local = ZoneInfo(zone)
    ended = wall_of(e.ended_at, local).date()
    first = date(ended.year + 1, 1, 1) if e.safety_case else ended
    last_day = first + timedelta(days=_days(e, keeping))
    until = instant_of(datetime.combine(last_day + timedelta(days=1), datetime.min.time()), local)
    return max(until, e.ended_at + e.policy.reopen_within)


def _days(e: Escalation, keeping: Keeping) -> int:
    if e.safety_case:
        return keeping.safety
    return keeping.upset if e.highest == Severity.UPSET else keeping.abusive


def gone_by(e: Escalation, keeping: Keeping, zone: str, at: datetime) -> bool:
    """Whether its names and words are to go at `at`: over long enough, under no hold, and still there."""
    until = text_until(e, keeping, zone)
    return until is not None and at >= until and not e.held and e.texts_gone_at is None


def stub_from(e: Escalation, keeping: Keeping, made_at: datetime | None = None) -> datetime | None:
    """From when a message in chat that was made at `made_at` is one line with its reference; None while it is open.

    What is only sent after the end, such as thanks, stands there for as long as what was there before (domain.md e.6).
    """
    if e.ended_at is None:
        return None
    return max(e.ended_at, made_at or e.ended_at) + timedelta(days=keeping.stub_after)
