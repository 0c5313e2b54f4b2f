"""What a site file would change, in plain sentences, before anybody says yes to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.site_file.policy import SEVERITIES, policy_values
from bot.site_file.sites import GROUPS
from bot.site_file.writing import listed_people, person_fields, place_fields, site_fields
from domain.people import Person
from domain.site import Directory, Site

_NAMED = frozenset({"staff", "last_resort", *(group.value for group in GROUPS)})
_NOTHING = "nothing"

_Facts = dict[str, str]


def differences(old: Directory, new: Directory) -> list[str]:
    """One sentence for each thing that would be different; none where nothing would."""
    return [*_people(old, new), *_sites(old, new)]


def _people(old: Directory, new: Directory) -> Iterator[str]:
    before = {person.id: person for person in listed_people(old)}
    after = {person.id: person for person in listed_people(new)}
    for person in after.values():
        if person.id not in before:
            yield f"New: {person.name} ({person.user_id})" + (f", {_roles(person)}." if person.roles else ".")
        else:
            yield from _changed(before[person.id].name, _facts_of(before[person.id]), _facts_of(person))
    yield from (f"{person.name} leaves the file." for person in before.values() if person.id not in after)
    yield from _order("the people", list(before), list(after))


def _sites(old: Directory, new: Directory) -> Iterator[str]:
    before, after = {site.id: site for site in old.sites}, {site.id: site for site in new.sites}
    for site in new.sites:
        if site.id not in before:
            yield f"New site: {site.name}, {', '.join(f'{key} {value}' for key, value in _first_facts(site, new))}."
        else:
            yield from _changed(before[site.id].name, _site_facts(before[site.id], old), _site_facts(site, new))
            yield from _order(
                f"the places of {site.name}", [p.id for p in before[site.id].places], [p.id for p in site.places]
            )
    yield from (f"{site.name} is no longer a site." for site in old.sites if site.id not in after)
    yield from _order("the sites", list(before), list(after))


def _changed(name: str, before: _Facts, after: _Facts) -> Iterator[str]:
    for key in dict.fromkeys([*after, *before]):
        was, now = before.get(key, _NOTHING), after.get(key, _NOTHING)
        if was != now:
            yield f"{name}: {key} is now {now} (was {was})."


def _order(what: str, before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    stay_before = [key for key in before if key in after]
    stay_after = [key for key in after if key in before]
    if stay_before != stay_after:
        yield f"The order of {what} is now {', '.join(after)}."


def _facts_of(person: Person) -> _Facts:
    facts = {key: str(value) for key, value in person_fields(person).items() if key != "roles"}
    return facts | ({"role": _roles(person)} if person.roles else {})


def _roles(person: Person) -> str:
    return ", ".join(person_fields(person)["roles"])


def _first_facts(site: Site, directory: Directory) -> list[tuple[str, str]]:
    facts = _site_facts(site, directory)
    return [(key, facts[key]) for key in ("zone", "tier 1") if key in facts]


def _site_facts(site: Site, directory: Directory) -> _Facts:
    facts: _Facts = {}
    fields = site_fields(site, {person.id: person for person in directory.people})
    for key, value in fields.items():
        if key in _NAMED:
            facts[_words(key)] = ", ".join(directory.name(person) for person in value)
        elif key == "backup":
            facts["backup"] = ", ".join(
                _contact(contact.name, contact.number, directory, contact.person_id) for contact in site.backup
            )
        elif key not in ("places", "policy"):
            facts[_words(key)] = "yes" if value is True else str(value)
    for place in site.places:
        facts[f"place {place.id}"] = ", ".join(_place_facts(place_fields(place)))
    return facts | _policy_facts(site)


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
