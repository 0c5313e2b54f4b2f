"""Gets a calendar from an address that somebody typed, and lets nobody use that to reach this machine's own network.

The name is looked up once per hop, every address found is checked, and the connection goes to a checked address
itself: no second look-up can lead elsewhere. urllib3's connections take the address and the name apart, so that the
certificate is still held against the name.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from http.client import HTTPException
from ipaddress import ip_address
from threading import Lock
from urllib.parse import urljoin

from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from bot.calendars.addresses import Address, public_only
from bot.calendars.places import CannotFetch, Place, place_of

MOST_BYTES = 2 * 1024 * 1024
MOST_REDIRECTS = 3
_CHUNK = 64 * 1024
_MOVED = (301, 302, 303, 307, 308)
_HEADERS = {"User-Agent": "StepIn", "Accept": "text/calendar, */*;q=0.1", "Accept-Encoding": "identity"}
_FAILURES = (OSError, HTTPError, HTTPException)

Resolver = Callable[[str, int], Sequence[str]]


def look_up(host: str, port: int) -> Sequence[str]:
    """The addresses of a name as this machine finds them. Raises OSError where there are none."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch(
    url: str,
    *,
    timeout: float = 10.0,
    limit: int = MOST_BYTES,
    resolver: Resolver = look_up,
    permitted: Callable[[Address], bool] = public_only,
    plain_http: bool = False,
    trust: ssl.SSLContext | None = None,
) -> bytes:
    """What the address `url` (https or webcal; http only with `plain_http`) answers, at most `limit` bytes.

    `timeout` (seconds) holds for everything together, look-ups and up to three redirects included. Every address that
    a host's name has must be `permitted`. `trust` are the certificates to trust; without it, this machine's. No proxy,
    no cookie and no password is used. Raises CannotFetch with a sentence that never holds more than the host's name:
    such addresses are often secret.
    """
    place = place_of(url, plain_http)
    visit = _Visit(timeout, limit, resolver, permitted, plain_http, trust or ssl.create_default_context())
    worker = ThreadPoolExecutor(1, "fetch-calendar")
    try:
        # A server that sends one byte at a time stretches every time limit of a single read.
        return worker.submit(visit.read, place).result(timeout)
    except TimeoutError:
        visit.give_up()
        raise CannotFetch(f"{place.host} did not send the calendar within {timeout:g} seconds.") from None
    finally:
        worker.shutdown(wait=False)


class _Visit:
    """One attempt, redirects included; `give_up` ends it from another thread."""

    def __init__(
        self,
        timeout: float,
        limit: int,
        resolver: Resolver,
        permitted: Callable[[Address], bool],
        plain_http: bool,
        trust: ssl.SSLContext,
    ) -> None:
        self._timeout, self._limit, self._resolver, self._permitted = timeout, limit, resolver, permitted
        self._plain_http, self._trust = plain_http, trust
        self._lock = Lock()
        self._connection: HTTPConnection | None = None
        self._given_up = False

    def read(self, place: Place) -> bytes:
        for _ in range(MOST_REDIRECTS + 1):
            try:
                answer = self._ask(place)
            except ssl.SSLCertVerificationError:
                raise CannotFetch(f"The certificate of {place.host} cannot be trusted.") from None
            except _FAILURES:
                raise CannotFetch(f"{place.host} cannot be reached, or broke off.") from None
            if isinstance(answer, bytes):
                return answer
            place = place_of(urljoin(place.url, answer), self._plain_http)
        raise CannotFetch(f"{place.host} sends on to other addresses more than {MOST_REDIRECTS} times.")

    def give_up(self) -> None:
        with self._lock:
            self._given_up = True
            sock = self._connection.sock if self._connection else None
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def _ask(self, place: Place) -> bytes | str:
        """The body, or where it has moved to."""
        connection = self._connect(place, self._addresses(place))
        try:
            self._go_on_with(connection)
            headers = {**_HEADERS, "Host": place.host_header}
            connection.request("GET", place.target, headers=headers, preload_content=False)
            with closing(connection.getresponse()) as response:
                return self._answer(place, response)
        finally:
            connection.close()

    def _addresses(self, place: Place) -> list[Address]:
        try:
            found = [ip_address(text) for text in self._resolver(place.host, place.port)]
        except (OSError, ValueError):
            found = []
        if not found:
            raise CannotFetch(f"There is no {place.host} on the internet.")
        if not all(map(self._permitted, found)):
            raise CannotFetch(f"{place.host} is not on the public internet, so it is not asked.")
        return found

    def _connect(self, place: Place, addresses: list[Address]) -> HTTPConnection:
        """Connected to the first of these addresses that answers."""
        failed: Exception = OSError("no address")
        for address in addresses:
            self._go_on_with(None)
            connection = self._connection_to(place, address)
            try:
                connection.connect()
            except _FAILURES as error:
                connection.close()
                failed = error
            else:
                return connection
        raise failed

    def _go_on_with(self, connection: HTTPConnection | None) -> None:
        """From here on `give_up` ends this connection; nothing is done any more where it came before."""
        with self._lock:
            self._connection = connection
            if self._given_up:
                raise CannotFetch("It took too long.")

    def _connection_to(self, place: Place, address: Address) -> HTTPConnection:
        if place.scheme == "http":
            return HTTPConnection(str(address), place.port, timeout=self._timeout)
        return HTTPSConnection(
            str(address), place.port, timeout=self._timeout, ssl_context=self._trust, server_hostname=place.host
        )

    def _answer(self, place: Place, response: HTTPResponse) -> bytes | str:
        moved = response.headers.get("Location")
        if response.status in _MOVED and moved:
            return moved
        if response.status != 200:
            raise CannotFetch(f"{place.host} answered with {response.status} instead of a calendar.")
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise CannotFetch(f"{place.host} sent the calendar packed, although it was asked not to.")
        body = bytearray()
        # To the end: only there is it known that nothing is missing.
        for chunk in response.stream(_CHUNK, decode_content=False):
            body += chunk
            if len(body) > self._limit:
                raise CannotFetch(f"What {place.host} sends is larger than {self._limit / 1024 / 1024:g} MB.")
        return bytes(body)
