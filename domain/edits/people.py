"""Edits of who works here: people, their roles and numbers, and who is staff of a site."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from domain.edits import typed, words
from domain.edits.edited import (
    Edited,
    people_in,
    person_in,
    present,
    site_in,
    unless_same,
    unreachable,
    with_person,
    with_site,
)
from domain.edits.refused import refuse
from domain.people import Person, Role
from domain.site import Directory


def add_person(
    directory: Directory,
    at: datetime,
    name: str,
    account: str,
    roles: Collection[Role] = (),
    phone: str = "",
    site_id: str = "",
) -> Edited:
    """Somebody new, their id made from their name; with `site_id` they belong to its staff. `account` is the chat
    account; whoever was only known by it so far is this person now. Refused at name, account, phone or site."""
    del at
    shown, user_id = typed.name(name), typed.account(account)
    check_account(directory, user_id)
    taken = {one.id for one in directory.people} | {one for site in directory.sites for one in site.people()}
    known = directory.by_user(user_id) or Person("", "", "")
    key = typed.key_of(shown, taken, "person")
    person = replace(
        known, id=key, name=shown, user_id=user_id, roles=frozenset(roles), phone=typed.number(phone, "phone")
    )
    after = replace(directory, people=_with_new(directory, person))
    if site_id:
        site = site_in(directory, site_id)
        after = with_site(after, replace(site, staff=(*site.staff, key)))
    as_what = f", {_roles(person)}" if roles else ""
    notes = unreachable(after, [key])
    return Edited(after, f"person:{key}", f"New: {shown}{as_what}.", notes, "account", site_id)


def set_name(directory: Directory, at: datetime, person_id: str, name: str) -> Edited:
    """The name that others read."""
    del at
    was = person_in(directory, person_id)
    shown = typed.name(name)
    return _edited(directory, replace(was, name=shown), f'{was.name} is now called "{shown}".', "name")


def set_roles(directory: Directory, at: datetime, person_id: str, roles: Collection[Role]) -> Edited:
    """Exactly these roles, and no others."""
    del at
    was = person_in(directory, person_id)
    after = replace(was, roles=frozenset(roles))
    says = f"is {_roles(after)} now" if roles else "has no role now"
    return _edited(directory, after, f"{was.name} {says}.", "roles")


def set_phone(directory: Directory, at: datetime, person_id: str, phone: str) -> Edited:
    """The number where they stand on a backup list; nothing takes it away."""
    del at
    was = person_in(directory, person_id)
    after = replace(was, phone=typed.number(phone, "phone"))
    says = f"{was.name}: the number is now {after.phone}." if after.phone else f"{was.name}: no number any more."
    return _edited(directory, after, says, "phone")


def set_staff(directory: Directory, at: datetime, site_id: str, people: Sequence[str]) -> Edited:
    """The staff of a site: those who belong there without being in any tier, in this order."""
    del at
    site = site_in(directory, site_id)
    after = with_site(directory, replace(site, staff=people_in(directory, people)))
    sentence = f"{site.name}: staff are now {words.names(directory, people)}."
    return unless_same(directory, Edited(after, f"staff:{site_id}", sentence, (), "people", site_id))


def check_account(directory: Directory, user_id: str) -> None:
    """One account is one person's."""
    for other in present(directory):
        if other.user_id == user_id:
            refuse("account", f"{user_id} is {other.name}'s already.", "Give each person their own account.")


def _with_new(directory: Directory, person: Person) -> tuple[Person, ...]:
    """Behind the others, in place of the stranger with this account."""
    return (*(one for one in directory.people if one.user_id != person.user_id), person)


def _roles(person: Person) -> str:
    return words.joined(role.value for role in Role if role in person.roles)


def _edited(directory: Directory, person: Person, sentence: str, field: str) -> Edited:
    changed = Edited(with_person(directory, person), f"person:{person.id}", sentence, (), field)
    return unless_same(directory, changed)
