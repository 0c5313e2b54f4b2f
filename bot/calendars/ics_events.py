"""Reads the events of an .ics file: parsed and repeated by well-kept libraries, within bounds that a file cannot break.

Those who write such files are strangers. What would run for hours (an event every second since 1601, a zone whose
clock changes every minute) is refused before a library gets to see it.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from threading import Lock
from time import monotonic
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from icalendar.error import GloballyUniqueTZIDGuessed
from icalendar.timezone import tzp
from recurring_ical_events import of  # type: ignore[import-untyped]

from bot.calendars.remarks import Remarks, named, quoted
from bot.calendars.repeating import repeats, takes_too_long
from bot.calendars.vevent import attendees_of, began, ended, is_cancelled, title_of, unknown_zones
from domain.wall import DAY, instant_of

_FOLD = re.compile(rb"\r?\n[ \t]")
_ZONE = re.compile(rb"BEGIN:VTIMEZONE.*?(?:END:VTIMEZONE|\Z)", re.DOTALL | re.IGNORECASE)
_NOT_YEARLY = re.compile(rb"FREQ=(?!YEARLY)", re.IGNORECASE)
_LONGEST = timedelta(days=366)
# What the libraries raise for rubbish; what does not belong to this is no fault of the file.
_RUBBISH = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
# icalendar keeps the zones that files bring along for the whole process.
_parsing = Lock()


class Refused(Exception):
    """The file is not read at all; its text is the sentence that says why."""


@dataclass(frozen=True)
class Occurrence:
    """One event once, from `start` until before `end` in UTC. `attendees` are names and mail addresses."""

    start: datetime
    end: datetime
    order: int
    title: str
    attendees: tuple[tuple[str, str], ...] = ()


def parsed(data: bytes) -> list[Calendar]:
    """The calendars of a file. Raises Refused."""
    unfolded = _FOLD.sub(b"", data)
    if any(_NOT_YEARLY.search(zone) for zone in _ZONE.findall(unfolded)):
        raise Refused("A time zone in the calendar changes its clock more often than once a year; it was not read.")
    try:
        with _parsing, warnings.catch_warnings():
            warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)
            # Otherwise a zone of this name from an earlier file would hold for this one.
            tzp.use_zoneinfo()
            found = Calendar.from_ical(data, multiple=True)
    except _RUBBISH:
        raise Refused("This is no calendar file (.ics), or it is broken.") from None
    calendars = [one for one in found if isinstance(one, Calendar)]
    if not calendars:
        raise Refused("This is no calendar file (.ics), or it is broken.")
    return calendars


class Reader:
    """Turns events into occurrences between `start` and `end`; what it cannot read it says in `remarks`."""

    def __init__(self, zone: ZoneInfo, start: datetime, end: datetime, remarks: Remarks, patience: float) -> None:
        self._zone, self._start, self._end, self._remarks = zone, start, end, remarks
        self._deadline = monotonic() + patience
        self._order = 0

    def occurrences(self, calendar: Calendar) -> Iterator[Occurrence]:
        """All of them, event by event. Raises Refused when it takes longer than it may."""
        zone = self._floating(calendar)
        by_uid: dict[str, list[Event]] = {}
        for number, event in enumerate(one for one in calendar.walk("VEVENT") if isinstance(one, Event)):
            by_uid.setdefault(str(event.get("UID") or f"without {number}"), []).append(event)
        for events in by_uid.values():
            if monotonic() > self._deadline:
                raise Refused("The calendar takes too long to read; it repeats too much.")
            self._order += 1
            try:
                yield from self._of_series(events, zone)
            except _RUBBISH:
                self._remarks.say(f"{named(title_of(events[0]))} cannot be read.")

    def _floating(self, calendar: Calendar) -> ZoneInfo:
        """The zone of times without one: the calendar's own where it names one, else the site's."""
        own = str(calendar.get("X-WR-TIMEZONE", ""))
        if not own:
            return self._zone
        try:
            return ZoneInfo(own)
        except (KeyError, ValueError, OSError):
            self._say_unknown(own)
            return self._zone

    def _of_series(self, events: list[Event], zone: ZoneInfo) -> list[Occurrence]:
        """The occurrences of one event with all its exceptions."""
        for unknown in sorted(set[str]().union(*map(unknown_zones, events))):
            self._say_unknown(unknown)
        if any(takes_too_long(event, self._end) for event in events):
            self._remarks.say(f"{named(title_of(events[0]))} repeats more often than a rota does; it is left out.")
            return []
        found = events
        if len(events) > 1 or repeats(events[0]):
            series = Calendar()
            series.subcomponents = list(events)
            found = of(series).between(self._start - DAY, self._end + DAY)
        once = [self._occurrence(event, zone) for event in found if not is_cancelled(event)]
        return [one for one in once if one]

    def _say_unknown(self, zone: str) -> None:
        self._remarks.say(f"The time zone {quoted(zone)} is unknown; the site's is taken instead.")

    def _occurrence(self, event: Event, zone: ZoneInfo) -> Occurrence | None:
        begin = began(event)
        start, end = self._instant(begin, zone), self._instant(ended(event), zone)
        if end <= start and not isinstance(begin, datetime):
            # Without an end it is one whole day; some programs write the same day as its end.
            end = self._instant(begin + DAY, zone)
        if start >= self._end or end <= self._start:
            return None
        if end <= start:
            self._remarks.about(title_of(event), start, "has no length.")
            return None
        if end - start > _LONGEST:
            self._remarks.about(title_of(event), start, "lasts longer than a year; it is left out.")
            return None
        return Occurrence(start, end, self._order, title_of(event), attendees_of(event))

    def _instant(self, when: date, zone: ZoneInfo) -> datetime:
        if not isinstance(when, datetime):
            # Whole days are the site's days, whatever zone the calendar is kept in.
            return instant_of(datetime.combine(when, time()), self._zone)
        return instant_of(when, zone) if when.tzinfo is None else when.astimezone(UTC)
