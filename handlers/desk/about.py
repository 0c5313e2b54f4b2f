"""What a form or page is about, found by the ids behind its button; what is gone is said (reliability.md F75)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.edits import Edited, Refused
from domain.errors import EscalationError
from domain.policy import TIERS, Group
from domain.rota import Layer, Rota
from domain.site import Directory, Site
from domain.wall import wall_of
from handlers.desk.kind import Desk, Edit


class Gone(EscalationError):
    """That is not there any more. Nothing was changed; look at the page again."""


@dataclass(frozen=True)
class Held:
    """A layer of a tier; `since` where it is only planned: the instant from which it holds."""

    layer: Layer
    since: datetime | None = None


def part(desk: Desk, number: int) -> str:
    """One of the ids, or nothing."""
    return desk.about[number] if len(desk.about) > number else ""


def site_of(desk: Desk) -> Site:
    """The site. Raises Gone."""
    if desk.site is None:
        raise Gone
    return desk.site


def tier_of(value: str) -> Group:
    """The tier that an id names. Raises Gone for everything else."""
    found = next((tier for tier in TIERS if tier.value == value), None)
    if found is None:
        raise Gone
    return found


def today(site: Site, at: datetime) -> date:
    """The day that the site's calendar shows."""
    return wall_of(at, ZoneInfo(site.zone)).date()


def layers_of(rota: Rota, at: datetime) -> tuple[Held, ...]:
    """The layers in force, lowest first, then those that are planned for later and not in force, each once."""
    held = {layer.id: Held(layer) for layer in rota.layers_at(at)}
    for revision in rota.revisions:
        if revision.holds_from > at:
            for layer in revision.layers:
                held.setdefault(layer.id, Held(layer, revision.holds_from))
    return tuple(held.values())


def layer_in(directory: Directory, at: datetime, site_id: str, tier: Group, layer_id: str) -> Held:
    """One layer as it is, or as it is planned. Raises Gone."""
    site = directory.site(site_id)
    rota = site.rotas.get(tier, Rota()) if site else Rota()
    found = next((one for one in layers_of(rota, at) if one.layer.id == layer_id), None)
    if found is None:
        raise Gone
    return found


def said_at(edit: Edit, fields: Callable[[str], str]) -> Edit:
    """The edit, with what is refused at one field said at the field of the form that it came from."""

    def edited(directory: Directory, at: datetime) -> Edited:
        try:
            after = edit(directory, at)
        except Refused as refused:
            raise Refused(fields(refused.field), refused.sentence) from refused
        return replace(after, field=fields(after.field))

    return edited
