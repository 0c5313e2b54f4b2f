"""Calendar links: made by a tap, shown once, asked for over HTTP as a phone does, revoked."""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NoReturn

import icalendar
import pytest
import structlog
from waitress.server import create_server

from bot import logs
from bot.feed_page import FeedPage, written
from bot.serve import close_http
from domain.policy import Group
from domain.rota import Override, OverrideKind
from domain.severity import Severity
from handlers.feeds import MOST_LINKS, Calendar, digest_of
from storage.database import Database
from tests.bot.slack.feeding import LINK, asks, events, makes_link, saves, turns, words
from tests.bot.slack.given import signed, tap
from tests.world import NOON, World, harbour, world_on


@pytest.fixture
def quiet() -> Iterator[World]:
    """A world in which nobody has said where phones reach the bot."""
    with world_on(Database("sqlite://"), public_url="") as made:
        yield made


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """Everything that is logged; logging is put back as it was."""
    root = logging.getLogger()
    before, others = (list(root.handlers), root.level), (logging.lastResort, logging.raiseExceptions)
    stream = io.StringIO()
    logs.configure(stream)
    yield stream
    structlog.reset_defaults()
    logging.captureWarnings(False)
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    logging.lastResort, logging.raiseExceptions = others


def test_a_link_is_made_by_a_tap_and_shown_once(either_world: World) -> None:
    """On App Home; the link comes as a DM, and of its secret only the digest is kept."""
    world = either_world
    world.dana.opens_home()
    world.dana.presses("Make a link", where="home")
    (link,) = LINK.finditer(words(world))
    posts = [call for call in world.slack.calls if call.method == "chat.postMessage" and link[0] in str(call.args)]
    assert [post.args["channel"] for post in posts] == ["D0DANA"]
    assert link[2] not in str(posts[0].args["text"]), "a lock screen shows the secret"
    with world.store.read() as uow:
        (kept,) = uow.plans.feeds_of("dana")
    assert (kept.digest, kept.person_id) == (digest_of(link[2]), "dana")
    assert link[2] not in repr(kept)
    status, headers, body = asks(world, link[1])
    assert (status, headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert "private" in headers["cache-control"]
    assert {title for title, *_ in events(body)} == {"On call: Tier 1, Harbour Hotel"}


def test_a_phone_gets_ones_own_shifts_of_ninety_days_back_and_a_year_ahead(either_world: World) -> None:
    """Whole shifts, in UTC, each change of the clock right: a day's turn begins at nine on the hotel's wall."""
    world = either_world
    saves(world, rotas={Group.TIER_1: turns()})
    listed = events(asks(world, makes_link(world)[1])[2])
    turn = [(begin, end) for title, begin, end in listed if begin >= NOON - timedelta(days=13)]
    assert {(begin.hour, end.hour) for begin, end in turn} == {(8, 8), (7, 7), (8, 7), (7, 8)}
    assert {one[0].date() - other[0].date() for one, other in zip(turn[1:], turn, strict=False)} == {timedelta(days=2)}
    assert turn[-1][0] > NOON + timedelta(days=362)
    assert all("Dana" not in title and "Omar" not in title for title, *_ in listed)


def test_what_is_asked_again_is_not_sent_again(either_world: World) -> None:
    """ETag and Last-Modified are honoured; after an override the phone gets the new shifts, and the same event stays
    the same event."""
    world = either_world
    saves(world, rotas={Group.TIER_1: turns()})
    path = makes_link(world)[1]
    _, headers, body = asks(world, path)
    assert asks(world, path)[2] == body
    assert asks(world, path, If_None_Match=headers["etag"])[0] == 304
    assert asks(world, path, If_Modified_Since=headers["last-modified"])[0::2] == (304, b"")
    assert asks(world, path, If_None_Match='"other"', If_Modified_Since=headers["last-modified"])[0] == 200
    world.clock.move(60)
    start = NOON + timedelta(days=40)
    gone = Override("o1", OverrideKind.REMOVE, start, start + timedelta(days=3), "dana")
    saves(world, rotas={Group.TIER_1: replace(turns(), overrides=(gone,))})
    status, after, changed = asks(world, path, If_None_Match=headers["etag"])
    assert (status, after["etag"] == headers["etag"]) == (200, False)
    assert asks(world, path, If_Modified_Since=headers["last-modified"])[0] == 200
    ids = [{str(one["UID"]) for one in icalendar.Calendar.from_ical(text).walk("VEVENT")} for text in (body, changed)]
    assert len(ids[0] & ids[1]) > 170


def test_a_calendar_is_written_once_and_again_when_it_changes(world: World) -> None:
    """A phone that asks without saying what it has gets what was written before, for as long as the rota is the same;
    from another's feed, or after an edit, it never gets a byte of it."""
    saves(world, rotas={Group.TIER_1: turns()})
    names = {who: f"{makes_link(world, who)[2]}.ics" for who in ("dana", "omar")}
    asked: list[str] = []

    def write(calendar: Calendar, since: datetime) -> bytes:
        asked.append(calendar.name)
        return written(calendar, since)

    page = FeedPage(world.app.ports, world.clock.now, write)
    bodies = {who: [page(name, {})[2] for _ in range(3)] for who, name in names.items()}
    assert asked == ["On call: Dana", "On call: Omar"]
    assert all(len(set(given)) == 1 for given in bodies.values())
    gone = Override("o1", OverrideKind.REMOVE, NOON + timedelta(days=40), NOON + timedelta(days=43), "dana")
    saves(world, rotas={Group.TIER_1: replace(turns(), overrides=(gone,))})
    assert events(page(names["dana"], {})[2]) != events(bodies["dana"][0])
    saves(world, rotas={Group.TIER_1: turns()})
    assert events(page(names["dana"], {})[2]) == events(bodies["dana"][0])
    assert asked[2:] == ["On call: Dana"], "what was written at the same instant of the same rota is given again"


def test_a_fixed_person_has_one_event_that_stays_the_same_from_day_to_day(either_world: World) -> None:
    """Lea always holds tier 3: one event as far as the calendar goes, and tomorrow the same one."""
    world = either_world
    path, ids = makes_link(world, "lea")[1], set()
    for _ in range(2):
        (event,) = icalendar.Calendar.from_ical(asks(world, path)[2]).walk("VEVENT")
        ids.add(str(event["UID"]))
        world.clock.move(timedelta(days=1).total_seconds())
    assert len(ids) == 1


def test_a_tiers_calendar_names_who_holds_it_and_nobody_who_called(either_world: World) -> None:
    """For people of the site; a raise leaves no trace in it."""
    world = either_world
    saves(world, rotas={Group.TIER_1: turns()})
    world.mia.types("/escalate violent front desk", channel="C0DESK")
    assert world.the().severity is Severity.VIOLENT
    body = asks(world, makes_link(world, "mia", "harbour|tier_1")[1])[2]
    recent = [title for title, begin, _ in events(body) if begin >= NOON]
    assert set(recent) == {"On call: Dana, Tier 1, Harbour Hotel", "On call: Omar, Tier 1, Harbour Hotel"}
    assert b"Mia" not in body
    assert b"VIOLENT" not in body.upper()


def test_a_revoked_link_answers_like_one_that_never_was(either_world: World) -> None:
    """Byte for byte, headers as well: nobody learns that there once was something."""
    world = either_world
    link = makes_link(world)
    world.dana.opens_home()
    world.dana.presses("Revoke", where="home")
    answers = [asks(world, path) for path in (link[1], f"/calendar/{'0' * 64}.ics", "/calendar/rubbish", "/calendar/")]
    for _, headers, _ in answers:
        headers.pop("date")
    assert answers[0][0] == 404
    assert all(one == answers[0] for one in answers)


def test_the_message_with_the_link_is_gone_once_it_is_revoked_there(world: World) -> None:
    """*Revoke* beside the link takes the link out of the conversation."""
    world.dana.opens_home()
    world.dana.presses("Make a link", where="home")
    assert LINK.search(str(world.dana.card()))
    world.dana.presses("Revoke")
    assert not LINK.search(str(world.dana.card()))
    with world.store.read() as uow:
        assert uow.plans.feeds_of("dana") == []


def test_nobody_revokes_anothers_link(world: World) -> None:
    """Whatever a payload says."""
    link = makes_link(world)
    signed(world, tap("U0OMAR", "feed.revoke", digest_of(link[2])))
    world.settle()
    assert asks(world, link[1])[0] == 200


def test_whoever_leaves_gets_nothing_more(world: World) -> None:
    """A deactivated account's link opens nothing, without anybody having to think of it."""
    link = makes_link(world, "dana", "harbour|tier_2")
    with world.store.work() as uow:
        uow.people.keep_account("dana", True, False)
        uow.commit()
    world.app.memory.refresh(world.store, force=True)
    assert asks(world, link[1])[0] == 404


def test_a_stranger_and_a_missing_tier_get_no_link(world: World) -> None:
    """They read a sentence; nothing is made."""
    for who, value in (("U0STRANGER", "-"), ("U0STRANGER", "harbour|tier_1"), ("U0DANA", "harbour|tier_9")):
        signed(world, tap(who, "feed.make", value))
        world.settle()
    assert not LINK.search(words(world))


def test_ten_links_are_enough(world: World) -> None:
    """The eleventh is refused with what to do."""
    for _ in range(MOST_LINKS):
        makes_link(world)
    signed(world, tap("U0DANA", "feed.make", "-"))
    world.settle()
    assert len(set(LINK.findall(words(world)))) == MOST_LINKS
    assert "Revoke one that you do not use" in words(world)


def test_without_a_public_address_it_says_how_an_operator_switches_it_on(quiet: World) -> None:
    """No half a link that leads nowhere."""
    quiet.dana.opens_home()
    quiet.dana.presses("Make a link", where="home")
    assert "STEPIN_PUBLIC_URL" in words(quiet).replace("\\u200b", "")
    with quiet.store.read() as uow:
        assert uow.plans.feeds_of("dana") == []


def test_no_secret_gets_into_the_logs(world: World, said: io.StringIO) -> None:
    """Neither into ours nor into the server's, even where the page breaks."""
    link = makes_link(world)
    asks(world, link[1])
    asks(world, link[1] + "x")

    def breaks(name: str, _environ: object) -> NoReturn:
        raise ValueError(name)

    door = world.app.front_door({})
    door.calendars = breaks
    server = create_server(door, host="127.0.0.1", port=0)
    serving = threading.Thread(target=server.run, daemon=True)
    serving.start()
    try:
        assert asks(world, link[1], port=server.effective_port)[0] == 500
    finally:
        close_http(server)
        serving.join(5)
        server.task_dispatcher.shutdown()
    assert "ValueError" in said.getvalue()
    assert link[2] not in said.getvalue()


def test_whoever_takes_turns_at_two_sites_has_one_calendar(world: World) -> None:
    """The shifts of both, each with the name of its site."""
    other = harbour(id="north", name="North Hotel", channel_id="C0NORTH")
    with world.store.work() as uow:
        directory = uow.people.directory()
        uow.people.apply(replace(directory, sites=(*directory.sites, other)))
        uow.commit()
    world.app.memory.refresh(world.store, force=True)
    listed = events(asks(world, makes_link(world)[1])[2])
    assert {title for title, *_ in listed} == {"On call: Tier 1, Harbour Hotel", "On call: Tier 1, North Hotel"}
