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

Ask = Callable[[datetime], object]
# Few at a time and often, so that a median is not one of other people's turns at the machine.
_INSTANTS, _ROUNDS = HOURS[::14], 200
_FEW, _FEW_ROUNDS = HOURS[::56], 5


def measure(bench: Bench) -> Iterator[Row]:
    """Beside the floor and the libraries, then growth."""
    asked = case()
    ready, rules, calendar = ReadyList(own_sweep.segments(asked, START, END)), Rules(asked), Calendar(asked)
    took = _each({"bisect": ready.who, "own": _line(asked)})
    own, floor = took["own"], took["bisect"]
    yield Row("P16", "who is on call, of a bisect", "memory", us(floor), us(own), own / floor, "<=", 30)
    yield Row("P16", "who is on call", "memory", "", us(own), own * 1e6, "<=", 10, "us")
    few = _each({"rrule": rules.who, "calendar": calendar.who, "own": _line(asked)}, _FEW, _FEW_ROUNDS)
    for name, what in (("rrule", "python-dateutil"), ("calendar", "recurring-ical-events")):
        ratio = few["own"] / few[name]
        yield Row("P16", f"... of {what}", "memory", us(few[name]), us(few["own"]), ratio, "<=", 1)
    yield from _growth()


def _growth() -> Iterator[Row]:
    small, old, many = case(), case(years=10), case(people=800)
    changed = case(stand_ins=2_000, years=10, years_of_stand_ins=10)
    yield _grown("age 1 -> 10 years", _line(small), _line(old), 1.3)
    yield _grown("people 8 -> 800, the holder", _holder(small), _holder(many), 1.3)
    yield _grown("overrides 20 -> 2,000 in ten years", _line(small), _line(changed), 1.3)
    line = _each({"few": _line(small), "many": _line(many)})
    whole = f"{us(line['few'])} -> {us(line['many'])}"
    yield Row("P16", "growth: people 8 -> 800, all of the line", "memory", "", whole)
    rules = _each({"new": Rules(small).who, "old": Rules(old).who}, _FEW, _FEW_ROUNDS)
    whole = f"{us(rules['new'])} -> {us(rules['old'])}"
    yield Row("P16", "growth: age 1 -> 10 years, as python-dateutil does it", "memory", "", whole)


def _line(of: Case) -> Ask:
    tier = of.tier()
    return lambda at: on_call(tier, at)


def _holder(of: Case) -> Ask:
    tier = of.tier()
    return lambda at: holder(tier, at)


def _grown(what: str, before: Ask, after: Ask, bound: float) -> Row:
    took = _each({"before": before, "after": after})
    grown = took["after"] / took["before"]
    return Row("P16", f"growth: {what}", "memory", us(took["before"]), us(took["after"]), grown, "<=", bound)


def _each(asked: dict[str, Ask], instants: tuple[datetime, ...] = _INSTANTS, rounds: int = _ROUNDS) -> dict[str, float]:
    """Seconds of one answer of each, the median of the rounds."""
    samples = in_turn({name: _batch(ask, instants) for name, ask in asked.items()}, rounds, warm_up=1)
    return {name: p50(samples[name]) / len(instants) for name in asked}


def _batch(ask: Ask, instants: tuple[datetime, ...]) -> Callable[[], None]:
    def batch() -> None:
        for at in instants:
            ask(at)

    return batch


def us(seconds: float) -> str:
    """Microseconds, or what is longer, for people."""
    return f"{seconds * 1e6:.3g} us" if seconds < 1e-3 else f"{seconds * 1e3:.3g} ms"
