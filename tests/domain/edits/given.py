"""What the tests of edits begin with: a hotel and a shop, their people, and who holds what when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from domain.edits import Edited, Refused, add_absence, add_override, kept, set_days_off, set_layer, undo
from domain.note import ListEntry
from domain.oncall import on_call, shifts
from domain.people import Person, Role
from domain.planning import Change
from domain.policy import Group
from domain.rota import Absence, Layer, Override, OverrideKind, Turn, Unit, Window
from domain.site import BackupContact, Directory, Place, Site

# A Wednesday; clocks change on 29 March.
AT = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
NIGHT = Window(frozenset(range(7)), time(22), time(6))
ADMIN, MANAGER = frozenset({Role.ADMIN}), frozenset({Role.MANAGER})
TIER_1, TIER_2 = Group.TIER_1, Group.TIER_2

PEOPLE = (
    Person("mia", "Mia", "U0MIA"),
    Person("dana", "Dana", "U0DANA", MANAGER, phone="+49 30 1"),
    Person("kim", "Kim", "U0KIM"),
    Person("omar", "Omar", "U0OMAR", MANAGER),
    Person("lea", "Lea", "U0LEA"),
    Person("ines", "Ines", "U0INES", ADMIN),
    Person("U0SAM", "Sam", "U0SAM"),
)
HOTEL = Site(
    "hotel", "Harbour Hotel", "Europe/Berlin", "030 199", "112",
    channel_id="C0HOTEL",
    places=(Place("desk", "Front desk"), Place("bar", "Bar")),
    groups={Group.TIER_1: ("dana", "kim"), Group.TIER_2: ("omar",), Group.SECURITY: ("mia",)},
    staff=("mia", "ines"),
    backup=(BackupContact("Night Shield", "030 100"), BackupContact("Lea", "", "lea")),
    last_resort=("lea", "omar"),
    note_lists={"trigger": (ListEntry("robbery", "Robbery", retired=True),)},
)  # fmt: skip
SHOP = Site(
    "shop", "Corner Shop", "America/New_York", "555 1234", "911",
    groups={Group.TIER_1: ("lea",)}, last_resort=("omar", "dana"),
)  # fmt: skip
HOUSE = Directory(7, (HOTEL, SHOP), PEOPLE)

NIGHTS = Layer("", "Nights", ("kim", "omar"), Turn(Unit.DAYS), time(22), date(2026, 3, 2), (NIGHT,))
WEEKS = Layer("", "Weeks", ("dana", "kim", "omar"), Turn(Unit.WEEKS), time(9), date(2026, 3, 2))


def berlin(text: str) -> datetime:
    """An instant as a clock in Berlin shows it in winter."""
    return datetime.fromisoformat(f"{text}+01:00").astimezone(UTC)


def held(directory: Directory, start: datetime, end: datetime, site: str = "hotel", tier: Group = TIER_1) -> list[str]:
    """Who holds a tier in a span, one after the other; "-" for nobody."""
    return [person or "-" for _, _, person in timetable(directory, start, end, site, tier)]


def timetable(
    directory: Directory, start: datetime, end: datetime, site: str = "hotel", tier: Group = TIER_1
) -> list[tuple[datetime, datetime, str | None]]:
    """The shifts of a tier: from when until when, and who."""
    found = directory.site(site)
    assert found
    return [(one.start, one.end, one.person_id) for one in shifts(directory.tier(found, tier), start, end)]


def line(directory: Directory, at: datetime, site: str = "hotel", tier: Group = TIER_1) -> list[str]:
    """Everybody who could hold a tier at an instant, in order."""
    found = directory.site(site)
    assert found
    return [one.person_id for one in on_call(directory.tier(found, tier), at)]


def stand_in(person: str, start: datetime, end: datetime, key: str = "o1", **more: str) -> Override:
    """Somebody stands in."""
    return Override(key, OverrideKind.STAND_IN, start, end, person, **more)


def busy() -> Directory:
    """Weeks and nights in tier 1 of the hotel since some weeks, somebody who stands in, somebody away, days off."""
    then, long = AT - 3 * WEEK, stand_in("omar", AT - DAY, AT + 3 * DAY)
    house = set_layer(HOUSE, then, "hotel", TIER_1, WEEKS).directory
    house = set_layer(house, then, "hotel", TIER_1, NIGHTS).directory
    house = set_days_off(house, then, "lea", {6}).directory
    house = add_override(house, AT - 2 * DAY, "hotel", TIER_1, long).directory
    house = add_override(house, AT, "hotel", TIER_1, stand_in("lea", AT + WEEK, AT + WEEK + DAY, "o2")).directory
    return add_absence(house, AT - 2 * DAY, "kim", Absence("a1", AT - 2 * DAY, AT + 2 * DAY)).directory


def refused(edit: Callable[[], Edited]) -> tuple[str, str]:
    """The field and the sentence of a refusal."""
    try:
        edit()
    except Refused as no:
        return no.field, no.sentence
    raise AssertionError("it was not refused")


def tried(edit: Callable[[], Edited]) -> Edited | Refused:
    """What an edit gives, or its refusal."""
    try:
        return edit()
    except Refused as no:
        return no


def undone(before: Directory, edited: Edited, at: datetime, now: Directory | None = None) -> Edited:
    """Take an edit back at an instant, in `now` or right after it."""
    change = Change("c1", AT, "ines", edited.subject, edited.sentence, "", "")
    return undo(now or edited.directory, at, change, *kept(before, edited.directory))
