"""A host on loopback that hands out calendars, well or badly, and remembers what it was asked."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

CERTIFICATE = Path(__file__).parent / "samples" / "calendar.test.pem"
CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


class Host:
    """`asked` are path and Host header of each request, `names` what TLS was told, `broke_off` whether it left."""

    def __init__(self) -> None:
        self.port = 0
        self.asked: list[tuple[str, str]] = []
        self.names: list[str | None] = []
        self.broke_off = Event()
        self.answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {"/rota.ics": calendar}

    def moves(self, path: str, to: str) -> None:
        """Send on whoever asks for `path`."""
        self.answers[path] = lambda handler: respond(handler, 302, b"", Location=to)


def respond(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    """A whole answer."""
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def calendar(handler: BaseHTTPRequestHandler) -> None:
    """A calendar, as it should be."""
    respond(handler, 200, CALENDAR)


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that does not like the certificate breaks off; nobody need read about it."""


@contextmanager
def running(tls: bool = False) -> Iterator[Host]:
    """A host at work on 127.0.0.1, at `port`."""
    host = Host()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.asked.append((self.path, self.headers["Host"]))
            try:
                host.answers[self.path](self)
            except OSError:
                host.broke_off.set()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = _Quiet(("127.0.0.1", 0), Handler)
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        context.sni_callback = lambda _sock, name, _context: host.names.append(name)
        # Each connection shakes hands in its own thread, where a client may break it off.
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    host.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def packed(handler: BaseHTTPRequestHandler) -> None:
    """Compressed, although nobody asked for that."""
    respond(handler, 200, b"x", Content_Encoding="gzip")


def endless(handler: BaseHTTPRequestHandler) -> None:
    """No length said, and more than anybody wants."""
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(b"x" * 2_000_000)


def short(handler: BaseHTTPRequestHandler) -> None:
    """Less than announced."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"x")
