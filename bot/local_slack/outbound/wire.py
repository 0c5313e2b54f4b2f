"""Signed HTTP requests to the app over connections that stay open between them."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import select
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlsplit

AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


class Wire:
    """A pool of kept-alive connections; one request at a time on each, as many as there are acts at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: dict[tuple[str, int], list[http.client.HTTPConnection]] = defaultdict(list)
        self._closed = False

    def post(self, url: str, body: bytes, headers: dict[str, str], timeout: float) -> Answer:
        """Post and give the answer; OSError or HTTPException when there is none within `timeout` seconds."""
        parts = urlsplit(url)
        address = (parts.hostname or "127.0.0.1", parts.port or 80)
        connection = self._borrow(address, timeout)
        try:
            connection.request("POST", parts.path or "/", body, headers)
            response = connection.getresponse()
            answer = Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        except BaseException:
            connection.close()
            raise
        self._give_back(address, connection, keep=not response.will_close)
        return answer

    def _give_back(self, address: tuple[str, int], connection: http.client.HTTPConnection, keep: bool) -> None:
        """A request that was under way while the others were closed leaves nothing open behind it."""
        with self._lock:
            if keep and not self._closed:
                self._idle[address].append(connection)
                return
        connection.close()

    def close(self) -> None:
        """Close the idle connections, and keep none from here on."""
        with self._lock:
            self._closed = True
            for connections in self._idle.values():
                for connection in connections:
                    connection.close()
            self._idle.clear()

    def _borrow(self, address: tuple[str, int], timeout: float) -> http.client.HTTPConnection:
        with self._lock:
            idle = self._idle[address]
            while idle:
                connection = idle.pop()
                if connection.sock is not None and not select.select([connection.sock], [], [], 0)[0]:
                    connection.sock.settimeout(timeout)
                    return connection
                # An idle connection with something to read was closed by the app, or is out of step.
                connection.close()
        return http.client.HTTPConnection(*address, timeout=timeout)


def signature(secret: str, stamp: str, body: bytes) -> str:
    """Give Slack's v0 signature: HMAC-SHA256 over "v0:stamp:body"."""
    base = b"v0:" + stamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def signed_headers(secret: str, body: bytes, content_type: str, skew: float = 0.0) -> dict[str, str]:
    """Give the headers of a request from Slack; `skew` seconds are added to the real time that is signed."""
    stamp = str(int(time.time() + skew))
    return {
        "User-Agent": AGENT,
        "Accept": "application/json,*/*",
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature(secret, stamp, body),
    }
