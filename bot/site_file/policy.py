"""Changes to the shipped policy, in both directions; what a site does not mention stays as shipped (domain.md b.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from bot.site_file.mistakes import did_you_mean
from bot.site_file.records import Record
from domain.durations import NEVER, duration_of, duration_text
from domain.policy import STANDARD, Column, EscalationPolicy, Group, Join, MissedCheck

SEVERITIES = ("upset", "abusive", "threatening", "violent")
WHOLE = tuple(each.name for each in fields(EscalationPolicy) if each.name not in SEVERITIES)

_JOINS = tuple(group.value for group in Group)
_MAY_BE_NEVER = frozenset({"raiser_told_every", "check_after", "check_every", *_JOINS})
_OTHER = ("joins", "missed_check", "answers_needed")
_DURATIONS = tuple(each.name for each in fields(Column) if each.name not in _OTHER)
_MISSED = {
    "ask again": MissedCheck.ASK_AGAIN,
    "page the next tier": MissedCheck.NEXT_TIER,
    "page the next tier, then VIOLENT": MissedCheck.NEXT_TIER_THEN_VIOLENT,
    "tell the responders": MissedCheck.TELL_RESPONDERS,
}
_MISSED_WORDS = {value: words for words, value in _MISSED.items()}

# Paging more often than this would meet Slack's limit of one post a second with a few escalations open.
_SHORTEST = timedelta(seconds=5)
_LONGEST = timedelta(days=365)


def read_policy(site: Record) -> EscalationPolicy:
    """The policy of a site: the shipped one with the changes below `policy:`."""
    record = site.record("policy", (*SEVERITIES, *WHOLE))
    changes: dict[str, Any] = {}
    for name in record.names():
        if name in SEVERITIES:
            changes[name] = _read_column(record.record(name, (*_DURATIONS, *_JOINS, *_OTHER[1:])), name)
        else:
            length = _duration(record, name)
            changes |= {} if length is None else {name: length}
    return replace(STANDARD, **changes)


def policy_values(policy: EscalationPolicy) -> dict[str, Any]:
    """Everything that a policy says, as the words of a site file."""
    values: dict[str, Any] = {name: _column_values(getattr(policy, name)) for name in SEVERITIES}
    return values | {name: duration_text(getattr(policy, name)) for name in WHOLE}


def policy_changes(policy: EscalationPolicy) -> dict[str, Any]:
    """Only what differs from the shipped policy."""
    return _changes(policy_values(policy), policy_values(STANDARD))


def _changes(values: Mapping[str, Any], standard: Mapping[str, Any]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            inner = _changes(value, standard[name])
            changed |= {name: inner} if inner else {}
        elif value != standard[name]:
            changed[name] = value
    return changed


def _column_values(column: Column) -> dict[str, Any]:
    joins = {join.group.value: duration_text(join.after) for join in column.joins}
    values: dict[str, Any] = {group: joins.get(group, NEVER) for group in _JOINS}
    for name in _DURATIONS:
        length = getattr(column, name)
        values[name] = NEVER if length is None else duration_text(length)
    return values | {"missed_check": _MISSED_WORDS[column.missed_check], "answers_needed": column.answers_needed}


def _read_column(record: Record, severity: str) -> Column:
    standard: Column = getattr(STANDARD, severity)
    changes: dict[str, Any] = {}
    for name in (each for each in record.names() if each in _DURATIONS):
        if _is_never(record, name):
            changes[name] = None
        else:
            length = _duration(record, name)
            changes |= {} if length is None else {name: length}
    column = replace(standard, **changes, joins=_read_joins(record, standard))
    column = _read_others(record, column)
    _check_column(record, column)
    return column


def _read_joins(record: Record, standard: Column) -> tuple[Join, ...]:
    after = {join.group: join.after for join in standard.joins}
    for group in (each for each in Group if record.has(each.value)):
        if _is_never(record, group.value):
            after.pop(group, None)
            continue
        length = _duration(record, group.value)
        if length is not None:
            after[group] = length
    kept = [join.group for join in standard.joins if join.group in after]
    added = [group for group in Group if group in after and group not in kept]
    return tuple(Join(group, after[group]) for group in (*kept, *added))


def _read_others(record: Record, column: Column) -> Column:
    if record.has("missed_check"):
        words = record.text("missed_check")
        found = next((value for known, value in _MISSED.items() if known.casefold() == words.casefold()), None)
        if found is None:
            known = ", ".join(f'"{each}"' for each in _MISSED)
            record.wrong(
                "missed_check", f'"{words}" is unknown.', did_you_mean(words, _MISSED, f"Write one of {known}.")
            )
        column = replace(column, missed_check=found or column.missed_check)
    if record.has("answers_needed"):
        words = record.text("answers_needed")
        if words not in {"1", "2", "3", "4", "5"}:
            record.wrong("answers_needed", f'"{words}" people cannot be asked for.', "Write a number from 1 to 5.")
        else:
            column = replace(column, answers_needed=int(words))
    return column


def _check_column(record: Record, column: Column) -> None:
    if all(join.after for join in column.joins):
        record.wrong("", "Nobody would be called at once.", "Let one group join `at once`, as tier_1 does.")
    if (column.check_after is None) != (column.check_every is None):
        remedy = "Write a time for both, or `never` for both."
        record.wrong("check_every", "check_after and check_every belong together.", remedy)


def _is_never(record: Record, name: str) -> bool:
    return name in _MAY_BE_NEVER and record.text(name).casefold() == NEVER


def _duration(record: Record, name: str) -> timedelta | None:
    words = record.text(name)
    length = duration_of(words)
    if length is None:
        example = f"{words} s or {words} min" if words.isdigit() else "30 s, 2 min or 1 h"
        record.wrong(name, f'"{words}" is no length of time.', f"Write it as {example}.")
    elif not (timedelta() if name in _JOINS else _SHORTEST) <= length <= _LONGEST:
        record.wrong(name, f'"{words}" cannot work here.', "Write 5 s or more, and no more than a year.")
        return None
    return length
