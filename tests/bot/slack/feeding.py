"""What the tests of calendar links share: a phone that asks, the tap that makes a link, and a rota to read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from http.client import HTTPConnection
from typing import Any

import icalendar

from domain.rota import Layer, Revision, Rota, Turn, Unit
from tests.bot.slack.given import signed, tap
from tests.world import NOON, World

LINK = re.compile(r"https://stepin\.example(/calendar/([0-9a-f]{64})\.ics)")


def asks(world: World, path: str, port: int = 0, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """What a phone is answered: status, headers, body."""
    connection = HTTPConnection("127.0.0.1", port or world.server.effective_port, timeout=10)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def words(world: World) -> str:
    """Everything that was ever sent to Slack, as one text."""
    return "\n".join(str(call.args) for call in world.slack.calls)


def makes_link(world: World, who: str = "dana", value: str = "-") -> re.Match[str]:
    """Somebody taps *Make a link*; path and secret of the newest link."""
    before = len(LINK.findall(words(world)))
    signed(world, tap(f"U0{who.upper()}", "feed.make", value))
    world.settle()
    found = list(LINK.finditer(words(world)))
    assert len(found) > before, "no link was shown"
    return found[-1]


def events(body: bytes) -> list[tuple[str, Any, Any]]:
    """Title, begin and end of every event, in order."""
    return [
        (str(one["SUMMARY"]), one["DTSTART"].dt, one["DTEND"].dt)
        for one in icalendar.Calendar.from_ical(body).walk("VEVENT")
    ]


def saves(world: World, **changes: Any) -> None:
    """The site is changed, and memory follows."""
    with world.store.work() as uow:
        directory = uow.people.directory()
        site = replace(directory.sites[0], **changes)
        uow.people.apply(replace(directory, sites=(site,)))
        uow.commit()
    world.app.memory.refresh(world.store, force=True)


def turns() -> Rota:
    """Dana and Omar take a day each in tier 1, from two weeks ago on."""
    first = NOON - timedelta(days=14)
    days = Layer("days", "Days", ("dana", "omar"), Turn(Unit.DAYS), starts_on=first.date())
    return Rota((Revision(first, (days,)),))
