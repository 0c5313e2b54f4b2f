"""How people read what stands on their screens: words alone, times as the site's clock shows them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from bot.local_slack.plain import plain_of
from tests.world import Someone, World

_DATE = re.compile(r"<!date\^\d+\^[^|]*\|([^>]*)>")
_SHOWN = str.maketrans({"*": None, "\u200b": None})


def shown(surface: Any) -> str:
    """A message, dialog or Home tab as it is read."""
    return _read(surface.plain())


def read(someone: Someone) -> str:
    """Everything that a person can see now."""
    return _read(str(someone.reads()))


def was_shown(world: World, someone: Someone) -> str:
    """Everything that was ever posted to, or drawn in, a person's conversation with the app."""
    calls = [c for c in world.slack.calls if c.accepted and c.method in ("chat.postMessage", "chat.update")]
    mine = [call for call in calls if call.args.get("channel") == someone.dm_channel]
    return _read("\n".join(f"{call.args.get('text')}\n{plain_of(call.args.get('blocks') or [])}" for call in mine))


def buzzes(someone: Someone) -> list[str]:
    """What the phone showed on its lock screen, from the conversation with the app."""
    return [push.text for push in someone.notifications() if push.channel == someone.dm_channel]


def paged_at(world: World, name: str) -> list[timedelta]:
    """How long after the start each page reached this person."""
    return [call.at - world.start for call in world.pages(name)]


def with_buttons(someone: Someone) -> list[Any]:
    """The messages of the conversation with the app that can be pressed."""
    return [message for message in someone.dm() if message.labels()]


def minutes(*numbers: float) -> list[timedelta]:
    """Instants after the start."""
    return [timedelta(minutes=number) for number in numbers]


def _read(words: str) -> str:
    return _DATE.sub(r"\1", words).translate(_SHOWN).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
