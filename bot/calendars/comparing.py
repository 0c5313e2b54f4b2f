"""Holds an imported rota against what the other tool itself says about who is on call when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.calendars.remarks import Remarks, quoted
from domain.oncall import shifts
from domain.rota import Rota, Tier

_FARTHEST = timedelta(days=366)
# Handoffs are taken to the minute, so less than one is no difference.
_TOLERATED = timedelta(minutes=1)


@dataclass(frozen=True)
class Said:
    """Who is on call there for a span: with `person` None somebody who is none of ours."""

    start: datetime
    end: datetime
    person: str | None
    label: str


def differences(rota: Rota, zone: ZoneInfo, at: datetime, final: Sequence[Said], tool: str) -> list[str]:
    """A sentence about the first instant of the year from `at` on at which the rota says otherwise; none without one.

    Spans of somebody who is nobody of this site are not compared; a gap between two spans is.
    """
    tier, words = Tier(zone.key, rota=rota), Remarks(zone, at)
    for said in _compared(final):
        for shift in shifts(tier, max(said.start, at), min(said.end, at + _FARTHEST)):
            if shift.person_id != said.person and shift.end - shift.start >= _TOLERATED:
                there = quoted(said.label) if said.person else "nobody"
                here = "somebody else" if shift.person_id else "nobody"
                when = f"{words.day(shift.start)} at {words.time(shift.start)}"
                return [f"On {when}, {tool} has {there} on call; here it is {here}."]
    return []


def _compared(final: Sequence[Said]) -> Iterator[Said]:
    ordered = sorted(final, key=lambda one: one.start)
    for one, following in pairwise([*ordered, None]):
        if one is not None and one.person is not None:
            yield one
        if one is not None and following is not None and one.end < following.start:
            yield Said(one.end, following.start, None, "")
