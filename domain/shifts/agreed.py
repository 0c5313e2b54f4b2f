"""What becomes of the rota when people agree on something: overrides of a site's tier, put in and taken out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from domain.edits.edited import with_site, with_tier
from domain.planning import Cover
from domain.policy import Group
from domain.rota import Override, OverrideKind, Rota
from domain.site import Directory


def stand_in(override_id: str, person_id: str, instead_of: str | None, start: datetime, end: datetime) -> Override:
    """Somebody holds a tier for a span; without `instead_of` before everybody else."""
    return Override(override_id, OverrideKind.STAND_IN, start, end, person_id, instead_of)


def overrides_of(request: Cover, at: datetime) -> tuple[Override, ...]:
    """What an agreed request puts into the rota: whoever took it instead of whoever asked; in a swap both ways.

    A shift that runs already changes hands now: what was true before stays.
    """
    taker = str(request.taken_by)
    first = stand_in(f"cover-{request.id}", taker, request.by, max(request.start, at), request.end)
    if request.swap_start is None or request.swap_end is None:
        return (first,)
    return (first, stand_in(f"swap-{request.id}", request.by, taker, request.swap_start, request.swap_end))


def with_overrides(directory: Directory, site_id: str, tier: Group, *new: Override) -> Directory:
    """The directory with these on top of a tier. A tier without a rota is given one that holds these alone, so that
    its people are still called in their order (as domain/edits/overrides.py does)."""
    return _changed(directory, site_id, tier, lambda rota: replace(rota, overrides=(*rota.overrides, *new)))


def without_overrides(directory: Directory, site_id: str, tier: Group, ids: tuple[str, ...], at: datetime) -> Directory:
    """One that runs ends at `at`, one to come is dropped, one that is over stays as it was."""
    return _changed(directory, site_id, tier, lambda rota: replace(rota, overrides=_ended(rota, ids, at)))


def _ended(rota: Rota, ids: tuple[str, ...], at: datetime) -> tuple[Override, ...]:
    kept = (one for one in rota.overrides if one.id not in ids or one.start < at)
    return tuple(replace(one, end=min(one.end, at)) if one.id in ids else one for one in kept)


def _changed(directory: Directory, site_id: str, tier: Group, change: Callable[[Rota], Rota]) -> Directory:
    site = directory.site(site_id)
    if site is None:
        return directory
    rota = change(site.rotas.get(tier, Rota()))
    return with_site(directory, with_tier(site, tier, site.groups.get(tier, ()), rota))
