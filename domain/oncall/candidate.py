"""Who could hold a tier, why, and for how long: what `asking.py` answers with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Because(StrEnum):
    """Why somebody is in the line: by their turn, always, as booked in a calendar, or by an override."""

    ROTATION = "rotation"
    FIXED = "fixed"
    CALENDAR = "calendar"
    STAND_IN = "stand_in"
    ADDED = "added"


@dataclass(frozen=True)
class Candidate:
    """One place in the line of a tier. `source` is the name of the layer or the id of the override."""

    person_id: str
    because: Because
    source: str


@dataclass(frozen=True)
class Shift:
    """One person holds a tier from `start` until before `end` (UTC); without a person nobody does: a gap.

    `because` and `source` are those of its first instant: somebody may go on by another layer or an override.
    """

    start: datetime
    end: datetime
    person_id: str | None
    because: Because | None = None
    source: str = ""
