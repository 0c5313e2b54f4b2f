"""The edit of a policy's times for one severity: who is called when, and how often (domain.md b.4).

The bounds and the words are those of the site file.
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
from domain.policy import Column, Group, Join
from domain.severity import Severity
from domain.site import Directory

# Paging more often than this would meet Slack's limit of one post a second with a few escalations open.
SHORTEST = timedelta(seconds=5)
LONGEST = timedelta(days=365)
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
    directory: Directory, at: datetime, site_id: str, severity: Severity, times: Mapping[str, timedelta | None]
) -> Edited:
    """Those times of one severity that `times` names: a group's ("tier_2": when it joins) or one of LENGTHS.

    None is never. What is open keeps the policy of its tap (principle 7). Refused at the name of the time.
    """
    del at
    site = site_in(directory, site_id)
    for name, given in times.items():
        _check(name, given)
    was = site.policy.column(severity)
    lengths: dict[str, Any] = {name: given for name, given in times.items() if name not in JOINS}
    column = replace(was, **lengths, joins=_joins(was, times))
    _check_whole(column)
    changed: dict[str, Any] = {severity.word.casefold(): column}
    after = replace(site, policy=replace(site.policy, **changed))
    subject = f"policy:{site_id}:{severity.word.casefold()}"
    sentence = f"{site.name}, {severity.word}: {_changes(was, column)}."
    field = next(iter(times), "repage_every")
    return unless_same(directory, Edited(with_site(directory, after), subject, sentence, (), field, site_id))


def time_in(column: Column, name: str) -> timedelta | None:
    """The time of this name in a column; None is never."""
    if name not in JOINS:
        found: timedelta | None = getattr(column, name)
        return found
    return next((join.after for join in column.joins if join.group.value == name), None)


def _check(name: str, given: timedelta | None) -> None:
    if name not in JOINS and name not in LENGTHS:
        refuse(name, "There is no such time.")
    if given is None:
        if name not in MAY_BE_NEVER:
            refuse(name, '"never" is no length of time.', "Write it as 30 s, 2 min or 1 h.")
    elif not (timedelta() if name in JOINS else SHORTEST) <= given <= LONGEST:
        refuse(name, f'"{length(given)}" cannot work here.', "Write 5 s or more, and no more than a year.")


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
    return words.joined(f"{_word(name)} is now {length(time_in(now, name))}" for name in changed)


def _word(name: str) -> str:
    return words.group_word(Group(name)) if name in JOINS else name.replace("_", " ")
