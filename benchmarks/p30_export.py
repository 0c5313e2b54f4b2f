"""The memory of an export: flat, however many cases there are (issue 4, part 5); and its time beside bare rows."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from benchmarks.bench import Bench
from benchmarks.case_rows import DAYS, fill
from benchmarks.stores import Store
from benchmarks.table import Row
from storage.database import Database

_FEW, _MANY = 1_000, 100_000
# A hundred times as many cases may take so much more memory.
_FLAT = 1.1
_MIB = 1024
_PRODUCT, _BARE = "benchmarks.exporting", "benchmarks.floors.bare_cases"


def measure(bench: Bench) -> Iterator[Row]:
    """On both stores."""
    for store in bench.stores:
        few, many = _filled(bench, store, _FEW), _filled(bench, store, _MANY)
        yield from _rows(store, few, many)


def _filled(bench: Bench, store: Store, cases: int) -> str:
    bench.say(f"{store.name}: {cases:,} cases")
    url = store.fresh()
    database = Database(url)
    try:
        fill(database, cases)
    finally:
        database.close()
    return url


def _rows(store: Store, few: str, many: str) -> Iterator[Row]:
    small, _ = _run(_PRODUCT, few)
    peak, took = _run(_PRODUCT, many)
    bare, floor = _run(_BARE, many)
    each = f"{_MANY // DAYS * DAYS:,} cases"
    yield Row(
        "export", f"peak memory of {each}, to that of {_FEW:,}; floor: bare rows", store.name, f"{bare / _MIB:.0f} MiB",
        f"{peak / _MIB:.0f} MiB", peak / small, "<=", _FLAT,
    )  # fmt: skip
    yield Row("export", f"time of {each}; floor: bare rows", store.name, f"{floor:.1f} s", f"{took:.1f} s")


def _run(what: str, url: str) -> tuple[int, float]:
    """Peak memory in KiB and seconds of a process of its own."""
    command = [sys.executable, "-m", what, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600).stdout.split()
    return int(said[0]), float(said[1])
