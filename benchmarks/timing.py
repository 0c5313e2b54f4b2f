"""Times several things in turn, so that whatever else the machine does hits each of them alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence

Samples = dict[str, list[float]]
Prepared = Callable[[], Callable[[], object]]


def in_turn(things: Mapping[str, Callable[[], object]], times: int, warm_up: int = 5) -> Samples:
    """Seconds of each of `times` runs of each thing, one after the other and round again."""
    return prepared_in_turn({name: _always(thing) for name, thing in things.items()}, times, warm_up)


def _always(thing: Callable[[], object]) -> Prepared:
    return lambda: thing


def prepared_in_turn(things: Mapping[str, Prepared], times: int, warm_up: int = 5) -> Samples:
    """As `in_turn`; each thing is prepared outside of its time and gives what is timed."""
    samples: Samples = {name: [] for name in things}
    for turn in range(times + warm_up):
        for name, prepare in things.items():
            thing = prepare()
            gc.disable()
            began = time.perf_counter()
            thing()
            took = time.perf_counter() - began
            gc.enable()
            if turn >= warm_up:
                samples[name].append(took)
    return samples


def p50(samples: Sequence[float]) -> float:
    """The median."""
    return statistics.median(samples)


def p99(samples: Sequence[float]) -> float:
    """The 99th of a hundred; the worst of fewer."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


def ms(seconds: float) -> str:
    """Seconds for people."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1000:.3g} ms"
