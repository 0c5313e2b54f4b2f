"""Which case of the year was when: no cause more often than twice in thirty days, but where that is the story.

So that the bot drafts nothing by itself (domain.md d.6): one rule has three cases and its proposal, one has two, and
the third is raised by hand in the demo.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as clock
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from domain.severity import Severity
from domain.site import Site
from domain.wall import instant_of, wall_of

HOTEL, KIOSK = "harbour-hotel", "quay-kiosk"
_LEVELS = {"U": Severity.UPSET, "A": Severity.ABUSIVE, "T": Severity.THREATENING, "V": Severity.VIOLENT}
_WINDOW, _LATELY, _LAST = 30, 31, 350
# Enough in each of the last two months that last month's times are told for these levels too.
_UPSET = tuple(range(3, 84, 2))
_ABUSIVE = (4, 10, 16, 20, 24, 28, 34, 40, 45, 50, 56, 61)
_THREATENING = (5, 14, 23, 32, 41, 50, 59, 120, 190, 260, 330)
_VIOLENT = (90, 240, 310)
# Where none of these is free: any day that is long enough ago, far from the one before.
_ANY_DAY = sorted(range(_LATELY, _LAST), key=lambda day: day * 149 % 317)
_TAKEN_BACK = (8, 19, 45, 71, 150, 220, 275)
_OF_KIOSK = (9, 37, 60, 84, 107, 131, 155, 179, 201, 226, 249, 273, 298, 322, 340)


@dataclass(frozen=True)
class Theme:
    """What cases were about: ids of places and words of pick-list entries; `hours` on the site's clock."""

    trigger: str
    journey: str
    places: tuple[str, ...]
    hours: tuple[int, ...]
    tried: tuple[tuple[str, ...], ...]
    helped: tuple[tuple[str, ...], ...]
    rule: str = ""
    site: str = HOTEL


@dataclass(frozen=True)
class Case:
    """One case: the `number`-th of the year, `age` days ago; `lesson` are the words that others may read."""

    number: int
    theme: Theme
    severity: Severity
    lesson: str
    change: str
    age: int

    def pick(self, options: Sequence[Any]) -> Any:
        """One of several, always the same for this case; not in step with the numbers of one theme."""
        return options[(self.number * 11 + self.number // 4 + self.age // 3) % len(options)]

    def raised_at(self, site: Site, now: datetime) -> datetime:
        """When the raiser tapped, by the clock of the site; before `now`."""
        zone = ZoneInfo(site.zone)
        day = wall_of(now, zone).date() - timedelta(days=self.age)
        at = clock(self.pick(self.theme.hours), self.number * 37 % 60, self.number * 13 % 60)
        return instant_of(datetime.combine(day, at), zone)


def taken_back() -> list[Case]:
    """Cases that were taken back by whoever raised them: nobody came, and nothing was written."""
    theme = Theme("", "", ("front-desk",), (9, 15, 20), (), ())
    return [
        Case(900 + number, theme, Severity.UPSET if number % 3 else Severity.ABUSIVE, "", "", age)
        for number, age in enumerate(_TAKEN_BACK)
    ]


@dataclass(frozen=True)
class _Line:
    theme: Theme
    severity: Severity
    lesson: str
    change: str
    age: int | None


def cases() -> list[Case]:
    """The cases of the year, the oldest first."""
    lines = list(_lines())
    dated = [(line, line.age) for line in lines if line.age is not None]
    undated = [line for line in lines if line.age is None]
    for site, level in ((site, level) for site in (HOTEL, KIOSK) for level in reversed(Severity)):
        mine = [line for line in undated if (line.theme.site, line.severity) == (site, level)]
        dated += _spread(mine, _ages(site, level, len(mine)), dated)
    dated.sort(key=lambda one: (-one[1], one[0].theme.trigger, one[0].lesson))
    return [
        Case(number, line.theme, line.severity, line.lesson, line.change, age)
        for number, (line, age) in enumerate(dated)
    ]


def _ages(site: str, level: Severity, count: int) -> list[int]:
    if site == KIOSK:
        return [age + int(level) for age in _OF_KIOSK]
    if level == Severity.THREATENING:
        return list(_THREATENING)
    if level == Severity.VIOLENT:
        return list(_VIOLENT)
    often = _ABUSIVE if level == Severity.ABUSIVE else _UPSET
    left = max(count - len(often), 1)
    return [*often, *(often[-1] + round(number * (_LAST - often[-1]) / left) for number in range(1, left + 1))]


def _spread(lines: Sequence[_Line], ages: Sequence[int], dated: Sequence[tuple[_Line, int]]) -> list[tuple[_Line, int]]:
    """Each line at the first of these ages that its cause leaves free; else at the nearest free day."""
    taken: Mapping[tuple[str, str], list[int]] = defaultdict(list)
    for line, age in dated:
        taken[_cause(line)].append(age)
    placed: list[tuple[_Line, int]] = []
    free = list(ages)
    for line in lines:
        held = taken[_cause(line)]
        fitting = [age for age in free if _fits(held, age)]
        if fitting:
            free.remove(fitting[0])
        age = next(day for day in [*fitting, *_ANY_DAY] if _fits(held, day))
        held.append(age)
        placed.append((line, age))
    return placed


def _cause(line: _Line) -> tuple[str, str]:
    return line.theme.site, line.theme.trigger


def _fits(held: Sequence[int], age: int) -> bool:
    """Whether no thirty days get a third case, nor the last thirty a second one."""
    if age < _LATELY and any(one < _LATELY for one in held):
        return False
    ordered = sorted([*held, age])
    triples = zip(ordered, ordered[2:], strict=False)
    return all(not first <= age <= third or third - first > _WINDOW for first, third in triples)


def _lines() -> Iterator[_Line]:
    """One of each theme, then the second of each, and so on: what lies side by side is about different things."""
    text = (files("bot.demo.year") / "notes.toml").read_text(encoding="utf-8")
    themes = [list(_of_theme(table)) for table in tomllib.loads(text)["theme"]]
    for turn in range(max(map(len, themes))):
        yield from (lines[turn] for lines in themes if turn < len(lines))


def _of_theme(table: Mapping[str, Any]) -> Iterator[_Line]:
    theme = Theme(
        table["trigger"], table["journey"], tuple(table["places"]), tuple(table["hours"]),
        tuple(map(tuple, table["tried"])), tuple(map(tuple, table["helped"])),
        table.get("rule", ""), table.get("site", HOTEL),
    )  # fmt: skip
    ages = [*table.get("ages", [])]
    for number, text in enumerate(table["lessons"]):
        lesson, _, change = text[2:].partition(" => ")
        yield _Line(theme, _LEVELS[text[0]], lesson, change, ages[number] if number < len(ages) else None)
