"""Takes each act to the app, by socket or by signed HTTP, and watches the three seconds for the answer."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Mapping
from urllib.parse import urlencode

from bot.local_slack.ledger import Ledger
from bot.local_slack.outbound.delivery import Delivery
from bot.local_slack.outbound.wire import Wire, signed_headers
from bot.local_slack.settings import Json, Settings
from bot.local_slack.sockets import Sockets

FORM = "application/x-www-form-urlencoded"
PATIENCE_WITHOUT_WATCH = 60.0


class Courier:
    """Delivers synchronously; `bot_url` is where signed requests go when no socket is connected."""

    def __init__(self, app: Settings, ledger: Ledger, sockets: Sockets) -> None:
        self.app = app
        self.bot_url: str | None = None
        self.skew = 0.0
        self._ledger = ledger
        self._sockets = sockets
        self._wire = Wire()

    def deliver(self, kind: str, payload: Json, retry: tuple[int, str] | None = None) -> Delivery:
        """Take one payload to the app and give what came back; lateness is written down."""
        limit = self.app.answer_within if self.app.enforce_answer else PATIENCE_WITHOUT_WATCH
        if kind == "slash_commands":
            self._ledger.scopes_used.add("commands")
        if self._sockets.connected:
            delivery = self._sockets.deliver(kind, payload, limit, retry)
        else:
            delivery = self._over_http(kind, payload, limit, retry)
        if not delivery.in_time:
            self._ledger.write_missed(delivery)
        return delivery

    def send_raw(self, body: bytes, headers: Mapping[str, str]) -> Delivery:
        """Post any bytes with any headers to the app, as a forger would."""
        return self._post("raw", {}, body, dict(headers), PATIENCE_WITHOUT_WATCH)

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    def _over_http(self, kind: str, payload: Json, limit: float, retry: tuple[int, str] | None) -> Delivery:
        content_type, body = encoded(kind, payload)
        headers = signed_headers(self.app.signing_secret, body, content_type, self.skew)
        if retry is not None:
            headers |= {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]}
        return self._post(kind, payload, body, headers, limit)

    def _post(self, kind: str, payload: Json, body: bytes, headers: dict[str, str], limit: float) -> Delivery:
        if self.bot_url is None:
            return Delivery(kind, body="no app is listening", in_time=False, payload=payload)
        began = time.monotonic()
        try:
            answer = self._wire.post(self.bot_url, body, headers, limit)
        except (OSError, http.client.HTTPException) as error:
            seconds = time.monotonic() - began
            return Delivery(kind, 0, seconds, str(error), in_time=False, payload=payload)
        seconds = time.monotonic() - began
        text = answer.body.decode("utf-8", "replace")
        return Delivery(kind, answer.status, seconds, text, seconds <= limit, answer.headers, payload=payload)


def encoded(kind: str, payload: Json) -> tuple[str, bytes]:
    """Give content type and body: commands as a form, interactions as JSON inside a form, events as JSON."""
    if kind == "slash_commands":
        return FORM, urlencode(payload).encode()
    text = json.dumps(payload)
    if kind == "interactive":
        return FORM, urlencode({"payload": text}).encode()
    return "application/json", text.encode()
