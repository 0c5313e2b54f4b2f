"""What editing needs beside the other ports: its values as text, and memory that follows a commit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from domain.edits import Kept
from handlers.ports import Ports


class Text(Protocol):
    """What an edit changed, as text for the journal and back (storage/kept.py). Equal values give equal texts."""

    def to_text(self, kept: Kept) -> str:
        """The text of a value."""

    def of_text(self, text: str) -> Kept:
        """The value of a text."""


@dataclass(frozen=True)
class EditPorts:
    """Everything that editing is given; made once, in the wiring.

    `follow` reads the directory into memory again (handlers/memory.py, refresh); the heartbeat does so too, later.
    """

    ports: Ports
    text: Text
    follow: Callable[[], object]
