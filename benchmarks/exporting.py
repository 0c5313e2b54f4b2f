"""A process that exports a year of cases and prints its peak memory in KiB and its time in seconds.

Started by p30_export.py, in a process of its own, since memory that Python had once it hardly gives back.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime, timedelta

from benchmarks.case_rows import DAYS, FIRST, SITE
from benchmarks.memory import peak_kib
from bot.cli.exporting import as_csv
from handlers.learning.exporting import COLUMNS, Kind, export
from storage.database import Database
from storage.unit_of_work import SqlStore


def main(url: str) -> None:
    """`stepin export cases` of the whole year."""
    store, first = SqlStore(Database(url)), FIRST.date()
    began = time.monotonic()
    rows = export(store, Kind.CASES, [SITE], first, first + timedelta(days=DAYS), datetime.now(UTC))
    with open(os.devnull, "w", encoding="utf-8") as out:
        as_csv(out, COLUMNS[Kind.CASES], rows)
    took = time.monotonic() - began
    print(peak_kib(), took)


if __name__ == "__main__":
    main(sys.argv[1])
