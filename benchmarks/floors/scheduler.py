"""APScheduler as it comes, with its SQLAlchemy job store; each job makes one call and keeps one durable record."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

from apscheduler.executors.pool import ThreadPoolExecutor as Pool
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import Column, Engine, Float, MetaData, Table, Text, insert, text

_meta = MetaData()
_sent = Table("sent", _meta, Column("id", Text, primary_key=True), Column("at", Float))


class Work:
    """What the jobs do; a job store keeps only a name, so there is one at a time."""

    engine: Engine | None = None
    call: Callable[[], None] = staticmethod(lambda: None)
    ran_at: list[float] = []  # noqa: RUF012 - shared on purpose, see above

    @classmethod
    def begin(cls, engine: Engine | None, call: Callable[[], None] = lambda: None) -> None:
        """From now on jobs call this, and keep their record there."""
        if engine is not None:
            _meta.create_all(engine)
        cls.engine, cls.call, cls.ran_at = engine, staticmethod(call), []


def send(page_id: str) -> None:
    """One job: one call, one record."""
    Work.call()
    Work.ran_at.append(time.time())
    if Work.engine is not None:
        with Work.engine.begin() as connection:
            connection.execute(insert(_sent), {"id": page_id, "at": time.time()})


def scheduler(engine: Engine, workers: int) -> BackgroundScheduler:
    """On this database, with so many threads, and no page dropped for being late."""
    return BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(engine=engine)},
        executors={"default": Pool(workers)},
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        timezone="UTC",
    )


def fill(made: BackgroundScheduler, engine: Engine, jobs: int, at: datetime) -> None:
    """So many jobs due at `at`, written past a paused scheduler, which would take seconds for them."""
    first = made.add_job(send, "date", run_date=at, args=["page"])
    state = first.__getstate__()
    made.remove_all_jobs()
    rows = []
    for _ in range(jobs):
        job_id = uuid4().hex
        blob = pickle.dumps({**state, "id": job_id, "args": (job_id,)}, pickle.HIGHEST_PROTOCOL)
        rows.append({"id": job_id, "due": at.timestamp(), "state": blob})
    with engine.begin() as connection:
        statement = text("INSERT INTO apscheduler_jobs (id, next_run_time, job_state) VALUES (:id, :due, :state)")
        connection.execute(statement, rows)


def wake_up(made: Any) -> None:
    """What the scheduler's own thread does each time it wakes."""
    made._process_jobs()
