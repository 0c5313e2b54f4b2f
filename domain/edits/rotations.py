"""Edits of who takes turns in a tier: a layer is new or changed, taken away, or moved over or under another.

Each appends a revision; a tier without a rota gets one in which it is first held in the order of its people, as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.edits import words
from domain.edits.edited import Edited, held_from, nothing_new, site_in, unreachable, with_site, with_tier
from domain.edits.layers import checked
from domain.edits.refused import refuse
from domain.edits.revising import Layers, going_on, revised, started
from domain.edits.typed import key_of
from domain.policy import TIERS, Group
from domain.rota import Layer, Revision, Rota
from domain.site import Directory, Site


def set_layer(
    directory: Directory, at: datetime, site_id: str, tier: Group, layer: Layer, holds_from: datetime | None = None
) -> Edited:
    """A new layer on top (one without an id, or with a new one), or the one of its id as it is to be from now on.

    Its people belong to the tier from then on. Where only people change, a turn that runs goes on with whoever has
    it. A planned later revision gets the change too, unless it has something of its own to say about this layer.
    """
    tiers = _tier(directory, at, site_id, tier, holds_from)
    layer = layer if layer.id else replace(layer, id=key_of(layer.name, set(tiers.ids()), "layer"))
    was = next((one for one in tiers.now() if one.id == layer.id), None)
    if was is None and layer.id in tiers.ids():
        refuse("layer", "That one is not there any more.", "Add a new one.")
    layer = checked(layer, directory, (*tiers.now(), *tiers.planned()), tiers.site.zone, at)
    layer = going_on(was, layer, tiers.site.zone, tiers.start) if was else layer
    what = f"{layer.name} is now" if was else f"new, {layer.name}"
    return tiers.edited(
        revised(tiers.rota, tiers.start, lambda layers, _: _put(layers, layer, was)),
        f"{what}: {words.layer(layer, directory)}",
        joining=layer.named(),
        notes=(*tiers.stays(was), *unreachable(directory, layer.named())),
    )


def remove_layer(
    directory: Directory, at: datetime, site_id: str, tier: Group, layer_id: str, holds_from: datetime | None = None
) -> Edited:
    """The layer holds nothing any more, in no planned revision either; its people still belong to the tier."""
    tiers = _tier(directory, at, site_id, tier, holds_from)
    layer = tiers.layer(layer_id)
    after = revised(tiers.rota, tiers.start, lambda layers, _: tuple(one for one in layers if one.id != layer_id))
    return tiers.edited(after, f"{layer.name} is taken away")


def move_layer(
    directory: Directory,
    at: datetime,
    site_id: str,
    tier: Group,
    layer_id: str,
    up: bool,
    holds_from: datetime | None = None,
) -> Edited:
    """The layer goes over the next one above it, or under the next one below."""
    tiers = _tier(directory, at, site_id, tier, holds_from)
    layer = tiers.layer(layer_id)
    to = tiers.now().index(layer) + (1 if up else -1)
    if not 0 <= to < len(tiers.now()):
        refuse("layer", f"{layer.name} is {'on top' if up else 'at the bottom'} already.")
    other = tiers.now()[to]
    after = revised(tiers.rota, tiers.start, lambda layers, _: _beside(layers, layer_id, other.id, up))
    return tiers.edited(after, f"{layer.name} is now {'over' if up else 'under'} {other.name}")


@dataclass(frozen=True)
class _Tier:
    """The tier that is edited `at` an instant, with a revision since always, and from when on the edit holds."""

    directory: Directory
    site: Site
    group: Group
    rota: Rota
    start: datetime
    at: datetime

    def now(self) -> Layers:
        """The layers in force at `start`."""
        return self.rota.layers_at(self.start)

    def planned(self) -> Layers:
        """All layers of later revisions."""
        return tuple(one for revision in self.rota.revisions for one in revision.layers if self._ahead(revision))

    def _ahead(self, revision: Revision) -> bool:
        return revision.holds_from > self.start

    def ids(self) -> list[str]:
        """The ids of all layers that there are or were."""
        return [one.id for revision in self.rota.revisions for one in revision.layers]

    def layer(self, layer_id: str) -> Layer:
        """One layer in force, or refused."""
        found = next((one for one in self.now() if one.id == layer_id), None)
        return found or refuse("layer", "That one is not there any more.")

    def stays(self, was: Layer | None) -> tuple[str, ...]:
        """A note where a later revision goes its own way with this layer."""
        own = (one for one in self.rota.revisions if self._ahead(one) and was and was not in one.layers)
        first = next(own, None)
        if first is None:
            return ()
        when = words.moment(first.holds_from, self.site.zone, self.at)
        return (f"Another change of it is planned from {when}; that one stays.",)

    def edited(self, rota: Rota, what: str, joining: Sequence[str] = (), notes: Sequence[str] = ()) -> Edited:
        """The edit, with these people belonging to the tier as well."""
        were = tuple(self.site.groups.get(self.group, ()))
        members = tuple(dict.fromkeys([*were, *joining]))
        if (rota, members) == (self.rota, were):
            nothing_new("people")
        since = f", from {words.moment(self.start, self.site.zone, self.at)}" if self.start > self.at else ""
        return Edited(
            with_site(self.directory, with_tier(self.site, self.group, members, rota)),
            f"tier:{self.site.id}:{self.group.value}",
            f"{words.tier_of(self.group, self.site)}: {what}{since}.",
            tuple(notes),
            "people",
            self.site.id,
        )


def _tier(directory: Directory, at: datetime, site_id: str, group: Group, holds_from: datetime | None) -> _Tier:
    site = site_in(directory, site_id)
    if group not in TIERS:
        refuse("tier", f"{words.capital(words.group_word(group))} has no turns.", "Choose tier 1, 2 or 3.")
    start = held_from(holds_from, at)
    rota = started(site.rotas.get(group, Rota()), site.groups.get(group, ()))
    return _Tier(directory, site, group, rota, start, at)


def _put(layers: Layers, layer: Layer, was: Layer | None) -> Layers:
    """What a later revision has changed or taken away itself stays so."""
    if was is None:
        return (*layers, layer)
    return tuple(layer if one == was else one for one in layers)


def _beside(layers: Layers, layer_id: str, other_id: str, up: bool) -> Layers:
    ids = [one.id for one in layers]
    if layer_id not in ids or other_id not in ids:
        return layers
    rest = [one for one in layers if one.id != layer_id]
    to = [one.id for one in rest].index(other_id) + (1 if up else 0)
    return (*rest[:to], layers[ids.index(layer_id)], *rest[to:])
