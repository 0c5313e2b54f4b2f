"""Opening a dialog about an escalation: only whoever may act in it may look at it (reliability.md F75, F76)."""

from __future__ import annotations

from datetime import datetime

from domain.escalation.inputs import Input
from domain.escalation.rights import refusal
from handlers.act import UnknownEscalation, act, scene_of
from handlers.ports import Ports
from handlers.roster import roster_of
from handlers.screens import Scene


def look(ports: Ports, escalation_id: str, wish: Input, at: datetime) -> Scene:
    """The escalation that a dialog for `wish` is about, with the others raised at its place.

    Raises UnknownEscalation, or the refusal where this person may not do it; the timeline keeps that they tried.
    """
    directory = ports.memory.directory
    with ports.store.read() as uow:
        e = uow.escalations.get(escalation_id)
        site = directory.site(e.site_id) if e else None
        if e is None or site is None:
            raise UnknownEscalation
        denied = refusal(e, wish, roster_of(uow, directory, site, wish.by, e.id, at))
        scene = scene_of(uow, e, site, directory, at)
    if denied:
        outcome = act(ports, escalation_id, wish, at)
        raise outcome.refusal or denied
    return scene
