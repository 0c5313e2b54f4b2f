"""The admin's form about the times of one severity, with what then happens as sentences (domain.md b.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.edits import Edited, Refused, in_short, in_words, set_times
from domain.edits.times import column_with
from domain.edits.words import group_word
from domain.policy import EscalationPolicy, Group
from domain.severity import Severity
from domain.site import Directory, Site
from handlers.desk.about import Gone, part, said_at, site_of
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.desk.lengths import field_of
from handlers.desk.severity_fields import fields, rules, rules_so_far, stands
from handlers.screens.parts import Form, Line, Part, Small, Steps, Strong

NOT_YET = "Without what cannot be yet: "


def sequence(site: Site, policy: EscalationPolicy, severity: Severity) -> Iterator[Part]:
    """What happens after a tap at this site, a sentence for each instant."""
    yield Steps(in_words(policy, severity, _names(site), site.lone), numbered=False)
    if site.lone:
        yield Small(("One person is alone here: ABUSIVE goes by THREATENING, and safe checks come sooner.",))


def summary(site: Site, severity: Severity) -> str:
    """The same as a line for the page that leads here."""
    return in_short(site.policy, severity, _names(site), site.lone)


def _names(site: Site) -> dict[Group, str]:
    """A group in which nobody is says so: it is called, and nobody comes."""
    empty = {group: f"{group_word(group)} (nobody in it yet)" for group in Group if not site.groups.get(group)}
    on_backup = "numbers only" if site.backup else "nobody on it yet"
    paged = any(contact.person_id for contact in site.backup)
    backup = group_word(Group.BACKUP) if paged else f"{group_word(Group.BACKUP)} ({on_backup})"
    return {**empty, Group.BACKUP: backup}


def _about(desk: Desk) -> tuple[Site, Severity]:
    severity = Severity.__members__.get(part(desk, 1).upper())
    if severity is None:
        raise Gone
    return site_of(desk), severity


def _form(desk: Desk, entered: Entered | None) -> Form:
    site, severity = _about(desk)
    parts: list[Part] = [
        Line((Strong(f"After a tap on {severity.word} at {site.name}"),)),
        *_as_entered(site, severity, entered),
        *fields(severity, entered or stands(site.policy.column(severity))),
        Small(("What is open already keeps the times of its tap.",)),
    ]
    return Form("times", f"Times: {severity.word}", tuple(parts), close="Back", submit="Save")


def _as_entered(site: Site, severity: Severity, entered: Entered | None) -> Iterator[Part]:
    """The sentences of what can be read so far; of what holds now where that cannot be."""
    policy, said = site.policy, ""
    if entered:
        read, said = rules_so_far(entered)
        try:
            changed: dict[str, Any] = {severity.word.casefold(): column_with(policy.column(severity), *read)}
            policy = replace(policy, **changed)
        except Refused as no:
            said = no.sentence
    yield from sequence(site, policy, severity)
    if said:
        yield Small((f"{NOT_YET}{said}",))


def _read(desk: Desk, entered: Entered) -> Edit:
    (site, severity), entered_rules = _about(desk), rules(entered)

    def edit(directory: Directory, at: datetime) -> Edited:
        return set_times(directory, at, site.id, severity, *entered_rules)

    return said_at(edit, lambda field: field_of(entered, field))


def _subject(desk: Desk) -> str:
    site, severity = _about(desk)
    return f"policy:{site.id}:{severity.word.casefold()}"


KINDS: tuple[Kind, ...] = (Kind("times", _form, _read, subject=_subject),)
