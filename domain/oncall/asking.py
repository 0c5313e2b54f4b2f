"""Who holds a tier: at an instant, over a span, and until when (domain.md b.4; reliability.md, invariant 10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.oncall.candidate import Candidate, Shift
from domain.oncall.kept import kept
from domain.oncall.timetable import Timetable
from domain.rota import Tier

_FIRST_LOOK = timedelta(days=2)
_FARTHEST = timedelta(days=731)


def on_call(tier: Tier, at: datetime) -> tuple[Candidate, ...]:
    """Everybody who could hold the tier at an instant, each once; the first holds it. Empty: nobody does, a gap.

    By layers from the top down: a rotation gives the person whose turn it is and then those who follow, a fixed
    layer its people in order, a calendar whoever is booked. On that the overrides, in their order; then whoever is
    absent or on a weekday off is out. Until the first revision holds, the tier's members are such a fixed layer.
    """
    timetable = kept(tier, Timetable)
    return timetable.line(at, timetable.shown(at))


def holder(tier: Tier, at: datetime) -> Candidate | None:
    """The first of `on_call`, without looking at the others; None in a gap."""
    timetable = kept(tier, Timetable)
    return timetable.first(at, timetable.shown(at))


def shifts(tier: Tier, start: datetime, end: datetime) -> tuple[Shift, ...]:
    """Who holds the tier in [start, end), wholly and in order, gaps included; one shift while a person goes on."""
    return tuple(_shifts(kept(tier, Timetable), start, end))


def gaps(tier: Tier, start: datetime, end: datetime) -> tuple[Shift, ...]:
    """The parts of [start, end) in which nobody holds the tier."""
    return tuple(one for one in shifts(tier, start, end) if one.person_id is None)


def next_handoff_after(tier: Tier, at: datetime) -> datetime | None:
    """The next instant at which somebody else, or nobody any more, holds the tier; None if not within two years."""
    now, look, begin, last = holder(tier, at), _FIRST_LOOK, at, at + _FARTHEST
    while begin < last:
        end = min(begin + look, last)
        for one in _shifts(kept(tier, Timetable), begin, end):
            if one.person_id != (now and now.person_id):
                return one.start
        begin, look = end, 2 * look
    return None


def _shifts(timetable: Timetable, start: datetime, end: datetime) -> Iterator[Shift]:
    if start >= end:
        return
    begin, now = start, timetable.first(start, timetable.shown(start))
    person = now and now.person_id
    for edge, shown in timetable.edges(start, end):
        then = timetable.first(edge, shown)
        if (then and then.person_id) != person:
            yield _shift(begin, edge, now)
            begin, now, person = edge, then, then and then.person_id
    yield _shift(begin, end, now)


def _shift(start: datetime, end: datetime, by: Candidate | None) -> Shift:
    return Shift(start, end, by.person_id, by.because, by.source) if by else Shift(start, end, None)
