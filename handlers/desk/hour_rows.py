"""Hours of the week as rows of a form: days, from, until; through midnight as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time

from domain.edits.refused import refuse
from domain.rota import Window
from handlers.desk import asking as ask
from handlers.desk import reading
from handlers.desk.kind import Entered
from handlers.screens.parts import Choice, Divider, Part, Pick

FIELD, ALL, SOME, AS_IS = "windows", "all", "some", "as_is"
_MOST = 20
_MIDNIGHT = time()
_EVERY_DAY = frozenset(range(7))


def fields(entered: Entered, label: str, always: str, zone: str, least: int) -> tuple[Part, ...]:
    """The pick between always and certain hours, and for those `least` rows or more: one is always free."""
    picked = entered.pick(FIELD) or ALL
    listed = [Choice(ALL, always), Choice(SOME, "Only in certain hours")]
    if picked == AS_IS:
        listed.append(Choice(AS_IS, "In the hours that it has now"))
    pick = Pick(FIELD, label, tuple(listed), picked=(picked,), optional=False, live=True)
    if picked != SOME:
        return (pick,)
    filled = max((number for number in _numbers() if _is_filled(entered, number)), default=0)
    rows = min(max(least, filled + 1), _MOST)
    return (pick, *(one for number in range(1, rows + 1) for one in _row(entered, number, zone)))


def standing(windows: Sequence[Window]) -> Entered:
    """How hours stand in the form; more than it has rows for can only stay as they are."""
    if not windows or len(windows) > _MOST:
        return Entered({FIELD: (AS_IS if windows else ALL,)})
    rows = list(enumerate(windows, 1))
    picks = {_name(n, "days"): tuple(str(day) for day in sorted(one.days)) for n, one in rows}
    texts = {_name(n, "start"): f"{one.start:%H:%M}" for n, one in rows}
    texts |= {_name(n, "end"): f"{one.end:%H:%M}" for n, one in rows}
    return Entered({FIELD: (SOME,), **picks}, texts)


def read(entered: Entered, was: Sequence[Window]) -> tuple[Window, ...]:
    """The hours. Refused at windows, or at the field of a row."""
    picked = entered.pick(FIELD) or ALL
    if picked == ALL:
        return ()
    if picked == AS_IS:
        return tuple(was)
    if picked != SOME:
        refuse(FIELD, "That is none of these.", "Choose one of them.")
    found = tuple(one for number in _numbers() if (one := _window(entered, number)))
    return found or refuse(FIELD, "No hours are given.", "Fill in one row, or choose the other.")


def _window(entered: Entered, number: int) -> Window | None:
    """One row; without days it is every day, without times the whole day."""
    if not _is_filled(entered, number):
        return None
    days = reading.weekdays(entered, _name(number, "days")) or _EVERY_DAY
    start = reading.clock(entered, _name(number, "start"))
    end = reading.clock(entered, _name(number, "end"))
    if start is None and end is None:
        return Window(days, _MIDNIGHT, _MIDNIGHT)
    if start is None:
        reading.missing(_name(number, "start"), "Say from when.")
    if end is None:
        reading.missing(_name(number, "end"), "Say until when.")
    if start == end != _MIDNIGHT:
        remedy = "Choose two different times, or none for the whole day."
        refuse(_name(number, "end"), f"From {start:%H:%M} until {end:%H:%M} is no time at all.", remedy)
    return Window(days, start, end)


def _row(entered: Entered, number: int, zone: str) -> Iterator[Part]:
    more = "" if number == 1 else f" ({number})"
    if more:
        yield Divider()
    yield ask.weekdays(entered, _name(number, "days"), f"Days{more}", "" if more else "None ticked: every day.")
    yield ask.clock(entered, _name(number, "start"), f"From{more}", zone, optional=True)
    until = "" if more else "22:00 until 06:00 ends the next morning. No times: the whole day."
    yield ask.clock(entered, _name(number, "end"), f"Until{more}", zone, optional=True, hint=until)


def _is_filled(entered: Entered, number: int) -> bool:
    texts = (entered.text(_name(number, "start")), entered.text(_name(number, "end")))
    return any(texts) or bool(entered.picks.get(_name(number, "days")))


def _numbers() -> range:
    return range(1, _MOST + 1)


def _name(number: int, what: str) -> str:
    return f"window_{number}_{what}"
