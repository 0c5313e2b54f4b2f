"""What is typed behind `/oncall`: a site or place, a time, a severity, in any order and spelling."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.severity import Severity
from domain.site import Directory, Place, Site
from handlers.oncall.question import FARTHEST, Question, asked

# A Thursday, one o'clock in the afternoon in Berlin.
AT = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
HARBOUR = Site(
    "harbour", "Harbour Hotel", "Europe/Berlin", "1", "112",
    places=(Place("front_desk", "Front desk"), Place("bar", "Bar"), Place("bar_9", "Bar 9"),
            Place("kiosk", "Lobby kiosk"), Place("sunday_room", "Sunday room")),
)  # fmt: skip
QUAY = Site("quay", "Quay Market", "America/New_York", "1", "911", places=(Place("k", "Kiosk"), Place("g", "Gate 12")))
TOWER = Site(
    "tower", "North Tower", "Australia/Lord_Howe", "1", "000", places=(Place("k", "Kiosk"), Place("r", "Roof"))
)
HOUSE = Directory(1, (HARBOUR, QUAY, TOWER))


def ask(line: str, at: datetime = AT, home: Site = HARBOUR) -> Question:
    """The question behind a line."""
    return asked(line, HOUSE, home, at)


def wall(line: str, at: datetime = AT) -> str:
    """What the site's clock shows at the time that the line names, or "now"."""
    found = ask(line, at)
    assert found.lost == (), line
    return f"{found.wall:%Y-%m-%d %H:%M}" if found.wall else "now"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("saturday 21:30", "2026-03-14 21:30"),
        ("SAT 21.30", "2026-03-14 21:30"),
        ("on Saturday at 9:30pm?", "2026-03-14 21:30"),
        ("saterday 21h30", "2026-03-14 21:30"),
        ("wendesday 9", "2026-03-18 09:00"),
        ("thursday 14:00", "2026-03-12 14:00"),
        ("thursday 9", "2026-03-19 09:00"),
        ("next thursday 14:00", "2026-03-19 14:00"),
        ("next saturday 9", "2026-03-14 09:00"),
        ("saturday night", "2026-03-14 21:00"),
        ("thursday", "now"),
        ("today", "now"),
        ("today 9", "2026-03-12 09:00"),
        ("tonight", "2026-03-12 21:00"),
        ("tonite 23:00", "2026-03-12 23:00"),
        ("tonight 02:30", "2026-03-13 02:30"),
        ("tomorrow", "2026-03-13 13:00"),
        ("tommorow 9", "2026-03-13 09:00"),
        ("9 tomorrow", "2026-03-13 09:00"),
        ("21:30", "2026-03-12 21:30"),
        ("21.30.", "2026-03-12 21:30"),
        ("9pm", "2026-03-12 21:00"),
        ("9 PM", "2026-03-12 21:00"),
        ("9 p.m.", "2026-03-12 21:00"),
        ("9", "2026-03-13 09:00"),
        ("12am", "2026-03-13 00:00"),
        ("12pm", "2026-03-13 12:00"),
        ("midnight", "2026-03-13 00:00"),
        ("noon", "2026-03-13 12:00"),
        ("14 march 02:30", "2026-03-14 02:30"),
        ("14th of march at 2.30", "2026-03-14 02:30"),
        ("March 14 9pm", "2026-03-14 21:00"),
        ("14. mar 9", "2026-03-14 09:00"),
        ("14 march 2027 9", "2027-03-14 09:00"),
        ("1 march 9", "2027-03-01 09:00"),
        ("14.3. 2:30", "2026-03-14 02:30"),
        ("14.03.2026, 2:30", "2026-03-14 02:30"),
        ("14.3.26 2:30", "2026-03-14 02:30"),
        ("31.12 9", "2026-12-31 09:00"),
        ("2026-03-14 21:30", "2026-03-14 21:30"),
        ("2026-03-14", "2026-03-14 13:00"),
        ("", "now"),
        ("who is on call now, please?", "now"),
    ],
)
def test_each_form_of_a_time(line: str, expected: str) -> None:
    """Days, dates and times as people type them; a time alone is the next one, a day alone this time of that day."""
    assert wall(line) == expected


@pytest.mark.parametrize(
    ("line", "at", "expected"),
    [
        ("tonight", "2026-03-12T21:30", "now"),
        ("tonight 23:00", "2026-03-12T21:30", "2026-03-12 23:00"),
        ("tonight 3", "2026-03-13T01:00", "2026-03-13 03:00"),
        ("13:00", "2026-03-12T12:00", "2026-03-12 13:00"),
        ("saturday 21:30", "2026-03-14T22:00", "2026-03-21 21:30"),
        ("saturday 21:30", "2026-03-14T20:00", "2026-03-14 21:30"),
        ("29 february 9", "2026-03-12T12:00", "2028-02-29 09:00"),
    ],
)
def test_what_is_meant_depends_on_when_it_is_typed(line: str, at: str, expected: str) -> None:
    """The next one that is still ahead; at three in the night "tonight" is still this night."""
    now = datetime.fromisoformat(at).replace(tzinfo=UTC if at.endswith("12:00") else ZoneInfo("Europe/Berlin"))
    assert wall(line, now.astimezone(UTC)) == expected


def test_a_day_without_a_time_says_so() -> None:
    """So that the answer can say which time it took."""
    assert ask("tomorrow").untimed
    assert not ask("tomorrow 9").untimed
    assert not ask("tonight").untimed
    assert not ask("9").untimed


@pytest.mark.parametrize(
    ("line", "site", "place"),
    [
        ("front desk", "harbour", "front_desk"),
        ("FRONT_DESK", "harbour", "front_desk"),
        ("at the Front Desk, please", "harbour", "front_desk"),
        ("fornt desk", "harbour", "front_desk"),
        ("frontdesk", "harbour", "front_desk"),
        ("front", "harbour", "front_desk"),
        ("lobby", "harbour", "kiosk"),
        ("bar", "harbour", "bar"),
        ("bar 9", "harbour", "bar_9"),
        ("kiosk", "harbour", "kiosk"),
        ("quay kiosk", "quay", "k"),
        ("kiosk quay", "quay", "k"),
        ("quay market kiosk", "quay", "k"),
        ("qauy market kisok", "quay", "k"),
        ("north tower", "tower", None),
        ("tower roof", "tower", "r"),
        ("roof", "tower", "r"),
        ("gate 12", "quay", "g"),
        ("sunday room", "harbour", "sunday_room"),
        ("harbour", "harbour", None),
        ("hotel", "harbour", None),
    ],
)
def test_a_site_and_a_place_in_any_spelling(line: str, site: str, place: str | None) -> None:
    """One's own places first; a site that is named comes before them; a letter wrong or a part is enough."""
    found = ask(line)
    assert (found.site.id, found.place and found.place.id, found.lost) == (site, place, ())


def test_everything_in_one_line_and_in_any_order() -> None:
    """Nobody has to remember which comes first; the time is that of the site that is asked about."""
    for line in ("quay kiosk tomorrow 9 violent", "violent tomorrow 9 kiosk quay", "9 Voilent quay kiosk tomorow"):
        found = ask(line)
        assert (found.site.id, found.place and found.place.id, found.severity) == ("quay", "k", Severity.VIOLENT)
        assert found.instants == (datetime(2026, 3, 13, 13, 0, tzinfo=UTC),)
        assert found.lost == ()


@pytest.mark.parametrize(("typed", "word"), [("thr", 3), ("abusve", 2), ("UPSET", 1), ("viol", 4), ("threatning", 3)])
def test_a_severity_in_any_spelling(typed: str, word: int) -> None:
    """The four words, their beginnings, a letter wrong."""
    assert ask(f"bar {typed}").severity == Severity(word)


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("bar 25:00", ("25:00",)),
        ("tomorrow pool", ("pool",)),
        ("31 february bar", ("31", "february")),
        ("saturday monday 9", ("monday",)),
        ("9 10", ("10",)),
        ("bar the Snug!", ("Snug!",)),
        ("13pm", ("13pm",)),
        ("🙂", ("🙂",)),
        ("bar - 9 ?!", ()),
        ("tursday", ("tursday",)),
    ],
)
def test_what_is_not_understood_comes_back_as_typed(line: str, lost: tuple[str, ...]) -> None:
    """Nothing is guessed from a word that means nothing, or two things; the rest still counts."""
    assert ask(line).lost == lost


def test_the_missing_hour_is_the_first_instant_after_it() -> None:
    """29 March, 02:30 in Berlin: the clock goes from two to three, and three it is."""
    found = ask("29 march 02:30")
    assert found.instants == (datetime(2026, 3, 29, 1, 0, tzinfo=UTC),)
    assert found.missing


def test_the_doubled_hour_is_both() -> None:
    """25 October, 02:30 in Berlin comes at 00:30 and at 01:30 UTC; 03:30 comes once."""
    found = ask("25 october 02:30")
    assert [f"{at:%H:%M}" for at in found.instants] == ["00:30", "01:30"]
    assert not found.missing
    assert len(ask("25 october 03:30").instants) == 1


def test_both_clock_changes_where_the_clock_moves_by_half_an_hour() -> None:
    """Lord Howe: doubled at 01:45 on 5 April, missing at 02:15 on 4 October."""
    twice = ask("north tower 5 april 01:45")
    assert twice.instants[1] - twice.instants[0] == timedelta(minutes=30)
    never = ask("north tower 4 october 02:15")
    assert never.missing
    assert never.instants == (datetime(2026, 10, 3, 15, 30, tzinfo=UTC),)


def test_more_than_two_years_are_too_far() -> None:
    """Nothing is planned that far, and it is said; now is asked instead."""
    assert ask("14 march 2031").far
    assert ask("14 march 2020 9").instants == (AT,)
    assert not ask("14 march 2027").far


@given(line=st.text(max_size=80), at=st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_whatever_is_typed_has_an_answer(line: str, at: datetime) -> None:
    """No line raises an error; every instant is near enough to be looked at, and what is lost was typed."""
    found = ask(line, at)
    assert all(abs(one - at) <= FARTHEST + timedelta(hours=1) for one in found.instants)
    assert set(found.lost) <= set(line.split())


@given(words=st.lists(st.sampled_from(
    ["quay", "bar", "kiosk", "saturday", "tonight", "14", "march", "9", "pm", "21:30", "violent", "next", "of", "2027",
     "31.12.", "02:30", "the", "pool", "12am", "2026-10-25"]), max_size=7))  # fmt: skip
def test_no_row_of_known_words_loses_one(words: list[str]) -> None:
    """Each word is used once, says nothing, or comes back."""
    found = ask(" ".join(words))
    assert len(found.lost) <= len(words)
    assert all(found.lost.count(word) <= words.count(word) for word in found.lost)
    if "pool" in words:
        assert "pool" in found.lost
