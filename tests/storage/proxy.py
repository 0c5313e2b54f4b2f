"""A loopback TCP proxy before PostgreSQL that can lose what goes through it (reliability.md, "Injection notes")."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from sqlalchemy import make_url


class Proxy:
    """Passes everything on, until told otherwise.

    `lose_after`: once the client has said this, no answer comes back any more; with `then_cut` the connection is
    closed instead of an answer.
    """

    def __init__(self, url: str) -> None:
        self._to = make_url(url)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._sockets: list[socket.socket] = []
        self.lose_after: bytes | None = None
        self.then_cut = False
        self._losing = False
        self._start(self._accept)

    @property
    def url(self) -> str:
        """The database's URL through this proxy."""
        port = self._listener.getsockname()[1]
        through = self._to.set(host="127.0.0.1", port=port, query={}).difference_update_query(["host"])
        return through.render_as_string(hide_password=False)

    def cut(self) -> None:
        """Close every connection that goes through; new ones are taken."""
        for one in list(self._sockets):
            _close(one)
        self._sockets.clear()

    def silence(self) -> None:
        """From now on every answer is lost."""
        self._losing = True

    def heal(self) -> None:
        """Lose nothing from now on."""
        self.lose_after, self._losing = None, False

    def close(self) -> None:
        """Take no connection any more, and cut those there are."""
        _close(self._listener)
        self.cut()

    def _start(self, what: Callable[..., None], *args: object) -> None:
        threading.Thread(target=what, args=args, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
                server = self._connect()
            except OSError:
                return
            self._sockets += [client, server]
            self._start(self._requests, client, server)
            self._start(self._answers, server, client)

    def _connect(self) -> socket.socket:
        host = str(self._to.query.get("host") or self._to.host or "127.0.0.1")
        if not host.startswith("/"):
            return socket.create_connection((host, self._to.port or 5432))
        server = socket.socket(socket.AF_UNIX)
        server.connect(f"{host}/.s.PGSQL.{self._to.port or 5432}")
        return server

    def _requests(self, client: socket.socket, server: socket.socket) -> None:
        while data := _read(client):
            if self.lose_after is not None and self.lose_after in data:
                self._losing = True
            _send(server, data)
        _close(server)

    def _answers(self, server: socket.socket, client: socket.socket) -> None:
        while data := _read(server):
            if not self._losing:
                _send(client, data)
            elif self.then_cut:
                break
        _close(client)


def _read(one: socket.socket) -> bytes:
    try:
        return one.recv(65536)
    except OSError:
        return b""


def _send(one: socket.socket, data: bytes) -> None:
    with suppress(OSError):
        one.sendall(data)


def _close(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
