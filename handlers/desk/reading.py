"""Reads what stands in the fields of a form, or refuses it there with a sentence (principle 12)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import NoReturn

from domain.edits import typed
from domain.edits.refused import refuse
from handlers.desk.kind import Entered

_FIRST, _LAST = date(2000, 1, 1), date(2199, 12, 31)
_DIGITS = 10
_WEEKDAYS = {str(number): number for number in range(7)}


def missing(field: str, remedy: str) -> NoReturn:
    """Refused: a field that must be filled in is not."""
    refuse(field, "This is missing.", remedy)


def picked(entered: Entered, field: str, remedy: str, asked_by: str = "") -> str:
    """The only pick of a field that must have one; `asked_by` is the pick that brings the field into the form."""
    found = entered.pick(field)
    return found or missing(shown(entered, field, asked_by), remedy)


def shown(entered: Entered, field: str, asked_by: str) -> str:
    """The field, or `asked_by` where a form was sent before it was drawn again with the field in it."""
    return field if not asked_by or field in entered.picks or field in entered.texts else asked_by


def ticked(entered: Entered, field: str) -> bool:
    """Whether the one box of a field is ticked."""
    return "yes" in entered.picks.get(field, ())


def moment(entered: Entered, field: str) -> datetime | None:
    """An instant in UTC, or None where none was entered."""
    words = entered.text(field)
    if not words:
        return None
    if not (words.isascii() and words.isdigit() and len(words) <= _DIGITS):
        refuse(field, f'"{words}" is no day and time.', "Pick both from the lists.")
    return datetime.fromtimestamp(int(words), UTC)


def needed_moment(entered: Entered, field: str) -> datetime:
    """An instant in UTC."""
    return moment(entered, field) or missing(field, "Pick a day and a time.")


def day(entered: Entered, field: str) -> date | None:
    """A day, or None where none was entered."""
    words = entered.text(field)
    if not words:
        return None
    found = typed.day_of(words, field)
    if not _FIRST <= found <= _LAST:
        refuse(field, f"{found.isoformat()} is out of reach.", "Choose a day of the next five years.")
    return found


def needed_day(entered: Entered, field: str) -> date:
    """A day."""
    return day(entered, field) or missing(field, "Pick a day.")


def clock(entered: Entered, field: str) -> time | None:
    """A time of day, or None where none was entered."""
    words = entered.text(field)
    return typed.time_of(words, field) if words else None


def needed_clock(entered: Entered, field: str) -> time:
    """A time of day."""
    found = clock(entered, field)
    if found is None:
        missing(field, "Pick a time.")
    return found


def weekdays(entered: Entered, field: str) -> frozenset[int]:
    """Days of the week; 0 is Monday."""
    if any(one not in _WEEKDAYS for one in entered.picks.get(field, ())):
        refuse(field, "There is no such weekday.", "Choose Monday to Sunday.")
    return frozenset(_WEEKDAYS[one] for one in entered.picks.get(field, ()))
