"""A rota from an .ics file: whose each event is and when, in the site's zone; what is not understood is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.people import Person
from tests.bot.calendars.given import PEOPLE, sample
from tests.bot.calendars.ics_given import calendar, event, read, span, walls, zone_named


def test_a_rota_as_people_keep_it() -> None:
    """Weekly nights with an exception, a moved and a cancelled one, a Windows zone over the change of clocks, a
    floating time, a zone that the file brings along, an attendee, whole days."""
    imported = read(sample("rota.ics"))
    assert imported.not_understood == ()
    assert walls(imported) == [
        ("03-02 21:00", "03-03 05:00", "dana"),
        ("03-16 22:00", "03-17 05:00", "omar"),
        ("03-28 21:00", "03-29 04:00", "lea"),
        ("03-30 20:00", "03-31 04:00", "dana"),
        ("04-01 06:00", "04-01 14:00", "lea"),
        ("04-02 06:00", "04-02 14:00", "omar"),
        ("04-03 22:00", "04-05 22:00", "omar"),
        ("04-06 20:00", "04-07 04:00", "dana"),
        ("04-07 22:00", "04-08 22:00", "omar"),
    ]


@pytest.mark.parametrize(
    "title",
    ["Dana Kim", "dana", "DANA KIM", "dana-kim", "Dana.Kim", "On call: Dana Kim, tier 1, Harbour Hotel", "Dana on call",
     "On-call Dana Kim", "Nights – Dana Kim", "Dana (late)", "Nights / Dana Kim"],
)  # fmt: skip
def test_whose_it_is_by_its_title(title: str) -> None:
    """A name or a key, however it is written, as the whole title or a part of it."""
    imported = read(calendar(event(title, *span(":20260302T080000Z", ":20260302T160000Z"))))
    assert [one.person_id for one in imported.booked] == ["dana"]
    assert imported.not_understood == ()


@pytest.mark.parametrize(
    "title", ["Kim B.", "Dana Kimball", "Danas Geburtstag", "Harbour Hotel", "Night shift Dana Kim"]
)
def test_a_stranger_is_named_and_never_taken_for_somebody(title: str) -> None:
    """Half a name is nobody's: a page must not go to somebody else of that name."""
    imported = read(calendar(event(title, *span(":20260302T080000Z", ":20260302T160000Z"))))
    assert imported.booked == ()
    assert imported.not_understood == (f"“{title}” on Mon 2 March is nobody of this site.",)


def test_a_name_that_two_people_have_names_neither() -> None:
    """It cannot be known which of them is meant."""
    people = {**PEOPLE, "dana-2": Person("dana-2", "Dana", "U0DANA2")}
    imported = read(calendar(event("Dana", *span(":20260302T080000Z", ":20260302T160000Z"))), people)
    assert imported.not_understood == ("“Dana” on Mon 2 March is nobody of this site.",)


def test_the_same_remark_is_made_once() -> None:
    """A stranger every day is one sentence, with the first day and how often; a later year is named."""
    daily = event("Kim B.", *span(":20270302T080000Z", ":20270302T160000Z"), "RRULE:FREQ=DAILY;COUNT=52")
    assert read(calendar(daily)).not_understood == (
        "“Kim B.” on Tue 2 March 2027 (and 51 more times) is nobody of this site.",
    )


def test_more_than_a_hundred_remarks_are_counted() -> None:
    """Nobody reads a thousand sentences."""
    many = [event(f"Kim {n}", *span(":20260302T080000Z", ":20260302T160000Z")) for n in range(130)]
    said = read(calendar(*many)).not_understood
    assert len(said) == 101
    assert said[-1] == "There are 30 more remarks like these."


def test_overlapping_events_are_put_apart() -> None:
    """The one that began earlier goes on; the later one begins when it ends, or is left out; both are said."""
    imported = read(
        calendar(
            event("Omar", *span(":20260302T120000Z", ":20260302T180000Z")),
            event("Dana", *span(":20260302T080000Z", ":20260302T160000Z")),
            event("Lea", *span(":20260302T090000Z", ":20260302T100000Z")),
            event("Lea", *span(":20260302T170000Z", ":20260302T190000Z")),
            event("Lea", *span(":20260302T183000Z", ":20260302T200000Z")),
        )
    )
    assert walls(imported) == [
        ("03-02 08:00", "03-02 16:00", "dana"),
        ("03-02 16:00", "03-02 18:00", "omar"),
        ("03-02 18:00", "03-02 19:00", "lea"),
        ("03-02 19:00", "03-02 20:00", "lea"),
    ]
    assert imported.not_understood == (
        "“Lea” on Mon 2 March lies within “Dana”; it is left out.",
        "“Omar” on Mon 2 March overlaps “Dana”; it begins when that ends.",
        "“Lea” on Mon 2 March overlaps “Omar”; it begins when that ends.",
    )


def test_of_two_that_begin_together_the_first_of_the_file_goes_on() -> None:
    """By start, then by order."""
    both = [event(name, *span(":20260302T080000Z", ":20260302T160000Z")) for name in ("Omar", "Dana")]
    assert [one.person_id for one in read(calendar(*both)).booked] == ["omar"]


def test_an_event_of_two_people_is_the_first_one_s() -> None:
    """One person holds a tier; that somebody else was named is said."""
    imported = read(calendar(event("Dana & Omar", *span(":20260302T080000Z", ":20260302T160000Z"))))
    assert [one.person_id for one in imported.booked] == ["dana"]
    assert imported.not_understood == (
        "“Dana & Omar” on Mon 2 March is of more than one person; the first of them is taken.",
    )


def test_only_what_touches_the_span_is_taken_and_whole() -> None:
    """A shift that runs now keeps its beginning; what is over, or beyond two years, is not there."""
    imported = read(
        calendar(
            event("Dana", *span(":20260228T200000Z", ":20260301T060000Z")),
            event("Omar", *span(":20260201T200000Z", ":20260202T060000Z")),
            event("Lea", *span(":20290201T200000Z", ":20290202T060000Z")),
        )
    )
    assert walls(imported) == [("02-28 20:00", "03-01 06:00", "dana")]


def test_floating_times_and_whole_days_are_the_site_s() -> None:
    """Through both changes of the year: a floating 22:00 is 22:00 at the site, a day is 23 or 25 hours long."""
    imported = read(
        calendar(
            event("Dana", *span(";VALUE=DATE:20260329", ";VALUE=DATE:20260330")),
            event("Dana", *span(";VALUE=DATE:20261025", ";VALUE=DATE:20261026")),
            event("Omar", *span(":20261026T220000", ":20261027T060000"), "RRULE:FREQ=DAILY;COUNT=2"),
        )
    )
    assert [one.end - one.start for one in imported.booked[:2]] == [timedelta(hours=23), timedelta(hours=25)]
    assert walls(imported)[2:] == [
        ("10-26 21:00", "10-27 05:00", "omar"),
        ("10-27 21:00", "10-28 05:00", "omar"),
    ]


def test_nights_that_repeat_keep_their_wall_clock_times() -> None:
    """Over both changes of the year a night from 22:00 to 06:00 is just that, an hour shorter or longer."""
    zone = ";TZID=Europe/Berlin"
    spring = event("Dana", *span(f"{zone}:20260327T220000", f"{zone}:20260328T060000"), "RRULE:FREQ=DAILY;COUNT=3")
    autumn = event("Dana", *span(f"{zone}:20261023T220000", f"{zone}:20261024T060000"), "RRULE:FREQ=DAILY;COUNT=3")
    assert walls(read(calendar(spring, autumn))) == [
        ("03-27 21:00", "03-28 05:00", "dana"),
        ("03-28 21:00", "03-29 04:00", "dana"),
        ("03-29 20:00", "03-30 04:00", "dana"),
        ("10-23 20:00", "10-24 04:00", "dana"),
        ("10-24 20:00", "10-25 05:00", "dana"),
        ("10-25 21:00", "10-26 05:00", "dana"),
    ]


def test_floating_times_of_a_calendar_that_names_its_zone_are_of_that_zone() -> None:
    """X-WR-TIMEZONE is what calendar programs write; one that nobody knows is said, and the site's is taken."""
    night = event("Dana", *span(":20260302T220000", ":20260303T060000"))
    assert walls(read(calendar(night, head="X-WR-TIMEZONE:America/New_York"))) == [
        ("03-03 03:00", "03-03 11:00", "dana")
    ]
    lost = read(calendar(night, head="X-WR-TIMEZONE:Atlantis/Sunken"))
    assert walls(lost) == [("03-02 21:00", "03-03 05:00", "dana")]
    assert lost.not_understood == ("The time zone “Atlantis/Sunken” is unknown; the site's is taken instead.",)


def test_a_zone_that_nobody_knows_is_said() -> None:
    """A TZID without a definition."""
    imported = read(calendar(event("Dana", *span(";TZID=Nowhere:20260302T080000", ";TZID=Nowhere:20260302T160000"))))
    assert walls(imported) == [("03-02 07:00", "03-02 15:00", "dana")]
    assert imported.not_understood == ("The time zone “Nowhere” is unknown; the site's is taken instead.",)


def test_a_zone_with_a_vendor_s_prefix_is_understood() -> None:
    """As Evolution and Thunderbird write it."""
    zone = ";TZID=/freeassociation.sourceforge.net/America/New_York"
    imported = read(calendar(event("Dana", *span(f"{zone}:20260302T080000", f"{zone}:20260302T160000"))))
    assert walls(imported) == [("03-02 13:00", "03-02 21:00", "dana")]


def test_one_file_s_own_zone_is_not_another_s() -> None:
    """Two calendars that call different zones by the same name are read each by its own."""
    shift = event("Dana", *span(";TZID=Ours:20260302T080000", ";TZID=Ours:20260302T160000"))
    assert walls(read(calendar(zone_named("Ours", "+0500"), shift))) == [("03-02 03:00", "03-02 11:00", "dana")]
    assert walls(read(calendar(zone_named("Ours", "-0300"), shift))) == [("03-02 11:00", "03-02 19:00", "dana")]


def test_the_doubled_hour_comes_once_and_first() -> None:
    """A local end in the hour that comes twice is the first of the two, as a handoff is."""
    zone = ";TZID=Europe/Berlin"
    imported = read(calendar(event("Dana", *span(f"{zone}:20261024T220000", f"{zone}:20261025T023000"))))
    assert [(one.start, one.end) for one in imported.booked] == [
        (datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    ]
