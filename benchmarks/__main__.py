"""Runs the parts that were named, or all of them, and prints what was measured."""

from __future__ import annotations

import importlib
import logging
import os
import pkgutil
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import structlog

import benchmarks
from benchmarks.bench import Bench
from benchmarks.stores import stores
from benchmarks.stub_slack import StubSlack
from benchmarks.table import Row, table, write_json

_RESULT = Path("build") / "bench.json"


def parts(named: Sequence[str]) -> list[str]:
    """The modules whose names begin with one of these, or all."""
    found = sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name.startswith("p"))
    every = [name for name in found if name[1:3].isdigit()]
    wrong = [name for name in named if not any(each.startswith(name.lower()) for each in every)]
    if wrong:
        raise SystemExit(f"There is no part {', '.join(wrong)}. There are: {', '.join(every)}.")
    return [name for name in every if not named or any(name.startswith(one.lower()) for one in named)]


def main(named: Sequence[str]) -> int:
    """Measure; the exit code says only whether everything ran."""
    chosen, rows, failed = parts(named), [], []
    about = _about()
    logging.disable(logging.WARNING)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr), processors=[_silence])
    print("  ".join(f"{name}: {value}" for name, value in about.items()), flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, stores(Path(folder)) as both:
        slack = StubSlack()
        try:
            bench = Bench(Path(folder), both, slack, os.environ.get("BENCH_FULL") == "1", _say)
            for name in chosen:
                found = _measured(name, bench)
                rows += found or []
                failed += [] if found is not None else [name]
        finally:
            slack.close()
    about["load after"] = _load()
    print("\n" + table(rows) + f"\n\nload before {about['load']}, after {about['load after']}", flush=True)
    write_json(_RESULT, rows, about)
    for name in failed:
        print(f"{name} did not run to its end; see above.", flush=True)
    return 1 if failed else 0


def _measured(name: str, bench: Bench) -> list[Row] | None:
    """The rows of one part; a part that breaks costs its own rows, not those of the others."""
    began = time.monotonic()
    print(f"\n{name}", flush=True)
    bench.slack.reset()
    rows = []
    try:
        for row in importlib.import_module(f"benchmarks.{name}").measure(bench):
            rows.append(row)
            print("  " + "  ".join(cell for cell in row.cells() if cell), flush=True)
    except Exception as broken:
        print(f"  broken: {type(broken).__name__}: {broken}", flush=True)
        if os.environ.get("BENCH_TRACE"):
            raise
        return None
    print(f"  {time.monotonic() - began:.1f} s", flush=True)
    return rows


def _silence(_logger: object, _name: str, _event: object) -> str:
    raise structlog.DropEvent


def _about() -> dict[str, str]:
    python = f"{platform.python_version()}"
    return {"python": python, "cores": str(os.cpu_count()), "load": _load(), "full": os.environ.get("BENCH_FULL", "0")}


def _load() -> str:
    return "/".join(f"{load:.2f}" for load in os.getloadavg())


def _say(words: str) -> None:
    print(f"  ... {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
