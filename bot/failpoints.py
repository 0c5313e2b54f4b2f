"""Named boundaries that the crash tests can strike: in production none is armed, and reaching one costs nothing.

STEPIN_FAILPOINT is a list such as `send.before_call=kill@2, act.before_commit=stall:30`: at the second time that
`send.before_call` is reached the process kills itself; `stall:30` sleeps for 30 s, `raise` raises, `stop` stops the
process until it is continued (tests/crash).
"""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Mapping
from threading import Lock, get_ident

from handlers.ports import Boundary, no_boundary

VARIABLE = "STEPIN_FAILPOINT"


class Struck(BaseException):
    """A failpoint that was armed to raise; not an Exception, so that nothing swallows it by accident."""


def boundary_from(environ: Mapping[str, str]) -> Boundary:
    """The boundary that this environment asks for; without the variable one that does nothing."""
    armed = dict(part.strip().split("=", 1) for part in environ.get(VARIABLE, "").split(",") if "=" in part)
    if not armed:
        return no_boundary
    reached: Counter[str] = Counter()
    lock = Lock()

    def reach(name: str) -> None:
        with lock:
            reached[name] += 1
            times = reached[name]
        action, _, nth = armed.get(name, "").partition("@")
        if action and times == int(nth or 1):
            _strike(action)

    return reach


def _strike(action: str) -> None:
    kind, _, seconds = action.partition(":")
    if kind == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif kind == "stop":
        # Sent to the process, it would be taken by another thread, while this one goes on for a while.
        signal.pthread_kill(get_ident(), signal.SIGSTOP)
    elif kind == "stall":
        time.sleep(float(seconds or 1))
    else:
        raise Struck(kind)
