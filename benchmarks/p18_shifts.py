"""P18: all shifts of a year, and how that grows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from benchmarks.bench import Bench
from benchmarks.floors import own_sweep
from benchmarks.floors.calendars import Calendar
from benchmarks.floors.rules import Rules
from benchmarks.rota_case import END, START, Case, case
from benchmarks.table import Row
from benchmarks.timing import in_turn, ms, p50
from domain.oncall import shifts

_ROUNDS, _FEW = 25, 5


def measure(bench: Bench) -> Iterator[Row]:
    """Beside a sweep written for this one case and the libraries, then growth."""
    asked = case()
    rules, calendar = Rules(asked), Calendar(asked)
    product = _year(asked)
    samples = in_turn({"sweep": lambda: own_sweep.segments(asked, START, END), "shifts": product}, _ROUNDS)
    sweep, own = p50(samples["sweep"]), p50(samples["shifts"])
    yield Row("P18", "shifts of a year, of a sweep for this case", "memory", ms(sweep), ms(own), own / sweep, "<=", 3)
    peers = {
        "rules": lambda: rules.segments(START, END),
        "calendar": lambda: calendar.segments(START, END),
        "shifts": product,
    }
    samples = in_turn(peers, _FEW, warm_up=1)
    own = p50(samples["shifts"])
    for name, what, bound in (("rules", "python-dateutil", 1.0), ("calendar", "recurring-ical-events", 0.2)):
        peer = p50(samples[name])
        yield Row("P18", f"... of {what}", "memory", ms(peer), ms(own), own / peer, "<=", bound)
    yield from _growth()


def _growth() -> Iterator[Row]:
    small = case()
    yield _grown("age 1 -> 10 years", small, case(years=10))
    yield _grown("people 8 -> 800", small, case(people=800))
    yield _grown("overrides 20 -> 2,000 in ten years", small, case(stand_ins=2_000, years=10, years_of_stand_ins=10))
    yield _grown("overrides 20 -> 943 in this year", small, case(stand_ins=943))


def _grown(what: str, before: Case, after: Case) -> Row:
    """For each segment, as more segments are more work."""
    samples = in_turn({"before": _year(before), "after": _year(after)}, _ROUNDS)
    counts = {"before": len(_year(before)()), "after": len(_year(after)())}
    each = {name: p50(samples[name]) / counts[name] for name in samples}
    few, many = (f"{each[name] * 1e6:.3g} us x {counts[name]}" for name in ("before", "after"))
    return Row("P18", f"growth, a segment: {what}", "memory", few, many, each["after"] / each["before"], "<=", 1.3)


def _year(of: Case) -> Callable[[], tuple[object, ...]]:
    tier = of.tier()
    shifts(tier, START, START + timedelta(days=1))
    return lambda: shifts(tier, START, END)
