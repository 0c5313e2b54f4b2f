"""Names for things as Slack hands them out: message stamps, view ids, block ids and the like."""

from __future__ import annotations

import itertools
import secrets
from datetime import datetime, timedelta

MICROSECOND = timedelta(microseconds=1)


class Stamps:
    """Gives message stamps ("1700000000.000100") that never repeat and never go back.

    The owner holds the workspace's lock while asking.
    """

    def __init__(self) -> None:
        self._last: datetime | None = None

    def next(self, at: datetime) -> str:
        """Give the stamp for `at`, pushed a microsecond past the one before when needed."""
        if self._last is not None and at <= self._last:
            at = self._last + MICROSECOND
        self._last = at
        return stamp(at)


def stamp(at: datetime) -> str:
    """Write an instant the way Slack writes a `ts`."""
    return f"{int(at.timestamp())}.{at.microsecond:06d}"


class Serial:
    """Gives ids with a prefix and a growing number, one after the other, from any thread."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._numbers = itertools.count(1)

    def next(self) -> str:
        """Give the next id."""
        return f"{self._prefix}{next(self._numbers):07d}"


def short_id() -> str:
    """Give five random characters, as Slack fills in a missing block_id or action_id."""
    return secrets.token_hex(3)[:5]


def dm_id(user: str) -> str:
    """Give the id of the conversation between the app and one person."""
    return "D" + user[1:]
