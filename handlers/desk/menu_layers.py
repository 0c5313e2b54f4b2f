"""The page of the desk about a site's tiers: who holds each until when, its layers, and what can be done to them."""

from __future__ import annotations

from collections.abc import Iterator

from domain.edits import words
from domain.oncall import holder, next_handoff_after
from domain.policy import TIERS, Group
from domain.rota import Layer, Rota
from domain.site import Site
from handlers.desk.about import Held, layers_of, part, site_of, tier_of
from handlers.desk.kind import Desk
from handlers.desk.paging import back, paged
from handlers.desk.taps import leads, opens
from handlers.screens.parts import Button, Buttons, Divider, Heading, Line, Part, Small, Strong, Text, When

_SHOWN, _ALONE = 24, 60
_LABEL_FITS = 20


def tiers(desk: Desk) -> tuple[Part, ...]:
    """Who holds each tier until when, and its layers, the topmost first; with a tier behind the page only that one."""
    here = site_of(desk)
    if part(desk, 1):
        tier = tier_of(part(desk, 1))
        return (*_head(desk, here, tier), *paged(desk, "tiers", _layers(desk, here, tier), _ALONE), back(desk))
    return (*(one for tier in TIERS for one in (*_tier(desk, here, tier), Divider())), back(desk))


def _head(desk: Desk, site: Site, tier: Group) -> tuple[Part, ...]:
    return (Heading(words.tier_of(tier, site)), Line(_holder(desk, site, tier)))


def _tier(desk: Desk, site: Site, tier: Group) -> Iterator[Part]:
    yield from _head(desk, site, tier)
    layers = _layers(desk, site, tier)
    yield from layers[:_SHOWN]
    if not layers and site.groups.get(tier):
        called = words.names(desk.directory, site.groups[tier])
        order = " in this order" if len(site.groups[tier]) > 1 else ""
        yield Small((f"No rotation: {called}{order}, at all times.",))
    more = [leads("tiers", "Show them all", site.id, tier.value)] if len(layers) > _SHOWN else []
    rotation = opens("rotation_new", "Add a rotation", site.id, tier.value)
    yield Buttons((rotation, opens("fixed_new", "Add fixed people", site.id, tier.value), *more))


def _holder(desk: Desk, site: Site, tier: Group) -> Text:
    """ "Dana until 14 Mar 18:00, then Kim"."""
    asked = desk.directory.tier(site, tier)
    now, handoff = holder(asked, desk.at), next_handoff_after(asked, desk.at)
    who = Strong(desk.directory.name(now.person_id) if now else "Nobody")
    if handoff is None:
        return (who, " is on call.")
    after = holder(asked, handoff)
    then = desk.directory.name(after.person_id) if after else "nobody"
    return (who, " until ", When(handoff, site.zone, day=True), f", then {then}.")


def _layers(desk: Desk, site: Site, tier: Group) -> list[Part]:
    held = layers_of(site.rotas.get(tier, Rota()), desk.at)
    now = [one for one in held if one.since is None]
    rows = [(one, number) for number, one in enumerate(now)][::-1] + [(one, -1) for one in held if one.since]
    return [row for one, number in rows for row in _layer(desk, site, tier, one, number, len(now))]


def _layer(desk: Desk, site: Site, tier: Group, held: Held, number: int, of: int) -> Iterator[Part]:
    """One layer with what can be done to it; one that is only planned has no place among the others yet."""
    layer, about = held.layer, (site.id, tier.value, held.layer.id)
    since = f" · planned from {words.moment(held.since, site.zone)}" if held.since else ""
    ways = [opens("rotation_up", "Move up", *about)] if 0 <= number < of - 1 else []
    ways += [opens("rotation_down", "Move down", *about)] if number > 0 else []
    ways += [opens("rotation_remove", "Take away", *about)]
    text = (Strong(layer.name), f" · {words.layer(layer, desk.directory)}{since}")
    yield Line(text, menu=tuple(ways))
    if not layer.is_calendar:
        yield Buttons((_change(layer, about),))


def _change(layer: Layer, about: tuple[str, ...]) -> Button:
    """With the name, where that fits (screens.md rule 8): right below it are the buttons that add another one."""
    named = f"Change “{layer.name}”"
    label = named if len(named) < _LABEL_FITS else "Change this one"
    return opens("rotation_change" if layer.turn else "fixed_change", label, *about)
