"""The floor of a year: a sweep written for this one case, which knows no windows, revisions, absences or kinds."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from benchmarks.rota_case import ZONE, Case, Segments, merged


def segments(case: Case, start: datetime, end: datetime) -> Segments:
    """Who holds from when to when in [start, end)."""
    events = _events(case, start, end)
    holding: list[str | None] = [None] * (len(case.layers) + len(case.stand_ins))
    edges: list[tuple[datetime, str | None]] = [(start, None)]
    for at, rank, person in events:
        holding[rank] = person
        holder = None
        for one in reversed(holding):
            if one is not None:
                holder = one
                break
        if at <= start:
            edges[0] = (start, holder)
        elif at == edges[-1][0]:
            edges[-1] = (at, holder)
        else:
            edges.append((at, holder))
    return merged(edges, end)


def _events(case: Case, start: datetime, end: datetime) -> list[tuple[datetime, int, str | None]]:
    """Somebody begins or ends at a rank; ends before beginnings of one instant."""
    zone = ZoneInfo(ZONE)
    ended: list[tuple[datetime, int, str | None]] = []
    begun: list[tuple[datetime, int, str | None]] = []
    first = start.astimezone(zone).replace(tzinfo=None)
    for rank, layer in enumerate(case.layers):
        number = (first - layer.first) // layer.every - 1
        while True:
            wall = layer.first + number * layer.every
            begin = wall.replace(tzinfo=zone).astimezone(UTC)
            if begin >= end:
                break
            begun.append((begin, rank, layer.people[number % len(layer.people)]))
            ended.append(((wall + layer.lasts).replace(tzinfo=zone).astimezone(UTC), rank, None))
            number += 1
    for rank, one in enumerate(case.stand_ins, len(case.layers)):
        if one.start < end and one.end > start:
            begun.append((one.start, rank, one.person))
            ended.append((one.end, rank, None))
    return sorted(
        (event for event in ended + begun if event[0] < end), key=lambda event: (event[0], event[2] is not None)
    )
