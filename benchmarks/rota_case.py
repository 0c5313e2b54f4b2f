"""One rota for all who are asked who holds it: 8 people, 3 layers, 20 overrides, a zone with clock changes.

Weeks by day, nights over them, weekends over those, stand-ins over all. No handoff falls into a missing hour: what
happens there each library decides for itself (RFC 5545 goes on by the old clock), and the answers are to be equal.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from domain.rota import ALWAYS, Layer, Override, OverrideKind, Revision, Rota, Tier, Turn, Unit, Window

ZONE = "Europe/Berlin"
START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
# Each hour of the two weeks in whose middle the clock is changed.
HOURS = tuple(
    monday + timedelta(days=3, hours=hour)
    for monday in (datetime(2026, 3, 23, tzinfo=UTC), datetime(2026, 10, 19, tzinfo=UTC))
    for hour in range(168)
)
_WEEK, _DAY = timedelta(weeks=1), timedelta(days=1)
_EVERY_DAY = frozenset(range(7))
_THIS_YEAR = datetime(2025, 1, 6)  # noqa: DTZ001 - shown on a wall, a Monday


@dataclass(frozen=True)
class Turns:
    """One layer: turn 0 begins when the clock shows `first`, another one `every` so often and `lasts` so long."""

    name: str
    people: tuple[str, ...]
    first: datetime
    every: timedelta
    lasts: timedelta


@dataclass(frozen=True)
class StandIn:
    """Somebody holds, whoever would."""

    start: datetime
    end: datetime
    person: str


@dataclass(frozen=True)
class Case:
    """The layers, lowest first; a later stand-in over an earlier one."""

    layers: tuple[Turns, ...]
    stand_ins: tuple[StandIn, ...]

    def tier(self) -> Tier:
        """As the product says it."""
        weeks, nights, weekends = self.layers
        layers = (
            Layer("weeks", "Weeks", weeks.people, Turn(Unit.WEEKS), time(9), weeks.first.date()),
            Layer("nights", "Nights", nights.people, Turn(Unit.DAYS), time(22), nights.first.date(), _NIGHTS),
            Layer("ends", "Weekends", weekends.people, Turn(Unit.WEEKS), time(18), weekends.first.date(), _WEEKENDS),
        )
        overrides = tuple(
            Override(str(number), OverrideKind.STAND_IN, one.start, one.end, one.person)
            for number, one in enumerate(self.stand_ins)
        )
        return Tier(ZONE, weeks.people, Rota((Revision(ALWAYS, layers),), overrides))


_NIGHTS = (Window(_EVERY_DAY, time(22), time(6)),)
_WEEKENDS = (
    Window(frozenset({4}), time(18), time()),
    Window(frozenset({5, 6}), time(), time()),
    Window(frozenset({0}), time(), time(8)),
)


def case(people: int = 8, stand_ins: int = 20, years: int = 1, years_of_stand_ins: int = 1) -> Case:
    """So many people and stand-ins, these of the last so many years; the rotations began so many years before 2026."""
    everybody = tuple(f"p{number}" for number in range(people))
    monday = _THIS_YEAR - (years - 1) * 52 * _WEEK
    layers = (
        Turns("weeks", everybody, monday + timedelta(hours=9), _WEEK, _WEEK),
        Turns("nights", everybody[::-1], monday + timedelta(hours=22), _DAY, timedelta(hours=8)),
        Turns("ends", everybody, monday + timedelta(days=4, hours=18), _WEEK, timedelta(hours=62)),
    )
    return Case(layers, tuple(_stand_ins(everybody, stand_ins, years_of_stand_ins)))


def _stand_ins(people: tuple[str, ...], count: int, years: int) -> list[StandIn]:
    chance, hours = random.Random(7), years * 365 * 24
    starts = sorted(END - timedelta(hours=chance.randrange(hours)) for _ in range(count))
    return [StandIn(start, start + timedelta(hours=8), chance.choice(people)) for start in starts]


Segments = list[tuple[datetime, datetime, str | None]]


def merged(edges: list[tuple[datetime, str | None]], end: datetime) -> Segments:
    """Holders from an instant on, as segments; one while a person goes on."""
    kept = edges[:1] + [now for before, now in pairwise(edges) if before[1] != now[1]]
    ends = [*(start for start, _ in kept[1:]), end]
    return [(start, until, person) for (start, person), until in zip(kept, ends, strict=True)]
