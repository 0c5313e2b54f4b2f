"""Would anybody come? Looks at each site's people: who can be reached, whose phone was tested, where gaps are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.doctor.findings import Finding, failure, good, warning
from bot.doctor.probes import Probes
from domain.people import Person
from domain.policy import TIERS
from domain.site import Directory, Site
from handlers.ports import NotSent, OutcomeUnknown

_TEST_EVERY = timedelta(days=30)


def look_at_people(probes: Probes, directory: Directory) -> Iterator[Finding]:
    """Findings about the people, then about each site."""
    if not directory.sites:
        yield failure("There are no sites and people yet.", "Write a site file and run stepin apply site.yaml.")
        return
    problems = {person.id: _problem(probes, person) for person in _called(directory)}
    for person_id, problem in problems.items():
        if problem:
            yield warning(
                f"{directory.name(person_id)} cannot be reached: {problem}.", "Correct the site file; apply it."
            )
    if not any(problems.values()):
        yield good(f"All {len(problems)} people who may be called can be reached.")
    reachable = frozenset(person_id for person_id, problem in problems.items() if not problem)
    for site in directory.sites:
        yield from _gaps(site, directory, reachable)
        yield from _channel(probes, site)
    yield from _untested(probes, directory, reachable)


def _called(directory: Directory) -> list[Person]:
    """Everybody who may be called anywhere; staff only raise."""
    ids = dict.fromkeys(person_id for site in directory.sites for person_id in replace(site, staff=()).people())
    return [person for person in (directory.person(person_id) for person_id in ids) if person]


def _problem(probes: Probes, person: Person) -> str:
    """Why a page would not reach this person, or nothing."""
    deactivated, guest = person.deactivated, person.guest
    try:
        if probes.account is not None:
            account = probes.account(person.user_id)
            deactivated, guest = account.deactivated, account.guest
        if not deactivated and not guest and not person.dm_id and probes.open_dm is not None:
            probes.open_dm(person.user_id)
    except NotSent as refused:
        return f"Slack says {refused.reason}"
    except OutcomeUnknown:
        return "Slack did not answer"
    if deactivated:
        return "the account is deactivated"
    if guest:
        return "the account is a guest's"
    return "" if person.dm_id or probes.open_dm is not None else "no DM was opened yet"


def _gaps(site: Site, directory: Directory, reachable: frozenset[str]) -> Iterator[Finding]:
    called = {person for people in site.groups.values() for person in people} | set(site.last_resort)
    if not called & reachable:
        yield failure(f"{site.name}: nobody at all can be reached.", "Put people into its tiers, then apply the file.")
        return
    for tier in TIERS:
        people = site.groups.get(tier, ())
        name = tier.value.replace("_", " ")
        if not people:
            yield warning(
                f"{site.name}: {name} is empty.", "Calls go straight to the next tier; name somebody if you can."
            )
        elif not reachable.intersection(people):
            names = ", ".join(directory.name(person) for person in people)
            yield failure(f"{site.name}: nobody of {name} can be reached ({names}).", "Name somebody who can be.")
    if not reachable.intersection(site.last_resort):
        yield failure(f"{site.name}: the last resort cannot be reached.", "Name somebody in last_resort who can be.")
    if not site.backup:
        yield warning(f"{site.name}: the backup list is empty.", "Name who comes when all tiers are silent.")


def _channel(probes: Probes, site: Site) -> Iterator[Finding]:
    if not site.channel_id:
        yield warning(
            f"{site.name} has no channel.", "Only people in its tiers will know. Set channel: in the site file."
        )
    elif probes.channel is not None and (error := probes.channel(site.channel_id)):
        remedy = (
            "In the channel write: /invite @StepIn" if error == "not_in_channel" else "Correct channel: in the file."
        )
        yield failure(f"{site.name}: its channel cannot be used ({error}).", remedy)


def _untested(probes: Probes, directory: Directory, reachable: frozenset[str]) -> Iterator[Finding]:
    """screens.md rule 15: who has not tested their phone in 30 days."""
    tested = probes.tested_at()
    since = probes.at - _TEST_EVERY
    recently = {person_id for person_id, at in tested.items() if at >= since}
    late = [person for person in _called(directory) if person.id in reachable and person.id not in recently]
    if late:
        names = ", ".join(person.name for person in late)
        yield warning(
            f"Not tested their phone in 30 days: {names}.", "Ask them to tap Test my phone on StepIn's Home tab."
        )
    else:
        yield good("Everybody who may be called has tested their phone in the last 30 days.")
