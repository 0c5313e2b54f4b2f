"""An admin imports a calendar in chat: from an address or a file, sees what it says before it is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler

import pytest

from bot.calendars import fetch
from domain.policy import Group
from domain.rota import Layer, Rota
from storage.database import Database
from tests.bot.calendars.calendar_host import Host, respond, running
from tests.story.both import on_both_stores
from tests.story.reading import shown
from tests.world import World, world_on


def calendar(*events: tuple[str, str, str]) -> bytes:
    """An .ics file of events: title, begin, end."""
    lines = [f"BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:{title}\r\nDTSTART:{start}\r\nDTEND:{end}\r\nEND:VEVENT\r\n"
             for n, (title, start, end) in enumerate(events)]  # fmt: skip
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{''.join(lines)}END:VCALENDAR\r\n".encode()


OMARS = ("Omar", "20260316T080000Z", "20260317T080000Z")
PARTY = ("Summer party", "20260320T080000Z", "20260321T080000Z")


def gives(body: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    """A host that answers with this calendar."""
    return lambda handler: respond(handler, 200, body)


@pytest.fixture
def host() -> Iterator[Host]:
    """A host of calendars on loopback."""
    with running() as made:
        made.answers["/rota.ics"] = gives(calendar(OMARS, PARTY))
        yield made


@pytest.fixture
def hotel(url: str, host: Host) -> Iterator[World]:
    """Harbour Hotel; in this world https://calendar.test is our host on loopback, asked with express permission."""
    database = Database(url)
    loopback = partial(fetch, permitted=lambda _address: True, plain_http=True, timeout=5.0)

    def asked(address: str) -> bytes:
        return loopback(address.replace("https://calendar.test", f"http://127.0.0.1:{host.port}"))

    with world_on(database, fetch_calendar=asked) as opened:
        yield opened
    database.close()


def opens_form(hotel: World) -> None:
    """From App Home to the form."""
    hotel.ines.opens_home()
    hotel.ines.presses("Set up", where="home")
    for label in ("Open", "Calendars", "Import a calendar"):
        hotel.ines.presses(label, where="modal")


def layers(hotel: World) -> tuple[Layer, ...]:
    """The layers of tier 1 as they are kept."""
    with hotel.store.read() as uow:
        (site,) = uow.people.directory().sites
    return site.rotas.get(Group.TIER_1, Rota()).layers_at(hotel.clock.now())


@on_both_stores
def test_a_calendar_at_an_address_becomes_a_layer_after_a_preview(hotel: World) -> None:
    """It says whose shifts change and what was not understood; saved, the calendar holds, and its address is kept."""
    opens_form(hotel)
    hotel.ines.fills("name", "Rota of the house")
    hotel.ines.fills("address", "https://calendar.test/rota.ics")
    hotel.ines.submits()
    text = shown(hotel.ines.modal())
    assert "Omar" in text
    assert "“Summer party” on Fri 20 March is nobody of this site." in text
    assert layers(hotel) == ()
    hotel.ines.submits()
    layer = layers(hotel)[-1]
    assert (layer.name, layer.source) == ("Rota of the house", "https://calendar.test/rota.ics")
    assert [one.person_id for one in layer.booked] == ["omar"]
    assert "Saved." in str(hotel.ines.card())


@on_both_stores
def test_a_file_becomes_a_layer(hotel: World) -> None:
    """Put into the form, read from Slack with the bot's own token."""
    opens_form(hotel)
    hotel.ines.fills("name", "From a file")
    hotel.ines.uploads("file", "rota.ics", calendar(OMARS))
    hotel.ines.submits()
    hotel.ines.submits()
    layer = layers(hotel)[-1]
    assert (layer.name, layer.source, [one.person_id for one in layer.booked]) == ("From a file", "", ["omar"])


@pytest.mark.parametrize(
    "address", ["http://calendar.test/rota.ics", "ftp://x", "rota", "https://me:pw@calendar.test/"]
)
def test_what_is_no_address_is_said_at_its_field(hotel: World, address: str) -> None:
    """And nothing typed is lost; neither address nor file is a sentence too."""
    opens_form(hotel)
    hotel.ines.fills("name", "Rota")
    hotel.ines.fills("address", address)
    answer = hotel.ines.submits()
    assert list(answer.json()["errors"]) == ["address"]
    assert layers(hotel) == ()


def test_neither_address_nor_file_is_a_sentence(hotel: World) -> None:
    """At the field of the address."""
    opens_form(hotel)
    hotel.ines.fills("name", "Rota")
    assert "Give an address or a file." in str(hotel.ines.submits().json()["errors"])


def test_a_host_that_does_not_answer_well_is_a_sentence(hotel: World, host: Host) -> None:
    """The form is one step back, as it was."""
    host.answers["/rota.ics"] = lambda handler: respond(handler, 500, b"")
    opens_form(hotel)
    hotel.ines.fills("name", "Rota")
    hotel.ines.fills("address", "https://calendar.test/rota.ics")
    hotel.ines.submits()
    assert "answered with 500 instead of a calendar" in shown(hotel.ines.modal())
    host.answers["/rota.ics"] = gives(calendar(OMARS))
    hotel.ines.closes()
    hotel.ines.submits()
    hotel.ines.submits()
    assert [layer.name for layer in layers(hotel)] == ["In order", "Rota"]


def test_rubbish_is_a_sentence(hotel: World, host: Host) -> None:
    """A page to sign in is no calendar."""
    host.answers["/rota.ics"] = gives(b"<html>Sign in</html>")
    opens_form(hotel)
    hotel.ines.fills("name", "Rota")
    hotel.ines.fills("address", "https://calendar.test/rota.ics")
    hotel.ines.submits()
    assert "Before it is saved" not in str(hotel.ines.modal())
    assert layers(hotel) == ()
