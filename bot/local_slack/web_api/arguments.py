"""One Web API call as it came in: its arguments out of a form, a query or JSON, with typed access."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from bot.local_slack.settings import Json, Settings
from bot.local_slack.web_api.errors import Refused, missing

if TYPE_CHECKING:
    from bot.local_slack.sockets import Sockets
    from bot.local_slack.workspace import Workspace

TRUE = (True, 1, "1", "true", "True")


@dataclass
class Call:
    """What a method's function gets: where it acts and with which arguments.

    `hide` asks chat methods to lose the message after accepting it; `scopes_used` collects what was needed.
    """

    method: str
    args: Json
    space: Workspace
    sockets: Sockets
    hide: bool = False
    scopes_used: set[str] = field(default_factory=set)

    @property
    def app(self) -> Settings:
        """Give the app's identity."""
        return self.space.app

    def text(self, name: str, default: str = "") -> str:
        """Give an argument as a string."""
        value = self.args.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        """Give an argument that must not be empty; refused as invalid_arguments otherwise."""
        value = self.text(name)
        if not value:
            raise missing(name)
        return value

    def flag(self, name: str) -> bool:
        """Give a yes-or-no argument."""
        return self.args.get(name) in TRUE

    def number(self, name: str, default: int, most: int) -> int:
        """Give a whole number from 1 to `most`; refused as invalid_limit otherwise."""
        value = self.args.get(name)
        if value in (None, ""):
            return default
        try:
            number = int(str(value))
        except ValueError:
            raise Refused("invalid_limit") from None
        if not 1 <= number <= most:
            raise Refused("invalid_limit")
        return number

    def given(self, name: str) -> bool:
        """Tell whether the argument was sent at all."""
        return self.args.get(name) not in (None, "")

    def structure(self, name: str, error: str) -> Any:
        """Give an argument that is JSON, or a string of JSON; refused with `error` when it is neither."""
        value = self.args.get(name)
        if isinstance(value, str):
            try:
                return json.loads(value)
            except ValueError:
                raise Refused(error) from None
        return value


def parse(query: str, content_type: str, body: bytes) -> Json:
    """Read the arguments; JSON bodies win over forms, and both over the query."""
    args: Json = dict(parse_qsl(query, keep_blank_values=True))
    if content_type.startswith("application/json"):
        try:
            sent = json.loads(body or b"{}")
        except ValueError:
            raise Refused("invalid_json") from None
        if not isinstance(sent, dict):
            raise Refused("json_not_object")
        return args | sent
    if content_type.startswith("application/x-www-form-urlencoded"):
        return args | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    if body.strip():
        raise Refused("invalid_form_data")
    return args
