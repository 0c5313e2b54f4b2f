"""An imported calendar is read again every hour: the pages follow it, and what goes wrong is said and loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler

import pytest

from bot.calendar_round import EVERY, CalendarRound
from bot.calendars import fetch
from domain.oncall import on_call
from domain.policy import Group
from domain.rota import Booked, Layer, Rota
from domain.site import Directory
from handlers.calendars import books
from handlers.editing import EditPorts, commit
from storage.database import Database
from storage.kept import KeptText
from tests.bot.calendars.calendar_host import Host, respond, running
from tests.story.both import on_both_stores
from tests.story.test_desk_calendars import calendar
from tests.world import NOON, World, world_on

SUNDAY = ("20260315T000000Z", "20260316T000000Z")
SECRET = "https://calendar.test/secret-7f3.ics"


@pytest.fixture
def host() -> Iterator[Host]:
    """A host of calendars on loopback."""
    with running() as made:
        yield made


@pytest.fixture
def hotel(url: str) -> Iterator[World]:
    """Harbour Hotel, where Dana has tier 1, and since today Lea on Sunday, by a calendar that is read again."""
    database = Database(url)
    with world_on(database) as opened:
        begin = NOON.replace(hour=0) + timedelta(days=1)
        edit = books("harbour", Group.TIER_1, "House rota", (Booked(begin, begin + timedelta(days=1), "lea"),), SECRET)
        ports = EditPorts(opened.app.ports, KeptText(), lambda: opened.app.memory.refresh(opened.store))
        commit(ports, "ines", edit, NOON)
        opened.app.memory.refresh(opened.store, force=True)
        opened.settle()
        yield opened
    database.close()


def going_round(hotel: World, host: Host) -> CalendarRound:
    """The rounds of a process for which https://calendar.test is our host on loopback, with express permission."""
    loopback = partial(fetch, permitted=lambda _address: True, plain_http=True, timeout=5.0)
    address = f"http://127.0.0.1:{host.port}"
    made = CalendarRound(
        hotel.app.ports,
        lambda url: loopback(url.replace("https://calendar.test", address)),
        lambda: hotel.app.memory.refresh(hotel.store, force=True),
    )
    made.refresh(hotel.clock.now())
    return made


def gives(body: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    """A host that answers with this calendar."""
    return lambda handler: respond(handler, 200, body)


def hours_pass(hotel: World, rounds: CalendarRound, hours: int = 1) -> int:
    """Each hour a round; how often the rota changed."""
    changed = 0
    for _ in range(hours):
        hotel.time_passes(hours=1)
        changed += rounds.refresh(hotel.clock.now())
        hotel.settle()
    return changed


def kept(hotel: World) -> Directory:
    """What is in the store."""
    with hotel.store.read() as uow:
        return uow.people.directory()


def on_sunday(hotel: World) -> str:
    """Who holds tier 1 on Sunday at noon."""
    (site,) = kept(hotel).sites
    return on_call(kept(hotel).tier(site, Group.TIER_1), NOON + timedelta(days=1))[0].person_id


def layer(hotel: World) -> Layer:
    """The imported layer."""
    (site,) = kept(hotel).sites
    return site.rotas.get(Group.TIER_1, Rota()).layers_at(hotel.clock.now())[-1]


def said_to(hotel: World, who: str) -> list[str]:
    """All messages in this person's conversation with the app."""
    return [str(message) for message in hotel.person(who).dm()]


@on_both_stores
def test_within_an_hour_the_rota_follows_and_everybody_concerned_is_told(hotel: World, host: Host) -> None:
    """Omar instead of Lea: both get the note that any edit brings; the same calendar again is no change."""
    host.answers["/secret-7f3.ics"] = gives(calendar(("Omar", *SUNDAY)))
    rounds = going_round(hotel, host)
    assert on_sunday(hotel) == "lea"
    assert hours_pass(hotel, rounds) == 1
    assert on_sunday(hotel) == "omar"
    for who in ("omar", "lea"):
        assert any("Your shifts have changed (the calendar House rota)" in one for one in said_to(hotel, who))
    assert hours_pass(hotel, rounds, 3) == 0
    assert len(host.asked) == 4


def test_a_host_that_is_away_changes_nothing_and_is_told_once_a_day(hotel: World, host: Host) -> None:
    """The last good one holds; the message names the host and never the secret address."""
    host.answers["/secret-7f3.ics"] = lambda handler: respond(handler, 503, b"")
    rounds = going_round(hotel, host)
    assert hours_pass(hotel, rounds, 6) == 0
    assert on_sunday(hotel) == "lea"
    told = [one for one in said_to(hotel, "ines") if "still holds" in one]
    assert len(told) == 1
    assert "answered with 503" in told[0]
    assert "secret-7f3" not in "".join(said_to(hotel, "ines"))
    hours_pass(hotel, rounds, 12)
    assert len([one for one in said_to(hotel, "ines") if "still holds" in one]) == 2


def test_rubbish_and_an_empty_calendar_change_nothing(hotel: World, host: Host) -> None:
    """A page to sign in is no reason to take everybody off the rota."""
    rounds = going_round(hotel, host)
    for body in (b"<html>Sign in</html>", calendar(), calendar(("Zoe", *SUNDAY))):
        host.answers["/secret-7f3.ics"] = gives(body)
        assert hours_pass(hotel, rounds) == 0
        assert on_sunday(hotel) == "lea"


def test_what_is_not_understood_is_told_when_it_changes(hotel: World, host: Host) -> None:
    """Once, however often it is read; something else is told again."""
    rounds = going_round(hotel, host)
    for title in ("Party", "Fire drill"):
        host.answers["/secret-7f3.ics"] = gives(calendar(("Omar", *SUNDAY), (title, *SUNDAY)))
        hours_pass(hotel, rounds, 2)
        assert len([one for one in said_to(hotel, "ines") if f"“{title}” on Sun 15 March is nobody" in one]) == 1


def test_a_shift_that_runs_stays_and_a_calendar_without_news_makes_no_new_revision(hotel: World, host: Host) -> None:
    """From Sunday's noon on Omar's Sunday is still whole; a day of rounds adds nothing to the rota."""
    host.answers["/secret-7f3.ics"] = gives(calendar(("Omar", *SUNDAY)))
    rounds = going_round(hotel, host)
    assert hours_pass(hotel, rounds, 20) == 1
    assert [one.person_id for one in layer(hotel).booked] == ["omar"]
    assert hotel.clock.now() > layer(hotel).booked[0].start


def test_each_calendar_has_a_minute_of_its_own(hotel: World, host: Host) -> None:
    """A restart asks nobody at once; within the hour everybody was asked."""
    host.answers["/secret-7f3.ics"] = gives(calendar(("Lea", *SUNDAY)))
    rounds = going_round(hotel, host)
    assert host.asked == []
    rounds.refresh(NOON + EVERY)
    assert len(host.asked) == 1
