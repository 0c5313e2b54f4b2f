"""From the text of a site file to a directory, or to everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.site_file.mistakes import Mistake, did_you_mean
from bot.site_file.naming import Everybody
from bot.site_file.records import Paper, Record, root
from bot.site_file.shapes import NAME_FITS, account, check_key, number
from bot.site_file.sites import SITE_FIELDS, read_site
from bot.site_file.time_off import TIME_OFF_FIELDS, home_zone, read_absences, read_days_off
from domain.people import Person, Role
from domain.site import Directory, Site

PERSON_FIELDS = ("name", "slack", "roles", "phone", "left", *TIME_OFF_FIELDS)


@dataclass(frozen=True)
class Parsed:
    """What a site file says. `directory` is None where there is any mistake; its version is 0."""

    directory: Directory | None
    mistakes: tuple[Mistake, ...] = ()


def read(text: str) -> Parsed:
    """Read a site file. Every mistake is found, not only the first, in the order of the file."""
    paper = Paper()
    node = root(text, paper)
    if node is None:
        return Parsed(None, tuple(paper.mistakes))
    top = Record(node, "", paper, ("people", "sites"))
    people = _people(top)
    sites = _sites(top, Everybody({person.id: person for person in people}, _left(top)))
    people = _with_time_off(top, Directory(0, sites, people))
    if paper.mistakes:
        return Parsed(None, tuple(sorted(set(paper.mistakes))))
    return Parsed(Directory(0, sites, people))


def _people(top: Record) -> tuple[Person, ...]:
    people: list[Person] = []
    accounts: dict[str, str] = {}
    for key, record in top.named_records("people", PERSON_FIELDS, "people"):
        check_key(record, key)
        person = _person(key, record)
        if person.user_id and person.user_id in accounts:
            other = accounts[person.user_id]
            record.wrong("slack", f"{person.user_id} is {other}'s already.", "Give each person their own account.")
        accounts.setdefault(person.user_id, key)
        people.append(person)
    if not people:
        top.wrong("people", "There is nobody.", "Below `people:` write a key for each person, as `dana:`.")
    return tuple(people)


def _person(key: str, record: Record) -> Person:
    name = record.text("name", needed="Write the name that others read.", longest=NAME_FITS)
    return Person(
        id=key,
        name=name,
        user_id=_account(record),
        roles=_roles(record),
        deactivated=record.flag("left"),
        phone=number(record, "phone"),
    )


def _account(record: Record) -> str:
    """The account, which everybody has who did not leave; only for what was may somebody be named without one."""
    if not record.flag("left"):
        return account(record, "slack")
    if record.has("slack"):
        record.wrong("slack", "Somebody who has left has no account.", "Remove this line, or the one with `left`.")
    return ""


def _left(top: Record) -> frozenset[str]:
    return frozenset(key for key, record in top.named_records("people", None, "people") if record.flag("left"))


def _with_time_off(top: Record, directory: Directory) -> tuple[Person, ...]:
    """The people with their time off: on which clocks it begins is known when the sites are."""
    people = {person.id: person for person in directory.people}
    for key, record in top.named_records("people", None, "people"):
        zone = home_zone(directory, key)
        absences, days_off = read_absences(record, key, zone), read_days_off(record, zone)
        people[key] = replace(people[key], absences=absences, days_off=days_off)
    return tuple(people.values())


def _roles(record: Record) -> frozenset[Role]:
    known = [role.value for role in Role]
    given = record.words("roles")
    for word in given:
        if word.text not in known:
            remedy = did_you_mean(word.text, known, f"Roles are {', '.join(known)}.")
            record.wrong("roles", f'There is no role "{word.text}".', remedy, word.line)
    return frozenset(Role(word.text) for word in given if word.text in known)


def _sites(top: Record, people: Everybody) -> tuple[Site, ...]:
    sites: list[Site] = []
    for key, record in top.named_records("sites", SITE_FIELDS):
        check_key(record, key)
        site = read_site(key, record, people)
        for other in sites:
            _check_apart(record, site, other)
        sites.append(site)
    if not sites:
        top.wrong("sites", "There is no site.", "Below `sites:` write a key for each site, as `harbour-hotel:`.")
    return tuple(sites)


def _check_apart(record: Record, site: Site, other: Site) -> None:
    if site.name and site.name == other.name:
        record.wrong("name", f'There are two sites "{site.name}".', "Give each its own name.")
    if site.channel_id and site.channel_id == other.channel_id:
        record.wrong("channel", f"{site.channel_id} is {other.name}'s already.", "Give each site its own channel.")
