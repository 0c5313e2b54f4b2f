"""Rotas from elsewhere as edits: an imported calendar as a layer, another tool's schedule instead of all layers.

What was read comes in as values of the domain; nothing here reads a file or asks an address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.edits import Edited, set_layer, words
from domain.edits.edited import nothing_new, person_in, site_in, unreachable, with_site, with_tier
from domain.edits.layers import check_windows
from domain.edits.refused import refuse
from domain.edits.revising import started
from domain.policy import TIERS, Group
from domain.rota import Booked, Layer, Override, Revision, Rota
from domain.site import Directory, Site
from handlers.editing import Edit

_MONTHS_AHEAD = 13
_LONGEST_MONTH = timedelta(days=31)


def horizon(at: datetime) -> datetime:
    """Until when a calendar is read: a year and a bit, always the first of a month, so that a calendar without an end
    does not make the layer another one each day."""
    month = at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    for _ in range(_MONTHS_AHEAD):
        month = (month + _LONGEST_MONTH).replace(day=1)
    return month


def people_of(directory: Directory, site: Site) -> tuple[str, ...]:
    """Whom a calendar of this site may name."""
    found = (directory.person(one) for one in site.people())
    return tuple(one.id for one in found if one and one.user_id and one.id != one.user_id)


def books(site_id: str, tier: Group, name: str, booked: Sequence[Booked], source: str = "") -> Edit:
    """A calendar as a layer: on top where it is new, in its place where the tier has an imported one of this name."""

    def edit(directory: Directory, at: datetime) -> Edited:
        if not booked:
            refuse("file", "Nobody of this site has a shift in it from now on.", "Look at what was not understood.")
        layers = site_in(directory, site_id).rotas.get(tier, Rota()).layers_at(at)
        same = (one for one in layers if one.is_calendar and one.name.casefold() == name.strip().casefold())
        was = next(same, Layer("", name))
        return set_layer(directory, at, site_id, tier, replace(was, booked=tuple(booked), source=source))

    return edit


def takes_over(site_id: str, tier: Group, imported: Rota, zone: str) -> Edit:
    """Another tool's schedule instead of the tier's layers, from now on; its overrides beside those that there are.

    `zone` is the schedule's own: with another one than the site's its wall-clock times would be others here.
    """

    def edit(directory: Directory, at: datetime) -> Edited:
        site = site_in(directory, site_id)
        _check(directory, site, tier, imported, zone)
        members = tuple(site.groups.get(tier, ()))
        was = started(site.rotas.get(tier, Rota()), members)
        past = tuple(one for one in was.revisions if one.holds_from < at)
        rota = Rota((*past, *_from(imported.revisions, at)), (*was.overrides, *_new(was, imported.overrides, at)))
        if rota == was:
            nothing_new("file")
        joining = imported.named()
        after = with_tier(site, tier, tuple(dict.fromkeys([*members, *joining])), rota)
        said = "; ".join(f"{one.name}: {words.layer(one, directory)}" for one in rota.layers_at(at)) or "nothing yet"
        sentence = f"{words.tier_of(tier, site)}: taken over from another tool: {said}."
        subject, notes = f"tier:{site.id}:{tier.value}", unreachable(directory, joining)
        return Edited(with_site(directory, after), subject, sentence, notes, "file", site.id)

    return edit


def _check(directory: Directory, site: Site, tier: Group, imported: Rota, zone: str) -> None:
    if tier not in TIERS:
        refuse("tier", f"{words.capital(words.group_word(tier))} has no turns.", "Choose tier 1, 2 or 3.")
    if zone != site.zone:
        refuse(
            "file", f"The schedule is kept in {zone}, and {site.name} in {site.zone}.", "Times would not be the same."
        )
    layers = [layer for revision in imported.revisions for layer in revision.layers]
    if not layers:
        refuse("file", "There is no turn of anybody of this site in it.", "Look at what was not understood.")
    for layer in layers:
        check_windows(layer.windows, "file")
    for person_id in imported.named():
        person_in(directory, person_id, "file")


def _from(revisions: Sequence[Revision], at: datetime) -> tuple[Revision, ...]:
    """What holds from `at` on; the schedule may have been read a moment ago."""
    now = [one for one in revisions if one.holds_from <= at][-1:]
    later = [one for one in revisions if one.holds_from > at]
    return (*(replace(one, holds_from=at) for one in now), *later)


def _new(was: Rota, overrides: Sequence[Override], at: datetime) -> tuple[Override, ...]:
    """Those that are not there yet, from now on: what was true stays."""
    known = {one.id for one in was.overrides}
    ahead = (replace(one, start=max(one.start, at)) for one in overrides if one.end > at and one.id not in known)
    return tuple(ahead)
