"""Files of strangers: nothing is raised, nothing runs away, and each refusal is one plain sentence."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendars import read_ics
from tests.bot.calendars.given import PEOPLE, sample
from tests.bot.calendars.ics_given import BERLIN, END, START, calendar, event, read, span, walls, zone_named

SHIFT = span(":20260302T080000Z", ":20260302T090000Z")
BROKEN = "This is no calendar file (.ics), or it is broken."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", BROKEN),
        (b"\x00\xff\xfe", BROKEN),
        (b"<html><body>Sign in</body></html>", BROKEN),
        (b"BEGIN:VCALENDAR\r\n", BROKEN),
        (b"END:VCALENDAR\r\n", BROKEN),
        (b"BEGIN:VEVENT\r\nSUMMARY:Dana\r\nEND:VEVENT\r\n", BROKEN),
        (b"BEGIN:VCALENDAR\r\n" * 20_000, BROKEN),
        (b"x" * (2 * 1024 * 1024 + 1), "The calendar is larger than 2 MB; it was not read."),
    ],
)
def test_no_calendar_is_one_sentence(data: bytes, sentence: str) -> None:
    """Whatever is uploaded."""
    imported = read(data)
    assert imported.booked == ()
    assert imported.not_understood == (sentence,)


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART:soon", "DTEND:20260302T090000Z"),
        ("DTEND:20260302T090000Z",),
        ("DTSTART:20260302T080000Z", "DTSTART:20260303T080000Z", "DTEND:20260302T090000Z"),
        ("DTSTART:20260302T080000Z", "DTEND:20260302T090000Z", "RRULE:FREQ=SOMETIMES"),
        ("DTSTART:20260302T080000Z", "DTEND:20260302T090000Z", "RRULE:FREQ=DAILY;UNTIL=never"),
    ],
)
def test_an_event_that_is_broken_leaves_the_others(lines: tuple[str, ...]) -> None:
    """It is named, and the rest is read."""
    imported = read(calendar(event("Omar", *lines), event("Dana", *SHIFT)))
    assert walls(imported) == [("03-02 08:00", "03-02 09:00", "dana")]
    assert imported.not_understood == ("“Omar” cannot be read.",)


@pytest.mark.parametrize("ends", [(), ("DTEND:20260302T080000Z",), ("DTEND:20260302T070000Z",)])
def test_an_event_without_length_is_said(ends: tuple[str, ...]) -> None:
    """No end, no time at all, or an end before its beginning."""
    imported = read(calendar(event("Dana", "DTSTART:20260302T080000Z", *ends)))
    assert imported.not_understood == ("“Dana” on Mon 2 March has no length.",)


def test_an_event_of_centuries_is_said() -> None:
    """Somebody's "on call until the end of time" is no shift."""
    imported = read(calendar(event("Dana", *span(":20260302T080000Z", ":99991231T000000Z"))))
    assert imported.not_understood == ("“Dana” on Mon 2 March lasts longer than a year; it is left out.",)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=30",
        "FREQ=DAILY;BYHOUR=0,1,2,3,4;BYMINUTE=0,10,20,30,40,50",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    ],
)
def test_what_no_rota_does_is_left_out(rule: str) -> None:
    """Events every second, or rules that never come true and are tried until the year 9999."""
    began = monotonic()
    imported = read(calendar(event("Omar", *SHIFT, f"RRULE:{rule}"), event("Dana", *SHIFT)))
    assert walls(imported) == [("03-02 08:00", "03-02 09:00", "dana")]
    assert imported.not_understood == ("“Omar” repeats more often than a rota does; it is left out.",)
    assert monotonic() - began < 5


def test_an_event_that_has_gone_on_for_centuries_is_left_out() -> None:
    """Hourly since 1601 would have to be counted from there."""
    hourly = event("Omar", *span(":16010101T000000Z", ":16010101T010000Z"), "RRULE:FREQ=HOURLY")
    assert read(calendar(hourly)).not_understood == ("“Omar” repeats more often than a rota does; it is left out.",)


def test_an_event_with_dates_without_end_is_left_out() -> None:
    """Each of them could be compared with each other one."""
    dates = ",".join(f"2026{month:02}{day:02}T{hour:02}{minute:02}00Z" for month in range(1, 13) for day in range(1, 29)
                     for hour in range(24) for minute in range(0, 60, 20))  # fmt: skip
    imported = read(calendar(event("Omar", *SHIFT, f"RDATE:{dates}")))
    assert imported.not_understood == ("“Omar” repeats more often than a rota does; it is left out.",)


def test_eight_hour_turns_are_a_rota() -> None:
    """Hourly rules with an interval are how some write shifts."""
    rule = "RRULE:FREQ=HOURLY;INTERVAL=24;COUNT=3"
    assert len(read(calendar(event("Dana", *SHIFT, rule))).booked) == 3


def test_too_many_events_are_refused_as_a_whole() -> None:
    """Half a rota would look like a whole one."""
    hourly = [event(name, *SHIFT, "RRULE:FREQ=HOURLY") for name in ("Dana", "Omar")]
    imported = read(calendar(*hourly))
    assert imported.booked == ()
    assert imported.not_understood == ("The calendar has more than 20,000 events in this time; it was not read.",)


def test_what_takes_too_long_is_given_up() -> None:
    """Many events that each take a while; here no time is allowed at all."""
    imported = read_ics(sample("rota.ics"), PEOPLE, BERLIN, START, END, patience=-1)
    assert imported.not_understood == ("The calendar takes too long to read; it repeats too much.",)


def test_a_zone_that_changes_all_the_time_is_refused() -> None:
    """Its changes would be listed one by one, from 1970 on."""
    zone = zone_named("Ours", "+0100").replace("END:STANDARD", "RRULE:FREQ=\r\n SECONDLY\r\nEND:STANDARD")
    imported = read(calendar(zone, event("Dana", *span(";TZID=Ours:20260302T080000", ";TZID=Ours:20260302T160000"))))
    assert imported.not_understood == (
        "A time zone in the calendar changes its clock more often than once a year; it was not read.",
    )


LINES = sample("rota.ics").split(b"\n")


@settings(max_examples=150, deadline=timedelta(seconds=5))
@given(st.data())
def test_a_mangled_file_never_raises(data: st.DataObject) -> None:
    """Lines lost, doubled, exchanged and overwritten: shifts that do not overlap, and sentences."""
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(lines) - 1))
        what = data.draw(st.sampled_from(["lose", "double", "cut", "other"]))
        if what == "lose":
            del lines[place]
        elif what == "double":
            lines.insert(place, lines[place])
        elif what == "cut":
            lines[place] = lines[place][: data.draw(st.integers(0, len(lines[place])))]
        else:
            lines[place] = lines[place].partition(b":")[0] + b":" + data.draw(st.binary(max_size=20))
    imported = read(b"\n".join(lines))
    assert all(one.start < one.end for one in imported.booked)
    assert all(one.end <= after.start for one, after in zip(imported.booked, imported.booked[1:], strict=False))
    assert all(sentence.endswith(".") for sentence in imported.not_understood)
