"""Finds out which person of ours a calendar means: by name or key, however it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from domain.people import Person

_WORD = re.compile(r"[^\W_]+")
# A title is taken apart here: "On call: Dana, tier 1", "Nights - Dana Kim", "Dana (late)".
_APART = re.compile(r"\s[-–—]\s|[:;,/|()\[\]&+–—\n]")
_ABOUT_DUTY = re.compile(r"^(on ?call|on duty) | (on ?call|on duty)$")


def plain(words: str) -> str:
    """Only its words, in lower case: "Kim.B", "kim-b" and "Kim B." are the same."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", words).casefold()))


class Known:
    """The people whom a calendar may name. A name that two of them have names nobody."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        by_name: dict[str, set[str]] = {}
        for key, person in people.items():
            for name in (key, person.name):
                by_name.setdefault(plain(name), set()).add(key)
        self._ids = {name: next(iter(ids)) for name, ids in by_name.items() if len(ids) == 1 and name}

    def named(self, name: str | None) -> str | None:
        """The person with this name or key."""
        return self._ids.get(plain(name or ""))

    def with_address(self, address: str | None) -> str | None:
        """The person whose name or key is the first part of this e-mail address."""
        mailbox = (address or "").strip()
        if mailbox.casefold().startswith("mailto:"):
            mailbox = mailbox[len("mailto:") :]
        return self.named(mailbox.partition("@")[0])

    def in_title(self, title: str) -> tuple[str, ...]:
        """Those whom a title names, in its order, each once. A part of a title has to be a whole name."""
        parts = [title, *_APART.split(title)]
        return _each_once(self.named(_ABOUT_DUTY.sub("", plain(part))) for part in parts)


def _each_once(found: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person for person in found if person))
