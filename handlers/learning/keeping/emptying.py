"""One escalation without names and words, everywhere at once: one transaction, or nothing happened (domain.md e.6)."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from domain.escalation import Escalation, due_at, fold
from domain.learning.keeping import TakenOut, forgotten, gone_by, readable, taken_out
from domain.site import Site
from domain.timeline import Entry
from handlers.ports import UnitOfWork

_log = structlog.get_logger()


def empty(uow: UnitOfWork, escalation_id: str, site: Site, at: datetime) -> list[str] | None:
    """Take everybody's names and words out. None where it is not to go (any more): held, reopened, gone already, or
    written by a newer version. Else the ids of its messages that have to be drawn once more."""
    e = uow.escalations.get(escalation_id)
    if e is None or not gone_by(e, site.learning.keeping, site.zone, at):
        return None
    entries = _timeline(uow, e)
    return None if entries is None else _put(uow, taken_out(entries, at), site)


def forget_in(uow: UnitOfWork, escalation_id: str, person_id: str, site: Site, at: datetime) -> bool:
    """Take one person's name and words out of something that is over; False where it is not to be touched.

    All its messages go with them, since those of others quote and name them.
    """
    e = uow.escalations.get(escalation_id)
    if e is None or e.open or e.held or e.texts_gone_at:
        return False
    entries = _timeline(uow, e)
    if entries is None:
        return False
    drawn = _put(uow, forgotten(entries, person_id, at), site)
    uow.keeping.draw_later(drawn, at, 0)
    return True


def _timeline(uow: UnitOfWork, e: Escalation) -> list[Entry] | None:
    entries = uow.escalations.timeline(e.id)
    if not readable(entries):
        _log.warning("kept_for_a_newer_version", escalation=e.id)
        return None
    if fold(entries) != e:
        # The timeline gives the row (ADR 0002); that it did not is somebody's business all the same.
        _log.error("timeline_did_not_fold", escalation=e.id)
    return entries


def _put(uow: UnitOfWork, gone: TakenOut, site: Site) -> list[str]:
    e = gone.escalation
    uow.escalations.save(e, [gone.added], due_at(e))
    uow.keeping.take_out(gone)
    if e.texts_gone_at is not None:
        uow.lessons.forget(e.id)
    stub_after = timedelta(days=site.learning.keeping.stub_after)
    return uow.keeping.drop_messages(e.id, e.reference, e.ended_at or gone.added.at, stub_after)
