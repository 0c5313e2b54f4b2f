"""What a lesson says of itself in a few words, from its picks alone."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.learning.lesson import Lesson
from domain.note.lists import OwnLists, all_words, words_of

_MOST = 2
_AN_HOUR, _TWO_HOURS = 60, 120
_SPANS = ((730, 365, "years"), (60, 30, "months"), (14, 7, "weeks"), (2, 1, "days"))


def cause_of(lesson: Lesson, own: OwnLists) -> str:
    """The rule that it was about, else its first trigger."""
    if lesson.rule:
        return words_of("rule", lesson.rule, own)
    return words_of("trigger", lesson.triggers[0], own) if lesson.triggers else "Cause not known"


def what_was_done(lesson: Lesson, own: OwnLists) -> str:
    """What was offered or tried, else what helped: at most two of them, in small letters."""
    words = all_words("tried", lesson.tried, own) or all_words("helped", lesson.helped, own)
    # An entry may have a comma of its own.
    return " + ".join(words[:_MOST]).lower()


def ending(lesson: Lesson, own: OwnLists) -> str:
    """How it ended, and how long it took: "solved in 4 min"."""
    how = words_of("ended", lesson.ended, own).lower() if lesson.ended else "ended"
    return f"{how} in {_took(lesson.minutes)}" if lesson.minutes else how


def _took(minutes: int) -> str:
    return f"{minutes} min" if minutes < _TWO_HOURS else f"{minutes // _AN_HOUR} h"


def ago(then: datetime, now: datetime) -> str:
    """How long ago: "3 weeks ago"."""
    days = max((now - then) // timedelta(days=1), 0)
    for least, each, unit in _SPANS:
        if days >= least:
            return f"{days // each} {unit} ago"
    return "yesterday" if days == 1 else "today"
