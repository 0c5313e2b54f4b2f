"""What is asked about one severity: each time of its column, how many must answer, what a missed safe check does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from domain.edits.refused import Refused, refuse
from domain.edits.times import MAY_BE_NEVER, MOST_ANSWERS, time_in
from domain.edits.words import capital, missed_word
from domain.policy import Column, MissedCheck
from domain.severity import Severity
from handlers.desk import asking as ask
from handlers.desk import reading as read
from handlers.desk.kind import Entered
from handlers.desk.lengths import Length, id_of, length_entered, length_fields, lengths_so_far
from handlers.screens.parts import Choice, Divider, Line, Part, Pick, Small, Strong

_JOINS = (0, 20, 30, 60, 90, 120, 180, 240, 300, 360, 420, 600, 900, 1200)
_BEATS = (10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800)
_DUE = (3600, 7200, 14400, 28800, 43200, 86400, 172800, 259200, 345600, 432000, 604800)
_ANSWERS, _MISSED = "answers_needed", "missed_check"
_NUMBERS = {str(number): number for number in range(1, MOST_ANSWERS + 1)}


class Rules(NamedTuple):
    """What was entered, as `domain.edits.set_times` takes it; None is what could not be read yet."""

    times: dict[str, timedelta | None]
    answers_needed: int | None = None
    missed_check: MissedCheck | None = None


def _joins(name: str, label: str) -> Length:
    return Length(name, label, _JOINS, never=name in MAY_BE_NEVER, after=True)


def _time(name: str, label: str, hint: str = "", offered: tuple[int, ...] = _BEATS) -> Length:
    return Length(name, label, offered, hint, never=name in MAY_BE_NEVER)


_ASKED = {
    "Who is paged, and when": (
        _joins("tier_1", "Tier 1"),
        _joins("tier_2", "Tier 2"),
        _joins("tier_3", "Tier 3"),
        _joins("security", "Security"),
        _joins("helpers", "Helpers"),
        _joins("safety", "Safety"),
        _joins("backup", "Backup list"),
    ),
    "While nobody answers": (
        _time("repage_every", "Paged again every"),
        _time("raiser_told_after", "Raiser is told after", "That nobody has answered yet."),
        _time("raiser_told_every", "And told again every"),
        _time("unanswered_after", "Unanswered after", "Then everybody is paged at once."),
    ),
    "Once somebody has it": (
        _ANSWERS,
        _time("stale_after", "Not there: paged again after", "They have it and have not arrived."),
    ),
    "Is the raiser safe?": (
        _time("check_after", "First safe check after"),
        _time("check_every", "Then every"),
        _time("check_answer_within", "Answered within", "No answer by then is a missed check."),
        _MISSED,
    ),
    "Afterwards": (_time("note_due_after", "Note due after", offered=_DUE),),
}
TIMES = tuple(asked for each in _ASKED.values() for asked in each if isinstance(asked, Length))


def stands(column: Column) -> Entered:
    """The column as it is, as if it had been entered."""
    times = {time.name: (id_of(time_in(column, time.name)),) for time in TIMES}
    return Entered({**times, _ANSWERS: (str(column.answers_needed),), _MISSED: (column.missed_check.value,)})


def fields(severity: Severity, entered: Entered) -> Iterator[Part]:
    """Everything that is asked, below its headings."""
    for heading, each in _ASKED.items():
        yield Divider()
        yield Line((Strong(heading),))
        for asked in each:
            if isinstance(asked, Length):
                yield from length_fields(asked, entered)
            elif asked == _MISSED:
                yield _missed(entered)
            else:
                yield from _answers(severity, entered)


def rules(entered: Entered) -> Rules:
    """What was entered. Refused at the field that holds what cannot be."""
    return Rules({time.name: length_entered(entered, time.name) for time in TIMES}, *_picked(entered))


def rules_so_far(entered: Entered) -> tuple[Rules, str]:
    """What can be read of it while the form is filled in, and what is said of the first that cannot."""
    times, said = lengths_so_far(entered, TIMES)
    try:
        return Rules(times, *_picked(entered)), said
    except Refused as no:
        return Rules(times), said or no.sentence


def _picked(entered: Entered) -> tuple[int, MissedCheck]:
    needed = _NUMBERS.get(read.picked(entered, _ANSWERS, "Pick how many must answer."))
    if needed is None:
        refuse(_ANSWERS, "That is no number of people.", f"Pick 1 to {MOST_ANSWERS}.")
    missed = read.picked(entered, _MISSED, "Pick what a missed safe check does.")
    if missed not in {one.value for one in MissedCheck}:
        refuse(_MISSED, "That cannot be done.", "Pick one of the list.")
    return needed, MissedCheck(missed)


def _answers(severity: Severity, entered: Entered) -> Iterator[Part]:
    """How many must answer; that one is enough when it is VIOLENT can be picked, and is said (domain.md b.4)."""
    choices = tuple(Choice(id_, f"{id_} {'people have' if n > 1 else 'person has'} it") for id_, n in _NUMBERS.items())
    yield ask.one_of(entered, _ANSWERS, "Paging stops when", choices, live=True)
    if severity is Severity.VIOLENT and entered.pick(_ANSWERS) == "1":
        yield Small(("One answer then stops the paging of everybody else, and one person goes in alone.",))


def _missed(entered: Entered) -> Pick:
    choices = tuple(Choice(rule.value, capital(missed_word(rule))) for rule in MissedCheck)
    hint, picked = "Whoever has it is told in any case.", entered.picks.get(_MISSED, ())
    return Pick(_MISSED, "A missed safe check", choices, picked=picked, optional=False, live=True, hint=hint)
