"""What came of one request to the app."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.local_slack.settings import Json


@dataclass(frozen=True)
class Delivery:
    """One act and the app's answer to it.

    `kind` is "slash_commands", "interactive" or "events_api"; `status` is 0 when nobody answered; `seconds`
    is real time; `in_time` tells whether Slack's three seconds were kept. `local` means that nothing was
    sent, because the client itself refused (`errors`, by block id) or had nothing to send.
    """

    kind: str
    status: int = 0
    seconds: float = 0.0
    body: str = ""
    in_time: bool = True
    headers: Mapping[str, str] = field(default_factory=dict)
    local: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    payload: Json = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Tell whether the app took it: answered with 2xx, in time."""
        return self.in_time and 200 <= self.status < 300

    def json(self) -> Any:
        """Give the answer's JSON, or None when it is something else."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None
