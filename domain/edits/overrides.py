"""Edits on top of all layers for a span: somebody stands in, is added, or is taken out; and the end of that."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.edits import words
from domain.edits.edited import Edited, person_in, site_in, unless_same, unreachable, with_site, with_tier
from domain.edits.refused import refuse
from domain.edits.revising import ended
from domain.edits.spans import checked_span
from domain.edits.typed import text
from domain.people import Person
from domain.policy import TIERS, Group
from domain.rota import Override, OverrideKind, Rota
from domain.site import Directory, Site

_SAYS = {
    OverrideKind.STAND_IN: "{person} stands in{instead}",
    OverrideKind.ADD: "{person} is on call as well",
    OverrideKind.REMOVE: "{person} is taken out",
}


def add_override(directory: Directory, at: datetime, site_id: str, tier: Group, override: Override) -> Edited:
    """`override` under an id of its own. It may overlap others: the later one goes over the earlier ones.

    One that began already begins now, since what was true stays. Refused at person, instead_of, start, end or note.
    """
    site = site_in(directory, site_id)
    if tier not in TIERS:
        refuse("tier", f"{words.capital(words.group_word(tier))} has no turns.", "Choose tier 1, 2 or 3.")
    rota = site.rotas.get(tier, Rota())
    override = _checked(override, directory, site, at)
    if any(one.id == override.id for one in rota.overrides):
        refuse("override", "That is there already.")
    after = replace(rota, overrides=(*rota.overrides, override))
    notes = (*_away(override, directory), *unreachable(directory, [override.person_id]))
    return _edited(directory, site, tier, after, in_words(override, directory, site.zone, at), notes)


def end_override(directory: Directory, at: datetime, site_id: str, tier: Group, override_id: str) -> Edited:
    """One that runs ends now, one to come is dropped; one that is over stays as it was."""
    site = site_in(directory, site_id)
    rota = site.rotas.get(tier, Rota())
    found = next((one for one in rota.overrides if one.id == override_id), None)
    if found is None:
        refuse("override", "That is not there any more.")
    if found.end <= at:
        refuse("override", "That is over already, and what was true then stays.")
    after = replace(rota, overrides=ended(rota.overrides, lambda one: one.id == override_id, at))
    how = "ends now" if found.start < at else "is dropped"
    return _edited(directory, site, tier, after, f"{how}: {in_words(found, directory, site.zone, at)}")


def in_words(override: Override, directory: Directory, zone: str, now: datetime | None = None) -> str:
    """An override as part of a sentence: "Kim stands in for Dana, Sat 14 March 22:00 to Sun 06:00"; with `now`, with
    the year where it is another one."""
    instead = f" for {directory.name(override.instead_of)}" if override.instead_of else ""
    says = _SAYS[override.kind].format(person=directory.name(override.person_id), instead=instead)
    note = f" ({override.note})" if override.note else ""
    return f"{says}, {words.span(override.start, override.end, zone, now)}{note}"


def _checked(override: Override, directory: Directory, site: Site, at: datetime) -> Override:
    person = _of_site(directory, site, override.person_id, "person")
    if override.instead_of:
        other = _of_site(directory, site, override.instead_of, "instead_of")
        if override.kind is not OverrideKind.STAND_IN:
            refuse("instead_of", "Only somebody who stands in does so for somebody.", "Leave this empty.")
        if other.id == person.id:
            refuse("instead_of", f"{person.name} cannot stand in for {person.name}.", "Choose somebody else.")
    start, end = checked_span(override.start, override.end, at)
    return replace(
        override, start=start, end=end, instead_of=override.instead_of or None, note=text(override.note, "note")
    )


def _of_site(directory: Directory, site: Site, person_id: str, field: str) -> Person:
    person = person_in(directory, person_id, field)
    if person_id not in site.people():
        refuse(field, f"{person.name} is not at {site.name}.", "Add them to a tier or to the staff first.")
    return person


def _away(override: Override, directory: Directory) -> tuple[str, ...]:
    person = directory.person(override.person_id)
    if person is None or override.kind is OverrideKind.REMOVE:
        return ()
    away = any(one.start < override.end and override.start < one.end for one in person.absences)
    return (f"{person.name} is away for a part of that, and is passed over then.",) if away else ()


def _edited(
    directory: Directory, site: Site, tier: Group, rota: Rota, what: str, notes: tuple[str, ...] = ()
) -> Edited:
    after = with_tier(site, tier, site.groups.get(tier, ()), rota)
    subject = f"overrides:{site.id}:{tier.value}"
    sentence = f"{words.tier_of(tier, site)}: {what}."
    return unless_same(directory, Edited(with_site(directory, after), subject, sentence, notes, "person", site.id))
