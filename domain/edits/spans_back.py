"""Puts overrides and absences back as they were: each by its id, and only for what is still to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.edits.refused import ChangedSince
from domain.edits.revising import Spanned


def spans_back(
    now: Sequence[Spanned], was: Sequence[Spanned], became: Sequence[Spanned], at: datetime
) -> tuple[Spanned, ...]:
    """Those of `now`, with what an edit made of `was` taken back; others that came since stay.

    Raises ChangedSince where one that the edit changed is another one by now.
    """
    old, new, present = _by_id(was), _by_id(became), _by_id(now)
    ids: list[str] = [one.id for one in was]
    spans: list[Spanned] = list(now)
    for key in {**old, **new}:
        if old.get(key) == new.get(key):
            continue
        if present.get(key) != new.get(key):
            raise ChangedSince
        there = present.get(key)
        place = spans.index(there) if there else min(ids.index(key), len(spans))
        spans[place : place + (there is not None)] = _pieces(there, old.get(key), at)
    return tuple(spans)


def _pieces(there: Spanned | None, again: Spanned | None, at: datetime) -> list[Spanned]:
    """Until `at` what there is, from `at` on what there was."""
    past = replace(there, end=min(there.end, at)) if there and there.start < at else None
    ahead = replace(again, start=max(again.start, at)) if again and again.end > at else None
    if past is None or ahead is None:
        return [one for one in (past, ahead) if one]
    if past.end == at and replace(past, start=at, end=ahead.end) == ahead:
        return [replace(past, end=ahead.end)]
    return [past, replace(ahead, id=f"{ahead.id}-again")]


def _by_id(spans: Sequence[Spanned]) -> dict[str, Spanned]:
    return {one.id: one for one in spans}
