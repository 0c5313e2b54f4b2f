"""The admin's forms about people: somebody new, their name, roles and number, and whoever leaves (issue: "In chat")."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from domain.edits import (
    Edited,
    Refused,
    add_person,
    present,
    remove_person,
    set_members,
    set_name,
    set_phone,
    set_roles,
)
from domain.edits.edited import person_in, site_in
from domain.edits.typed import NAME_FITS, NUMBER_FITS
from domain.people import Person, Role
from domain.policy import TIERS, Group
from domain.site import Directory, Site
from handlers.desk import asking as ask
from handlers.desk.about import part, site_of
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.desk.together import same, together
from handlers.screens.parts import Choice, Form, Part, Pick, PickAccount

STAFF = "staff"
# An id of an account is shorter; a forged one may be of any length (reliability.md F75).
_ACCOUNT_FITS = 50
GROUPS = tuple(group for group in Group if group is not Group.BACKUP)
_ROLES = {
    Role.MANAGER: "Manager: may take over, stand down, resolve",
    Role.ADMIN: "Admin: may change what is set up here",
}
_PLACES = {
    STAFF: "Staff: can call for help, is not called",
    Group.TIER_1.value: "Tier 1: called first",
    Group.TIER_2.value: "Tier 2: called after tier 1",
    Group.TIER_3.value: "Tier 3: called after tier 2",
    Group.SECURITY.value: "Security: called when somebody may get hurt",
    Group.HELPERS.value: "Helpers: close by, called when it is violent",
    Group.SAFETY.value: "Safety: called when it is about a colleague",
}


def people_choices(directory: Directory, site: Site | None, picked: Sequence[str] = ()) -> tuple[Choice, ...]:
    """Everybody who can be picked, of any site: those who are picked already first, then the people of this site."""
    here = frozenset(site.people()) if site else frozenset()
    people = sorted(present(directory), key=lambda one: (one.id not in picked, one.id not in here))
    names = [one.name for one in people]
    groups = {one.id: site.name if site and one.id in here else "Others" for one in people}
    return tuple(Choice(one.id, _label(directory, one, names.count(one.name) > 1), groups[one.id]) for one in people)


def _label(directory: Directory, person: Person, shared: bool) -> str:
    """The name; beside it where they belong, if somebody else has the same name (and reliability.md F27)."""
    places = ", ".join(site.name for site in directory.sites if person.id in site.people())
    where = f" · {places or 'at no site yet'}" if shared else ""
    return f"{person.name}{where}{'' if person.reachable else ' (cannot be paged)'}"


def _about(desk: Desk) -> Person:
    return person_in(desk.directory, part(desk, 1))


def _fields(entered: Entered) -> tuple[Part, ...]:
    roles = tuple(Choice(role.value, words) for role, words in _ROLES.items())
    return (
        ask.write(entered, "name", "Name", NAME_FITS, "The name that others read."),
        Pick("roles", "Roles", roles, many=True, picked=entered.picks.get("roles", ())),
        ask.write(entered, "phone", "Phone", NUMBER_FITS, "Shown where they are on a backup list.", optional=True),
    )


def _new(desk: Desk, entered: Entered | None) -> Form:
    entered = entered or Entered({"where": (STAFF,)})
    account = PickAccount("account", "Slack account", optional=False, account=entered.pick("account")[:_ACCOUNT_FITS])
    places = tuple(Choice(place, words) for place, words in _PLACES.items())
    where = ask.one_of(entered, "where", f"Where at {site_of(desk).name}", places)
    return Form("person_new", "New person", (account, *_fields(entered), where), close="Back", submit="Save")


def _read_new(desk: Desk, entered: Entered) -> Edit:
    site_id, where, account = site_of(desk).id, entered.pick("where"), entered.pick("account")
    roles = _roles(entered)
    if where not in _PLACES:
        raise Refused("where", "Pick where they belong.")

    def add(directory: Directory, at: datetime) -> Edited:
        _check_free(directory, account)
        staff_of = site_id if where == STAFF else ""
        return add_person(directory, at, entered.text("name"), account, roles, entered.text("phone"), staff_of)

    def join(directory: Directory, at: datetime) -> Edited:
        person, site = directory.by_user(account), site_in(directory, site_id)
        members = (*site.groups.get(Group(where), ()), person.id if person else "")
        return set_members(directory, at, site_id, Group(where), members)

    return together(add, *([] if where == STAFF else [join]), field="account")


def _check_free(directory: Directory, account: str) -> None:
    """The same rule as the edit's, in words without the account's id."""
    other = directory.by_user(account)
    if other and other in present(directory):
        raise Refused("account", f"That account is {other.name}'s already. Give each person their own.")


def _roles(entered: Entered) -> frozenset[Role]:
    picked = entered.picks.get("roles", ())
    if any(one not in set(Role) for one in picked):
        raise Refused("roles", "There is no such role.")
    return frozenset(map(Role, picked))


def _change(desk: Desk, entered: Entered | None) -> Form:
    person = _about(desk)
    roles = tuple(role.value for role in Role if role in person.roles)
    stands = Entered({"roles": roles}, {"name": person.name, "phone": person.phone})
    return Form("person_change", "Person", _fields(entered or stands), close="Back", submit="Save")


def _read_change(desk: Desk, entered: Entered) -> Edit:
    person_id, roles = _about(desk).id, _roles(entered)

    def edit(directory: Directory, at: datetime) -> Edited:
        steps = tuple(_steps(person_in(directory, person_id), roles, entered))
        return together(*steps, field="roles" if steps else "name")(directory, at)

    return edit


def _steps(person: Person, roles: Collection[Role], entered: Entered) -> Iterator[Edit]:
    """An edit for each thing that is not as it was."""
    name, phone = entered.text("name"), entered.text("phone")
    if not same(name, person.name):
        yield lambda directory, at: set_name(directory, at, person.id, name)
    if roles != person.roles:
        yield lambda directory, at: set_roles(directory, at, person.id, roles)
    if not same(phone, person.phone):
        yield lambda directory, at: set_phone(directory, at, person.id, phone)


def _remove(desk: Desk, _entered: Entered | None) -> Form:
    sentences = (
        f"{_about(desk).name} leaves all lists, rotations and stand-ins, at every site, from now on.",
        "What was true until now stays.",
    )
    return ask.sure("person_remove", "Remove a person?", sentences, "Remove")


def _read_remove(desk: Desk, _entered: Entered) -> Edit:
    person_id = _about(desk).id
    return lambda directory, at: remove_person(directory, at, person_id)


def _tiers_of(desk: Desk) -> tuple[tuple[str, Group], ...]:
    """The tiers to which the person belongs."""
    sites, person_id = desk.directory.sites, part(desk, 1)
    return tuple((site.id, tier) for site in sites for tier in TIERS if person_id in site.groups.get(tier, ()))


def _subject(desk: Desk) -> str:
    return f"person:{part(desk, 1)}"


KINDS: tuple[Kind, ...] = (
    Kind("person_new", _new, _read_new),
    Kind("person_change", _change, _read_change, subject=_subject),
    Kind("person_remove", _remove, _read_remove, _tiers_of, _subject),
)
