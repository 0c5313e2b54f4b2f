"""Counts what is in hand, so that SIGTERM can wait for it: requests being answered and the work after them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Condition

import structlog

log = structlog.get_logger()


class InHand:
    """A counter that can be waited for; every unit of work is taken up before anybody can see it missing."""

    def __init__(self, threads: int = 8) -> None:
        self._count = 0
        self._changed = Condition()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="afterwards")

    def take_up(self) -> None:
        """One more thing is in hand."""
        with self._changed:
            self._count += 1

    def put_down(self) -> None:
        """One thing is done."""
        with self._changed:
            self._count -= 1
            self._changed.notify_all()

    def begin(self, work: Callable[[], object]) -> None:
        """Run `work` on a thread of our own; it counts until it is done."""
        self.take_up()

        def run() -> None:
            try:
                work()
            except Exception as failed:
                # The edge of this thread: logged here, or nobody ever hears of it.
                log.error("work_failed", exc_info=failed)
            finally:
                self.put_down()

        self._pool.submit(run)

    def wait_idle(self, timeout: float) -> bool:
        """True once nothing is in hand; False where that takes longer than `timeout` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: self._count == 0, timeout)

    def close(self) -> None:
        """Start nothing more."""
        self._pool.shutdown(wait=False)
