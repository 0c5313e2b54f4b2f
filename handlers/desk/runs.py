"""Shifts that change hands in the same way, night after night, as one line: who reads twelve equal lines reads none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.edits import Moved
from domain.edits.words import clock, days, days_between
from domain.policy import Group
from domain.wall import wall_of

# Two are as quickly read one by one.
_FEWEST = 3
_DAY = timedelta(days=1)

Hours = tuple[time, time]
_Same = tuple[str, Group, str | None, Hours | None]


@dataclass(frozen=True)
class Run:
    """Shifts of one tier, at the same `hours` of the wall clock of `zone` and instead of the same person, held in turn
    by `people`. A single shift is a run of its own, without `hours`."""

    moved: tuple[Moved, ...]
    zone: str
    hours: Hours | None = None

    @property
    def people(self) -> tuple[str | None, ...]:
        """Who holds them, in the order of their turns; each once."""
        return tuple(dict.fromkeys(one.person_id for one in self.moved))

    def spoken_hours(self) -> str:
        """ "22:00-06:00"; nothing for a single shift."""
        return f"{clock(self.hours[0])}-{clock(self.hours[1])}" if self.hours else ""

    def spoken_days(self, now: datetime) -> str:
        """ "Mon 2 to Fri 13 November", or with the days of the week: "Mon-Fri, Mon 2 to Fri 13 November"."""
        on = [_day(one, self.zone) for one in self.moved]
        between = days_between(on[0], on[-1], wall_of(now, ZoneInfo(self.zone)).date())
        every_day = (on[-1] - on[0]).days == len(on) - 1
        return between if every_day else f"{days({one.weekday() for one in on})}, {between}"


def runs(moved: Iterable[Moved], zone: str) -> Iterator[Run]:
    """Shifts of one zone as runs, in no order; each shift is in one of them."""
    alike: dict[_Same, list[Moved]] = {}
    for one in moved:
        key = (one.site_id, one.tier, one.instead_of, _hours(one, zone))
        alike.setdefault(key, []).append(one)
    for (*_, hours), each in alike.items():
        for run in _parted(each, zone):
            if hours and len(run) >= _FEWEST:
                yield Run(tuple(run), zone, hours)
            else:
                yield from (Run((one,), zone) for one in run)


def _hours(one: Moved, zone: str) -> Hours | None:
    """When it begins and ends on the wall; None where it is longer than a day."""
    start, end = wall_of(one.start, ZoneInfo(zone)), wall_of(one.end, ZoneInfo(zone))
    return (start.time(), end.time()) if end - start <= _DAY else None


def _parted(each: list[Moved], zone: str) -> Iterator[list[Moved]]:
    run: list[Moved] = []
    for one in each:
        if run and not (_in_turn([*run, one]) and _on_these_days([*run, one], zone)):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _in_turn(run: list[Moved]) -> bool:
    """Whether the people come round in one order."""
    who = [one.person_id for one in run]
    turn = list(dict.fromkeys(who))
    return all(person == turn[n % len(turn)] for n, person in enumerate(who)) and (None not in turn or len(turn) == 1)


def _on_these_days(run: list[Moved], zone: str) -> bool:
    """Whether they are on all days of their span that are such days of the week, once on each."""
    on = [_day(one, zone) for one in run]
    span = (on[0] + n * _DAY for n in range((on[-1] - on[0]).days + 1))
    weekdays = {one.weekday() for one in on}
    return on == [one for one in span if one.weekday() in weekdays]


def _day(one: Moved, zone: str) -> date:
    return wall_of(one.start, ZoneInfo(zone)).date()
