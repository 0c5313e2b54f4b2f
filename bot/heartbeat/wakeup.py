"""APScheduler, kept to what it is good at: one interval job whose next run can be moved."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from apscheduler.events import EVENT_JOB_EXECUTED
from apscheduler.executors.base import BaseExecutor, run_job
from apscheduler.jobstores.base import JobLookupError
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers import SchedulerNotRunningError
from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import wall_now

_JOB = "tick"
_SKIPPED = "maximum number of running instances reached"


def _worth_saying(record: logging.LogRecord) -> bool:
    """All that APScheduler warns of, but for a run that it skips while another is under way.

    One tick at a time is what we asked for, and a long one is no fault: the next begins when it ends. A tick that
    hangs or comes late is seen by the watchdog and the audit, which say so themselves (reliability.md F40, F50).
    """
    return _SKIPPED not in str(record.msg)


class OwnThread(BaseExecutor):  # type: ignore[misc]
    """Runs each job on a daemon thread of its own.

    APScheduler's pool is joined at the end of the interpreter, so one tick that hangs would keep SIGTERM from working;
    and its "done" may come before the scheduler has set the next run, which would then overwrite ours.
    """

    def _do_submit_job(self, job: Any, run_times: list[datetime]) -> None:
        threading.Thread(target=self._run, args=(job, run_times), name="tick", daemon=True).start()

    def _run(self, job: Any, run_times: list[datetime]) -> None:
        events = run_job(job, job._jobstore_alias, run_times, self._logger.name)
        self._run_job_success(job.id, events)


class Wakeup:
    """One APScheduler, replaced by a fresh one when it has died: it says `running` even then."""

    def __init__(self, run: Callable[[], None], every: float, *, after: Callable[[], None]) -> None:
        """`run` each `every` seconds; `after` is called when a run has ended and the job can be moved."""
        self._run = run
        self._every = every
        self._after = after
        self._lock = threading.Lock()
        self._scheduler: BackgroundScheduler | None = None
        self._stopped = False
        self.restarts = 0
        # Added once, however often: the logger is the process's.
        logging.getLogger("apscheduler.scheduler").addFilter(_worth_saying)

    def start(self) -> None:
        """Run at once, then each interval."""
        with self._lock:
            if not self._stopped:
                self._scheduler = self._fresh()
                self._scheduler.start()

    def restart(self) -> None:
        """Abandon the scheduler, which may be dead or stuck, and start another."""
        self._abandon()
        self.restarts += 1
        self.start()

    def stop(self) -> None:
        """No further run begins."""
        with self._lock:
            self._stopped = True
        self._abandon()

    def move_to_now(self) -> None:
        """Let the next run be at once."""
        self.move(0.0)

    def move(self, seconds: float) -> None:
        """Let the next run be in so many seconds. Without a living scheduler nothing happens: the watchdog sees it."""
        scheduler = self._scheduler
        if scheduler is None:
            return
        try:
            scheduler.modify_job(_JOB, next_run_time=wall_now() + timedelta(seconds=seconds))
        except JobLookupError:
            return

    def _fresh(self) -> BackgroundScheduler:
        scheduler = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": OwnThread()},
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
            timezone="UTC",
        )

        def run_if_current() -> None:
            # An abandoned scheduler that comes back to life must not tick beside its successor.
            if scheduler is self._scheduler:
                self._run()

        scheduler.add_job(run_if_current, "interval", seconds=self._every, id=_JOB, next_run_time=wall_now())
        scheduler.add_listener(lambda _event: self._after(), EVENT_JOB_EXECUTED)
        return scheduler

    def _abandon(self) -> None:
        with self._lock:
            scheduler, self._scheduler = self._scheduler, None
        if scheduler is not None:
            # Its shutdown waits for its thread without a limit, and that thread may hang.
            threading.Thread(target=_shut_down, args=(scheduler,), name="old-scheduler", daemon=True).start()


def _shut_down(scheduler: BackgroundScheduler) -> None:
    try:
        scheduler.shutdown(wait=False)
    except SchedulerNotRunningError:
        return
