"""From a directory to the canonical text of its site file: the same directory always gives the same bytes."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from datetime import date
from typing import Any

import yaml

from bot.site_file.hours import openings_fields
from bot.site_file.learning import learning_fields
from bot.site_file.note_lists import note_lists_fields
from bot.site_file.policy import policy_changes
from bot.site_file.rotas import rotas_fields
from bot.site_file.shapes import zone_of
from bot.site_file.showing import showing_fields
from bot.site_file.sites import GROUPS, TEXTS
from bot.site_file.time_off import home_zone, time_off_fields
from domain.edits.edited import has_left
from domain.people import Person, Role
from domain.policy import Group
from domain.rota import Rota
from domain.site import BackupContact, Directory, Place, Site

_HEADER = """\
# Who is called when somebody needs help. Change this file, then run: stepin apply <this file>
"""


class _Plain(yaml.SafeDumper):
    """YAML as a person would write it: short lists on one line, yes and no, entries of a list moved in."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Move the entries of a list in, below their field."""
        del indentless
        super().increase_indent(flow, False)


def _yes_or_no(dumper: _Plain, value: bool) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:bool", "yes" if value else "no")


def _short_list(dumper: _Plain, value: list[Any]) -> yaml.Node:
    # Within [...] words with a colon would need quotes.
    on_one_line = all(isinstance(each, date) or (isinstance(each, str) and ":" not in each) for each in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=on_one_line)


def _words(dumper: _Plain, value: str) -> yaml.Node:
    # Between single quotes some line breaks would be read back as spaces.
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=None if value.isprintable() else '"')


_Plain.add_representer(bool, _yes_or_no)
_Plain.add_representer(str, _words)
_Plain.add_representer(list, _short_list)


def write(directory: Directory) -> str:
    """The site file of a directory. People whom only their account made known are left out."""
    people = {person.id: person_fields(person, directory) for person in listed_people(directory)}
    sites = [textwrap.indent(_dump({site.id: site_fields(site, directory)}), "  ") for site in directory.sites]
    return _HEADER + "\n" + _dump({"people": people}) + "\nsites:\n" + "\n".join(sites)


def tier_text(site: Site, tier: Group) -> str:
    """What the file of a site says of one tier: its people, and whose turn it is from now on."""
    rota = site.rotas.get(tier, Rota())
    now = rotas_fields({tier: replace(rota, revisions=rota.revisions[-1:])}, site.id, zone_of(site.zone))
    return _dump({tier.value: list(site.groups.get(tier, ())), "rotas": now}).rstrip()


def listed_people(directory: Directory) -> tuple[Person, ...]:
    """The people of the file; a stranger's id is their account's (handlers/memory.py), which no key can be."""
    return tuple(person for person in directory.people if person.id != person.user_id)


def person_fields(person: Person, directory: Directory) -> dict[str, Any]:
    """What the file says of a person."""
    roles = [role.value for role in Role if role in person.roles]
    fields = {"name": person.name, "slack": person.user_id, "roles": roles, "phone": person.phone}
    return _given(fields | {"left": has_left(person)}) | time_off_fields(person, home_zone(directory, person.id))


def site_fields(site: Site, directory: Directory) -> dict[str, Any]:
    """What the file says of a site, in the order of the file."""
    listed, clocks = {person.id: person for person in listed_people(directory)}, zone_of(site.zone)
    texts = {name: getattr(site, name) for name in TEXTS}
    if site.exit_phrase == Site.exit_phrase:
        del texts["exit_phrase"]
    return _given(
        {
            "name": site.name,
            "zone": site.zone,
            "phone": site.phone,
            "emergency_number": site.emergency_number,
            **texts,
            "channel": site.channel_id,
            "lone": site.lone,
            "cover_needs_approval": site.cover_needs_approval,
            **showing_fields(site),
            **openings_fields(site.openings, clocks),
            "places": {place.id: place_fields(place) for place in site.places},
            "staff": list(site.staff),
            **{group.value: list(site.groups.get(group, ())) for group in GROUPS},
            "rotas": rotas_fields(site.rotas, site.id, clocks),
            "backup": [_contact_fields(contact, listed) for contact in site.backup],
            "last_resort": list(site.last_resort),
            "policy": policy_changes(site.policy),
            **learning_fields(site, [key for key, person in listed.items() if not has_left(person)]),
            **note_lists_fields(site.note_lists),
        }
    )


def place_fields(place: Place) -> dict[str, Any]:
    """What the file says of a place."""
    return _given({name: getattr(place, name) for name in place.__dataclass_fields__ if name != "id"})


def _contact_fields(contact: BackupContact, people: dict[str, Person]) -> dict[str, Any]:
    person = people.get(contact.person_id or "")
    name = "" if person and contact.name == person.name else contact.name
    number = "" if person and contact.number == person.phone else contact.number
    return _given({"name": name, "number": number, "person": contact.person_id or ""})


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty or no: a file says what is, not what is not. Only `announce` is there for its no."""
    return {name: value for name, value in fields.items() if value or name == "announce"}


def _dump(value: dict[str, Any]) -> str:
    return yaml.dump(value, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=10_000, default_flow_style=False)
