"""How long a turn is, in both directions: `1 week`, `12 hours`, or the moments of a week at which turns begin."""

from __future__ import annotations

import re

from bot.site_file.mistakes import Unclear
from bot.site_file.records import Record
from bot.site_file.weekdays import moment_of, moment_text
from domain.rota import Moment, Turn, Unit

_COUNTED = re.compile(r"(\d{1,6}) ?([a-z]+)")
_UNITS = {
    "h": Unit.HOURS, "hour": Unit.HOURS, "hours": Unit.HOURS,
    "day": Unit.DAYS, "days": Unit.DAYS,
    "week": Unit.WEEKS, "weeks": Unit.WEEKS,
}  # fmt: skip
# More would leave the years that a clock can show.
_MOST = 9999
_HOW = "Write it as 12 hours, 2 days or 1 week; or as moments of the week: [mon 09:00, fri 18:00]."


def read_turn(record: Record) -> Turn | None:
    """The turn of a layer; None where it has none, or what it says cannot be one."""
    parts = record.all_understood("turn", _part)
    moments = [part for part in parts if isinstance(part, Moment)]
    lengths = [part for part in parts if isinstance(part, Turn)]
    if moments and not lengths:
        return Turn(Unit.MOMENTS, moments=tuple(sorted(set(moments))))
    if len(lengths) > 1 or moments:
        record.wrong("turn", "This says more than one length.", _HOW)
    return lengths[0] if lengths else None


def _part(text: str) -> Turn | Moment:
    if ":" in text:
        return moment_of(text)
    found = _COUNTED.fullmatch(text.casefold())
    unit = _UNITS.get(found[2]) if found else None
    if found is None or unit is None:
        raise Unclear(f'"{text}" is no length of a turn.', _HOW)
    if not 1 <= int(found[1]) <= _MOST:
        raise Unclear(f'A turn of "{text}" cannot be.', f"Write a number from 1 to {_MOST}, as in 1 week.")
    return Turn(unit, int(found[1]))


def turn_words(turn: Turn) -> str | list[str]:
    """The same in canonical words."""
    if turn.unit is Unit.MOMENTS:
        return [moment_text(moment) for moment in turn.moments]
    return f"{turn.count} {turn.unit.value if turn.count != 1 else turn.unit.value[:-1]}"
