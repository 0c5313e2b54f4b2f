"""The page that phones ask for a subscribed calendar: GET /calendar/<secret>.ics (RFC 5545, RFC 9110 conditions)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from threading import Lock

import structlog

from bot.calendars import Entry, calendar_of
from bot.front_door import Environ
from handlers.feeds import Calendar, opened
from handlers.ports import Ports, StoreUnavailable

log = structlog.get_logger()

Headers = list[tuple[str, str]]
Answer = tuple[int, Headers, bytes]

_NAME = re.compile(r"([0-9a-f]{64})\.ics")
# Nothing between us and the phone may keep it or pass its address on.
_PRIVATE: Headers = [("Cache-Control", "private, no-cache"), ("Referrer-Policy", "no-referrer")]
_TAG = re.compile(r'"([0-9a-f]+)"')
# Written calendars that are kept, of 80 kB each where a tier changes hands daily.
_MOST_WRITTEN = 100


@dataclass(frozen=True)
class _Seen:
    tag: str
    since: datetime


def written(calendar: Calendar, since: datetime) -> bytes:
    """A calendar as the bytes of an .ics file; `since` is when it began to be as it is."""
    entries = [Entry(one.key, one.site, one.tier, one.start, one.end, one.holder) for one in calendar.shifts]
    return calendar_of(entries, name=calendar.name, now=since)


@dataclass
class FeedPage:
    """Answers requests for calendars. `now` is the clock; what was last given to whom is kept by the feed's digest,
    so that a phone whose copy is still right is told just that.

    Whose shifts are when is asked of the rota for each answer. `write` puts it into the format, which takes ten times
    as long: what it wrote is given again where the calendar is the very same.
    """

    ports: Ports
    now: Callable[[], datetime]
    write: Callable[[Calendar, datetime], bytes] = written
    _seen: dict[str, _Seen] = field(default_factory=dict)
    _bodies: dict[_Seen, bytes] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __call__(self, name: str, environ: Environ) -> Answer:
        """`name` is what stands behind /calendar/. Unknown, revoked and rubbish get one and the same answer."""
        secret, at = _NAME.fullmatch(name), self.now()
        try:
            calendar = opened(self.ports, secret[1], at) if secret else None
        except StoreUnavailable:
            log.error("calendar_not_read")
            return _answer(503, b"try again later", [("Retry-After", "60")])
        if calendar is None:
            return _answer(404, b"not here", [])
        seen = self._look(calendar, at)
        fresh = [("ETag", f'W/"{seen.tag}"'), ("Last-Modified", format_datetime(seen.since, usegmt=True))]
        if _has_it(environ, seen):
            return 304, [*_PRIVATE, *fresh], b""
        return _answer(200, self._body(calendar, seen), fresh, "text/calendar; charset=utf-8")

    def _look(self, calendar: Calendar, at: datetime) -> _Seen:
        tag = sha256(repr(calendar).encode()).hexdigest()[:32]
        with self._lock:
            seen = self._seen.get(calendar.digest)
            if seen is None or seen.tag != tag:
                seen = self._seen[calendar.digest] = _Seen(tag, at.replace(microsecond=0))
        return seen

    def _body(self, calendar: Calendar, seen: _Seen) -> bytes:
        with self._lock:
            body = self._bodies.pop(seen, None)
        # Outside the lock: two phones may make it twice, which is the same twice.
        body = self.write(calendar, seen.since) if body is None else body
        with self._lock:
            self._bodies[seen] = body
            while len(self._bodies) > _MOST_WRITTEN:
                del self._bodies[next(iter(self._bodies))]
        return body


def _has_it(environ: Environ, seen: _Seen) -> bool:
    """RFC 9110 13.2.2: a date counts only where no tag is given, and only the very one that we gave."""
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        return str(tags).strip() == "*" or seen.tag in _TAG.findall(str(tags))
    return bool(environ.get("HTTP_IF_MODIFIED_SINCE") == format_datetime(seen.since, usegmt=True))


def _answer(status: int, body: bytes, headers: Headers, kind: str = "text/plain") -> Answer:
    length = [("Content-Type", kind), ("Content-Length", str(len(body)))]
    return status, [*_PRIVATE, *length, *headers], body
