"""One modal or home tab as it stood at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.local_slack.plain import labels_of, plain_of, words
from bot.local_slack.settings import Json


@dataclass(frozen=True)
class View:
    """A snapshot of a view; `payload` is Slack's view object without its state."""

    id: str
    kind: str
    owner: str
    hash: str
    payload: Json

    @property
    def blocks(self) -> list[Json]:
        """Give its blocks, ids filled in."""
        blocks: list[Json] = self.payload["blocks"]
        return blocks

    @property
    def title(self) -> str:
        """Give the words of its title (a home tab has none)."""
        return words(self.payload.get("title"))

    @property
    def submit(self) -> str:
        """Give the words on its submit button, empty when it has none."""
        return words(self.payload.get("submit"))

    @property
    def callback_id(self) -> str:
        """Give the name that the app gave it."""
        return str(self.payload["callback_id"])

    @property
    def private_metadata(self) -> str:
        """Give the string that the app keeps in it."""
        return str(self.payload["private_metadata"])

    def plain(self) -> str:
        """Give the readable text: title, blocks, submit and close."""
        ends = [words(self.payload.get(part)) for part in ("submit", "close")]
        buttons = " ".join(f"[{end}]" for end in ends if end)
        return "\n".join(line for line in (self.title, plain_of(self.blocks), buttons) if line)

    def labels(self) -> list[str]:
        """Give the labels that can be pressed inside it, overflow options included."""
        return labels_of(self.blocks)

    def as_slack(self, values: Json) -> Json:
        """Give Slack's view object with what its owner has filled in so far."""
        body: dict[str, Any] = {"id": self.id, "hash": self.hash, "state": {"values": values}}
        return {**self.payload, **body}
