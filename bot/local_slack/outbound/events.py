"""The Events API: the envelope, the subscriptions, and up to three more tries when the app does not take it."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field

from bot.local_slack.ids import Serial
from bot.local_slack.ledger import Ledger, SentEvent
from bot.local_slack.outbound.courier import Courier
from bot.local_slack.outbound.delivery import Delivery
from bot.local_slack.settings import Json, Settings

SCOPES = {
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
}


@dataclass
class Events:
    """Sends the first try on the caller's thread and the retries behind its back; `muted` drops everything."""

    app: Settings
    courier: Courier
    ledger: Ledger
    stopping: threading.Event
    muted: bool = False
    _ids: Serial = field(default_factory=lambda: Serial("Ev"))

    def send(self, kind: str, event: Json) -> Delivery:
        """Send one event of a subscribed kind ("message.im"); anything else, or what the scopes do not
        cover, stays here, marked local."""
        scope = SCOPES.get(kind)
        if self.muted or kind not in self.app.events or (scope and scope not in self.app.scopes):
            return Delivery("events_api", local=True, payload=event)
        if scope:
            self.ledger.scopes_used.add(scope)
        envelope = self._envelope(event)
        delivery = self._try(envelope, kind, None)
        if not delivery.ok and "x-slack-no-retry" not in delivery.headers:
            threading.Thread(target=self._retry, args=(envelope, kind, delivery), daemon=True).start()
        return delivery

    def verify(self) -> bool:
        """Send the url_verification challenge; tell whether the app echoed it."""
        challenge = secrets.token_hex(20)
        body = {"token": self.app.verification_token, "challenge": challenge, "type": "url_verification"}
        return challenge in self.courier.deliver("events_api", body).body

    def _retry(self, envelope: Json, kind: str, last: Delivery) -> None:
        for number, pause in enumerate(self.app.event_retries, start=1):
            if self.stopping.wait(pause) or self.muted:
                return
            last = self._try(envelope, kind, (number, _reason(last)))
            if last.ok or "x-slack-no-retry" in last.headers:
                return

    def _try(self, envelope: Json, kind: str, retry: tuple[int, str] | None) -> Delivery:
        delivery = self.courier.deliver("events_api", envelope, retry)
        number = retry[0] if retry else 0
        self.ledger.write_event(SentEvent(self.app.now(), envelope["event_id"], kind, number, delivery))
        return delivery

    def _envelope(self, event: Json) -> Json:
        app = self.app
        return {
            "token": app.verification_token,
            "team_id": app.team_id,
            "context_team_id": app.team_id,
            "context_enterprise_id": None,
            "api_app_id": app.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": self._ids.next(),
            "event_time": int(app.now().timestamp()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": app.team_id,
                    "user_id": app.bot_user_id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": secrets.token_hex(16),
        }


def _reason(delivery: Delivery) -> str:
    if delivery.status:
        return "http_error" if delivery.in_time else "http_timeout"
    return "connection_failed" if "refused" in delivery.body.lower() else "http_timeout"
