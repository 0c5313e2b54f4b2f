"""How the Web API says no: Slack's error codes with what comes beside them."""

from __future__ import annotations

from bot.local_slack.settings import Json


class Refused(Exception):
    """A call that Slack answers with `ok: false`."""

    def __init__(self, error: str, **beside: object) -> None:
        super().__init__(error)
        self.error = error
        self.beside = beside

    def body(self) -> Json:
        """Give the answer's JSON."""
        return {"ok": False, "error": self.error, **self.beside}


def with_messages(error: str, messages: list[str]) -> Refused:
    """Give a refusal whose reasons stand in `response_metadata.messages`, as Slack writes them."""
    return Refused(error, response_metadata={"messages": messages})


def missing(*fields: str) -> Refused:
    """Give the refusal of a call without its required arguments."""
    return with_messages("invalid_arguments", [f"[ERROR] missing required field: {name}" for name in fields])
