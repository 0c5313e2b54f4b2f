"""The admin's form about the times of one severity, with what then happens as sentences (domain.md b.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.edits import Edited, Refused, in_words, set_times
from domain.edits.edited import site_in
from domain.edits.times import MAY_BE_NEVER, time_in
from domain.edits.words import group_word
from domain.policy import EscalationPolicy, Group
from domain.severity import Severity
from domain.site import Directory, Site
from handlers.desk.about import Gone, part, said_at, site_of
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.desk.lengths import OTHER, field_of, id_of, length_entered, length_fields
from handlers.screens.parts import Choice, Divider, Form, Line, Part, Pick, Small, Steps, Strong

_JOINS = (0, 20, 30, 60, 90, 120, 180, 240, 300, 360, 420, 600, 900, 1200)
_BEATS = (10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800)
_DUE = (3600, 7200, 14400, 28800, 43200, 86400, 172800, 259200, 345600, 432000, 604800)


@dataclass(frozen=True)
class _Time:
    """One time of the form: its name in the policy, its label, and the lengths offered, in seconds."""

    name: str
    label: str
    offered: tuple[int, ...] = _BEATS
    hint: str = ""

    @property
    def joins(self) -> bool:
        """Whether it says when somebody is called first, which can be at once."""
        return self.offered is _JOINS


_ASKED = {
    "Who is paged, and when": (
        _Time("tier_1", "Tier 1", _JOINS),
        _Time("tier_2", "Tier 2", _JOINS),
        _Time("tier_3", "Tier 3", _JOINS),
        _Time("security", "Security", _JOINS),
        _Time("helpers", "Helpers", _JOINS),
        _Time("safety", "Safety", _JOINS),
        _Time("backup", "Backup list", _JOINS),
    ),
    "While nobody answers": (
        _Time("repage_every", "Paged again every"),
        _Time("raiser_told_after", "Raiser is told after", hint="That nobody has answered yet."),
        _Time("raiser_told_every", "And told again every"),
        _Time("unanswered_after", "Unanswered after", hint="Then everybody is paged at once."),
    ),
    "Once somebody has it": (
        _Time("stale_after", "Not there: paged again after", hint="They have it and have not arrived."),
    ),
    "Is the raiser safe?": (
        _Time("check_after", "First safe check after"),
        _Time("check_every", "Then every"),
        _Time("check_answer_within", "Answered within", hint="No answer by then is a missed check."),
    ),
    "Afterwards": (_Time("note_due_after", "Note due after", _DUE),),
}
TIMES = tuple(time for times in _ASKED.values() for time in times)


def sequence(site: Site, policy: EscalationPolicy, severity: Severity) -> Iterator[Part]:
    """What happens after a tap at this site, a sentence for each instant."""
    yield Steps(in_words(policy, severity, _names(site), site.lone), numbered=False)
    if site.lone:
        yield Small(("One person is alone here: ABUSIVE goes by THREATENING, and safe checks come sooner.",))


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
    column = site.policy.column(severity)
    stands = Entered({time.name: (id_of(time_in(column, time.name)),) for time in TIMES})
    parts: list[Part] = [
        Line((Strong(f"After a tap on {severity.word} at {site.name}"),)),
        *_as_entered(desk, site, severity, entered),
    ]
    if entered and any(entered.pick(time.name) == OTHER for time in TIMES):
        # Text is not sent as it is typed; a tick is, with all the text.
        show = (Choice("now", "Show it with what I wrote"),)
        parts.append(Pick("show", "What happens", show, many=True, picked=entered.picks.get("show", ()), live=True))
    for heading, times in _ASKED.items():
        parts += [Divider(), Line((Strong(heading),))]
        parts += [field for time in times for field in _fields(time, entered or stands)]
    parts.append(Small(("What is open already keeps the times of its tap.",)))
    return Form("times", f"Times: {severity.word}", tuple(parts), close="Back", submit="Save")


def _fields(time: _Time, entered: Entered) -> tuple[Part, ...]:
    never = time.name in MAY_BE_NEVER
    return length_fields(time.name, time.label, time.offered, entered, never, time.joins, time.hint)


def _as_entered(desk: Desk, site: Site, severity: Severity, entered: Entered | None) -> Iterator[Part]:
    """The sentences of what stands in the form; of what holds now where that cannot be."""
    if entered is None:
        yield from sequence(site, site.policy, severity)
        return
    try:
        times = _times(entered)
        column = site.policy.column(severity)
        if any(time_in(column, name) != given for name, given in times.items()):
            site = site_in(set_times(desk.directory, desk.at, site.id, severity, times).directory, site.id)
        refused = ""
    except Refused as no:
        refused = no.sentence
    yield from sequence(site, site.policy, severity)
    if refused:
        yield Small((f"That is how it is now. What you entered cannot be yet: {refused}",))


def _times(entered: Entered) -> Mapping[str, timedelta | None]:
    return {time.name: length_entered(entered, time.name) for time in TIMES}


def _read(desk: Desk, entered: Entered) -> Edit:
    (site, severity), times = _about(desk), _times(entered)

    def edit(directory: Directory, at: datetime) -> Edited:
        return set_times(directory, at, site.id, severity, times)

    return said_at(edit, lambda field: field_of(entered, field))


def _subject(desk: Desk) -> str:
    site, severity = _about(desk)
    return f"policy:{site.id}:{severity.word.casefold()}"


KINDS: tuple[Kind, ...] = (Kind("times", _form, _read, subject=_subject),)
