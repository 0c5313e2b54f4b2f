"""What the tests of the Slack wing send and look for: forged and repeated requests, and what was kept of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any, TypeVar
from urllib.parse import urlencode

from bot.local_slack.outbound.courier import FORM
from bot.local_slack.outbound.wire import Wire, signed_headers
from tests.world import SECRET, World

T = TypeVar("T")
JSON = "application/json"
TEAM = {"id": "T0LOCAL", "domain": "local"}


def at_once(*acts: Callable[[], T]) -> list[T]:
    """Do all of this at the same moment, each on a thread of its own."""
    barrier = Barrier(len(acts))

    def do(act: Callable[[], T]) -> T:
        barrier.wait(10)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [each.result(20) for each in [pool.submit(do, act) for act in acts]]


@dataclass(frozen=True)
class Posted:
    """The app's answer to one request."""

    status: int
    body: str

    def json(self) -> Any:
        """The answer's JSON, None where it is none."""
        return json.loads(self.body) if self.body.startswith("{") else None


def signed(world: World, body: bytes, kind: str = FORM, url: str | None = None) -> Posted:
    """Send this body with a valid signature, as Slack would; to another app where `url` names one."""
    wire = Wire()
    try:
        answer = wire.post(url or str(world.slack.bot_url), body, signed_headers(SECRET, body, kind), 10)
    finally:
        wire.close()
    return Posted(answer.status, answer.body.decode())


def interaction(user: str, kind: str, **more: Any) -> bytes:
    """The body of an interaction by this account."""
    payload = {"type": kind, "user": {"id": user, "name": user.lower()}, "team": TEAM, **more}
    return urlencode({"payload": json.dumps(payload)}).encode()


def tap(user: str, action: str, value: str, **more: Any) -> bytes:
    """The body of a tap on a button that may never have been drawn."""
    one = {"type": "button", "action_id": action, "block_id": "b", "value": value, "action_ts": "1.1"}
    return interaction(user, "block_actions", actions=[one], trigger_id="1.1.x", **more)


def sent_form(user: str, name: str, context: Any, values: Any = None) -> bytes:
    """The body of a form that was sent; `context` is what stands in its private metadata."""
    metadata = context if isinstance(context, str) else json.dumps(context)
    view = {"type": "modal", "callback_id": name, "private_metadata": metadata, "state": {"values": values or {}}}
    shown = {"title": {"type": "plain_text", "text": "x"}, "close": {"type": "plain_text", "text": "x"}, "blocks": []}
    return interaction(user, "view_submission", view={**view, **shown}, trigger_id="1.1.x")


def command(user: str, text: str, trigger: str = "1.1.x", channel: str = "C0DESK", **more: str) -> bytes:
    """The body of a typed command."""
    fields = {"command": "/escalate", "text": text, "user_id": user, "user_name": user.lower(), "channel_id": channel}
    return urlencode({**fields, "team_id": "T0LOCAL", "trigger_id": trigger, **more}).encode()


def timeline(world: World, escalation_id: str) -> list[Any]:
    """The entries of an escalation."""
    with world.store.read() as uow:
        return uow.escalations.timeline(escalation_id)


def names(entries: Iterable[Any]) -> list[str]:
    """The names of these entries."""
    return [type(entry).__name__ for entry in entries]


def answered_words(delivery: Any) -> str:
    """Every word of an answer to a command."""
    return str(delivery.json() or delivery.body)
