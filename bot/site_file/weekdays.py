"""Days and hours of the week in words, in both directions: `mon-fri 06:00-22:00`, `sat sun`, `mon 09:00`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from bot.site_file.mistakes import Unclear, did_you_mean
from bot.site_file.times import clock_of, clock_text
from domain.rota import Moment, Window

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_LONG = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MIDNIGHT = "24:00"
_WINDOW = "Write it as mon-fri 06:00-22:00, or sat sun 22:00-06:00 for through midnight."


def days_of(text: str) -> frozenset[int]:
    """The weekdays (0 is Monday) of words such as "mon-fri sun". Raises Unclear."""
    return frozenset(day for word in text.replace(",", " ").split() for day in _span(word))


def _span(word: str) -> Iterable[int]:
    first, dash, last = word.partition("-")
    begin, end = _day(first), _day(last if dash else first)
    return ((begin + n) % len(DAYS) for n in range((end - begin) % len(DAYS) + 1))


def _day(word: str) -> int:
    short = word.casefold()
    for known in (DAYS, _LONG):
        if short in known:
            return known.index(short)
    raise Unclear(f'"{word}" is no weekday.', did_you_mean(word, DAYS, f"Weekdays are {', '.join(DAYS)}."))


def days_text(days: Iterable[int]) -> str:
    """The same in canonical words: from Monday on, neighbours as a span."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return " ".join(DAYS[run[0]] + (f"-{DAYS[run[-1]]}" if len(run) > 1 else "") for run in runs)


def window_of(text: str) -> Window:
    """The hours of the week of words such as "mon-fri 06:00-22:00"; days alone are whole. Raises Unclear."""
    days, _, hours = text.rpartition(" ")
    if ":" not in text:
        return Window(_some(days_of(text), text), time(), time())
    start, dash, end = hours.partition("-")
    if not dash or not days:
        raise Unclear(f'"{text}" are no hours of the week.', _WINDOW)
    return Window(_some(days_of(days), text), clock_of(start), time() if end == _MIDNIGHT else clock_of(end))


def _some(days: frozenset[int], text: str) -> frozenset[int]:
    if not days:
        raise Unclear(f'"{text}" names no weekday.', _WINDOW)
    return days


def window_text(window: Window) -> str:
    """The same in canonical words."""
    end = _MIDNIGHT if window.end == time() else clock_text(window.end)
    return f"{days_text(window.days)} {clock_text(window.start)}-{end}"


def moment_of(text: str) -> Moment:
    """The moment of every week of words such as "mon 09:00". Raises Unclear."""
    day, _, at = text.partition(" ")
    if not at:
        raise Unclear(f'"{text}" is no moment of the week.', "Write it as mon 09:00.")
    return Moment(_day(day), clock_of(at))


def moment_text(moment: Moment) -> str:
    """The same in canonical words."""
    return f"{DAYS[moment.weekday]} {clock_text(moment.at)}"
