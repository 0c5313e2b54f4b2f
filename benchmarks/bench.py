"""What every part of the benchmark is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.stores import Store
from benchmarks.stub_slack import StubSlack
from benchmarks.table import Row


@dataclass(frozen=True)
class Bench:
    """`full` asks for the large sizes; `say` shows progress."""

    folder: Path
    stores: list[Store]
    slack: StubSlack
    full: bool
    say: Callable[[str], None]


Part = Callable[[Bench], Iterator[Row]]
