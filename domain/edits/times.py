"""The edit of a policy for one severity: who is called when, how often, and what is enough (domain.md b.4).

The bounds are those of the site file. `site_times.py` has what holds for all severities.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.edits import words
from domain.edits.edited import Edited, site_in, unless_same, with_site
from domain.edits.refused import refuse
from domain.edits.sequence import length
from domain.policy import Column, Group, Join, MissedCheck
from domain.severity import Severity
from domain.site import Directory

# Paging more often than this would meet Slack's limit of one post a second with a few escalations open.
SHORTEST = timedelta(seconds=5)
LONGEST = timedelta(days=365)
MOST_ANSWERS = 5
JOINS = tuple(group.value for group in Group)
MAY_BE_NEVER = frozenset({"raiser_told_every", "check_after", "check_every", *JOINS})
LENGTHS = (
    "repage_every",
    "raiser_told_after",
    "raiser_told_every",
    "unanswered_after",
    "stale_after",
    "check_after",
    "check_every",
    "check_answer_within",
    "note_due_after",
)


def set_times(
    directory: Directory,
    at: datetime,
    site_id: str,
    severity: Severity,
    times: Mapping[str, timedelta | None],
    answers_needed: int | None = None,
    missed_check: MissedCheck | None = None,
) -> Edited:
    """The column of one severity, as `column_with` makes it.

    What is open keeps the policy of its tap (principle 7).
    """
    del at
    site = site_in(directory, site_id)
    was = site.policy.column(severity)
    column = column_with(was, times, answers_needed, missed_check)
    changed: dict[str, Any] = {severity.word.casefold(): column}
    after = replace(site, policy=replace(site.policy, **changed))
    subject = f"policy:{site_id}:{severity.word.casefold()}"
    sentence = f"{site.name}, {severity.word}: {_changes(was, column)}."
    field = next(iter(times), "repage_every")
    return unless_same(directory, Edited(with_site(directory, after), subject, sentence, (), field, site_id))


def column_with(
    was: Column,
    times: Mapping[str, timedelta | None],
    answers_needed: int | None = None,
    missed_check: MissedCheck | None = None,
) -> Column:
    """With those times that `times` names: a group's ("tier_2": when it joins) or one of LENGTHS; None is never.

    And with so many who must answer before the others are left in peace, and this for a missed safe check, where they
    are given. Refused at the name of what cannot be.
    """
    for name, given in times.items():
        _check(name, given)
    needed = was.answers_needed if answers_needed is None else answers_needed
    if not 1 <= needed <= MOST_ANSWERS:
        refuse("answers_needed", f'"{needed}" people cannot be asked for.', f"Choose 1 to {MOST_ANSWERS}.")
    lengths: dict[str, Any] = {name: given for name, given in times.items() if name not in JOINS}
    column = replace(
        was,
        **lengths,
        joins=_joins(was, times),
        answers_needed=needed,
        missed_check=missed_check or was.missed_check,
    )
    _check_whole(column)
    return column


def check_length(name: str, given: timedelta | None, shortest: timedelta = SHORTEST) -> None:
    """Refused at this name where it is no length that can work; None is never."""
    if given is None:
        refuse(name, '"never" is no length of time.', "Write it as 30 s, 2 min or 1 h.")
    if not shortest <= given <= LONGEST:
        refuse(name, f'"{length(given)}" cannot work here.', "Write 5 s or more, and no more than a year.")


def time_in(column: Column, name: str) -> timedelta | None:
    """The time of this name in a column; None is never."""
    if name not in JOINS:
        found: timedelta | None = getattr(column, name)
        return found
    return next((join.after for join in column.joins if join.group.value == name), None)


def _check(name: str, given: timedelta | None) -> None:
    if name not in JOINS and name not in LENGTHS:
        refuse(name, "There is no such time.")
    if given is not None or name not in MAY_BE_NEVER:
        check_length(name, given, timedelta() if name in JOINS else SHORTEST)


def _joins(was: Column, times: Mapping[str, timedelta | None]) -> tuple[Join, ...]:
    after = {join.group: join.after for join in was.joins}
    for name, given in times.items():
        if name in JOINS and given is None:
            after.pop(Group(name), None)
        elif name in JOINS and given is not None:
            after[Group(name)] = given
    return tuple(Join(group, since) for group, since in after.items())


def _check_whole(column: Column) -> None:
    if all(join.after for join in column.joins):
        refuse("tier_1", "Nobody would be called at once.", "Let one group join at once, as tier 1 does.")
    if (column.check_after is None) != (column.check_every is None):
        remedy = 'Write a time for both, or "never" for both.'
        refuse("check_every", "The first safe check and the later ones belong together.", remedy)


def _changes(was: Column, now: Column) -> str:
    changed = [name for name in (*JOINS, *LENGTHS) if time_in(was, name) != time_in(now, name)]
    said = [f"{_word(name)} is now {length(time_in(now, name))}" for name in changed]
    if was.answers_needed != now.answers_needed:
        said.append(f"answers needed is now {now.answers_needed}")
    if was.missed_check != now.missed_check:
        said.append(f"a missed safe check now means: {words.missed_word(now.missed_check)}")
    return words.joined(said)


def _word(name: str) -> str:
    return words.group_word(Group(name)) if name in JOINS else name.replace("_", " ")
