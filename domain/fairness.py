"""How evenly a tier's hours lie on its people, and an order of a rotation that evens them out (issue 3, part 1).

It counts hours held, never what was done in them: there is no figure per person to hold against anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from domain.oncall import Shift, shifts
from domain.oncall.hours import Days, Hours
from domain.rota import Tier, Window
from domain.wall import instant_of, latest_shown

_NIGHTS = Hours([Window(frozenset(range(7)), time(22), time(6))])
_WEEKENDS = Hours([Window(frozenset({5, 6}), time(), time())])
_HOUR = timedelta(hours=1)
# What an hour counts for; the others on top of the first.
_PLAIN, _NIGHT, _WEEKEND, _HOLIDAY = 1, 1, 1, 2


@dataclass(frozen=True)
class Share:
    """What one person holds, in hours that pass: a night of a clock change has one less or one more.

    Nights are 22:00 to 06:00 on the wall, weekends Saturday and Sunday; an hour can be all three.
    """

    person_id: str
    hours: float = 0.0
    night_hours: float = 0.0
    weekend_hours: float = 0.0
    holiday_hours: float = 0.0

    @property
    def load(self) -> float:
        """Every hour once, once more at night, once more on a weekend, and twice more on a holiday."""
        heavy = _NIGHT * self.night_hours + _WEEKEND * self.weekend_hours + _HOLIDAY * self.holiday_hours
        return _PLAIN * self.hours + heavy


def fairness(
    tier: Tier, people: Sequence[str], start: datetime, end: datetime, holidays: frozenset[date]
) -> tuple[Share, ...]:
    """What each of these people holds of the tier in [start, end), in their order; `holidays` are days of the site."""
    zone, off = ZoneInfo(tier.zone), Days(holidays)
    kinds = (_NIGHTS, _WEEKENDS, off)
    held: dict[str | None, list[timedelta]] = {one: [timedelta()] * 4 for one in people}
    for shift in shifts(tier, start, end):
        if shift.person_id in held:
            for begin, until in _pieces(shift, zone, kinds):
                shown = latest_shown(begin, zone)
                counted = (True, *(kind.within(shown) for kind in kinds))
                sums = zip(held[shift.person_id], counted, strict=True)
                held[shift.person_id] = [total + (until - begin) * counts for total, counts in sums]
    return tuple(Share(one, *(total / _HOUR for total in held[one])) for one in people)


def suggested_order(
    tier: Tier, people: Sequence[str], start: datetime, end: datetime, holidays: frozenset[date]
) -> tuple[str, ...]:
    """These people in an order that evens out what they hold in [start, end): who has the least load comes first.

    The load is Share.load; between equals the order that was given stays.
    """
    shares = fairness(tier, tuple(dict.fromkeys(people)), start, end, holidays)
    return tuple(share.person_id for share in sorted(shares, key=lambda share: share.load))


def _pieces(shift: Shift, zone: ZoneInfo, kinds: Sequence[Hours | Days]) -> Iterator[tuple[datetime, datetime]]:
    """The shift, cut wherever a night, a weekend or a holiday begins or ends."""
    first, last = latest_shown(shift.start, zone), latest_shown(shift.end, zone)
    walls = {shown for kind in kinds for shown in kind.edges(first, last)}
    cuts = sorted({shift.start, shift.end, *(instant_of(shown, zone) for shown in walls)})
    yield from pairwise(cuts)
