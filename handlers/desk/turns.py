"""How long a turn is: a few lengths to pick from, any other by number, and patterns of the week (domain.md b.4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from domain.edits import typed, words
from domain.rota import Layer, Moment, Turn, Unit
from handlers.desk import asking as ask
from handlers.desk import reading
from handlers.desk.kind import Entered
from handlers.screens.parts import Choice, Part

LENGTHS: Mapping[str, tuple[str, Turn]] = {
    "8_hours": ("8 hours", Turn(Unit.HOURS, 8)),
    "12_hours": ("12 hours", Turn(Unit.HOURS, 12)),
    "1_day": ("1 day", Turn(Unit.DAYS, 1)),
    "2_days": ("2 days", Turn(Unit.DAYS, 2)),
    "1_week": ("1 week", Turn(Unit.WEEKS, 1)),
    "2_weeks": ("2 weeks", Turn(Unit.WEEKS, 2)),
}
WEEKENDS, SHIFTS, OTHER, AS_IS = "weekends", "shifts", "other", "as_is"
UNITS = {unit.value: unit for unit in (Unit.HOURS, Unit.DAYS, Unit.WEEKS)}
_MONDAY, _SATURDAY = 0, 5
_EARLY_LATE_NIGHT = tuple(Moment(day, time(hour)) for day in range(7) for hour in (6, 14, 22))


def fields(entered: Entered, was: Turn | None = None) -> tuple[Part, ...]:
    """The pick, and the number where it asks for one; `was` is shown as it is where no pick says it."""
    listed = [Choice(key, label) for key, (label, _) in LENGTHS.items()]
    listed += [
        Choice(WEEKENDS, "Weekdays and weekends: from Monday, from Saturday"),
        Choice(SHIFTS, "Early, late and night: from 06:00, 14:00, 22:00"),
        Choice(OTHER, "Another number of hours, days or weeks"),
    ]
    if was and _pattern(was, was.moments[0].at if was.moments else time()) == AS_IS:
        listed.append(Choice(AS_IS, f"As it is: {words.turn(was)}"))
    pick = ask.one_of(entered, "pattern", "How long is a turn?", listed, live=True)
    if entered.pick("pattern") != OTHER:
        return (pick,)
    units = [Choice(unit, unit) for unit in UNITS]
    return (pick, ask.whole(entered, "turn", "How many?"), ask.one_of(entered, "unit", "Of what?", units))


def has_handoff(entered: Entered) -> bool:
    """Whether the turns of this pattern begin at one time of day."""
    return entered.pick("pattern") not in (SHIFTS, AS_IS)


def handoff(entered: Entered, was: Layer) -> time:
    """The time of day at which turns begin. Refused at handoff, or at the pattern that asks for it."""
    if not has_handoff(entered):
        return was.handoff
    return reading.needed_clock(entered, reading.shown(entered, "handoff", "pattern"))


def standing(layer: Layer) -> Entered:
    """How the turn of a layer stands in the form."""
    turn = layer.turn or LENGTHS["1_day"][1]
    pattern = _pattern(turn, layer.handoff)
    if pattern != OTHER:
        return Entered({"pattern": (pattern,)})
    return Entered({"pattern": (pattern,), "unit": (turn.unit.value,)}, {"turn": str(turn.count)})


def read(entered: Entered, begins: time, was: Turn | None) -> Turn:
    """The turn. Refused at pattern, turn or unit."""
    pattern = entered.pick("pattern")
    if pattern in LENGTHS:
        return LENGTHS[pattern][1]
    if pattern == WEEKENDS:
        return _weekends(begins)
    if pattern == SHIFTS:
        return Turn(Unit.MOMENTS, moments=_EARLY_LATE_NIGHT)
    if pattern == AS_IS and was:
        return was
    if pattern != OTHER:
        reading.missing("pattern", "Choose how long a turn is.")
    count = typed.count_of(entered.text("turn"), reading.shown(entered, "turn", "pattern"))
    unit = UNITS.get(entered.pick("unit"))
    return Turn(unit or reading.missing("unit", "Choose hours, days or weeks."), count)


def _weekends(handoff: time) -> Turn:
    return Turn(Unit.MOMENTS, moments=(Moment(_MONDAY, handoff), Moment(_SATURDAY, handoff)))


def _pattern(turn: Turn, handoff: time) -> str:
    if turn.unit is not Unit.MOMENTS:
        return next((key for key, (_, one) in LENGTHS.items() if one == turn), OTHER)
    moments = tuple(sorted(turn.moments))
    if moments == _weekends(handoff).moments:
        return WEEKENDS
    return SHIFTS if moments == _EARLY_LATE_NIGHT else AS_IS
