"""The forms of when a site is open: hours of the week, and whole days on which it is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from domain.edits import Edited, set_opening, words
from domain.edits.edited import held_from
from domain.edits.refused import refuse
from domain.edits.revising import in_force
from domain.rota import ALWAYS, Opening
from domain.site import Directory, Site
from handlers.desk import asking as ask
from handlers.desk import hour_rows, reading
from handlers.desk.about import Gone, part, said_at, site_of, today
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.screens.parts import Form, Small

_ROWS = 4
_LONGEST = 366
Days = frozenset[date]


def opening_at(site: Site, at: datetime) -> Opening:
    """When the site is open as things are at `at`."""
    return in_force(site.openings, at) or Opening(ALWAYS)


def day_words(day: date) -> str:
    """A day as people say it: "Fri 25 December 2026"."""
    return f"{words.moment(datetime(day.year, day.month, day.day, tzinfo=ALWAYS.tzinfo), 'UTC')[:-6]} {day.year}"


def _form(desk: Desk, entered: Entered | None) -> Form:
    site = site_of(desk)
    stands = hour_rows.standing(opening_at(site, desk.at).windows)
    entered = entered.over(stands) if entered else stands
    fields = (
        *hour_rows.fields(entered, f"When is {site.name} open?", "Always", site.zone, _ROWS),
        ask.holds_from(entered),
        Small(("Rotations that apply only while the site is open follow these hours. Closed days stay as they are.",)),
    )
    return ask.form("opening_hours", "Opening hours", fields)


def _read(desk: Desk, entered: Entered) -> Edit:
    site_id, since = site_of(desk).id, reading.moment(entered, "holds_from")

    def edit(directory: Directory, at: datetime) -> Edited:
        now = _opening(directory, site_id, held_from(since, at))
        return set_opening(directory, at, site_id, hour_rows.read(entered, now.windows), now.closed, since)

    return edit


def _closed_form(desk: Desk, entered: Entered | None) -> Form:
    site, entered = site_of(desk), entered or Entered()
    fields = (
        ask.day(entered, "closed", "Closed on"),
        ask.day(entered, "until", "Until, that day too", optional=True, hint="Empty: this one day."),
        Small((f"Whole days at {site.name}: what applies only while it is open pauses on them.",)),
    )
    return ask.form("closed_days", "Closed days", fields)


def _read_closed(desk: Desk, entered: Entered) -> Edit:
    site = site_of(desk)
    first = reading.needed_day(entered, "closed")
    last = reading.day(entered, "until") or first
    if last < first:
        refuse("until", "This is before the first day.", "Choose a later day.")
    if (last - first).days >= _LONGEST:
        refuse("until", "That is more than a year.", "Choose an earlier day.")
    if first < today(site, desk.at):
        refuse("closed", "That day is over, and what was true then stays.", "Choose today or later.")
    days = frozenset(first + timedelta(days=number) for number in range((last - first).days + 1))
    return said_at(_closing(site.id, lambda closed: closed | days), lambda _field: "closed")


def _open_form(desk: Desk, entered: Entered | None) -> Form:
    site = site_of(desk)
    day = _closed_day(desk)
    if day not in opening_at(site, desk.at).closed:
        raise Gone
    return ask.sure("open_again", "Open again?", (f"{site.name} is open on {day_words(day)}, as usual.",), "Open again")


def _open(desk: Desk, entered: Entered) -> Edit:
    day = _closed_day(desk)
    return _closing(site_of(desk).id, lambda closed: closed - {day})


def _closed_day(desk: Desk) -> date:
    try:
        return date.fromisoformat(part(desk, 1))
    except ValueError as no:
        raise Gone from no


def _closing(site_id: str, change: Callable[[Days], Days]) -> Edit:
    """The closed days changed from now on, in the hours that hold anyway."""

    def edit(directory: Directory, at: datetime) -> Edited:
        now = _opening(directory, site_id, at)
        return set_opening(directory, at, site_id, now.windows, change(now.closed))

    return edit


def _opening(directory: Directory, site_id: str, at: datetime) -> Opening:
    site = directory.site(site_id)
    if site is None:
        raise Gone
    return opening_at(site, at)


def _subject(desk: Desk) -> str:
    return f"opening:{part(desk, 0)}"


KINDS = (
    Kind("opening_hours", _form, _read, subject=_subject),
    Kind("closed_days", _closed_form, _read_closed, subject=_subject),
    Kind("open_again", _open_form, _open, subject=_subject),
)
