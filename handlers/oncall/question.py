"""What somebody asks with `/oncall`: at which site and place, when, and for which severity; in words or by a form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.severity import Severity
from domain.site import Directory, Place, Site
from domain.wall import instant_of, wall_of
from handlers.oncall.clocks import clock_in
from handlers.oncall.days import Day, bare_day_in, day_in
from handlers.oncall.places import exactly, roughly
from handlers.oncall.spelling import Line, meant, words_of

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
FARTHEST = timedelta(days=731)
_SEVERITIES = {severity.word.casefold(): severity for severity in Severity}
_SAY_NOTHING = frozenset(
    ("a", "about", "an", "and", "at", "be", "by", "call", "called", "for", "from", "hour", "hours", "i", "if", "in",
     "is", "it", "me", "my", "next", "now", "o'clock", "oclock", "of", "on", "our", "paged", "please", "right", "site",
     "the", "then", "there", "this", "to", "uhr", "what", "when", "who", "who's", "whos", "will", "with", "would")
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """What is asked at `at`, as far as it was understood.

    `wall` is what the site's clock shows then; None asks about now. `instants` are one, or two in a doubled hour; in a
    missing hour the first one after it. `untimed`: a day without a time, so this time of day. `lost` are the words that
    were not understood; `far`: the time is out of reach, and now is asked instead.
    """

    site: Site
    at: datetime
    instants: tuple[datetime, ...]
    wall: datetime | None = None
    place: Place | None = None
    severity: Severity | None = None
    lost: tuple[str, ...] = ()
    untimed: bool = False
    far: bool = False

    @property
    def about_now(self) -> bool:
        """Whether it only asks who is on call at a site."""
        return self.wall is None and self.place is None and self.severity is None

    @property
    def missing(self) -> bool:
        """Whether the clock never shows that time, as it is turned forward over it."""
        return self.wall is not None and wall_of(self.instants[0], ZoneInfo(self.site.zone)) != self.wall


def asked(line: str, directory: Directory, home: Site, at: datetime) -> Question:
    """What a line behind the command means, for somebody whose site is `home`; words come in any order."""
    read = Line(words_of(line))
    where = exactly(read, directory, home)
    day, clock = read.take(4, day_in), read.take(2, clock_in)
    day = day or read.take(1, bare_day_in)
    severity = read.take(1, lambda words: meant(words[0], _SEVERITIES))
    read.leave_out(_SAY_NOTHING)
    where = roughly(read, directory, where)
    lost = tuple(word.typed for word in read.rest())
    question = _about(where.site, at, _wall(day, clock, where.site, at), where.place, severity)
    return replace(question, lost=lost, untimed=bool(day and clock is None and day.at is None))


def asked_for(
    site: Site, at: datetime, day: date, clock: time, place: Place | None = None, severity: Severity | None = None
) -> Question:
    """What the form asks: a day and a time of the site's wall."""
    return _about(site, at, datetime.combine(day, clock), place, severity)


def _about(site: Site, at: datetime, wall: datetime | None, place: Place | None, severity: Severity | None) -> Question:
    instants = _instants(wall, ZoneInfo(site.zone)) if wall else (at,)
    if abs(instants[0] - at) > FARTHEST:
        return Question(site, at, (at,), None, place, severity, far=True)
    return Question(site, at, instants, wall, place, severity)


def _wall(day: Day | None, clock: time | None, site: Site, at: datetime) -> datetime | None:
    """What the clock on the wall shows at the time that is meant; None is now."""
    if day is None and clock is None:
        return None
    zone = ZoneInfo(site.zone)
    now = wall_of(at, zone).replace(second=0, microsecond=0)
    days = day.days(now.date()) if day else (now.date(), now.date() + _DAY)
    shown = clock or (day.at if day else None)
    if shown is None or (clock is None and datetime.combine(days[0], shown) < now):
        # A day alone is that day at this time of day, and tonight, once it has begun, is now.
        ahead = next((one for one in days if one >= now.date()), days[-1])
        return datetime.combine(ahead, now.time()) if ahead != now.date() else None
    walls = [datetime.combine(one, shown) for one in days]
    return next((wall for wall in walls if _instants(wall, zone)[-1] >= at - _MINUTE), walls[-1])


def _instants(wall: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """When the clock shows this: twice in a doubled hour; in a missing hour the first instant after it."""
    first = instant_of(wall, zone)
    again = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return (first, again) if wall_of(first, zone) == wall and again > first else (first,)
