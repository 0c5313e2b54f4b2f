"""One post in the site's channel for all tiers that change hands at the same instant, and never a second one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from domain.page import Message
from domain.site import Directory, Site
from domain.watch.handoffs import changes_until
from handlers.outbox import opaque
from handlers.ports import Ports
from handlers.shifts.outgoing import to_channel
from handlers.shifts.rota import step


def post_handoffs(ports: Ports, at: datetime) -> int:
    """Post what changed hands by now; how many posts were made.

    After rounds that were missed there is one post for all of it, which says how things stand (reliability.md F37).
    """
    directory = ports.memory.directory
    changes = _changes(directory, at)
    if not changes:
        return 0
    with ports.store.read() as uow:
        keys = [_key(site_id, instant) for site_id, instants in changes.items() for instant in instants]
        posted = {one.key for one in uow.messages.these([opaque(key) for key in keys])}
    new = [one for site in directory.sites for one in _post(site, changes.get(site.id, ()), posted, at)]
    if new:
        step(ports, lambda uow: uow.messages.add(new))
    return len(new)


def _changes(directory: Directory, at: datetime) -> Mapping[str, tuple[datetime, ...]]:
    wished = (site for site in directory.sites if site.announce and site.channel_id)
    found = {site.id: changes_until(directory, site, at) for site in wished}
    return {site_id: instants for site_id, instants in found.items() if instants}


def _post(site: Site, instants: tuple[datetime, ...], posted: set[str], at: datetime) -> list[Message]:
    said = max((one for one in instants if _key(site.id, one) in posted), default=None)
    missed = [one for one in instants if said is None or one > said]
    if not missed:
        return []
    detail = {"about": "handoff", "site": site.id, "since": missed[0].isoformat()}
    return to_channel(site, _key(site.id, missed[-1]), at, detail)


def _key(site_id: str, instant: datetime) -> str:
    return f"handoff:{site_id}:{instant.isoformat()}"
