"""The forms of when people hold nothing: away from a day to a day, or off on weekdays, at every site."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.edits import add_absence, end_absence, present, set_days_off, words
from domain.people import Person
from domain.rota import Absence
from domain.site import Site
from domain.wall import instant_of, wall_of
from handlers.desk import asking as ask
from handlers.desk import reading
from handlers.desk.about import Gone, part, said_at, site_of
from handlers.desk.hours import day_words
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.screens.parts import Form, Line, Part, Strong

_DAY = timedelta(days=1)


def away_words(absence: Absence, zone: str) -> str:
    """When somebody is away: whole days of the site's calendar as days, the last one with them; else times as well."""
    first, end = (wall_of(one, ZoneInfo(zone)) for one in (absence.start, absence.end))
    if first.time() != time() or end.time() != time():
        return words.span(absence.start, absence.end, zone)
    last = end - _DAY
    return f"on {day_words(first)}" if first == last else f"{day_words(first)} to {day_words(last)}"


def days_off_at(person: Person, at: datetime) -> frozenset[int]:
    """The weekdays on which somebody is off as things are at `at`."""
    held = [one for one in person.days_off if one.holds_from <= at]
    return held[-1].weekdays if held else frozenset()


def _who(desk: Desk, site: Site, entered: Entered) -> Part:
    """The person that the form is about; where it is about nobody yet, the pick."""
    if part(desk, 1):
        return Line((Strong(_person(desk).name),))
    return ask.person(desk, site, entered, "person", "Who?")


def _person(desk: Desk) -> Person:
    found = next((one for one in present(desk.directory) if one.id == part(desk, 1)), None)
    if found is None:
        raise Gone
    return found


def _picked(desk: Desk, entered: Entered) -> str:
    return part(desk, 1) or reading.picked(entered, "person", "Choose who.")


def _form(desk: Desk, entered: Entered | None) -> Form:
    site, entered = site_of(desk), entered or Entered()
    fields = (
        _who(desk, site, entered),
        ask.day(entered, "start", "First day away"),
        ask.clock(entered, "start_time", "From what time?", site.zone, optional=True, hint="Empty: the whole day."),
        ask.day(entered, "end", "Last day away"),
        ask.clock(entered, "end_time", "Until what time?", site.zone, optional=True, hint="Empty: the whole day."),
    )
    return ask.form("absence_new", "Away", fields)


def _read(desk: Desk, entered: Entered) -> Edit:
    """Whole days of the site's calendar, the last one with them, unless there are times."""
    site, person_id = site_of(desk), _picked(desk, entered)
    zone = ZoneInfo(site.zone)
    first, last = reading.needed_day(entered, "start"), reading.needed_day(entered, "end")
    begins, ends = reading.clock(entered, "start_time"), reading.clock(entered, "end_time")
    start = datetime.combine(first, begins or time())
    end = datetime.combine(last, ends) if ends else datetime.combine(last + _DAY, time())
    absence = Absence(desk.draft, instant_of(start, zone), instant_of(end, zone))
    who = "start" if part(desk, 1) else "person"
    return said_at(
        lambda directory, at: add_absence(directory, at, person_id, absence),
        lambda field: who if field in ("person", "absence") else field,
    )


def _end_form(desk: Desk, entered: Entered | None) -> Form:
    site, person = site_of(desk), _person(desk)
    found = next((one for one in person.absences if one.id == part(desk, 2) and one.end > desk.at), None)
    if found is None:
        raise Gone
    when = away_words(found, site.zone)
    back = "is back from now on" if found.start < desk.at else "is not away then"
    return ask.sure("absence_end", "Not away?", (f"{person.name} {back} ({when}).",), "Not away")


def _end(desk: Desk, entered: Entered) -> Edit:
    return lambda directory, at: end_absence(directory, at, part(desk, 1), part(desk, 2))


def _days_form(desk: Desk, entered: Entered | None) -> Form:
    site = site_of(desk)
    if entered is None:
        off = days_off_at(_person(desk), desk.at) if part(desk, 1) else frozenset()
        entered = Entered({"weekdays": tuple(str(day) for day in sorted(off))})
    fields = (
        _who(desk, site, entered),
        ask.weekdays(entered, "weekdays", "Off on", "Never on call on these days, at any site. No ticks: no days off."),
        ask.holds_from(entered),
    )
    return ask.form("days_off", "Days off", fields)


def _read_days(desk: Desk, entered: Entered) -> Edit:
    person_id, off = _picked(desk, entered), reading.weekdays(entered, "weekdays")
    since = reading.moment(entered, "holds_from")
    return lambda directory, at: set_days_off(directory, at, person_id, off, since)


def _subject(desk: Desk) -> str:
    return f"time_off:{part(desk, 1)}" if part(desk, 1) else ""


KINDS = (
    Kind("absence_new", _form, _read, subject=_subject),
    Kind("absence_end", _end_form, _end, subject=_subject),
    Kind("days_off", _days_form, _read_days, subject=_subject),
)
