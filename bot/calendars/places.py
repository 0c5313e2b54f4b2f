"""Takes the address of a calendar apart, and refuses what is no address of a calendar before anything is looked up."""

from __future__ import annotations

from dataclasses import dataclass

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

_PORTS = {"https": 443, "http": 80}
_LONGEST = 2_000


class CannotFetch(Exception):
    """An address could not be fetched; its text is a sentence for the person who typed the address."""


@dataclass(frozen=True)
class Place:
    """Whom to ask for what. `host` without brackets, `target` the path with its query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def host_header(self) -> str:
        """The host as HTTP names it: with its port, where that is not the usual one."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == _PORTS[self.scheme] else f"{name}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.host_header}{self.target}"


def place_of(url: str, plain_http: bool) -> Place:
    """The place that an address names; webcal means https. Raises CannotFetch with a sentence."""
    words = url.strip()
    scheme, _, rest = words.partition("://")
    scheme = scheme.lower()
    if scheme in ("webcal", "webcals"):
        scheme, words = "https", f"https://{rest}"
    if scheme not in _PORTS or (scheme == "http" and not plain_http):
        raise CannotFetch("A calendar's address begins with https:// or webcal://.")
    try:
        found = parse_url(_without_other_letters(words))
    except (LocationParseError, UnicodeError):
        raise CannotFetch("That is not an address that can be asked for a calendar.") from None
    if found.auth is not None:
        raise CannotFetch("A calendar's address is taken without a user name and a password.")
    if not found.host or len(words) > _LONGEST:
        raise CannotFetch("That is not an address that can be asked for a calendar.")
    return Place(scheme, found.host.strip("[]"), found.port or _PORTS[scheme], found.request_uri)


def _without_other_letters(url: str) -> str:
    """A host's name as the look-up takes it; urllib3 asks for another package as soon as a letter is not ASCII."""
    scheme, _, rest = url.partition("://")
    cut = min((rest.find(mark) for mark in "/?#" if mark in rest), default=len(rest))
    host = rest[:cut]
    return f"{scheme}://{host if host.isascii() else host.encode('idna').decode()}{rest[cut:]}"
