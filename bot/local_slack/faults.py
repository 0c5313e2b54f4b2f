"""Named ways in which Slack fails, armed by tests and the demo: `slack.fail("chat.postMessage", "drop_after")`.

"error"          ok: false with the error given
"ratelimited"    429; `retry_after` is a number, garbage text, or None for no header at all
"http_500"       500 before the call was accepted
"http_500_after" the call is accepted, then 500
"drop_before"    the connection closes without an answer, nothing accepted
"drop_after"     accepted, then the connection closes without an answer
"delay"          accepted, answered after `delay` seconds
"delay_before"   accepted and answered only after `delay` seconds
"drip"           accepted, then the answer comes a byte at a time, `delay` seconds apart
"hide"           ok, but the message is never seen nor found again
"html"           200 with a page of HTML, nothing accepted
"refuse"         the connection is reset at once, nothing accepted

Besides the methods there are three names: "response_url", "upload_url" and "url_private" (a file's bytes in and out).
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

BEFORE = frozenset({"error", "ratelimited", "http_500", "drop_before", "html", "refuse"})
AFTER = frozenset({"http_500_after", "drop_after", "delay", "delay_before", "drip", "hide"})


@dataclass
class Fault:
    """One armed failure; `times` calls are hit (None: until healed) after the first `after` matching ones."""

    method: str
    how: str
    times: int | None = 1
    channel: str | None = None
    user: str | None = None
    delay: float = 0.0
    retry_after: float | str | None = None
    error: str = "fatal_error"
    after: int = 0

    def __post_init__(self) -> None:
        if self.how not in BEFORE | AFTER:
            raise ValueError(f"no such fault: {self.how}")

    def concerns(self, method: str, targets: set[str]) -> bool:
        """Tell whether a call of this method, aimed at these channels and people, is of its kind."""
        if self.method not in ("*", method):
            return False
        return all(wanted is None or wanted in targets for wanted in (self.channel, self.user))


class Faults:
    """The armed failures, asked once for each call; the first one that concerns it strikes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._armed: list[Fault] = []

    def arm(self, fault: Fault) -> None:
        """Add a failure behind those already armed."""
        with self._lock:
            self._armed.append(fault)

    def heal(self) -> None:
        """Take all failures away."""
        with self._lock:
            self._armed.clear()

    def take(self, method: str, targets: set[str]) -> Fault | None:
        """Give the failure that strikes this call, and count it."""
        with self._lock:
            for fault in self._armed:
                if fault.concerns(method, targets) and self._strikes(fault):
                    return fault
            return None

    def _strikes(self, fault: Fault) -> bool:
        if fault.after > 0:
            fault.after -= 1
            return False
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self._armed.remove(fault)
        return True
