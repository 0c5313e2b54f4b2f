"""The admin's forms about who is called at a site: a tier's or a group's people, the last resort, the backup list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from domain.edits import Edited, Refused, set_backup, set_last_resort, set_members, set_staff
from domain.edits.edited import site_in, with_site
from domain.edits.typed import NAME_FITS, NUMBER_FITS
from domain.edits.words import capital, group_word, tier_of
from domain.policy import TIERS, Group
from domain.rota import Rota
from domain.site import BackupContact, Directory, Site
from handlers.desk import asking as ask
from handlers.desk.about import Gone, part, said_at, site_of
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.desk.people import GROUPS, STAFF, people_choices
from handlers.screens.parts import Divider, Form, Line, Part, Pick, Small, Strong

_MORE_ROWS = 2
_FIRST = "In this order: whoever is picked first comes first."
_HINTS = {
    Group.SECURITY: "Called beside tier 1 when somebody may get hurt.",
    Group.HELPERS: "Close by: called when it is violent.",
    Group.SAFETY: "Called when it is about a colleague.",
}


def _group(desk: Desk) -> Group | None:
    """The tier or group that the form is about; None is the staff."""
    named = part(desk, 1)
    if named != STAFF and named not in GROUPS:
        raise Gone
    return None if named == STAFF else Group(named)


def _tier_people(desk: Desk, entered: Entered | None) -> Form:
    site, group = site_of(desk), _group(desk)
    stands = site.groups.get(group, ()) if group else site.staff
    picked = entered.picks.get("people", ()) if entered else tuple(stands)
    hint = _HINTS.get(group, _FIRST) if group else "They can call for help here, and are not called."
    choices = people_choices(desk.directory, site, picked)
    parts: list[Part] = [
        Line((Strong(tier_of(group, site) if group else f"Staff of {site.name}"),)),
        Pick("people", "People", choices, many=True, picked=picked, hint=hint, ordered=True),
    ]
    if group and site.rotas.get(group, Rota()).layers_at(desk.at):
        parts.append(Small(("Rotations say whose turn it is here. Whoever leaves this list leaves them too.",)))
    title = capital(group_word(group)) if group else "Staff"
    submit = "Next" if group in TIERS else "Save"
    return Form("tier_people", title, tuple(parts), close="Back", submit=submit)


def _read_tier_people(desk: Desk, entered: Entered) -> Edit:
    site_id, group, people = site_of(desk).id, _group(desk), entered.picks.get("people", ())
    if group is None:
        return lambda directory, at: set_staff(directory, at, site_id, people)
    return lambda directory, at: set_members(directory, at, site_id, group, people)


def _last_resort(desk: Desk, entered: Entered | None) -> Form:
    site = site_of(desk)
    picked = entered.picks.get("last_resort", ()) if entered else site.last_resort
    choices = people_choices(desk.directory, site, picked)
    parts = (
        Line((Strong(f"Last resort of {site.name}"), ": called when nobody else can be. There is always somebody.")),
        Pick("last_resort", "People", choices, many=True, picked=picked, optional=False, hint=_FIRST, ordered=True),
    )
    return Form("last_resort", "Last resort", parts, close="Back", submit="Save")


def _read_last_resort(desk: Desk, entered: Entered) -> Edit:
    site_id, people = site_of(desk).id, entered.picks.get("last_resort", ())
    return lambda directory, at: set_last_resort(directory, at, site_id, people)


def _backup(desk: Desk, entered: Entered | None) -> Form:
    site = site_of(desk)
    entered = entered or _backup_as_it_stands(site)
    picked = entered.picks.get("people", ())
    choices = people_choices(desk.directory, site, picked)
    parts = (
        Line((f"Called when nobody in the tiers of {site.name} answers. Whoever is on it keeps their place.",)),
        Pick("people", "People who are paged", choices, many=True, picked=picked, hint=_FIRST, ordered=True),
        Divider(),
        Line(("Numbers that staff and those who come can phone. Empty a row to take it away.",)),
        *(field for row in range(_rows(site, entered)) for field in _row(row, entered)),
    )
    return Form("backup", "Backup list", parts, close="Back", submit="Save")


def _backup_as_it_stands(site: Site) -> Entered:
    texts: dict[str, str] = {}
    for row, contact in enumerate(one for one in site.backup if not one.person_id):
        texts |= {f"name_{row}": contact.name, f"number_{row}": contact.number}
    return Entered({"people": tuple(one.person_id for one in site.backup if one.person_id)}, texts)


def _rows(site: Site, entered: Entered) -> int:
    """Every row that there is or was in the form, and some to add to."""
    known = sum(not contact.person_id for contact in site.backup)
    shown = next(row for row in count() if f"name_{row}" not in entered.texts)
    return max(known + _MORE_ROWS, shown)


def _row(row: int, entered: Entered) -> Iterator[Part]:
    yield ask.write(entered, f"name_{row}", f"{row + 1}. Who", NAME_FITS, optional=True)
    yield ask.write(entered, f"number_{row}", f"{row + 1}. Number", NUMBER_FITS, optional=True)


def _read_backup(desk: Desk, entered: Entered) -> Edit:
    site_id, people = site_of(desk).id, tuple(dict.fromkeys(entered.picks.get("people", ())))
    shown = range(_rows(site_of(desk), entered))
    rows = [BackupContact(entered.text(f"name_{row}"), entered.text(f"number_{row}")) for row in shown]

    def whole(directory: Directory, at: datetime) -> Edited:
        return set_backup(directory, at, site_id, tuple(_merged(site_in(directory, site_id), people, rows)))

    def edit(directory: Directory, at: datetime) -> Edited:
        _check_rows(directory, at, site_in(directory, site_id), rows)
        return said_at(whole, lambda _field: "people")(directory, at)

    return edit


def _check_rows(directory: Directory, at: datetime, site: Site, rows: Sequence[BackupContact]) -> None:
    """Each row by itself, so that what is wrong with it is said there."""
    empty = with_site(directory, replace(site, backup=()))
    for row, contact in enumerate(rows):
        if contact.name or contact.number:
            try:
                set_backup(empty, at, site.id, [contact])
            except Refused as no:
                raise Refused(f"{no.field}_{row}", no.sentence) from no


def _merged(site: Site, people: Sequence[str], rows: Sequence[BackupContact]) -> Iterator[BackupContact]:
    """Whoever stays in their place, then the new people, then the new numbers."""
    typed = iter(rows)
    for contact in site.backup:
        if contact.person_id in people:
            yield contact
        elif not contact.person_id and (row := next(typed, BackupContact("", ""))).name + row.number:
            yield row
    known = [contact.person_id for contact in site.backup]
    yield from (BackupContact("", "", person) for person in people if person not in known)
    yield from (row for row in typed if row.name + row.number)


def _subject(kind: str) -> Callable[[Desk], str]:
    return lambda desk: f"{kind}:{part(desk, 0)}"


def _subject_of_group(desk: Desk) -> str:
    return f"tier:{part(desk, 0)}:{part(desk, 1)}" if _group(desk) else f"staff:{part(desk, 0)}"


def _draws(desk: Desk) -> tuple[tuple[str, Group], ...]:
    group = _group(desk)
    return ((part(desk, 0), group),) if group in TIERS else ()


KINDS: tuple[Kind, ...] = (
    Kind("tier_people", _tier_people, _read_tier_people, _draws, _subject_of_group),
    Kind("last_resort", _last_resort, _read_last_resort, subject=_subject("last_resort")),
    Kind("backup", _backup, _read_backup, subject=_subject("backup")),
)
