"""The floor of an export: the rows of cases, timelines and notes in batches, written as they are.

Run as a process of its own, which prints its peak memory in KiB and its time in seconds.
"""

from __future__ import annotations

import csv
import os
import sys
import time
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, MetaData, Table, select, tuple_

from benchmarks.memory import peak_kib
from benchmarks.stores import plain_engine

_BATCH = 500


def _batches(connection: Connection, cases: Table) -> Iterator[list[Any]]:
    ordered = select(cases).order_by(cases.c.raised_at, cases.c.id).limit(_BATCH)
    batch = connection.execute(ordered).all()
    while batch:
        yield list(batch)
        behind = tuple_(cases.c.raised_at, cases.c.id) > (batch[-1].raised_at, batch[-1].id)
        batch = connection.execute(ordered.where(behind)).all()


def main(url: str) -> None:
    """Walk over them all."""
    engine = plain_engine(url)
    found = MetaData()
    found.reflect(engine, only=["escalation", "timeline", "note"])
    began = time.monotonic()
    with engine.connect() as connection, open(os.devnull, "w", encoding="utf-8") as out:
        writer = csv.writer(out)
        for batch in _batches(connection, found.tables["escalation"]):
            for name in ("timeline", "note"):
                part = found.tables[name]
                connection.execute(select(part).where(part.c.escalation_id.in_([row.id for row in batch]))).all()
            writer.writerows(tuple(row) for row in batch)
    took = time.monotonic() - began
    print(peak_kib(), took)


if __name__ == "__main__":
    main(sys.argv[1])
