"""Secret calendar addresses: made, shown once, revoked, and what a phone that knows one is given.

Of a secret only its SHA-256 digest is kept: whoever reads the database cannot open anybody's calendar.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import NoReturn

from domain.edits import present
from domain.edits.words import capital, group_word
from domain.errors import EscalationError, NotAllowed
from domain.people import Person, Role
from domain.planning import Feed
from domain.policy import TIERS, Group
from domain.rota import ALWAYS
from domain.shifts.around import whole
from domain.shifts.held import Held, belonging, held_in
from domain.site import Directory, Site
from handlers.ports import Ports

BACK, AHEAD = timedelta(days=90), timedelta(days=366)
MOST_LINKS = 10
# How far back the begin of a shift is looked for that had begun before the first day of the calendar.
_BEGAN_WITHIN = timedelta(days=366)
_BYTES = 32


class TooManyLinks(EscalationError):
    """You have ten calendar links already. Revoke one that you do not use, then make a new one."""


@dataclass(frozen=True)
class Listed:
    """A shift of a calendar. `key` names it each time it is listed; `holder` is empty in a person's own calendar."""

    key: str
    site: str
    tier: str
    start: datetime
    end: datetime
    holder: str = ""


@dataclass(frozen=True)
class Calendar:
    """What a secret address opens: a name, and whole shifts from 90 days ago until a year ahead."""

    digest: str
    name: str
    shifts: tuple[Listed, ...]


def digest_of(secret: str) -> str:
    """All that is ever kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def make(ports: Ports, person: Person, at: datetime, site_id: str = "", tier: str = "") -> str:
    """The secret of a new address, of one's own shifts or of a tier of one's site; shown now, and never again.

    Letters and figures alone, 32 random bytes: no platform takes any of it for formatting. Raises NotAllowed,
    TooManyLinks, or StoreUnavailable where nothing was recorded.
    """
    secret = secrets.token_hex(_BYTES)
    feed = Feed(digest_of(secret), person.id, at, person.id)
    if site_id:
        feed = replace(feed, person_id=None, site_id=site_id, tier=_tier(tier))
    if not _may(ports.memory.directory, feed):
        raise NotAllowed("Only people of the site can subscribe to its shifts. An admin can add you.")
    with ports.store.work() as uow:
        # The same lock as an edit's: two taps at once make no eleventh.
        uow.people.hold()
        if len(uow.plans.feeds_of(person.id)) >= MOST_LINKS:
            raise TooManyLinks
        uow.plans.add_feed(feed)
        uow.commit()
    return secret


def revoke(ports: Ports, person_id: str, digest: str, at: datetime) -> None:
    """From now on the address answers as if it had never been. Raises NotAllowed where it is somebody else's."""
    with ports.store.work() as uow:
        feed = uow.plans.feed(digest)
        if feed is None or feed.by != person_id:
            raise NotAllowed("Only whoever made a calendar link can revoke it.")
        uow.plans.revoke_feed(digest, at)
        uow.commit()


def links_of(ports: Ports, person_id: str) -> tuple[Feed, ...]:
    """The links that this person made and did not revoke, oldest first."""
    with ports.store.read() as uow:
        return tuple(uow.plans.feeds_of(person_id))


def opened(ports: Ports, secret: str, at: datetime) -> Calendar | None:
    """What a secret opens; nothing where it is unknown or revoked, or its maker has left or may not see this."""
    directory = ports.memory.directory
    with ports.store.read() as uow:
        feed = uow.plans.feed(digest_of(secret))
    if feed is None or feed.revoked_at or not _may(directory, feed):
        return None
    return Calendar(feed.digest, title(directory, feed), tuple(sorted(_shifts(directory, feed, at), key=_order)))


def title(directory: Directory, feed: Feed) -> str:
    """What the calendar is called."""
    site = directory.site(feed.site_id)
    if site and feed.tier:
        return f"On call: {group_word(feed.tier)}, {site.name}"
    return f"On call: {directory.name(feed.person_id)}"


def _order(one: Listed) -> tuple[datetime, str]:
    return one.start, one.key


def _tier(value: str) -> Group:
    return next((tier for tier in TIERS if tier.value == value), None) or _gone()


def _gone() -> NoReturn:
    raise NotAllowed("That tier is not there any more.")


def _may(directory: Directory, feed: Feed) -> bool:
    """Whoever has left gets nothing more, whatever they once subscribed to."""
    maker = next((one for one in present(directory) if one.id == feed.by), None)
    if maker is None or not maker.reachable:
        return False
    if feed.person_id:
        return feed.person_id == maker.id
    site = directory.site(feed.site_id)
    return site is not None and (maker.id in site.people() or Role.ADMIN in maker.roles)


def _shifts(directory: Directory, feed: Feed, at: datetime) -> Iterator[Listed]:
    # From midnight to midnight, so that the same calendar is the same bytes all day long.
    today = datetime.combine(at.astimezone(UTC).date(), time(), UTC)
    for site in directory.sites:
        for tier in TIERS:
            own = feed.person_id and feed.person_id in belonging(site, tier)
            if own or (feed.site_id, feed.tier) == (site.id, tier):
                yield from _of_tier(directory, site, tier, feed.person_id, today)


def _of_tier(directory: Directory, site: Site, tier: Group, own: str | None, today: datetime) -> Iterator[Listed]:
    start, end = today - BACK, today + AHEAD
    for one in held_in(directory, site, tier, start, end):
        if own is None or one.person_id == own:
            shift = whole(directory, site, _from_its_begin(directory, site, one, start))
            # Without a begin or an end it is shown as far as the calendar goes.
            begins, ends = (start if shift.start <= ALWAYS else shift.start), (end if shift.endless else shift.end)
            holder = "" if own else directory.name(shift.person_id)
            words = capital(group_word(tier))
            yield Listed(str(shift.key), site.name, words, begins, ends, holder)


def _from_its_begin(directory: Directory, site: Site, one: Held, start: datetime) -> Held:
    """A shift that had begun before `start`, with its own begin; one that began long ago is held since always."""
    if one.start > start:
        return one
    before = held_in(directory, site, one.tier, start - _BEGAN_WITHIN, start)
    last = before[-1] if before else None
    if last is None or last.person_id != one.person_id or last.end < start:
        return one
    return replace(one, start=ALWAYS if last.start <= start - _BEGAN_WITHIN else last.start)
