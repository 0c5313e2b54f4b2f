"""P16: who is on call, in memory; and that neither age, nor people, nor overrides make it slower."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from benchmarks.bench import Bench
from benchmarks.floors import own_sweep
from benchmarks.floors.calendars import Calendar
from benchmarks.floors.ready_list import ReadyList
from benchmarks.floors.rules import Rules
from benchmarks.rota_case import END, HOURS, START, Case, case
from benchmarks.table import Row
from benchmarks.timing import in_turn, p50
from domain.oncall import holder, on_call
from domain.rota import Tier

_ROUNDS = 15
# Of the 336 instants, as many as take a library some tenths of a second; spread over both weeks.
_FEW, _FEWEST = HOURS[::14], HOURS[::56]


def measure(bench: Bench) -> Iterator[Row]:
    """Beside the floor and the libraries, then growth."""
    asked = case()
    of, ready = asked.tier(), ReadyList(own_sweep.segments(asked, START, END))
    rules, calendar = Rules(asked), Calendar(asked)
    things: dict[str, tuple[Callable[[datetime], object], tuple[datetime, ...]]] = {
        "bisect": (ready.who, HOURS),
        "on_call": (lambda at: on_call(of, at), HOURS),
        "rrule": (rules.who, _FEW),
        "calendar": (calendar.who, _FEWEST),
    }
    took = _each(things, 5)
    own = took["on_call"]
    yield Row(
        "P16", "who is on call, of a bisect", "memory", us(took["bisect"]), us(own), own / took["bisect"], "<=", 30
    )
    yield Row("P16", "who is on call", "memory", "", us(own), own * 1e6, "<=", 10, "us")
    for name, what in (("rrule", "python-dateutil"), ("calendar", "recurring-ical-events")):
        yield Row("P16", f"... of {what}", "memory", us(took[name]), us(own), own / took[name], "<=", 1)
    yield from _growth(Rules)


def _growth(rules: type[Rules]) -> Iterator[Row]:
    small, old = case(), case(years=10)
    many, changed = case(people=800), case(stand_ins=2_000, years=10, years_of_stand_ins=10)
    yield _grown("age 1 -> 10 years", _line(small), _line(old), 1.3)
    yield _grown("people 8 -> 800, the holder", _holder(small), _holder(many), 1.3)
    yield _grown("overrides 20 -> 2,000 in ten years", _line(small), _line(changed), 1.5)
    line = _each({"few": (_line(small), HOURS), "many": (_line(many), HOURS)}, _ROUNDS)
    whole = f"{us(line['few'])} -> {us(line['many'])}"
    yield Row("P16", "growth: people 8 -> 800, all of the line", "memory", "", whole)
    before, after = rules(small).who, rules(old).who
    took = _each({"new": (before, _FEW), "old": (after, _FEW)}, 3)
    yield Row("P16", "growth: age 1 -> 10 years, python-dateutil", "memory", us(took["new"]), us(took["old"]))


def _line(of: Case) -> Callable[[datetime], object]:
    tier = of.tier()
    return lambda at: on_call(tier, at)


def _holder(of: Case) -> Callable[[datetime], object]:
    tier: Tier = of.tier()
    return lambda at: holder(tier, at)


def _grown(what: str, before: Callable[[datetime], object], after: Callable[[datetime], object], bound: float) -> Row:
    took = _each({"before": (before, HOURS), "after": (after, HOURS)}, _ROUNDS)
    grown = took["after"] / took["before"]
    return Row("P16", f"growth: {what}", "memory", us(took["before"]), us(took["after"]), grown, "<=", bound)


def _each(
    things: dict[str, tuple[Callable[[datetime], object], tuple[datetime, ...]]], rounds: int
) -> dict[str, float]:
    """Seconds of one answer of each, the median of several rounds."""
    batches = {name: _batch(ask, instants) for name, (ask, instants) in things.items()}
    samples = in_turn(batches, rounds, warm_up=1)
    return {name: p50(samples[name]) / len(instants) for name, (_, instants) in things.items()}


def _batch(ask: Callable[[datetime], object], instants: tuple[datetime, ...]) -> Callable[[], None]:
    def batch() -> None:
        for at in instants:
            ask(at)

    return batch


def us(seconds: float) -> str:
    """Microseconds, or what is longer, for people."""
    return f"{seconds * 1e6:.3g} us" if seconds < 1e-3 else f"{seconds * 1e3:.3g} ms"
