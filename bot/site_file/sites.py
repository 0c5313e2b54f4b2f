"""One site of the file: its places, its people in their order and turns, the backup list."""

from __future__ import annotations

from typing import Any

from bot.site_file.hours import OPENING_FIELDS, read_openings
from bot.site_file.learning import LANGUAGE, LEARNING, read_language, read_learning
from bot.site_file.naming import Everybody
from bot.site_file.note_lists import NOTE_LISTS, read_note_lists
from bot.site_file.policy import read_policy
from bot.site_file.records import Record
from bot.site_file.rotas import read_rotas
from bot.site_file.shapes import NAME_FITS, channel, check_key, number, zone, zone_of
from bot.site_file.showing import SHOWING_FIELDS, read_showing
from domain.policy import Group
from domain.site import BackupContact, Place, Site

GROUPS = tuple(group for group in Group if group is not Group.BACKUP)
TEXTS = ("address", "door", "safe_place", "exit_phrase", "silent_emergency_text")
SITE_FIELDS = (
    "name", "zone", "phone", "emergency_number", *TEXTS, "channel", "lone",
    "cover_needs_approval", *SHOWING_FIELDS, *OPENING_FIELDS, "places", "staff",
    *(group.value for group in GROUPS), "rotas", "backup", "last_resort", "policy",
    LANGUAGE, NOTE_LISTS, LEARNING,
)  # fmt: skip
PLACE_FIELDS = ("name", "silent", "phone_contact", "lone", "safe_place", "door")
BACKUP_FIELDS = ("name", "number", "person")


def read_site(key: str, record: Record, people: Everybody) -> Site:
    """The site `key`; what is wrong in it is noted in the record's paper."""
    texts: dict[str, Any] = {name: record.text(name) for name in TEXTS if record.has(name)}
    groups: dict[Group, tuple[str, ...]] = {group: people.named(record, group.value) for group in GROUPS}
    clocks = zone_of(record.text("zone"))
    site = Site(
        id=key,
        name=record.text("name", needed="Write the name that people read.", longest=NAME_FITS),
        zone=zone(record, "zone"),
        phone=number(record, "phone", needed="Write the number that staff dial when nothing else works."),
        emergency_number=number(record, "emergency_number", needed='Write the police number, as "112".'),
        channel_id=channel(record, "channel"),
        lone=record.flag("lone"),
        cover_needs_approval=record.flag("cover_needs_approval"),
        places=_places(record),
        groups={group: members for group, members in groups.items() if members},
        staff=people.named(record, "staff"),
        backup=_backup(record, people),
        last_resort=people.named(record, "last_resort"),
        policy=read_policy(record),
        rotas=read_rotas(record, key, groups, people, clocks),
        openings=read_openings(record, clocks),
        note_lists=read_note_lists(record),
        learning=read_learning(record, people),
        language=read_language(record),
        **texts,
        **read_showing(record),
    )
    _check_somebody(record)
    return site


def _check_somebody(record: Record) -> None:
    if not record.words("tier_1"):
        record.wrong("tier_1", "Nobody is in tier 1.", "Name at least one person who comes first: `tier_1: [dana]`.")
    if not record.words("last_resort"):
        remedy = "Name who is called when nobody else can be: `last_resort: [lea]`."
        record.wrong("last_resort", "Nobody is the last resort.", remedy)


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


def _backup(site: Record, people: Everybody) -> tuple[BackupContact, ...]:
    return tuple(_contact(record, people) for record in site.listed_records("backup", BACKUP_FIELDS))


def _contact(record: Record, people: Everybody) -> BackupContact:
    person = people.one(record, "person")
    name = record.text("name", longest=NAME_FITS) or (person.name if person else "")
    dial = number(record, "number") or (person.phone if person else "")
    if not name:
        record.wrong("name", "This is missing.", "Write who it is, or `person:` with somebody's key.")
    if not dial and person is None:
        record.wrong("number", "This is missing.", "Write a number, or `person:` with somebody who can be paged.")
    return BackupContact(name, dial, person.id if person else None)
