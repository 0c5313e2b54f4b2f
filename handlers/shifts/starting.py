"""The taps around the start of a shift: *I'll be there* an hour before, *I'm on* at its start (domain.md b.4, E25).

A shift that its person confirmed in the hour before counts as taken on: who has just said that they will be there is
not asked again. Until anybody taps, whoever the rota names is on call and is paged: paging never waits for a tap.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.errors import EscalationError
from domain.planning import ShiftKey
from domain.shifts.agreed import stand_in, with_overrides
from domain.shifts.around import running_at, whole
from domain.shifts.held import Held, belonging, paged_in
from domain.site import Directory, Site
from handlers.outbox import opaque
from handlers.ports import Ports, UnitOfWork
from handlers.shifts.outgoing import redraw
from handlers.shifts.payloads import Asked, NotYourShift
from handlers.shifts.rota import count_as_on, held_directory, keep, site_of, step
from handlers.shifts.sentences import took_over_sentence

_MOMENT = timedelta(seconds=1)


class TakenOnAlready(EscalationError):
    """Somebody has taken it on already. You can rest."""


def step_key(key: ShiftKey, number: int) -> str:
    """The message of the `number`th who is asked *I'm on*, from 0."""
    return f"on:{key}:{number}"


def key_for(what: str, key: ShiftKey, person_id: str = "") -> str:
    """Any other message around this shift: "reminder", "ahead", "warn", "admin"."""
    return f"{what}:{key}:{person_id}" if person_id else f"{what}:{key}"


def steps_of(site: Site, key: ShiftKey) -> list[str]:
    """The keys of everybody who may be asked; each of the tier once."""
    return [step_key(key, number) for number in range(len(belonging(site, key.tier)) + 1)]


def be_there(ports: Ports, asked: Asked, by: str, at: datetime) -> None:
    """*I'll be there*: the phone works. Raises NotYourShift where the shift has moved or changed hands."""

    def write(uow: UnitOfWork) -> None:
        directory = uow.people.directory()
        site = site_of(directory, asked.site_id)
        held = paged_in(directory, site, asked.tier, max(asked.start, at), max(asked.start, at) + _MOMENT)
        if by != asked.person_id or [one.person_id for one in held] != [by]:
            raise NotYourShift
        uow.plans.take_on(asked.key, at)
        _redraw(uow, directory, site, asked, at)

    step(ports, write)


def be_on(ports: Ports, asked: Asked, by: str, at: datetime) -> None:
    """*I'm on*: by whoever holds the shift, or by the next who was asked, who then holds the rest of it."""

    def write(uow: UnitOfWork) -> None:
        directory = held_directory(uow)
        site = site_of(directory, asked.site_id)
        running = running_at(directory, site, asked.tier, at)
        if running is None or at < asked.start:
            raise NotYourShift
        if running.person_id != by:
            _take_over(ports, uow, directory, site, running, asked, by, at)
        uow.plans.take_on(asked.key_of(by), at)
        _redraw(uow, directory, site, asked, at)

    step(ports, write)


def _take_over(
    ports: Ports,
    uow: UnitOfWork,
    directory: Directory,
    site: Site,
    running: Held,
    asked: Asked,
    by: str,
    at: datetime,
) -> None:
    """The next of the line holds the rest of the shift, unless its own person was quicker."""
    name = directory.name(running.person_id)
    if uow.plans.taken_on([running.key]):
        raise TakenOnAlready(f"{name} has taken it on. You can rest.")
    steps = uow.messages.these([opaque(key) for key in steps_of(site, asked.key)])
    if running.key != asked.key or by not in [one.person_id for one in steps]:
        raise NotYourShift(f"{name} is on call there now. Nothing was changed.")
    end = whole(directory, site, running).end
    override = stand_in(f"on-{ports.identity.new_id()}", by, running.person_id, at, end)
    after = with_overrides(directory, site.id, asked.tier, override)
    sentence = took_over_sentence(directory, site, asked.tier, by, running.person_id, end, at)
    keep(ports, uow, after, site, asked.tier, by, sentence, at)
    count_as_on(uow, after, site, asked.tier, by, at)


def _redraw(uow: UnitOfWork, directory: Directory, site: Site, asked: Asked, at: datetime) -> None:
    admins = [key_for("admin", asked.key, one.id) for one in directory.people if one.roles]
    redraw(uow, [*steps_of(site, asked.key), key_for("ahead", asked.key), key_for("warn", asked.key), *admins], at)
