"""What an edit is about, by name, and as it stands: so that of two admins the second is shown what the first did.

A subject is a kind and the ids it needs: "tier:harbour:tier_1" (members and layers), "overrides:harbour:tier_1",
"opening:harbour", "policy:harbour:violent", "places:harbour", "site:harbour" (its facts), "texts:harbour",
"showing:harbour", "learning:harbour", "note_lists:harbour", "site_times:harbour" (those of all severities),
"staff:harbour", "last_resort:harbour", "backup:harbour", "person:dana" (name, account, roles, number), "time_off:dana".
"""

from __future__ import annotations

from dataclasses import replace

from domain.edits.kept import BLANK_PERSON, BLANK_SITE, Kept, Parts, person_parts, site_parts, site_with
from domain.edits.site_times import SITE_TIMES
from domain.people import Person
from domain.rota import Rota
from domain.site import Directory, Site

_OF_A_SITE = {
    "site": (
        "name",
        "zone",
        "phone",
        "emergency_number",
        "address",
        "door",
        "channel_id",
        "lone",
        "cover_needs_approval",
    ),
    "texts": ("safe_place", "exit_phrase", "silent_emergency_text", "address", "door"),
    "showing": ("announce", "topic", "user_group"),
    "site_times": tuple(f"policy {name}" for name in SITE_TIMES),
    "learning": ("learning", "language"),
    "note_lists": ("note_lists",),
    "opening": ("openings",),
    "places": ("places",),
    "staff": ("staff",),
    "last_resort": ("last_resort",),
    "backup": ("backup",),
}
_OF_A_PERSON = {
    "person": ("name", "user_id", "roles", "phone"),
    "time_off": ("absences", "days_off"),
}


def as_it_stands(directory: Directory, subject: str) -> Kept:
    """The subject with everything else left blank; nothing where it is not there (any more)."""
    kind, _, rest = subject.partition(":")
    key, _, part = rest.partition(":")
    if kind in _OF_A_PERSON:
        person = directory.person(key)
        return Kept(people=(_person(person, _OF_A_PERSON[kind]),)) if person else Kept()
    site = directory.site(key)
    return Kept(sites=(site_with(site, _blanks(site, _of_site(site, kind, part))),)) if site else Kept()


def _of_site(site: Site, kind: str, part: str) -> Parts:
    parts = site_parts(site)
    if kind == "policy":
        return {f"policy {part}": parts[f"policy {part}"]}
    rota = parts.get(f"rotas {part}") or Rota()
    if kind == "tier":
        return {f"groups {part}": parts[f"groups {part}"], f"rotas {part}": replace(rota, overrides=())}
    if kind == "overrides":
        return {f"rotas {part}": replace(rota, revisions=())}
    return {name: parts[name] for name in _OF_A_SITE[kind]}


def _blanks(site: Site, shown: Parts) -> Parts:
    return {**BLANK_SITE, "id": site.id, **shown}


def _person(person: Person, shown: tuple[str, ...]) -> Person:
    parts = person_parts(person)
    return replace(person, **{**BLANK_PERSON, "id": person.id, **{name: parts[name] for name in shown}})
