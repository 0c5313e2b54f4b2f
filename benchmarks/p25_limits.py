"""P25: a Slack that takes one message a second in each channel, and says 429 with Retry-After beyond that."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import text

from benchmarks.bench import Bench
from benchmarks.product import Product, in_channel, product, workspace
from benchmarks.signed import SECRET, TOKEN
from benchmarks.stores import Store
from benchmarks.table import Row
from benchmarks.timing import ms
from bot.local_slack import Channel, LocalSlack, Member
from bot.local_slack.ledger import ApiCall
from domain.people import Person
from domain.severity import Severity
from domain.site import Directory
from handlers.escalate import CallForHelp, escalate

_PAGES, _CARDS, _CHANNEL, _WITHIN = 100, 6, "C0DESK", 40.0
_SLACK_ALLOWS = 0.99


@dataclass(frozen=True)
class _Seen:
    """Accepted posts, and calls that were made although Slack had asked for patience."""

    posts: list[ApiCall]
    too_soon: int
    refused: int


def measure(bench: Bench) -> Iterator[Row]:
    """A hundred pages for one manager within a second; then cards for one channel."""
    for store in bench.stores:
        yield from _one_manager(bench, store)
        yield from _one_channel(bench, store)


def _one_manager(bench: Bench, store: Store) -> Iterator[Row]:
    directory = workspace(1, _PAGES)
    with _slack(directory) as slack, product(store.fresh(), slack.api_url, directory) as stepin:
        began = time.monotonic()
        _raise(stepin, _PAGES)
        bench.say(f"{store.name}: {_PAGES} raised in {ms(time.monotonic() - began)}")
        stepin.app.heartbeat.start()
        manager = directory.sites[0].groups[next(iter(directory.sites[0].groups))][0]
        _wait(stepin, slack)
        seen = _seen(slack)
        mine = [call for call in seen.posts if call.args["channel"] == f"D{manager}".upper()]
    lists = len(mine)
    yield Row("P25", "100 pages for one manager at once: messages", store.name, "", str(lists), lists, "<=", 3, "")
    missing = _PAGES - sum(str(post.args["blocks"]).count(Severity.ABUSIVE.word) for post in mine)
    yield Row("P25", "... escalations that none of them lists", store.name, "", "", missing, "==", 0, "")
    said = f"{seen.refused} refused with 429"
    yield Row("P25", "... calls inside Retry-After", store.name, "", said, seen.too_soon, "==", 0, "")


def _one_channel(bench: Bench, store: Store) -> Iterator[Row]:
    directory = in_channel(workspace(1, _CARDS), _CHANNEL)
    with _slack(directory) as slack, product(store.fresh(), slack.api_url, directory) as stepin:
        _raise(stepin, _CARDS)
        stepin.app.heartbeat.start()
        _wait(stepin, slack)
        seen = _seen(slack)
        cards = len({call.page_id for call in seen.posts if call.args["channel"] == _CHANNEL})
    yield Row("P25", f"{_CARDS} cards for one channel: never posted", store.name, "", "", _CARDS - cards, "==", 0, "")
    said = f"{seen.refused} refused with 429"
    yield Row("P25", "... calls inside Retry-After", store.name, "", said, seen.too_soon, "==", 0, "")


def _slack(directory: Directory) -> LocalSlack:
    people: list[Person] = list(directory.people)
    members = [Member(person.user_id, person.id, person.name) for person in people]
    channel = Channel(_CHANNEL, "desk", [member.id for member in members])
    return LocalSlack(members, [channel], signing_secret=SECRET, bot_token=TOKEN, one_post_a_second=True)


def _raise(stepin: Product, count: int) -> None:
    """One escalation by each of so many staff."""
    site = stepin.directory.sites[0]
    for number in range(count):
        raiser = stepin.app.memory.person_of(f"U{site.staff[number]}".upper())
        call = CallForHelp(f"k{number}", raiser, site, Severity.ABUSIVE, site.places[0].id, True)
        escalate(stepin.app.ports, call, stepin.app.clock.now())


def _wait(stepin: Product, slack: LocalSlack) -> None:
    """Until nothing waits to be posted any more, or patience ends."""
    unsent = text("SELECT count(*) FROM message WHERE state IN ('due', 'sending', 'unknown')")
    until = time.monotonic() + _WITHIN
    while time.monotonic() < until:
        time.sleep(0.5)
        with stepin.database.connect(stepin.database.read) as connection:
            if slack.calls and not connection.execute(unsent).scalar_one():
                return


def _seen(slack: LocalSlack) -> _Seen:
    silent_until: dict[str, float] = {}
    too_soon = refused = 0
    for call in slack.calls:
        channel = str(call.args.get("channel", ""))
        if call.method == "chat.postMessage":
            too_soon += call.at_monotonic < silent_until.get(channel, 0.0)
        if call.status == 429:
            refused += 1
            silent_until[channel] = call.at_monotonic + _SLACK_ALLOWS
    return _Seen(slack.accepted_posts(), too_soon, refused)
