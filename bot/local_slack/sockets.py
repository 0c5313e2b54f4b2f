"""Socket Mode: WebSocket connections from the app, envelopes to any one of them, and their acknowledgements."""

from __future__ import annotations

import json
import secrets
import select
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from bot.local_slack.outbound.delivery import Delivery
from bot.local_slack.settings import Json, Settings

MOST_CONNECTIONS = 10
CONNECTION_TIME = 18_060
ANSWERABLE = ("slash_commands", "interactive")


@dataclass
class Wait:
    """One envelope on its way: the event fires when its acknowledgement has come in."""

    done: threading.Event = field(default_factory=threading.Event)
    payload: Any = None


class Sockets:
    """The server side; it listens only once the app has asked for an address. Connections coming and going
    are told to `on_change`."""

    def __init__(self, app: Settings, on_change: Callable[[], None]) -> None:
        self._app = app
        self._on_change = on_change
        self._lock = threading.Lock()
        self._server: Server | None = None
        self._thread: threading.Thread | None = None
        self._tickets: set[str] = set()
        self._links: list[ServerConnection] = []
        self._frozen: list[ServerConnection] = []
        self._waits: dict[str, Wait] = {}
        self._turn = 0

    @property
    def connected(self) -> int:
        """Give the number of connections that Slack believes to be alive."""
        return len(self._links)

    def new_address(self) -> str:
        """Give an address with a ticket that lets one connection in."""
        with self._lock:
            if self._server is None:
                self._listen()
            ticket = secrets.token_hex(8)
            self._tickets.add(ticket)
            assert self._server is not None
            return f"ws://127.0.0.1:{self._server.socket.getsockname()[1]}/link/?ticket={ticket}&app_id=1"

    def deliver(self, kind: str, payload: Json, limit: float, retry: tuple[int, str] | None) -> Delivery:
        """Send one envelope and wait up to `limit` real seconds for its acknowledgement."""
        envelope_id, wait = secrets.token_hex(16), Wait()
        envelope: Json = {
            "envelope_id": envelope_id,
            "payload": payload,
            "type": kind,
            "accepts_response_payload": kind in ANSWERABLE,
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry[0] if retry else 0, "retry_reason": retry[1] if retry else ""}
        self._waits[envelope_id] = wait
        began = time.monotonic()
        try:
            self._send(envelope)
            answered = wait.done.wait(limit)
        finally:
            self._waits.pop(envelope_id, None)
        seconds = time.monotonic() - began
        if not answered:
            return Delivery(kind, 0, seconds, "no acknowledgement", in_time=False, payload=payload)
        body = "" if wait.payload is None else json.dumps(wait.payload)
        return Delivery(kind, 200, seconds, body, headers={}, payload=payload)

    def disconnect(self, reason: str) -> None:
        """Tell every connection to go ("warning", "refresh_requested", "link_disabled"); all but a warning
        are closed right after."""
        frame = json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-local"}})
        for link in list(self._links):
            self._try_send(link, frame)
            if reason != "warning":
                self._drop(link)
                link.close()

    def half_open(self) -> None:
        """Let every connection go silent: nothing is read or sent any more, pings included, none is closed."""
        for link in list(self._links):
            if link not in self._frozen and link.protocol_mutex.acquire(timeout=1):
                # Whoever holds this lock of the library keeps its threads from touching the socket.
                self._frozen.append(link)

    def stop(self) -> None:
        """Close all connections and stop listening."""
        for link in self._frozen:
            link.protocol_mutex.release()
        self._frozen.clear()
        for link in list(self._links):
            self._drop(link)
            link.close()
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._thread.join(5)
        self._server = self._thread = None

    def _listen(self) -> None:
        self._server = serve(
            self._serve_link,
            "127.0.0.1",
            0,
            compression=None,
            close_timeout=0.1,
            ping_interval=None,
            process_request=self._check_ticket,
        )
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def _check_ticket(self, link: ServerConnection, request: Any) -> Any:
        ticket = request.path.partition("ticket=")[2].partition("&")[0]
        with self._lock:
            known = ticket in self._tickets
            self._tickets.discard(ticket)
            full = len(self._links) >= MOST_CONNECTIONS
        return None if known and not full else link.respond(403, "no such ticket\n")

    def _serve_link(self, link: ServerConnection) -> None:
        with self._lock:
            self._links.append(link)
            count = len(self._links)
        debug = {"host": "applink-local", "build_number": 1, "approximate_connection_time": CONNECTION_TIME}
        hello: Json = {"type": "hello", "num_connections": count, "debug_info": debug}
        self._try_send(link, json.dumps(hello | {"connection_info": {"app_id": self._app.app_id}}))
        self._on_change()
        try:
            for frame in link:
                self._take(frame)
        except ConnectionClosed:
            pass
        finally:
            self._drop(link)

    def _take(self, frame: str | bytes) -> None:
        message = json.loads(frame)
        wait = self._waits.get(message.get("envelope_id", ""))
        if wait is not None:
            wait.payload = message.get("payload")
            wait.done.set()

    def _send(self, envelope: Json) -> None:
        with self._lock:
            links = list(self._links)
            self._turn += 1
        for step in range(len(links)):
            if self._try_send(links[(self._turn + step) % len(links)], json.dumps(envelope)):
                return

    def _try_send(self, link: ServerConnection, frame: str) -> bool:
        if link in self._frozen:
            return not self._thawed(link)
        try:
            link.send(frame)
        except ConnectionClosed:
            self._drop(link)
            return False
        return True

    def _thawed(self, link: ServerConnection) -> bool:
        """Let a silent connection go once its other end has hung up, as Slack would notice."""
        poll = select.poll()
        poll.register(link.socket, getattr(select, "POLLRDHUP", 0))
        if not poll.poll(0):
            return False
        self._frozen.remove(link)
        link.protocol_mutex.release()
        self._drop(link)
        return True

    def _drop(self, link: ServerConnection) -> None:
        with self._lock:
            if link in self._links:
                self._links.remove(link)
        self._on_change()
