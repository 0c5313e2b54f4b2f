"""What people of the demo have read already: the digest of this week and last month's trends are not sent at its start,
whatever day it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from domain.learning.figures import digest_span, trends_span
from domain.page import Delivery, Message
from domain.site import Directory
from handlers.learning.figures import digest, trends
from handlers.shifts.outgoing import managers_of, to_channel, to_person


def told_already(directory: Directory, at: datetime) -> Iterator[Message]:
    """The messages that would be due at `at`, as ones that nobody sends any more."""
    for site in directory.sites:
        asked = site.learning
        week = digest_span(at, asked.digest_day, asked.digest_at, site.zone, digest.LATE)
        if week:
            yield from map(_over, to_channel(site, digest.key_of(site, week), at, {"about": digest.ABOUT}))
        month = trends_span(at, asked.digest_at, site.zone, frozenset(), trends.LATE)
        for person in managers_of(directory, site) if month else ():
            key = trends.key_of(site, month, person) if month else ""
            yield from map(_over, to_person(directory, person, key, at, {"about": trends.ABOUT}))


def _over(message: Message) -> Message:
    return replace(message, state=Delivery.CANCELLED, due_at=None)
