"""Random tiers around the clock changes of zones that make trouble, everything on quarters of an hour."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.rota import (
    Absence,
    Booked,
    DaysOff,
    Layer,
    Moment,
    Opening,
    Override,
    OverrideKind,
    Revision,
    Rota,
    Tier,
    Turn,
    Unit,
    Window,
)

# With the year whose changes are looked at. Half hours: Lord Howe, St John's, Tehran; 45 minutes: Kathmandu, Eucla,
# Chatham. Tehran, Cairo and Havana change at midnight; Apia left out a whole day at the end of 2011.
ZONES = {
    "Europe/Berlin": 2026,
    "America/New_York": 2026,
    "Australia/Lord_Howe": 2026,
    "Asia/Kathmandu": 2026,
    "Australia/Eucla": 2026,
    "Pacific/Chatham": 2026,
    "America/St_Johns": 2026,
    "Africa/Casablanca": 2026,
    "Asia/Tehran": 2021,
    "Africa/Cairo": 2026,
    "America/Havana": 2026,
    "Pacific/Apia": 2011,
}
PEOPLE = ("ana", "ben", "cleo", "dan", "eve", "finn")
_QUARTER = timedelta(minutes=15)
_BEFORE, _AFTER = timedelta(days=3), timedelta(days=4)
_OLDEST = timedelta(days=40)


@lru_cache
def changes(zone: str, year: int) -> tuple[datetime, ...]:
    """The instants of the year at which the clock is changed, found by watching it."""
    at, found = datetime(year, 1, 1, tzinfo=UTC), []
    while at.year == year:
        if (at + _QUARTER).astimezone(ZoneInfo(zone)).utcoffset() != at.astimezone(ZoneInfo(zone)).utcoffset():
            found.append(at + _QUARTER)
        at += _QUARTER
    return tuple(found)


class Dice:
    """Makes the tier of a number: the same number, the same tier."""

    def __init__(self, number: int) -> None:
        self.r = random.Random(number)
        self.zone, year = self.r.choice(list(ZONES.items()))
        found = changes(self.zone, year) or (datetime(year, 3, 29, 1, tzinfo=UTC),)
        self.centre = self.r.choice(found)
        self.start, self.end = self.centre - _BEFORE, self.centre + _AFTER
        self.since = self.start - _OLDEST

    def tier(self) -> Tier:
        """Anything that the model can say."""
        return Tier(
            zone=self.zone,
            members=self.some(PEOPLE, 0, 4),
            rota=Rota(self.revisions(), tuple(self.override(n) for n in range(self.r.choice((0, 1, 3, 8))))),
            openings=tuple(
                Opening(at, self.windows(), self.days()) for at in self.instants(self.r.choice((0, 1, 1, 2)))
            ),
            absences={one: self.absences() for one in self.some(PEOPLE, 0, 3)},
            days_off={one: self.days_off() for one in self.some(PEOPLE, 0, 2)},
        )

    def revisions(self) -> tuple[Revision, ...]:
        froms = self.instants(self.r.choice((0, 1, 1, 2, 3)))
        if froms and self.r.random() < 0.7:
            froms[0] = self.since
        return tuple(Revision(at, tuple(self.layer(n) for n in range(self.r.choice((0, 1, 2, 2, 3))))) for at in froms)

    def layer(self, number: int) -> Layer:
        kind = self.r.choice(("rotation", "rotation", "rotation", "fixed", "calendar"))
        turning = kind == "rotation"
        return Layer(
            id=f"layer{number}",
            name=f"layer {number}",
            people=() if kind == "calendar" else self.some(PEOPLE, 0 if self.r.random() < 0.1 else 1, 5),
            turn=self.turn() if turning else None,
            handoff=self.time(),
            starts_on=self.date(self.since, self.end) if turning else date(2000, 1, 1),
            windows=self.windows(),
            opening_hours=self.r.random() < 0.3,
            booked=tuple(Booked(*self.span(), self.r.choice(PEOPLE)) for _ in range(4)) if kind == "calendar" else (),
        )

    def turn(self) -> Turn:
        unit = self.r.choice(list(Unit))
        if unit is Unit.MOMENTS:
            return Turn(unit, 1, tuple(Moment(self.r.randrange(7), self.time()) for _ in range(self.r.randint(1, 6))))
        return Turn(unit, self.r.choice({Unit.HOURS: (1, 2, 5, 8, 12, 36), Unit.DAYS: (1, 2, 3)}.get(unit, (1, 2))))

    def override(self, number: int) -> Override:
        kind = self.r.choice(list(OverrideKind))
        instead_of = self.r.choice(PEOPLE) if kind is OverrideKind.STAND_IN and self.r.random() < 0.5 else None
        return Override(f"override{number}", kind, *self.span(), self.r.choice(PEOPLE), instead_of)

    def absences(self) -> tuple[Absence, ...]:
        return tuple(Absence(f"absence{n}", *self.span()) for n in range(self.r.randint(1, 3)))

    def days_off(self) -> tuple[DaysOff, ...]:
        return tuple(DaysOff(at, self.weekdays(0, 3)) for at in self.instants(self.r.choice((1, 2))))

    def windows(self) -> tuple[Window, ...]:
        count = self.r.choice((0, 0, 1, 1, 2, 3))
        return tuple(Window(self.weekdays(1, 7), self.time(), self.time()) for _ in range(count))

    def weekdays(self, fewest: int, most: int) -> frozenset[int]:
        return frozenset(self.r.sample(range(7), self.r.randint(fewest, most)))

    def days(self) -> frozenset[date]:
        return frozenset(self.date(self.start, self.end) for _ in range(self.r.choice((0, 1, 2))))

    def some(self, people: tuple[str, ...], fewest: int, most: int) -> tuple[str, ...]:
        return tuple(self.r.choices(people, k=self.r.randint(fewest, most)))

    def time(self) -> time:
        """Often in the hours in which the clock is changed."""
        if self.r.random() < 0.5:
            near = self.centre + self.r.randint(-6, 6) * _QUARTER
            return near.astimezone(ZoneInfo(self.zone)).time()
        return time(self.r.randrange(24), self.r.choice((0, 0, 15, 30, 45)))

    def date(self, start: datetime, end: datetime) -> date:
        return (start + timedelta(days=self.r.randrange((end - start).days))).date()

    def instant(self) -> datetime:
        """Often near the change."""
        quarters = self.r.randint(-8, 8) if self.r.random() < 0.3 else self.r.randint(-300, 400)
        return self.centre + quarters * _QUARTER

    def instants(self, count: int) -> list[datetime]:
        return sorted(self.instant() for _ in range(count))

    def span(self) -> tuple[datetime, datetime]:
        """Of some length; some are over before they begin, and hold nothing."""
        start = self.instant()
        return start, start + self.r.choice((-1, 0, 1, 3, 8, 40, 100, 400)) * _QUARTER
