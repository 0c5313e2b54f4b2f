"""What one tick does: follow up what is due, claim what must be sent, send it, keep App Home fresh (principle 3)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import BoundedSemaphore, Event, Lock

import structlog

from bot.metrics import Metrics, PageOutcome
from domain.page import Claim, Kind
from handlers.deliver import Courier, Delivered, claim
from handlers.follow_up import AT_ONCE, follow_up, glance, next_look
from handlers.memory import Memory
from handlers.ports import Conflict, Ports, StoreUnavailable
from handlers.refresh import HomeRefresh

log = structlog.get_logger()

WORKERS = 10
_LOOKS_PER_TICK = 12
_HOMES_EVERY = timedelta(seconds=1)
_HOMES_ANYWAY_EVERY = timedelta(seconds=30)
_OUTCOMES: dict[str, PageOutcome] = {"sent": "sent", "found": "sent", "not_sent": "not_sent", "unknown": "unknown"}


class Engine:
    """Ticks. With `workers` 0 everything is sent before the tick returns, which is how tests run whole nights."""

    def __init__(
        self,
        ports: Ports,
        memory: Memory,
        courier: Courier,
        homes: HomeRefresh,
        metrics: Metrics,
        workers: int = WORKERS,
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        self.ports, self.memory, self.courier, self.homes, self.metrics = ports, memory, courier, homes, metrics
        self.wake = wake
        self.workers = workers
        self.changed = Event()
        self._pool = ThreadPoolExecutor(max(workers, 1), thread_name_prefix="courier")
        self._free = BoundedSemaphore(max(workers, 1))
        self._claiming = Lock()
        self._homes_lock = Lock()
        self._homes_at: datetime | None = None
        self._stopping = False

    def tick(self, at: datetime) -> datetime | None:
        """Do what is due at `at`; the next instant at which something is. Raises nothing a store can cause."""
        try:
            version, due_at = glance(self.ports)
            if version != self.memory.directory.version:
                self.memory.refresh(self.ports.store)
            if due_at is not None and due_at <= at:
                self._do_what_is_due(at)
                due_at = next_look(self.ports)
            self._refresh_homes(at)
            return due_at
        except (StoreUnavailable, Conflict) as failed:
            log.error("tick_failed", error=type(failed).__name__)
            return None

    def _do_what_is_due(self, at: datetime) -> None:
        for _ in range(_LOOKS_PER_TICK):
            # All of it before any sending: what falls due together for one person then makes one list (F51).
            if follow_up(self.ports, at, AT_ONCE) < AT_ONCE:
                break
        self._send()

    def _send(self) -> None:
        with self._claiming:
            self._fill()

    def _go_on(self) -> None:
        """A courier is free again: give it the next message right here, as a whole tick for each costs more.

        Where somebody else is claiming just now, or nothing more is due, the next tick sees to it.
        """
        dry = True
        if self._claiming.acquire(blocking=False):
            try:
                dry = self._fill()
            except (StoreUnavailable, Conflict) as failed:
                log.error("claim_failed", error=type(failed).__name__)
            finally:
                self._claiming.release()
        if dry and not self._stopping:
            self.wake()

    def _fill(self) -> bool:
        """Claim and hand out until no courier is free, or nothing is due any more: then True.

        The clock is read for each claim: a lease that counts from the begin of a long tick would be over too soon.
        """
        while not self._stopping:
            room = self._take_room()
            if not room:
                return False
            claims = self._claims(self.courier.now(), room)
            for _ in range(room - len(claims)):
                self._free.release()
            if not claims:
                return True
            for one in claims:
                if self.workers:
                    self._pool.submit(self._carry, one)
                else:
                    self._carry(one)
        return False

    def _take_room(self) -> int:
        taken = 0
        while taken < max(self.workers, 1) and self._free.acquire(blocking=False):
            taken += 1
        return taken

    def _claims(self, at: datetime, room: int) -> list[Claim]:
        try:
            return claim(self.ports, at, room)
        except BaseException:
            for _ in range(room):
                self._free.release()
            raise

    def _carry(self, one: Claim) -> None:
        try:
            self._count(self.courier.carry(one))
        except (StoreUnavailable, Conflict) as failed:
            # Not recorded: the lease runs out and the message is looked up (principle 5).
            log.error("record_failed", error=type(failed).__name__)
        except Exception as failed:
            log.error("courier_failed", exc_info=failed)
        finally:
            self._free.release()
            if self.workers:
                self._go_on()

    def _count(self, done: Delivered) -> None:
        kind = done.claim.message.kind
        if kind in (Kind.PAGE, Kind.LIST) and (outcome := _OUTCOMES.get(done.outcome)):
            self.metrics.page("list" if kind == Kind.LIST and outcome == "sent" else outcome)
        if done.first_page_after is not None:
            self.metrics.first_page_after(done.first_page_after.total_seconds())

    def _refresh_homes(self, at: datetime) -> None:
        since = None if self._homes_at is None else at - self._homes_at
        due = since is None or since >= _HOMES_ANYWAY_EVERY or (self.changed.is_set() and since >= _HOMES_EVERY)
        if not due or not self._homes_lock.acquire(blocking=False):
            return
        self._homes_at = at
        self.changed.clear()
        if self.workers:
            self._pool.submit(self._refreshed, at)
        else:
            self._refreshed(at)

    def _refreshed(self, at: datetime) -> None:
        try:
            self.homes.refresh(at)
        except (StoreUnavailable, Conflict) as failed:
            log.error("homes_failed", error=type(failed).__name__)
        finally:
            self._homes_lock.release()

    def stop(self) -> None:
        """Take nothing new and finish what is in hand (SIGTERM)."""
        self._stopping = True
        with self._claiming:
            # Whoever is claiming hands over what it has, and claims no more.
            pass
        self._pool.shutdown(wait=True, cancel_futures=False)
