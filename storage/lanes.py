"""Three lanes to one database, each with connections and time-outs of its own, so that none starves another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Lane:
    """One way in. All spans in seconds.

    `budget`: a unit of work gives up after this long, COMMIT apart; `lock`: one wait for a lock; `pool_wait`: the
    wait for a free connection; `connections`: how many; `urgent`: goes before the others that wait for SQLite's
    one writer.
    """

    name: str
    writes: bool
    urgent: bool
    budget: float
    lock: float
    pool_wait: float
    connections: int


# Raise and acknowledge: the answer is due within a second, whatever else is going on (principle 9, F04, F09, F70).
SAFETY = Lane("safety", writes=True, urgent=True, budget=1.0, lock=1.0, pool_wait=0.5, connections=4)
PATIENT = Lane("safety", writes=True, urgent=True, budget=20.0, lock=20.0, pool_wait=20.0, connections=4)
WORK = Lane("work", writes=True, urgent=False, budget=10.0, lock=8.0, pool_wait=5.0, connections=8)
READ = Lane("read", writes=False, urgent=False, budget=5.0, lock=1.0, pool_wait=2.0, connections=8)
