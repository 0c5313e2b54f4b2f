"""What is kept about shifts beyond the rota itself (handlers/ports/, Plans), one file for each kind of thing.

Lock order on PostgreSQL: the cover request first, then the directory (`People.hold`), then the rest. Two that lock the
other way round do not wait for ever: the database ends one of them, which hears of a Conflict.
"""

from __future__ import annotations

from storage.plans.changes import Changes
from storage.plans.covers import Covers
from storage.plans.feeds import Feeds
from storage.plans.shifts import Shifts


class Plans(Changes, Shifts, Covers, Feeds):
    """The repository within one transaction."""


__all__ = ["Plans"]
