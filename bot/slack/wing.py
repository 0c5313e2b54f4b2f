"""What every listener is given: the handlers' ports, the messenger, the clock, and the deadline of a raise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from slack_sdk.webhook import WebhookClient

from bot.calendars import fetch
from bot.metrics import Metrics
from bot.slack import blocks
from bot.slack.messenger import SlackMessenger
from domain.people import Person
from handlers.editing import EditPorts
from handlers.escalate import CallForHelp, escalate, recorded
from handlers.memory import Memory
from handlers.ports import Clock, NotSent, OutcomeUnknown, Pictures, Ports, StoreUnavailable
from handlers.screens import Form, Scene, Screen
from handlers.screens.picker import not_recorded, try_again

log = structlog.get_logger()

ASK_AGAIN_WITHIN = 0.4


@dataclass
class Wing:
    """The Slack wing's share of the wiring. `intake` are threads that only raises use (F04)."""

    ports: Ports
    memory: Memory
    messenger: SlackMessenger
    clock: Clock
    metrics: Metrics
    editing: EditPorts
    pictures: Pictures
    fallback_phone: str = ""
    record_within: float = 1.4
    public_url: str = ""
    fetch_calendar: Callable[[str], bytes] = fetch
    intake: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(8, thread_name_prefix="intake"))

    def now(self) -> datetime:
        """The one clock read of a listener (principle 2)."""
        return self.clock.now()

    def person(self, user_id: str, name: str = "") -> Person:
        """Who acts."""
        return self.memory.person_of(user_id, name)

    def record(self, call: CallForHelp, at: datetime) -> Scene | None:
        """Record a call for help within two seconds, or None: it was NOT recorded (invariant 2, F09, F11)."""
        scene = self._within(self.record_within, lambda: escalate(self.ports, call, at))
        if scene is None and call.site is not None:
            scene = self._within(ASK_AGAIN_WITHIN, lambda: recorded(self.ports, call, at))
        if scene is None:
            self.metrics.not_recorded()
        else:
            self.metrics.raised(call.severity.word)
        return scene

    def _within(self, seconds: float, work: Callable[[], Scene | None]) -> Scene | None:
        future: Future[Scene | None] = self.intake.submit(work)
        try:
            return future.result(timeout=seconds)
        except TooLate:
            future.cancel()
            log.error("intake_too_late")
        except StoreUnavailable as failed:
            log.error("intake_failed", error=type(failed).__name__)
        return None

    def not_recorded(self, call: CallForHelp) -> Screen:
        """NOT RECORDED, and whom to phone, from memory alone."""
        site = call.site
        level = "colleague" if call.about_colleague else call.severity.word.lower()
        again = try_again(level, f"{call.key} {call.words}".strip())
        return not_recorded(site.phone if site else self.fallback_phone, site.emergency_number if site else "", again)

    def open_form(self, trigger_id: str, form: Form, external_id: str | None = None, push: bool = False) -> None:
        """Open a dialog; an expired trigger is normal, and the message's own buttons remain (F03)."""
        method = "views.push" if push else "views.open"
        self.quietly(method, {"trigger_id": trigger_id, "view": blocks.modal(form, external_id)})

    def quietly(self, method: str, arguments: Mapping[str, Any], deadline: float | None = None) -> bool:
        """A view call whose failure costs nothing but the view. That it was closed meanwhile is normal."""
        try:
            self.messenger.view(method, arguments, deadline)
        except (NotSent, OutcomeUnknown) as failed:
            say = log.info if (method, failed.reason) == ("views.update", "not_found") else log.warning
            say("view_not_shown", method=method, error=failed.reason)
            return False
        return True

    def tell(self, person: Person, response_url: str, screen: Screen, replace: bool = False) -> None:
        """A private reply: where the tap was made, else in the person's conversation with the app."""
        try:
            if response_url:
                hook = WebhookClient(response_url, timeout=4, retry_handlers=[])
                shape = {"replace_original": True} if replace else {"replace_original": False}
                answer = self.messenger.within(lambda: hook.send_dict({**blocks.message(screen), **shape,
                                                                       "response_type": "ephemeral"}))  # fmt: skip
                if answer.status_code == 200:
                    return
            target = person.dm_id or person.user_id
            self.messenger.view("chat.postMessage", {"channel": target, **blocks.message(screen)})
        except (NotSent, OutcomeUnknown) as failed:
            log.warning("reply_not_shown", error=failed.reason)
