"""P19: the product, a sweep for this one case, and both libraries say the same, at 336 instants and of a whole year."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.bench import Bench
from benchmarks.floors import own_sweep
from benchmarks.floors.calendars import Calendar
from benchmarks.floors.ready_list import ReadyList
from benchmarks.floors.rules import Rules
from benchmarks.rota_case import END, HOURS, START, Segments, case
from benchmarks.table import Row
from domain.oncall import holder, shifts


def measure(bench: Bench) -> Iterator[Row]:
    """How many answers differ."""
    asked = case()
    of, rules, calendar = asked.tier(), Rules(asked), Calendar(asked)
    swept = own_sweep.segments(asked, START, END)
    firsts = (holder(of, at) for at in HOURS)
    answers: list[list[str | None]] = [
        [first.person_id if first else None for first in firsts],
        *([who(at) for at in HOURS] for who in (ReadyList(swept).who, rules.who, calendar.who)),
    ]
    differ = sum(len(set(said)) > 1 for said in zip(*answers, strict=True))
    what = f"of {len(HOURS)} instants, both nights of a change: answers that differ"
    yield Row("P19", what, "4 ways", f"{len(set(answers[0]))} holders", str(differ), differ, "==", 0, "")
    own: Segments = [(one.start, one.end, one.person_id) for one in shifts(of, START, END)]
    for name, theirs in (
        ("a sweep for this case", swept),
        ("python-dateutil", rules.segments(START, END)),
        ("recurring-ical-events", calendar.segments(START, END)),
    ):
        apart = len(set(own) ^ set(theirs))
        yield Row("P19", f"segments of the year unlike {name}", "", f"{len(theirs)}", f"{len(own)}", apart, "==", 0, "")
