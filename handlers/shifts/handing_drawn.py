"""The facts behind the messages of a hand-over: whether it was accepted, who is paged, and what is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.escalation.rights import may_see
from domain.page import Message
from domain.people import Standing
from domain.policy import Group
from domain.shifts.handing import override_id_of
from domain.shifts.held import reachable_in_line
from domain.site import Directory, Site
from handlers.ports import UnitOfWork
from handlers.roster import standing_of
from handlers.screens import Scene, Screen
from handlers.screens.shifts.handing import HandOverFacts, hand_over_screen


def hand_over_drawn(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """The screen as of now."""
    detail = message.detail
    site, tier = directory.site(detail["site"]), Group(detail["tier"])
    if site is None or message.person_id is None:
        return None
    overrides = site.rotas[tier].overrides if tier in site.rotas else ()
    handoff = next((one.start for one in overrides if one.id == override_id_of(detail["id"])), None)
    view = HandOverFacts(
        id=detail["id"],
        site=site,
        directory=directory,
        at=at,
        tier=tier,
        by=detail["by"],
        to=detail["to"],
        reader=message.person_id,
        hand_over=uow.plans.hand_over(detail["id"]),
        handoff=handoff,
        paged=next(reachable_in_line(directory, directory.tier(site, tier), at), None),
        open_now=open_now(uow, directory, site, detail["to"], at),
    )
    return hand_over_screen(view)


def open_now(uow: UnitOfWork, directory: Directory, site: Site, person_id: str, at: datetime) -> tuple[Scene, ...]:
    """What goes over with the tier: the open escalations of the site that this person may see, worst first.

    Promises and watch items do not exist yet; they belong into this list as soon as they do (domain.md c.4).
    """
    standing = standing_of(directory, site, directory.person(person_id), at)
    belongs = standing.manages or bool(standing.belongs)
    found = uow.escalations.open_at(site.id) if belongs else []
    return tuple(Scene(e, site, directory, at) for e in found if may_see(e, _as_holder(standing)))


def _as_holder(standing: Standing) -> Standing:
    """As they will stand once they have accepted: on call in the tiers that they belong to."""
    return replace(standing, tiers=standing.tiers | standing.belongs)
