"""What every listener says in the same words: that nothing was recorded, and a sentence where a tap was made."""

from __future__ import annotations

from typing import Any

from bot.slack.wing import Wing
from domain.people import Person
from handlers.screens import Screen
from handlers.screens.parts import Line

SORRY = "NOT RECORDED. Nothing was changed. Tap again."
STILL_HERE = "NOT RECORDED. Nothing was changed; what you entered is still here. Try again."


def say(wing: Wing, body: dict[str, Any], person: Person, sentence: str) -> None:
    """A sentence to this person alone. It calls Slack, so it is never said before the answer."""
    wing.tell(person, str(body.get("response_url", "")), Screen(sentence, (Line((sentence,)),)))


def message_tapped(body: dict[str, Any]) -> str:
    """The id of our message that was tapped; "" where it was a dialog or App Home."""
    metadata = (body.get("message") or {}).get("metadata") or {}
    return str((metadata.get("event_payload") or {}).get("page_id", ""))
