"""One serving process: from the lock on the database to the last answer after SIGTERM."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import structlog
from waitress.server import create_server

from bot.app import StepIn, build
from bot.clock import SystemClock
from bot.config import Settings
from bot.errors import CannotRun
from bot.front_door import THREADS, FrontDoor
from bot.pages import operator_pages
from bot.slack.socket import Sockets
from handlers.ports import Clock, StoreUnavailable
from storage.clock import DatabaseClock
from storage.database import Database
from storage.lock import SingleServer
from storage.migrate import upgrade_on
from storage.unit_of_work import SqlStore

log = structlog.get_logger()

GRACE = 10.0
_CLOSES_WITHIN = 5.0


class CannotServe(CannotRun):
    """Why this process cannot serve, as a sentence for the operator."""


@dataclass
class Server:
    """A process that serves until `stop`. `port` is the one it listens on, also in Socket Mode (for /healthz)."""

    app: StepIn
    door: FrontDoor
    http: Any
    sockets: Sockets | None = None
    threads: list[threading.Thread] = field(default_factory=list)

    @property
    def port(self) -> int:
        """Where HTTP is answered."""
        return int(self.http.effective_port)

    def start(self) -> None:
        """Serve. Nothing here waits for Slack: a raise works while its Web API does not (F08)."""
        self._begin("http", self.http.run)
        self.app.heartbeat.start()
        self._begin("greeting", self.app.greet)
        if self.sockets:
            self._begin("sockets", self._connect)

    def _begin(self, name: str, work: Callable[[], object]) -> None:
        thread = threading.Thread(target=work, name=name, daemon=True)
        thread.start()
        self.threads.append(thread)

    def _connect(self) -> None:
        pause = threading.Event()
        while self.sockets and not self.sockets.closed:
            try:
                self.sockets.connect()
                return
            except Exception as failed:  # noqa: BLE001 - the SDK raises many things; Slack may be away for hours
                log.error("socket_not_connected", error=type(failed).__name__)
                pause.wait(2.0)

    def stop(self) -> bool:
        """Finish what is in hand, take nothing new; True where nothing was left (SIGTERM)."""
        self.door.closing = True
        if self.sockets:
            self.sockets.stop_hearing()
        finished = self.app.in_hand.wait_idle(GRACE)
        finished = self.app.heartbeat.stop(GRACE) and finished
        self.app.engine.stop()
        # The answers are out before the server lets its connections go.
        self.http.task_dispatcher.shutdown()
        close_http(self.http)
        for thread in self.threads:
            if thread.name == "http":
                thread.join(_CLOSES_WITHIN)
        if self.sockets:
            self.sockets.close()
        self.app.messenger.close()
        self.app.in_hand.close()
        return finished


def close_http(http: Any) -> None:
    """End a running waitress server. Its own thread closes it: a socket closed under its select() is an error there."""

    def hang_up() -> None:
        http.close()
        for channel in list(http.active_channels.values()):
            channel.handle_close()

    http.trigger.pull_trigger(hang_up)


def open_database(settings: Settings) -> Database:
    """The database of these settings, not migrated."""
    return Database(settings.database_url)


def clock_for(database: Database) -> Clock:
    """PostgreSQL's own clock, which replicas share; else this machine's (principle 2)."""
    return DatabaseClock(database) if database.is_postgres else SystemClock()


def server_on(settings: Settings, database: Database, clock: Clock) -> Server:
    """Everything wired on a migrated database. Raises CannotServe where the port is taken."""
    app = build(settings, SqlStore(database), clock)
    app.memory.refresh(app.store, force=True)
    door = app.front_door(operator_pages(app))
    try:
        http = create_server(
            door,
            host=settings.host,
            port=settings.port,
            threads=THREADS,
            ident=None,
            clear_untrusted_proxy_headers=True,
        )
    except OSError as taken:
        raise CannotServe(
            f"Port {settings.port} on {settings.host} cannot be used ({taken.strerror}). "
            "Set STEPIN_PORT to a free one, or stop what holds it."
        ) from taken
    sockets = Sockets(app.bolt, settings.app_token, app.messenger.client, app.in_hand) if settings.app_token else None
    return Server(app, door, http, sockets)


def serve(settings: Settings) -> int:
    """Serve until SIGTERM or SIGINT; the exit code. Raises CannotServe with a sentence."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    database = open_database(settings)
    lock = _only_server(database, stopping)
    if stopping.is_set():
        return 0
    try:
        upgrade_on(database)
        server = server_on(settings, database, clock_for(database))
    except StoreUnavailable as failed:
        raise CannotServe("The database does not answer. Check DATABASE_URL and that its server is up.") from failed
    server.start()
    log.info("serving", port=server.port, socket_mode=settings.socket_mode, postgres=database.is_postgres)
    stopping.wait()
    finished = server.stop()
    database.close()
    if lock:
        lock.release()
    log.info("stopped", finished=finished)
    return 0


def _only_server(database: Database, stopping: threading.Event) -> SingleServer | None:
    """On a SQLite file one process serves; another stands by until the lock is free (reliability.md F65)."""
    if database.is_postgres or database.in_memory:
        return None
    lock = SingleServer(str(database.url.database))
    said: list[str] = []

    def standing_by(holder: str) -> bool:
        if not said:
            said.append(holder)
            log.warning("standing_by")
            print(f"Standing by: {holder} serves this database. This one takes over when it ends.", flush=True)
        return not stopping.is_set()

    lock.acquire(standing_by)
    return lock
