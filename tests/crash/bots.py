"""Bots as real processes: start, kill, pause, resume, end, and wait for what they become."""

from __future__ import annotations

import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
# Below the ports that the system hands out, so that a port stays its bot's over kills and restarts; from anywhere
# there, since several test processes look for ports at once.
_PORTS = count(15_000 + secrets.randbelow(15_000))
_LOOK_EVERY = 0.02


def wait_for(holds: Callable[[], Any], within: float, what: str) -> Any:
    """Look until it holds; what it gave. Raises AssertionError after `within` seconds."""
    until = time.monotonic() + within
    while not (found := holds()):
        assert time.monotonic() < until, f"not within {within:.0f} s: {what}"
        time.sleep(_LOOK_EVERY)
    return found


def free_port() -> int:
    """A port that nobody listens on."""
    for port in _PORTS:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no free port")


class Nursery:
    """The process that bots are forked from; all of them are gone once it is closed."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.nursery"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._lock = threading.Lock()

    def bear(self, arguments: Sequence[str], environ: dict[str, str], log: Path) -> int:
        """Start one; its process id."""
        return int(self._ask({"do": "bear", "arguments": list(arguments), "environ": environ, "log": str(log)}))

    def ended(self, child: int) -> int | None:
        """Its exit code, minus the signal where one ended it; None while it lives."""
        code: int | None = self._ask({"do": "look", "child": child})
        return code

    def _ask(self, order: dict[str, Any]) -> Any:
        with self._lock:
            assert self._process.stdin
            assert self._process.stdout
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End it; what still lives is killed with it."""
        self._process.communicate(timeout=20)


@dataclass
class Bot:
    """One place for a bot: its port and log stay the same over all the processes that live in it."""

    nursery: Nursery
    environ: dict[str, str]
    log: Path
    port: int = field(default_factory=free_port)
    pid: int = 0
    lives: int = 0

    @property
    def url(self) -> str:
        """Where Slack posts to."""
        return f"http://127.0.0.1:{self.port}/slack/events"

    def start(self, failpoint: str = "", **environ: str) -> None:
        """Start a process; with a failpoint armed, where one is given."""
        armed = {"STEPIN_FAILPOINT": failpoint} if failpoint else {}
        here = {"STEPIN_PORT": str(self.port), "STEPIN_HOST": "127.0.0.1"}
        self.pid = self.nursery.bear(["serve"], {**self.environ, **here, **armed, **environ}, self.log)
        self.lives += 1

    def ready(self, within: float = 20.0) -> None:
        """Wait until it answers."""
        wait_for(self.answers, within, f"a bot on port {self.port}; its log ends: {self.last_words()}")

    def ready_or_gone(self, within: float = 20.0) -> None:
        """Wait until it answers, or has died at its failpoint."""
        wait_for(lambda: self.gone() or self.answers(), within, f"life or death of a bot on port {self.port}")

    def answers(self, path: str = "/healthz") -> int:
        """The status of one of its pages, 0 where nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def gone(self) -> bool:
        """Whether its process has ended."""
        return self.exit_code() is not None

    def exit_code(self) -> int | None:
        """How its process ended, None while it lives."""
        return self.nursery.ended(self.pid)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal, also to one that is gone by now."""
        try:
            os.kill(self.pid, number)
        except ProcessLookupError:
            return

    def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        self.signal(signal.SIGKILL)
        wait_for(self.gone, 10, "the end of a killed process")

    def stopped(self) -> bool:
        """Whether the process stands still."""
        try:
            state = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return False
        return state == "T"

    def pause(self) -> None:
        """Let it stand still."""
        self.signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        self.signal(signal.SIGCONT)

    def terminate(self, within: float = 25.0) -> int:
        """SIGTERM; the exit code once it has finished what was in hand."""
        self.signal(signal.SIGTERM)
        wait_for(self.gone, within, "the end after SIGTERM")
        return int(self.exit_code() or 0)

    def last_words(self) -> str:
        """The end of its log."""
        return self.log.read_text(errors="replace")[-1500:] if self.log.exists() else ""
