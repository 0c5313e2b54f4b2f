"""A quick fix: who may say that it is done, by when somebody is reminded, what is no quick fix (domain.md d.6)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.edits.refused import refuse
from domain.errors import EscalationError
from domain.learning.deciders import may_decide
from domain.learning.proposal import Fix
from domain.site import Directory

LONGEST = timedelta(days=90)
_REMINDED_AT = time(9)
_NOT_SOONER = timedelta(hours=4)


class UnknownFix(EscalationError):
    """This quick fix is not known here. Nothing was changed."""


def check_fix(what: str, due: date | None, today: date) -> date:
    """The day by which it is to be done. Raises Refused at "what" or "due"."""
    if not what.strip():
        refuse("what", "Say in a few words what to fix.")
    if due is None:
        refuse("due", "Pick a day.")
    if due < today:
        refuse("due", "That day is over.", "Pick a later one.")
    if due > today + LONGEST:
        refuse("due", "That is no quick fix.", "Pick a day within 90 days, or propose a change.")
    return due


def may_finish(directory: Directory, person_id: str, fix: Fix) -> bool:
    """Its owner, whoever agreed on it, and the managers and admins of the site; nobody whose account is off."""
    person = directory.person(person_id)
    if person is None or not person.reachable:
        return False
    return person_id in (fix.owner_id, fix.made_by) or may_decide(directory, person_id, fix.site_id)


def reminded_at(fix: Fix, zone: str) -> datetime:
    """When somebody is reminded: in the morning of its day on the site's wall, never within hours of agreeing."""
    morning = datetime.combine(fix.due, _REMINDED_AT, ZoneInfo(zone))
    return max(morning, fix.made_at + _NOT_SOONER)
