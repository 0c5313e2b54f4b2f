"""What a site file would change in who takes turns: layers, what held before them, overrides."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.site_file.rotas.layers import layer_fields
from bot.site_file.shapes import zone_of
from bot.site_file.times import begin_text, end_text
from domain.edits.revising import in_order
from domain.edits.words import group_word
from domain.policy import Group
from domain.rota import ALWAYS, Booked, Layer, Override, OverrideKind, Rota
from domain.site import Directory, Site

_KINDS = {
    OverrideKind.STAND_IN: "stands in",
    OverrideKind.ADD: "is added",
    OverrideKind.REMOVE: "is taken out",
}


@dataclass(frozen=True)
class _Side:
    """One tier of a site, before or after."""

    directory: Directory
    site: Site
    rota: Rota

    @property
    def layers(self) -> dict[str, Layer]:
        newest = self.rota.revisions[-1].layers if self.rota.revisions else ()
        return {layer.name: layer for layer in newest}

    def since(self, at: datetime) -> str:
        return "always" if at == ALWAYS else str(begin_text(at, zone_of(self.site.zone)))

    def layer(self, layer: Layer) -> str:
        said = layer_fields(layer, "", zone_of(self.site.zone))
        words = [", ".join(self.directory.name(person) for person in layer.people)]
        words += [_field(key, value) for key, value in said.items() if key not in ("name", "people")]
        return "; ".join(word for word in words if word)

    def override(self, one: Override) -> str:
        zone, name = zone_of(self.site.zone), self.directory.name
        place = f" for {name(one.instead_of)}" if one.instead_of else ""
        span = f"from {begin_text(one.start, zone)} to {end_text(one.end, zone)}"
        return f"{name(one.person_id)} {_KINDS[one.kind]}{place} {span}" + (f" ({one.note})" if one.note else "")


def rota_differences(before: Site, after: Site, old: Directory, new: Directory) -> Iterator[str]:
    """One sentence for each thing that would be different in the rotas of a site."""
    for tier in Group:
        was, now = before.rotas.get(tier), after.rotas.get(tier)
        if was == now:
            continue
        where = f"{after.name}, {group_word(tier)}"
        if was is None or now is None:
            yield f"{where}: there is {'a rota now' if now else 'no rota any more'}."
        sides = _Side(old, before, was or Rota()), _Side(new, after, now or Rota())
        yield from _layers(where, *sides)
        if now:
            yield from _revisions(where, tier, *sides)
        yield from _overrides(where, *sides)


def _layers(where: str, was: _Side, now: _Side) -> Iterator[str]:
    before, after = was.layers, now.layers
    for name, layer in after.items():
        if name not in before:
            yield f"{where}: new layer {name}: {now.layer(layer)}."
        elif layer != before[name]:
            yield from _layer(f"{where}, layer {name}", (was, before[name]), (now, layer))
    yield from (f"{where}: layer {name} is gone ({was.layer(before[name])})." for name in before if name not in after)
    yield from moved(f"the layers of {where}", list(before), list(after))


def _layer(where: str, before: tuple[_Side, Layer], after: tuple[_Side, Layer]) -> Iterator[str]:
    (was, old), (now, new) = before, after
    if was.layer(old) != now.layer(new):
        yield f"{where} is now {now.layer(new)} (was {was.layer(old)})."
    if old.booked != new.booked:
        came, went = _more(new.booked, old.booked), _more(old.booked, new.booked)
        yield f"{where}: {came} of its shifts are new, {went} are gone."
    elif was.layer(old) == now.layer(new):
        yield f"{where}: it is known by another id."


def _more(these: Sequence[Booked], than: Collection[Booked]) -> int:
    known = frozenset(than)
    return sum(one not in known for one in these)


def _revisions(where: str, tier: Group, was: _Side, now: _Side) -> Iterator[str]:
    """What held before moves only where the file itself says so; the newest is compared layer by layer."""
    before = {one.holds_from: one.layers for one in was.rota.revisions}
    after = {one.holds_from: one.layers for one in now.rota.revisions}
    newest = max(after, default=ALWAYS)
    if after and newest != max(before, default=ALWAYS):
        yield f"{where}: this holds since {now.since(newest)}."
    if not before:
        before = {ALWAYS: in_order(was.site.groups.get(tier, ()))}
    for since in sorted({*before, *after} - {newest}):
        if before.get(since) != after.get(since):
            names = [layer.name for layer in after.get(since, ())]
            yield f"{where}: what held since {now.since(since)} is now {', '.join(names) or 'nothing'}."


def _overrides(where: str, was: _Side, now: _Side) -> Iterator[str]:
    before: Mapping[str, Override] = {one.id: one for one in was.rota.overrides}
    after: Mapping[str, Override] = {one.id: one for one in now.rota.overrides}
    for key, one in after.items():
        if key not in before:
            yield f"{where}, new: {now.override(one)}."
        elif one != before[key]:
            yield f"{where}, changed: {now.override(one)} (was: {was.override(before[key])})."
    yield from (f"{where}, no longer: {was.override(one)}." for key, one in before.items() if key not in after)
    yield from moved(f"the overrides of {where}", list(before), list(after))


def moved(what: str, before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """A sentence where those that stay stand in another order."""
    stay_before = [key for key in before if key in after]
    stay_after = [key for key in after if key in before]
    if stay_before != stay_after:
        yield f"The order of {what} is now {', '.join(after)}."


def _field(key: str, value: Any) -> str:
    if key == "shifts":
        return f"{len(value)} shifts"
    words = key.replace("_", " ")
    if value is True:
        return words
    return f"{words} {', '.join(value) if isinstance(value, list) else value}"
