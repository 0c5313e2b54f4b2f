"""When a missing note is asked for: at its due time, once more, then from the tier above (domain.md b.4 "Note due")."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.escalation import Escalation
from domain.severity import Severity

AGAIN_AFTER = timedelta(hours=12)
ABOVE_AFTER = timedelta(hours=24)
LET_BE_AFTER = timedelta(days=14)
MORNING = time(9)


def first_due(e: Escalation, shift_end: datetime | None) -> datetime | None:
    """When the note is first asked for. UPSET: at the end of the shift of whoever ended it, where they hold one that
    ends before the note is due; None where no note is due."""
    if e.note_due_at is None:
        return None
    if e.highest == Severity.UPSET and shift_end is not None:
        return min(shift_end, e.note_due_at)
    return e.note_due_at


def stage(due: datetime, zone: str, at: datetime) -> int:
    """How far the chase of a note first due at `due` is: 0 not yet, 1 asked, 2 asked again, 3 the tier above.

    0 as well for one that nobody has written for so long that it is let be.
    """
    if not due <= at < due + LET_BE_AFTER:
        return 0
    if at >= due + ABOVE_AFTER:
        return 3
    return 2 if at >= asked_again(due, zone) else 1


def asked_again(due: datetime, zone: str) -> datetime:
    """Twelve hours after, or at nine in the morning on the wall of the site, whichever is later."""
    local = due.astimezone(ZoneInfo(zone))
    day = local.date() if local.time() <= MORNING else local.date() + timedelta(days=1)
    morning = datetime.combine(day, MORNING, ZoneInfo(zone)).astimezone(due.tzinfo)
    return max(due + AGAIN_AFTER, morning)
