"""*Add a quick fix*: whoever may write the note may agree on one; its owner hears of it at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.edits.refused import refuse
from domain.errors import EscalationError
from domain.escalation.inputs import KeepNote
from domain.learning.fixes import check_fix
from domain.learning.proposal import Fix
from domain.site import Directory, Site
from handlers.learning.clearing import rid_of, words_known
from handlers.look import look
from handlers.outbox import opaque
from handlers.ports import Ports, UnitOfWork
from handlers.screens import Form, Scene
from handlers.screens.learning.fixes import WHAT_FITS, fix_form
from handlers.shifts.outgoing import to_person
from handlers.shifts.rota import step

FIX = "learn.fix"


class NotForTheSite(EscalationError):
    """What is about a colleague does not go on the site's list."""


@dataclass(frozen=True)
class FixWish:
    """What is agreed on. `key` makes its id: sent twice, it is there once."""

    key: str
    escalation_id: str
    by: str
    what: str
    owner_id: str | None
    due: date | None


def fix_form_for(ports: Ports, escalation_id: str, by: str, at: datetime) -> Form:
    """The form, for tomorrow. Raises what `look` raises, or NotForTheSite."""
    scene = _scene(ports, escalation_id, by, at)
    context = {"key": ports.identity.new_id(), "escalation": escalation_id}
    return fix_form(context, people_of(ports.memory.directory, scene.site), _today(scene.site, at) + timedelta(days=1))


def add_fix(ports: Ports, wish: FixWish, at: datetime) -> None:
    """Keep it, with no name in it: everybody of the site reads it. Raises Refused at a field, or as the form does."""
    scene = _scene(ports, wish.escalation_id, wish.by, at)
    site, directory = scene.site, ports.memory.directory
    due = check_fix(wish.what, wish.due, _today(site, at))
    if wish.owner_id and wish.owner_id not in dict(people_of(directory, site)):
        refuse("owner", "Pick somebody of the site.")
    what = rid_of(wish.what.strip(), words_known(site, directory))[:WHAT_FITS]
    fix = Fix(opaque(f"fix:{wish.key}"), site.id, wish.escalation_id, what, wish.owner_id, due, wish.by, at)
    detail = {"about": FIX, "id": fix.id}

    def write(uow: UnitOfWork) -> None:
        uow.learning.add_fixes([fix])
        if fix.owner_id:
            uow.messages.add(to_person(directory, fix.owner_id, owner_key(fix), at, detail))

    step(ports, write)


def owner_key(fix: Fix) -> str:
    """The key of the message to its owner."""
    return f"fix:{fix.id}:{fix.owner_id}"


def people_of(directory: Directory, site: Site) -> tuple[tuple[str, str], ...]:
    """Who may do it, by id and name: everybody of the site who can be told."""
    people = (directory.person(one) for one in site.people())
    return tuple((one.id, one.name) for one in people if one and one.reachable)


def _scene(ports: Ports, escalation_id: str, by: str, at: datetime) -> Scene:
    scene = look(ports, escalation_id, KeepNote(by), at)
    if scene.e.about_colleague:
        raise NotForTheSite
    return scene


def _today(site: Site, at: datetime) -> date:
    return at.astimezone(ZoneInfo(site.zone)).date()
