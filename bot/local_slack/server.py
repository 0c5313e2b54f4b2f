"""The HTTP server on loopback: keeps connections alive, breaks them off when told to, and stops at once."""

from __future__ import annotations

import contextlib
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any

RESET = struct.pack("ii", 1, 0)
STOP_WITHIN = 2.0


@dataclass
class HttpRequest:
    """One request as it came in; `path` is without the query."""

    verb: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes


@dataclass
class HttpReply:
    """What goes back. `ending`: "drop" closes without a word, "reset" resets, "drip" sends a byte at a time.

    `stream`, when given, is written piece by piece instead of `body`, until it ends.
    """

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    ending: str = ""
    drip: float = 0.0
    stream: Iterator[bytes] | None = None


Site = Callable[[HttpRequest], HttpReply]


class Server(ThreadingHTTPServer):
    """Serves one site on 127.0.0.1, a thread for each connection."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, site: Site, port: int) -> None:
        self.site = site
        self.stopping = threading.Event()
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()
        self._workers: list[threading.Thread] = []
        super().__init__(("127.0.0.1", port), Handler)
        self._listener = threading.Thread(target=self._listen, name="local-slack", daemon=True)

    @property
    def address(self) -> str:
        """Give the origin, such as http://127.0.0.1:8123."""
        return f"http://127.0.0.1:{self.server_port}"

    def start(self) -> None:
        """Begin to accept connections."""
        self._listener.start()

    def stop(self) -> None:
        """Stop accepting, break off what is still open, and wait briefly for the threads."""
        self.stopping.set()
        with contextlib.suppress(OSError):
            # The accepting thread sleeps in the kernel: a connection of our own is what wakes it.
            socket.create_connection(("127.0.0.1", self.server_port), timeout=1).close()
        if self._listener.ident is not None:
            self._listener.join(STOP_WITHIN)
        with self._open_lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        until = time.monotonic() + STOP_WITHIN
        for worker in list(self._workers):
            worker.join(max(0.0, until - time.monotonic()))
        self.server_close()

    def server_bind(self) -> None:
        """Bind without asking a name server for our name, which may take seconds where there is none."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve one connection on a thread of its own, known to `stop`."""
        with self._open_lock:
            self._open.add(request)
            self._workers = [worker for worker in self._workers if worker.is_alive()]
        worker = threading.Thread(target=self.process_request_thread, args=(request, client_address), daemon=True)
        self._workers.append(worker)
        worker.start()

    def shutdown_request(self, request: Any) -> None:
        """Forget a connection that ends."""
        with self._open_lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet about clients that hang up; anything else is shown as usual."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def _listen(self) -> None:
        while not self.stopping.is_set():
            self.handle_request()


class Handler(BaseHTTPRequestHandler):
    """Reads requests off one connection and writes the site's replies."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 64 * 1024
    server: Server

    def do_GET(self) -> None:
        """Serve a GET."""
        self._serve()

    def do_POST(self) -> None:
        """Serve a POST."""
        self._serve()

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet: what was called stands in the ledger."""

    def _serve(self) -> None:
        path, _, query = self.path.partition("?")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = HttpRequest(self.command, path, query, headers, body)
        reply = self.server.site(request)
        if reply.ending in ("drop", "reset"):
            self._break_off(hard=reply.ending == "reset")
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.stream is not None:
            self._stream(reply.stream)
            return
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if reply.ending == "drip":
            self._drip(reply)
        else:
            self.wfile.write(reply.body)

    def _break_off(self, *, hard: bool) -> None:
        self.close_connection = True
        if hard:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            self.connection.close()

    def _drip(self, reply: HttpReply) -> None:
        for number in range(len(reply.body)):
            self.wfile.write(reply.body[number : number + 1])
            self.wfile.flush()
            if self.server.stopping.wait(reply.drip):
                break

    def _stream(self, pieces: Iterator[bytes]) -> None:
        self.close_connection = True
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.flush()
        for piece in pieces:
            self.wfile.write(piece)
            self.wfile.flush()
