"""What a site file would change, in plain sentences, before anybody says yes to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.site_file.hours import BEFORE, opening_fields
from bot.site_file.learning import LEARNING, learning_facts
from bot.site_file.note_lists import NOTE_LISTS, note_lists_facts
from bot.site_file.policy import SEVERITIES, policy_values
from bot.site_file.rotas.differing import moved, rota_differences
from bot.site_file.shapes import zone_of
from bot.site_file.sites import GROUPS
from bot.site_file.times import instant_text
from bot.site_file.writing import listed_people, person_fields, place_fields, site_fields
from domain.edits.edited import has_left
from domain.people import Person, Role
from domain.site import Directory, Site

_NAMED = frozenset({"staff", "last_resort", *(group.value for group in GROUPS)})
_NOTHING = "nothing"
# What is still said of somebody who has left.
_STAYS = ("name", "away", "days off")

_Facts = dict[str, str]


def differences(old: Directory, new: Directory) -> list[str]:
    """One sentence for each thing that would be different; none where nothing would."""
    return [*_people(old, new), *_sites(old, new)]


def _people(old: Directory, new: Directory) -> Iterator[str]:
    before = {person.id: person for person in listed_people(old)}
    after = {person.id: person for person in listed_people(new)}
    for person in after.values():
        if person.id not in before:
            who = f"{person.name} ({person.user_id or 'left'})"
            yield f"New: {who}" + (f", {_roles(person)}." if person.roles else ".")
        else:
            yield from _person(before[person.id], person, old, new)
    yield from (f"{person.name} leaves the file." for person in before.values() if person.id not in after)
    gone = {person.id for person in after.values() if person.id in before and _leaves(before[person.id], person)}
    yield from moved(
        "the people", [key for key in before if key not in gone], [key for key in after if key not in gone]
    )


def _leaves(before: Person, after: Person) -> bool:
    return has_left(after) and not has_left(before)


def _person(before: Person, after: Person, old: Directory, new: Directory) -> Iterator[str]:
    was, now = _facts_of(before, old), _facts_of(after, new)
    if _leaves(before, after):
        yield f"{before.name} leaves; what was still names them."
        was, now = ({key: facts[key] for key in _STAYS if key in facts} for facts in (was, now))
    yield from _changed(before.name, was, now)
    ids = [[one.id for one in person.absences] for person in (before, after)]
    if was == now and ids[0] != ids[1]:
        yield f"{before.name}: an absence is known by another id."


def _sites(old: Directory, new: Directory) -> Iterator[str]:
    before, after = {site.id: site for site in old.sites}, {site.id: site for site in new.sites}
    for site in new.sites:
        if site.id not in before:
            yield f"New site: {site.name}, {', '.join(f'{key} {value}' for key, value in _first_facts(site, new))}."
        else:
            yield from _changed(before[site.id].name, _site_facts(before[site.id], old), _site_facts(site, new))
            yield from moved(
                f"the places of {site.name}", [p.id for p in before[site.id].places], [p.id for p in site.places]
            )
            yield from _hours_before(before[site.id], site)
            yield from rota_differences(before[site.id], site, old, new)
    yield from (f"{site.name} is no longer a site." for site in old.sites if site.id not in after)
    yield from moved("the sites", list(before), list(after))


def _hours_before(was: Site, now: Site) -> Iterator[str]:
    """What held before the newest opening hours only moves where the file itself says so."""
    before = {opening.holds_from: opening for opening in was.openings}
    after = {opening.holds_from: opening for opening in now.openings}
    for since in sorted({*before, *after} - {max(after, default=None)}):
        if before.get(since) != after.get(since):
            said = _said(opening_fields(after[since])) if since in after else "no longer known"
            yield f"{now.name}: the opening hours since {instant_text(since, zone_of(now.zone))} are {said}."


def _changed(name: str, before: _Facts, after: _Facts) -> Iterator[str]:
    for key in dict.fromkeys([*after, *before]):
        was, now = before.get(key, _NOTHING), after.get(key, _NOTHING)
        if was != now:
            yield f"{name}: {key} is now {now} (was {was})."


def _facts_of(person: Person, directory: Directory) -> _Facts:
    fields = {key: value for key, value in person_fields(person, directory).items() if key != "roles"}
    facts = {_words(key): _said(value) for key, value in fields.items()}
    return facts | ({"role": _roles(person)} if person.roles else {})


def _roles(person: Person) -> str:
    return ", ".join(role.value for role in Role if role in person.roles)


def _said(value: Any) -> str:
    """A value of the file in words; ids are no words."""
    if isinstance(value, dict):
        return " ".join(f"{_words(key)} {_said(inner)}" for key, inner in value.items() if key != "id")
    if isinstance(value, list):
        return ("; " if any(isinstance(one, dict) for one in value) else ", ").join(map(_said, value))
    return "yes" if value is True else str(value)


def _first_facts(site: Site, directory: Directory) -> list[tuple[str, str]]:
    facts = _site_facts(site, directory)
    return [(key, facts[key]) for key in ("zone", "tier 1") if key in facts]


def _site_facts(site: Site, directory: Directory) -> _Facts:
    facts: _Facts = {"posts at shift changes": "yes" if site.announce else "no"}
    fields = site_fields(site, directory)
    for key, value in fields.items():
        if key in _NAMED:
            facts[_words(key)] = ", ".join(directory.name(person) for person in value)
        elif key == "backup":
            facts["backup"] = ", ".join(
                _contact(contact.name, contact.number, directory, contact.person_id) for contact in site.backup
            )
        elif key not in ("places", "policy", "rotas", "announce", BEFORE, LEARNING, NOTE_LISTS):
            facts[_words(key)] = _said(value)
    for place in site.places:
        facts[f"place {place.id}"] = ", ".join(_place_facts(place_fields(place)))
    owner = directory.name(site.learning.training_owner)
    return facts | learning_facts(site, owner) | note_lists_facts(site.note_lists) | _policy_facts(site)


def _place_facts(fields: dict[str, Any]) -> Iterator[str]:
    for key, value in fields.items():
        if key == "name":
            yield value
        else:
            yield _words(key) if value is True else f"{_words(key)} {value}"


def _contact(name: str, number: str, directory: Directory, person_id: str | None) -> str:
    paged = f"paged as {directory.name(person_id)}" if person_id else "by phone only"
    return f"{name} {number} ({paged})".replace("  ", " ")


def _policy_facts(site: Site) -> _Facts:
    values = policy_values(site.policy)
    facts = {f"policy, {_words(key)}": str(value) for key, value in values.items() if key not in SEVERITIES}
    for severity in SEVERITIES:
        facts |= {f"policy for {severity.upper()}, {_words(key)}": str(v) for key, v in values[severity].items()}
    return facts


def _words(key: str) -> str:
    return key.replace("_", " ")
