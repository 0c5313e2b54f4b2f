"""The pictures of figures in words, for whoever has them read aloud: the same numbers, in at most 2000 characters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.pictures.days import MONTHS
from domain.learning.figures import BANDS, FEWER, LevelCounts, Times, WeekCounts, band_words, lasted
from domain.severity import Severity

LIMIT = 2000
"""Slack: the longest alt_text of an image."""


def of_weeks(title: str, weeks: Sequence[WeekCounts]) -> str:
    """Newest week first, so that what is cut is the oldest."""
    said = [f"week of {w.start.day} {MONTHS[w.start.month - 1]}: {_levels(w.cases)}" for w in reversed(weeks)]
    return _whole(f"{title}, by week, newest first", said)


def _levels(cases: LevelCounts) -> str:
    given = [f"{level.word} {count}" for level, count in sorted(cases.given.items())]
    others = [f"levels under 3 together {cases.others}"] if cases.others else []
    return ", ".join([*given, *others]) or FEWER


def of_times(title: str, acknowledged: Mapping[Severity, Times], with_staff: Mapping[Severity, Times]) -> str:
    """Each level's two times."""
    said = []
    for level in Severity:
        for name, times in (("first answer", acknowledged), ("with staff", with_staff)):
            if one := times.get(level):
                said.append(
                    f"{level.word}, {name}: half within {lasted(one.median)}, 9 in 10 within {lasted(one.ninetieth)}"
                )
    return _whole(title, said)


def of_bars(title: str, rows: Sequence[tuple[str, int]]) -> str:
    """Each with its count."""
    return _whole(title, [f"{words} {count}" for words, count in rows])


def of_hours(title: str, hours: Mapping[int, int]) -> str:
    """Each band with its count."""
    return _whole(title, [f"{band_words(band)} h {hours.get(band, FEWER)}" for band in BANDS])


def _whole(title: str, said: Sequence[str]) -> str:
    text = f"{title}: {'; '.join(said)}."
    return text if len(text) <= LIMIT else f"{text[: LIMIT - 1]}…"
