"""Percentiles by nearest rank: always a value that was measured, never one between two (docs/metrics.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T", int, float)

MEDIAN, NINETIETH = 50, 90


def nearest_rank(ordered: Sequence[T], percent: int) -> T:
    """The value at rank ceil(percent / 100 * n) of n values in ascending order, counted from 1.

    So the median of an even number is the lower of the two in the middle. Raises ValueError where there is none, or
    where `percent` is not from 1 to 100.
    """
    if not ordered or not 1 <= percent <= 100:
        raise ValueError("a percentile needs a value, and a percent from 1 to 100")
    return ordered[-(-percent * len(ordered) // 100) - 1]


def lasted(seconds: int) -> str:
    """ "45 s", "2 min 10 s", from ten minutes on "12 min", "1 h 5 min"."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"{rest} s"
    if minutes < 10:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, left = divmod(minutes, 60)
    return f"{hours} h {left} min" if hours and left else f"{hours} h" if hours else f"{minutes} min"
