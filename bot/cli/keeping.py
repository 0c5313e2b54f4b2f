"""`stepin retention` and `stepin forget`: names and words go now, or only what would go is said (domain.md e.6)."""

from __future__ import annotations

import logging
from argparse import Namespace
from collections.abc import Mapping, Sequence

from bot import logs
from bot.cli.desk import Desk
from bot.config import read_settings
from bot.errors import CannotRun
from domain.people import Person
from domain.site import Directory
from handlers.learning.keeping.forgetting import Found, find_person, forget_person
from handlers.learning.keeping.lost import site_or_lost
from handlers.learning.keeping.night import Night
from handlers.ports import Ports

_NOTHING = "Nothing was changed."


def retention(given: Namespace, desk: Desk) -> int:
    """What the bot does every night, now. Works while it serves, which shortens the messages in chat."""
    ports = _ports(desk)
    at = desk.now()
    with ports.store.read() as uow:
        known = [site.id for site in ports.memory.directory.sites]
        ids = [*known, *uow.keeping.other_sites(known)]
    nights = [Night(ports, site_or_lost(ports.memory.directory, id_), at, given.dry_run) for id_ in ids]
    for night in nights:
        for _ in night.steps():
            desk.progress(f"{night.site.name}: {sum(night.removed.values())} emptied")
        desk.progress_ends()
        for sentence in _said(night):
            desk.say(sentence)
    if given.dry_run:
        desk.say(_NOTHING)
    return 0


def _said(night: Night) -> list[str]:
    would = "would lose" if night.dry_run else "lost"
    lines = [f"  {count} {level.word} {would} names and words." for level, count in sorted(night.removed.items())]
    if night.shortened:
        lines.append(f"  {night.shortened} messages in chat {'would be' if night.dry_run else 'are'} shortened.")
    if night.held:
        lines.append(f"  {night.held} are under hold and stay as they are.")
    return [f"{night.site.name}:", *(lines or ["  Nothing has been kept long enough."])]


def forget(given: Namespace, desk: Desk) -> int:
    """One person's own data. Asks first, and says plainly what stays."""
    ports = _ports(desk)
    directory, at = ports.memory.directory, desk.now()
    person_id = _person_id(directory, given.person)
    name = directory.name(person_id) if directory.person(person_id) else person_id
    found = find_person(ports, person_id, at, lambda looked: desk.progress(f"{looked} looked at"))
    desk.progress_ends()
    for sentence in _found(found, name):
        desk.say(sentence)
    sites = [site.name for site in directory.sites if person_id in site.people()]
    if given.dry_run:
        desk.say(_NOTHING)
        return 0
    if not given.yes and not desk.agreed(f"Forget {name}? This cannot be undone."):
        desk.say(_NOTHING)
        return 0
    changed = forget_person(ports, found, at, lambda done: desk.progress(f"{done} of {len(found.of)}"))
    desk.progress_ends()
    desk.say(f"Done: {changed} changed, and what else there was is gone.")
    desk.say(_left(ports, person_id, name, sites))
    return 0


def _found(found: Found, name: str) -> Sequence[str]:
    own: Mapping[str, int] = found.own
    lines = [f"{name} ({found.person_id}):", f"  {len(found.of)} escalations that are over name them."]
    lines += [f"  {count} {what}" for what, count in own.items()]
    stays = ((found.open, "open"), (found.held, "under hold"), (found.fresh, "over for a few days only"))
    lines += [f"  {count} stay as they are: {why}." for count, why in stays if count]
    return lines


def _left(ports: Ports, person_id: str, name: str, sites: Sequence[str]) -> str:
    """What is true of the directory afterwards."""
    if not sites:
        with ports.store.work() as uow:
            gone = uow.keeping.remove_person(person_id)
            uow.commit()
        if gone or ports.memory.directory.person(person_id) is None:
            return "Nobody of this id is known any more."
    where = f"at {', '.join(sites)}" if sites else "in the site file"
    return f"{name} still stands {where}. Take them out with stepin apply, and run this again: then the name goes too."


def _person_id(directory: Directory, said: str) -> str:
    """The key of a person, from the key or the name. Somebody who left the file is known by their key alone."""
    if directory.person(said):
        return said
    named = [one for one in directory.people if one.name.casefold() == said.casefold()]
    if len(named) > 1:
        raise CannotRun([f'"{said}" is the name of several people. Give one of their keys:', *map(_key, named)])
    return named[0].id if named else said


def _key(person: Person) -> str:
    return f"  {person.id}"


def _ports(desk: Desk) -> Ports:
    settings = read_settings(desk.environ, slack=False)
    logs.configure(level=logging.WARNING)
    editing = desk.program().editing(settings)
    editing.follow()
    return editing.ports
