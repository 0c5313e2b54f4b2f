"""One site of the file: its places, its people in their order, the backup list."""

from __future__ import annotations

from collections.abc import Mapping

from bot.site_file.mistakes import did_you_mean
from bot.site_file.policy import read_policy
from bot.site_file.records import Record
from bot.site_file.shapes import NAME_FITS, channel, check_key, number, zone
from domain.people import Person
from domain.policy import Group
from domain.site import BackupContact, Place, Site

GROUPS = tuple(group for group in Group if group is not Group.BACKUP)
TEXTS = ("address", "door", "safe_place", "exit_phrase", "silent_emergency_text")
SITE_FIELDS = (
    "name", "zone", "phone", "emergency_number", *TEXTS, "channel", "lone", "places", "staff",
    *(group.value for group in GROUPS), "backup", "last_resort", "policy",
)  # fmt: skip
PLACE_FIELDS = ("name", "silent", "phone_contact", "lone", "safe_place", "door")
BACKUP_FIELDS = ("name", "number", "person")

_People = Mapping[str, Person]


def read_site(key: str, record: Record, people: _People) -> Site:
    """The site `key`; what is wrong in it is noted in the record's paper."""
    texts = {name: record.text(name) for name in TEXTS if record.has(name)}
    groups = {group: _named(record, group.value, people) for group in GROUPS if record.has(group.value)}
    site = Site(
        id=key,
        name=record.text("name", needed="Write the name that people read.", longest=NAME_FITS),
        zone=zone(record, "zone"),
        phone=number(record, "phone", needed="Write the number that staff dial when nothing else works."),
        emergency_number=number(record, "emergency_number", needed='Write the police number, as "112".'),
        channel_id=channel(record, "channel"),
        lone=record.flag("lone"),
        places=_places(record),
        groups={group: named for group, named in groups.items() if named},
        staff=_named(record, "staff", people),
        backup=_backup(record, people),
        last_resort=_named(record, "last_resort", people),
        policy=read_policy(record),
        **texts,
    )
    _check_somebody(record)
    return site


def _check_somebody(record: Record) -> None:
    if not record.words("tier_1"):
        record.wrong("tier_1", "Nobody is in tier 1.", "Name at least one person who comes first: `tier_1: [dana]`.")
    if not record.words("last_resort"):
        remedy = "Name who is called when nobody else can be: `last_resort: [lea]`."
        record.wrong("last_resort", "Nobody is the last resort.", remedy)


def _named(record: Record, name: str, people: _People) -> tuple[str, ...]:
    found: list[str] = []
    for word in record.words(name):
        if word.text not in people:
            _unknown(record, name, word.text, people, word.line)
        elif word.text in found:
            record.wrong(name, f"{word.text} stands here twice.", "Name each person once.", word.line)
        else:
            found.append(word.text)
    return tuple(found)


def _unknown(record: Record, name: str, key: str, people: _People, line: int | None = None) -> None:
    remedy = did_you_mean(key, people, "Add them below `people:`.")
    record.wrong(name, f'"{key}" is not among the people.', remedy, line)


def _places(site: Record) -> tuple[Place, ...]:
    places: list[Place] = []
    for key, record in site.named_records("places", PLACE_FIELDS, f"{site.where} > places"):
        check_key(record, key)
        place = _place(key, record)
        if place.name in [other.name for other in places]:
            record.wrong("name", f'There are two places "{place.name}".', "Give each its own name.")
        places.append(place)
    return tuple(places)


def _place(key: str, record: Record) -> Place:
    return Place(
        id=key,
        name=record.text("name", needed="Write the name that people read.", longest=NAME_FITS),
        silent=record.flag("silent"),
        phone_contact=record.flag("phone_contact"),
        lone=record.flag("lone"),
        safe_place=record.text("safe_place"),
        door=record.text("door"),
    )


def _backup(site: Record, people: _People) -> tuple[BackupContact, ...]:
    return tuple(_contact(record, people) for record in site.listed_records("backup", BACKUP_FIELDS))


def _contact(record: Record, people: _People) -> BackupContact:
    key = record.text("person")
    person = people.get(key)
    if key and person is None:
        _unknown(record, "person", key, people)
    name = record.text("name", longest=NAME_FITS) or (person.name if person else "")
    dial = number(record, "number") or (person.phone if person else "")
    if not name:
        record.wrong("name", "This is missing.", "Write who it is, or `person:` with somebody's key.")
    if not dial and person is None:
        record.wrong("number", "This is missing.", "Write a number, or `person:` with somebody who can be paged.")
    return BackupContact(name, dial, person.id if person else None)
