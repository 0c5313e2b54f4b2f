"""Edits of when people hold nothing: away for a span, or off on weekdays, at every site."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from domain.edits import words
from domain.edits.edited import Edited, held_from, person_in, unless_same, with_person
from domain.edits.refused import refuse
from domain.edits.revising import ended, in_force
from domain.edits.spans import checked_span
from domain.people import Person
from domain.rota import ALWAYS, Absence, DaysOff
from domain.site import Directory

_WEEK = frozenset(range(7))


def add_absence(directory: Directory, at: datetime, person_id: str, absence: Absence) -> Edited:
    """Somebody is away from `start` to `end`; what began already begins now. Refused at person, start or end."""
    person = person_in(directory, person_id)
    if any(one.id == absence.id for one in person.absences):
        refuse("absence", "That is there already.")
    start, end = checked_span(absence.start, absence.end, at)
    absence = replace(absence, start=start, end=end)
    after = replace(person, absences=(*person.absences, absence))
    return _edited(directory, after, f"{person.name} is away {_when(absence, directory, person, at)}.", "person")


def end_absence(directory: Directory, at: datetime, person_id: str, absence_id: str) -> Edited:
    """Somebody is back: an absence that runs ends now, one to come is dropped, one that is over stays."""
    person = person_in(directory, person_id)
    found = next((one for one in person.absences if one.id == absence_id), None)
    if found is None:
        refuse("absence", "That is not there any more.")
    if found.end <= at:
        refuse("absence", "That is over already, and what was true then stays.")
    after = replace(person, absences=ended(person.absences, lambda one: one.id == absence_id, at))
    return _edited(directory, after, f"{person.name} is not away {_when(found, directory, person, at)}.", "absence")


def set_days_off(
    directory: Directory, at: datetime, person_id: str, weekdays: Collection[int], holds_from: datetime | None = None
) -> Edited:
    """From then on somebody holds nothing on these weekdays (0 is Monday), until what was planned for later."""
    person = person_in(directory, person_id)
    off = frozenset(weekdays)
    if not off <= _WEEK:
        refuse("weekdays", "There is no such weekday.", "Choose Monday to Sunday.")
    if off == _WEEK:
        refuse("weekdays", "That leaves no day at all.", "Say from when until when they are away.")
    start = held_from(holds_from, at)
    past = tuple(one for one in person.days_off if one.holds_from < start)
    later = tuple(one for one in person.days_off if one.holds_from > start)
    before = in_force(past, start) or DaysOff(ALWAYS, frozenset())
    held = (*past, *([] if before.weekdays == off else [DaysOff(start, off)]), *later)
    says = f"is off on {words.days(off)}" if off else "is off on no weekday"
    since = f", from {words.moment(start, _zone(directory, person), at)}" if start > at else ""
    return _edited(directory, replace(person, days_off=held), f"{person.name} {says}{since}.", "weekdays")


def _when(absence: Absence, directory: Directory, person: Person, at: datetime) -> str:
    return words.span(absence.start, absence.end, _zone(directory, person), at)


def _zone(directory: Directory, person: Person) -> str:
    site = directory.site_for(person.id)
    return site.zone if site else "UTC"


def _edited(directory: Directory, person: Person, sentence: str, field: str) -> Edited:
    site = directory.site_for(person.id)
    after = with_person(directory, person)
    subject = f"time_off:{person.id}"
    return unless_same(directory, Edited(after, subject, sentence, (), field, site.id if site else ""))
