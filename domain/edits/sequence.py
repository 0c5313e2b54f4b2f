"""What happens at minute 0, 1, 3, 10 after a tap, as a list of sentences: shown while an admin edits the times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from domain.edits import words
from domain.policy import Column, EscalationPolicy, Group
from domain.severity import Severity

_AT_ONCE = timedelta()
_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))


def in_words(
    policy: EscalationPolicy, severity: Severity, names: Mapping[Group, str] | None = None, lone: bool = False
) -> tuple[str, ...]:
    """One sentence for each instant while nobody answers ("3:00  Tier 2 is paged too."), and then what follows an
    answer. `names` are those of the site's tiers, where they have any; `lone`: for somebody who works alone (b.5)."""
    column = policy.column(severity, lone)
    steps = sorted([*_calls(column, names or {}), *_others(column)], key=lambda step: step[0])
    backup = (names or {}).get(Group.BACKUP) or words.group_word(Group.BACKUP)
    told = f"whoever has it and {backup} are told" if severity is Severity.VIOLENT else "whoever has it is told"
    return (*(f"{minute(at)}  {sentence}" for at, sentence in steps), *_answers(column), *_missed(column, told))


def in_short(
    policy: EscalationPolicy, severity: Severity, names: Mapping[Group, str] | None = None, lone: bool = False
) -> str:
    """The same as one line: "Tier 1 at once; again every minute; unanswered after 10 minutes". As for `in_words`."""
    column = policy.column(severity, lone)
    first = min((join.after for join in column.joins), default=_AT_ONCE)
    called = words.joined(_called(column, names or {}, first))
    when = f"after {length(first)}" if first else length(first)
    unanswered = length(column.unanswered_after)
    return f"{words.capital(called)} {when}; again {every(column.repage_every)}; unanswered after {unanswered}"


def minute(since: timedelta) -> str:
    """The time since the tap: "1:30", and "1:00:00" from an hour on."""
    minutes, seconds = divmod(int(since.total_seconds()), 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def length(duration: timedelta | None) -> str:
    """A duration in words: "at once", "30 seconds", "1 hour 30 minutes", "never"."""
    if duration is None:
        return "never"
    rest, parts = int(duration.total_seconds()), list[str]()
    for size, word in _UNITS:
        count, rest = divmod(rest, size)
        parts += [f"{count} {word}{'s' if count > 1 else ''}"] if count else []
    return " ".join(parts) or "at once"


def every(duration: timedelta) -> str:
    """How often, in words: "every minute", "every 90 seconds"."""
    words_of = length(duration)
    count, _, unit = words_of.partition(" ")
    return f"every {unit}" if count == "1" and " " not in unit else f"every {words_of}"


def _calls(column: Column, names: Mapping[Group, str]) -> Iterator[tuple[timedelta, str]]:
    ordered = sorted(column.joins, key=lambda join: join.after)
    for since in dict.fromkeys(join.after for join in ordered):
        called = _called(column, names, since)
        too = " too" if since > _AT_ONCE else ""
        yield since, f"{words.capital(words.joined(called))} {_are(called, column, since)} paged{too}."


def _called(column: Column, names: Mapping[Group, str], since: timedelta) -> list[str]:
    joins = (join for join in column.joins if join.after == since)
    return [names.get(join.group) or words.group_word(join.group) for join in joins]


def _are(called: list[str], column: Column, since: timedelta) -> str:
    plural = len(called) > 1 or [j.group for j in column.joins if j.after == since] == [Group.HELPERS]
    return "are" if plural else "is"


def _others(column: Column) -> Iterator[tuple[timedelta, str]]:
    yield column.repage_every, f"Whoever was paged is paged again, and then {every(column.repage_every)}."
    again = f", and then {every(column.raiser_told_every)}" if column.raiser_told_every else ""
    yield column.raiser_told_after, f"The raiser reads that nobody has answered yet{again}."
    if column.check_after and column.check_every:
        yield column.check_after, f"The raiser is asked whether they are safe, and then {every(column.check_every)}."
    yield column.unanswered_after, "Unanswered: everybody is paged at once, and paging goes on."


def _answers(column: Column) -> Iterator[str]:
    people = "somebody has it" if column.answers_needed == 1 else f"{column.answers_needed} people have it"
    yield f"Paging stops when {people}."
    late = length(column.stale_after)
    yield f"Whoever has it and is not there {late} later is paged again, and so is the next tier."


def _missed(column: Column, told: str) -> Iterator[str]:
    if column.check_after:
        within, then = length(column.check_answer_within), words.missed_word(column.missed_check)
        yield f"A safe check without an answer for {within} is missed: {told}, and {then}."
