"""What an edit gives, and how an edit finds what it is about: a whole new directory beside the one as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NoReturn

from domain.edits.refused import refuse
from domain.people import Person
from domain.policy import Group
from domain.rota import Rota
from domain.site import Directory, Site

# A form is open for a while before it is saved; what it said of "now" then still means now.
OPEN_FOR = timedelta(hours=1)
_FARTHEST = timedelta(days=5 * 366)


@dataclass(frozen=True)
class Edited:
    """The directory after an edit. `subject` names what it is about ("tier:harbour:tier_1"), `sentence` says what
    changed, `notes` what to know before saving. `field` is where a sentence about the whole edit stands."""

    directory: Directory
    subject: str
    sentence: str
    notes: tuple[str, ...] = ()
    field: str = ""
    site_id: str = ""


def unless_same(before: Directory, after: Edited) -> Edited:
    """The edit; refused where it changes nothing."""
    if after.directory == before:
        nothing_new(after.field)
    return after


def nothing_new(field: str) -> NoReturn:
    """Refused: a form was saved as it was opened."""
    refuse(field, "That is how it is already. Nothing would change.")


def listed(directory: Directory) -> tuple[Person, ...]:
    """Everybody whom an admin put there; a stranger's id is their account's (handlers/memory.py)."""
    return tuple(person for person in directory.people if person.id != person.user_id)


def has_left(person: Person) -> bool:
    """Whether this person was removed, and is only kept since past shifts name them."""
    return not person.user_id


def present(directory: Directory) -> tuple[Person, ...]:
    """Everybody whom an admin put there and nobody removed."""
    return tuple(person for person in listed(directory) if not has_left(person))


def site_in(directory: Directory, site_id: str) -> Site:
    """The site, or refused at "site"."""
    return directory.site(site_id) or refuse("site", "That site is not there any more.")


def person_in(directory: Directory, person_id: str, field: str = "person") -> Person:
    """Somebody of the people, or refused."""
    person = directory.person(person_id)
    if person is None or person.id == person.user_id or has_left(person):
        refuse(field, f'"{person.name if person else person_id}" is not among the people.', "Add them first.")
    return person


def people_in(directory: Directory, people: Sequence[str], field: str = "people") -> tuple[str, ...]:
    """These people, each of whom is there, and stands there once."""
    for number, person_id in enumerate(people):
        person = person_in(directory, person_id, field)
        if person_id in people[:number]:
            refuse(field, f"{person.name} stands here twice.", "Name each person once.")
    return tuple(people)


def with_tier(site: Site, tier: Group, members: Sequence[str], rota: Rota | None = None) -> Site:
    """The site with these people in a tier, and with this rota where one is given."""
    groups = {group: people for group, people in site.groups.items() if group != tier}
    rotas = site.rotas if rota is None else {**site.rotas, tier: rota}
    return replace(site, groups=groups | ({tier: tuple(members)} if members else {}), rotas=rotas)


def with_site(directory: Directory, site: Site) -> Directory:
    """The directory with this site in place of the one of its id."""
    return replace(directory, sites=tuple(site if one.id == site.id else one for one in directory.sites))


def with_person(directory: Directory, person: Person) -> Directory:
    """The directory with this person in place of the one of their id."""
    return replace(directory, people=tuple(person if one.id == person.id else one for one in directory.people))


def without_person(directory: Directory, person: Person) -> Directory:
    """The directory without this person, of whom all lists are rid already.

    Whoever a rota names stays known by name, without an account: past shifts, and who was absent then, stay.
    """
    rotas = [rota for site in directory.sites for rota in site.rotas.values()]
    instead = (one.instead_of for rota in rotas for one in rota.overrides)
    if person.id in instead or any(person.id in rota.named() for rota in rotas):
        kept = Person(person.id, person.name, "", absences=person.absences, days_off=person.days_off)
        return with_person(directory, replace(kept, deactivated=True))
    return replace(directory, people=tuple(one for one in directory.people if one.id != person.id))


def held_from(holds_from: datetime | None, at: datetime) -> datetime:
    """The instant from which an edit holds: now, or later. What a form said of a moment ago is now."""
    if holds_from is None:
        return at
    if holds_from < at - OPEN_FOR:
        refuse("holds_from", "That is over already, and what was true then stays.", "Choose now or later.")
    if holds_from > at + _FARTHEST:
        refuse("holds_from", "That is years ahead.", "Choose a day of the next five years.")
    return max(holds_from, at)


def unreachable(directory: Directory, people: Iterable[str]) -> tuple[str, ...]:
    """A note for each of these people whom no page would reach (reliability.md F27)."""
    found = [person for person in map(directory.person, people) if person and not person.reachable]
    return tuple(f"{person.name} cannot be paged now: {_why(person)}." for person in found)


def _why(person: Person) -> str:
    return "the account is deactivated" if person.deactivated else "the account is a guest's"
