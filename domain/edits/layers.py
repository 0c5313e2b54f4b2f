"""What a layer must be before it can hold a tier; everything else is refused at its field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.edits.edited import people_in
from domain.edits.refused import refuse
from domain.edits.typed import name, same_name
from domain.rota import ALWAYS, Layer, Turn, Unit, Window
from domain.site import Directory
from domain.wall import wall_of

_MIDNIGHT = time()
_WEEK = range(7)
_AHEAD = timedelta(days=5 * 366)
_MOST = {Unit.HOURS: 8784, Unit.DAYS: 366, Unit.WEEKS: 52}


def checked(layer: Layer, directory: Directory, others: Iterable[Layer], zone: str, at: datetime) -> Layer:
    """The layer with a tidy name. Raises Refused at name, people, turn, moments, starts_on or windows."""
    shown = name(layer.name)
    if same := same_name(shown, [other.name for other in others if other.id != layer.id]):
        refuse("name", f'There is one "{same}" already.', "Give each its own name.")
    people_in(directory, layer.people)
    people_in(directory, tuple(dict.fromkeys(one.person_id for one in layer.booked)), "booked")
    if not layer.people and not layer.is_calendar:
        refuse("people", "Nobody is in it.", "Name at least one person.")
    if layer.turn:
        _check_turn(layer.turn)
        _check_first_day(layer.starts_on, wall_of(at, ZoneInfo(zone)).date())
    check_windows(layer.windows)
    return replace(layer, name=shown)


def _check_turn(turn: Turn) -> None:
    if turn.unit is Unit.MOMENTS:
        if not turn.moments:
            remedy = "Say when in the week the next person's turn begins, as Mon 09:00."
            refuse("moments", "Nobody's turn would ever begin.", remedy)
        if any(one.weekday not in _WEEK for one in turn.moments):
            refuse("moments", "There is no such weekday.", "Choose Monday to Sunday.")
        return
    if turn.count < 1:
        refuse("turn", f"A turn of {turn.count} {turn.unit.value} cannot be.", "Write 1 or more.")
    if turn.count > _MOST[turn.unit]:
        refuse("turn", f"A turn of {turn.count} {turn.unit.value} is too long.", "Write no more than a year.")


def _check_first_day(starts_on: date, today: date) -> None:
    if not ALWAYS.date() <= starts_on <= today + _AHEAD:
        remedy = "Choose one between the year 2000 and five years from now."
        refuse("starts_on", f"It cannot start on {starts_on.isoformat()}.", remedy)


def check_windows(windows: Iterable[Window], field: str = "windows") -> None:
    """Hours that are none are refused. From 00:00 until 00:00 is the whole day."""
    for one in windows:
        if not one.days or not one.days <= set(_WEEK):
            refuse(field, "These hours have no day.", "Choose at least one weekday.")
        if one.start == one.end != _MIDNIGHT:
            shown = f"{one.start:%H:%M}"
            remedy = "Write two different times, or 00:00 until 00:00 for the whole day."
            refuse(field, f"From {shown} until {shown} is no time at all.", remedy)
