"""The facts behind a message around the start of a shift: who has taken it on, and who is paged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.page import Message
from domain.planning import ShiftKey
from domain.policy import Group
from domain.shifts.held import Held, belonging, reachable_in_line
from domain.site import Directory, Site
from handlers.ports import UnitOfWork
from handlers.screens import Screen
from handlers.screens.shifts.starting import ShiftFacts, starting_screen


def detail_of(what: str, shift: Held) -> dict[str, str]:
    """What a message has to keep of its shift; the rest is read when it is drawn."""
    end = "" if shift.endless else shift.end.isoformat()
    span = {"start": shift.start.isoformat(), "end": end}
    return {
        "about": "shift",
        "what": what,
        "site": shift.site_id,
        "tier": shift.tier.value,
        "person": shift.person_id,
        **span,
    }


def starting_drawn(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """The screen as of now; None where a reminder would not be true any more."""
    detail = message.detail
    site, tier = directory.site(detail["site"]), Group(detail["tier"])
    if site is None or message.person_id is None:
        return None
    start = datetime.fromisoformat(detail["start"])
    view = ShiftFacts(
        what=detail["what"],
        site=site,
        directory=directory,
        at=at,
        tier=tier,
        start=start,
        end=datetime.fromisoformat(detail["end"]) if detail["end"] else None,
        person_id=detail["person"],
        reader=message.person_id,
        taken_by=taken_by(uow, site, ShiftKey(site.id, tier, start, detail["person"]), [message.person_id]),
        paged=next(reachable_in_line(directory, directory.tier(site, tier), max(start, at)), None),
    )
    return starting_screen(view)


def taken_by(uow: UnitOfWork, site: Site, key: ShiftKey, also: Iterable[str] = ()) -> str | None:
    """Who has taken this shift on: its own person at any time, anybody else from its start on."""
    people = dict.fromkeys([key.person_id, *belonging(site, key.tier), *also])
    found = uow.plans.taken_on([ShiftKey(key.site_id, key.tier, key.start, one) for one in people])
    taken = {one.person_id: at for one, at in found.items() if one.person_id == key.person_id or at >= key.start}
    return key.person_id if key.person_id in taken else min(taken, key=lambda one: taken[one], default=None)
