"""Puts what people agreed on into the rota: in the transaction of their step, and into the journal with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from domain.edits.edited import listed
from domain.errors import EscalationError
from domain.planning import Change
from domain.policy import Group
from domain.shifts.around import running_at
from domain.site import Directory, Site
from handlers.act import retried
from handlers.ports import Ports, UnitOfWork

T = TypeVar("T")


class UnknownSite(EscalationError):
    """That site is not there any more. Nothing was changed."""


def step(ports: Ports, write: Callable[[UnitOfWork], T]) -> T:
    """One transaction; whoever waits for something to send is woken after it. Raises what `write` raises."""

    def whole() -> T:
        with ports.store.work() as uow:
            done = write(uow)
            uow.commit()
        return done

    done = retried(whole)
    ports.wake()
    return done


def held_directory(uow: UnitOfWork) -> Directory:
    """The directory, which nobody else changes until the end of this transaction."""
    uow.people.hold()
    return uow.people.directory()


def site_of(directory: Directory, site_id: str) -> Site:
    """The site. Raises UnknownSite."""
    site = directory.site(site_id)
    if site is None:
        raise UnknownSite
    return site


def keep(
    ports: Ports, uow: UnitOfWork, after: Directory, site: Site, tier: Group, by: str, sentence: str, at: datetime
) -> None:
    """The directory with its new overrides. The journal has the sentence alone: it is taken back by the people who
    agreed on it, not undone by an admin."""
    uow.people.apply(replace(after, people=listed(after)))
    subject = f"overrides:{site.id}:{tier.value}"
    uow.plans.add_change(Change(ports.identity.new_id(), at, by, subject, sentence, "", "", site.id))


def count_as_on(uow: UnitOfWork, directory: Directory, site: Site, tier: Group, person_id: str, at: datetime) -> None:
    """Whoever has just taken over, by `directory` as it is to be, is asked nothing more about the shift they are in."""
    running = running_at(directory, site_of(directory, site.id), tier, at)
    if running and running.person_id == person_id:
        uow.plans.take_on(running.key, at)
