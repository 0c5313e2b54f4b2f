"""Imported calendars that are read again: what is new goes into the rota, what went wrong is told to the admins.

No person makes these edits, so they stand in no journal; whoever's shifts move gets the same note as after any edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.edits import Refused, leaves_nobody, listed, set_layer
from domain.edits.words import tier_of
from domain.policy import TIERS, Group
from domain.rota import Booked, Layer, Rota
from domain.site import Directory
from handlers.outbox import opaque
from handlers.ports import Ports, UnitOfWork
from handlers.shifts.moving import moved_notes
from handlers.shifts.outgoing import admins_of, to_person
from handlers.shifts.rota import step

_SHOWN = 10


@dataclass(frozen=True)
class Source:
    """A layer that comes from an address."""

    site_id: str
    tier: Group
    layer: Layer

    @property
    def key(self) -> str:
        """The same as long as the layer comes from this address; without the address, which is often secret."""
        return f"{self.site_id}:{self.tier.value}:{self.layer.id}:{opaque(self.layer.source)}"


def sources(directory: Directory, at: datetime) -> Iterator[Source]:
    """All layers in force that come from an address."""
    for site in directory.sites:
        for tier in TIERS:
            for layer in site.rotas.get(tier, Rota()).layers_at(at):
                if layer.source:
                    yield Source(site.id, tier, layer)


def keep_read(ports: Ports, source: Source, booked: Sequence[Booked], at: datetime) -> bool:
    """Put what was read into the rota, from now on; whether anything is new. A layer that was changed or taken away
    meanwhile stays as it is. Raises Refused where nobody would be left."""

    def write(uow: UnitOfWork) -> bool:
        uow.people.hold()
        before = uow.people.directory()
        now = next((one for one in sources(before, at) if one.key == source.key), None)
        if now is None or _ahead(now.layer.booked, at) == tuple(booked):
            return False
        layer = replace(now.layer, booked=tuple(booked))
        after = set_layer(before, at, source.site_id, source.tier, layer).directory
        if nobody := leaves_nobody(before, after, at):
            raise Refused("booked", nobody)
        uow.people.apply(replace(after, people=listed(after)))
        mark, by = f"{opaque(source.key)}:{at.isoformat()}", f"the calendar {layer.name}"
        uow.messages.add(moved_notes(before, after, mark, by, at))
        return True

    return step(ports, write)


def _ahead(booked: Sequence[Booked], at: datetime) -> tuple[Booked, ...]:
    return tuple(one for one in booked if one.end > at)


def tell_failed(ports: Ports, source: Source, sentence: str, at: datetime) -> None:
    """It could not be read: the last good one holds, and admins hear of it once a day."""
    words = [f"{sentence} What was read last still holds; it is tried again every hour."]
    _tell(ports, source, words, f"failed:{at.date().isoformat()}", at)


def tell_odd(ports: Ports, source: Source, sentences: Sequence[str], at: datetime) -> None:
    """What was not understood: admins hear of it when it is something else than before."""
    more = [f"and {len(sentences) - _SHOWN} more"] if len(sentences) > _SHOWN else []
    _tell(ports, source, [*sentences[:_SHOWN], *more], f"odd:{opaque(' '.join(sentences))}", at)


def _tell(ports: Ports, source: Source, words: Sequence[str], mark: str, at: datetime) -> None:
    directory = ports.memory.directory
    site = directory.site(source.site_id)
    if site is None:
        return
    head = f"The calendar {source.layer.name} ({tier_of(source.tier, site)})"
    detail = {"about": "calendar", "head": head, "words": "\n".join(words)}
    key = f"calendar:{source.key}:{mark}"
    notes = [one for who in admins_of(directory, site) for one in to_person(directory, who, f"{key}:{who}", at, detail)]
    with ports.store.read() as uow:
        known = {one.id for one in uow.messages.these([one.id for one in notes])}
    new = [one for one in notes if one.id not in known]
    if new:
        step(ports, lambda uow: uow.messages.add(new))
