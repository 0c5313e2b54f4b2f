"""The way in over HTTP: safety requests have threads of their own, and work follows the answer (principle 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any

from bot.afterwards import Work, collecting
from bot.in_hand import InHand
from bot.slack.ids import ON_CALL
from bot.slack.over_http import payload_of

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
WSGI = Callable[[Environ, StartResponse], Iterable[bytes]]
Page = Callable[[], tuple[int, str, bytes]]
# A page with a secret in its address: what stands behind the folder, and the request, to status, headers and body.
Secret = Callable[[str, Environ], tuple[int, list[tuple[str, str]], bytes]]

CALENDARS = "/calendar/"

THREADS = 16
ORDINARY = 10
LARGEST_BODY = 1_000_000

_SAFETY_ACTIONS = ("raise.", "act.acknowledge", "act.help", "act.with_them", "act.safe", "act.worse", "home.raise")


def is_safety(payload: Mapping[str, Any]) -> bool:
    """Whether a request raises or acknowledges: read from its payload's type alone, before anything can block.

    Whoever asks who is on call can wait for a thread.
    """
    if payload.get("command", ON_CALL) != ON_CALL or payload.get("type") == "shortcut":
        return True
    actions = payload.get("actions")
    first = actions[0] if isinstance(actions, list) and actions else None
    return isinstance(first, dict) and str(first.get("action_id", "")).startswith(_SAFETY_ACTIONS)


class _Answer:
    """An answer whose queued work begins once the server has sent it; nothing begins after a failed one."""

    def __init__(self, chunks: list[bytes], begin: Callable[[], None]) -> None:
        self._chunks, self._begin = chunks, begin

    def __len__(self) -> int:
        """Lets the server say how long a single chunk is, instead of sending it in pieces."""
        return len(self._chunks)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._chunks)

    def close(self) -> None:
        self._begin()


class FrontDoor:
    """A WSGI app: POST /slack/events to the Slack wing, GET pages and calendars to their functions, nothing else.

    Of the server's threads at most ORDINARY serve what is not a safety request; one more gets 503, which Slack
    shows to the person at once (reliability.md F04).
    """

    def __init__(
        self,
        slack: WSGI,
        pages: dict[str, Page],
        in_hand: InHand,
        ordinary: int = ORDINARY,
        calendars: Secret | None = None,
    ) -> None:
        self.slack, self.pages, self.in_hand, self.calendars = slack, pages, in_hand, calendars
        self.closing = False
        self._room = BoundedSemaphore(ordinary)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path, method = str(environ.get("PATH_INFO", "")), str(environ.get("REQUEST_METHOD", ""))
        if path == "/slack/events" and method == "POST":
            return self._slack(environ, start_response)
        if path in self.pages and method in ("GET", "HEAD"):
            status, kind, body = self.pages[path]()
            return _plain(start_response, status, body, kind)
        if self.calendars and path.startswith(CALENDARS) and method in ("GET", "HEAD"):
            return self._calendar(self.calendars, path.removeprefix(CALENDARS), environ, start_response)
        return _plain(start_response, 404, b"not here")

    def _calendar(self, ask: Secret, name: str, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Phones ask again and again, and by the hundred: they never take a thread that a call for help needs."""
        if not self._room.acquire(blocking=False):
            return _plain(start_response, 503, b"busy, try again")
        try:
            status, headers, body = ask(name, environ)
        finally:
            self._room.release()
        start_response(f"{status} {HTTPStatus(status).phrase}", headers)
        return [body]

    def _slack(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if self.closing:
            return _plain(start_response, 503, b"stopping, try again")
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > LARGEST_BODY:
            return _plain(start_response, 413, b"too large")
        body = environ["wsgi.input"].read(length)
        environ["wsgi.input"] = BytesIO(body)
        payload = payload_of(body)
        if payload is None:
            return _plain(start_response, 400, b"not understood")
        if is_safety(payload):
            return self._answered(environ, start_response)
        if not self._room.acquire(blocking=False):
            return _plain(start_response, 503, b"busy, try again")
        try:
            return self._answered(environ, start_response)
        finally:
            self._room.release()

    def _answered(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        statuses: list[str] = []

        def noted(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            statuses.append(status)
            return start_response(status, headers, *more)

        self.in_hand.take_up()
        try:
            with collecting() as queue:
                chunks = list(self.slack(environ, noted))
        except BaseException:
            self.in_hand.put_down()
            raise
        return _Answer(chunks, lambda: self._begin(queue, statuses))

    def _begin(self, queue: list[Work], statuses: list[str]) -> None:
        if statuses and statuses[-1].startswith("200"):
            for work in queue:
                self.in_hand.begin(work)
        self.in_hand.put_down()


def _plain(start_response: StartResponse, status: int, body: bytes, kind: str = "text/plain") -> list[bytes]:
    phrases = {200: "OK", 400: "Bad Request", 404: "Not Found", 413: "Payload Too Large", 503: "Service Unavailable"}
    headers = [("Content-Type", kind), ("Content-Length", str(len(body)))]
    start_response(f"{status} {phrases.get(status, 'Status')}", headers)
    return [body]
