"""Edits of a site: its facts, the texts of its cards, who is called when nobody else can be, and the site itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.edits import typed, words
from domain.edits.edited import Edited, people_in, person_in, site_in, unless_same, with_site
from domain.edits.past import check_zone
from domain.edits.refused import refuse
from domain.policy import Group
from domain.site import BackupContact, Directory, Site

_DIALLED = "Write the number that staff dial when nothing else works."
_POLICE = 'Write the police number, as "112".'
_FACTS: dict[str, Callable[[str], Any]] = {
    "name": typed.name,
    "zone": typed.zone,
    "phone": lambda given: typed.number(given, "phone", _DIALLED),
    "emergency_number": lambda given: typed.number(given, "emergency_number", _POLICE),
    "address": lambda given: typed.text(given, "address"),
    "door": lambda given: typed.text(given, "door"),
    "channel_id": typed.channel,
}
_TEXTS: dict[str, Callable[[str], Any]] = {
    "safe_place": lambda given: typed.text(given, "safe_place"),
    "exit_phrase": lambda given: typed.text(given, "exit_phrase") or Site.exit_phrase,
    "silent_emergency_text": lambda given: typed.text(given, "silent_emergency_text"),
}
_NEEDED = ("name", "zone", "phone", "emergency_number")


def add_site(
    directory: Directory,
    at: datetime,
    facts: Mapping[str, str],
    tier_1: Sequence[str],
    last_resort: Sequence[str],
    lone: bool = False,
) -> Edited:
    """A new site, its id made from its name. `facts` by field, as for `set_site`; both lists need somebody."""
    del at
    read = {name: read(facts.get(name, "")) for name, read in _FACTS.items() if name in facts or name in _NEEDED}
    if not tier_1:
        refuse("tier_1", "Nobody is in tier 1.", "Name at least one person who comes first.")
    site = Site(
        id=typed.key_of(read["name"], {site.id for site in directory.sites}, "site"),
        **read,
        lone=lone,
        groups={Group.TIER_1: people_in(directory, tier_1, "tier_1")},
        last_resort=_last_resort(directory, last_resort),
    )
    check_apart(site, directory)
    after = replace(directory, sites=(*directory.sites, site))
    return Edited(after, f"site:{site.id}", f"New site: {site.name}.", (), "name", site.id)


def remove_site(directory: Directory, at: datetime, site_id: str) -> Edited:
    """The site is no longer one; its people stay. Refused at "site" while it is the only one."""
    del at
    site = site_in(directory, site_id)
    left = tuple(one for one in directory.sites if one.id != site_id)
    if not left:
        refuse("site", f"{site.name} is the only site.", "Add another one first.")
    after = replace(directory, sites=left)
    return Edited(after, f"site:{site_id}", f"{site.name} is no longer a site.", (), "site", site_id)


def set_site(
    directory: Directory, at: datetime, site_id: str, facts: Mapping[str, str], lone: bool | None = None
) -> Edited:
    """Those of name, zone, phone, emergency_number, address, door and channel_id that `facts` has; the rest stays.

    Another time zone is refused where it would move shifts of the past.
    """
    site = site_in(directory, site_id)
    after = replace(site, **{name: read(facts[name]) for name, read in _FACTS.items() if name in facts})
    after = after if lone is None else replace(after, lone=lone)
    check_apart(after, directory)
    check_zone(directory, with_site(directory, after), site_id, at)
    return _edited(directory, site, after, f"site:{site_id}", (*_FACTS, "lone"), "name")


def set_texts(directory: Directory, at: datetime, site_id: str, texts: Mapping[str, str]) -> Edited:
    """Those of safe_place, exit_phrase and silent_emergency_text that `texts` has: the words on the cards."""
    del at
    site = site_in(directory, site_id)
    after = replace(site, **{name: read(texts[name]) for name, read in _TEXTS.items() if name in texts})
    return _edited(directory, site, after, f"texts:{site_id}", _TEXTS, "safe_place")


def set_last_resort(directory: Directory, at: datetime, site_id: str, people: Sequence[str]) -> Edited:
    """Who is called when nobody else can be, in this order."""
    del at
    site = site_in(directory, site_id)
    after = replace(site, last_resort=_last_resort(directory, people))
    sentence = f"{site.name}: the last resort is now {words.names(directory, people)}."
    changed = Edited(with_site(directory, after), f"last_resort:{site_id}", sentence, (), "last_resort", site_id)
    return unless_same(directory, changed)


def set_backup(directory: Directory, at: datetime, site_id: str, contacts: Sequence[BackupContact]) -> Edited:
    """The people outside the chain, in this order. Each is a person who can be paged, or a name and a number."""
    del at
    site = site_in(directory, site_id)
    after = replace(site, backup=tuple(_contact(directory, one) for one in contacts))
    shown = words.joined(f"{one.name} {one.number}".strip() for one in after.backup)
    sentence = f"{site.name}: the backup list is now {shown}."
    return unless_same(
        directory, Edited(with_site(directory, after), f"backup:{site_id}", sentence, (), "name", site_id)
    )


def check_apart(site: Site, directory: Directory) -> None:
    """Neither a name nor a channel stands for two sites. A name that it has in `directory` already may stay."""
    was = directory.site(site.id)
    others = [other for other in directory.sites if other.id != site.id]
    renamed = was is None or was.name != site.name
    if renamed and (same := typed.same_name(site.name, [other.name for other in others])):
        refuse("name", f'There is a site "{same}" already.', "Give each its own name.")
    for other in others:
        if site.channel_id and other.channel_id == site.channel_id:
            refuse("channel_id", f"{site.channel_id} is {other.name}'s already.", "Give each site its own channel.")


def _last_resort(directory: Directory, people: Sequence[str]) -> tuple[str, ...]:
    if not people:
        refuse("last_resort", "Nobody is the last resort.", "Name who is called when nobody else can be.")
    return people_in(directory, people, "last_resort")


def _contact(directory: Directory, contact: BackupContact) -> BackupContact:
    person = person_in(directory, contact.person_id) if contact.person_id else None
    shown = typed.text(contact.name, "name", typed.NAME_FITS) or (person.name if person else "")
    dialled = typed.number(contact.number, "number") or (person.phone if person else "")
    if not shown:
        refuse("name", "This is missing.", "Write who it is, or choose a person.")
    if not dialled and person is None:
        refuse("number", "This is missing.", "Write a number, or choose a person who can be paged.")
    return BackupContact(shown, dialled, person.id if person else None)


def _edited(directory: Directory, before: Site, after: Site, subject: str, fields: Iterable[str], field: str) -> Edited:
    changed = [_change(name, getattr(before, name), getattr(after, name)) for name in fields]
    sentence = f"{before.name}: {'; '.join(one for one in changed if one)}."
    return unless_same(directory, Edited(with_site(directory, after), subject, sentence, (), field, before.id))


def _change(name: str, was: object, now: object) -> str:
    shown = "channel" if name == "channel_id" else name.replace("_", " ")
    if isinstance(now, bool):
        was, now = ("yes" if was else "no"), ("yes" if now else "no")
    return f"{shown} is now {now or 'nothing'} (was {was or 'nothing'})" if was != now else ""
