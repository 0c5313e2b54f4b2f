"""The admin's form about the times that hold for all severities of a site, with what they come to as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from domain.edits import Edited, Refused, set_site_times
from domain.edits.site_times import policy_with, site_in_words
from domain.policy import EscalationPolicy
from domain.site import Directory
from handlers.desk.about import said_at, site_of
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.desk.lengths import Length, field_of, id_of, length_entered, length_fields, lengths_so_far
from handlers.desk.policy import NOT_YET
from handlers.screens.parts import Divider, Form, Line, Part, Small, Steps, Strong

_MINUTES = (60, 120, 180, 300, 600, 900, 1200, 1800, 2700, 3600)
_LATE = (30, 60, 120, 180, 300, 600, 900)
_UNDO = (5, 10, 15, 20, 30, 60, 120)
_DAYS = tuple(86400 * days for days in (1, 3, 7, 14, 30, 60, 90, 180, 365))
_CHECKS = (30, 60, 90, 120, 180, 240, 300, 600)
_ASKED = {
    "After everybody was paged": (
        Length("loop_at_interval_for", "Go on at the usual pace for", _MINUTES, "While still nobody has answered."),
        Length("loop_every", "Then go on every", _MINUTES),
    ),
    "On the way": (
        Length("far_eta", "Arrival later than this counts as far", _MINUTES, "Then others are still paged."),
        Length("eta_grace", "Late by this counts as not there", _LATE, "Later than the time they gave."),
    ),
    "Taps": (
        Length("undo_within", "Undo a tap within", _UNDO),
        Length("link_within", "Link the same event within", _MINUTES, "Raised at one place, or by one person."),
        Length("reopen_within", "Reopen within", _DAYS),
    ),
    "Working alone": (Length("lone_check_every", "Safe check every", _CHECKS),),
}
TIMES = tuple(time for times in _ASKED.values() for time in times)


def _form(desk: Desk, entered: Entered | None) -> Form:
    site = site_of(desk)
    shown = entered or Entered({time.name: (id_of(getattr(site.policy, time.name)),) for time in TIMES})
    parts: list[Part] = [Line((Strong(f"All severities at {site.name}"),)), *_as_entered(site.policy, entered)]
    for heading, times in _ASKED.items():
        parts += [Divider(), Line((Strong(heading),))]
        parts += [field for time in times for field in length_fields(time, shown)]
    parts.append(Small(("What is open already keeps the times of its tap.",)))
    return Form("site_times", "Times: all severities", tuple(parts), close="Back", submit="Save")


def _as_entered(policy: EscalationPolicy, entered: Entered | None) -> Iterator[Part]:
    """The sentences of what can be read so far; of what holds now where that cannot be."""
    said = ""
    if entered:
        times, said = lengths_so_far(entered, TIMES)
        try:
            policy = policy_with(policy, times)
        except Refused as no:
            said = no.sentence
    yield Steps(site_in_words(policy), numbered=False)
    if said:
        yield Small((f"{NOT_YET}{said}",))


def _read(desk: Desk, entered: Entered) -> Edit:
    site_id, times = site_of(desk).id, {time.name: length_entered(entered, time.name) for time in TIMES}

    def edit(directory: Directory, at: datetime) -> Edited:
        return set_site_times(directory, at, site_id, times)

    return said_at(edit, lambda field: field_of(entered, field))


KINDS: tuple[Kind, ...] = (Kind("site_times", _form, _read, subject=lambda desk: f"site_times:{site_of(desk).id}"),)
