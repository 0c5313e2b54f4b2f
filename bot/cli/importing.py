"""`stepin import`: a schedule of PagerDuty or Opsgenie, or an .ics file, becomes a tier's rota: shown, then saved."""

from __future__ import annotations

import logging
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot import logs
from bot.calendars import ImportedRota, opsgenie, pagerduty, read_ics
from bot.cli.desk import Desk
from bot.config import read_settings
from bot.errors import CannotRun
from bot.site_file import differences, holder_changes, tier_text
from domain.edits import leaves_nobody, present
from domain.errors import EscalationError
from domain.people import Person, Role
from domain.policy import Group
from domain.site import Directory, Site
from handlers.calendars import books, horizon, people_of, takes_over
from handlers.editing import Edit, EditPorts, OpensGaps, commit

_NOTHING = "Nothing was changed."


@dataclass(frozen=True)
class _Read:
    """What a file says: the edit that it becomes, and a sentence for each thing that was not taken."""

    edit: Edit
    not_understood: Sequence[str]


def import_rota(given: Namespace, desk: Desk) -> int:
    """The command. With --dry-run it only says what it would make; else it is an edit by the admin named with --by."""
    settings = read_settings(desk.environ, slack=False)
    logs.configure(level=logging.WARNING)
    editing, at = desk.program().editing(settings), desk.now().replace(microsecond=0)
    directory = _in_force(editing)
    site = _site(directory, given.site)
    read = _read(given, directory, site, at)
    for sentence in read.not_understood:
        desk.say(f"Not understood: {sentence}")
    after = _made(read.edit, directory, at)
    _show(directory, after, site.id, Group(given.tier), at, desk)
    if given.dry_run:
        desk.say(_NOTHING)
        return 0
    by = _admin(directory, given.by)
    if not given.yes and not desk.agreed("Put it in force?"):
        desk.say(_NOTHING)
        return 0
    return _save(editing, by, read.edit, desk, given.with_gaps)


def _read(given: Namespace, directory: Directory, site: Site, at: datetime) -> _Read:
    tier, data = Group(given.tier), _bytes(given.file)
    people = _people(directory, site)
    if given.kind == "ics":
        calendar = read_ics(data, people, site.zone, at, horizon(at))
        name = given.name or given.file.stem
        return _Read(books(site.id, tier, name, calendar.booked), calendar.not_understood)
    if given.kind == "pagerduty":
        imported = pagerduty.read_schedule(data, people, at)
    else:
        overrides = _bytes(given.overrides) if given.overrides else None
        imported = opsgenie.read_schedule(data, people, at, overrides=overrides)
    _check_read(imported)
    return _Read(takes_over(site.id, tier, imported.rota, imported.zone), imported.not_understood)


def _check_read(imported: ImportedRota) -> None:
    """Without a zone nothing was read at all, and the one sentence says why."""
    if not imported.zone:
        raise CannotRun([*imported.not_understood, _NOTHING])


def _people(directory: Directory, site: Site) -> dict[str, Person]:
    known = set(people_of(directory, site))
    return {one.id: one for one in directory.people if one.id in known}


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CannotRun(f"{file} cannot be read ({error.strerror}). Give the path of the file.") from None


def _in_force(editing: EditPorts) -> Directory:
    with editing.ports.store.read() as uow:
        return uow.people.directory()


def _site(directory: Directory, site_id: str) -> Site:
    site = directory.site(site_id)
    if site is None:
        sites = ", ".join(one.id for one in directory.sites) or "none yet: apply a site file first"
        raise CannotRun(f'There is no site "{site_id}". Sites are: {sites}.')
    return site


def _made(edit: Edit, directory: Directory, at: datetime) -> Directory:
    try:
        after = edit(directory, at).directory
    except EscalationError as refused:
        raise CannotRun(f"{refused} {_NOTHING}") from None
    if nobody := leaves_nobody(directory, after, at):
        raise CannotRun(f"{nobody} {_NOTHING}")
    return after


def _show(before: Directory, after: Directory, site_id: str, tier: Group, at: datetime, desk: Desk) -> None:
    site = after.site(site_id)
    if site:
        desk.say("In the site file:")
        desk.say(tier_text(site, tier))
    desk.say("This changes:")
    for change in (*differences(before, after), *holder_changes(before, after, at)):
        desk.say(f"  {change}")


def _admin(directory: Directory, key: str) -> str:
    """Whose edit it is: the journal names a person, who can take it back in chat."""
    admins = [one.id for one in present(directory) if Role.ADMIN in one.roles]
    if key not in admins:
        raise CannotRun(f"Say which admin does this, with --by. Admins are: {', '.join(admins) or 'nobody yet'}.")
    return key


def _save(editing: EditPorts, by: str, edit: Edit, desk: Desk, with_gaps: bool) -> int:
    # Somebody may have thought about it for long: it holds from now on.
    at = desk.now()
    try:
        done = commit(editing, by, edit, at, with_gaps=with_gaps)
    except OpensGaps as opens:
        remedy = f"Say --with-gaps to save it all the same. {_NOTHING}"
        raise CannotRun(["Nobody would be on call:", *opens.gaps, remedy]) from None
    except EscalationError as refused:
        raise CannotRun(f"{refused} {_NOTHING}") from None
    desk.say(f"Saved. {done.change.sentence}")
    desk.say("It can be undone in chat: Set up, What was changed.")
    return 0
