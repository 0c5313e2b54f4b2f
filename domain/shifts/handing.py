"""Handing a tier over by name: whoever hands over stays on call until the other has accepted, past the handoff too.

The handoff is kept from happening by an override from it on, which ends with the acceptance.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.errors import EscalationError
from domain.oncall import shifts
from domain.planning import HandOver
from domain.policy import Group
from domain.rota import Override
from domain.shifts.agreed import stand_in, with_overrides, without_overrides
from domain.shifts.held import held_in
from domain.site import Directory, Site

# How far ahead a handoff is looked for, and how long somebody holds a tier that has none or stays on after one.
_LOOK_AHEAD = timedelta(weeks=9)
LONGEST = timedelta(hours=12)


class NotOnCall(EscalationError):
    """You are not on call there now, so there is nothing to hand over."""


class NotHandedOn(EscalationError):
    """This hand-over was taken back, or is over. Nothing was changed."""


def override_id_of(hand_over_id: str) -> str:
    """The override that keeps the outgoing person on call past the handoff."""
    return f"hand-over-{hand_over_id}"


def hand_over_of(override_id: str) -> str:
    """The hand-over that this override belongs to, or nothing."""
    begin = override_id_of("")
    return override_id.removeprefix(begin) if override_id.startswith(begin) else ""


def staying(directory: Directory, site: Site, hand_over: HandOver, at: datetime) -> Override | None:
    """What keeps the outgoing person on call from the handoff on, for the next shift, but no longer than 12 hours.

    None where no handoff is planned: nothing has to be kept from happening.
    """
    found = shifts(directory.tier(site, hand_over.tier), at, at + _LOOK_AHEAD)
    if len(found) < 2:
        return None
    handoff, end = found[1].start, min(found[1].end, found[1].start + LONGEST)
    return stand_in(override_id_of(hand_over.id), hand_over.by, None, handoff, end)


def accepted(directory: Directory, hand_over: HandOver, at: datetime) -> Directory:
    """The outgoing person is free; whoever accepted is on call from now on, for the rest of the shift that runs."""
    site_id, tier = hand_over.site_id, hand_over.tier
    freed = without_overrides(directory, site_id, tier, (hand_over.override_id,), at)
    site = freed.site(site_id)
    if site is None:
        return freed
    running = shifts(freed.tier(site, tier), at, at + _LOOK_AHEAD)[0]
    if running.person_id == hand_over.to:
        return freed
    end = at + LONGEST if running.end == at + _LOOK_AHEAD else running.end
    takes_over = stand_in(f"{override_id_of(hand_over.id)}-to", hand_over.to, running.person_id, at, end)
    return with_overrides(freed, site_id, tier, takes_over)


def next_after(directory: Directory, site: Site, tier: Group, person_id: str, at: datetime) -> str:
    """Who holds the tier next, after this person; nothing where no handoff is planned."""
    found = held_in(directory, site, tier, at, at + _LOOK_AHEAD)
    return next((one.person_id for one in found if one.person_id != person_id), "")
