"""Finds by bisect what is in force at an instant, however much there was before (performance.md, growth)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Generic, Protocol, TypeVar


class Held(Protocol):
    """What holds from an instant until the next one of its kind does."""

    @property
    def holds_from(self) -> datetime: ...


class Spanned(Protocol):
    """What holds from `start` until before `end`."""

    @property
    def start(self) -> datetime: ...
    @property
    def end(self) -> datetime: ...


T = TypeVar("T")
S = TypeVar("S", bound=Spanned)


class Latest(Generic[T]):
    """Of values that hold from an instant on, the one in force: the latest that has begun."""

    def __init__(self, begun: Iterable[tuple[datetime, T]], before: T) -> None:
        """`before` is in force until the first."""
        ordered = sorted(begun, key=lambda pair: pair[0])
        self._starts = [start for start, _ in ordered]
        self._values = [before, *(value for _, value in ordered)]

    def at(self, at: datetime) -> T:
        """The one in force."""
        return self._values[bisect_right(self._starts, at)]

    def between(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime, T]]:
        """Those in force in [start, end), each with its part of it."""
        first, last = bisect_right(self._starts, start), bisect_left(self._starts, end)
        cuts = [start, *self._starts[first:last], end]
        return list(zip(cuts, cuts[1:], self._values[first:], strict=False))


class Active(Generic[S]):
    """Of values with a span, all that are active at an instant, in the order in which they were given."""

    def __init__(self, given: Sequence[S]) -> None:
        changes = [(one.start, number, True) for number, one in enumerate(given) if one.start < one.end]
        changes += [(one.end, number, False) for number, one in enumerate(given) if one.start < one.end]
        self._edges: list[datetime] = []
        self._active: list[tuple[S, ...]] = [()]
        now: list[int] = []
        for instant, number, begins in sorted(changes):
            if begins:
                insort(now, number)
            else:
                now.remove(number)
            if not self._edges or self._edges[-1] != instant:
                self._edges.append(instant)
                self._active.append(())
            self._active[-1] = tuple(given[number] for number in now)

    def at(self, at: datetime) -> tuple[S, ...]:
        """All that have begun and not ended."""
        return self._active[bisect_right(self._edges, at)]

    def edges(self, start: datetime, end: datetime) -> list[datetime]:
        """The instants after `start` and before `end` at which one begins or ends."""
        return self._edges[bisect_right(self._edges, start) : bisect_left(self._edges, end)]
