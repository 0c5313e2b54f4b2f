"""Days, times, people and layers as plain words of a site, for sentences in forms, messages and the journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.policy import Group, MissedCheck
from domain.rota import Layer, Moment, Turn, Unit, Window
from domain.site import Directory, Site
from domain.wall import wall_of

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_GROUPS = {
    Group.TIER_1: "tier 1",
    Group.TIER_2: "tier 2",
    Group.TIER_3: "tier 3",
    Group.SECURITY: "security",
    Group.HELPERS: "the helpers",
    Group.SAFETY: "safety",
    Group.BACKUP: "the backup list",
}
_MISSED = {
    MissedCheck.ASK_AGAIN: "the raiser is asked again",
    MissedCheck.NEXT_TIER: "the next tier is paged",
    MissedCheck.NEXT_TIER_THEN_VIOLENT: "the next tier is paged; the second in a row makes it VIOLENT",
    MissedCheck.TELL_RESPONDERS: "nobody else is paged",
}
_DAY = timedelta(days=1)
# A day this near is meant without a year, as Slack shows its own dates.
_NO_YEAR = timedelta(days=183)


def group_word(group: Group) -> str:
    """A group as it stands in a sentence."""
    return _GROUPS[group]


def missed_word(rule: MissedCheck) -> str:
    """What a missed safe check does, as it stands in a sentence (domain.md b.4, row "Missed safe check").

    Whoever has it is told in any case.
    """
    return _MISSED[rule]


def joined(words: Iterable[str]) -> str:
    """ "Kim, Omar and Lea"."""
    *others, last = list(words) or ["nobody"]
    return f"{', '.join(others)} and {last}" if others else last


def names(directory: Directory, people: Iterable[str]) -> str:
    """The names of these people, in their order."""
    return joined(directory.name(person) for person in people)


def capital(sentence: str) -> str:
    """With a capital letter to begin with; the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def moment(at: datetime, zone: str, now: datetime | None = None) -> str:
    """An instant as the wall clock of `zone` shows it: "Mon 2 March 09:00".

    With `now` it has its year ("Tue 2 March 2027 09:00"), but in this year and in the next six months.
    """
    wall = wall_of(at, ZoneInfo(zone))
    near = now is None or wall.year == wall_of(now, ZoneInfo(zone)).year or now <= at <= now + _NO_YEAR
    return _shown(wall, with_year=not near)


def span(start: datetime, end: datetime, zone: str, now: datetime | None = None) -> str:
    """A span as the wall clock of `zone` shows it: "Sat 14 March 14:00-22:00", "Sat 14 March 22:00 to Sun 06:00" where
    it is shorter than a day. One until midnight ends on its own day: "Sat 14 March 14:00-00:00".

    With `now` each day has its year where `moment` says one.
    """
    first, last = wall_of(start, ZoneInfo(zone)), wall_of(end, ZoneInfo(zone))
    if last - first < _DAY and end - start < _DAY:
        begins, ends = moment(start, zone, now), clock(last.time())
        same_day = first.date() == last.date() or last.time() == time()
        return f"{begins}-{ends}" if same_day else f"{begins} to {DAYS[last.weekday()]} {ends}"
    return f"{moment(start, zone, now)} - {moment(end, zone, now)}"


def days_between(first: date, last: date, today: date) -> str:
    """Two days and those between: "Mon 2 to Fri 13 November", with the year of the last where it is not this one."""
    month = "" if (first.year, first.month) == (last.year, last.month) else f" {_MONTHS[first.month - 1]}"
    year = "" if last.year == today.year or last - today <= _NO_YEAR else f" {last.year}"
    begins = f"{DAYS[first.weekday()]} {first.day}{month}"
    return f"{begins} to {DAYS[last.weekday()]} {last.day} {_MONTHS[last.month - 1]}{year}"


def clock(shown: time) -> str:
    """A time of day: "09:00"."""
    return f"{shown:%H:%M}"


def days(weekdays: Iterable[int]) -> str:
    """Weekdays, runs of three or more as one: "Mon-Fri", "Sat, Sun", "every day"."""
    left = sorted(weekdays)
    if len(left) == len(DAYS):
        return "every day"
    runs: list[list[int]] = []
    for day in left:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(part for run in runs for part in _run(run))


def windows(each: Sequence[Window]) -> str:
    """Hours of the week: "Mon-Fri 22:00-06:00"."""
    return joined(f"{days(one.days)} {clock(one.start)}-{clock(one.end)}" for one in each)


def layer(one: Layer, directory: Directory) -> str:
    """What a layer says: its people, their turns, its hours."""
    bits = [f"{len(one.booked)} imported shifts"] if one.is_calendar else [names(directory, one.people)]
    if one.turn:
        bits.append(f"{turn(one.turn)}, from {_day(one)}")
    if one.windows:
        bits.append(windows(one.windows))
    if one.opening_hours:
        bits.append("only while open")
    return "; ".join(bits)


def turn(one: Turn) -> str:
    """How long one person holds."""
    if one.unit is Unit.MOMENTS:
        return f"a turn begins {joined(map(_moment, sorted(one.moments)))}"
    return f"{one.count} {one.unit.value} each" if one.count > 1 else f"1 {one.unit.value[:-1]} each"


def tier_of(group: Group, site: Site) -> str:
    """A tier with its site, to begin a sentence with."""
    return f"{capital(group_word(group))} of {site.name}"


def _moment(one: Moment) -> str:
    return f"{DAYS[one.weekday]} {clock(one.at)}"


def _day(one: Layer) -> str:
    if one.turn and one.turn.unit is Unit.MOMENTS:
        return _shown(datetime.combine(one.starts_on, time()))[:-6]
    return _shown(datetime.combine(one.starts_on, one.handoff))


def _run(run: list[int]) -> list[str]:
    return [f"{DAYS[run[0]]}-{DAYS[run[-1]]}"] if len(run) > 2 else [DAYS[day] for day in run]


def _shown(wall: datetime, with_year: bool = False) -> str:
    year = f" {wall.year}" if with_year else ""
    return f"{DAYS[wall.weekday()]} {wall.day} {_MONTHS[wall.month - 1]}{year} {wall:%H:%M}"
